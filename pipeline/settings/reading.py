"""Settings against the table of keys: every value read by its type, nothing unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.errors import SettingsError
from pipeline.secrets import ELSEWHERE, is_secret, unshown
from pipeline.settings.schema import OF_ARTICLE, OF_PROJECT, Node, Schema
from pipeline.settings.setting import Setting, dotted
from pipeline.settings.value_types import TYPES


def read(schema: Schema, settings: Setting) -> dict[str, Any]:
    """The settings read, tables as dicts, lists of tables as tuples of dicts.

    Raises SettingsError for an unknown key and for a value that is not of its type.
    """
    return _table(schema, schema.root, settings)


def _read(schema: Schema, node: Node, setting: Setting) -> Any:
    each = node.inside.get("[]")
    if each and isinstance(setting.value, list):
        return tuple(_table(schema, each, setting.at(index)) for index in range(len(setting.value)))
    if node.key and not (node.inside and isinstance(setting.value, Mapping)):
        return TYPES[node.key.type](setting)
    if each:
        raise setting.wrong("a list of tables", f"begin each with [[{setting.name}]]")
    return _table(schema, node, setting)


def _table(schema: Schema, node: Node, setting: Setting) -> dict[str, Any]:
    if not isinstance(setting.value, Mapping):
        hint = f"write [{setting.name}], and its keys below"
        raise setting.wrong("a table", hint)
    read = {}
    for name in setting.value:
        inside = node.inside.get(name) if name not in ("*", "[]") else None
        inside = inside or node.inside.get("*")
        if inside is None:
            raise unknown(schema, node, setting, name)
        read[name] = _read(schema, inside, setting.at(name))
    return read


def unknown(schema: Schema, node: Node, table: Setting, name: str) -> SettingsError:
    """The error for a key that there is not, with the likeliest one that was meant."""
    setting = table.at(name)
    message = f"there is no setting {setting.name}"
    if is_secret(name):
        return SettingsError(message, place=unshown(setting.place), hint=ELSEWHERE)
    return setting.error(message, _meant(schema, node, table.path, name))


def _meant(schema: Schema, node: Node, path: tuple[str | int, ...], name: str) -> str:
    from difflib import get_close_matches

    whole = dotted((*path, name))
    other = OF_PROJECT if schema is OF_ARTICLE else OF_ARTICLE
    if _knows(other, whole):
        return f"{whole} belongs in {other.file}"
    near = get_close_matches(name.lower(), node.names(), 1)
    if near:
        return near[0]
    tables = [key.table for key in schema.keys if key.name == name and "*" not in key.path]
    if tables:
        return f"{name} belongs {_under(tables[0])}"
    return "one of " + ", ".join(node.names())


def _under(table: str) -> str:
    if table.endswith("[]"):
        return f"under [[{table.removesuffix('[]')}]]"
    return f"under [{table}]" if table else "at the top"


def _knows(schema: Schema, path: str) -> bool:
    known = (key.path.replace("[]", "") for key in schema.keys)
    return any(each == path or each.startswith(f"{path}.") for each in known)
