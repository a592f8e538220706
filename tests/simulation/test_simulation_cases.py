"""What each program makes of mails of its own: the whole HTML and the whole list beside each.

`UPDATE_CASES=1` writes what comes out; read it before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.check.mail import Mail
from pipeline.simulation import PROGRAMS, simulate

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*/*.html"))


def outcome(path: Path) -> str:
    """A simulated mail, below it what was dropped, a line each."""
    source = path.read_text(encoding="utf-8")
    found = simulate(Mail(path.name, source), path.parent.name)
    told = [
        f"{source.count(chr(10), 0, one.at) + 1}: {one.count} × {one.what} | {one.why}"
        for one in found.dropped
    ]
    return "\n".join([found.applied(source).rstrip("\n"), "=====", *told]) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_gives_what_stands_beside_it(path: Path) -> None:
    found, expected = outcome(path), path.with_suffix(".expected")
    if os.environ.get("UPDATE_CASES"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_every_program_has_cases() -> None:
    assert {path.parent.name for path in FILES} == PROGRAMS.keys()
