"""listmonk's rendering, by Go's own template packages: built once, one process for all mails."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "golang"


class Listmonk:
    """A running program that renders mails."""

    def __init__(self, folder: Path) -> None:
        """Build it into a folder. Raises RuntimeError where there is no Go."""
        go = shutil.which("go")
        if go is None:
            raise RuntimeError("these tests need Go: apt-get install golang-go")
        program = folder / "listmonk"
        cache = {"GOCACHE": str(folder / "cache"), "GOPATH": str(folder / "path")}
        offline = {"GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local"}
        subprocess.run(
            [go, "build", "-o", str(program), "."],
            cwd=SOURCE,
            env={**os.environ, **cache, **offline},
            check=True,
        )
        self._process = subprocess.Popen(
            [str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def render(self, **mail: Any) -> dict[str, str]:
        """A mail's `html`, `text` and `subject`, for a subscriber's `name`, `email`, `attribs`."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(mail).encode() + b"\n")
        process.stdin.flush()
        made: dict[str, str] = json.loads(process.stdout.readline())
        return made

    def close(self) -> None:
        """End the program."""
        self._process.communicate()


@cache
def running() -> Listmonk:
    """The one program of a run of the tests; it ends with it."""
    folder = tempfile.mkdtemp(prefix="listmonk")
    program = Listmonk(Path(folder))
    atexit.register(shutil.rmtree, folder)
    atexit.register(program.close)
    return program
