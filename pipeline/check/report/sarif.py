"""What was found, as SARIF 2.1.0 (OASIS, 2020), which code scanners and editors read.

Articles and mails are named relative to the folder in which the command ran. A column counts
characters; a file that has paragraphs instead of lines (Word) has no region.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from pipeline import __version__
from pipeline.check.names import Known, known
from pipeline.check.report.telling import Told, like_it, readers, told
from pipeline.errors import LetterloomError, Place, shown_path
from pipeline.model import Change, CheckedFile, Finding, Ignore, Severity

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(files: Sequence[CheckedFile]) -> str:
    """The whole as a SARIF log of one run."""
    return json.dumps(log(files), ensure_ascii=False, indent=2)


def log(files: Sequence[CheckedFile]) -> dict[str, Any]:
    """The log as data."""
    found = [(one, ()) for file in files for one in told(file.findings)]
    left = [(Told(one, (), 0), because) for file in files for one, because in file.ignored]
    everything: list[tuple[Told, tuple[Ignore, ...]]] = [*found, *left]
    pages = {one.name: one for one in known()}
    names = list(dict.fromkeys(one.finding.rule for one, _ in everything))
    index = {name: number for number, name in enumerate(names)}
    errors = [file.error for file in files if file.error]
    run = {
        "tool": {
            "driver": {
                "name": "Letterloom",
                "semanticVersion": __version__,
                "rules": [_rule(name, pages.get(name)) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "SRCROOT": {"description": {"text": "The folder in which letterloom ran."}}
        },
        "invocations": [
            {
                "executionSuccessful": not errors,
                "toolExecutionNotifications": [_notification(one) for one in errors],
            }
        ],
        "results": [_result(one, because, index) for one, because in everything],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str, page: Known | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name, "properties": {"tags": [name.partition("/")[0]]}}
    if page:
        rule["shortDescription"] = {"text": f"{page.title}."}
        rule["help"] = {"text": page.doc, "markdown": page.doc}
        rule["defaultConfiguration"] = {"level": _LEVELS[page.severity]}
    return rule


def _result(one: Told, because: Sequence[Ignore], index: Mapping[str, int]) -> dict[str, Any]:
    found = one.finding
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index[found.rule],
        "level": _LEVELS[found.severity],
        "message": {"text": _message(one)},
        "locations": [_location(found.place)] if found.place else [],
        "partialFingerprints": {"letterloom/v1": _fingerprint(found)},
    }
    if found.changes:
        result["fixes"] = [_fix(found)]
    if because:
        result["suppressions"] = [_suppression(one) for one in because]
    return result


def _message(one: Told) -> str:
    found = one.finding
    place = found.place
    unit = f"{place.unit} {place.line}" if place and place.line and place.unit != "line" else ""
    hint = f"Try: {found.hint}" if found.hint else ""
    said = (unit, found.message, hint, readers(found), like_it(one))
    return "\n".join(part for part in said if part)


def _fingerprint(found: Finding) -> str:
    """What stays when the lines above change: the check, what it says, the line's own text."""
    place = found.place
    told_by = (found.rule, found.message, place.text.strip() if place else "")
    return sha256("\0".join(told_by).encode("utf-8", "replace")).hexdigest()[:32]


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.file)}
    if place.line and place.unit == "line":
        region: dict[str, Any] = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        if place.text:
            region["snippet"] = {"text": place.text}
        physical["region"] = region
    return {"physicalLocation": physical}


def _artifact(file: str) -> dict[str, Any]:
    """A file by its address: relative to the run's folder where it lies in it (RFC 3986)."""
    path = shown_path(file)
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {
        "uri": quote_from_bytes(os.fsencode(path.replace("\\", "/")), safe="/"),
        "uriBaseId": "SRCROOT",
    }


def _fix(found: Finding) -> dict[str, Any]:
    files: dict[str, list[Change]] = {}
    for change in found.changes:
        files.setdefault(change.file, []).append(change)
    return {
        "description": {"text": found.hint or found.message},
        "artifactChanges": [
            {"artifactLocation": _artifact(file), "replacements": _replacements(changes)}
            for file, changes in files.items()
        ],
    }


def _replacements(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {
            "deletedRegion": {"charOffset": one.start, "charLength": one.end - one.start},
            "insertedContent": {"text": one.text},
        }
        for one in changes
    ]


def _suppression(ignore: Ignore) -> dict[str, Any]:
    written = bool(ignore.lines)
    return {
        "kind": "inSource" if written else "external",
        "justification": ignore.reason,
        **({"location": _location(ignore.place)} if ignore.place else {}),
    }


def _notification(error: LetterloomError) -> dict[str, Any]:
    hint = f"\nTry: {error.hint}" if error.hint else ""
    return {
        "level": "error",
        "message": {"text": f"{error.message}{hint}"},
        "locations": [_location(error.place)] if error.place and error.place.file else [],
    }
