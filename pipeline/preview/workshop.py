"""The one thread that builds and checks: what was asked for first, then what can wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from threading import Condition, Thread
from typing import TypeVar

from pipeline.preview.events import Event, Events
from pipeline.preview.live import Live, Superseded

Given = TypeVar("Given")
MOMENT = 0.12  # seconds


class Workshop:
    """Builds articles in the order in which they were asked for, each once however often asked.

    Checks are done when there is nothing to build, a moment later, so that they hold up no browser
    that fetches what was built, and are given up for a build. The thread ends with the program,
    whatever it is at.
    """

    def __init__(self, events: Events) -> None:
        self._events = events
        self._more = Condition()
        self._builds: dict[str, Live] = {}
        self._checks: dict[str, Live] = {}
        self._at: Live | None = None
        self._thread = Thread(target=self._work, name="letterloom-build", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def ask(self, live: Live) -> None:
        """Have an article built anew."""
        with self._more:
            self._builds[live.key] = live
            self._more.notify_all()

    def busy(self) -> bool:
        """Whether something waits to be built."""
        return bool(self._builds)

    def wait(self, live: Live) -> None:
        """Wait until an article was built, or cannot be."""
        with self._more:
            if not live.tried and live is not self._at:
                self._builds[live.key] = live
                self._more.notify_all()
            self._more.wait_for(lambda: live.tried)

    def _work(self) -> None:
        while True:
            with self._more:
                self._more.wait_for(lambda: self._builds or self._checks)
                building = self._more.wait_for(self.busy, MOMENT)
                waiting = self._builds if building else self._checks
                live = self._at = waiting.pop(next(iter(waiting)))
            if building:
                self._tell(live, live.build)
            else:
                self._tell(live, partial(live.check, self.busy))
            with self._more:
                self._at = None
                live.tried = True
                if building:
                    self._checks[live.key] = live
                self._more.notify_all()

    def _tell(self, live: Live, work: Callable[[], list[Event]]) -> None:
        try:
            events = work()
        except Superseded:
            with self._more:
                self._checks[live.key] = live
            return
        except Exception as error:  # noqa: BLE001  one mistake of ours must not end the preview
            events = live.broken(error)
        for event in events:
            self._events.tell(event)


async def aside(function: Callable[[], Given]) -> Given:
    """What a function gives, run in a thread of its own that does not keep the program alive."""
    loop = asyncio.get_running_loop()
    given: asyncio.Future[Given] = loop.create_future()

    def settle(result: Given | None, error: BaseException | None) -> None:
        if given.cancelled():
            return
        if error:
            given.set_exception(error)
        else:
            given.set_result(result)  # type: ignore[arg-type]  # no error: it is what was given

    def run() -> None:
        try:
            done, error = function(), None
        except Exception as raised:  # noqa: BLE001  it is raised where it is awaited
            done, error = None, raised
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, done, error)

    Thread(target=run, name="letterloom-aside", daemon=True).start()
    return await given
