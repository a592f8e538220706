"""Whole articles: a file as it lies there, and all that is read from it."""

import pytest
from listings import CASES, listing, read
from machine import FIRST

from pipeline.model import ArticleSettings, PartSettings, SeriesSettings

SOURCES = sorted(path for path in CASES.iterdir() if path.suffix in (".txt", ".md"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_an_article_is_read_as_expected(source):
    expected = source.with_suffix(".expected").read_text(encoding="utf-8")
    assert listing(read(source.read_bytes(), source.name)) == expected


def test_every_expectation_has_its_source():
    expected = {path.stem for path in CASES.iterdir() if path.suffix == ".expected"}
    assert expected == {source.stem for source in SOURCES}
    assert len(SOURCES) == len(expected)


def test_the_first_article_is_read_to_the_word():
    found = read(FIRST.read_bytes(), FIRST.name)
    assert found.words == 783
    assert [(tuple(gone.lines), gone.rule, gone.words) for gone in found.removals] == [
        ((12, 12), "repeated-title", 12),
        ((23, 23), "comment-form", 3),
    ]
    assert [
        (block.lines.first, block.level, block.text)
        for block in found.blocks
        if block.kind == "heading"
    ] == [
        (4, 2, "Understanding Miscarriage"),
        (7, 2, "The Emotional Impact of Miscarriage"),
        (10, 2, "Physical Recovery After Miscarriage"),
        (14, 2, "The Road to Recovery"),
        (17, 2, "How ICI Can Help After Miscarriage"),
        (20, 2, "Final Thoughts"),
    ]
    assert sum(block.words for block in found.blocks) == 756
    assert found.title_lines == (1, 1)
    assert all(block.lines.first == block.lines.last for block in found.blocks)


def test_line_ends_and_marks_of_encodings_change_nothing():
    source = CASES / "wrapped.txt"
    text = source.read_text(encoding="utf-8")
    expected = listing(read(text, source.name))
    for data in (
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.replace("\n", "\r\n").encode("utf-16-be").join([b"\xfe\xff", b""]),
        text.encode("utf-32"),
    ):
        assert listing(read(data, source.name)) == expected


def test_a_title_is_replaced_by_the_one_that_is_set():
    text = "Our old title\n\nThe text of the article stands here, below it.\n"
    new = ArticleSettings(title="A new title")
    part = ArticleSettings(series=SeriesSettings(parts=(PartSettings(title="The first letter"),)))
    expected = "removed 1–1 title-from-settings (3): Our old title\n"
    assert listing(read(text, "a.txt", settings=new)) == (
        "title –: A new title\nwords: 12\n\n"
        "3–3 paragraph (9): The text of the article stands here, below it.\n" + expected
    )
    assert listing(read(text, "a.txt", settings=part)).endswith(expected)
    assert listing(read("# Our old title\n\nText.\n", "a.md", settings=part)).endswith(expected)


def test_the_same_title_set_again_is_still_the_texts_own():
    settings = ArticleSettings(title="Our  title")
    assert read("Our title\n\nText.\n", "a.txt", settings=settings).title_lines == (1, 1)
