"""The web versions in a real browser: on every screen, by day, in the dark and on paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from machine import ROOT
from playwright.sync_api import Browser, Page
from test_browser_blocks import TEXTS
from test_browser_letters import CONTRAST, style

from pipeline import project
from pipeline.asked import Asked
from pipeline.build import build

WIDTHS = (320, 375, 600, 1000, 1440)
LANGS = ("en", "ar", "ja")
HARD = tuple(f"hard-{lang}" for lang in TEXTS)
LEDGER = """# What it cost

| Service | January | February | March | April | Remarks |
|---|--:|--:|--:|--:|---|
| Clearing the roads after storms | 1,200.50 | 1,100.25 | 900 | 1,020 | paid late, but in full |
| Letters to and from the town | 80 | 80 | 80 | 80 | none |

<!-- part -->

## Why it cost more than anybody had thought

It rained.
"""
Open = Callable[..., Page]
HIGH = """cell => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    return new Set([...text.getClientRects()].map(one => one.top)).size;
}"""


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The pages of the specimen in each language, and of articles that are hard to show."""
    root = tmp_path_factory.mktemp("web") / "specimen"
    shutil.copytree(ROOT / "templates/specimen", root)
    shutil.copy(ROOT / "tests/cli/dot.png", root / "content/wood.png")
    for lang, text in TEXTS.items():
        (root / f"content/hard-{lang}.md").write_text(text, encoding="utf-8")
        settings = f'lang = "{lang}"\nseries = {{parts = 1}}\n'
        (root / f"content/hard-{lang}.toml").write_text(settings, encoding="utf-8")
    (root / "content/ledger.md").write_text(LEDGER, encoding="utf-8")
    found = {}
    for lang in (*LANGS, *HARD, "ledger"):
        source = root / f"content/{lang}.md"
        tree = build(source, project.load_project(root), Asked(root / "out")).folder
        found[lang] = sorted(tree.glob("*/web.html"))
    return found


