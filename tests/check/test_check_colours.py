"""The colours by day after the inversions of mail clients in dark mode."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from trees import built

from pipeline.model import Finding, Severity

RULE = "dark/contrast-inverted"
TEXT = "# Title\n\nSome words.\n"


def found(make: Callable[..., Path], settings: str) -> list[Finding]:
    root = make({"letterloom.toml": settings, "a.md": TEXT})
    return [one for one in built(root, "a.md").findings if one.rule == RULE]


def test_the_themes_own_colours_give_none(make: Callable[..., Path]) -> None:
    assert found(make, "") == []


def test_a_colour_that_some_clients_make_faint_is_told_with_one_that_they_do_not(
    make: Callable[..., Path],
) -> None:
    (one,) = found(make, '[theme.light]\nsecondary = "#6E6962"\n')[:1]
    assert one.severity is Severity.WARNING
    assert one.message == (
        "secondary #6E6962 on sheet #FFFDFA keeps a contrast of 4.32:1 once the dark mode of "
        "Gmail on Android, Outlook.com, Gmail on iOS and Outlook for Windows has changed it; "
        "people need 4.5:1 to read it"
    )
    assert one.hint == 'secondary = "#645F59" under [theme.light]'
    assert one.place is not None
    assert (Path(one.place.file).name, one.place.line) == ("letterloom.toml", 2)
    assert found(make, '[theme.light]\nsecondary = "#645F59"\n') == []


def test_clients_that_turn_only_light_grounds_are_not_blamed_for_dark_ones(
    make: Callable[..., Path],
) -> None:
    (one,) = found(make, '[theme.light]\nbutton = "#000000"\nbutton_text = "#7D7D7D"\n')
    assert "dark mode of Gmail on iOS and Outlook for Windows has changed" in one.message
