"""What the scripts of the world ask of typography: fonts, leading, emphasis, line breaks.

A theme is drawn for Latin letters. Its fonts stay first, for Latin words and figures; those of
the script stand before the generic family, so that no reader gets a font for another language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

GENERIC = ("sans-serif", "serif", "monospace", "system-ui", "cursive", "fantasy")


class Script(NamedTuple):
    """A script by its ISO 15924 code.

    `leading` is what a theme's line heights are multiplied by. `slanted` says whether the script
    has italics: one that has none emphasises in bold. `tracked` says whether its letters may be
    spaced: letters that join may not. `breaking` is CSS that says where lines break.
    """

    code: str
    sans: str = ""
    serif: str = ""
    leading: float = 1.0
    slanted: bool = True
    tracked: bool = True
    breaking: str = ""


LATIN = Script("Latn")
_WIDE = "line-break: strict; word-break: normal; overflow-wrap: break-word;"
_WORDS = "line-break: strict; word-break: keep-all; overflow-wrap: break-word;"
_SCRIPTS: Mapping[str, Script] = {
    script.code: script
    for script in (
        Script(
            "Jpan",
            "'Hiragino Sans', 'Hiragino Kaku Gothic ProN', Meiryo, 'Noto Sans JP', "
            "'Noto Sans CJK JP'",
            "'Hiragino Mincho ProN', 'Yu Mincho', 'Noto Serif JP', 'Noto Serif CJK JP'",
            leading=1.1,
            slanted=False,
            breaking=_WIDE,
        ),
        Script(
            "Hans",
            "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC'",
            "'Songti SC', SimSun, 'Noto Serif SC', 'Noto Serif CJK SC'",
            leading=1.1,
            slanted=False,
            breaking=_WIDE,
        ),
        Script(
            "Hant",
            "'PingFang TC', 'Microsoft JhengHei', 'Noto Sans TC', 'Noto Sans CJK TC'",
            "'Songti TC', PMingLiU, 'Noto Serif TC', 'Noto Serif CJK TC'",
            leading=1.1,
            slanted=False,
            breaking=_WIDE,
        ),
        Script(
            "Kore",
            "'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR'",
            "AppleMyungjo, Batang, 'Noto Serif KR', 'Noto Serif CJK KR'",
            leading=1.06,
            slanted=False,
            breaking=_WORDS,
        ),
        Script(
            "Arab",
            "'SF Arabic', 'Geeza Pro', 'Noto Sans Arabic', Tahoma",
            "'Geeza Pro', 'Noto Naskh Arabic', 'Traditional Arabic'",
            leading=1.13,
            slanted=False,
            tracked=False,
        ),
        Script(
            "Hebr",
            "'SF Hebrew', 'Arial Hebrew', 'Noto Sans Hebrew'",
            "'Times New Roman', 'Noto Serif Hebrew', David",
            leading=1.03,
            slanted=False,
        ),
        Script(
            "Thai",
            "'Leelawadee UI', Thonburi, 'Noto Sans Thai', Tahoma",
            "'Noto Serif Thai', 'Leelawadee UI', Thonburi",
            leading=1.1,
            slanted=False,
            tracked=False,
            breaking="overflow-wrap: break-word;",
        ),
        Script(
            "Deva",
            "'Kohinoor Devanagari', 'Nirmala UI', 'Noto Sans Devanagari', Mangal",
            "'Noto Serif Devanagari', 'Kohinoor Devanagari', 'Nirmala UI', Mangal",
            leading=1.1,
            slanted=False,
            tracked=False,
        ),
    )
}
_LANGUAGES: Mapping[str, str] = {
    "ja": "Jpan",
    "zh": "Hans",
    "ko": "Kore",
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ug", "ckb", "sd", "dv"), "Arab"),
    **dict.fromkeys(("he", "iw", "yi"), "Hebr"),
    "th": "Thai",
    **dict.fromkeys(("hi", "mr", "ne", "sa", "kok"), "Deva"),
}
_TRADITIONAL = frozenset({"tw", "hk", "mo"})  # countries that write Chinese in traditional signs


def script_of(tag: str) -> Script:
    """The script that a language tag (BCP 47) names or implies; Latin for what is not listed."""
    lang, *subtags = tag.replace("_", "-").lower().split("-")
    named = next((subtag.title() for subtag in subtags if len(subtag) == 4), "")
    if not named and lang == "zh" and _TRADITIONAL & set(subtags):
        named = "Hant"
    return _SCRIPTS.get(named or _LANGUAGES.get(lang, ""), LATIN)


def with_fonts(tokens: Mapping[str, str], tag: str) -> dict[str, str]:
    """A theme's tokens, its fonts followed by those of the language's script."""
    script = script_of(tag)
    return {
        name: _stack(value, script) if name.endswith("font") and name != "mono_font" else value
        for name, value in tokens.items()
    }


def _stack(fonts: str, script: Script) -> str:
    """A list of fonts with the script's own before its generic family."""
    if not script.sans:
        return fonts
    given = [font.strip() for font in fonts.split(",")]
    last = given.pop() if given[-1] in GENERIC else "sans-serif"
    own = script.serif if last == "serif" else script.sans
    return ", ".join([*given, *(one for one in own.split(", ") if one not in given), last])
