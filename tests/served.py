"""The real command `letterloom preview`, in a process of its own, and raw requests to it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from machine import ROOT

PATIENCE = 30.0  # seconds: machines are busy


@dataclass
class Preview:
    """A preview that runs: its process, its address, the token of its page."""

    process: subprocess.Popen[str]
    address: str
    token: str
    root: Path

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def get(self, path: str, **rest: Any) -> httpx.Response:
        return httpx.get(self.address + path, timeout=PATIENCE, **rest)

    def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        told = {"X-Letterloom-Token": self.token, **headers}
        return httpx.post(self.address + path, json=body, headers=told, timeout=PATIENCE)

    def series(self, key: str) -> dict[str, Any]:
        data: dict[str, Any] = self.get(f"api/articles/{key}/series").json()
        return data

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as a person would; gives its exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@contextmanager
def preview(root: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Iterator[Preview]:
    """`letterloom preview` in a project, until the block ends."""
    command = [sys.executable, "-m", "pipeline", "preview", "--no-open", *arguments]
    process = subprocess.Popen(
        command,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        address = re.search(r"http://\S+/", line)
        assert address, line + process.stdout.read()
        page = httpx.get(address[0], timeout=PATIENCE).text
        token = re.search(r'name="letterloom-preview" content="([^"]+)"', page)
        assert token, page
        yield Preview(process, address[0], token[1], root)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


@dataclass
class Answer:
    """An answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


def raw(port: int, request: bytes, host: str = "127.0.0.1") -> Answer:
    """Send these very bytes. Gives the answer; its status is 0 where the server said nothing."""
    with socket.create_connection((host, port), timeout=PATIENCE) as opened:
        opened.sendall(request)
        data = b""
        while more := opened.recv(65536):
            data += more
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in lines[1:])
    headers = {name.lower(): value.strip() for name, _, value in fields}
    return Answer(int(lines[0].split()[1]) if data else 0, headers, body)


class Listener:
    """A browser's stream of events, read in a thread: `events` are (kind, data) in order."""

    def __init__(self, address: str) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.ended = threading.Event()
        self._opened = threading.Event()
        self._address = address
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        assert self._opened.wait(PATIENCE)

    def _read(self) -> None:
        try:
            with httpx.stream("GET", f"{self._address}api/events", timeout=None) as answer:
                self._opened.set()
                kind = ""
                for line in answer.iter_lines():
                    if line.startswith("event: "):
                        kind = line.removeprefix("event: ")
                    elif line.startswith("data: "):
                        self.events.append((kind, json.loads(line.removeprefix("data: "))))
        except httpx.HTTPError:
            pass
        finally:
            self._opened.set()
            self.ended.set()

    def wait(self, kind: str, after: int = 0, **wanted: object) -> dict[str, Any]:
        """The first event of a kind, from the one with the number `after` on, with these values."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for one, data in self.events[after:]:
                if one == kind and wanted.items() <= data.items():
                    return data
            time.sleep(0.005)
        raise AssertionError(f"no {kind} {wanted} in {self.events[after:]}")
