"""Handlebars.js and mustache.js under node: one process for all templates of a test run."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from machine import ROOT, lacking

PROGRAM = Path(__file__).parent / "engines" / "render.cjs"
INSTALLED = Path(os.environ.get("ENGINES", ROOT / ".venv" / "engines"))


def render(engine: str, template: str, data: dict[str, Any], *, escape: bool = True) -> str:
    """A template filled by `handlebars` or `mustache`; `escape` is what they do unless told not to.

    Raises ValueError where the engine refuses the template.
    """
    process = _process()
    assert process.stdin is not None
    assert process.stdout is not None
    asked = {"engine": engine, "template": template, "data": data, "escape": escape}
    process.stdin.write(json.dumps(asked).encode() + b"\n")
    process.stdin.flush()
    answer: dict[str, str] = json.loads(process.stdout.readline())
    if "error" in answer:
        raise ValueError(answer["error"])
    return answer["text"]


def package(name: str) -> Path:
    """The folder of an installed package; skips a test that lacks it, fails it in CI."""
    folder = INSTALLED / "node_modules" / name
    if not folder.is_dir():
        lacking(f"the npm package {name} (python3 tasks.py test installs it)")
    return folder


@cache
def _process() -> subprocess.Popen[bytes]:
    node = shutil.which("node")
    if not node:
        lacking("Node.js: apt-get install nodejs npm")
    for name in ("handlebars", "mustache"):
        package(name)
    process = subprocess.Popen(
        [str(node), str(PROGRAM), str(INSTALLED)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    atexit.register(process.communicate)
    return process
