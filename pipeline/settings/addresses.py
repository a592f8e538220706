"""Reading settings that are addresses and links. Only shapes: `message` checks a mail's in full."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.settings.setting import Setting, quoted
from pipeline.settings.texts import line

# RFC 5321: at most 64 octets before the @, 254 in all; a host needs a dot.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_ADDRESS = re.compile(rf"(?=.{{3,254}}$)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}\.{_HOST}")
_MAILBOX = re.compile(r'(?:"(?P<quoted>[^"]*)"|(?P<plain>[^"<>]*))\s*<(?P<address>[^<>]*)>')
_LINK = re.compile(
    rf"(?i:https)://{_HOST}(?::\d{{1,5}})?(?:[/?#][^\s<>\"\\^`{{|}}]*)?"  # RFC 3986, and IRIs
)
_LIST_ID = re.compile(rf"(?=.{{3,254}}$){_LABEL}(?:\.{_LABEL})+")
_EXAMPLE = "write it like hello@example.org"


class Mailbox(NamedTuple):
    """A name, perhaps empty, and a bare address."""

    name: str
    address: str


def address(setting: Setting) -> str:
    """A bare mail address; "" for none."""
    value = line(setting)
    if value:
        _check_address(setting, value)
    return value


def _check_address(setting: Setting, value: str) -> None:
    if _ADDRESS.fullmatch(value):
        return
    hint = _EXAMPLE
    if not value.isascii():
        hint = "letters without accents only; write a domain with others in its xn-- form"
    raise setting.wrong("a mail address", hint)


def mailbox(setting: Setting) -> Mailbox:
    """`name@host` or `Name <name@host>`."""
    value = line(setting)
    found = _MAILBOX.fullmatch(value)
    box = Mailbox("", value)
    if found:
        name = found["plain"] if found["quoted"] is None else found["quoted"]
        box = Mailbox(name.strip(), found["address"].strip())
    if box.address or found:
        _check_address(setting, box.address)
    return box


def link(setting: Setting) -> str:
    """A whole https link without a password; "" for none."""
    value = line(setting)
    if value and not _LINK.fullmatch(value):
        raise _link_error(setting, value)
    return value


def _link_error(setting: Setting, value: str) -> Exception:
    start, separator, rest = value.partition("://")
    if "{{" in value:
        return setting.wrong(
            "a link without fields",
            "each reader's own link is the field unsubscribe_url or preferences_url",
        )
    if separator and start.lower() == "http" and _LINK.fullmatch(f"https://{rest}"):
        return setting.wrong("an https link", quoted(f"https://{rest}"))
    if not separator and _LINK.fullmatch(f"https://{value}"):
        return setting.wrong("a whole https link", quoted(f"https://{value}"))
    if "@" in rest.split("/", 1)[0]:
        return setting.error(f"{setting.name} holds a user's name", "take out what stands before @")
    return setting.wrong("a whole https link", 'for example "https://example.org/letters"')


def mailto(setting: Setting) -> str:
    """A bare address, or a mailto: link to one (RFC 6068); "" for none."""
    value = line(setting)
    if value[:7].lower() != "mailto:":
        return address(setting)
    to, _, query = value[7:].partition("?")
    _check_address(setting, to)
    if re.search(r"[\s<>\"{}]", query) or not query.isascii():
        raise setting.wrong(
            "a mailto link", 'write a space as %20: "mailto:stop@example.org?subject=stop"'
        )
    return value


def list_id(setting: Setting) -> str:
    """A list's name, alone or as `Our letters <letters.example.org>` (RFC 2919); "" for none."""
    value = line(setting)
    found = _MAILBOX.fullmatch(value)
    if value and not _LIST_ID.fullmatch(found["address"] if found else value):
        raise setting.wrong("names with dots between", 'for example "letters.example.org"')
    return value
