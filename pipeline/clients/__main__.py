"""`python -m pipeline.clients`: derives the table of facts anew, and says what changed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.clients.derived import derived, written
from pipeline.clients.differences import differences, notes_to_read
from pipeline.clients.facts import FACTS
from pipeline.clients.fetched import PUBLISHED, fetched
from pipeline.clients.row import Facts, read_table


def main(arguments: Sequence[str] | None = None, *, table: Path = FACTS) -> int:
    """Derive the facts from a file, or from the net; 0 if all went well, else 2.

    With `--check` the table stays as it is, and 1 says that it is out of date.
    """
    from argparse import ArgumentParser

    parser = ArgumentParser("python -m pipeline.clients", description=main.__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("file", nargs="?", type=Path, help="caniemail's data.json")
    source.add_argument("--online", action="store_true", help=f"fetch {PUBLISHED}")
    parser.add_argument("--check", action="store_true", help="only say what would change")
    asked = parser.parse_args(arguments)
    try:
        data = fetched() if asked.online else asked.file.read_bytes()
        new = derived(json.loads(data))
    except (OSError, ValueError, RecursionError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    return _settled(table, new, check=asked.check)


def _settled(table: Path, new: Facts, *, check: bool) -> int:
    """Says what changes, and changes it."""
    text = written(new)
    before = table.read_text("utf-8") if table.exists() else ""
    old = read_table(json.loads(before)) if before else Facts("", (), {})
    _say(old, new)
    if check:
        return int(text != before)
    if text != before:
        beside = table.with_suffix(".new")
        beside.write_text(text, "utf-8", newline="\n")
        os.replace(beside, table)  # noqa: PTH105
    return 0


def _say(old: Facts, new: Facts) -> None:
    changed, notes = [*differences(old, new)], [*notes_to_read(old, new)]
    lines = [
        f"{len(new.rows)} features, {len(new.clients)} clients, {new.state or 'undated'}",
        f"changed: {len(changed) or 'nothing'}",
        *(f"  {one}" for one in changed),
        f"notes to look at (pipeline/check/features/notes_*.py): {len(notes) or 'none'}",
        *(f"  {one}" for one in notes),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
