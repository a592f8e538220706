"""How each type of the table of keys is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.model import FieldKind
from pipeline.settings import addresses, checks, exports, looks, sending, texts, times
from pipeline.settings.keys import INLINERS, TEXT_LINKS
from pipeline.settings.setting import Setting

KINDS = tuple(kind.value for kind in FieldKind)
DIRECTIONS = ("ltr", "rtl", "")


def field_value(setting: Setting) -> Setting:
    """A field's value as it was found: only its field's kind says how to read it."""
    return setting


TYPES: Mapping[str, Callable[[Setting], Any]] = {
    "text": texts.text,
    "line": texts.line,
    "postal address": texts.postal_address,
    "list of texts": texts.texts,
    "list of rules": texts.rule_names,
    "name": texts.name,
    "slug": texts.slug,
    "id": texts.part_id,
    "language": texts.language,
    "direction": lambda setting: texts.choice(setting, DIRECTIONS),
    "field kind": lambda setting: texts.choice(setting, KINDS),
    "field value": field_value,
    "inliner": lambda setting: texts.choice(setting, INLINERS),
    "links in text": lambda setting: texts.choice(setting, TEXT_LINKS),
    "image file": texts.image_file,
    "true or false": texts.flag,
    "sender": addresses.mailbox,
    "address": addresses.address,
    "address or mailto link": addresses.mailto,
    "https link": addresses.link,
    "list id": addresses.list_id,
    "duration": times.duration,
    "wait": times.wait,
    "time": times.time_of_day,
    "date": times.day,
    "hash": texts.sha256,
    "two numbers": times.word_range,
    "number of parts": times.part_count,
    "colour": looks.colour,
    "fonts": looks.fonts,
    "px": looks.pixels,
    "factor": looks.factor,
    "space": looks.space,
    "token": looks.token,
    "list of pairs": looks.pairs,
    "check": checks.name,
    "list of checks": checks.names,
    "severity": checks.severity,
    "severity or never": checks.fail_on,
    "list of mail programs": checks.clients,
    "share": checks.share,
    "grade": checks.grade,
    "mail server": sending.host,
    "port": sending.port,
    "security": sending.security,
    "environment variable": sending.variable,
    "command": sending.command,
    "file": sending.file,
    "account setting": exports.account,
    "service's field": exports.service_field,
}
