"""What was edited, so that it can be undone to the byte, and done again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.preview.editing.files import Bytes, put

MOST = 500  # steps that are kept


@dataclass(frozen=True, slots=True)
class Step:
    """What one request changed, and a sentence that says it."""

    told: str
    before: Bytes
    after: Bytes

    @property
    def back(self) -> Step:
        """The step back."""
        return Step(self.told, self.after, self.before)


@dataclass(slots=True)
class History:
    """The steps of a project since the preview began, the newest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def do(self, step: Step) -> None:
        """Write a step, and remember it."""
        put(step.before, step.after)
        self.did(step)

    def did(self, step: Step) -> None:
        """Remember a step that is written. What was undone of its files cannot be done again."""
        self.undone = [one for one in self.undone if not _about(one, step.before)]
        self.done = [*self.done, step][-MOST:]

    def undo(self, files: Collection[Path]) -> Step:
        """Undo the last step about some files."""
        return _turned(self.done, self.undone, files, "undo")

    def redo(self, files: Collection[Path]) -> Step:
        """Do the last step about some files again that was undone."""
        return _turned(self.undone, self.done, files, "do again")

    def counts(self, files: Collection[Path]) -> dict[str, int]:
        """How many steps about some files can be undone and done again."""
        return {
            "undo": sum(_about(one, files) for one in self.done),
            "redo": sum(_about(one, files) for one in self.undone),
        }


def _turned(taken: list[Step], given: list[Step], files: Collection[Path], what: str) -> Step:
    step = next((one for one in reversed(taken) if _about(one, files)), None)
    if step is None:
        raise UsageError(f"there is nothing to {what}")
    back = step.back
    put(back.before, back.after)
    taken.remove(step)
    given.append(back)
    return back


def _about(step: Step, files: Collection[Path]) -> bool:
    return any(file in files for file in step.before)
