"""Each feature of HTML and pictures: HTML that uses exactly it, and a near miss."""

from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.check.features.html import html_uses
from pipeline.check.features.pictures import format_of, pictures
from pipeline.check.mail import Mail
from pipeline.clients import FEATURES

TABLE = Path(__file__).parent / "cases" / "features_html.txt"


class Case(NamedTuple):
    feature: str
    uses: tuple[str, ...]
    beside: frozenset[str]
    misses: tuple[str, ...]
    unseen: str


def _cases() -> list[Case]:
    blocks = [
        [line for line in block.splitlines() if not line.startswith("#")]
        for block in TABLE.read_text("utf-8").split("\n\n")
    ]
    return [_case(lines[0], lines[1:]) for lines in blocks if lines]


def _case(feature: str, lines: list[str]) -> Case:
    def told(sign: str) -> tuple[str, ...]:
        return tuple(line[2:] for line in lines if line.startswith(sign))

    beside = frozenset(" ".join(told("& ")).split())
    return Case(feature, told("+ "), beside, told("- "), " ".join(told("? ")))


CASES = _cases()


def found(html: str, files: dict[str, bytes] | None = None) -> set[str]:
    return {one.feature for one in html_uses(Mail("mail", html, files=files or {}))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.feature)
def test_exactly_the_feature_is_found_and_no_near_miss(case):
    assert case.unseen or (case.uses and case.misses)
    for html in case.uses:
        assert found(html) == {case.feature, *case.beside}
    for html in case.misses:
        assert case.feature not in found(html)


def test_every_feature_is_in_the_table_once():
    named = [case.feature for case in CASES]
    wanted = {one.name for one in FEATURES.values() if one.category in ("html", "image", "others")}
    assert sorted(named) == sorted(wanted)


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
BYTES = [
    (PNG + b"....IDAT", "image-png"),
    (PNG + b"....acTL....IDAT", "image-apng"),
    (PNG + b"....IDAT..acTL", "image-png"),
    (b"GIF89a", "image-gif"),
    (b"\xff\xd8\xff\xe0", "image-jpg"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image-webp"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", ""),
    (b"\x00\x00\x00\x1cftypavif", "image-avif"),
    (b"\x00\x00\x00\x1cftypheic", "image-heif"),
    (b"\x00\x00\x00\x1cftypmif1", "image-heif"),
    (b"\x00\x00\x00\x1cftypisom", "image-mp4"),
    (b"BM\x00\x00", "image-bmp"),
    (b"\x00\x00\x01\x00\x01", "image-ico"),
    (b"MM\x00*", "image-tiff"),
    (b"#?RADIANCE\n", "image-hdr"),
    (b'<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "image-svg"),
    (b"<html>", ""),
    (b"", ""),
]


@pytest.mark.parametrize(("data", "feature"), BYTES, ids=range(len(BYTES)))
def test_bytes_tell_the_format_and_not_the_address(data, feature):
    assert format_of("https://example.org/a.jpg", data) == feature


def test_who_reads_a_use_and_where_it_stands():
    html = '<!--[if mso]><hr><![endif]--><!--[if !mso]><!--><b lang="fr">x</b><!--<![endif]-->'
    told = [(one.feature, one.at, one.others, one.outlook) for one in html_uses(Mail("m", html))]
    assert told == [
        ("html-hr", html.index("<hr"), False, True),
        ("html-lang", html.index("lang"), True, False),
    ]


def test_every_picture_that_a_mail_names():
    html = """<style>@media print { b { background-image: url('a.png') } }</style>
    <img src="b" srcset="c 1x, data:image/png;base64,AA== 2x">
    <td background=" d "></td><video poster="e"></video><input type="image" src="f">
    <svg><image href="g"></svg><v:fill src="h"><b style="list-style:url(&quot;i&quot;)"></b>
    <object data="j.png"></object><object data="k.html"></object><img>"""
    assert sorted(one.shown for one in pictures(Mail("m", html))) == [
        "a.png",
        "b",
        "c",
        "d",
        "data:image/png;base64,AA==",
        "e",
        "f",
        "g",
        "h",
        "i",
        "j.png",
    ]
