"""What a service refused, or what nobody knows, told to a person who can do something about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.errors import CampaignError, visible
from pipeline.export.upload.asking import LONGEST_WAIT, Answer
from pipeline.export.upload.login import Keys
from pipeline.export.upload.remembered import Remembered

SHOWN = 300  # characters of a service's own message
_TELLING = re.compile(
    r"(?i)(?:error_?)?(?:message|messages|detail|details|title|reason|error|errors)"
)
_DEPTH = 6


class UploadError(CampaignError):
    """An upload stopped: `remembered` is what is known so far, written already."""

    def __init__(self, message: str, *, hint: str, remembered: Remembered) -> None:
        """Say it as every error is said."""
        super().__init__(message, hint=hint)
        self.remembered = remembered


def own_words(answer: Answer, keys: Keys) -> str:
    """The service's own message: on one line, shortened, without keys; "" if it gave none."""
    said = answer.said
    words = ". ".join(dict.fromkeys(_told(said))) if said is not None else _plain(answer.body)
    # A sign that nobody sees must not part a key: it becomes visible before keys are looked for.
    line = keys.masked(" ".join(visible(words).split()))
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def refused(name: str, title: str, answer: Answer, keys: Keys) -> tuple[str, str]:
    """What a definite refusal means and what to do: message and hint."""
    words = own_words(answer, keys)
    message = f"{title} refused {name} ({answer.status}){': ' + words if words else ''}"
    return message, _advice(answer, keys)


def _advice(answer: Answer, keys: Keys) -> str:
    variables = " and ".join(keys.variables)
    if answer.status in (401, 403):
        return (
            f"see that {variables} {'hold' if len(keys.variables) > 1 else 'holds'} a key of this "
            "account, not an old one, and that it may write templates and campaigns"
        )
    if 300 <= answer.status < 400:
        return "it points to another address: set the right one; keys are not sent after it"
    if answer.status in (429, 503):
        wait = f" in {answer.wait:.0f} seconds" if answer.wait > LONGEST_WAIT else " later"
        return f"it is busy: run the same command again{wait}; what is made is remembered"
    if answer.status == 404:
        return "see that the settings of the account are right; --forget makes new drafts"
    return "change what it names, and run the same command again: what is made is remembered"


def doubt(answer: Answer, keys: Keys) -> str:
    """Why an answer leaves open whether a draft was made: its status, and what the service says."""
    if 300 <= answer.status < 400:
        return f"{answer.status}: it points to another address, and keys are not sent after it"
    return f"{answer.status} {own_words(answer, keys)}".strip()


def in_use(name: str, title: str, keys: Keys, state: str) -> tuple[str, str]:
    """What somebody has set going meanwhile: message and hint."""
    told = keys.masked(visible(" ".join(state.split())[:40]))
    message = (
        f"{title} says that what {name} looked at is no draft any more ({told}): people may be "
        "getting it, and an upload would change their mails"
    )
    hint = (
        f"stop it in {title} first, or upload with --running if what runs is to be changed; "
        "--forget leaves it alone and makes new drafts"
    )
    return message, hint


def unknown(names: Sequence[str], title: str, why: str = "") -> tuple[str, str]:
    """Drafts that may or may not exist: message and hint."""
    listed = ", ".join(names)
    again = " ".join(f"--again {one}" for one in names)
    message = f"nobody knows whether {title} made {listed}{': ' + why if why else ''}"
    hint = (
        f"look in {title}: delete it there if it exists, and upload with {again}; it is not asked "
        "for again by itself, so that nothing is made twice"
    )
    return message, hint


def _told(said: Any, depth: int = 0) -> Iterator[str]:
    """The sentences of an answer that say what is wrong."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, list) and depth < _DEPTH:
        for one in said:
            yield from _told(one, depth + 1)
    elif isinstance(said, Mapping) and depth < _DEPTH:
        telling = {key: one for key, one in said.items() if _TELLING.fullmatch(key)}
        for one in (telling or (said if depth else {})).values():
            yield from _told(one, depth + 1)


def _plain(body: bytes) -> str:
    """An answer that is no JSON; of a web page nothing is shown."""
    text = body[: SHOWN * 8].decode("utf-8", "replace").strip()
    return "" if text.startswith("<") else text
