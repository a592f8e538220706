"""A series of three letters for a service, and what its calls must keep to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pipeline.export import Exported, Letter, dialect

WAITS = (timedelta(), timedelta(days=3), timedelta(hours=30))
_NAMED = re.compile(r"(?<!\{)\{([a-z]+_[a-z0-9_]+)\}(?!\})")


def letters(waits: tuple[timedelta, ...] = WAITS) -> tuple[Letter, ...]:
    """A letter for each wait."""
    return tuple(
        Letter(
            number=number,
            of=len(waits),
            key=f"letter-{number}",
            name=f"The Road ({number}/{len(waits)})",
            subject=f"Part {number}, {{{{ name }}}}",
            preheader=f"Read {number}",
            html=f"<p>{number} & {{{{ name }}}}</p>",
            text=f"{number} & {{{{ name }}}}\n",
            wait=wait,
            waited=sum(waits[:number], timedelta()),
        )
        for number, wait in enumerate(waits, 1)
    )


def series(
    service: str,
    settings: Mapping[str, str] | None = None,
    waits: tuple[timedelta, ...] = WAITS,
    **changed: Any,
) -> Exported:
    """The series for a service, with an account's settings."""
    given: dict[str, Any] = {
        "dialect": dialect(service),
        "slug": "road",
        "name": "The Road",
        "lang": "en",
        "sensitive": False,
        "letters": letters(waits),
        "settings": settings or {},
        "sender": "Lantern Clinic",
        "address": "hello@example.org",
        "reply_to": "care@example.org",
    }
    return Exported(**(given | changed))


def check_names(exported: Exported) -> None:
    """Every name in a path or a body is a setting's, or was kept of an earlier answer."""
    known = {one.name for one in exported.dialect.settings}
    names = [one.name for one in exported.dialect.requests(exported)]
    assert len(set(names)) == len(names)
    for request in exported.dialect.requests(exported):
        assert set(_NAMED.findall(request.path + json.dumps(request.body))) <= known
        known |= set(request.keeps)
        if request.again:
            again = request.again.path + json.dumps(request.again.body)
            assert set(_NAMED.findall(again)) <= known
