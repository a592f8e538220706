"""Tasks, terms, buttons, captions and what an author says of an image in braces."""

import pytest
from listings import read
from machine import ROOT

from pipeline.errors import SourceError

DOT = (ROOT / "tests/cli/dot.png").read_bytes()


def blocks(text):
    return [(block.kind, block.text) for block in read(f"# T\n\n{text}\n\nEnd.\n").blocks][:-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [ ] a\n- [X] **b**\n- [x]c", [("list", "a b [x]c")]),
        ("- \\[ ] a\n- [ ]", [("list", "[ ] a [ ]")]),
        ("Term\n: one\n: two\n\nOther\n\n: three", [("list", "Term one two Other three")]),
        ("About\n~ 5 km", [("paragraph", "About ~ 5 km")]),
        ("Two\nlines\n: no term", [("paragraph", "Two lines : no term")]),
        ("**[Book](https://a.example)**", [("button", "Book")]),
        ("__[Write](mailto:a@b.example)__", [("button", "Write")]),
        ("**[Field]({{ web_url }})**", [("button", "Field")]),
        ("**[Here](#x)**", [("paragraph", "Here")]),
        ("**[Book](https://a.example) now**", [("paragraph", "Book now")]),
        ("**[One](https://a.example)** **[Two](https://b.example)**", [("paragraph", "One Two")]),
        ('![a](b.png "c *d*")', [("image", "a c *d*")]),
        ('Text ![a](b.png "c")', [("paragraph", "Text a")]),
        ('![a][b]\n\n[b]: b.png "c"', [("image", "a")]),
        ("![a](b.png){width=320}", [("image", "a")]),
        ("![](b.png){decorative}", [("image", "")]),
        ("![a](b.png){not, a list} {x}", [("paragraph", "a{not, a list} {x}")]),
        ("Text {width=3} `![a](b){width=3}`", [("paragraph", "Text {width=3} ![a](b){width=3}")]),
    ],
)
def test_what_it_is(text, expected):
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("{width=wide}", "width=wide is no width"),
        ("{width=101%}", "width=101% is no width"),
        ("{.center}", "an image has no .center"),
        ("{decoratve}", "an image has no decoratve"),
        ("{decorative}", "a decorative image has words that nobody would hear"),
    ],
)
def test_braces_that_say_something_wrong(braces, message):
    with pytest.raises(SourceError) as raised:
        read(f"# T\n\nText\nand ![a](b.png){braces}\n")
    assert raised.value.message == message
    assert raised.value.place.line == 4


def test_a_decorative_image_needs_no_words():
    text = "# T\n\nText.\n\n![](b.png){decorative}\n\n![](c.png)\n"
    notes = [one.message for one in read(text, load=lambda _: DOT).notes]
    assert notes == ["the image c.png says nothing to those who do not see it"]
