"""How far simulations are like the programs: Roundcube's sanitiser and a running Thunderbird.

The figures stand in pipeline/simulation/agreement.json, from where the page and the note have them;
`UPDATE_AGREEMENT=1` writes what is measured. Here they must not be lower.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from agreeing import SEE, Tally, compare, simulated
from machine import ROOT, lacking
from roundcube import page, place, washed
from specimens import NAMES, Specimen
from thunderbird import Thunderbird, running

from pipeline.markup import Document
from pipeline.simulation.agreement import MEASURED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("thunderbird")]
HARD = sorted((ROOT / "tests/simulation/mails").glob("*.html"))
CASES = sorted((ROOT / "tests/check/cases/client").glob("*.html"))
TOLERANCE = 0.002
WIDTH = 1000


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Thunderbird]:
    if not shutil.which("thunderbird"):
        lacking("Thunderbird (apt-get install thunderbird)")
    with running(tmp_path_factory.mktemp("agreement")) as opened:
        yield opened


@pytest.fixture
def shown(show: Any, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """What a page of HTML shows in Chromium at a width."""

    def seen(html: str, width: int = WIDTH) -> dict[str, Any]:
        path = tmp_path / "shown.html"
        path.write_text(html, encoding="utf-8")
        opened = show(path)
        opened.set_viewport_size({"width": width, "height": 900})
        told: dict[str, Any] = opened.evaluate(SEE)
        return told

    return seen


Mails = Sequence[tuple[str, str, dict[str, str]]]


def of_specimens(specimen_of: Callable[[str], Specimen], folder: Path) -> Mails:
    """Every letter of every specimen: its name, its HTML, where its images lie."""
    found = []
    for name in NAMES:
        for letter in specimen_of(name).letters:
            own = folder / name / letter.folder.name
            own.mkdir(parents=True)
            found.append((f"{name}/{letter.folder.name}", letter.source, letter.shown(own)))
    return found


def of_files(paths: Sequence[Path]) -> Mails:
    """Mails that are files of their own, those that say something."""
    mails = [(path.stem, path.read_text(encoding="utf-8"), {}) for path in paths]
    return [one for one in mails if Document(one[1]).others.text.strip()]


def kinds(specimen_of: Callable[[str], Specimen], folder: Path) -> Iterator[tuple[str, Mails]]:
    """Our own mails; some that use what is dropped; those that the checks are tried on."""
    yield "specimens", of_specimens(specimen_of, folder)
    yield "hard", of_files(HARD)
    yield "cases", of_files(CASES)


def kept(family: str, version: str, measured: str, figures: Mapping[str, Tally]) -> None:
    """The figures are not below those that are kept; or keep them."""
    known = json.loads(MEASURED.read_text("utf-8")) if MEASURED.is_file() else {}
    found = {kind: tally.figures() for kind, tally in figures.items()}
    if os.environ.get("UPDATE_AGREEMENT"):
        known[family] = {"with": version, "measured": measured, **found}
        MEASURED.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", "utf-8")
        for kind, tally in figures.items():
            (ROOT / "out").mkdir(exist_ok=True)
            (ROOT / "out" / f"agreement-{family}-{kind}.txt").write_text(tally.told(), "utf-8")
    lower = {
        f"{kind} {what}": (value, known[family][kind][what])
        for kind, each in found.items()
        for what, value in each.items()
        if value < known[family][kind][what] - TOLERANCE
    }
    told = "\n".join(tally.told() for tally in figures.values())
    assert lower == {}, told


def test_roundcube_shows_what_its_simulation_shows(
    specimen_of: Callable[[str], Specimen], shown: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    figures = {}
    for kind, mails in kinds(specimen_of, tmp_path):
        figures[kind] = Tally()
        bodies = washed([(html, images) for _, html, images in mails], safe=True)
        for (name, html, images), body in zip(mails, bodies, strict=True):
            ours = shown(simulated(html, images, "roundcube"))
            compare(ours, shown(page(body)), figures[kind], name)
    kept("roundcube", f"Roundcube {roundcube_version()}", "2026-11", figures)


def roundcube_version() -> str:
    """Roundcube's version, as it tells itself."""
    text = (place() / "program/include/iniset.php").read_text(encoding="utf-8")
    found = re.search(r"RCMAIL_VERSION', '([\d.]+)", text)
    assert found
    return found[1]


def test_thunderbird_shows_what_its_simulation_shows(
    program: Thunderbird,
    specimen_of: Callable[[str], Specimen],
    shown: Callable[..., dict[str, Any]],
    tmp_path: Path,
) -> None:
    figures = {}
    for kind, mails in kinds(specimen_of, tmp_path):
        figures[kind] = Tally()
        emls = {
            f"{name}/{letter.folder.name}": letter.eml
            for name in NAMES
            for letter in specimen_of(name).letters
        }
        for name, html, images in mails:
            program.open(emls.get(name) or message(html, tmp_path))
            theirs = program.evaluate(SEE)
            ours = shown(simulated(html, images, "thunderbird.macos"), theirs["width"])
            compare(ours, theirs, figures[kind], name)
    kept("thunderbird", thunderbird_version(), "2026-11", figures)


def message(html: str, folder: Path) -> Path:
    """A message with some HTML and nothing else."""
    made = EmailMessage()
    made["From"] = made["To"] = "Somebody <somebody@example.org>"
    made["Subject"] = "A mail"
    made.set_content(html, subtype="html")
    path = folder / "hard.eml"
    path.write_bytes(bytes(made))
    return path


def thunderbird_version() -> str:
    """Thunderbird's name and version, as it tells itself."""
    told = subprocess.run(
        ["thunderbird", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"[\d.]+", told)
    assert found
    return f"Thunderbird {found[0]}"
