"""Thunderbird shows every specimen with all its text, links and images, legible in the dark too."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from look import LAYOUT, in_layout, listed
from machine import ROOT, lacking
from specimens import NAMES, Specimen, words
from test_clients_roundcube import KEPT
from thunderbird import Thunderbird, running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("thunderbird")]


@pytest.fixture(scope="session")
def thunderbird(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Thunderbird]:
    if not shutil.which("thunderbird"):
        lacking("Thunderbird (apt-get install thunderbird)")
    with running(tmp_path_factory.mktemp("thunderbird")) as program:
        yield program


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_thunderbird_shows_everything(
    thunderbird: Thunderbird,
    show: Any,
    specimen_of: Callable[[str], Specimen],
    name: str,
    scheme: str,
) -> None:
    thunderbird.dark(wanted=scheme == "dark")
    for letter in specimen_of(name).letters:
        thunderbird.open(letter.eml)
        page = show(letter.html, scheme=scheme)
        page.set_viewport_size({"width": 1000, "height": 900})
        expected, seen = page.evaluate(KEPT), thunderbird.seen()
        problems = listed(in_layout(thunderbird.evaluate(LAYOUT)))
        if problems or as_words(seen) != as_words(expected):
            keep_picture(thunderbird, f"{name}-{letter.folder.name}-{scheme}.png")
        assert as_words(seen) == as_words(expected)
        assert problems == ""


def as_words(seen: dict[str, Any]) -> dict[str, Any]:
    """What was seen, whatever stands between the words."""
    return seen | {"text": words(seen["text"])}


def keep_picture(thunderbird: Thunderbird, name: str) -> None:
    """Write what is shown to out/pictures, for whoever looks into the failure."""
    folder = ROOT / "out" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"thunderbird-{name}").write_bytes(thunderbird.picture())
