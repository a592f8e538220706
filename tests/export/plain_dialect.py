"""A dialect for tests that are about no service."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any

from pipeline.export.dialect import Cannot, Dialect
from pipeline.model import Field, Where

DOUBLE = r"\{\{|%\{"


def write(name: str, field: Field, where: Where) -> str:
    """`{{name|default}}`, as if the service escaped nothing."""
    if where is Where.COMPONENT:
        raise Cannot("nothing can stand in a link", "put the whole link into a field")
    default = field.default if where in (Where.PLAIN, Where.HEADER) else html.escape(field.default)
    return f"{{{{{name}|{default}}}}}"


PLAIN = Dialect(
    name="generic",
    title="Plain",
    about="A service for tests.",
    docs="https://example.org/",
    own=DOUBLE,
    write=write,
    links={"unsubscribe_url": "{{stop}}"},
    requests=lambda _: (),
    steps=("Put it there.",),
    no_tracking="none",
    tracking_off="",
    leave_series="",
)


def dialect(**changes: Any) -> Dialect:
    """The dialect with something else of its own."""
    return replace(PLAIN, **changes)
