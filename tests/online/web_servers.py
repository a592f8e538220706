"""A web server on this machine that answers well, badly, late, or not at all."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

PUBLIC = "127.0.0.2"
"""Stands for the public internet: it is permitted; all other addresses of this machine are not."""


@dataclass
class Seen:
    """What a server was asked, how many at once at most, when, and bytes that it could send."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    now: int = 0
    most: int = 0
    sent: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; `/to/ADDRESS` sends on to an address, `/for-good/ADDRESS` for good."""

    seen: Seen

    def do_HEAD(self) -> None:
        self.answered()

    def do_GET(self) -> None:
        self.answered()

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def answered(self) -> None:
        seen = self.seen
        with seen.lock:
            seen.asked.append((self.command, self.path))
            seen.times.append(time.monotonic())
            seen.agents.add(self.headers["User-Agent"])
            seen.now += 1
            seen.most = max(seen.most, seen.now)
        try:
            self.said()
        except OSError:
            pass
        finally:
            with seen.lock:
                seen.now -= 1

    def said(self) -> None:
        kind, _, rest = self.path.lstrip("/").partition("/")
        special = getattr(self, f"say_{kind.replace('-', '_')}", None)
        if special:
            special(unquote(rest))
        else:
            self.end(int(kind) if kind.isdecimal() else 200)

    def end(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def say_to(self, address: str) -> None:
        self.end(302, Location=address)

    def say_for_good(self, address: str) -> None:
        self.end(301, Location=address)

    def say_circle(self, half: str) -> None:
        self.end(302, Location="/circle/right" if half == "left" else "/circle/left")

    def say_chain(self, number: str) -> None:
        self.end(302, Location=f"/chain/{int(number) + 1}")

    def say_no_head(self, _: str) -> None:
        self.end(405 if self.command == "HEAD" else 200)

    def say_drops_head(self, _: str) -> None:
        if self.command == "HEAD":
            self.close_connection = True
            self.connection.close()
        else:
            self.end(200)

    def say_late(self, seconds: str) -> None:
        time.sleep(float(seconds))
        self.end(200)

    def say_drip(self, _: str) -> None:
        for letter in "HTTP/1.1 200 OK\r\nX-Slow: " + "a" * 400:
            self.wfile.write(letter.encode())
            time.sleep(0.05)

    def say_nonsense(self, _: str) -> None:
        self.wfile.write(b"\x00\x01 what?\r\n\r\n")
        self.close_connection = True

    def say_flood(self, _: str) -> None:
        if self.command == "HEAD":
            self.end(405)
            return
        self.send_response(200)
        self.end_headers()
        for _one in range(2000):
            self.wfile.write(b"x" * 65536)
            self.seen.sent += 65536


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, what it saw."""

    port: int
    seen: Seen

    def url(self, path: str, host: str = "park.org", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


@contextmanager
def serving(address: str = PUBLIC, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    seen = Seen()
    handler = type("Its", (Handler,), {"seen": seen})
    with ThreadingHTTPServer((address, 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Server(server.server_address[1], seen)
        finally:
            server.shutdown()
            thread.join()
