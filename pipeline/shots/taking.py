"""All pictures of a series, written as one folder that is there whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from pipeline import __version__, slots, write
from pipeline.making import Made
from pipeline.page.chosen import filling
from pipeline.page.images import images
from pipeline.shots.asked import Asked, Wanted
from pipeline.shots.chromium import browser, quiet_context
from pipeline.shots.picture import Shot, shots
from pipeline.shots.sheet import sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = "_shots"
"""The folder of `out/` that pictures are in: no article's is called so."""

SHEET, SHEET_PICTURE = "index.html", "contact.png"


@dataclass(frozen=True, slots=True)
class Taken:
    """The folder that was written, and its pictures."""

    folder: Path
    shots: tuple[Shot, ...]

    @property
    def sheet(self) -> Path:
        """The page with all of them."""
        return self.folder / SHEET


def take(
    made: Made,
    asked: Asked,
    out: Path,
    *,
    values: Mapping[str, str] | None = None,
    told: Callable[[Wanted], None] | None = None,
) -> Taken:
    """Take the pictures that are asked for, into `out/_shots/<slug>/` in place of those there.

    `values` fill the fields, by default the first sample's. `told` is called with each picture that
    is done, from another thread. Raises UsageError for what cannot be asked for, LetterloomError
    where there is no browser, OutputError. It takes seconds: never call it where others wait.
    """
    wanted = asked.wanted(len(made.emails))
    write.check_out(out, project=Path(made.project.root))
    html = mails(made, values)
    ended = Event()

    def done(one: Wanted) -> None:
        if ended.is_set():
            raise KeyboardInterrupt
        if told:
            told(one)

    def work() -> tuple[tuple[Shot, ...], dict[str, bytes]]:
        with browser() as opened:
            found = _taken(opened, html, wanted, asked.scale, done)
            return found, _files(opened, made, found, asked.scale, values)

    # Playwright wants a thread of its own: it works in no event loop, and beside no other.
    with ThreadPoolExecutor(max_workers=1) as pool:
        try:
            found, files = pool.submit(work).result()
        finally:
            ended.set()
    write.write_tree(out / FOLDER, made.article.slug, files)
    return Taken(out / FOLDER / made.article.slug, found)


def mails(made: Made, values: Mapping[str, str] | None = None) -> dict[int, str]:
    """The HTML of each part by its number, filled, with its images in it."""
    pictures = images(made.emails)
    return {
        email.part.number: slots.fill(email.html, filling(made, email, values), pictures)
        for email in made.emails
    }


def _taken(
    opened: Browser,
    html: Mapping[int, str],
    wanted: Sequence[Wanted],
    scale: int,
    done: Callable[[Wanted], None],
) -> tuple[Shot, ...]:
    found = []
    with quiet_context(opened, scale) as context:
        for one in shots(context, html, wanted, scale):
            found.append(one)
            done(one.wanted)
    return tuple(found)


def _files(
    opened: Browser,
    made: Made,
    found: Sequence[Shot],
    scale: int,
    values: Mapping[str, str] | None,
) -> dict[str, bytes]:
    """The folder's files: the pictures, the sheet as a page and as a picture, what made them."""
    article = made.article
    title = article.public_name or made.theme.strings["neutral_name"]
    subjects = {
        email.part.number: slots.fill(email.subject, filling(made, email, values))
        for email in made.emails
    }
    page = sheet(found, subjects, title, article.lang, scale=scale)
    files = {one.wanted.name: one.data for one in found}
    files |= {SHEET: page.encode(), SHEET_PICTURE: _picture_of(opened, page)}
    return files | {"manifest.json": _manifest(files)}


def _picture_of(opened: Browser, page: str) -> bytes:
    with quiet_context(opened, 1) as context:
        shown = context.new_page()
        shown.set_viewport_size({"width": 1200, "height": 600})
        shown.emulate_media(color_scheme="light")
        shown.set_content(page, wait_until="load")
        wide, tall = shown.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        shown.set_viewport_size({"width": min(wide, 16000), "height": 600})
        return shown.screenshot(
            full_page=True,
            clip={"x": 0, "y": 0, "width": min(wide, 16000), "height": min(tall, 16000)},
        )


def _manifest(files: Mapping[str, bytes]) -> bytes:
    """What lets a later call replace these files, and no others."""
    told = {
        "schema": 1,
        "generator": f"letterloom {__version__}",
        "files": [
            {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for path, data in sorted(files.items())
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
