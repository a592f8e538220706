"""An article while somebody writes it: its last good build, its findings, its error."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import assembly, making, project
from pipeline.errors import LetterloomError
from pipeline.files import Images, read_source
from pipeline.making import Made
from pipeline.model import Email, Project, Series, Theme
from pipeline.page.data import Page, data
from pipeline.page.findings import findings
from pipeline.page.recipients import NOBODY, recipients
from pipeline.preview.events import FAILURE, FINDINGS, SERIES, Event
from pipeline.preview.inputs import Inputs, Signature

if TYPE_CHECKING:
    from pipeline.compose import Composed

PATIENCE = 0.25  # seconds that a file may be empty or away before that is an error
LOOK_AGAIN = 0.01  # seconds
AGAIN, MOST = 5, 40  # times a build, or an error, is given up since something was written


@dataclass(frozen=True)
class Build:
    """One whole build: the mails, the page's data without findings, what they were made of."""

    version: int
    made: Made
    page: Page
    shown: Mapping[str, Any]
    images: frozenset[str] = frozenset()


@dataclass(frozen=True)
class State:
    """How an article stands, always as a whole.

    `good` is the last build that succeeded, `found` its findings, None while they are not known.
    `failure` is what is wrong now, None if nothing is.
    """

    good: Build | None = None
    found: Mapping[str, Any] | None = None
    failure: Mapping[str, Any] | None = None

    @cached_property
    def written(self) -> bytes:
        """All of it as the page is given it, in JSON."""
        shown = {**self.good.shown, **(self.found or {})} if self.good else None
        told = {"series": shown, "failure": self.failure}
        written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return written.encode("utf-8", "replace")


@dataclass(frozen=True)
class Reading:
    """All that was read for a build, before anything is made of it."""

    text: str
    project: Project
    theme: Theme
    series: Series
    images: frozenset[str]


class Superseded(Exception):  # noqa: N818  it is no error
    """There is something to build, for which checks must wait."""


