"""What `letterloom export` comes to, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pipeline.cli import options, uploads
from pipeline.cli.uploads import Ways
from pipeline.errors import LetterloomError
from pipeline.model import Finding

if TYPE_CHECKING:
    from pipeline.exporting import Bundle


class Failed(NamedTuple):
    """A service for which no bundle could be made, and why."""

    title: str
    error: LetterloomError


def tell(
    bundles: Sequence[Bundle],
    failed: Sequence[Failed],
    going: Sequence[Bundle],
    ways: Ways,
    *,
    stopped: bool,
    upload: bool,
) -> int:
    """Everything for programs, uploads among it; gives the exit code."""
    written = not (ways.dry or (stopped and upload))
    told: list[dict[str, Any]] = []
    lost = [one.error for one in failed]
    for one in bundles:
        data = _data(one, ways, written=written and not one.errors)
        if one in going and ways.dry:
            data |= uploads.planned(one, ways)
        elif one in going and len(lost) == len(failed):
            more, error = uploads.uploaded(one, ways)
            data |= more
            lost += [error] if error else []
        told.append(data)
    result: dict[str, Any] = {"bundles": told, "written": any(one["written"] for one in told)}
    if lost:
        result["errors"] = [options.error_data(error) for error in lost]
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    return lost[0].exit_code if lost else int(stopped)


def _data(one: Bundle, ways: Ways, *, written: bool) -> dict[str, Any]:
    """A bundle for programs."""
    return {
        "service": one.exported.dialect.name,
        "folder": str(one.folder(ways.out)),
        "written": written,
        "files": sorted(one.files),
        "letters": [
            {"number": letter.number, "subject": letter.subject, "name": letter.name}
            for letter in one.exported.letters
        ],
        "findings": [_finding(found) for found in one.findings],
    }


def _finding(found: Finding) -> dict[str, Any]:
    place = found.place
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        "part": found.part or None,
        "file": place.file if place else None,
        "line": place.line if place else None,
    }