@pytest.fixture
def opened(browser: Browser, trees: dict[str, list[Path]]) -> Iterator[Open]:
    """Opens a page of a language, and fails on any request to elsewhere."""
    contexts = []

    def shown(lang: str, number: int, *, width: int = 1000, scheme: Any = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(trees[lang][number].as_uri())
        assert all(url.startswith("file:") for url in asked), asked
        return page

    yield shown
    for context in contexts:
        context.close()


# Every piece of text lies within the sheet's padding, and no two pieces lie on each other.
LAID_OUT = """() => {
  const sheet = document.querySelector('.sheet').getBoundingClientRect();
  const wrong = []; const boxes = [];
  const walk = document.createTreeWalker(document.querySelector('.sheet'), NodeFilter.SHOW_TEXT);
  for (let n; n = walk.nextNode();) {
    if (!n.data.trim() || !n.parentElement.checkVisibility()) continue;
    const range = document.createRange(); range.selectNodeContents(n);
    for (const box of range.getClientRects()) {
      if (box.left < sheet.left + 16 || box.right > sheet.right - 16)
        wrong.push('cut off: ' + n.data.trim().slice(0, 40));
      if (!n.parentElement.closest('sup')) boxes.push([box, n.data.trim().slice(0, 30)]);
    }
  }
  boxes.forEach(([a, one], at) => boxes.slice(at + 1).forEach(([b, other]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 4) wrong.push(`${one} on ${other}`);
  }));
  return boxes.length > 20 ? wrong : ['too few texts seen'];
}"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "number"), [*((lang, n) for lang in LANGS for n in (0, 1)), *((h, 0) for h in HARD)]
)
def test_it_fits_every_screen(opened: Open, lang: str, number: int) -> None:
    page = opened(lang, number)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(LAID_OUT) == [], width
        images = "[...document.images].filter(i => i.checkVisibility()).every(i => i.naturalWidth)"
        assert page.evaluate(images)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("number", [0, 1])
def test_all_of_it_can_be_read(opened: Open, number: int, scheme: str) -> None:
    page = opened("en", number, scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    sizes = page.evaluate(
        "[...document.querySelectorAll('.sheet *')].filter(e => e.checkVisibility() &&"
        " !e.closest('sup') && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 14


@pytest.mark.browser
def test_lines_are_as_long_as_eyes_like_them(opened: Open) -> None:
    for width in (1000, 1440):
        page = opened("en", 0, width=width)
        measure = "(() => { const p = document.querySelector('article > p');"
        measure += "return p.clientWidth / parseFloat(getComputedStyle(p).fontSize); })()"
        assert 30 <= page.evaluate(measure) <= 36  # in em: some 60 to 72 letters


@pytest.mark.browser
def test_the_keyboard_finds_its_way(opened: Open) -> None:
    page = opened("en", 0)
    page.keyboard.press("Tab")
    focused = "document.activeElement.getBoundingClientRect().top"
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate(focused) >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "letter"
    page.locator(".parts .after").click()
    assert page.locator("h1").inner_text() == "The park in pictures"
    page.locator(".parts .before").click()
    assert page.locator("h1").inner_text().startswith("A slow walk")


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "side"), [("en", "left"), ("ar", "right")])
def test_it_begins_at_the_side_where_text_begins(opened: Open, lang: str, side: str) -> None:
    page = opened(lang, 0)
    script = "side => ['h1', '.progress', '.masthead', '.notes a'].map(s => Math.round("
    script += "document.querySelector(s).getBoundingClientRect()[side]))"
    assert len(set(page.evaluate(script, side))) == 1
    assert style(page, ".callout.warning", f"border-{side}-width") == "3px"
    assert style(page, ".after", "text-align") == "end"
    assert style(page, "[href^='tel:']", "direction") == "ltr"


@pytest.mark.browser
def test_wide_tables_are_rows_on_a_telephone(opened: Open) -> None:
    page = opened("hard-en", 0, width=375)
    shown = page.evaluate("document.querySelector('.stacked').innerText").split("\n")
    assert [line for line in shown if line.strip()][:4] == [
        *("Deliverable", "Tested code", "Performance standards"),
        "Code must have substantial coverage.",
    ]
    page.set_viewport_size({"width": 1000, "height": 900})
    assert style(page, ".stacked .cell-label", "display") == "none"


@pytest.mark.browser
def test_figures_are_not_broken(opened: Open) -> None:
    page = opened("ledger", 0, width=600)
    cells = page.locator("td.figure").all()
    heights = {cell.evaluate(HIGH) for cell in cells}
    assert (len(cells), heights) == (8, {1})


@pytest.mark.browser
def test_a_list_in_a_list_stands_off_as_its_items_do(opened: Open) -> None:
    page = opened("en", 0)
    inner = page.locator("li > ul").first.evaluate("one => getComputedStyle(one).marginTop")
    assert inner == page.locator("li + li").first.evaluate("one => getComputedStyle(one).marginTop")
    assert inner != "0px"


@pytest.mark.browser
def test_a_lone_neighbour_has_the_row_to_itself(opened: Open) -> None:
    page = opened("ledger", 0, width=375)
    row, link = page.locator(".parts").bounding_box(), page.locator(".parts a").bounding_box()
    assert row
    assert link
    assert (link["x"], link["width"]) == (row["x"], row["width"])


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_it_is_black_on_white(opened: Open, scheme: str, tmp_path: Path) -> None:
    page = opened("en", 0, scheme=scheme, width=660)
    page.emulate_media(media="print", color_scheme=scheme)
    assert style(page, ".sheet", "background-color") == "rgb(255, 255, 255)"
    assert style(page, "article > p", "color") == "rgb(0, 0, 0)"
    for gone in (".parts", ".skip", ".steps"):
        assert style(page, gone, "display") == "none"
    after = "s => getComputedStyle(document.querySelector(s), '::after').content"
    link = "article a[href^='https']"
    assert page.evaluate(after, link) == '" (https://example.org/pump-house)"'
    assert page.evaluate(after, "sup a") == "none"
    assert style(page, "h2", "break-after") == "avoid"
    assert style(page, ".callout", "break-inside") == "avoid"
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert paper.count(b"/Type /Page\n") in (1, 2, 3)
