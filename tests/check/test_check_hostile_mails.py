"""A hostile mail ends in bounded time with findings or a clear error, never with a traceback."""

from pathlib import Path

import pytest

from pipeline.asked_check import AskedCheck
from pipeline.checking import check
from pipeline.errors import SourceError
from pipeline.project import load_project

MANY = 20_000
HEAD = "From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def nested_parts(depth: int) -> str:
    opened = "".join(
        f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n--b{number}\r\n'
        for number in range(depth)
    )
    return HEAD + opened + "Content-Type: text/html\r\n\r\n<p>x</p>\r\n"


HOSTILE = {
    "divs.html": "<div>" * MANY + "x",
    "tables.html": "<table><tr><td>" * 3_000 + "x",
    "images.html": "<p><img src='a.png'></p>" * MANY,
    "links.html": "<a href='http://example.com/%2520'>x</a> " * MANY,
    "line.html": "<p>" + "word " * 400_000 + "</p>",
    "attributes.html": "<p " + " ".join(f"a{number}=1" for number in range(MANY)) + ">x</p>",
    "styles.html": "<p style='color:red;" + "color:red;" * MANY + "'>x</p>",
    "sheet.html": f"<style>{'.a .b > .c{{color:red}}' * MANY}</style><p class=a>x</p>",
    "brackets.html": f"<style>a{{width:{'calc(' * 5_000}</style><p style='{'(' * 5_000}'>x</p>",
    "conditions.html": "<!--[if mso]><table><tr><td><![endif]-->x" * 5_000,
    "open-conditions.html": "<!--[if !mso]><!-->" * MANY + "<p>x",
    "nested.html": "<style>" + "@media screen{" * 3_000 + "</style><p>x",
    "entities.html": "<p>" + "&amp;" * 200_000 + "</p>",
    "unclosed.html": "<p title='" + "<b>" * 100_000,
    "nul.html": "<p>\0\ud7ff\x01\x85</p>" * 5_000,
    "deep.mjml": "<mjml><mj-body>" + "<mj-section>" * MANY,
    "deep-html.mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>"
    + "<div>" * MANY
    + "</div>" * MANY
    + "</mj-text></mj-column></mj-section></mj-body></mjml>",
    "wrong-then-deep.mjml": "<mjml><mj-body><mj-nothing />" + "<mj-section>" * MANY,
    "laughs.mjml": '<!DOCTYPE x [<!ENTITY a "' + "x" * 1000 + '">]><mjml>' + "&a;" * 10_000,
    "parts.eml": nested_parts(900),
    "headers.eml": HEAD + "".join(f"X-{n}: y\r\n" for n in range(MANY)) + "\r\nx",
    "header.eml": HEAD + "X: " + "y" * 2_000_000 + "\r\n\r\nx",
    "words.eml": HEAD.replace("x", "=?utf-8?q?x?= " * 5_000) + "\r\nx",
    "charset.eml": HEAD + "Content-Type: text/html; charset=unknown-8bit\r\n\r\n<p>\xff</p>",
    "base64.eml": HEAD
    + "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + "=" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name].encode("utf-8", "surrogatepass"))
    (checked,) = check([path], load_project(tmp_path), AskedCheck(kind="mail"))
    assert checked.error is None or isinstance(checked.error, SourceError)
    assert len(checked.findings) < 5_000


def test_a_file_that_is_too_big_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as opened:
        opened.truncate(100 * 1024 * 1024)
    (checked,) = check([path], load_project(tmp_path), AskedCheck(kind="mail"))
    assert checked.error is not None
    assert checked.error.message == "this is over 20 MB"
