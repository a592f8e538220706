"""The engines that say which style each element gets: premailer, and css-inline.

Neither may open a socket or a file. premailer reads CSS with cssutils, which fetches what an
`@import` names, over http and from disk, whatever premailer is told: its fetcher is replaced.
premailer also imports requests, only to load linked stylesheets, which costs as much time as all
else it imports; a stand-in that refuses takes its place (unless requests is there already).
"""

from __future__ import annotations

import logging
import sys
from functools import cache, lru_cache
from types import ModuleType
from typing import Any, NoReturn

from pipeline.errors import ThemeError

_BASIC_ATTRIBUTES = ["width", "height", "bgcolor", "align", "valign"]


def premailer(html: str, css: str) -> str:
    """The HTML with a style attribute on each element that a selector of the CSS matches.

    Raises ThemeError for a declaration that cssutils cannot read: premailer drops it silently.
    """
    transform = _imported()
    if unread := _unreadable(css):
        raise ThemeError(
            f"premailer cannot read this in inline.css: {unread[0]}",
            hint="write it in older CSS (rgba(0, 0, 0, .5)), or move it to head.css",
        )
    styled: str = transform(
        html,
        css_text=css,
        strip_important=False,
        disable_basic_attributes=_BASIC_ATTRIBUTES,
        disable_leftover_css=True,
        disable_validation=True,
        align_floating_images=False,
        allow_network=False,
        session=_Refusing("requests"),
    )
    return styled


def css_inline(html: str, css: str) -> str:
    """The same by css-inline, many times faster.

    Raises ThemeError where css-inline is not installed, or cannot read the CSS.
    """
    try:
        import css_inline as engine
    except ModuleNotFoundError:
        raise ThemeError(
            'inliner = "css-inline" needs the package css-inline',
            hint="pip install letterloom[fast]",
        ) from None
    try:
        return engine.inline(
            html,
            inline_style_tags=False,
            keep_style_tags=True,
            keep_link_tags=True,
            load_remote_stylesheets=False,
            extra_css=css,
        )
    except ValueError as error:
        raise ThemeError(f"css-inline cannot read inline.css: {error}") from None


class _Refusing(ModuleType):
    """Stands in for requests: whatever is asked of it is refused."""

    def get(self, url: str, **_options: object) -> NoReturn:
        raise ThemeError(
            f"a stylesheet at {url} was to be fetched, and nothing is fetched in a build",
            hint="put its rules into the theme's inline.css or head.css",
        )


@cache
def _imported() -> Any:
    """`premailer.transform`, imported without requests, silent and unable to fetch anything."""
    import cssutils
    import lxml.cssselect  # noqa: F401  loaded before, so that the stand-in stands but briefly

    log = logging.getLogger("pipeline.compose.cssutils")
    log.propagate = False
    log.setLevel(logging.ERROR)
    log.addHandler(logging.NullHandler())
    cssutils.log.setLog(log)
    cssutils.util._defaultFetcher = _fetch_nothing  # noqa: SLF001  it has no other name
    stands_in = "requests" not in sys.modules
    if stands_in:
        sys.modules["requests"] = _Refusing("requests")
    try:
        from premailer import transform
    finally:
        if stands_in:
            del sys.modules["requests"]
    return transform


def _fetch_nothing(_url: str) -> None:
    """What cssutils gets for an address: nothing."""


@lru_cache(maxsize=8)
def _unreadable(css: str) -> tuple[str, ...]:
    """What cssutils says of each declaration that it drops."""
    import cssutils

    said: list[str] = []
    listener = logging.Handler()
    listener.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("pipeline.compose.cssutils")
    log.addHandler(listener)
    try:
        cssutils.parseString(css, validate=False)
    finally:
        log.removeHandler(listener)
    dropped = [message for message in said if message.startswith("CSSStyleDeclaration: ")]
    return tuple(message.partition(": ")[2] for message in dropped or said)
