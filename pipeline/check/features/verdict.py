"""Facts and notes put together: whether a mail program does what a mail asks of it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.check.features.note import Note, always, never
from pipeline.check.features.notes import note
from pipeline.check.features.use import Use
from pipeline.clients import Answer, Support, support

WORD = "outlook.windows"
"""The one program that reads conditional comments."""


class Verdict(NamedTuple):
    """Whether a program does it: "yes", "no", "partly" or "unknown", and what happens.

    `text` is a sentence in lower case without its full stop, "" if there is nothing to say; beside
    a yes it is worth knowing only. `sure` is False where no machine can tell: say it quietly.
    `scope` names some of the program's readers for whom a yes does not hold (`note.SCOPES`): for
    them a mail loses more at once, so it is told once.
    """

    answer: Answer
    text: str = ""
    sure: bool = True
    scope: str = ""


_AROUND = ("media", "supports")
_UNSEEN = Verdict("yes")
_UNKNOWN = Verdict("unknown")


def verdict(use: Use, client: str) -> Verdict:
    """What a client makes of a use; "yes" where it does not even read it.

    That is what is not meant for it, and what stands in an `@media` or `@supports` that it drops
    whole: then the at-rule is what it does not support.
    """
    if not (use.outlook if client == WORD else use.others) or (
        use.around and _dropped(use, client)
    ):
        return _UNSEEN
    fact = _same_for_all(use.feature, client)
    return fact if isinstance(fact, Verdict) else _judged(use, fact)


@cache
def _same_for_all(feature: str, client: str) -> Verdict | Support:
    """The verdict on any use; the fact, if some of its notes hit only some uses."""
    fact = support(feature, client)
    if not fact or fact.answer == "unknown":
        return _UNKNOWN
    notes = [note(feature, number) for number in fact.notes]
    if any(one and one.applies not in (always, never) for one in notes):
        return fact
    return _judged(Use(feature, 0, ""), fact)


def _judged(use: Use, fact: Support) -> Verdict:
    notes = [note(use.feature, number) for number in fact.notes]
    hits = [one for one in notes if one and one.applies(use)]
    scope = next((one.scope for one in hits if one.scope), "")
    plain = [one for one in hits if not one.scope]
    told = [one for one in plain if one.sure] or plain
    text = "; ".join(dict.fromkeys(one.text for one in told))
    if fact.answer != "partly":
        return Verdict(fact.answer, text, scope=scope)
    if told:
        return Verdict("partly", text, told[0].sure, scope)
    return _spared(notes, scope)


def _dropped(use: Use, client: str) -> bool:
    """Whether an at-rule around it is dropped whole."""
    facts = (support(f"css-at-{one.name}", client) for one in use.around if one.name in _AROUND)
    return any(fact and fact.answer == "no" for fact in facts)


def _spared(notes: list[Note | None], scope: str) -> Verdict:
    """Partial support that no note of ours speaks against: a yes, if every note is one of ours."""
    judged = bool(notes) and None not in notes
    return Verdict("yes" if judged else "partly", scope=scope)
