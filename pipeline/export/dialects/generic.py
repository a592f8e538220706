"""Any other service: plain files in a syntax like Jinja2's, a schedule, and no API."""

from __future__ import annotations

import re

from pipeline.export.dialect import Cannot, Dialect, Exported, Images, Request
from pipeline.export.fallback import raw
from pipeline.model import Field, Where

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_ESCAPED = re.compile(r"[\\\"'{}%<>&#\x00-\x1f\x7f]")


def _quoted(text: str) -> str:
    """A string of the syntax; what HTML or a template would read is written by its number."""
    return '"' + _ESCAPED.sub(_by_number, text) + '"'


def _by_number(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"


def _write(name: str, field: Field, where: Where) -> str:
    if not _NAME.fullmatch(name):
        raise Cannot(
            f"{name!r} cannot be a name here",
            "use letters, digits and _: name it in [export.generic.fields]",
        )
    value = f"{name} | default({_quoted(raw(field, where))}, true)"
    if where is Where.COMPONENT:
        return f'{{{{ {value} | urlencode | replace("/", "%2F") }}}}'
    return f"{{{{ {value} }}}}"


def _literal(found: str) -> str:
    numbers = "".join(f"\\U{ord(character):08x}" for character in found)
    return f'{{{{ "{numbers}" }}}}'


def _requests(_: Exported) -> tuple[Request, ...]:
    """None: there is no service to call."""
    return ()


DIALECT = Dialect(
    name="generic",
    title="Any other service",
    about="Plain files and a schedule, for a service that is not in this list.",
    docs="https://jinja.palletsprojects.com/en/stable/templates/",
    own=r"\{(?=[{%#])",
    write=_write,
    literal=_literal,
    links={name: f"{{{{ {name} }}}}" for name in ("unsubscribe_url", "preferences_url", "web_url")},
    requests=_requests,
    images=Images.FILES,
    sets_headers=(),
    steps=(
        (
            "Find in your service's help how it writes a field, a default, and the link that "
            "unsubscribes."
        ),
        (
            "In each of the {count} letters replace what stands in {{ and }} by that: the HTML, "
            "the text and the subject."
        ),
        (
            "Upload the pictures of the folder images, and put their addresses in place of "
            "images/ in the HTML."
        ),
        (
            "Make a mail for each letter in your service, paste the subject, the preview line, the "
            "HTML and the text, and send a test to yourself."
        ),
        "Schedule each letter for the time that the schedule names.",
    ),
    no_tracking="none",
    tracking_off=(
        "The files hold no tracking. Look in your service's settings for open and click tracking, "
        "and turn both off."
    ),
    leave_series=(
        "Give the series a list, group or topic of its own in your service, so that a reader can "
        "leave it alone."
    ),
    cannot=(
        "There is no upload: the files are for you, or for a program of yours that reads Jinja2.",
        "A program that fills them in must escape values in the HTML and not in text and subject.",
    ),
)
