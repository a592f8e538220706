"""The cascade where no browser tells: Outlook's tree, states, what hides, what shines through."""

from __future__ import annotations

import pytest
from beside import cascade

from pipeline.markup import Document
from pipeline.styles import Cascade, Look, State, inline_styles, sheets
from pipeline.styles.cascade import is_quirky
from pipeline.styles.colours import html_colour
from pipeline.styles.media import media_holds

PAGE = "<!DOCTYPE html><html><head>{}</head><body>{}</body></html>"


def looked(body: str, head: str = "", state: State | None = None, *, outlook: bool = False) -> Look:
    """How the text of the element with the id `x` is seen."""
    document = Document(PAGE.format(head, body))
    found = Cascade(document, sheets(document), inline_styles(document), outlook=outlook)
    (one,) = (one for one in found.tree.walk() if one.get("id") == "x")
    return found.looks(state or State())[one.start]


def test_outlook_has_its_own_style_blocks_and_hides_what_it_is_told_to() -> None:
    head = "<!--[if mso]><style>p { color: #ff0000 }</style><![endif]-->"
    assert looked("<p id=x>A</p>", head).pair == ("#000000", "#FFFFFF")
    assert looked("<p id=x>A</p>", head, outlook=True).pair == ("#FF0000", "#FFFFFF")
    hidden = "<div style='mso-hide:all'><p id=x>A</p></div>"
    assert not looked(hidden).hidden
    assert looked(hidden, outlook=True).hidden
    ghost = "<!--[if mso]><table bgcolor=#000080><tr><td><![endif]--><p id=x>A</p>"
    assert looked(ghost, outlook=True).ground == (0, 0, 128, 1)
    assert looked(ghost).ground == (255, 255, 255, 1)


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility:hidden",
        "opacity:0",
        "font-size:0",
        "font-size:1px",
        "color:transparent",
        "max-height:0;overflow:hidden",
        "position:absolute;left:-9999px",
        "position:absolute;width:1px;height:1px;overflow:hidden",
    ],
)
def test_what_nobody_sees_is_hidden(style: str) -> None:
    assert looked(f"<div style='{style}'><p id=x>A</p></div>").hidden


def test_what_is_seen_is_not_hidden() -> None:
    assert not looked("<td style='font-size:0'><p id=x style='font-size:16px'>A</p>").hidden
    assert not looked("<div style='visibility:hidden'><p id=x style='visibility:visible'>A").hidden
    assert not looked("<div style='overflow:hidden;width:600px'><p id=x>A").hidden


@pytest.mark.parametrize(
    ("body", "pair"),
    [
        ("<p id=x style='color:rgba(0,0,0,.5)'>", ("#808080", "#FFFFFF")),
        ("<p id=x style='opacity:.5'>", ("#808080", "#FFFFFF")),
        (
            "<div style='background:#000'><p id=x style='opacity:.5;background:#fff'>",
            ("#000000", "#808080"),
        ),
        (
            "<div style='background:#000'><p id=x style='background:rgba(255,255,255,.5)'>",
            ("#000000", "#808080"),
        ),
        ("<p id=x style='background:url(a.png)'>", None),
        ("<p id=x style='background:#eee url(a.png)'>", ("#000000", "#EEEEEE")),
        ("<p id=x style='color:var(--ink)'>", None),
        ("<div style='position:absolute'><p id=x>", None),
        ("<table background=a.png><tr><td id=x bgcolor=silver>", ("#000000", "#C0C0C0")),
    ],
)
def test_what_shines_through_counts_and_what_is_not_known_is_none(
    body: str, pair: tuple[str, str] | None
) -> None:
    assert looked(body + "A").pair == pair


LOOSE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" '
    '"http://www.w3.org/TR/html4/loose.dtd">'
)
XHTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)


@pytest.mark.parametrize(
    ("doctype", "quirky"),
    [
        ("", True),
        ("<!DOCTYPE html>", False),
        ("<!-- a --> <!doctype HTML>", False),
        ('<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">', True),
        (LOOSE, False),
        (XHTML, False),
        ('<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">', True),
    ],
)
def test_a_page_without_a_doctype_of_today_is_quirky(doctype: str, quirky: bool) -> None:
    assert is_quirky(doctype + "<html>") is quirky


@pytest.mark.parametrize(
    ("written", "hexed"),
    [
        ("#abc", "#AABBCC"),
        ("abc", "#0A0B0C"),
        ("336699", "#336699"),
        ("Navy", "#000080"),
        ("chucknorris", "#C00000"),
        ("#1234567890", "#125690"),
        ("", None),
        ("transparent", None),
    ],
)
def test_attributes_have_colours_of_their_own(written: str, hexed: str | None) -> None:
    found = html_colour(written)
    assert (found.hex if found else None) == hexed


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("", {375, 1000}),
        ("screen", {375, 1000}),
        ("print", set()),
        ("not print", {375, 1000}),
        ("only screen and (max-width: 480px)", {375}),
        ("screen and (min-width:480px)", {1000}),
        ("(400px <= width <= 1200px)", {1000}),
        ("(width < 30em)", {375}),
        ("screen yahoo", set()),
        ("print, (max-width: 400px)", {375}),
        ("(max-width: 400px) or (min-width: 900px)", {375, 1000}),
        ("(prefers-reduced-motion: reduce)", set()),
        ("(-webkit-min-device-pixel-ratio: 0)", {375, 1000}),
        ("(", set()),
        ("(max-width: )", set()),
    ],
)
def test_media_queries_hold_where_they_should(query: str, held: set[int]) -> None:
    assert {width for width in (375, 1000) if media_holds(query, False, width)} == held


def test_states_that_let_the_same_rules_through_share_what_is_seen() -> None:
    found = cascade(
        PAGE.format("<style>@media (max-width: 480px) { .no { color: red } }</style>", "A")
    )
    assert found.looks(State()) is found.looks(State(width=375))
    assert found.looks(State(dark=True)) is found.looks(State())


def test_a_page_made_for_the_dark_begins_dark() -> None:
    meta = '<meta name="color-scheme" content="light dark">'
    assert looked("<p id=x>A", meta, State(dark=True)).pair == ("#FFFFFF", "#121212")
    assert looked("<p id=x>A", meta).pair == ("#000000", "#FFFFFF")
    assert looked("<p id=x>A", "", State(dark=True)).pair == ("#000000", "#FFFFFF")
