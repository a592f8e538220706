"""The theme `brief`: its measures, its bar, its row, its boxes, shown in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from machine import ROOT
from playwright.sync_api import Browser, Page
from trees import built

from pipeline.colour import faint, faint_inverted
from pipeline.settings.theme_file import theme_file

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Make = Callable[..., Path]
PICTURE = (ROOT / "templates/specimen/logo.png").read_bytes()
FOLDER = ROOT / "templates/themes/brief"

ARTICLE = """# What changed in May

The clock no longer jumps, see [the notes](https://example.org/notes).

## Fixed

### At the front

- one
- two

#### In the header

::: note Good to know
Nothing is lost.
:::

::: warning
Save your work first.
:::

::: support Not sure?
Ask us.
:::

**[Update now](https://example.org/update)**

## Faster

### Straight away

| What | Before |
|---|--:|
| start | 9 s |

::: pullquote
Half the time.
:::

<!-- part -->

## Next month

More of the same.

<!-- part -->

## Later

And the rest.
"""
ARABIC = "# عنوان\n\nكلمات أولى.\n\n<!-- part -->\n\n## تتمّة\n\nكلمات أخرى.\n"
SETTINGS = '[theme]\nname = "brief"\n'
LOGO = SETTINGS + 'logo = "logo.png"\n\n[sender]\nname = "Lantern"\n'
BOX = """one => {
    const box = one.getBoundingClientRect();
    return [box.left, box.top, box.width, box.height].map(Math.round);
}"""
LETTERS = """one => {
    const style = getComputedStyle(one);
    return [style.fontSize, style.lineHeight, style.fontWeight].join(' ');
}"""
EDGES = """one => {
    const style = getComputedStyle(one);
    return ['Top', 'Right', 'Bottom', 'Left'].map(
        side => [style[`border${side}Width`], style[`border${side}Style`]].join(' '));
}"""
KINDS = ("note", "warning", "support")
GROUND = "one => getComputedStyle(one).backgroundColor"


@pytest.fixture
def shown(browser: Browser) -> Iterator[Open]:
    pages: list[Page] = []

    def shows(file: Path, *, width: int = 700, dark: bool = False) -> Page:
        scheme: Any = "dark" if dark else "light"
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(file.as_uri())
        pages.append(page)
        return page

    yield shows
    for page in pages:
        page.close()


def letters(make: Make, settings: str = LOGO, article: str = ARTICLE) -> list[Path]:
    root = make({"letterloom.toml": settings, "content/news.md": article, "logo.png": PICTURE})
    folder = built(root, "content/news.md").folder
    return sorted(folder.glob("*/email.html"))


def box(page: Page, selector: str) -> Any:
    """Left, top, width and height of what a selector finds, in whole px."""
    return page.locator(selector).first.evaluate(BOX)


def test_letters_have_the_sizes_of_the_theme(shown: Open, make: Make) -> None:
    page = shown(letters(make)[0])
    names = ("h1", ".ink > div > p", "h2", "h3", "h4", ".far", ".foot-link")
    assert {name: page.locator(name).first.evaluate(LETTERS) for name in names} == {
        "h1": "26px 32px 700",
        ".ink > div > p": "16px 25px 400",
        "h2": "20px 28px 700",
        "h3": "16px 24px 700",
        "h4": "14px 22px 700",
        ".far": "14px 24px 400",
        ".foot-link": "14px 44px 400",
    }


def test_a_bar_fills_with_the_series(shown: Open, make: Make) -> None:
    filled = []
    for letter in letters(make):
        page = shown(letter)
        left, _, width, height = box(page, ".done")
        rest = box(page, ".open")[2] if page.locator(".open").count() else 0
        filled.append((left, width, rest, height))
    assert filled == [(50, 198, 402, 4), (50, 402, 198, 4), (50, 600, 0, 4)]


@pytest.mark.parametrize(("width", "sides"), [(700, (90, 610)), (320, (20, 300))])
def test_logo_and_progress_share_a_row(
    shown: Open, make: Make, width: int, sides: tuple[int, int]
) -> None:
    page = shown(letters(make)[0], width=width)
    logo, far = box(page, ".logo"), box(page, ".far")
    assert (logo[0], far[0] + far[2]) == sides
    assert abs((logo[1] + logo[3] / 2) - (far[1] + far[3] / 2)) <= 2


def test_the_row_is_mirrored(shown: Open, make: Make) -> None:
    page = shown(letters(make, article=f"---\nlang: ar\n---\n{ARABIC}")[0])
    logo, far, bar = box(page, ".logo"), box(page, ".far"), box(page, ".done")
    assert (far[0], logo[0] + logo[2], bar[0] + bar[2]) == (90, 610, 650)


def test_a_mail_alone_of_nobody_has_a_bar_and_no_row(shown: Open, make: Make) -> None:
    page = shown(letters(make, settings=SETTINGS, article="# News\n\nAll is well.\n")[0])
    found = {name: page.locator(name).count() for name in (".done", ".far", ".level", ".top")}
    assert found == {".done": 1, ".far": 0, ".level": 0, ".top": 0}
    assert box(page, "h1")[1] - box(page, ".done")[1] == 36


def test_boxes_are_told_apart_by_their_edges(shown: Open, make: Make) -> None:
    page = shown(letters(make)[0])
    none, frame = "0px none", "2px solid"
    assert {name: page.locator(f".{name}").evaluate(EDGES) for name in KINDS} == {
        "note": [none, none, none, "4px solid"],
        "warning": [frame, frame, frame, frame],
        "support": [none, none, none, "6px double"],
    }
    assert {box(page, f".{name} p")[0] for name in KINDS} == {114}


def test_a_hairline_stands_above_sections_only(shown: Open, make: Make) -> None:
    article = "# News\n\n## First\n\nOne.\n\n## Second\n\n## At once\n\n### Within\n\nTwo.\n"
    page = shown(letters(make, settings=SETTINGS, article=article)[0])
    headings = page.locator("h2").evaluate_all(f"found => found.map({BOX})")
    lines = page.locator(".line p").evaluate_all(f"found => found.map({BOX})")
    *above, footer = lines
    assert above == [[90, headings[1][1] - 21, 520, 1]]
    assert footer[1] > headings[-1][1]


def test_a_button_is_as_wide_as_a_phone(shown: Open, make: Make) -> None:
    file = letters(make)[0]
    assert box(shown(file, width=375), ".button a")[2:] == [327, 48]
    assert box(shown(file), ".button a")[2] < 200


def test_the_head_of_a_table_is_tinted_in_the_dark_too(shown: Open, make: Make) -> None:
    file = letters(make)[0]
    looks = {
        dark: shown(file, dark=dark).locator("th").first.evaluate(GROUND) for dark in (False, True)
    }
    assert looks == {False: "rgb(241, 244, 250)", True: "rgb(31, 37, 48)"}


def test_the_links_of_the_footer_are_targets_for_fingers(shown: Open, make: Make) -> None:
    page = shown(letters(make)[0])
    links = page.locator(".foot-link").evaluate_all(f"found => found.map({BOX})")
    assert len({top for _, top, _, _ in links}) == 1
    assert [height for *_, height in links] == [44, 44, 44]


def test_on_a_phone_they_stand_below_one_another(shown: Open, make: Make) -> None:
    page = shown(letters(make)[0], width=320)
    links = page.locator(".foot-link").evaluate_all(f"found => found.map({BOX})")
    assert [(left, top - links[0][1]) for left, top, _, _ in links] == [(20, 0), (20, 44), (20, 88)]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_of_colours_is_legible_inverted_too(mode: str) -> None:
    path = FOLDER / "theme.toml"
    told = theme_file(path.read_text(encoding="utf-8"), str(path))
    colours = told.light if mode == "light" else told.dark
    assert list(faint(colours, told.pairs)) == []
    assert list(faint_inverted(colours, told.pairs)) == []
