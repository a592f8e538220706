"""A browser that takes pictures: one that is there, without network and without scripts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import LetterloomError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Playwright, Route

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"),
)
FLAGS = (
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--hide-scrollbars", "--force-color-profile=srgb"),
    # A browser connects ahead of what it asks for: to nobody, not even on this machine.
    *("--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>"),
)
HOW = (
    "install Chromium or Chrome (CHROMIUM names one in an unusual place), "
    "or run: playwright install chromium"
)


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser that `CHROMIUM` names, else one on the path, else Playwright's, else Chrome.

    Raises LetterloomError where Playwright or a browser is missing.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise LetterloomError(
            "pictures need Playwright, which is not installed",
            hint='pip install "letterloom[shot]"',
        ) from None
    with sync_playwright() as playwright:
        opened = _launched(playwright)
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def quiet_context(opened: Browser, scale: int) -> Iterator[BrowserContext]:
    """A context in which no script runs and from which nothing is asked of any network."""
    context = opened.new_context(
        java_script_enabled=False,
        offline=True,
        device_scale_factor=scale,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    try:
        context.route("**/*", _refused)
        yield context
    finally:
        context.close()


def _refused(route: Route) -> None:
    if route.request.is_navigation_request():
        route.fulfill(status=204)  # the page stays where it is
    else:
        route.abort()


def _launched(playwright: Playwright) -> Browser:
    from playwright.sync_api import Error

    failed = ""
    for sandbox in (True, False) if _has_sandbox() else (False,):
        for path, channel in _places(playwright):
            try:
                return playwright.chromium.launch(
                    executable_path=path, channel=channel, args=FLAGS, chromium_sandbox=sandbox
                )
            except Error as error:
                failed = failed or error.message.strip().partition("\n")[0]
    why = f": {failed}" if failed else ""
    raise LetterloomError(f"there is no browser to take pictures with{why}", hint=HOW)


def _places(playwright: Playwright) -> Iterator[tuple[str | None, str | None]]:
    """Where a browser may be: its file, or the name that Playwright finds it by."""
    named = os.environ.get("CHROMIUM")
    if named:
        yield named, None
        return
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield found, None
            return
    if os.path.exists(playwright.chromium.executable_path):  # noqa: PTH110
        yield None, None
    yield None, "chrome"
    yield None, "msedge"


def _has_sandbox() -> bool:
    """Whether Chromium may shut itself in: not as root, and not in most containers."""
    return not (hasattr(os, "geteuid") and os.geteuid() == 0)
