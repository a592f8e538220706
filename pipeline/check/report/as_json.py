"""What was found, as JSON: docs/check.md tells what each key means."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipeline import __version__
from pipeline.check.report.telling import RANKS, Told, counts, told
from pipeline.model import CheckedFile, Ignored

SCHEMA = 1
"""The version of the shape: it rises when a key changes its meaning or goes."""


def as_json(files: Sequence[CheckedFile]) -> str:
    """The whole as JSON."""
    return json.dumps(data(files), ensure_ascii=False, indent=2)


def data(files: Sequence[CheckedFile]) -> dict[str, Any]:
    """The whole as data."""
    every = [(file, told(file.findings)) for file in files]
    found = [one for _, each in every for one in each]
    number = counts(found)
    return {
        "schema": SCHEMA,
        "generator": f"letterloom {__version__}",
        "summary": {
            "files": len(files),
            **{rank.value: number[rank] for rank in RANKS},
            "ignored": sum(len(file.ignored) for file in files),
            "fixable": sum(one.fixable for one in found),
        },
        "files": [_file(file, each) for file, each in every if not file.error],
        "errors": [file.error.data() for file in files if file.error],
    }


def _file(file: CheckedFile, found: Sequence[Told]) -> dict[str, Any]:
    return {
        "name": file.name,
        "kind": file.kind,
        "parts": file.parts,
        "findings": [finding_data(one) for one in found],
        "ignored": [ignored_data(one) for one in file.ignored],
        "remarks": list(file.remarks),
    }


def finding_data(one: Told) -> dict[str, Any]:
    """A finding for programs."""
    found, place = one.finding, one.finding.place
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        "file": place.file if place else None,
        "line": (place.line or None) if place else None,
        "column": (place.column or None) if place else None,
        "unit": place.unit if place else "line",
        "text": place.text if place else "",
        "parts": list(one.parts),
        "more": one.more,
        "clients": list(found.clients),
        "share": round(found.share, 4),
        "tested": found.tested or None,
        "changes": [
            {"file": each.file, "start": each.start, "end": each.end, "text": each.text}
            for each in found.changes
        ],
    }


def ignored_data(one: Ignored) -> dict[str, Any]:
    """A finding that is ignored, for programs."""
    place = one.finding.place
    return {
        "rule": one.finding.rule,
        "message": one.finding.message,
        "file": place.file if place else None,
        "line": (place.line or None) if place else None,
        "reason": one.because[0].reason,
    }
