"""Hostile and enormous articles: an error or an article, soon, and no recursion without end."""

import contextlib
import re
import time

import pytest
from listings import read

from pipeline.errors import SourceError
from pipeline.read.markdown.blocks import NESTING

TOO_DEEP = {
    "quotes": ">" * 10_000 + " deep",
    "lists": "\n".join("  " * depth + "- item" for depth in range(200)),
    "lists on a line": "- " * 10_000 + "deep",
    "emphasis": "*a " * 10_000 + "x" + " a*" * 10_000,
    "strong and emphasis": "**a _b " * 5_000 + "x" + " c_ d**" * 5_000,
    "struck": "~~a " * 10_000 + "b" + "~~" * 10_000,
    "html": "<div>" * 10_000 + "deep" + "</div>" * 10_000,
    "html never closed": "<ul><li>" * 10_000 + "deep",
    "html in a line": "x " + "<b>" * 10_000 + "deep" + "</b>" * 10_000,
}
SLOW = {
    "images in images": "![a " * 3_000 + "x" + "](u)" * 3_000,
    "links in links": "[a " * 3_000 + "x" + "](u)" * 3_000,
    "brackets": "x " + "[" * 20_000,
    "ticks": "x " + " ".join("`" * size for size in range(1, 500)),
    "tags": "x " + "<a " * 30_000,
    "quotes of tags": "x " + "<a b='" * 20_000,
    "stars": "x " + "*_" * 20_000,
    "comments in a line": "x " + "<!-- " * 20_000,
    "entities": "x " + "&amp;" * 50_000,
    "definitions": "".join(f"[r{n}]: https://a.b/{n}\n" for n in range(10_000)) + "\ntext [r1]",
    "images": "x\n\n" + "\n\n".join(f"![a](x{n}.png)" for n in range(5_000)),
    "images in a line": "x " + " ".join(f"![a](x{n}.png)" for n in range(2_000)),
}


@pytest.mark.parametrize("case", TOO_DEEP)
def test_nesting_too_deep_is_an_error(case):
    with pytest.raises(SourceError) as raised:
        read(TOO_DEEP[case])
    assert raised.value.message == (
        f"lists, quotes, emphasis or HTML are nested {NESTING} deep or more"
    )
    assert raised.value.place.line >= 1


@pytest.mark.parametrize("deep", range(1, 70))
@pytest.mark.parametrize(
    "nest",
    [
        lambda deep: "> " * deep + "word",
        lambda deep: "\n".join("  " * at + f"- item{at}" for at in range(deep)) + " word",
        lambda deep: "*a " * deep + "word" + " a*" * deep,
    ],
    ids=["quotes", "lists", "emphasis"],
)
def test_either_every_word_is_there_or_an_error(nest, deep):
    written = nest(deep)
    try:
        found = read(written)
    except SourceError:
        assert deep > NESTING // 2 - 3
    else:
        wanted = re.sub(r"[->*]", " ", written).split()
        assert " ".join(block.text for block in found.blocks).split() == wanted


@pytest.mark.parametrize("case", SLOW)
def test_hostile_text_ends_soon(case):
    started = time.monotonic()
    read(SLOW[case])
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("data", "file", "blocks"),
    [
        ("word. " * 900_000, "a.md", 1),
        ("Dr. word " * 600_000, "a.txt", 1),
        (("word " * 14 + "wo\n") * 70_000, "a.txt", 1),
        ("\n\n".join(f"This is paragraph {n}." for n in range(50_000)), "a.txt", 50_000),
        ("\n\n".join(f"This is paragraph {n}." for n in range(50_000)), "a.md", 50_000),
    ],
    ids=["a line", "a line of abbreviations", "a wrapped paragraph", "text", "markdown"],
)
def test_an_enormous_article_is_read_soon(data, file, blocks):
    started = time.monotonic()
    found = read(data, file)
    assert time.monotonic() - started < 30
    assert len(found.blocks) == blocks


