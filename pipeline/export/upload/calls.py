"""A call of a service's API, with its `{names}` filled in.

In a path every `{name}` is filled. In a body only a string that is nothing but one `{name}`: the
texts of letters are full of braces, and they are not ours to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import quote

from pipeline.errors import CampaignError
from pipeline.export.dialect import Exported, Request

Kept = str | int
"""An id as a service gave it."""

NAME = re.compile(r"\{([A-Za-z][\w.-]*)\}", re.ASCII)


IDEMPOTENT = ("GET", "PUT", "PATCH")
"""Methods that may be asked again (RFC 9110, 9.2.2; PATCH as these services document it)."""


class Outcome(StrEnum):
    """What a call does to the drafts there."""

    MADE = "made"
    UPDATED = "updated"
    AGAIN = "made again"  # the earlier one had been deleted there
    KEPT = "kept as it is"  # it exists, and the service has no way to change it
    READ = "read"


class Call(NamedTuple):
    """One call as it is made, or would be.

    `name` is the request's. `url` is whole; a `{name}` in it comes from the answer to an earlier
    call. `headers` are as shown to people, secrets as `***`. `form` says that the body goes as
    multipart/form-data, else JSON. `outcome` is what it is expected to do. `unknown` says that an
    earlier upload asked for this draft and never learnt whether it was made.
    """

    name: str
    method: str
    url: str
    headers: Mapping[str, str]
    body: Mapping[str, Any] | None
    form: bool = False
    outcome: Outcome = Outcome.MADE
    unknown: bool = False


def names(text: str) -> set[str]:
    """The `{names}` in a path."""
    return set(NAME.findall(text))


def filled_path(path: str, known: Mapping[str, Kept]) -> str:
    """A path with the names that are known, each as one percent-encoded segment.

    Raises CampaignError for a value that would lead to another place.
    """
    return NAME.sub(lambda found: _segment(found, known), path)


def _segment(found: re.Match[str], known: Mapping[str, Kept]) -> str:
    if found[1] not in known:
        return found[0]
    value = str(known[found[1]])
    if value in ("", ".", ".."):
        raise CampaignError(
            f"{found[1]} is {value!r}: that cannot stand in an address",
            hint="set it right, or upload with --forget if the service gave it",
        )
    return quote(value, safe="")


def filled(value: Any, known: Mapping[str, Kept], ours: frozenset[str]) -> Any:
    """A body with the names that are known; `ours` are texts that stay as they are."""
    if isinstance(value, Mapping):
        return {key: filled(one, known, ours) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [filled(one, known, ours) for one in value]
    if isinstance(value, str) and value not in ours and (found := NAME.fullmatch(value)):
        return known.get(found[1], value)
    return value


def texts(exported: Exported) -> frozenset[str]:
    """Every text of the letters: it is no name to fill in, even if it is "{list_id}"."""
    mine = {exported.name, exported.sender, exported.postal_address}
    for letter in exported.letters:
        mine |= {letter.subject, letter.preheader, letter.html, letter.text, letter.name}
    return frozenset(mine)


def missing(path: str, body: Any, wanted: frozenset[str], ours: frozenset[str]) -> tuple[str, ...]:
    """The names still unfilled: all in the path; in a body those of `wanted`, not in our texts."""
    return tuple(sorted(names(path) | (set(_alone(body, ours)) & wanted)))


def _alone(value: Any, ours: frozenset[str]) -> Iterator[str]:
    """The names that stand alone in a body's strings."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _alone(one, ours)
    elif isinstance(value, str) and value not in ours and (found := NAME.fullmatch(value)):
        yield found[1]


def sets(request: Request, exported: Exported) -> bool:
    """Whether a call may be made on each upload: it changes what is there and makes nothing new.

    That is what PUT and PATCH do, and a POST to a part of a draft that another call made, where
    nothing of the answer is kept.
    """
    if request.again is not None:
        return request.method in IDEMPOTENT
    settings = {one.name for one in exported.dialect.settings} | set(exported.settings)
    part = not request.keeps and bool(names(request.path) - settings)
    return request.method in IDEMPOTENT or part
