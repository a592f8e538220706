"""How long the checks of a mail take, beside `@emailens/engine`: `python -m benchmarks.checking`.

Both check the same finished mails, each in one process, a first round of each not counted.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import peers
from pipeline.__main__ import OBJECTS
from pipeline.asked import Asked
from pipeline.build import build
from pipeline.check.run import check_mail
from pipeline.check.table import MAIL_RULES
from pipeline.mails.foreign import read_mail
from pipeline.model import CheckSettings
from pipeline.project import load_project

ROOT = Path(__file__).resolve().parent.parent
SPECIMEN = ROOT / "templates" / "specimen"
ROUNDS = 15


def measure() -> None:
    """Print the time a mail of both, and how many things each found; no aim is set."""
    gc.set_threshold(OBJECTS, 20, 20)  # as the command does
    name = peers.emailens()
    with tempfile.TemporaryDirectory() as folder:
        mails = _mails(Path(folder))
        theirs = _theirs(mails)
        ours = [_ours(mail) for mail in mails]
    print(f"\n{'median ms to check a mail, and what was found':42}{'ours':>12}{name:>26}")
    ratios: list[float] = []
    for mail, (mine, found), their in zip(mails, ours, theirs, strict=True):
        taken, other = median(mine), median(their["taken"])
        ratios.append(taken / other)
        label = f"{mail.parent.parent.name}/{mail.parent.name}"[:40]
        both = (f"{taken:.1f} ({found})", f"{other:.1f} ({their['found']})")
        print(f"{label:42}{both[0]:>12}{both[1]:>26}")
    ratio: float = median(ratios)
    print(f"median of the ratios: {ratio:.2f}")


def _mails(out: Path) -> list[Path]:
    """The mails of the first article and of the English specimen."""
    found = []
    for root, source in ((ROOT, "content/road-to-recovery.txt"), (SPECIMEN, "content/en.md")):
        built = build(root / source, load_project(root), Asked(out))
        found += [built.folder / part["files"]["html"] for part in built.manifest["parts"]]
    return found


def _ours(path: Path) -> tuple[list[float], int]:
    data = path.read_bytes()
    taken, found = [], 0
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        mail = read_mail(path, data, CheckSettings()).mail
        found = len(list(check_mail(mail, MAIL_RULES))) if mail else 0
        taken.append(1000 * (time.perf_counter() - start))
    return taken[1:], found


def _theirs(mails: list[Path]) -> list[dict[str, Any]]:
    script = Path(__file__).with_name("emailens.mjs")
    command = ["node", os.fspath(script), str(ROUNDS), *map(str, mails)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


if __name__ == "__main__":
    measure()
