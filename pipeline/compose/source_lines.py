"""The Jinja2 extension that tells MJML's errors where a tag was written.

It imports jinja2; import it only where an environment is made.
"""

from __future__ import annotations

import html
import re

from jinja2.ext import Extension

_STRING = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
_TAG = re.compile(
    r"\{#.*?#\}"
    rf"|\{{\{{(?:{_STRING}|[^\"'])*?\}}\}}"
    rf"|\{{%(?:{_STRING}|[^\"'])*?%\}}"
    r"|<!--.*?-->"
    r"|(?P<tag><(?:mjml|mj(?:-\w+)+)(?=[\s/>{]))",
    re.DOTALL,
)


class SourceLines(Extension):
    """Writes `ll-src="template:line"` into each `mj-*` start tag of a `.mjml.j2` template.

    Tags in comments, and in strings of Jinja's own tags, stay as they are. The attribute survives
    include, macro and inheritance, and MRML drops it.
    """

    def preprocess(
        self,
        source: str,
        name: str | None,
        filename: str | None = None,  # noqa: ARG002  Jinja passes it by name
    ) -> str:
        """The template's source with its lines, as Jinja asks for before it parses."""
        if not name or not name.endswith(".mjml.j2"):
            return source
        return with_lines(source, name)


def with_lines(source: str, name: str) -> str:
    """MJML with `ll-src="name:line"` in each of its `mj-*` start tags."""
    attribute = html.escape(name)
    line, counted = 1, 0

    def placed(found: re.Match[str]) -> str:
        nonlocal line, counted
        line += source.count("\n", counted, found.start())
        counted = found.start()
        return f'{found[0]} ll-src="{attribute}:{line}"' if found["tag"] else found[0]

    return _TAG.sub(placed, source)
