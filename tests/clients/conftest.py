"""The specimens, each built once a worker, and what opens them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from specimens import Specimen, specimen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Kind = tuple[str, bool]
    Pool = defaultdict[Kind, list[Page]]

PICTURES = "**/*.{png,jpg,jpeg,gif}"


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


@pytest.fixture(scope="session")
def pages() -> Pool:
    """Pages that a test is done with: opening one takes longer than looking at it."""
    return defaultdict(list)


@pytest.fixture
def show(browser: Browser, pages: Pool) -> Iterator[Callable[..., Page]]:
    """Opens a file, light or dark, with its images or without, and never asks the network."""
    taken: list[tuple[Kind, Page]] = []

    def opened(file: Path, *, scheme: str = "light", images: bool = True) -> Page:
        kind = scheme, images
        page = pages[kind].pop() if pages[kind] else blank(browser, *kind)
        taken.append((kind, page))
        page.goto(file.as_uri())
        return page

    yield opened
    for kind, page in taken:
        pages[kind].append(page)


def blank(browser: Browser, scheme: Any, images: bool) -> Page:
    """An empty page."""
    page = browser.new_context(color_scheme=scheme, offline=True).new_page()
    if not images:
        page.route(PICTURES, lambda route: route.abort())
    return page
