"""What the looking finds: each problem on a small page that has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from look import STRUCTURE, at_widths

pytestmark = pytest.mark.browser
FILLER = "".join(f"<p>Paragraph {number}, which is in order.</p>" for number in range(5))
PAGE = (
    '<!doctype html><html lang="en" dir="ltr"><title>t</title>'
    '<body lang="en" dir="ltr" style="margin:0;background:#fff">'
    '<div lang="en" dir="ltr" style="margin:0 24px;font-size:16px">{}</div></body></html>'
)
LAYOUTS = {
    "<p>Fine.</p>": [],
    '<div style="width:500px">Wide</div>': ["scrolls sideways: 524 px"],
    '<div style="width:100px;overflow:hidden"><b style="white-space:nowrap">'
    "Donaudampfschifffahrt</b></div>": ["cut off: Donaudampfschifffahrt"],
    '<div style="height:10px;overflow:hidden;line-height:24px">Cropped</div>': [
        "cut off below: Cropped"
    ],
    '<div style="margin-left:-20px">Edge</div>': ["at the edge: Edge"],
    '<p>One</p><p style="margin-top:-34px">Two</p>': ["overlap: One | Two"],
    '<p style="color:#999">Pale</p>': ["contrast 2.85: Pale"],
    '<p style="color:#949494;font-size:24px">Large, 3 : 1</p>': [],
    '<p style="background:#000"><span style="background:rgba(255,255,255,.9);color:#fff">On glass'
    "</span></p>": ["contrast 1.25: On glass"],
    '<p style="background:#fff;width:40px"><b style="white-space:nowrap">Out of its box</b></p>': [
        "cut off: Out of its box"
    ],
}
STRUCTURES = {
    "<h1>One</h1>": [],
    "<h1>One</h1><h1>Two</h1>": ["h1: 1 1"],
    "<h1>One</h1><h3>Three</h3>": ["a level of headings is skipped: 1 3"],
    "<h1>One</h1><table><tr><td>a</td></tr></table>": [
        'a table of layout without its role: <table class="">'
    ],
    '<h1>One</h1><p style="font-size:13px">Small</p>': ["13px: Small"],
    '<h1>One</h1><p style="text-align:justify">Just</p>': ["justified: Just"],
    '<h1>One</h1><p>See <a href="https://a.example" style="text-decoration:none">this</a>.</p>': [
        "told apart by colour only: this"
    ],
    '<h1>One</h1><p>See <a href="https://a.example">this</a>.</p>': [],
    '<h1>One</h1><p><a href="https://a.example">this</a></p>'
    '<p style="margin-top:-16px"><a href="https://b.example">that</a></p>': [
        "smaller than a finger, 17 px high, 18 px apart: this",
        "smaller than a finger, 17 px high, 18 px apart: that",
    ],
    '<h1>One</h1><p>Or <a href="https://a.invalid">go</a> <a href="https://b.invalid">on</a>': [
        "smaller than a finger, 17 px high, 20 px apart: go",
        "smaller than a finger, 17 px high, 20 px apart: on",
    ],
    '<h1>One</h1><p>See <a href="https://a.example"></a></p>': [
        "a link without words: https://a.example/"
    ],
    '<h1>One</h1><img src="a.png" width="8" height="8">': ["no alt: (a.png)"],
    '<h1>One</h1><img src="a.png" alt="a" width="8">': ["no height: a (a.png)"],
    '<h1 id="a">One</h1><p id="a">Two</p>': ["id twice: a"],
    "<h1>One</h1></div><p>Two</p><div lang='en' dir='ltr'>": ['no lang or dir: <p class="">'],
    '<h1>One</h1><p style="background:url(a.png)">Two</p>': ['a background image: <p class="">'],
}


@pytest.mark.parametrize("html", LAYOUTS)
def test_layout(show: Any, tmp_path: Path, html: str) -> None:
    page = show(written(tmp_path, html))
    assert list(at_widths(page, [375])) == [f"375 px: {told}" for told in LAYOUTS[html]]


@pytest.mark.parametrize("html", STRUCTURES)
def test_structure(show: Any, tmp_path: Path, html: str) -> None:
    page = show(written(tmp_path, html))
    assert page.evaluate(STRUCTURE, {"mail": True}) == STRUCTURES[html]


def written(folder: Path, html: str) -> Path:
    """A page with this in it."""
    path = folder / "page.html"
    path.write_text(PAGE.format(FILLER + html), encoding="utf-8")
    return path
