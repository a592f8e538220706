"""The programs that Letterloom is measured beside, set up in folders that git ignores."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
VENV = HERE / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCK = HERE.parent / "requirements" / "inkletter.lock"

# Its command line takes one file a call; all in one process is the fastest that it can be used.
INKLETTER = """
import sys
from pathlib import Path
from inkletter import parse_markdown_to_html
for name in sys.argv[1:]:
    text = Path(name).read_text(encoding="utf-8")
    Path(name).with_suffix(".ink.html").write_text(parse_markdown_to_html(text), encoding="utf-8")
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to measure beside: its name with its version, and the start of its command."""

    name: str
    command: tuple[str, ...]


def mjml() -> Peer:
    """The mjml command line, without its checks, as that is faster."""
    _once(MODULES, HERE / "package-lock.json", _npm)
    version = json.loads((MODULES / "mjml" / "package.json").read_bytes())["version"]
    program = MODULES / ".bin" / ("mjml.cmd" if os.name == "nt" else "mjml")
    return Peer(f"mjml {version}", (str(program), "--config.validationLevel=skip"))


def emailens() -> str:
    """The name and version of @emailens/engine, the other checker of finished mails."""
    _once(MODULES, HERE / "package-lock.json", _npm)
    package = MODULES / "@emailens" / "engine" / "package.json"
    return f"emailens {json.loads(package.read_bytes())['version']}"


def inkletter() -> Peer:
    """inkletter, converting all mails in one process."""
    _once(VENV, LOCK, _pip)
    python = SCRIPTS / "python"
    ask = "import importlib.metadata as m; print(m.version('inkletter'))"
    asked = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)
    return Peer(f"inkletter {asked.stdout.strip()}", (str(python), "-c", INKLETTER))


def _npm() -> None:
    npm = shutil.which("npm")
    if not npm:
        sys.exit("the benchmarks need Node.js with npm: apt-get install nodejs npm")
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    subprocess.run([npm, "ci", *quiet], cwd=HERE, check=True)


def _pip() -> None:
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    locked = ("--require-hashes", "--requirement", str(LOCK))
    subprocess.run([SCRIPTS / "python", *install, *locked], check=True)


def _once(folder: Path, lock: Path, install: Callable[[], None]) -> None:
    """Install into a folder unless that was done from the same lock file."""
    stamp = folder / "letterloom.stamp"
    wanted = hashlib.sha256(f"{folder}\n".encode() + lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"-- installing {lock.relative_to(HERE.parent)}", flush=True)
    try:
        install()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"this could not be installed: {error}")
    stamp.write_text(wanted, encoding="utf-8")
