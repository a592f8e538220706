"""Word files that were made to do harm, or that are none: a clear error, or an article, soon."""

import io
import time
import tracemalloc
import zipfile

import pytest
from listings import read
from word_files import XML, box, docx, p, picture, png, r, root, tbl, zipped

from pipeline import slots
from pipeline.errors import SourceError
from pipeline.read.word import package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def refused(data, file="a.docx"):
    """What the error says."""
    with pytest.raises(SourceError) as raised:
        read(data, file)
    assert raised.value.place.file == file
    assert raised.value.hint
    return raised.value.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\0" * 100, "the file is empty"),
        (OLE, "this is a file of an old Word (.doc)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "the file is protected by a password"),
        (rb"{\rtf1 text}", "this is a rich text file (.rtf), not a Word file"),
        (b"%PDF-1.7", "this is a PDF file, not a Word file"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", "this is a web page, not a Word file"),
        (b"<?xml version='1.0'?><w/>", "this is an XML file, not a Word file"),
        (b"Once upon a time", "this is no Word file"),
        (docx(p("x"))[:-300], "the file is damaged"),
        (zipped({"a.txt": b"x"}), "this is a zip file, but no Word file"),
        (
            zipped({"content.xml": b"<x/>", "mimetype": b"application/vnd.oasis"}),
            "this is an OpenDocument file (.odt), not a Word file",
        ),
        (zipped({"xl/workbook.xml": b"<x/>"}), "this is a spreadsheet (.xlsx), not a Word file"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "this is slides (.pptx), not a Word file"),
        (zipped({"META-INF/container.xml": b"<x/>"}), "this is an e-book (.epub), not a Word file"),
        (zipped({"Index/Document.iwa": b"x"}), "this is a Pages file, not a Word file"),
        (zipped({"word/document.xml": b"<x/>"}), "this is a zip file, but no Word file"),
        (zipped({"word/document.xml": b"<x"}), "word/document.xml in it is damaged"),
    ],
)
def test_what_is_no_word_file_is_told_apart(data, message):
    assert refused(data) == message


def test_a_file_without_words_is_an_error():
    assert refused(docx(p())) == "there is no text in it"


def test_a_password_of_the_zip_file_is_told():
    data = bytearray(docx(p("x")))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(sign, at + 4)
    assert refused(bytes(data)) == "the file is protected by a password"


def test_compression_that_word_does_not_write_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("word/document.xml", "<x/>")
    assert refused(data.getvalue()) == "the file is damaged"


def test_damaged_bytes_are_an_error():
    data = bytearray(docx(p("some words " * 50)))
    at = data.find(b"word/document.xml") + 40
    data[at : at + 20] = b"\xff" * 20
    assert refused(bytes(data)) == "the file is damaged"


BILLION = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "dtd",
    [
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{BILLION}]>',
        '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;<!ENTITY a9 "">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part(dtd, encoding):
    plain = docx(p("Text."))
    with zipfile.ZipFile(io.BytesIO(plain)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    started = time.monotonic()
    for name in ("word/document.xml", "word/styles.xml", "_rels/.rels"):
        body = parts[name].decode().replace(XML, dtd).replace("Text.", "&a9;" * 50)
        data = zipped(parts | {name: body.encode(encoding)})
        assert refused(data) == f"{name} in it declares entities, which no Word file does"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/media/x.png"])
@pytest.mark.parametrize("size", [20, 100])
def test_a_bomb_is_not_unpacked(name, size):
    body = p("x", picture("r1"))
    parts = {name: b" " * (size * 1024 * 1024)}
    data = docx(body, related=[("r1", "image", "media/x.png")], parts=parts)
    assert len(data) < 200_000
    tracemalloc.start()
    assert refused(data) == f"{name} in it unpacks to far more than it is stored in"
    assert tracemalloc.get_traced_memory()[1] < 120 * 1024 * 1024
    tracemalloc.stop()


def test_sizes_that_the_file_states_are_not_believed():
    data = bytearray(docx(p("x" * 2_000_000)))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(data)) in (
        "the file is damaged",
        "word/document.xml in it unpacks to far more than it is stored in",
    )


def test_too_many_files_are_refused():
    data = zipped({f"{n}": b"" for n in range(package.ENTRIES + 1)})
    assert refused(data) == "there are over 10000 files in it"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<w:sdt>" * 5_000, "word/document.xml in it is nested deeper than any text"),
        (p("<w:smartTag>" * 300), "word/document.xml in it is nested deeper than any text"),
        (p("x" * 11_000_000), "word/document.xml in it has over 10 MB of text in one piece"),
        (p(*[r("x" * 1_000_000)] * 11), "there are over 10,000,000 letters in it"),
        ("<w:p/>" * 31_000, "there are over 30,000 paragraphs in it"),
        (
            "<w:p a='1'/>" * 2_100_000,
            "word/document.xml in it has more markup than an article can have",
        ),
    ],
    ids=["deep", "deep in a paragraph", "one run", "many runs", "paragraphs", "markup"],
)
def test_too_much_of_anything_is_an_error(body, message):
    for deep in ("sdt", "smartTag"):
        if f"<w:{deep}>" in body:
            body += f"</w:{deep}>" * body.count(f"<w:{deep}>") if deep == "sdt" else ""
    body = body.replace("</w:p>", "</w:smartTag>" * body.count("<w:smartTag>") + "</w:p>")
    started = time.monotonic()
    data = incompressible(docx(body))
    assert refused(data) == message
    assert time.monotonic() - started < 60


