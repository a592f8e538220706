"""What browsers are told as it happens: server-sent events, to any number of browsers.

A browser that reads slowly holds nobody up and costs no more memory: of what waits for it, only
the newest of a kind and article is kept.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

SERIES, FINDINGS, FAILURE, HELLO = "series", "findings", "failure", "hello"
SILENCE = 15.0  # seconds after which a line says that the stream is alive


class Event(NamedTuple):
    """Something that happened to an article: its kind, and what a browser needs to know of it."""

    kind: str
    data: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        """What a newer one takes the place of."""
        return self.kind, str(self.data.get("article", ""))

    def text(self) -> str:
        """The event as the stream writes it (HTML standard, server-sent events)."""
        written = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        whole = written.encode("utf-8", "replace").decode()  # the name of a file may be no text
        return f"event: {self.kind}\ndata: {whole}\n\n"


class _Waiting:
    """What waits for one browser."""

    def __init__(self) -> None:
        self.events: dict[tuple[str, str], Event] = {}
        self.more = asyncio.Event()

    def add(self, event: Event) -> None:
        older = self.events.pop(event.key, None)
        self.events[event.key] = _joined(older, event)
        self.more.set()

    def take(self) -> list[Event]:
        taken = list(self.events.values())
        self.events.clear()
        self.more.clear()
        return taken


class Events:
    """Tells every browser that listens. `tell` may be called from any thread."""

    def __init__(self) -> None:
        self._listening: set[_Waiting] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def begin(self) -> None:
        """Tell browsers from the event loop that runs now."""
        self._loop = asyncio.get_running_loop()

    def tell(self, event: Event) -> None:
        """Tell everybody who listens."""

        def add() -> None:
            for one in self._listening:
                one.add(event)

        self._soon(add)

    def close(self) -> None:
        """End every stream, now and from now on."""

        def end() -> None:
            self._closed = True
            for one in self._listening:
                one.more.set()

        self._soon(end)

    def _soon(self, do: Callable[[], object]) -> None:
        # After the loop has ended nobody listens.
        with suppress(RuntimeError):
            if self._loop:
                self._loop.call_soon_threadsafe(do)

    async def stream(self, first: Callable[[], list[Event]]) -> AsyncIterator[str]:
        """The text of a browser's stream: how things stand, by `first`, then what happens."""
        waiting = _Waiting()
        self._listening.add(waiting)
        try:
            yield "retry: 500\n\n"
            for event in first():
                yield event.text()
            while not self._closed:
                try:
                    await asyncio.wait_for(waiting.more.wait(), SILENCE)
                except TimeoutError:
                    yield ": quiet\n\n"
                for event in waiting.take():
                    yield event.text()
        finally:
            self._listening.discard(waiting)


def _joined(older: Event | None, event: Event) -> Event:
    """An event that takes an older one's place, with the parts that changed in either."""
    if older is None or event.kind != SERIES:
        return event
    parts = sorted({*older.data["parts"], *event.data["parts"]})
    return Event(SERIES, {**event.data, "parts": parts})
