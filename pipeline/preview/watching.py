"""What is written to the disk, as it is written: whatever way an editor saves."""

from __future__ import annotations

import asyncio
from pathlib import Path

from pipeline.preview.desk import Desk
from pipeline.preview.inputs import concerns

QUIET = 10  # ms without a change after which what changed is told
AT_MOST = 50  # ms from the first change until it is told
LOOK = 1000  # ms after which the files are looked at where nothing was told of them


async def watch(desk: Desk) -> None:
    """Have each open article built when one of its files changed, until cancelled.

    Some disks tell nothing of what is written to them, and a folder that was put in another's place
    is not the one that is watched: so the files are also looked at now and then.
    """
    while True:
        folders = desk.folders()
        try:
            await _told(desk, folders)
        except Exception:  # noqa: BLE001  one name that is no text, and nothing is told of any file
            _ask(desk, set())
            await asyncio.sleep(LOOK / 1000)


async def _told(desk: Desk, folders: set[Path]) -> None:
    """Have built what changes in some folders, until others are to be watched."""
    from watchfiles import awatch

    async for changes in awatch(
        *sorted(folders),
        watch_filter=None,
        debounce=AT_MOST,
        step=QUIET,
        recursive=False,
        yield_on_timeout=True,
        rust_timeout=LOOK,
        ignore_permission_denied=True,
    ):
        _ask(desk, {path for _, path in changes})
        if desk.folders() != folders:
            return


def _ask(desk: Desk, changed: set[str]) -> None:
    """Have built what a change concerns; where none was told, what is other than it was."""
    opened = desk.opened()
    for live in opened:
        others = [one.inputs for one in opened if one is not live]
        if concerns(changed, live.inputs, others) or (not changed and live.stale()):
            desk.workshop.ask(live)
