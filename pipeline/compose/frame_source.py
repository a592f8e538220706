"""The source of somebody's own frame: what it shows itself, what of it cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from pipeline.compose.templates import Templates
from pipeline.errors import Place, ThemeError
from pipeline.model import Theme

FRAME = "frame.html"
"""The file of a theme that is somebody's own HTML mail."""

_TITLE = re.compile(r"<title\b[^>]*>.*?</title\s*>", re.DOTALL | re.IGNORECASE)
_TITLE_NAME = re.compile(r"(\{\{-?\s*)(?:article\.)?title(?:\.\w+)?(?=\s*(?:\||-?\}\}))")
_STYLE = re.compile(r"<style\b[^>]*>.*?</style\s*>", re.DOTALL | re.IGNORECASE)
_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark", re.IGNORECASE)
_FAR = r"(?!https?:|data:|cid:|#|\{\{)"
_PATH = re.compile(
    rf"<(?:img|input|td|table|body)\b[^>]*?\s(?:src|background)\s*=\s*[\"']{_FAR}([^\"']+)"
    r"|(?:\sstyle\s*=\s*(?:\"[^\"]*?|'[^']*?)|<style\b[^>]*>(?:(?!</style)[\s\S])*?)"
    rf"\burl\(\s*(?:[\"']|&quot;|&#39;)?{_FAR}([^\s\"'&)<>]+)",
    re.IGNORECASE,
)
# How other programs write what each reader gets.
_ELSEWHERE = re.compile(
    r"\*\|[^|\n]{1,60}\|\*|%%[^%\n]{1,60}%%|\{\$[^}\n]{1,60}\}|\{\{\{[^}\n]{1,60}\}\}\}"
    r"|<%[^\n]{1,80}?%>|(?<![\w%])%[A-Z][A-Z_]{3,40}%|\[\[[^\]\n]{1,60}\]\]"
    r"|\[(?:unsubscribe|preferences|webversion|fallback)[^\]\n]{0,40}\]"
    r"|<(?:unsubscribe|preferences|webversion)\b[^>]*>|(?<!\{)\{unsubscribe[^}\n]{0,40}\}(?!\})",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_CHARSET = re.compile(r"<meta\b[^>]*\bcharset\s*=\s*[\"']?(?!utf-?8)([\w-]+)", re.IGNORECASE)
_MEANT = (
    (r"unsub|opt_?out|stop", "{{ field.unsubscribe_url }}"),
    (r"pref|profile|manage|update", "{{ field.preferences_url }}"),
    (r"archive|browser|web|mirror|permalink", "{{ field.web_url }}"),
    (r"preheader|preview", "{{ preheader }}"),
    (r"subject", "{{ subject }}"),
    (r"title|headline", "{{ title }}"),
    (r"body|content|main|article", "{{ content }}"),
    (r"address", "{{ sender.postal_lines | join(', ') }}"),
    (r"company|sender|list", "{{ sender.name }}"),
    (r"f_?name|first|name", "{{ field.first_name }}"),
)


class Shows(NamedTuple):
    """What a frame shows itself, and whether it has rules for the dark."""

    title: bool
    preheader: bool
    unsubscribe: bool
    dark: bool


class Frame(NamedTuple):
    """A frame as mails use it: what it shows, and the theme as it looks in it."""

    shows: Shows
    theme: Theme


def guarded(theme: Theme) -> Theme:
    """The theme, its frame's source made safe for Jinja2: nothing that is shown changes.

    In style sheets `{#` would begin a comment; in `<title>` a mail's subject stands, which is
    discreet where the title is not.
    """
    source = _TITLE.sub(lambda title: _TITLE_NAME.sub(r"\1subject", title[0]), theme.files[FRAME])
    source = _STYLE.sub(lambda style: style[0].replace("{#", "{ #"), source)
    return replace(theme, files={**theme.files, FRAME: source})


def shows(templates: Templates, theme: Theme, given: Mapping[str, object]) -> Shows:
    """What the theme's frame shows. Raises ThemeError, with its line, for what it cannot have.

    `given` is what templates are given.
    """
    source = theme.files[FRAME]
    _check_written(theme, source)
    names = templates.asked(FRAME)
    if "content" not in names:
        raise error_at(
            theme, "the frame has no {{ content }}", "write it where the letter is to stand"
        )
    if names["content"] > 1:
        raise error_at(theme, "the frame has {{ content }} twice", "keep one", "content", last=True)
    for name in names:
        if "." not in name and name not in given and name != "content":
            raise _unknown(theme, name, given)
    return Shows(
        "title" in names,
        "preheader" in names,
        "field.unsubscribe_url" in names,
        bool(_DARK.search(source)),
    )


def _check_written(theme: Theme, source: str) -> None:
    """Raise for what no frame may hold."""
    if found := _ELSEWHERE.search(source):
        raise _error(
            theme, found.start(), f"{found[0]} is how another program writes it", _meant(found[0])
        )
    if found := _PATH.search(source):
        raise _error(
            theme,
            found.start(found.lastindex or 0),
            f"the picture {found[found.lastindex or 0]} would not be found from a mail",
            "write its whole address, with https://; or name it in theme.toml under [tokens], "
            "as logo, and write {{ logo.src }}",
        )
    if found := _CHARSET.search(source):
        raise _error(
            theme,
            found.start(),
            f"the frame says that it is in {found[1]}, and mails are in UTF-8",
            'save it as UTF-8 and write <meta charset="utf-8">',
        )
    if found := _SCRIPT.search(source):
        raise _error(theme, found.start(), "no mail program runs a script", "take it out")


def error_at(
    theme: Theme, message: str, hint: str, word: str = "", *, last: bool = False
) -> ThemeError:
    """The error for something of the frame, at the line that a word stands in."""
    source = theme.files[FRAME]
    at = source.rfind(word) if last else source.find(word)
    return _error(theme, at if word else -1, message, hint)


def _error(theme: Theme, at: int, message: str, hint: str) -> ThemeError:
    source, file = theme.files[FRAME], theme.paths[FRAME]
    if at < 0:
        return ThemeError(message, place=Place(file), hint=hint)
    before = source.rfind("\n", 0, at) + 1
    line = source[before:].partition("\n")[0]
    return ThemeError(
        message,
        place=Place(file, source.count("\n", 0, at) + 1, at - before + 1, line),
        hint=hint,
    )


def _unknown(theme: Theme, name: str, given: Mapping[str, object]) -> ThemeError:
    near = get_close_matches(name, given, n=1, cutoff=0.75)
    hint = f"write {{{{ {near[0]} }}}}" if near else _meant(name)
    return error_at(theme, f"the frame asks for {name}, which there is not", hint, name)


def _meant(text: str) -> str:
    """What to write instead of what another program calls so."""
    for pattern, ours in _MEANT:
        if re.search(pattern, text, re.IGNORECASE):
            return f"write {ours}"
    return "docs/themes.md lists what a frame is given"