def incompressible(data):
    """The same file, stored as it is, so that it is no bomb."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(packed, "w") as stored:
        for name in made.namelist():
            stored.writestr(name, made.read(name))
    return packed.getvalue()


def nested(depth):
    inside = p("x")
    for _ in range(depth):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    return inside


def test_tables_in_tables_have_a_bound():
    assert read(docx(p("Text."), nested(8)), "a.docx").blocks
    assert refused(docx(p("Text."), nested(9))) == "tables are nested more than 8 deep"


@pytest.mark.parametrize(
    "wrap", ["<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:ins>{}</w:ins>"]
)
def test_what_libxml_lets_through_is_no_recursion_without_end(wrap):
    inside = p("Deep.")
    depth = 120 if "sdt" in wrap else 240
    for _ in range(depth):
        inside = wrap.format(inside)
    inline = r("Deep too.")
    for _ in range(depth):
        inline = wrap.format(inline)
    boxed = p("In.")
    for _ in range(8):
        boxed = p(box(boxed))
    found = read(docx(inside, p(inline), boxed), "a.docx")
    assert [block.text for block in found.blocks] == ["Deep.", "Deep too.", "In."]


def test_pictures_have_a_bound():
    body = p("Text.") + p(*[picture("r1")] * 2_001)
    data = docx(body, related=[("r1", "image", "media/x.png")], parts={"word/media/x.png": png()})
    assert refused(data) == "there are over 2,000 pictures in it"


SLOW = {
    "paragraphs": "".join(p(f"This is paragraph {n}.") for n in range(10_000)),
    "runs": p(*[r("word ", "b" if n % 2 else "") for n in range(10_000)]),
    "deletions": p("x", *["<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"] * 30_000),
    "boxes": p("x", *[box(p("y"))] * 3_000),
    "items": "".join(p(f"item {n}", num=(1, n % 9)) for n in range(10_000)),
    "cells": tbl(["word"] * 5_000),
    "rows": tbl(*[["x", "y"]] * 5_000),
    "joined": "".join(p("word ", more="<w:rPr><w:del/></w:rPr>") for n in range(10_000)),
    "breaks": p("x", "<w:r><w:br/></w:r>" * 20_000, "y"),
    "bold lines": "".join(p(r(f"Line {n}", "b")) + p("Some text below.") for n in range(5_000)),
}


@pytest.mark.parametrize("case", SLOW)
def test_enormous_files_end_soon(case):
    started = time.monotonic()
    read(incompressible(docx(SLOW[case])), "a.docx")
    assert time.monotonic() - started < 60


def test_a_link_outside_of_the_file_is_never_followed(tmp_path, monkeypatch):
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    (tmp_path / "beside.png").write_bytes(png())
    asked = []
    related = [
        ("r1", "image", secret.as_uri()),
        ("r2", "image", "http://127.0.0.1:9/x.png"),
        ("r3", "image", "../../../../../../../../" + str(secret)),
        ("r4", "image", "outside/beside.png"),
        ("r5", "aFChunk", "http://127.0.0.1:9/x.html"),
        ("r6", "attachedTemplate", "http://127.0.0.1:9/x.dotm"),
        ("r7", "oleObject", secret.as_uri()),
        ("r8", "image", r"\\server\share\x.png"),
    ]
    data = docx(
        p("Text."),
        *(p(f"{n}", picture(f"r{n}", f"alt {n}", how="link")) for n in (1, 2, 3, 4, 8)),
        p("x", '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet" r:id="r7"/></w:object></w:r>'),
        '<w:altChunk r:id="r5"/>',
        p("y", picture("r3", "alt 3")),
        related=related,
    )
    found = read(data, str(tmp_path / "a.docx"), load=asked.append)
    assert asked == []
    assert [(one.rule, one.lines.first, one.text) for one in found.removals] == [
        ("linked-picture", 2, "alt 1"),
        ("linked-picture", 4, "alt 3"),
        ("linked-picture", 5, "alt 4"),
        ("linked-picture", 6, "alt 8"),
        ("embedded-object", 7, "an object of Excel.Sheet"),
        ("embedded-document", 7, "http://127.0.0.1:9/x.html"),
        ("linked-picture", 8, "alt 3"),
    ]
    assert found.images == ()
    assert [note.rule for note in found.notes] == ["image/remote"]


def test_names_in_the_zip_file_lead_nowhere():
    data = docx(p("Text."), parts={"../../evil.txt": b"x", "/etc/evil": b"x", "C:\\evil": b"x"})
    assert [block.text for block in read(data, "a.docx").blocks] == ["Text."]


def test_macros_are_reported_and_nothing_else():
    found = read(docx(p("Text."), parts={"word/vbaProject.bin": b"Sub AutoOpen()"}), "a.docx")
    assert [(one.rule, one.text) for one in found.removals] == [
        ("macros", "macros (word/vbaproject.bin)")
    ]


def test_the_word_that_marks_fields_cannot_be_smuggled_in():
    prefix = slots.prefix(b"Text.\n")
    data = docx(
        p("Text."),
        p(picture("r1", f"{prefix}0000")),
        related=[("r1", "image", "media/x.png")],
        parts={"word/media/x.png": png()},
    )
    assert refused(data) == "the article holds the very word that its fields would be marked with"


def test_odd_xml_is_no_traceback():
    for body in ("<w:tbl/>", "<w:tr/>", "<w:p><w:pPr><w:numPr/></w:pPr></w:p>", "<w:r/>"):
        assert read(docx(p("Text."), body), "a.docx").blocks
    odd = root("w:styles", "<w:style/><w:style w:type='paragraph'/>")
    assert read(docx(p("Text.", style="x"), parts={"word/styles.xml": odd}), "a.docx").blocks
