"""Reading settings that are text: lines, prose, names, languages, files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline import rules, words
from pipeline.settings.setting import Setting, quoted, shown

ID_LENGTH = 64
IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif")

_HASH = re.compile(r"[0-9a-f]{64}")
_BREAKS = ("Cc", "Cs", "Zl", "Zp")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
"""What a theme may be called."""
# BCP 47: a language of two or three letters, then subtags; "x-…" and the old "i-…" are left out.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def string(setting: Setting) -> str:
    """A string as it is."""
    if not isinstance(setting.value, str):
        raise setting.wrong("text", "put it in quotes")
    return str(setting.value)


def text(setting: Setting) -> str:
    """Prose: each run of white space is one space; other control characters are errors."""
    return _clean(setting, " ".join(string(setting).split()))


def line(setting: Setting) -> str:
    """Text of one line, such as a subject or a name; the ends are stripped."""
    return _clean(setting, string(setting).strip())


def _clean(setting: Setting, value: str) -> str:
    for character in value:
        if unicodedata.category(character) in _BREAKS:
            raise setting.error(
                f"{setting.name} holds a line break or control character: {shown(value)}",
                "write it on one line, in plain characters",
            )
    return value


def postal_address(setting: Setting) -> str:
    """An address on paper; its lines are joined with commas."""
    return _clean(setting, joined_lines(string(setting)))


def joined_lines(value: str) -> str:
    """Lines as one line, with commas between."""
    lines = (each.strip(" \t,") for each in value.splitlines())
    return ", ".join(each for each in lines if each)


def texts(setting: Setting) -> tuple[str, ...]:
    """A list of prose, without the empty ones."""
    if not isinstance(setting.value, list):
        raise setting.wrong("a list of texts", f'write {setting.path[-1]} = ["one", "another"]')
    read = (text(setting.at(index)) for index in range(len(setting.value)))
    return tuple(each for each in read if each)


def rule_names(setting: Setting) -> tuple[str, ...]:
    """Names of rules of cleaning that can be turned off."""
    if not isinstance(setting.value, list):
        raise setting.wrong("a list of rules", f'write {setting.path[-1]} = ["share-line"]')
    named = [line(setting.at(index)) for index in range(len(setting.value))]
    for index, each in enumerate(named):
        wrong = rules.mistake(each)
        if wrong:
            raise setting.at(index).error(*wrong)
    return tuple(named)


def name(setting: Setting) -> str:
    """A theme's name: safe as a folder's."""
    value = line(setting)
    if not NAME.fullmatch(value):
        raise setting.wrong("a name of small letters, digits, - and _", 'for example "quiet"')
    return value


def slug(setting: Setting) -> str:
    """A name that is safe as a folder's and in links."""
    value = line(setting)
    if value and words.slug(value) != value:
        raise setting.wrong(
            "small letters and digits with hyphens between", quoted(words.slug(value))
        )
    return value


def part_id(setting: Setting) -> str:
    """What a part is known by: one word."""
    value = line(setting)
    if len(value) > ID_LENGTH or len(value.split()) > 1:
        raise setting.wrong(f"one word of at most {ID_LENGTH} characters", 'for example "rest"')
    return value


def sha256(setting: Setting) -> str:
    """A hash as its 64 hexadecimal digits; "" for none."""
    value = line(setting)
    if value and not _HASH.fullmatch(value):
        raise setting.wrong("64 hexadecimal digits", "letterloom approve, which writes them")
    return value


def language(setting: Setting) -> str:
    """A language tag of the shape that BCP 47 asks for."""
    value = line(setting)
    if value and not _LANGUAGE.fullmatch(value):
        better = value.replace("_", "-")
        fits = _LANGUAGE.fullmatch(better)
        raise setting.wrong(
            "a language tag", quoted(better) if fits else 'for example "en", "de-AT" or "zh-Hant"'
        )
    return value


def choice(setting: Setting, allowed: Sequence[str]) -> str:
    """One of some words."""
    value = setting.value
    if not isinstance(value, str) or value not in allowed:
        from difflib import get_close_matches

        near = get_close_matches(value if isinstance(value, str) else "", allowed, 1)
        every = " or ".join(quoted(each) for each in allowed)
        raise setting.wrong(every, f"write {quoted((near or allowed)[0])}")
    return str(value)


def image_file(setting: Setting) -> str:
    """The path of an image within the project, with forward slashes; "" for none."""
    value = line(setting)
    if not value:
        return ""
    steps = value.split("/")
    if "://" in value or "\\" in value or ":" in steps[0] or ".." in steps or not steps[0]:
        raise setting.wrong("a file within the project", 'put it there and write "logo.png"')
    if not value.lower().endswith(IMAGE_SUFFIXES):
        raise setting.wrong(
            "a PNG, JPEG or GIF file", "save it as PNG: mail programs show no other kind everywhere"
        )
    return value


def flag(setting: Setting) -> bool:
    """True or false."""
    if not isinstance(setting.value, bool):
        raise setting.wrong("true or false", f"write {setting.path[-1]} = true, without quotes")
    return setting.value
