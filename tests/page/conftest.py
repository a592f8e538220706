"""The page as it lies in `out/`, built once a worker and opened in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from machine import FIRST, ROOT

from pipeline import project
from pipeline.asked import Asked
from pipeline.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Opened = Callable[..., Page]

SPECIMEN = ROOT / "templates" / "specimen" / "content" / "en.md"
SOURCES = {"first": FIRST, "specimen": SPECIMEN}
"""Articles by the names that the tests use; any other path may be given as it is."""


@pytest.fixture(scope="session")
def index_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds an article ("first", "specimen" or a path) once; gives its `index.html`."""
    made: dict[Path, Path] = {}

    def given(source: str | Path) -> Path:
        path = SOURCES.get(str(source), Path(source))
        if path not in made:
            settings = project.load_project(project.find_root(path))
            if path == SPECIMEN:
                settings = replace(settings, theme=replace(settings.theme, name="quiet"))
            made[path] = build(path, settings, Asked(tmp_path_factory.mktemp("page"))).index
        return made[path]

    return given


@pytest.fixture
def opened(browser: Browser, index_of: Callable[..., Path]) -> Iterator[Opened]:
    """Opens an article's page from the disk, as `opened("first", "part=2&view=text")`.

    `width`, `height`, `scheme` ("light", "dark") and more of Playwright's options for a context
    may be named. Whatever test opened it, the page must have made no error and asked no network.
    """
    contexts: list[Any] = []
    problems: list[str] = []

    def given(
        source: str | Path = "first",
        state: str = "",
        *,
        width: int = 1280,
        height: int = 800,
        scheme: Any = "light",
        **more: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on("console", lambda told: problems.append(told.text) if bad(told) else None)
        page.on("request", lambda asked: problems.append(asked.url) if abroad(asked.url) else None)
        page.goto(index_of(source).as_uri() + (f"#{state}" if state else ""))
        return page

    yield given
    for context in contexts:
        context.close()
    assert problems == []


def bad(told: Any) -> bool:
    """Whether the browser's console tells of something that is wrong."""
    return told.type in ("error", "warning")


def abroad(url: str) -> bool:
    """Whether an address is neither the page's file nor within the page itself."""
    return not url.startswith(("file:", "data:", "blob:", "about:"))
