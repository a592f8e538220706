"""What may stand in a theme's inline.css: rules that every inliner understands alike.

A rule that cannot be inlined is not kept anywhere: premailer would put it into a style block of
its own, or drop it without a word. So whatever is not a plain rule is an error here, with its
line, and belongs into head.css, which goes into the mail as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import Place, ThemeError

_HIDDEN = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
_RULE = re.compile(r"\s*(?P<selectors>[^{}]*)\{(?P<body>[^{}]*)\}")
_HEAD = "move it to head.css, which goes into the mail as it is"

# What no selector may hold: pattern, what it is, what to do.
_SELECTORS = (
    (r"@[\w-]+", "an at-rule", _HEAD),
    (r"::?[\w-]*", "a pseudo-class or pseudo-element", _HEAD),
    (r"\*", "a selector with *", "name the elements; premailer passes over *"),
    (r"(?<![\w.#\[\"'=-])[a-z0-9]*[A-Z]\w*", "an upper-case tag", "write tags in lower case"),
)
_BODIES = (
    (r"!", "!important", f"a style attribute wins over rules anyway; else {_HEAD}"),
    (r"@[\w-]+", "an at-rule", _HEAD),
    (r"\bvar\(", "var()", "write the value itself: many mail programs know no var()"),
)


def check_inline_css(css: str, *, file: str) -> None:
    """Raise ThemeError, with its line, for anything but rules with simple selectors.

    Simple are tags, classes, ids and attributes, alone or joined by a space, `>`, `+` or `~`.
    """
    seen = _HIDDEN.sub(_blank, css)
    end = 0
    while rule := _RULE.match(seen, end):
        _refuse(css, seen, rule.span("selectors"), _SELECTORS, file)
        _refuse(css, seen, rule.span("body"), _BODIES, file)
        if not rule["selectors"].strip():
            raise _error(css, rule.end("selectors"), "a rule without a selector", "write one", file)
        for start in _unnamed(seen, *rule.span("body")):
            raise _error(css, start, "no declaration", "write property: value;", file)
        end = rule.end()
    if rest := seen[end:].strip():
        start = seen.index(rest, end)
        _refuse(css, seen, (start, start + len(rest.partition("{")[0])), _SELECTORS, file)
        if nested := re.match(r"[^{}]*\{[^{}]*\{", rest):
            start += nested.end() - 1
            raise _error(css, start, "a rule within a rule", "write each rule by itself", file)
        raise _error(css, start, "a rule that is not closed", "close it with }", file)


def _blank(found: re.Match[str]) -> str:
    """Comments as spaces; strings with their quotes and nothing in them but colons and stars."""
    if found[0].startswith("/*"):
        return re.sub(r"\S", " ", found[0])
    return found[0][0] + re.sub(r"[^:*]", "x", found[0][1:-1]) + found[0][-1]


def _refuse(
    css: str,
    seen: str,
    span: tuple[int, int],
    refused: tuple[tuple[str, str, str], ...],
    file: str,
) -> None:
    for pattern, what, hint in refused:
        if found := re.compile(pattern).search(seen, *span):
            raise _error(css, found.start(), what, hint, file)


def _unnamed(seen: str, start: int, end: int) -> Iterator[int]:
    """Where a body has something that is no `property: value`."""
    for found in re.compile(r"[^;]+").finditer(seen, start, end):
        text = found[0].strip()
        if text and not re.match(r"-{0,2}[A-Za-z][\w-]*\s*:\s*\S", text):
            yield seen.index(text, found.start())


def _error(css: str, start: int, what: str, hint: str, file: str) -> ThemeError:
    line = css.count("\n", 0, start) + 1
    before = css.rfind("\n", 0, start) + 1
    place = Place(file, line, start - before + 1, css[before:].partition("\n")[0])
    return ThemeError(f"{what} cannot be inlined", place=place, hint=hint)
