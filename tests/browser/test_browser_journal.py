"""What makes the theme journal: its measures, its masthead, its one sheet; shown in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from machine import ROOT
from trees import built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SPECIMEN = ROOT / "templates/specimen"
SHEET = {"light": "rgb(252, 250, 245)", "dark": "rgb(26, 24, 22)"}
INK = {"light": "rgb(38, 34, 30)", "dark": "rgb(222, 215, 203)"}
CARD = '{ name = "Ada Lodge", role = "Keeper", photo = "lodge.jpg" }'
STYLE = "(one, name) => getComputedStyle(one)[name]"
WIDTH = "one => one.getBoundingClientRect().width"
LOOK = "one => { const s = getComputedStyle(one); return `${s.fontSize} ${s.lineHeight}`; }"
EDGES = """one => { const s = getComputedStyle(one); return ['Top', 'Right', 'Bottom', 'Left']
    .map(side => `${parseInt(s[`border${side}Width`])} ${s[`border${side}Style`]}`).join(', '); }"""
PROSE, TITLE, PARAGRAPHS = "p:has-text('Some days')", "h1", "h1 >> xpath=following::p"


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The English specimen's mails, in order."""
    root = tmp_path_factory.mktemp("journal") / "specimen"
    shutil.copytree(SPECIMEN, root)
    settings = root / "content/en.toml"
    settings.write_text(f'theme = "journal"\n{settings.read_text("utf-8")}', encoding="utf-8")
    return sorted(built(root, "content/en.md").folder.glob("*/email.html"))


def mail(make: Callable[..., Path], text: str, settings: str = "") -> Path:
    """The only mail of a small article."""
    root = make({"a.md": text, "a.toml": f'theme = "journal"\n{settings}'})
    shutil.copy(SPECIMEN / "content/lodge.jpg", root)
    (found,) = built(root, "a.md", parts=1).folder.glob("*/email.html")
    return found


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a mail at a width, light or dark."""
    opened: list[Page] = []

    def given(file: Path, width: int = 1000, scheme: Any = "light") -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(file.as_uri())
        opened.append(page)
        return page

    yield given
    for page in opened:
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1000])
def test_page_and_sheet_are_one(
    show: Callable[..., Page], mails: list[Path], width: int, scheme: str
) -> None:
    page = show(mails[0], width, scheme)
    grounds = {
        page.locator(one).first.evaluate(STYLE, "backgroundColor")
        for one in ("body", ".page", ".sheet")
    }
    assert grounds == {SHEET[scheme]}


@pytest.mark.parametrize(
    ("width", "prose", "title", "lead", "measure"),
    [
        (1000, "19px 31px", "40px 48px", "22px 34px", 560),
        (375, "18px 29px", "31px 38px", "20px 31px", 327),
        (320, "18px 29px", "31px 38px", "20px 31px", 280),
    ],
)
def test_measures(
    show: Callable[..., Page],
    mails: list[Path],
    width: int,
    prose: str,
    title: str,
    lead: str,
    measure: int,
) -> None:
    page = show(mails[0], width)
    said = [page.locator(one).first.evaluate(LOOK) for one in (PROSE, TITLE, ".lead p")]
    assert said == [prose, title, lead]
    assert page.locator(PROSE).evaluate(WIDTH) == measure


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_thick_and_a_thin_rule_below_the_masthead(
    show: Callable[..., Page], mails: list[Path], scheme: str
) -> None:
    rule = show(mails[0], 700, scheme).locator(".mast")
    assert rule.evaluate(EDGES) == "3 solid, 0 none, 1 solid, 0 none"
    assert rule.evaluate(STYLE, "borderTopColor") == INK[scheme]


def test_callouts_are_told_apart_without_colour(
    show: Callable[..., Page], mails: list[Path]
) -> None:
    page = show(mails[0])
    sorts = ("note", "warning", "support")
    assert [page.locator(f".box.{sort}").first.evaluate(EDGES) for sort in sorts] == [
        "0 none, 0 none, 0 none, 0 none",
        "1 solid, 1 solid, 1 solid, 5 solid",
        "3 double, 0 none, 3 double, 0 none",
    ]


def test_a_divider_says_nothing(show: Callable[..., Page], mails: list[Path]) -> None:
    dots = show(mails[1]).locator("table:has(> tbody > tr > .dot)")
    assert (dots.inner_text().strip(), dots.get_attribute("aria-hidden")) == ("", "true")
    assert dots.locator(".dot").count() == 3


@pytest.mark.parametrize(
    ("opening", "size"),
    [
        ("It was a short one.", "22px"),
        ("It was a long one. " * 22, "19px"),
        ("*An editor's note.*", "19px"),
    ],
)
def test_an_article_opens_in_larger_letters_if_that_is_short(
    show: Callable[..., Page], make: Callable[..., Path], opening: str, size: str
) -> None:
    page = show(mail(make, f"# A title\n\n{opening}\n\nAnother one.\n"))
    sizes = [one.evaluate(STYLE, "fontSize") for one in page.locator(PARAGRAPHS).all()[:2]]
    assert sizes == [size, "19px"]


@pytest.mark.parametrize(
    ("title", "size"), [("Short", "40px"), ("A title of many words " * 4, "33px")]
)
def test_a_long_title_is_smaller(
    show: Callable[..., Page], make: Callable[..., Path], title: str, size: str
) -> None:
    page = show(mail(make, f"# {title}\n\nWords.\n"))
    assert page.locator("h1").evaluate(STYLE, "fontSize") == size


@pytest.mark.parametrize(
    ("settings", "byline", "card"), [("", 0, 0), ('"Ada Lodge"', 1, 0), (CARD, 1, 1)]
)
def test_a_name_alone_is_a_byline_and_no_card(
    show: Callable[..., Page], make: Callable[..., Path], settings: str, byline: int, card: int
) -> None:
    author = f"author = {settings}\n" if settings else ""
    page = show(mail(make, "# A title\n\nWords.\n", author))
    assert page.locator("h1 >> xpath=following::p[1]", has_text="Ada Lodge").count() == byline
    assert page.locator(".author").count() == card


def test_its_one_accent_is_that_of_links_buttons_and_pull_quotes(
    show: Callable[..., Page], mails: list[Path]
) -> None:
    page = show(mails[0])
    looks = (
        (".ink a", "color"),
        (".button a", "backgroundColor"),
        (".pullquote", "borderTopColor"),
    )
    found = {page.locator(one).first.evaluate(STYLE, name) for one, name in looks}
    assert found == {"rgb(138, 44, 42)"}
