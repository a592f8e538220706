"""What an answer says: ids, states, and whether anything was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.export.upload.calls import Kept

_ID_LENGTH = 500  # characters; a longer one is no id


def doubtful(status: int) -> bool:
    """Whether a status leaves open if a draft was made: it broke on the way, or points elsewhere.

    503 says that nothing was done, and so do all of 4xx and a redirect that wants the same again.
    """
    return status < 200 or status in (300, 302, 303) or (status >= 500 and status != 503)


def _at(said: Any, path: str) -> Any:
    """What stands at a path of an answer, `posts.0.id`; None if nothing does."""
    for step in path.split("."):
        if isinstance(said, list) and step.isdecimal() and int(step) < len(said):
            said = said[int(step)]
        elif isinstance(said, Mapping) and step in said:
            said = said[step]
        else:
            return None
    return said


def state(said: Any, path: str) -> str | None:
    """The state that an answer tells, in small letters: `true`, `draft`, `1`; None if none."""
    told = _at(said, path)
    if told is None or isinstance(told, Mapping | list):
        return None
    return str(told).strip().lower()


def kept_of(said: Any, path: str) -> Kept | None:
    """What stands at a path of an answer, `posts.0.id`, if it can be an id."""
    said = _at(said, path)
    if isinstance(said, bool) or not isinstance(said, str | int):
        return None
    text = str(said)
    return said if text and text.isprintable() and len(text) <= _ID_LENGTH else None
