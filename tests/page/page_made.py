"""A project's article on its way to the page, for tests of its data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import making, project
from pipeline.build import check
from pipeline.page.data import Page, data
from pipeline.page.recipients import NOBODY, Recipients


def page_of(
    root: Path, source: str, recipients: Recipients | Sequence[Mapping[str, str]] = NOBODY
) -> Page:
    """An article's page, before it is data."""
    path = root / source
    made = making.make(path, path.read_bytes(), project.load_project(root))
    return Page(made, made.checked(), recipients)


def told(page: Page) -> dict[str, Any]:
    """The page's data with what the checks found."""
    return data(page, check(page.seen))
