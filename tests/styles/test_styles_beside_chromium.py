"""The cascade beside Chromium's: colours, grounds, sizes, weights, alignment, what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from beside import cascade, differences
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numbered import numbered

from pipeline.styles import State

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
TAGS = [
    *("div", "p", "span", "b", "strong", "a", "h1", "h3", "td", "th", "small", "font", "center"),
    *("u", "mark", "code", "ul", "li", "big", "sub", "em"),
]
CLASSES = ("a", "b", "c")
COLOURS = ("red", "#123", "#aabbcc", "rgba(10,20,30,.5)", "hsl(120 50% 40%)", "currentcolor")
COLOURS += ("transparent", "nonsense", "inherit", "initial", "rgb(10% 20% 30%)", "#12345", "FF8800")
# Words and numbers for sizes in a typewriter's face are left out: Chromium has a table of its own.
SIZES = ("12px", "1.5em", "80%", "medium", "smaller", "0", "14", "10pt", "2rem", "-3px", "unset")
DECLARED = st.one_of(
    st.tuples(
        st.sampled_from(["color", "background", "background-color"]), st.sampled_from(COLOURS)
    ),
    st.tuples(st.just("font-size"), st.sampled_from(SIZES)),
    st.tuples(
        st.just("font-weight"), st.sampled_from(["bold", "lighter", "bolder", "600", "normal", "x"])
    ),
    st.tuples(st.just("text-align"), st.sampled_from(["center", "justify", "left", "middle"])),
    st.tuples(st.just("display"), st.sampled_from(["none", "block", "inline", "nothing"])),
    st.tuples(st.just("visibility"), st.sampled_from(["hidden", "visible"])),
    st.tuples(
        st.just("font"), st.sampled_from(["bold 20px/1.5 serif", "italic 1em Arial", "14px", "x"])
    ),
    st.tuples(
        st.just("background"),
        st.sampled_from(
            ["red none no-repeat", "#fff left top", "blue green", "none", "0 0 yellow"]
        ),
    ),
)
DECLARATIONS = st.lists(
    st.builds(
        lambda pair, bang: f"{pair[0]}: {pair[1]}{bang}",
        DECLARED,
        st.sampled_from(["", "", " !important"]),
    ),
    max_size=3,
).map("; ".join)
SIMPLE = st.sampled_from(
    [
        *(*TAGS, ".a", ".b", ".c", "#x", "*", "[title]", "[class~=a]", "[title=t i]", "div.a"),
        *(":not(.a)", ":last-child", ":nth-child(2n+1)", ":is(.a, .b)", ":hover", "a:link"),
        *(":first-child", ":only-child", "li:nth-of-type(2)", ":empty", ".A", "::before"),
    ]
)
SELECTOR = st.builds(
    lambda first, rest: first + "".join(sign + one for sign, one in rest),
    SIMPLE,
    st.lists(st.tuples(st.sampled_from([" ", " > ", " + ", " ~ "]), SIMPLE), max_size=2),
)
MEDIA = st.sampled_from(
    [
        *("", "", "", "screen", "print", "not print", "only screen and (max-width: 480px)"),
        *("(prefers-color-scheme: dark)", "(min-width: 600px)", "screen and (width <= 400px)"),
        *("(max-width: 30em) and (prefers-color-scheme: dark)", "print, (min-width: 1px)"),
        *("not all and (min-width: 600px)", "(min-width: 300px) and (not (max-width: 480px))"),
        "(x: y)",
    ]
)
RULE = st.builds(
    lambda selectors, declared, media: (
        f"@media {media} {{ {', '.join(selectors)} {{ {declared} }} }}"
        if media
        else f"{', '.join(selectors)} {{ {declared} }}"
    ),
    st.lists(SELECTOR, min_size=1, max_size=2),
    DECLARATIONS,
    MEDIA,
)
HINTS = ["", "", " bgcolor=#ffcc00", " color=blue", " size=5", " align=center", " bgcolor=chucky"]
ATTRIBUTES = st.builds(
    lambda name, style, rest: (f' class="{name}"' if name else "") + style + rest,
    st.sampled_from(["", *CLASSES, "a b"]),
    DECLARATIONS.map(lambda text: f' style="{text}"' if text else ""),
    st.sampled_from([*HINTS, " title=t", " href=#a", " hidden", " size=+1"]),
)
INNER = st.recursive(
    st.just("word"),
    lambda inner: (
        st.builds(
            lambda tag, attributes, inside: f"<{tag}{attributes}>{''.join(inside)}</{tag}>",
            st.sampled_from(["div", "span", "b", "font", "section", "em", "center", "small"]),
            ATTRIBUTES,
            st.lists(inner, max_size=3),
        )
        | st.builds(
            lambda attributes, cell, inside: (
                f"<table{attributes}><tbody><tr><td{cell}>{''.join(inside)}</td><th>head</th></tr>"
                "</tbody></table>"
            ),
            ATTRIBUTES,
            ATTRIBUTES,
            st.lists(inner, max_size=2),
        )
    ),
    max_leaves=8,
)
PAGES = st.builds(
    lambda doctype, meta, rules, body, inside: (
        f"{doctype}<html><head>{meta}<style>{' '.join(rules)}</style></head>"
        f"<body{body}>{''.join(inside)}</body></html>"
    ),
    st.sampled_from(["<!DOCTYPE html>", "<!DOCTYPE html>", ""]),
    st.sampled_from(["", '<meta name="color-scheme" content="light dark">']),
    st.lists(RULE, max_size=5),
    st.sampled_from(["", " bgcolor=#ddeeff text=navy link=green", " style='color:#333'"]),
    st.lists(INNER, min_size=1, max_size=4),
)
STATES = [State(dark, width) for dark in (False, True) for width in (375, 1000)]


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Page:
    return browser.new_context(offline=True).new_page()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(source=PAGES, state=st.sampled_from(STATES))
def test_wild_pages_look_as_chromium_computes_them(blank: Page, source: str, state: State) -> None:
    blank.emulate_media(color_scheme="dark" if state.dark else "light")
    blank.set_viewport_size({"width": state.width, "height": 900})
    blank.goto("about:blank")  # a document keeps its colour scheme when it is written anew
    blank.set_content(numbered(source))
    assert differences(blank, source, state) == []


HOOKS = """<!DOCTYPE html><html><head><style>
[data-ogsc] .a, .a[data-ogsc] { color: red !important }
u + #body .b { color: green }
.moz-text-html .c { color: blue }
</style></head><body id="body"><p class="a">A</p><p class="b">B</p><p class="c">C</p></body></html>
"""


@pytest.mark.parametrize(
    ("client", "inks"),
    [
        ("", ["#000000", "#000000", "#000000"]),
        ("outlook-com", ["#FF0000", "#000000", "#000000"]),
        ("gmail", ["#000000", "#008000", "#000000"]),
        ("thunderbird", ["#000000", "#000000", "#0000FF"]),
    ],
)
def test_a_hook_holds_in_its_own_client_only(client: str, inks: list[str]) -> None:
    found = cascade(HOOKS)
    looks = found.looks(State(client=client))
    elements = [one for one in found.tree.walk() if one.name == "p"]
    pairs = [looks[one.start].pair for one in elements]
    assert pairs == [(ink, "#FFFFFF") for ink in inks]
    kept = [looks[one.start].ink_kept for one in elements]
    assert kept == [ink != "#000000" for ink in inks]
