"""The small decisions of the page reader: encodings, links, pictures, titles, what a page says."""

import base64
import io
from datetime import date

import pytest
from listings import read
from PIL import Image

from pipeline.errors import SourceError
from pipeline.model import Lines
from pipeline.read.web.about import head
from pipeline.read.web.lexer import tokens
from pipeline.read.web.links import whole

PROSE = "<p>A sentence that is long enough to be taken for a part of the text by anybody.</p>"


def blocks(html, **options):
    return [block.written for block in read(f"<body>{html}{PROSE}", "a.html", **options).blocks]


def first(html):
    return blocks(html)[0]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=utf-8><p>Größe: 5 €, “so”".encode(), ""),
        ("\ufeff<p>Größe: 5 €, “so”".encode("utf-16"), ""),
        ("<p>Größe: 5 €, “so”".encode("utf-8-sig"), ""),
        ("<meta charset=iso-8859-1><p>Größe: 5 €, “so”".encode("cp1252"), ""),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'
            "<p>Größe: 5 €, “so”".encode("cp1252"),
            "",
        ),
        ('<?xml version="1.0" encoding="utf-8"?><p>Größe: 5 €, “so”'.encode(), ""),
        ("<p>Größe: 5 €, “so”".encode("cp1252"), "windows-1252"),
        ("<meta charset=utf-16><p>Größe: 5 €, “so”".encode(), ""),
        ("<meta charset=nonsense><p>Größe: 5 €, “so”".encode(), ""),
    ],
)
def test_a_page_is_decoded(data, encoding):
    assert read(data, "a.html", encoding=encoding).blocks[0].text == "Größe: 5 €, “so”"


def test_a_page_that_says_nothing_is_guessed():
    german = "<p>Die Straße führt über die Brücke, und die Häuser gehören älteren Leuten." * 5
    assert read(german.encode("cp1252"), "a.html").blocks[0].text.startswith("Die Straße führt")


def test_a_few_damaged_letters_do_not_change_the_others():
    data = "<meta charset=utf-8><p>Größe ".encode() + b"\xff" + f" {PROSE * 20}".encode()
    assert read(data, "a.html").blocks[0].text == "Größe \ufffd"


@pytest.mark.parametrize("data", [b"<p>a\0b", b"", b"   \n"])
def test_what_is_no_text_is_an_error(data):
    with pytest.raises(SourceError):
        read(data, "a.html")


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("https://x.y/z", "https://x.y/z"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("tel:111", "tel:111"),
        ("//x.y/z", "https://x.y/z"),
        ("/z?q=1", "https://a.b/z?q=1"),
        ("../z", "https://a.b/z"),
        ("#part", ""),
        ("https://a.b/c/d#part", ""),
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_links_are_whole_or_none(address, made):
    assert whole(address, "https://a.b/c/d") == made


def test_links_to_the_page_itself_are_words():
    page = '<p>See <a href="#x">below</a>, <a href="y.html">there</a>, <a href="https://z.y">z</a>'
    assert first(page) == "See below, there, [z](https://z.y)"
    base = f'<base href="https://a.b/c/">{page}'
    assert first(base) == "See below, [there](https://a.b/c/y.html), [z](https://z.y)"


@pytest.mark.parametrize(
    ("image", "written"),
    [
        ('<img src="a b.png" alt="x">', "![x](a%20b.png)"),
        ('<img src="./p_files/a.png" srcset="https://c.d/a.png 2x">', "![](./p_files/a.png)"),
        ('<img src="data:image/gif;base64,R0lGOD" data-src="b.png">', "![](b.png)"),
        ('<img src="placeholder.svg" data-lazy-src="b.png">', "![](b.png)"),
        ('<img srcset="a.png 400w, b.png 800w">', "![](b.png)"),
        ('<picture><source srcset="b.webp"><img src="a.png"></picture>', "![](a.png)"),
        ('<picture><source srcset="b.webp"><img></picture>', "![](b.webp)"),
        ('<amp-img src="a.png" alt="x"></amp-img>', "![x](a.png)"),
    ],
)
def test_a_picture_has_the_address_that_shows_it(image, written):
    assert first(f"<p>{image}</p>") == written


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://t.example/p.gif" width="1" height="1">',
        '<img src="https://www.facebook.com/tr?id=1">',
        '<img src="a.png" class="avatar photo">',
        "<img>",
    ],
)
def test_what_shows_nothing_is_no_picture(image):
    assert first(f"<p>{image}</p>").startswith("A sentence")


