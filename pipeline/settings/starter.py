"""The annotated `letterloom.toml` of a new project, made from the table of keys."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from itertools import groupby

from pipeline.colour import COLOUR, proposed
from pipeline.errors import SettingsError
from pipeline.model import PAIRS
from pipeline.settings import document
from pipeline.settings.key import Key
from pipeline.settings.keys import PROJECT, TABLES
from pipeline.settings.reading import read
from pipeline.settings.schema import OF_PROJECT
from pipeline.settings.setting import quoted
from pipeline.settings.texts import joined_lines
from pipeline.settings.theme_keys import COLOURS

WIDTH = 88
LIGHT_SHEET, DARK_SHEET = COLOURS["sheet"][:2]
_HOW = (
    "A line that begins with # is a comment: take the # away to set the key in it. "
    "The page docs/settings.md tells of every key."
)
_SHOWN_NAMES = {
    "fields.*": "fields.city",
    "samples[].*": "first_name",
    "check.severity.*": '"link/insecure"',
    "check.shares.*": "gmail",
    "export.*": "export.mailchimp",
    "export.*.*": "list_id",
    "export.*.fields": "export.mailchimp.fields",
    "export.*.fields.*": "first_name",
}


def starter_toml(
    name: str = "",
    *,
    sender_name: str = "",
    sender_address: str = "",
    postal_address: str = "",
    logo: str = "",
    colour: str = "",
) -> str:
    """The text of a new `letterloom.toml`: what is given is set, all else stands as a comment.

    `name` is the project's; `logo` a file of the project; `colour`, as `#RRGGBB`, becomes that
    of links and buttons, in shades that are legible by day and in the dark. Raises SettingsError
    for a value that such a file cannot hold.
    """
    given = {
        "sender.name": sender_name or name,
        "sender.from": sender_address,
        "sender.postal_address": joined_lines(postal_address),
        "theme.logo": logo,
        "theme.logo_alt": (name or sender_name) if logo else "",
        **_colours(colour),
    }
    values = {path: quoted(" ".join(value.split())) for path, value in given.items() if value}
    head = [*_commented(f"{_shown(name)} that all articles here share."), *_commented(_HOW)]
    text = "\n".join([*head, *_tables(values, _notes(colour, given))]) + "\n"
    read(OF_PROJECT, document.parse(text, OF_PROJECT.file).root)
    return text


def _shown(name: str) -> str:
    printable = "".join(each if each.isprintable() else " " for each in name)
    words = " ".join(printable.split())
    return f"{words}: the settings" if words else "The settings"


def _colours(colour: str) -> dict[str, str]:
    if not colour:
        return {}
    if not COLOUR.fullmatch(colour):
        raise SettingsError(f"{quoted(colour)} is no colour", hint='for example "#2F6F6A"')
    light, dark = (_legible(colour, mode) for mode in (0, 1))
    return {
        "theme.light.accent": light,
        "theme.light.button": light,
        "theme.light.button_text": COLOURS["button_text"][0],
        "theme.dark.accent": dark,
        "theme.dark.button": dark,
        "theme.dark.button_text": COLOURS["button_text"][1],
    }


def _legible(colour: str, mode: int) -> str:
    """The nearest shade of a colour for links and buttons, by day (0) or in the dark (1)."""
    quiets = {name: shades[mode] for name, shades in COLOURS.items()}
    return proposed({**quiets, "accent": colour}, PAIRS, "accent", "sheet", inverted=mode == 0)


def _notes(colour: str, given: Mapping[str, str]) -> dict[str, str]:
    """What to say where a colour had to be changed."""
    return {
        f"theme.{mode}.accent": f"{colour} made {change}, so that it can be read on {sheet}."
        for mode, change, sheet in (
            ("light", "darker", LIGHT_SHEET),
            ("dark", "lighter", DARK_SHEET),
        )
        if colour and given[f"theme.{mode}.accent"] != colour
    }


def _tables(values: Mapping[str, str], notes: Mapping[str, str]) -> Iterator[str]:
    for table, keys in groupby(PROJECT, key=lambda key: key.table):
        yield ""
        yield from _commented(TABLES[table])
        yield _header(table)
        for key in keys:
            yield from _commented(key.doc)
            if key.path in notes:
                yield from _commented(notes[key.path])
            yield _line(key, values)


def _header(table: str) -> str:
    if table.endswith("[]"):
        return f"# [[{table.removesuffix('[]')}]]"
    return f"# [{_SHOWN_NAMES[table]}]" if "*" in table else f"[{table}]"


def _line(key: Key, values: Mapping[str, str]) -> str:
    if key.path in values:
        return f"{key.name} = {values[key.path]}"
    name = _SHOWN_NAMES.get(key.path, key.name)
    return f"# {name} = {key.example or key.default}"


def _commented(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ")