class Live:
    """An article while somebody writes it.

    One thread builds and checks; any may read `state`. `tried` says that it was built, or could
    not be.
    """

    def __init__(self, key: str, source: Path, root: Path, recipients: Path | None = None) -> None:
        self.key = key
        self.source = source
        self.root = root
        self.recipients = recipients
        self.inputs = Inputs(source, root, (recipients,) if recipients else ())
        self.state = State()
        self.tried = False
        self._composed: Composed | None = None
        self._stood: Signature = {}

    @property
    def name(self) -> str:
        """What people call the article."""
        good = self.state.good
        return good.shown["article"]["title"] if good else self.source.name

    def build(self) -> list[Event]:
        """Build what changed. Gives what to tell browsers: nothing where all is as it was."""
        try:
            build = self._whole()
        except LetterloomError as error:
            return self._failed(told(error))
        return self._succeeded(build)

    def compose(self, series: Series, theme: Theme, settings: Project) -> tuple[Email, ...]:
        """The mails of a series, those that were made before kept where they are the same."""
        from pipeline import compose as stage

        self._composed = stage.compose_again(series, theme, settings, self._composed)
        return self._composed.emails

    def check(self, superseded: Callable[[], bool]) -> list[Event]:
        """Check the last good build, unless it was checked. Raises Superseded, if that came."""
        state = self.state
        if not state.good or state.found is not None:
            return []
        try:
            found = _findings(state.good, superseded)
        except LetterloomError as error:
            return self._failed(told(error))
        self.state = replace(self.state, found=found)
        about = {"article": self.key, "version": state.good.version}
        return [Event(FINDINGS, {**about, **found})]

    def now(self) -> list[Event]:
        """What a browser that comes anew needs to know."""
        state = self.state
        events = []
        if state.good:
            events.append(self._series(state.good, []))
        if state.failure:
            events.append(Event(FAILURE, {"article": self.key, **state.failure}))
        return events

    def broken(self, error: Exception) -> list[Event]:
        """What to tell browsers of a mistake in the program itself."""
        kind = type(error).__name__
        return self._failed(
            told(
                LetterloomError(
                    f"Letterloom itself failed: {kind}: {error}",
                    hint="go on writing; if it stays, report it with the article that shows it",
                )
            )
        )

    def stale(self) -> bool:
        """Whether a file is other than when it was last read."""
        return self.inputs.signature() != self._stood

    def _succeeded(self, build: Build) -> list[Event]:
        before = self.state
        self.inputs = replace(self.inputs, images=build.images)
        if before.good and {**before.good.shown, "version": 0} == build.shown:
            self.state = replace(before, failure=None)
            return [self._series(before.good, [])] if before.failure else []
        version = before.good.version + 1 if before.good else 1
        build = replace(build, version=version, shown={**build.shown, "version": version})
        self.state = State(build)
        return [self._series(build, _changed(before.good, build))]

    def _failed(self, failure: Mapping[str, Any]) -> list[Event]:
        if failure == self.state.failure:
            return []
        self.state = replace(self.state, failure=failure)
        return [Event(FAILURE, {"article": self.key, **failure})]

    def _series(self, build: Build, parts: list[int]) -> Event:
        return Event(SERIES, {"article": self.key, "version": build.version, "parts": parts})

    def _whole(self) -> Build:
        """A build of files that stood still while they were read.

        It is given up where something was written before it was done, so that nobody sees what
        was half saved, but not for ever: somebody may type without a pause. An error waits longer.
        """
        again = 0
        while True:
            before = self._settled()
            try:
                build = self._made(_read(self.source, self.root), before)
            except LetterloomError:
                if again >= MOST or self.inputs.signature() == before:
                    raise
                build = None
            if build and (again >= AGAIN or self.inputs.signature() == before):
                return build
            again += 1

    def _settled(self) -> Signature:
        """How the files stand, once none is empty or away that was not when it was last looked at.

        What is still so after a while was meant.
        """
        until = time.monotonic() + PATIENCE
        while self.inputs.half_written(self._stood) and time.monotonic() < until:
            time.sleep(LOOK_AGAIN)
        self._stood = self.inputs.signature()
        return self._stood

    def _made(self, read: Reading, before: Signature) -> Build | None:
        """The mails and the page's data of what was read, None if it was written to meanwhile."""
        series, theme, settings = read.series, read.theme, read.project
        rows = recipients(self.recipients, settings.fields) if self.recipients else NOBODY
        if self.inputs.signature() != before:
            return None
        emails = self.compose(series, theme, settings)
        samples = assembly.samples(series, emails, theme, settings)
        made = Made(read.text, settings, theme, series, emails, samples)
        shown = Page(made, made.checked(), rows)
        shown.marks.prefix = self._prefix(made)
        return Build(0, made, shown, data(shown, None), read.images)

    def _prefix(self, made: Made) -> str:
        """What the page's marks begin with: the same as before, so that what is shown may stay."""
        before = self.state.good
        if before and before.page.marks.prefix not in made.text:
            return before.page.marks.prefix
        return made.article.marks.prefix


def told(error: LetterloomError) -> dict[str, Any]:
    """An error as the page is told it: for programs, and as a terminal would show it.

    `where` is its place as people read it, `written` the whole line that it is about.
    """
    place = error.place
    shown = {"where": str(place) if place else "", "written": place.text if place else ""}
    return {**error.data(), **shown, "text": error.format_message()}


def _read(source: Path, root: Path) -> Reading:
    settings = project.load_project(root)
    written = read_source(source)
    images = Images(source, settings)
    article = making.read(source, written, settings, images=images)
    theme = making.load_theme(article, settings)
    series = making.plan(article, theme)
    text = written.decode("utf-8", "replace")
    return Reading(text, settings, theme, series, frozenset(images.asked))


def _findings(build: Build, superseded: Callable[[], bool]) -> dict[str, Any]:
    """What the checks find. Raises Superseded between two rules if something newer came."""
    from pipeline.build import check

    def go_on() -> None:
        if superseded():
            raise Superseded

    return findings(build.page, check(build.page.seen, go_on))


def _changed(before: Build | None, now: Build) -> list[int]:
    """The numbers of the parts that look other than before: all where their number is another."""
    parts = now.shown["parts"]
    older = before.shown["parts"] if before else []
    same = len(older) == len(parts) and before and _shared(before.shown) == _shared(now.shown)
    if not same:
        return [one["number"] for one in parts]
    pairs = zip(older, parts, strict=True)
    return [new["number"] for old, new in pairs if _seen(old) != _seen(new)]


def _shared(shown: Mapping[str, Any]) -> tuple[object, ...]:
    """What all parts are shown with."""
    return shown["prefix"], shown["slots"], shown["images"], shown["people"]


def _seen(part: Mapping[str, Any]) -> dict[str, Any]:
    """What is seen of a part: not the lines that it comes from, which move with what is above."""
    return {name: value for name, value in part.items() if name not in ("tags", "places")}
