"""A service on this machine that takes drafts as an API does, and breaks as it is told to."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

HUNG = 0.6  # seconds
Answer = tuple[int, dict[str, str], bytes]


class Came(NamedTuple):
    """A request as it came over the line."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body) if self.body else None


@dataclass
class Service:
    """What it was asked, and what it holds. `faults` are taken one a request, before its work.

    A fault is a status ("429", "503 2" with Retry-After), "drop" (the line is cut before the work),
    "hang" (nothing for a while, then the same), "lose" (the work is done, and the line cut before
    the answer), or "" for none.
    """

    answer: Callable[[Came, Service], Answer]
    faults: list[str] = field(default_factory=list)
    came: list[Came] = field(default_factory=list)
    drafts: dict[str, Any] = field(default_factory=dict)
    url: str = ""

    def asked(self) -> list[str]:
        return [f"{one.method} {one.path}" for one in self.came]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def _serve(self) -> None:
        service = self.server.service  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        came = Came(self.command, self.path, headers, body)
        service.came.append(came)
        fault = service.faults.pop(0) if service.faults else ""
        if fault == "drop":
            self._cut()
        elif fault == "hang":
            threading.Event().wait(HUNG)
            self._cut()
        elif fault and fault != "lose":
            status, _, wait = fault.partition(" ")
            self._say(int(status), {"Retry-After": wait} if wait else {}, b'{"message": "no"}')
        else:
            status, extra, answer = service.answer(came, service)
            if fault == "lose":
                self._cut()
            else:
                self._say(status, extra, answer)

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A caller that hangs up is no fault of the service."""


@contextmanager
def serving(answer: Callable[[Came, Service], Answer]) -> Iterator[Service]:
    """A service while the block runs."""
    service = Service(answer)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.service = service  # type: ignore[attr-defined]
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(status: int, document: Any) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(document).encode()


def drafts(came: Came, service: Service) -> Answer:
    """POST makes a draft below its path, PUT and PATCH change one, GET reads it."""
    path = came.path.partition("?")[0].rstrip("/")
    if came.method == "POST":
        number = str(len(service.drafts) + 100)
        service.drafts[f"{path}/{number}"] = came.said
        return said(201, {"id": number})
    if path.endswith("/content"):
        return said(200, {}) if path.removesuffix("/content") in service.drafts else said(404, {})
    if path not in service.drafts:
        return said(404, {"message": "no such draft"})
    if came.method != "GET":
        service.drafts[path] = came.said
    return said(200, {"id": path.rpartition("/")[2], "updated_at": f"t{len(service.came)}"})
