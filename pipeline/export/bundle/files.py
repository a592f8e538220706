"""Every file of a bundle by its path, the same bytes for the same series."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from pipeline.export.bundle import calendar, payloads, readme, schedule
from pipeline.export.bundle.letters import letter_files
from pipeline.export.dialect import Exported

MANIFEST, README = "manifest.json", "README.md"
SCHEMA = 1


def bundle(exported: Exported, notes: Sequence[str] = ()) -> dict[str, bytes]:
    """The files of a bundle; `notes` are what a person should know of this series."""
    made: dict[str, bytes] = {}
    for letter in exported.letters:
        made |= letter_files(exported, letter)
    made |= payloads.files(exported)
    made |= schedule.files(exported)
    made |= calendar.files(exported)
    made[README] = readme.text(exported, tuple(made), notes).encode()
    return made | {MANIFEST: _manifest(exported, made)}


def _manifest(exported: Exported, made: Mapping[str, bytes]) -> bytes:
    """What the bundle holds, for programs: of a sensitive series nothing but numbers and names."""
    told = {
        "schema": SCHEMA,
        "service": exported.dialect.name,
        "series": {"slug": exported.slug, "name": exported.name, "lang": exported.lang},
        "letters": [
            {"number": one.number, "of": one.of, "name": one.name, "subject": one.subject}
            for one in exported.letters
        ],
        "files": [
            {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for path, data in sorted(made.items())
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
