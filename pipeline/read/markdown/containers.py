"""Passages set apart as other generators write them: `:::tip[Title]`, `::: {.callout-note}`.

Those of Docusaurus, VitePress, Pandoc and Quarto that are callouts become callouts of our own; of
all others, columns and tabs and the like, the text stays and the frame goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.read.markdown.callouts import ALERTS, SORTS

_OPENED = re.compile(
    r"(?P<indent>[ \t>]*):{3,}[ \t]*(?:(?P<name>[A-Za-z][\w-]*)|(?=\{))"
    r"(?:[ \t]*\[(?P<bracketed>[^\[\]]*)\])?(?:[ \t]*\{(?P<braces>[^{}]*)\})?"
    r"(?:[ \t]+(?P<title>[^:\s].*?))?[ \t]*:*[ \t]*"
)
_CLOSED = re.compile(r"[ \t>]*:{3,}[ \t]*")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_TITLE = re.compile(r"""title[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)')""")
_CLASS = re.compile(r"\.(?:callout-)?([A-Za-z]+)")
_MORE = {"details": "note", "seealso": "note", "error": "warning", "success": "note"}
KNOWN = {**SORTS, **ALERTS, **_MORE}


def without_containers(
    text: str, own_blocks: frozenset[str] = frozenset()
) -> tuple[str, list[tuple[int, str]]]:
    """The text with containers as blocks of ours, and what was left out, by line from 0."""
    if ":::" not in text:
        return text, []
    lines = text.split("\n")
    becomes: dict[int, str] = {}  # lines, and what they become; "" for one that goes
    opened: list[int] = []
    for at, found in _frames(lines):
        if found:
            opened.append(at)
            becomes[at] = _ours(found, own_blocks)
        else:
            kept = bool(opened) and becomes[opened.pop()]
            becomes[at] = lines[at] if kept else ""
    becomes |= dict.fromkeys(opened, "")  # what is never closed sets nothing apart
    gone = [(at, lines[at]) for at, line in sorted(becomes.items()) if not line]
    return "\n".join(becomes.get(at, line) for at, line in enumerate(lines)), gone


def _frames(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str] | None]]:
    """The lines that open a container, and with None those that close one; none are in code."""
    fence = ""
    for at, line in enumerate(lines):
        code = _FENCE.match(line)
        if fence:
            fence = "" if code and code[1].startswith(fence) else fence
        elif code:
            fence = code[1]
        elif _CLOSED.fullmatch(line):
            yield at, None
        elif found := _OPENED.fullmatch(line):
            yield at, found


def _ours(found: re.Match[str], own_blocks: frozenset[str]) -> str:
    """The line that opens the same as a block of ours; "" where it is none."""
    braces = found["braces"] or ""
    named = _CLASS.search(braces) if not found["name"] else None
    name = (found["name"] or (named[1] if named else "")).lower()
    if name not in KNOWN and name not in own_blocks:
        return ""
    titled = _TITLE.search(braces)
    title = found["bracketed"] or found["title"] or (titled and (titled[1] or titled[2])) or ""
    return f"{found['indent']}::: {KNOWN.get(name, name)} {title}".rstrip()
