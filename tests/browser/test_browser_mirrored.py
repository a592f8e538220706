"""Right-to-left mails are left-to-right ones in a mirror, in every theme: shown in Chromium.

The Arabic specimen is built twice, once told to run from left to right. Every box of the one must
then stand where the other's does in a mirror.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from machine import ROOT
from trees import built

from pipeline import project, themes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SPECIMEN = ROOT / "templates/specimen"
THEMES = themes.names(project.load_project(SPECIMEN))
WIDTHS = (375, 640)
BOXES = """() => [...document.querySelectorAll(
    'td, th, table, img, p, div, ul, ol, li, dl, dt, dd, h1, h2, h3, blockquote, pre'
)].map(one => {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const sides = [style.borderLeftWidth, style.borderRightWidth];
    const says = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const given = one.closest('pre, [align]:is(.cells *)');
    return {
        told: `${one.tagName} ${one.className} ${(one.textContent || '').trim().slice(0, 30)}`,
        shown: box.width > 0 && box.height > 0,
        left: box.left, right: document.documentElement.clientWidth - box.right,
        top: box.top + scrollY, sides,
        align: says && !given ? style.textAlign.replace('-webkit-', '') : '',
    };
})"""


ONE_SIDED = (
    '<mj-text css-class="{{ block.mark }}" padding="{{ block.space }}px 32px 0" align="left">'
    '<div style="border-left:3px solid; padding-left:20px">{{ block.html }}</div></mj-text>'
)


def pages(root: Path, theme: str, *, rtl: bool, quote: str = "") -> list[Path]:
    """The mails of the Arabic specimen and their pages, as files, quotes as `quote` has them."""
    shutil.copytree(SPECIMEN, root)
    if quote:
        (root / "templates/blocks").mkdir(parents=True)
        (root / "templates/blocks/quote.mjml.j2").write_text(quote, encoding="utf-8")
    settings = root / "content/ar.toml"
    told = settings.read_text(encoding="utf-8")
    direction = "rtl" if rtl else "ltr"
    settings.write_text(f'theme = "{theme}"\ndir = "{direction}"\n{told}', encoding="utf-8")
    folder = built(root, "content/ar.md").folder
    return sorted([*folder.glob("*/email.html"), *folder.glob("*/web.html")])


@pytest.mark.parametrize("theme", THEMES)
def test_every_box_stands_where_a_mirror_shows_it(
    browser: Browser, tmp_path: Path, theme: str
) -> None:
    there = pages(tmp_path / "rtl", theme, rtl=True)
    mirrored = pages(tmp_path / "ltr", theme, rtl=False)
    assert len(there) == len(mirrored) == 4
    wrong = [
        f"{one.parent.name[:2]} {one.name} at {width}: {told}"
        for one, other in zip(there, mirrored, strict=True)
        for width in WIDTHS
        for told in differences(boxes(browser, one, width), boxes(browser, other, width))
    ]
    assert wrong == []


def test_a_side_that_is_named_is_found(browser: Browser, tmp_path: Path) -> None:
    there, *_ = pages(tmp_path / "rtl", "quiet", rtl=True, quote=ONE_SIDED)
    mirrored, *_ = pages(tmp_path / "ltr", "quiet", rtl=False, quote=ONE_SIDED)
    wrong = differences(boxes(browser, there, 640), boxes(browser, mirrored, 640))
    assert sorted({line.split()[0] for line in wrong}) == ["BLOCKQUOTE", "DIV", "P"]


def boxes(browser: Browser, page: Path, width: int) -> list[dict[str, Any]]:
    shown = browser.new_page(viewport={"width": width, "height": 800})
    shown.goto(page.as_uri())
    found: list[dict[str, Any]] = shown.evaluate(BOXES)
    shown.close()
    return found


def differences(there: list[dict[str, Any]], mirrored: list[dict[str, Any]]) -> list[str]:
    """The boxes that are not where the mirror shows them, or not framed or aligned as there."""
    found = [
        "\n".join(f"{one[name]} {other[name]}" for name in one)
        for one, other in zip(there, mirrored, strict=True)
        if (one["shown"] or other["shown"]) and not alike(one, other)
    ]
    assert len(there) > 50
    return found


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    sides = {"left": "right", "right": "left"}
    return (
        abs(one["left"] - other["right"]) <= 1
        and abs(one["right"] - other["left"]) <= 1
        and abs(one["top"] - other["top"]) <= 2
        and one["sides"] == other["sides"][::-1]
        and one["align"] == sides.get(other["align"], other["align"])
    )
