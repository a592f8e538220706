"""Images: loaded by what their author wrote, named so that no two are alike, never fetched."""

import base64

import pytest
from drawn import saved
from listings import read
from machine import ROOT
from PIL import Image

from pipeline.errors import SourceError
from pipeline.model import ArticleSettings, Severity
from pipeline.read import article, manuscript

DOT = (ROOT / "tests" / "cli" / "dot.png").read_bytes()


def load(path):
    return {"a.png": DOT, "sub/a.png": DOT, "my dot.png": DOT, "broken.png": b"none"}.get(path)


def images(text, **settings):
    found = read(text, load=load, settings=ArticleSettings(**settings))
    return found, [(image.source, image.name, image.data, image.width) for image in found.images]


def test_images_are_named_and_measured():
    found, listed = images(
        "Text ![a](a.png) ![b](sub/a.png?v=1#top) ![c](my%20dot.png) ![d](broken.png)\n\n"
        "![a](a.png)\n"
    )
    assert listed == [
        ("a.png", "a.png", DOT, 64),
        ("sub/a.png?v=1#top", "a-2.png", DOT, 64),
        ("my%20dot.png", "my-dot.png", DOT, 64),
        ("broken.png", "broken.png", b"none", 0),
    ]
    assert [note.rule for note in found.notes] == ["image/broken"]


def test_images_of_too_many_pixels_together_are_refused():
    data = saved(Image.new("1", (7000, 7000)), "PNG")  # a few kilobytes
    text = "Text " + " ".join(f"![a]({at}.png)" for at in range(60))
    with pytest.raises(SourceError, match="over 2000 million pixels"):
        read(text, load=lambda _: data)
    assert len(read(text[: text.index("![a](40.")], load=lambda _: data).images) == 40


def test_a_sensitive_articles_images_are_numbered():
    _, listed = images("Text ![](a.png) ![](my%20dot.png)\n", sensitive=True)
    assert [name for _, name, _, _ in listed] == ["image-1.png", "image-2.png"]


def test_names_never_collide():
    text = "Text " + " ".join(f"![]({name})" for name in ("a-3.png", "x/a.png", "y/a.png", "a.png"))
    _, listed = images(text)
    names = [name for _, name, _, _ in listed]
    assert len(set(names)) == 4


def test_what_is_wrong_is_told_with_its_line():
    text = "Text\n\n- item\n- ![a](gone.png)\n\n  more ![b](https://example.org/x.png)\n![c](//b.c/d)\n"
    found, _ = images(text)
    assert [(note.rule, note.place.line) for note in found.notes] == [
        ("image/missing", 4),
        ("image/remote", 6),
        ("image/remote", 7),
    ]


def test_a_path_of_a_disk_is_no_address_of_a_server():
    found, _ = images("Text ![a](C:\\\\pics\\\\a.png) ![b](<gone by.png>)\n")
    assert [(note.rule, note.message) for note in found.notes] == [
        ("image/missing", r"there is no image C:\pics\a.png"),
        ("image/missing", "there is no image gone by.png"),
    ]


def test_an_image_that_stands_in_its_address_is_read_from_there():
    """So Google Docs writes Markdown."""
    coded = base64.b64encode(DOT).decode()
    found, listed = images(
        "Text ![a dot][one], ![b](data:image/png;base64,AAAA)\n\n"
        f"[one]: <data:image/png;base64,{coded}>\n"
    )
    assert [one[1:] for one in listed] == [
        ("image-1.img", DOT, 64),
        ("image-2.img", b"\0\0\0", 0),
    ]
    (note,) = found.notes
    assert note.message == "the file data:image/png;… is no image, or not a whole one"


def test_an_image_that_a_space_in_its_name_makes_text_is_told():
    text = """One

two ![a dot](my dot.png) and ![b](our dots/a.PNG "Caption"),
not `![c](a dot.png)`, \\![d](no dot.png), ![e](<my dot.png>), ![f](see here)
"""
    found, _ = images(text)
    assert [(note.rule, note.place.line, note.message[:31]) for note in found.notes] == [
        ("image/spaced", 3, "the image my dot.png is shown a"),
        ("image/spaced", 3, "the image our dots/a.PNG is sho"),
    ]


@pytest.mark.parametrize("file", ["a.txt", "a.html"])
def test_signs_of_markdown_in_what_is_none_are_text(file):
    found = read("One line.\n\nAnd ![a](my dot.png) in it, for all to read.\n", file, load=load)
    assert [note.rule for note in found.notes if note.rule.startswith("image")] == []


def test_an_address_that_is_none_is_not_loaded():
    found, listed = images("Text ![a](http://[x)\n")
    assert listed == []
    assert [note.rule for note in found.notes] == ["image/remote"]


def test_images_in_html_are_found_too():
    found, listed = images(
        'Text <img src="a.png" alt="a dot"> and <IMG alt=gone SRC=gone.png>\n\n'
        '<p><img src="my dot.png" alt="b"><img src="https://t.example/p.gif" width="1"></p>\n'
    )
    assert [name for _, name, _, _ in listed] == ["a.png", "gone.png", "my-dot.png"]
    assert [(note.rule, note.place.line) for note in found.notes] == [
        ("image/missing", 1),
        ("image/no-alt", 3),
        ("image/remote", 3),
    ]


def test_an_image_without_an_address_or_without_words_is_told():
    found, _ = images("Text ![decor]() and ![](a.png)\n")
    assert [note.rule for note in found.notes] == ["image/missing", "image/no-alt"]


def test_a_sensitive_article_shows_no_image_of_another_server():
    found, _ = images("Text ![a](https://example.org/x.png)\n", sensitive=True)
    assert [note.severity for note in found.notes] == ["error"]


def test_a_picture_on_the_site_that_an_article_came_from_is_a_warning():
    text = "# Title\n\nWords.\n\n![A map](/assets/map.png)\n\n![A hill](hill.png)\n"
    paper = manuscript(text.encode(), "a.md")
    for elsewhere, severity in ((True, Severity.WARNING), (False, Severity.ERROR)):
        found = article(paper, ArticleSettings(), {}, lambda _: None, from_elsewhere=elsewhere)
        assert [note.severity for note in found.notes] == [severity, Severity.ERROR]
