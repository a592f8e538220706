"""The server itself: bound to loopback, ended at once."""

from __future__ import annotations

import asyncio
import secrets
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.preview.desk import Desk

if TYPE_CHECKING:
    from types import FrameType

    import uvicorn

LOOPBACK = {
    "127.0.0.1": ("127.0.0.1",),
    "localhost": ("127.0.0.1", "::1"),
    "::1": ("::1",),
}
"""The names that a preview may be served under, and the addresses that each is bound to."""

PREFERRED = range(8650, 8660)
SWITCH = 0.001  # seconds that building may keep the server from answering, at a time


class Bound:
    """Sockets that listen on one port of loopback, under a name."""

    def __init__(self, host: str, sockets: Sequence[socket.socket]) -> None:
        self.sockets = list(sockets)
        self.port: int = self.sockets[0].getsockname()[1]
        self._host = host

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://{_bracketed(self._host)}:{self.port}/"

    @property
    def names(self) -> frozenset[str]:
        """What a request may call the server."""
        bound = (one.getsockname()[0] for one in self.sockets)
        return frozenset({"localhost", *map(_bracketed, bound)})


def bind(host: str, port: int | None) -> Bound:
    """Sockets for a host, which must be loopback, and a port: a free one where none is asked for.

    Raises UsageError for any other host, and for a port that is taken.
    """
    if host not in LOOPBACK:
        raise UsageError(
            f"--host {host}: the preview is for this machine alone",
            hint="what it shows and writes is nobody else's: use 127.0.0.1, localhost or ::1; "
            "to show a series to others, send them out/<slug>/index.html",
        )
    if port is None:
        found = next(filter(None, (_sockets(host, one) for one in (*PREFERRED, 0))), None)
        if found is None:
            raise UsageError(f"--host {host}: this machine has no such address")
        return Bound(host, found)
    taken = _sockets(host, port)
    if taken is None:
        raise UsageError(f"--port {port} cannot be had: {_why(host, port)}")
    return Bound(host, taken)


def _why(host: str, port: int) -> str:
    """Why a port is not to be had, and which one is."""
    for other in (*range(port + 1, min(port + 50, 65536)), 0):
        sockets = _sockets(host, other)
        if sockets:
            free = sockets[0].getsockname()[1]
            for one in sockets:
                one.close()
            return f"it is taken, or not yours to take; {free} is free"
    return "this machine has no such address"


def _sockets(host: str, port: int) -> list[socket.socket] | None:
    """A socket on each address of a host, None where the first cannot be had."""
    found: list[socket.socket] = []
    for address in LOOPBACK[host]:
        try:
            found.append(_listening(address, found[0].getsockname()[1] if found else port))
        except OSError:
            if not found:
                return None
    return found


def _listening(address: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    try:
        if sys.platform != "win32":  # where it would let others take the port too
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def serve(
    desk: Desk, bound: Bound, ready: Callable[[], object] = lambda: None, *, log: bool = False
) -> None:
    """Serve until the program is told to end. `ready` is called once requests are answered.

    `log` has each request written to the log `uvicorn.access`.
    """
    sys.setswitchinterval(SWITCH)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(desk, bound, ready, log=log))


async def _serve(desk: Desk, bound: Bound, ready: Callable[[], object], *, log: bool) -> None:
    from pipeline.preview.app import app
    from pipeline.preview.watching import watch

    desk.events.begin()
    desk.workshop.start()
    for live in desk.articles()[:1]:  # the one that will be asked for first
        desk.workshop.ask(live)
    token = secrets.token_urlsafe(32)
    server = _server(app(desk, bound.names, bound.port, token), desk.events.close, log=log)
    watching = asyncio.create_task(watch(desk))
    asyncio.get_running_loop().call_soon(ready)
    try:
        await server.serve(sockets=bound.sockets)
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


def _server(application: Any, end: Callable[[], None], *, log: bool) -> uvicorn.Server:
    """A server that ends its open streams when it is told to end, and then itself."""
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
            self.force_exit = self.should_exit
            self.should_exit = True
            end()

    config = uvicorn.Config(
        application,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=log,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    return Server(config)
