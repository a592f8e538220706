"""A minified mail looks the same, to the pixel, on phones and large screens, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from machine import ROOT

from pipeline import project
from pipeline.asked import Asked
from pipeline.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SPECIMEN = ROOT / "templates" / "specimen"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """Each mail and web version of the specimen, as it is and minified."""
    settings = project.load_project(SPECIMEN)
    out = tmp_path_factory.mktemp("minified")
    plain, small = (
        build(SPECIMEN / "content/en.md", settings, Asked(out / str(minify), minify=minify)).folder
        for minify in (False, True)
    )
    found = [*sorted(plain.glob("*/email.html")), *sorted(plain.glob("*/web.html"))]
    return [(one, small / one.relative_to(plain)) for one in found]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1000])
def test_not_a_pixel_is_another(
    browser: Browser, pages: list[tuple[Path, Path]], width: int, scheme: str
) -> None:
    shown = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = shown.new_page()
    for pair in pages:
        taken = []
        for file in pair:
            page.goto(file.as_uri())
            taken.append(page.screenshot(full_page=True))
        assert pair[1].stat().st_size < pair[0].stat().st_size
        assert taken[0] == taken[1], pair[0]
    shown.close()
