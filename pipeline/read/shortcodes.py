"""What other site generators leave in Markdown: their shortcodes, which no reader should see.

A Markdown file comes from elsewhere if its front matter has keys of other generators. In such a
file the tags of Liquid, Nunjucks, Jekyll and Hugo (`{% … %}`, `{{< … >}}`, `{{% … %}}`), what
they print (`{{ … | … }}`) and the attribute lists of kramdown (`{:.class}`) are left out, each
one reported with its line. An address in quotes that such code makes a link of stays the link.
Code keeps all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.model import Field, Lines, Removal

_FENCED = r"(?m:^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*(?P=fence)|\Z))"
_TICKED = r"(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"
_CODE = rf"(?P<code>{_FENCED}|{_TICKED})"
_FIELD = r"(?P<field>\\?\{\{\s*(?P<name>[A-Za-z_]\w*)\s*(?:\|\s*default\([^\n{}]*\)\s*)?\}\})"
_ADDRESS = (
    r"""(?P<address>\{\{-?\s*(?P<quote>["'])(?P<path>[^"'\s{}]+)(?P=quote)\s*\|[^{}\n]*\}\})"""
)
_TAG = (
    r"(?P<tag>\{%(?:(?!%\}|\n\s*\n)[\s\S])*%\}"
    r"|\{\{(?:<|%)(?:(?!\}\}|\n\s*\n)[\s\S])*\}\}"
    r"|\{\{[^{}\n]*\}\}"
    r"|\{:?\s*[.#:][^{}\n]*\})"
)
_ANY = re.compile(f"{_CODE}|{_FIELD}|{_ADDRESS}|{_TAG}")


def without_shortcodes(
    body: str, first: int, declared: Mapping[str, Field]
) -> tuple[str, list[Removal]]:
    """The text without shortcodes, its lines where they were, and what was left out.

    `first` is the file's line that the text begins at. Fields that are declared stay fields.
    """
    removals: list[Removal] = []
    parts: list[str] = []
    end = 0
    for found in _left_out(body, declared):
        before, instead = body[end : found.start()], _in_place(found)
        if not instead and before.endswith(" ") and body.startswith(" ", found.end()):
            before = before[:-1]  # of the spaces on its two sides, one is enough
        parts += [before, instead]
        end = found.end()
        if not found["address"]:
            line = first + body.count("\n", 0, found.start())
            last = line + found[0].count("\n")
            text = " ".join(found[0].split())
            removals.append(Removal(Lines(line, last), text, "shortcode", 0, within=True))
    return "".join([*parts, body[end:]]), removals


def _left_out(body: str, declared: Mapping[str, Field]) -> Iterator[re.Match[str]]:
    for found in _ANY.finditer(body):
        if found["code"] is not None or (found["field"] and found["name"] in declared):
            continue
        if found["field"] and found[0].startswith("\\"):
            continue
        yield found


def _in_place(found: re.Match[str]) -> str:
    """What stands in a shortcode's place: the address that it is about, or line ends alone."""
    return found["path"] if found["address"] else "\n" * found[0].count("\n")
