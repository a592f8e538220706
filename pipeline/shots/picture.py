"""A mail as a picture, whole, as wide as a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.shots.asked import Wanted
from pipeline.shots.dark import inverting

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

TALLEST = 16000  # pixels: Chromium draws no taller picture in one
FIRST_HEIGHT = 600  # px: a short mail is as tall as a small window
_SIZES = """() => {
  const root = document.documentElement, body = document.body;
  return [Math.max(root.scrollWidth, body ? body.scrollWidth : 0), root.scrollHeight];
}"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as it was taken: PNG, its size in px.

    `wide` is how wide the mail would be if that is more than the screen; `cut` says that it was too
    tall to be shown whole.
    """

    wanted: Wanted
    data: bytes = field(repr=False)
    height: int
    wide: int = 0
    cut: bool = False


def shots(
    context: BrowserContext, mails: Mapping[int, str], wanted: Iterable[Wanted], scale: int
) -> Iterator[Shot]:
    """Each picture in turn; `mails` are the HTML of parts by number, their images in them."""
    page = context.new_page()
    for one in wanted:
        yield _shot(page, mails[one.part], one, scale)
    page.close()


def _shot(page: Page, html: str, wanted: Wanted, scale: int) -> Shot:
    page.set_viewport_size({"width": wanted.width, "height": FIRST_HEIGHT})
    page.emulate_media(color_scheme="dark" if wanted.mode == "dark" else "light")
    page.set_content(html, wait_until="load")
    if wanted.mode not in ("light", "dark"):
        page.evaluate(inverting(), wanted.mode)
    wide, tall = page.evaluate(_SIZES)
    height = min(tall, TALLEST // scale)
    data = page.screenshot(
        full_page=True,
        clip={"x": 0, "y": 0, "width": wanted.width, "height": height},
        animations="disabled",
        caret="hide",
    )
    return Shot(wanted, data, height, wide if wide > wanted.width else 0, height < tall)
