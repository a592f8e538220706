"""What the page asks for: tried, written, undone and done again; an approval too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from pipeline import approval
from pipeline.asked import ReadAs
from pipeline.errors import LetterloomError, UsageError
from pipeline.preview.editing.edit import Anew, Edit, PartKey, SetKey, edits_of
from pipeline.preview.editing.files import Files, Texts, bytes_of
from pipeline.preview.editing.forms import forms
from pipeline.preview.editing.history import History, Step
from pipeline.preview.editing.setting import refuse_front_parts, set_key, set_part
from pipeline.preview.editing.splitting import Outcome, anew, resplit
from pipeline.preview.editing.trying import Trials, Tried
from pipeline.project import load_project

Answer = dict[str, Any]
_NOTHING: Answer = {
    "article": {},
    "project": {},
    "proposed": {"article": {}, "project": {}},
    "files": {"article": "", "project": ""},
    "parts": [],
    "proposals": [],
    "themes": [],
    "logos": [],
}
LONGEST_NAME = 200


class Editing:
    """What is edited in one project while a preview runs. It may be called from many threads.

    `root` is the project's folder, `read_as` how its articles are read. `compose` makes an
    article's mails, so that an edit with which they cannot be made is refused.
    """

    def __init__(
        self,
        root: Path,
        read_as: ReadAs | None = None,
        compose: Callable[[Tried], object] = Tried.compose,
    ) -> None:
        self._root = root
        self._read_as = read_as or ReadAs()
        self._compose = compose
        self._history = History()
        self._lock = RLock()

    def edit(self, source: Path, told: object, shape: object = None) -> Answer:
        """Do the edits of a request, all or none: one step to undo.

        `shape` is that of the series whose blocks and parts the edits number (`Series.shape`).
        Gives what was said, and how much can be undone and done again. Raises LetterloomError
        where one of them cannot be, or where the article could not be built with them.
        """
        edits = edits_of(told)
        with self._lock:
            files = Files.of(source, self._root)
            held = files.held()
            before = texts = files.texts(held)
            trials = Trials(source, self._root, self._read_as)
            if shape is not None and any(_numbers(one) for one in edits):
                _refuse_stale(trials.of(texts), shape)
            said: list[str] = []
            for one in edits:
                texts, sentence = _done(one, trials, texts, files)
                said.append(sentence)
            if texts == before:
                return self._answer("Nothing changed.", files, [])
            self._compose(trials.of(texts))
            after = files.encoded(texts, held)
            changed = [file for file in held if held[file] != after[file]]
            step = Step(
                " ".join(dict.fromkeys(said)),
                {file: held[file] for file in changed},
                {file: after[file] for file in changed},
            )
            self._history.do(step)
            return self._answer(step.told, files, changed)

    def shape(self, source: Path) -> str:
        """The shape of the series as its files are now (`Series.shape`)."""
        files = Files.of(source, self._root)
        return Trials(source, self._root, self._read_as).of(files.texts(files.held())).series.shape

    def settings(self, source: Path) -> Answer:
        """What the forms show; where nothing can be edited `locked` says why."""
        try:
            files = Files.of(source, self._root)
            texts = files.texts(files.held())
            shown = forms(Trials(source, self._root, self._read_as), files, texts)
        except LetterloomError as error:
            return {**_NOTHING, "locked": error.format_message(), "undo": 0, "redo": 0}
        return {**shown, **self._history.counts(_of(files))}

    def undo(self, source: Path) -> Answer:
        """Undo the last step about an article or its project, to the byte."""
        with self._lock:
            files = Files.of(source, self._root)
            step = self._history.undo(_of(files))
            return self._answer(f"Undone: {step.told}", files, list(step.before))

    def redo(self, source: Path) -> Answer:
        """Do again what was undone last."""
        with self._lock:
            files = Files.of(source, self._root)
            step = self._history.redo(_of(files))
            return self._answer(f"Done again: {step.told}", files, list(step.before))

    def approve(self, source: Path, by: str) -> Answer:
        """Put a name under the words of an article's letters, as they are now.

        Raises LetterloomError where the checks find an error, and for no name.
        """
        name = approver(by)
        with self._lock:
            files = Files.of(source, self._root)
            asked = approval.to_approve(source, load_project(self._root))
            approval.refuse_errors(asked)
            day = datetime.now(UTC).astimezone().date().isoformat()
            return self._signed(
                files, lambda: approval.approve(asked, name, day), f"Approved by {name}."
            )

    def withdraw(self, source: Path) -> Answer:
        """Take an approval back."""
        with self._lock:
            files = Files.of(source, self._root)
            return self._signed(
                files, lambda: approval.withdraw(source), "The approval is taken back."
            )

    def _signed(self, files: Files, write: Callable[[], object], told: str) -> Answer:
        """Have an approval written or taken back, as a step that can be undone."""
        written = (files.article, files.approved)
        before = {file: bytes_of(file) for file in written}
        write()
        self._history.did(Step(told, before, {file: bytes_of(file) for file in written}))
        return self._answer(told, files, list(written))

    def _answer(self, said: str, files: Files, changed: list[Path]) -> Answer:
        names = [file.name for file in changed]
        return {"said": said, "files": names, **self._history.counts(_of(files))}


def _numbers(edit: Edit) -> bool:
    """Whether an edit names blocks or parts by their numbers."""
    return not isinstance(edit, SetKey | Anew)


def _refuse_stale(tried: Tried, shape: object) -> None:
    """Raise where numbers mean something else by now than on the page that sent them."""
    if tried.series.shape != shape:
        raise UsageError(
            "the article has changed in the meantime, so nothing was written",
            hint="look at the letters as they are now, then do it again",
        )


def _of(files: Files) -> list[Path]:
    return [files.article, files.project]


def _done(edit: Edit, trials: Trials, texts: Texts, files: Files) -> Outcome:
    """The texts after an edit."""
    if isinstance(edit, SetKey):
        return set_key(edit, trials, texts, files)
    refuse_front_parts(trials)
    if isinstance(edit, PartKey):
        return set_part(edit, trials, texts, str(files.article))
    if isinstance(edit, Anew):
        return anew(edit, trials, texts, str(files.article))
    return resplit(edit, trials, texts, str(files.article))


def approver(by: object) -> str:
    """Who approves. Raises UsageError for nobody."""
    name = " ".join(by.split()) if isinstance(by, str) else ""
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise UsageError("who approves?", hint="write the name of the person who read the letters")
    return name