@pytest.mark.parametrize(
    ("text", "opened", "line"),
    [
        ("Text.\n\n<!-- never closed\n\nMore.\n", "<!--", 3),
        ("Text.\n\n<style>\np {}\n\nMore.\n", "<style>", 3),
        ("Text.\n\nUse the <script> tag.\n", "<script>", 3),
        ("Use the <textarea> tag and *more*.\n", "<textarea>", 1),
        ("An <svg width='1'> in it.\n", "<svg>", 1),
        ("Text.\n\n<div>\n5 <six, and more.\n", "<six,", 3),
        ("<p title='open>\nText.\n", "<p", 1),
    ],
)
def test_html_that_would_hide_the_rest_is_an_error(text, opened, line):
    with pytest.raises(SourceError) as raised:
        read(text)
    assert raised.value.message == f"{opened} is never closed, and hides all that follows"
    assert raised.value.place.line == line


@pytest.mark.parametrize("row", ["| 1 | 2 | 3 |", "1 | 2 | 3", "| 1 | `a|b` |", "| 1 | 2 | 3"])
def test_cells_without_a_head_are_an_error(row):
    with pytest.raises(SourceError) as raised:
        read(f"> | a | b |\n> |---|---|\n> {row}\n")
    assert raised.value.message == "this row has 3 cells, but its table's head has 2"
    assert raised.value.place.line == 3


@pytest.mark.parametrize("row", ["| 1 \\| 2 | 3 |", "1", "| 1 | 2\\|", "| | |", "| 1 | 2 |  "])
def test_cells_with_a_head_are_none(row):
    assert read(f"| a | b |\n|---|---|\n{row}\n").blocks[0].kind == "table"


LONG = 8_000
MANY_LINES = {
    "share lines": "Share this post\n\n" * LONG,
    "names of services": "Share this post\n\n" + "Facebook\n\n" * LONG,
    "related articles": "Related articles\n\n" * LONG,
    "fields of a form": "Enter your email address\n\n" * LONG,
    "contents": "Contents\n\nHeading one\n\n" * (LONG // 2),
    "comments": "3 comments\n\nSo it is.\n\nReply\n\n" * (LONG // 2),
    "notices": "We use cookies to improve your experience\n\n" * LONG,
    "headings": "\n\n".join(f"Heading {n}" for n in range(LONG)),
    "verse": "a short line\n" * LONG,
    "quotations": "\n".join(">" * (n % 50) + " text" for n in range(LONG)),
    "items": "\n".join(f"{n}. text" for n in range(LONG)),
    "letters": "a) text\n" * LONG,
    "sayings": "“So it is”\n— Ada\n" * LONG,
    "pages": "\n".join(f"text\n{n}\n\f" for n in range(LONG)),
    "numbers": "\n".join(f"text and\n{n}\ngoes on" for n in range(LONG)),
    "dashes": "– text\n" * LONG,
    "rules": "text\n----\n" * LONG,
    "rows": "a    b\n" * LONG,
    "duplicates": ("the same words again and again " * 5 + "\n\n") * LONG,
}
LONG_LINES = {
    "signs": ">" * 300_000,
    "gaps": "a    " * 200_000,
    "halves of addresses": "a.b@" * 250_000,
    "links": "www." * 250_000,
    "brackets": "https://a.b/" + "(" * 1_000_000,
    "spaces": "x" + " " * 1_000_000 + "y",
    "rules": "-" * 1_000_000 + "x",
    "pages": "page 1 " * 150_000,
    "arrows": "Home > " * 150_000,
    "bylines": "By Ada | " * 100_000,
    "steps": "1.1" * 300_000 + " x",
}


@pytest.mark.parametrize("case", [*MANY_LINES, *LONG_LINES])
def test_hostile_plain_text_ends_soon(case):
    text = {**MANY_LINES, **LONG_LINES}[case]
    started = time.monotonic()
    with contextlib.suppress(SourceError):
        read(f"The title\n\nSome text stands here.\n\n{text}", "a.txt")
    assert time.monotonic() - started < 20


def test_twenty_megabytes_on_one_line_are_read_soon():
    started = time.monotonic()
    found = read("word " * 4_000_000, "a.txt")
    assert time.monotonic() - started < 60
    assert found.words == 4_000_000


def test_images_that_no_mail_could_carry_are_an_error():
    data = bytes(25 * 1024 * 1024)
    text = "Text.\n\n" + "\n\n".join(f"![a](a.png?{n})" for n in range(9))
    with pytest.raises(SourceError) as raised:
        read(text, load=lambda _path: data)
    assert raised.value.message == "the images are over 200 MB together"
    assert raised.value.place.line == 19
