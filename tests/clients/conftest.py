"""The specimens, each built once a worker, and what opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from chromium import browser as browser
from specimens import Specimen, specimen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Open = Callable[..., Page]


@pytest.fixture(scope="session")
def specimen_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Specimen]:
    """Gives the specimen of a theme and language, `quiet-en`."""
    out = tmp_path_factory.mktemp("specimens")
    made: dict[str, Specimen] = {}

    def given(name: str) -> Specimen:
        if name not in made:
            made[name] = specimen(name, out)
        return made[name]

    return given


@pytest.fixture
def show(browser: Browser) -> Iterator[Open]:
    """Opens a file or a page's source, light or dark, without network, or without images."""
    contexts = []

    def opened(page: Path | str, *, scheme: Any = "light", images: bool = True) -> Page:
        context = browser.new_context(color_scheme=scheme)
        contexts.append(context)
        shown = context.new_page()
        shown.route(lambda url: not url.startswith(("file:", "about:", "data:")), refuse)
        if not images:
            shown.route("**/*.{png,jpg,jpeg,gif}", refuse)
        if isinstance(page, Path):
            shown.goto(page.as_uri())
        else:
            shown.set_content(page)
        return shown

    yield opened
    for context in contexts:
        context.close()


def refuse(route: Any) -> None:
    """What is asked for is not there."""
    route.abort()
