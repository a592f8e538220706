"""A command run under watch: every socket, and every file opened that it may not open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from machine import ROOT

# Programs and their libraries may be read, and never written; the project may be both.
WATCHED = """
import os, sys, sysconfig
seen = []
project = os.path.realpath({project!r})
read = [os.path.realpath(p) for p in (
    sys.prefix, sys.base_prefix, sysconfig.get_paths()["stdlib"], {package!r}, project,
    "/dev/null", "/usr/share", "/etc/localtime", "/usr/lib", "/proc", "/etc/ld.so.cache")]
written = [project, "/dev/null"]
def watch(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        seen.append((event, repr(args)))
    if event in ("subprocess.Popen", "os.system", "urllib.Request", "sqlite3.connect"):
        seen.append((event, repr(args)))
    if event == "open" and isinstance(args[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(args[0]))
        writes = isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        allowed = written if writes else read
        cache = "__pycache__" in path
        if not cache and not any(path == one or path.startswith(one + os.sep) for one in allowed):
            seen.append((event, path, args[2]))
sys.addaudithook(watch)
from pipeline.cli import letterloom
code = 0
try:
    letterloom({arguments!r}, standalone_mode=False)
except SystemExit as left:
    code = left.code
assert not seen, seen
sys.exit(code)
"""


def watched(
    root: Path, *arguments: str, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """A command of ours in a project, which fails if it does what no build may do."""
    script = WATCHED.format(package=str(ROOT), project=str(root), arguments=list(arguments))
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=cwd or root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
