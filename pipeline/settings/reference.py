"""The reference of all settings, `docs/settings.md`, made from the table of keys.

Run it to write the page: `python -m pipeline.settings.reference > docs/settings.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.settings.foreign import FOREIGN
from pipeline.settings.key import Key
from pipeline.settings.keys import ARTICLE, PROJECT, TABLES, TYPES_TOLD
from pipeline.settings.theme_keys import THEME_FILE, THEME_TABLES

_INTRODUCTION = """\
# Settings

Two kinds of files hold settings, and every key in them is optional. `letterloom.toml`, at the
top of a project, holds what all articles share. `content/<article>.toml` stands beside an article
and holds what is said of it alone; in Markdown, front matter may hold the same keys instead, but
no key may stand in both. A key that is not listed here is an error. Secrets never belong in
these files.

This page is made from the program's own table: `python -m pipeline.settings.reference`.
"""

_FOREIGN = """\
## Front matter of other programs

In the front matter of a Markdown file, and only there, these keys of other site generators are
passed over, in capitals or not:
"""

_ANY = {
    "samples[]": "any field",
    "export.*": "what the service asks for",
    "export.*.fields": "any field",
}


def reference() -> str:
    """The whole page, in Markdown."""
    return "\n".join(
        [
            _INTRODUCTION,
            "## letterloom.toml\n",
            *_tables(PROJECT, TABLES),
            "## content/<article>.toml, or front matter\n",
            *_tables(ARTICLE, TABLES),
            "## templates/themes/NAME/theme.toml\n",
            "A theme of your own says here what it is; `letterloom themes copy` writes one.\n",
            *_tables(THEME_FILE, THEME_TABLES),
            "## Types\n",
            *_types(),
            _FOREIGN,
            ", ".join(f"`{name}`" for name in sorted(FOREIGN)) + ".\n",
        ]
    )


def _tables(keys: Sequence[Key], about: Mapping[str, str]) -> Iterator[str]:
    for table, inside in groupby(keys, key=lambda key: key.table):
        yield f"### {_header(table)}\n"
        yield f"{about[table]}\n"
        yield "| key | type | default | meaning |"
        yield "|---|---|---|---|"
        for key in inside:
            yield f"| `{_name(key)}` | {key.type} | {_default(key)} | {_cell(key.doc)} |"
        yield ""


def _header(table: str) -> str:
    if table.endswith("[]"):
        return f"`[[{table.removesuffix('[]')}]]`"
    return f"`[{table.replace('*', 'NAME')}]`" if table else "At the top"


def _name(key: Key) -> str:
    if key.name != "*":
        return key.name
    return _ANY.get(key.table, "any other")


def _default(key: Key) -> str:
    literal = key.default[:1] in '"[' or key.default in ("true", "false")
    return f"`{key.default}`" if key.default and literal else _cell(key.default) or "none"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _types() -> Iterator[str]:
    for name, told in TYPES_TOLD.items():
        yield f"- **{name}**: {told}"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(reference())
