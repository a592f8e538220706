"""Bytes that are no text, or not the text that they seem to be."""

import pytest
from listings import read

from pipeline.errors import SourceError


def failure(data, file="article.txt", **options):
    with pytest.raises(SourceError) as raised:
        read(data, file, **options)
    return raised.value.format_message()


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_in_it(data):
    assert failure(data) == ("article.txt: the file is empty\n  try: put the article in it")


@pytest.mark.parametrize("data", ["---\n***\n", "<!-- only this -->", "#\n\n\\\n"])
def test_no_word_in_it(data):
    assert failure(data, "article.md").startswith("article.md: there is no text in it")


def test_another_encoding_is_guessed_and_asked_for():
    text = "Der Garten\n\nDie Vögel müssen täglich gefüttert werden, so heißt es.\n"
    assert failure(text.encode("cp1252")) == (
        "article.txt:3:6: the file is not utf-8; it looks like windows-1252\n"
        "     3 | Die Vögel müssen täglich gefüttert werden, so heißt es.\n"
        "       |      ^\n"
        "  try: if the line above reads right, add --encoding windows-1252; "
        "else name the right one, or save the file as UTF-8"
    )
    assert "Vögel" in read(text.encode("cp1252"), "a.txt", encoding="windows-1252").text


def test_japanese_is_guessed():
    text = "冬の庭\n\n庭は冬に休みます。私たちはあまりすることがありません。春を待つだけです。\n"
    message = failure(text.encode("shift_jis"))
    guess = message.partition("--encoding ")[2].partition(";")[0]
    assert read(text.encode("shift_jis"), "a.txt", encoding=guess).text == text


def test_bytes_that_are_no_text():
    assert "no text" in failure(b"\x89PNG\r\n\x1a\n\x00\x00") or "not text" in failure(
        b"\x89PNG\r\n\x1a\n\x00\x00"
    )


def test_a_nul_is_found():
    assert failure(b"Title\n\nText with \x00 in it.\n") == (
        "article.txt:3:11: there is a NUL character, so this is no text file\n"
        "  try: save it as UTF-8 text; a Word file keeps its .docx, a web page its .html"
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known(encoding):
    data = "Title\n\nText in it.\n".encode(encoding)
    assert f"add --encoding {encoding}" in failure(data)
    assert read(data, "a.txt", encoding=encoding).title == "Title"


@pytest.mark.parametrize("encoding", ["klingon", "hex", "undefined", "a\0b"])
def test_an_encoding_that_is_none(encoding):
    assert failure(b"Text.", encoding=encoding).startswith(
        f"article.txt: there is no encoding of text called {encoding!r}"
    )


def test_a_wrong_encoding_is_told_from_the_right_one():
    assert "the file is not ascii; it looks like utf_8" in failure(
        "Die Vögel müssen täglich gefüttert werden.".encode(), encoding="ascii"
    )


def test_halves_of_characters_are_no_text():
    assert "no encoding of text" in failure(b"Text +2AA- here", encoding="utf-7")


def test_a_named_encoding_leaves_no_mark_behind():
    found = read("\ufeff---\nlang: de\n---\n\nText.\n", "a.md", encoding="utf-8")
    assert [block.text for block in found.blocks] == ["Text."]


def test_signs_that_nobody_sees_become_spaces():
    found = read("Title\n\nOne.\fTwo.\x01\x0b\x1f\x7f\uffffThree.\n", "a.txt")
    assert [block.text for block in found.blocks] == ["One. Two. Three."]


def test_a_suffix_that_no_reader_knows():
    assert failure(b"Text.", "article.tex") == (
        "article.tex: no reader for .tex\n"
        "  try: save the article as one of: .txt, .text, .md, .markdown, .html, .htm, "
        ".xhtml, .docx; or say --format"
    )


def test_a_suffix_of_another_program():
    assert failure(b"Text.", "article.rtf") == (
        "article.rtf: no reader for .rtf\n  try: open it where it was written, and save it as .docx"
    )


def test_hints_where_a_line_may_break_are_left_out():
    found = read("Title\n\nMis\u00adcar\u200briage, \u2060so\ufeff it is.\n", "a.txt")
    assert found.blocks[0].text == "Miscarriage, so it is."
    assert read("ស\u200bស and \u0645\u06cc\u200c\u062e", "a.txt").text == (
        "ស\u200bស and \u0645\u06cc\u200c\u062e"
    )
    family = "\U0001f469\u200d\U0001f467"
    assert read(f"Hello {family} there.", "a.md").blocks[0].text == f"Hello {family} there."


def test_a_hint_at_a_lines_end_was_a_hyphen():
    assert read("One soft hy\u00ad\nphen stands here.", "a.txt").text == (
        "One soft hy-\nphen stands here."
    )


def test_form_feeds_part_the_pages_of_plain_text_only():
    pages = ["Title\n\nThe text goes on\n\n1\n", "from here to there.\n\n2\n", "More.\n"]
    text = "\n\fThe head\n\n".join(pages)
    assert [gone.text for gone in read(text, "a.txt").removals] == [
        "1",
        "The head",
        "2",
        "The head",
    ]
    assert [block.text for block in read(text, "a.txt").blocks] == [
        "The text goes on from here to there.",
        "More.",
    ]
    assert read(text, "a.md").removals == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n1 0 obj", "this is a PDF file"),
        (b"{\\rtf1\\ansi Hello.}", "this is a rich text file (.rtf)"),
        (b"PK\x03\x04" + b"\0" * 40 + b"word/document.xml", "this is a Word file"),
        (b"PK\x03\x04" + b"\0" * 40, "this is a zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40, "this is a file of an old Word (.doc)"),
    ],
)
@pytest.mark.parametrize("file", ["a.txt", "a.md", "a.html"])
def test_another_programs_file_under_a_texts_name(data, message, file):
    assert failure(data, file).partition("\n")[0] == f"{file}: {message}"