def test_a_picture_in_the_page_is_kept_under_a_name():
    data = io.BytesIO()
    Image.effect_noise((20, 10), 90).save(data, "PNG")
    written = base64.b64encode(data.getvalue()).decode()
    found = read(f'<p><img src="data:image/png;base64,{written}" alt="x">{PROSE}', "a.html")
    assert [(one.source, one.width, one.data) for one in found.images] == [
        ("picture-1.png", 20, data.getvalue())
    ]


@pytest.mark.parametrize(
    ("html", "title", "lines"),
    [
        (f"<title>T | Site</title><h1>T</h1>{PROSE}", "T", Lines(1, 1)),
        (f"<title>T | Site</title><h1>Other</h1>{PROSE}", "Other", Lines(1, 1)),
        (
            f"<title>T - Site</title>\n<h1><a href=/>Site</a></h1>\n<h2>T</h2>{PROSE}",
            "T",
            Lines(3, 3),
        ),
        (f"<title>T</title>{PROSE}", "T", None),
        (f"<meta property=og:title content=O><title>T</title>{PROSE}", "O", None),
        (f"<h1>T</h1>{PROSE}<h1>Part</h1>{PROSE}<h2>Below</h2>{PROSE}", "T", Lines(1, 1)),
        (f"<img src=a.png alt=x>\n<h1>T <img src=b.png alt=y></h1>{PROSE}", "T", Lines(2, 2)),
    ],
)
def test_the_title_is_the_headings(html, title, lines):
    found = read(html, "a.html")
    assert (found.title, found.title_lines) == (title, lines)


def test_other_headings_stand_below_the_title():
    found = read(f"<h1>T</h1>{PROSE}<h1>Part</h1>{PROSE}<h2>Below</h2>{PROSE}", "a.html")
    levels = [(block.level, block.text) for block in found.blocks if block.kind == "heading"]
    assert levels == [(2, "Part"), (3, "Below")]


def said(html):
    return head(list(tokens(html)))


def test_what_the_head_says():
    page = (
        '<html lang="de_AT"><title>T – Site</title><meta name=author content="Ada Lind">'
        '<meta property="article:published_time" content="2021-05-06T10:00">'
        '<link rel=canonical href="https://a.b/c">'
    )
    found = said(page)
    assert (found.lang, found.author, found.date) == ("de-AT", "Ada Lind", date(2021, 5, 6))
    assert (found.base, found.title) == ("https://a.b/c", "T – Site")


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ada Lind"}}', "Ada Lind"),
        ('[{"@graph":[{"@type":["Article"],"author":"Ada Lind"}]}]', "Ada Lind"),
        ('{"@type":"Article","author":{"@type":"Organization","name":"The Post"}}', ""),
        ('{"@type":"Article","author":[{"name":"Ada Lind"},{"name":"Bo Ek"}]}', ""),
        ('{"@type":"Product","author":"Ada Lind"}', ""),
        ('{"@type":"Article","author":"admin"}', ""),
        ("{broken", ""),
        ("[" * 100_000, ""),
    ],
)
def test_an_author_is_a_person_whom_the_page_names(written, author):
    assert said(f'<script type="application/ld+json">{written}</script>').author == author


def test_entities_of_a_document_type_are_not_expanded():
    page = (
        f'<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><p>Here &b; stands.</p>{PROSE}'
    )
    found = read(page, "a.xhtml")
    assert "Here &b; stands." in [block.text for block in found.blocks]


def test_very_many_blocks_and_pictures_end_soon():
    page = "<h1>T</h1>" + PROSE * 2_000 + "<p><img src=a.png>" * 2_000
    assert len(read(page, "a.html").blocks) == 4_000
