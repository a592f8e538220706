"""What holds of every simulation, whatever the mail is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.check.mail import Mail
from pipeline.markup import Document
from pipeline.simulation import PROGRAMS, Simulation, as_data, simulate

TAGS = (
    *("p", "div", "span", "b", "table", "tr", "td", "section", "details", "form", "abbr", "center"),
    *("h1", "ul", "li", "blockquote", "mark", "marquee", "video", "button", "select", "v:rect"),
)
STYLES = (
    "color: red",
    "margin: 0 auto !important",
    "position: fixed; top: 4",
    "padding:1rem;;width:calc(1px + 2px)",
    "background: url(a;b.png) red, blue",
    "font-family: &quot;A;B&quot;, ui-serif; display: flex",
    "--x: {; height: 20px",
    "mso-hide: all; color: rgb(1 2 3)",
    "/* ; */ border: 12px solid; content: '",
)
CSS = (
    ".a { color: red; position: absolute }",
    "@media (max-width: 9px) { p.b { color: red } @media print { i { x: y } } }",
    "p > b, [class=x] { font-size: 2rem !important",
    "@font-face { font-family: X } @import url(x);",
    ".c { color: red; & i { color: blue } } } stray",
    "u + .body a { color: lab(50% 1 1) } /* never closed",
)
LOOSE = (
    *("<!--[if mso]>", "<![endif]-->", "<!--[if !mso]><!-->", "<!--<![endif]-->", "<!-- c -->"),
    *(
        "<br>",
        "<img src=a.svg>",
        "</p>",
        "</td>",
        "<p",
        "<style>",
        "&amp;",
        "&nbsp",
        "<!doctype x>",
    ),
    *("<a href=mailto:a@b.c?d>", '<body class="x" bgcolor=red>', "<input hidden>", "<![if !mso]>"),
)
words = st.text("abcdefgh äß漢 ", min_size=1, max_size=8)


def tagged(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A piece in an element with styles."""
    return st.builds(
        lambda tag, style, piece: f'<{tag} class="a b" style="{style}">{piece}</{tag}>',
        st.sampled_from(TAGS),
        st.sampled_from(STYLES),
        inner,
    )


blocks = st.sampled_from(CSS).map(lambda css: f"<style>{css}</style>")
neat = st.recursive(words, lambda inner: tagged(st.lists(inner, max_size=3).map("".join)))
wild = st.recursive(
    words | st.sampled_from(LOOSE) | blocks | st.text(max_size=6),
    lambda inner: tagged(st.lists(inner, max_size=3).map("".join)),
    max_leaves=20,
)
often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def simulations(source: str) -> list[Simulation]:
    """A mail in every program."""
    mail = Mail("a", source)
    return [simulate(mail, name) for name in PROGRAMS]


def letters(source: str, *, outlook: bool = False) -> str:
    """The letters that a reader of some HTML sees, without what stands between them."""
    document = Document(source)
    seen = document.outlook if outlook else document.others
    return re.sub(r"\W", "", seen.text)


@often
@given(st.lists(wild, max_size=8).map("".join))
def test_edits_are_in_order_and_within_the_mail(source: str) -> None:
    for found in simulations(source):
        ends = [0, *(one.end for one in found.edits)]
        starts = [*(one.start for one in found.edits), len(source)]
        assert all(end <= start for end, start in zip(ends, starts, strict=True))
        assert all(one.start <= one.end for one in found.edits)


@often
@given(st.lists(wild, max_size=8).map("".join))
def test_what_is_told_has_reasons_and_places(source: str) -> None:
    for found in simulations(source):
        told = as_data(found, lambda start, end: (start, end), str)
        assert told["client"] in PROGRAMS
        assert all(one["what"] and one["why"] and one["count"] > 0 for one in told["dropped"])
        assert all(0 <= one.at <= len(source) for one in found.dropped)


@often
@given(st.lists(neat, max_size=6).map("".join))
def test_the_words_stay_in_their_order(source: str) -> None:
    # None of these elements goes with its words, and all are closed: no word may be lost.
    for found in simulations(f"<html><body>{source}</body></html>"):
        whole = f"<html><body>{source}</body></html>"
        assert letters(found.applied(whole)) == letters(whole)


@often
@given(st.lists(neat, max_size=4))
def test_only_outlook_reads_what_is_for_outlook(pieces: Sequence[str]) -> None:
    source = "".join(f"<!--[if mso]>{one}<![endif]-->" for one in pieces)
    source += "<!--[if !mso]><!--><p>all others</p><!--<![endif]-->"
    for found in simulations(source):
        seen = letters(found.applied(source))
        is_word = found.program.name == "outlook.windows"
        assert seen == (letters("".join(pieces)) if is_word else "allothers")


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_plain_mail_stays_as_it_is(program: str) -> None:
    source = (
        '<!DOCTYPE html><html lang="en"><head><title>A</title></head><body>'
        '<p style="color: #333333; font-size: 16px; margin: 0 0 12px">Words and a '
        '<a href="https://example.org/">link</a></p></body></html>'
    )
    found = simulate(Mail("a", source), program)
    boxed = found.applied(source).replace('<div class="moz-text-html">', "")
    assert boxed.replace("</div>", "") == source
    assert found.dropped == ()
    assert found.unknown == 0


def test_an_unknown_feature_is_kept_and_counted() -> None:
    source = '<p style="text-justify: inter-word; color: red">Words</p>'
    found = simulate(Mail("a", source), "thunderbird.macos")
    assert "text-justify: inter-word" in found.applied(source)
    assert found.unknown == 1
    assert "nobody knows" in found.note


def test_an_unknown_program_is_an_error() -> None:
    with pytest.raises(KeyError):
        simulate(Mail("a", "<p>"), "pine")
