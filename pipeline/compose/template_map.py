"""Which line of which template an element was made from, carried through MRML as a class.

MRML drops `ll-src`, which names the line, but writes classes again. So each tag of the body gets
one that stands for its line; `source_map` reads it and the tokenizer takes it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEAD = "</mj-head>"
_TAG = re.compile(
    r"(?P<tag><mj-(?:section|column|wrapper|group|hero|text|image|button|divider|spacer|table"
    r"|social|social-element|navbar|navbar-link|accordion|carousel))"
    r" ll-src=\"(?P<line>[^\"]*)\""
    r"(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)"
)
_CLASSES = re.compile(r"(?P<before>\scss-class=[\"'])")


def marked(mjml: str, prefix: str) -> tuple[str, tuple[str, ...]]:
    """Rendered MJML with a class on each tag, and the lines (`template:line`) by their numbers."""
    lines: dict[str, int] = {}
    head, end, body = mjml.partition(_HEAD)

    def with_class(found: re.Match[str]) -> str:
        name = f"{prefix}-t{lines.setdefault(found['line'], len(lines))}"
        start = f'{found["tag"]} ll-src="{found["line"]}"'
        rest, there = _CLASSES.subn(rf"\g<before>{name} ", found["rest"], count=1)
        return f"{start}{rest}" if there else f'{start} css-class="{name}"{rest}'

    text = _TAG.sub(with_class, body if end else head)
    return (f"{head}{end}{text}" if end else text), tuple(lines)


def of_line(lines: Sequence[str], number: int) -> tuple[str, int]:
    """The template and the line of it that a number stands for."""
    name, _, line = lines[number].rpartition(":")
    return name, int(line)
