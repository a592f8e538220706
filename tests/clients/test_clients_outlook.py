"""Outlook for Windows draws with Word, which is not here: what it needs is looked at instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conditional import evaluated, nesting
from look import HERE, at_widths, listed
from specimens import NAMES, Specimen, words

WORD = (HERE / "word.js").read_text(encoding="utf-8")
BOUND = re.compile(r"<(?!td\b|th\b)(?P<tag>[a-z][\w:]*)(?P<attributes>[^>]*)>")
PADDED = re.compile(r"padding[\w-]*:\s*(?!0(?:px)?\b(?!\s*\d))[^;\"]*[1-9]")


@pytest.mark.parametrize("name", NAMES)
def test_word_finds_what_it_needs(specimen_of: Callable[[str], Specimen], name: str) -> None:
    for letter in specimen_of(name).letters:
        html = letter.html.read_text(encoding="utf-8")
        assert listed(problems(evaluated(html, word=True))) == ""
        assert listed(nesting(evaluated(html, word=False))) == ""


def problems(html: str) -> Iterator[str]:
    """What Word would stumble over in the HTML that it reads."""
    yield from nesting(html)
    body = html[html.index("<body") :]
    for match in re.finditer(r"<img\b[^>]*>", body):
        if not re.search(r'\bwidth="\d+"', match[0]):
            yield f"no width: {match[0][:80]}"
    for match in re.finditer(r"background=|background-image|url\(", body):
        yield f"a background image: {body[match.start() - 40 : match.end() + 40]}"
    for match in BOUND.finditer(body):
        before = body[: match.start()].rpartition("<td")[2]
        replaced = match["tag"] == "a" and "mso-padding-alt" in before
        if (
            PADDED.search(re.sub(r"mso-padding-alt:[^;]*", "", match["attributes"]))
            and not replaced
        ):
            yield f"padding on no cell: {match[0][:120]}"
    if "<o:PixelsPerInch>96<" not in html:
        yield "no pixels per inch"


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_the_layout_holds_without_what_word_does_not_know(
    show: Any, specimen_of: Callable[[str], Specimen], name: str
) -> None:
    for letter in specimen_of(name).letters:
        html = evaluated(letter.html.read_text(encoding="utf-8"), word=True)
        path = letter.folder / "word.html"
        path.write_text(html, encoding="utf-8")
        page, plain = show(path), show(letter.html)
        plain.set_viewport_size({"width": 1000, "height": 900})
        page.set_viewport_size({"width": 1000, "height": 900})
        assert listed(page.evaluate(WORD)) == ""
        assert listed(at_widths(page, [1000])) == ""
        assert shown(page) == shown(plain)


def shown(page: Any) -> list[str]:
    """The words that a page shows."""
    return words(page.evaluate("document.body.innerText"))


WORD_PAGE = "<html><head><o:PixelsPerInch>96</o:PixelsPerInch></head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ('<img src="a.png" height="8" />', "no width"),
        ('<p style="background-image:url(a.png)">a</p>', "a background image"),
        ('<p style="padding:0 8px">a</p>', "padding on no cell"),
        ('<div style="padding-left: 24px">a</div>', "padding on no cell"),
        ("<p>a</i>", "while"),
    ],
)
def test_what_word_stumbles_over_is_found(html: str, problem: str) -> None:
    assert problem in listed(problems(WORD_PAGE.format(html)))


def test_word_has_no_trouble_with_cells_and_widths() -> None:
    fine = '<table><tr><td style="padding:8px"><p style="padding:0 0px">a</p></td></tr></table>'
    assert list(problems(WORD_PAGE.format(fine + '<img width="8" />'))) == []
    assert list(problems("<html><body></body></html>")) == ["no pixels per inch"]


@pytest.mark.parametrize(
    "html",
    [
        "<!--[if mso]><table><tr><td><![endif]--><p>a</p>",
        "<!--[if mso]><table><!--[if mso]></table><![endif]--><![endif]-->",
        "<!--[if mso]>a",
        "a<![endif]-->",
        "<!--[if !mso]><!-->a<![endif]-->",
    ],
)
def test_unbalanced_comments_are_found(html: str) -> None:
    try:
        found = nesting(evaluated(html, word=True))
    except ValueError as error:
        found = [str(error)]
    assert found != []


@pytest.mark.parametrize(
    ("condition", "word"),
    [
        ("mso", True),
        ("mso | IE", True),
        ("gte mso 9", True),
        ("lte mso 11", False),
        ("!mso", False),
        ("(gte mso 9)|(IE)", True),
        ("IE", False),
    ],
)
def test_conditions_are_those_of_word(condition: str, word: bool) -> None:
    html = f"a<!--[if {condition}]>b<![endif]-->c<!--[if !mso]><!-->d<!--<![endif]-->"
    assert evaluated(html, word=True) == ("abc" if word else "ac")
    assert evaluated(html, word=False) == "acd"
