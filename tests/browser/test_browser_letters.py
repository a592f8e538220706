"""The letters in a real browser: no sideways scrolling, the theme to the pixel, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pipeline import project
from pipeline.asked import Asked
from pipeline.build import build

WIDTHS = (320, 375, 600, 1000)
Open = Callable[..., Page]

ALL_BLOCKS = """# Everything at once

A paragraph with **strong**, *gentle*, `code`, a [link](https://example.org/a) and a very long
word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.

## A heading that is long enough to be broken into several lines on a telephone

- one
- two
    - nested, with https://example.org/a/very/long/address/that/no/telephone/can/show/in/one/line
1. first
2. second

> A quotation that somebody said once, when there was time to say it.

### A smaller heading

| What | Where it is kept | How long |
|---|---|---:|
| your articles | `content/with/a/long/path/to/it.md` | 12 |
| what was built | `out/` | 7 |

```
code that is far too long to stand in one line of any mail program, least of all on a telephone
```

---

The end.
"""


@pytest.fixture(scope="session")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first article and one with all blocks, built in a project with every setting."""
    root = tmp_path_factory.mktemp("browser")
    here = Path(__file__).resolve().parents[2] / "content"
    (root / "content").mkdir()
    for name in ("road-to-recovery.txt", "road-to-recovery.toml"):
        (root / "content" / name).write_bytes((here / name).read_bytes())
    (root / "content/all.md").write_text(ALL_BLOCKS, encoding="utf-8")
    (root / "content/all.toml").write_text(
        'disclaimer = "Information, not advice."\napproved = {by = "The team", date = 2026-01-02}\n'
        'support = [{name = "A helpline", phone = "+49 30 123456", note = "Day and night"}]\n',
        encoding="utf-8",
    )
    (root / "letterloom.toml").write_text(
        '[sender]\nname = "Letters for you"\npostal_address = "1 Elm Street, Springfield"\n',
        encoding="utf-8",
    )
    for source in project.sources(root):
        build(source, project.load_project(root), Asked(root / "out"))
    return root / "out"


@pytest.fixture
def show(browser: Browser, mails: Path) -> Iterator[Open]:
    """Opens a file of the built trees at a width, light or dark, and fails on any request."""
    contexts = []

    def opened(name: str, *, width: int = 600, scheme: Any = "light", height: int = 900) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((mails / name).as_uri())
        assert all(url.startswith(("file:", "about:", "data:")) for url in asked), asked
        return page

    yield opened
    for context in contexts:
        context.close()


PAGES = [
    *(
        f"letters-for-you/0{n}-part-{n}/{name}"
        for n in (1, 2, 3)
        for name in ("email.html", "web.html")
    ),
    "letters-for-you/index.html",
    "all/01-everything-at-once/email.html",
]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(show: Open, name: str, scheme: str) -> None:
    page = show(name, width=WIDTHS[0], scheme=scheme)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        picture = page.screenshot(full_page=True)
        assert len(picture) > 5_000


def style(page: Page, selector: str, name: str) -> str:
    script = "([s, n]) => getComputedStyle(document.querySelector(s)).getPropertyValue(n)"
    value: str = page.evaluate(script, [selector, name])
    return value


@pytest.mark.browser
def test_the_quiet_theme_is_as_specified(show: Open) -> None:
    page = show("letters-for-you/02-part-2/email.html", width=1000)
    assert style(page, ".page", "background-color") == "rgb(245, 242, 237)"
    assert style(page, ".sheet", "background-color") == "rgb(255, 253, 250)"
    assert style(page, ".sheet", "border-top-left-radius") == "6px"
    assert page.evaluate("document.querySelector('.sheet').offsetWidth") == 600
    assert (style(page, "h1", "font-size"), style(page, "h1", "line-height")) == ("30px", "38px")
    assert style(page, "h1", "font-weight") == "400"
    assert style(page, "h1", "font-family").startswith("Georgia")
    assert (style(page, "h2", "font-size"), style(page, "h2", "line-height")) == ("22px", "30px")
    assert (style(page, "p", "font-size"), style(page, "p", "line-height")) == ("18px", "29px")
    assert style(page, "p", "color") == "rgb(45, 43, 40)"
    assert style(page, ".foot-link", "text-decoration-line") == "underline"
    cells = page.evaluate(
        "[...document.querySelectorAll('.done, .open')].map(c => [c.offsetWidth, c.offsetHeight])"
    )
    assert cells == [[24, 4]] * 3
    tops = page.evaluate(
        "[...document.querySelectorAll('.foot-link')].map(a => a.getBoundingClientRect().top)"
    )
    assert [round(after - before) for before, after in pairwise(tops)] == [44] * 2


@pytest.mark.browser
def test_on_a_phone_the_sheet_goes_edge_to_edge(show: Open) -> None:
    page = show("letters-for-you/02-part-2/email.html", width=375)
    assert style(page, ".page", "background-color") == "rgb(255, 253, 250)"
    assert style(page, ".sheet", "border-top-left-radius") == "0px"
    assert (style(page, "h1", "font-size"), style(page, "h1", "line-height")) == ("26px", "34px")
    sides = "Math.round(document.querySelector('h1').getBoundingClientRect().left)"
    assert page.evaluate(sides) == 24
    page.set_viewport_size({"width": 339, "height": 900})
    assert page.evaluate(sides) == 20


@pytest.mark.browser
def test_the_dark_is_designed(show: Open) -> None:
    page = show("letters-for-you/02-part-2/email.html", width=1000, scheme="dark")
    assert style(page, ".page", "background-color") == "rgb(20, 22, 23)"
    assert style(page, ".sheet", "background-color") == "rgb(28, 31, 32)"
    assert style(page, "h1", "color") == "rgb(228, 224, 217)"
    assert style(page, "p", "color") == "rgb(228, 224, 217)"
    assert style(page, ".foot-link", "color") == "rgb(168, 163, 154)"
    assert style(page, ".done", "background-color") == "rgb(143, 199, 191)"


OUTLOOK = """() => {
  // What Outlook.com does in the dark: it marks each element whose colours it changed.
  for (const e of document.querySelectorAll('[style]')) {
    if (e.style.color) { e.dataset.ogsc = ''; e.style.color = '#eeeeee'; }
    if (e.style.backgroundColor) { e.dataset.ogsb = ''; e.style.backgroundColor = '#333333'; }
  }
}"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1000])
def test_outlook_gets_the_dark_as_designed(show: Open, width: int) -> None:
    page = show("all/01-everything-at-once/email.html", width=width)
    page.evaluate(OUTLOOK)
    page_ground = "rgb(20, 22, 23)" if width == 1000 else "rgb(28, 31, 32)"
    assert style(page, ".page", "background-color") == page_ground
    assert style(page, ".sheet", "background-color") == "rgb(28, 31, 32)"
    assert style(page, ".callout", "background-color") == "rgb(35, 45, 44)"
    assert style(page, "h1", "color") == "rgb(228, 224, 217)"
    assert style(page, ".ink p", "color") == "rgb(228, 224, 217)"
    assert style(page, ".ink a", "color") == "rgb(143, 199, 191)"
    assert style(page, ".foot-link", "color") == "rgb(168, 163, 154)"
    assert page.evaluate(CONTRAST) == []


@pytest.mark.browser
def test_every_text_can_be_read(show: Open) -> None:
    """Contrast of each text with the ground it stands on, by day and in the dark: 4.5:1."""
    for scheme in ("light", "dark"):
        page = show("all/01-everything-at-once/email.html", width=1000, scheme=scheme)
        poor = page.evaluate(CONTRAST)
        assert poor == []


CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; }
    return [255, 255, 255]; };
  const poor = []; let seen = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; n = walk.nextNode();) {
    const e = n.parentElement;
    if (!n.textContent.trim() || !e.checkVisibility() || e.closest('[aria-hidden]')) continue;
    const pair = [lum(parse(getComputedStyle(e).color)), lum(ground(e))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05); seen += 1;
    if (ratio < 4.5) poor.push([n.textContent.trim().slice(0, 40), ratio]);
  }
  return seen > 20 ? poor : ['too few texts seen'];
}"""
