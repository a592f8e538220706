"""Every kind of block in a real browser: nothing cut off, all of it legible, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_browser_letters import CONTRAST, OUTLOOK, style

from pipeline import project
from pipeline.asked import Asked
from pipeline.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (320, 375, 600, 1000)
BLOCKS = """
- one, which is long enough to be broken into a second line on any telephone
    - nested
        - deeper

2. second

    A paragraph below it.

- [ ] to be done, which is long enough to be broken into a second line on any telephone
- [x] done

Salt
: What makes the sea taste, and long enough to be broken on a telephone, too.

::: note
Just a note[^2] with a [link](https://example.org/b) and `code`.

- a list in it

| a | b |
|---|---|
| one | https://example.org/a/b |
:::

::: warning Mind the step
It is *steep*.
:::

> A quotation that somebody said once, <u>when</u> there was time to say it.

**[Book a visit](https://example.org/visit)**

| Deliverable | Performance standards | Acceptable quality | Method of assessment |
|---|---|---|---:|
| Tested code | Code must have substantial coverage. | 90 % | https://example.org/a/b/c/d |
| Documented | | 0 vulnerabilities | Manual **review** |

| | |
|---|---|
| no head | here |

```
code that is far too long to stand in one line of any mail program, least of all on a telephone
```

![A wood](wood.png "The wood in May, as seen from the house above the river")

[^1]: See https://example.org/a/very/long/address/that/no/telephone/can/show/in/one/line/at/all.
[^2]: A second note, with a [link](https://example.org/note).

    - a list in it
"""
TEXTS = {
    "en": f"# Everything that a letter can hold\n\nText[^1] to begin with.\n{BLOCKS}",
    "ar": f"# رسالة عن الربيع\n\nفقرة فيها حاشية[^1] وكلام.\n{BLOCKS}",
}
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The mail of each language."""
    root = tmp_path_factory.mktemp("blocks")
    (root / "content").mkdir()
    picture = Path(__file__).parents[1] / "cli/dot.png"
    (root / "content/wood.png").write_bytes(picture.read_bytes())
    found = {}
    for lang, text in TEXTS.items():
        source = root / f"content/{lang}.md"
        source.write_text(text, encoding="utf-8")
        source.with_suffix(".toml").write_text(f'lang = "{lang}"\n', encoding="utf-8")
        tree = build(source, project.load_project(root), Asked(root / "out", parts=1)).folder
        (found[lang],) = tree.glob("01-*/email.html")
    return found


@pytest.fixture
def opened(browser: Browser, letters: dict[str, Path]) -> Iterator[Any]:
    """Opens the mail of a language at a width."""
    contexts = []

    def shown(lang: str, width: int, scheme: Any = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.goto(letters[lang].as_uri())
        return page

    yield shown
    for context in contexts:
        context.close()


# The sheet hides what goes beyond it, so that a page alone never scrolls: each text is measured.
CUT_OFF = """() => {
  const sheet = document.querySelector('.sheet').getBoundingClientRect();
  const cut = []; let seen = 0;
  const walk = document.createTreeWalker(document.querySelector('.sheet'), NodeFilter.SHOW_TEXT);
  for (let n; n = walk.nextNode();) {
    if (!n.textContent.trim() || !n.parentElement.checkVisibility()) continue;
    const range = document.createRange(); range.selectNodeContents(n);
    for (const box of range.getClientRects()) {
      seen += 1;
      if (box.left < sheet.left + 20 || box.right > sheet.right - 20)
        cut.push(n.textContent.trim().slice(0, 40));
    }
  }
  return seen > 60 ? cut : ['too few texts seen'];
}"""


@pytest.mark.browser
@pytest.mark.parametrize("lang", TEXTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_cut_off(opened: Any, lang: str, width: int) -> None:
    page = opened(lang, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [375, 1000])
def test_every_text_of_every_block_can_be_read(opened: Any, scheme: str, width: int) -> None:
    page = opened("en", width, scheme)
    assert page.evaluate(CONTRAST) == []
    if scheme == "light":
        page.evaluate(OUTLOOK)
        assert page.evaluate(CONTRAST) == []


@pytest.mark.browser
def test_sizes_are_those_of_a_hand_and_of_eyes(opened: Any) -> None:
    page = opened("en", 375)
    assert page.evaluate("document.querySelector('.button a').getBoundingClientRect().height") >= 44
    sizes = page.evaluate(
        "[...document.querySelectorAll('.sheet *')].filter(e => e.checkVisibility() &&"
        " [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 12
    assert style(page, ".footnote", "font-size") == "15px"


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "side"), [("en", "left"), ("ar", "right")])
def test_boxes_and_numbers_stand_before_their_text(opened: Any, lang: str, side: str) -> None:
    page = opened(lang, 375)
    edges = page.evaluate(
        "side => ['h1', '.tick', '.footnote-number'].map(s => Math.round("
        "document.querySelector(s).getBoundingClientRect()[side]))",
        side,
    )
    assert len(set(edges)) == 1
    assert style(page, "pre", "direction") == "ltr"


@pytest.mark.browser
def test_on_a_telephone_a_wide_table_is_shown_row_by_row(opened: Any) -> None:
    page = opened("en", 375)
    shown = page.evaluate("document.querySelector('.stacked').innerText").split("\n")
    assert [line for line in shown if line.strip()] == [
        *("Deliverable", "Tested code"),
        *("Performance standards", "Code must have substantial coverage."),
        *("Acceptable quality", "90 %"),
        *("Method of assessment", "https://example.org/a/b/c/d"),
        *("Deliverable", "Documented"),
        *("Acceptable quality", "0 vulnerabilities"),
        *("Method of assessment", "Manual review"),
    ]
    page.set_viewport_size({"width": 1000, "height": 900})
    assert style(page, ".cell-label", "display") == "none"
    assert style(page, ".stacked thead", "display") == "table-header-group"
