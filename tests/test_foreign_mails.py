"""Anybody's mail as the checks read it: each element with its place in the file."""

import base64
import quopri
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.mails.foreign import read_mail
from pipeline.model import CheckSettings, Severity

HTML = """<!doctype html>
<html><head><title>Café</title></head>
<body style="color:red">
  <p>Größe &amp; <a href="https://example.org/?a=1">weiter</a></p>
  <img src="dot.png" alt="">
</body></html>
"""
MJML = """<?xml version="1.0"?>
<!-- ours -->
<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>Hello <a
          href="#">x</a></mj-text>
        <mj-image src="dot.png" />
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
"""


def read(path: Path, data: bytes):
    path.write_bytes(data)
    return read_mail(path, data, CheckSettings())


def places(mail, *names: str, needle: str = "") -> list[tuple[str, int, int]]:
    found = [(one.name, mail.place(one, needle)) for one in mail.document.elements]
    return [(name, place.line, place.column) for name, place in found if name in names]


def test_a_page_knows_line_and_column(tmp_path):
    (tmp_path / "dot.png").write_bytes(b"png")
    mail, findings = read(tmp_path / "a.html", HTML.encode())
    assert findings == ()
    assert places(mail, "p", "a", "img") == [("p", 4, 3), ("a", 4, 18), ("img", 5, 3)]
    (link,) = (one for one in mail.document.elements if one.name == "a")
    assert mail.place(link, "?a=1").column == 47
    assert mail.place(link).text == HTML.split("\n")[3]
    assert mail.files == {"dot.png": b"png"}
    assert mail.file == str(tmp_path / "a.html")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_a_page_in_another_encoding_is_read_but_not_mended(tmp_path, encoding):
    mail, _ = read(tmp_path / "a.html", HTML.encode(encoding))
    assert "Größe" in mail.html
    assert mail.file == ""


def message(html: str, encoding: str, charset: str = "utf-8") -> bytes:
    body = html.encode(charset)
    if encoding == "quoted-printable":
        body = quopri.encodestring(body)
    elif encoding == "base64":
        body = base64.encodebytes(body)
    head = (
        "From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="=_b"\n\n'
        "--=_b\nContent-Type: text/plain; charset=utf-8\n\nHi there\n"
        f"--=_b\nContent-Type: text/html; charset={charset}\n"
        f"Content-Transfer-Encoding: {encoding}\n\n"
    )
    return (head.encode() + body + b"\n--=_b--\n").replace(b"\n", b"\r\n")


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_message_knows_the_line_and_column_in_its_file(tmp_path, encoding, charset):
    data = message(HTML, encoding, charset)
    mail, _ = read(tmp_path / "a.eml", data)
    assert mail.html.replace("\r\n", "\n").rstrip() == HTML.rstrip()
    assert mail.text.strip() == "Hi there"
    assert mail.raw == data
    for one in mail.document.elements:
        place = mail.place(one)
        line = data.split(b"\r\n")[place.line - 1]
        assert line[place.column - 1 :].startswith(f"<{one.name}"[:2].encode())
    assert mail.file == ""


def test_a_message_in_base64_names_the_line_its_part_begins_at(tmp_path):
    data = message(HTML, "base64")
    mail, _ = read(tmp_path / "a.eml", data)
    (image,) = (one for one in mail.document.elements if one.name == "img")
    place = mail.place(image)
    assert data.split(b"\r\n")[place.line - 1].startswith(b"PCFkb2N0eXBl")
    assert place.text.strip() == '<img src="dot.png" alt="">'


def test_mjml_knows_the_line_of_its_tags(tmp_path):
    (tmp_path / "dot.png").write_bytes(b"png")
    mail, findings = read(tmp_path / "a.mjml", MJML.encode())
    assert findings == ()
    assert places(mail, "a", "img") == [("a", 7, 0), ("img", 9, 0)]
    (link,) = (one for one in mail.document.elements if one.name == "a")
    assert (mail.place(link, "href").line, mail.place(link, "href").column) == (8, 11)
    assert mail.files == {"dot.png": b"png"}
    assert "ll-src" not in mail.html


def test_a_mistake_in_mjml_is_a_finding_and_it_is_checked_all_the_same(tmp_path):
    mail, (finding,) = read(
        tmp_path / "a.mjml", MJML.replace("<mj-image", "<mj-image foo='1'").encode()
    )
    assert (finding.rule, finding.place.line) == ("mjml/mistake", 9)
    assert mail is not None


