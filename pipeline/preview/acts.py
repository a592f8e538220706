"""What can be done with an article from the page: edited, approved, sent to oneself, pictured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.preview.answers import Answer, good, person_of
from pipeline.preview.desk import Desk
from pipeline.preview.live import Live

MOST_LISTED = 400


def settings(desk: Desk, live: Live, _given: Mapping[str, Any]) -> object:
    """What the forms edit."""
    return desk.editing.settings(live.source)


def edit(desk: Desk, live: Live, given: Mapping[str, Any]) -> object:
    """Edits done, all or none; with the shape that the series has then, for the next edit."""
    edits, shape = given.get("edits"), given.get("shape")

    def write() -> object:
        done = desk.editing.edit(live.source, edits, shape)
        return {**done, "shape": desk.editing.shape(live.source)}

    return _written(desk, live, write)


def undo(desk: Desk, live: Live, _given: Mapping[str, Any]) -> object:
    """The last edit undone."""
    return _written(desk, live, lambda: desk.editing.undo(live.source))


def redo(desk: Desk, live: Live, _given: Mapping[str, Any]) -> object:
    """What was undone last, done again."""
    return _written(desk, live, lambda: desk.editing.redo(live.source))


def approve(desk: Desk, live: Live, given: Mapping[str, Any]) -> object:
    """A name put under the words."""
    by = given.get("by", "")
    return _written(desk, live, lambda: desk.editing.approve(live.source, by))


def withdraw(desk: Desk, live: Live, _given: Mapping[str, Any]) -> object:
    """An approval taken back."""
    return _written(desk, live, lambda: desk.editing.withdraw(live.source))


def trial_ready(_desk: Desk, live: Live, _given: Mapping[str, Any]) -> dict[str, object]:
    """Whether a test mail can be sent, and the way, or what to set up first."""
    from pipeline.trying import ready

    is_ready, how = ready(good(live).made.project)
    return {"ready": is_ready, "how": how}


def trial(_desk: Desk, live: Live, given: Mapping[str, Any]) -> dict[str, object]:
    """Parts sent to oneself. Raises the first error where not one of them was taken."""
    from pipeline.trying import send

    build = good(live)
    to = str(given.get("to", "")).replace(",", " ").split()
    values = person_of(build, given).values if "person" in given else None
    outcomes = send(build.made, _numbers(given, "parts"), to, values=values)
    errors = [one.error for one in outcomes if one.error]
    if len(errors) == len(outcomes) and errors:
        raise errors[0]
    taken = len(outcomes) - len(errors)
    many = "1 mail was" if taken == 1 else f"{taken} mails were"
    lost = f", {len(errors)} not: {errors[0].message}" if errors else ""
    sent = [
        {
            "part": one.trial.part,
            "to": one.trial.to,
            "subject": one.trial.subject,
            "error": one.error.message if one.error else "",
        }
        for one in outcomes
    ]
    return {"said": f"{many} handed over{lost}.", "sent": sent}


def shots(desk: Desk, live: Live, given: Mapping[str, Any]) -> dict[str, object]:
    """Pictures of the parts, in a folder of `out/`."""
    from pipeline.files import within
    from pipeline.shots import MODES, WIDTHS, Asked, take

    build = good(live)
    widths = _numbers(given, "widths") or WIDTHS
    modes = _listed(given, "modes")
    if not all(isinstance(one, str) for one in modes):
        raise UsageError("there is no such mode", hint=f"one of: {', '.join(MODES)}")
    asked = Asked(widths, modes or ("light", "dark"), _numbers(given, "parts"))
    values = person_of(build, given).values if "person" in given else None
    taken = take(build.made, asked, Path(desk.root) / "out", values=values)
    many = "1 picture" if len(taken.shots) == 1 else f"{len(taken.shots)} pictures"
    folder = within(taken.folder, build.made.project)
    return {"said": f"{many} in {folder}", "folder": folder}


def _written(desk: Desk, live: Live, write: Callable[[], object]) -> object:
    """What an edit gives, and the article built anew at once."""
    given = write()
    desk.workshop.ask(live)
    return given


def _listed(given: Mapping[str, Any], name: str) -> list[Any]:
    found = given.get(name) or []
    if not isinstance(found, list) or len(found) > MOST_LISTED:
        raise UsageError(f"{name}: this is no list")
    return found


def _numbers(given: Mapping[str, Any], name: str) -> list[int]:
    found = _listed(given, name)
    if not all(type(one) is int for one in found):
        raise UsageError(f"{name}: these are no whole numbers")
    return found


GIVEN: Mapping[str, Answer] = {"settings": settings, "test": trial_ready}
"""What may be asked about an article."""

DONE: Mapping[str, Answer] = {
    "edit": edit,
    "undo": undo,
    "redo": redo,
    "approve": approve,
    "withdraw": withdraw,
    "test": trial,
    "shots": shots,
}
"""What may be done with it."""
