"""A theme's colours after the inversions of mail clients, told where they are set."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.checked import Checked
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules import dark
from pipeline.colour import CLIENTS, ENOUGH, Faint, faint_inverted, proposed
from pipeline.model import Severity, Theme


@rule("dark/contrast-inverted", Severity.WARNING)
def contrast_inverted(checked: Checked) -> Iterator[Found]:
    """Text is hard to read once a mail program has turned the colours for the dark.

    As for a mail, but told once for each pair of a theme's colours, where it can be changed.

    Source: WCAG 2.2, success criterion 1.4.3, on colours as measured in screenshots of these
    programs.
    """
    theme = checked.theme
    for found in faint_inverted(theme.light, theme.pairs):
        yield _found(theme, found)


def _found(theme: Theme, found: Faint) -> Found:
    changed = theme.to_change("light", found.ink, found.ground)
    other = found.ground if changed == found.ink else found.ink
    shade = proposed(theme.light, theme.pairs, changed, other, inverted=True)
    *clients, last = found.clients
    named = f"{', '.join(clients)} and {last}" if clients else last
    told = [name for name, one in CLIENTS.items() if one.name in found.clients]
    return Found(
        f"{found.ink} {theme.light[found.ink]} on {found.ground} {theme.light[found.ground]} keeps "
        f"a contrast of {found.told} once the dark mode of {named} has changed it; people need "
        f"{ENOUGH}:1 to read it",
        theme.places.get(f"light.{changed}"),
        f'{changed} = "{shade}" under [theme.light]',
        clients=tuple(dark.PROGRAMS[name].client for name in told),
    )


RULES: tuple[Rule[Checked], ...] = (contrast_inverted,)