def test_an_attribute_that_does_nothing_is_a_warning(tmp_path):
    page = MJML.replace("<mj-image", "<mj-image foo='1'").replace("?a=1", "?a=1&b=2")
    _, findings = read(tmp_path / "a.mjml", page.encode())
    assert [(one.severity, one.message) for one in findings] == [
        (Severity.WARNING, "<mj-image> has no attribute foo")
    ]


INLINED = """\
<mjml>
  <mj-head>
    <mj-style inline="inline">
      .note div { text-decoration: underline }
      .note a:hover { color: #654321 }
    </mj-style>
  </mj-head>
  <mj-body>
    <mj-section><mj-column><mj-text css-class="note">Words</mj-text></mj-column></mj-section>
  </mj-body>
</mjml>
"""


def test_styles_to_be_inlined_are_inlined_as_mjml_does(tmp_path):
    mail, findings = read(tmp_path / "a.mjml", INLINED.encode())
    (words,) = (
        one
        for one in mail.document.elements
        if one.text.strip() == "Words" and not [*one.elements()]
    )
    assert findings == ()
    assert "text-decoration:underline" in words.get("style").replace(" ", "")
    assert [rule.selectors.strip() for sheet in mail.sheets for rule in sheet.rules][-1:] == [
        ".note a:hover"
    ]


def test_files_that_mjml_includes_are_read_below_its_folder(tmp_path):
    whole = "<mjml><mj-head><mj-title>Own title</mj-title></mj-head><mj-body>{}</mj-body></mjml>"
    section = "<mj-section><mj-column><mj-text>{}</mj-text></mj-column></mj-section>"
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "b.mjml").write_text(
        whole.format(section.format("From b") + '<mj-include path="c.mjml" />')
    )
    (tmp_path / "parts" / "c.mjml").write_text("\n" + section.format("From c"))
    (tmp_path.parent / "secret.mjml").write_text(section.format("Secret"))
    page = (
        "<mjml><mj-body>\n"
        '<mj-include path="./parts/b.mjml" />\n'
        '<mj-include path="../secret.mjml"></mj-include>\n'
        '<!-- <mj-include path="gone.mjml" /> -->\n'
        "</mj-body></mjml>"
    )
    mail, (finding,) = read(tmp_path / "a.mjml", page.encode())
    assert finding.place.line == 3
    assert finding.message == "the file ../secret.mjml, which <mj-include> names, is not there"
    assert "".join(mail.body.text.split()) == "FrombFromc"
    assert "Own title" in mail.html
    (last,) = (
        one
        for one in mail.document.elements
        if one.text == "From c" and not one.children[1:] and not [*one.elements()]
    )
    assert (mail.place(last).file, mail.place(last).line) == (
        str(tmp_path / "parts" / "c.mjml"),
        2,
    )


def test_mjml_that_cannot_be_compiled_is_a_finding(tmp_path):
    mail, (finding,) = read(tmp_path / "a.mjml", MJML.replace("</mj-column>", "").encode())
    assert (finding.rule, finding.message) == (
        "mjml/mistake",
        "<mj-column> is not closed before </mj-section>",
    )
    assert mail is None


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.html", b"", "the file is empty"),
        ("a.html", b"only words", "there is no HTML in this file"),
        ("a.html", b"\x89PNG\r\n\0\0\xff\xfe", "this is no text"),
        ("a.eml", b"", "the file is empty"),
        ("a.eml", b"<html>", "this is no message: it does not begin with headers"),
    ],
)
def test_what_is_no_mail_is_refused(tmp_path, name, data, message):
    with pytest.raises(SourceError) as caught:
        read(tmp_path / name, data)
    assert caught.value.message == message


def test_no_file_beyond_the_folder_is_read(tmp_path):
    (tmp_path / "secret.png").write_bytes(b"png")
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    html = '<img src="../secret.png"><img src="link.png"><img src="%2e%2e/secret.png">'
    mail, _ = read(folder / "a.html", html.encode())
    assert mail.files == {}


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_refused(data):
    try:
        mail = read_mail(Path("a.eml"), b"Subject: x\n" + data, CheckSettings()).mail
    except SourceError:
        return
    for one in mail.document.elements:
        assert mail.place(one).file == "a.eml"
