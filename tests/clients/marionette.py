"""Marionette, the language in which Mozilla's programs are driven: a socket, lengths, JSON."""

from __future__ import annotations

import json
import socket
import time
from itertools import count
from typing import Any


class Marionette:
    """A session with a program that listens on a port of this machine."""

    def __init__(self, port: int, patience: float = 60) -> None:
        self._socket = _connected(port, time.monotonic() + patience)
        self._socket.settimeout(patience)
        self._stream = self._socket.makefile("rb")
        self._numbers = count(1)
        self._received()
        self.say("WebDriver:NewSession", capabilities={})
        self.say("Marionette:SetContext", value="chrome")
        self.say("WebDriver:SetTimeouts", script=int(patience * 1000))

    def say(self, command: str, **parameters: Any) -> Any:
        """Give a command and wait for what it gives. Raises RuntimeError where it fails."""
        asked = json.dumps([0, next(self._numbers), command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(asked), asked))
        _, _, error, result = self._received()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

    def run(self, script: str, *arguments: Any) -> Any:
        """What an async function's body returns, run in the program's own context."""
        wrapped = (
            "const done = arguments[arguments.length - 1];"
            f"(async (...given) => {{ {script} }})(...Array.from(arguments).slice(0, -1))"
            ".then(value => done({value}), error => done({error: `${error}\\n${error.stack}`}))"
        )
        told = self.say(
            "WebDriver:ExecuteAsyncScript", script=wrapped, args=list(arguments), sandbox="system"
        )["value"]
        if "error" in told:
            raise RuntimeError(told["error"])
        return told.get("value")

    def close(self) -> None:
        """End the session."""
        self._stream.close()
        self._socket.close()

    def _received(self) -> Any:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            if not digit:
                raise RuntimeError("the program has gone")
            length += digit
        return json.loads(self._stream.read(int(length)))


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _connected(port: int, until: float) -> socket.socket:
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
