"""Typography by script: fonts, leading and emphasis in the finished mails."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from machine import ROOT
from trees import built, tree

from pipeline.scripts import LATIN, script_of, with_fonts

SCRIPTS = {
    "ja": "Jpan",
    "zh": "Hans",
    "zh-CN": "Hans",
    "zh-TW": "Hant",
    "zh_HK": "Hant",
    "zh-Hans-HK": "Hans",
    "zh-Hant": "Hant",
    "ko-KR": "Kore",
    "ar": "Arab",
    "fa-AF": "Arab",
    "uz-Arab": "Arab",
    "he": "Hebr",
    "th": "Thai",
    "mr": "Deva",
    "en": "Latn",
    "ja-Latn": "Latn",
    "xx": "Latn",
}


def test_a_tags_script():
    assert {tag: script_of(tag).code for tag in SCRIPTS} == SCRIPTS


FONTS = {
    "font": "'Segoe UI', Arial, sans-serif",
    "heading_font": "Georgia, 'Times New Roman', serif",
    "mono_font": "Consolas, monospace",
    "radius": "6px",
}


def test_fonts_of_the_script_stand_before_the_generic_family():
    assert with_fonts(FONTS, "en-GB") == FONTS
    assert with_fonts(FONTS, "ko") == FONTS | {
        "font": "'Segoe UI', Arial, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', "
        "'Noto Sans CJK KR', sans-serif",
        "heading_font": "Georgia, 'Times New Roman', AppleMyungjo, Batang, 'Noto Serif KR', "
        "'Noto Serif CJK KR', serif",
    }
    # None twice, and a generic family where the theme names none.
    assert with_fonts({"font": "Tahoma"}, "th") == {
        "font": "Tahoma, 'Leelawadee UI', Thonburi, 'Noto Sans Thai', sans-serif"
    }
    hebrew = with_fonts(FONTS, "he")["heading_font"]
    assert hebrew == "Georgia, 'Times New Roman', 'Noto Serif Hebrew', David, serif"


def mail(make: Callable[..., Path], lang: str, **files: str) -> tuple[str, str]:
    """A short article in a language as mail and as page."""
    text = f"---\nlang: {lang}\nslug: a\n---\n\n# Title\n\nSome *soft* words.\n"
    made = tree(built(make({"a.md": text} | files), "a.md").folder)
    (folder,) = {name.partition("/")[0] for name in made if name.endswith("/email.html")}
    return made[f"{folder}/email.html"].decode(), made[f"{folder}/web.html"].decode()


@pytest.mark.parametrize("lang", ["en", "ja", "ko", "ar", "th"])
def test_a_mail_is_set_as_its_script_asks(make: Callable[..., Path], lang: str):
    html, web = mail(make, lang)
    script = script_of(lang)
    (em,) = re.findall(r"<em\b[^>]*>", html)
    assert ("font-style:normal" in em, "font-weight:600" in em) == (not script.slanted,) * 2
    for page in (html, web):
        assert ("word-break: keep-all" in page) is (lang == "ko")
        assert ("line-break: strict" in page) is (lang in ("ja", "ko"))
        # Every list of the theme's own fonts goes on to those of the script.
        for fonts in re.findall(r"font-family:\s*('Segoe UI'[^;}\"]*)", page):
            assert script is LATIN or script.sans.rpartition(", ")[2] in fonts
    leading = re.findall(r"line-height:(\d+)px", html.partition("</h1>")[2])
    assert leading[0] == str(round(18 * 1.61 * script.leading))


def test_line_heights_mind_the_script_in_every_template():
    plain = {
        f"{path.name}: {line.strip()}"
        for path in (ROOT / "templates").rglob("*.j2")
        for line in path.read_text(encoding="utf-8").split("\n")
        if re.search(r"line-height[=:]\s*\"?\{\{[^}]*\| times\(", line)
    }
    assert plain == set()


def test_letters_that_join_are_not_spaced(make: Callable[..., Path]):
    spaced = {"templates/blocks/paragraph.mjml.j2": "<mj-text css-class='{{ block.mark }}' "
              "letter-spacing='1px'>{{ block.html }}</mj-text>"}  # fmt: skip
    rule = ".page * { letter-spacing: normal !important; }"
    assert rule in mail(make, "ar", **spaced)[0]
    assert rule not in mail(make, "en", **spaced)[0]
