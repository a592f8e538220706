"""How fast and how good Letterloom is, beside others on the same machine in the same minutes.

    python3 tasks.py bench

The commands take turns, round after round, so that a busy machine slows all of them; a ratio is
the median of the rounds' ratios. The first round warms up and does not count. Nothing is kept,
and once the others are installed nothing asks the network.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks import checking, peers, preview, reading, splicing, splitting

ARTICLE = Path(__file__).resolve().parent.parent / "content" / "road-to-recovery.txt"
MAILS = 6
COLD_AIM, WARM_AIM, SPLICING_AIM = 1.3, 0.33, 200.0  # a cold build checks its mails too
SPLICED = "fill_many"
USUAL = "Jinja2 + EmailMessage"


def main() -> None:
    """Measure everything and print it; ends with 1 if an aim is missed."""
    parser = argparse.ArgumentParser(prog="tasks.py bench", description="Measure Letterloom.")
    parser.add_argument("--rounds", type=int, default=11, help="rounds that count (%(default)s)")
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        built = _builds(Path(folder), rounds)
    spliced = _splicing()
    split = splitting.measure()
    read = reading.measure()
    checking.measure()
    shown = preview.measure()
    sys.exit(0 if built and spliced and split and read and shown else 1)


def _builds(folder: Path, rounds: int) -> bool:
    """Print the builds beside the peers; whether the aims are met."""
    commands = _commands(folder)
    times = _measure(list(commands.values()), rounds)
    by_name = dict(zip(commands, times, strict=True))
    base = by_name[next(name for name in commands if name.startswith("mjml"))]
    print(f"\n{'median of ' + str(rounds) + ' rounds':52}{'ms':>8}{'x mjml':>9}")
    aims = [COLD_AIM, WARM_AIM, None, None]
    ratios = [median(map(_ratio, taken, base)) for taken in times]
    for name, taken, ratio, aim in zip(commands, times, ratios, aims, strict=True):
        print(f"{name:52}{1000 * median(taken):8.0f}{ratio:9.2f}{_at_most(ratio, aim)}")
    return ratios[0] <= COLD_AIM and ratios[1] <= WARM_AIM


def _commands(folder: Path) -> dict[str, Callable[[], None]]:
    """What takes turns: a cold build, the same again, and the peers on six mails."""
    mjml, inkletter = peers.mjml(), peers.inkletter()
    out = folder / "out"
    build = [sys.executable, "-m", "pipeline", "build", str(ARTICLE), "--out", str(out)]

    def cold() -> None:
        shutil.rmtree(out, ignore_errors=True)
        _run(build)

    cold()
    sources = _six(out, folder, "source/email.mjml")
    texts = _six(out, folder, "email.txt")
    html = folder / "html"
    html.mkdir()
    return {
        "cold: the first article, 3 mails, all their files": cold,
        "warm: the same again, nothing changed": lambda: _run(build),
        f"{mjml.name}, command line, 6 mails": lambda: _run(
            [*mjml.command, *sources, "--output", str(html)]
        ),
        f"{inkletter.name}, 6 mails in one process": lambda: _run([*inkletter.command, *texts]),
    }


def _six(out: Path, folder: Path, name: str) -> list[str]:
    """Six files: the letters' files of that name, twice."""
    found = sorted(out.glob(f"*/*/{name}"))
    copies = [folder / f"{number}-{Path(name).name}" for number in range(MAILS)]
    for copy, source in zip(copies, found * (MAILS // len(found)), strict=True):
        shutil.copyfile(source, copy)
    return [str(copy) for copy in copies]


def _measure(commands: Sequence[Callable[[], None]], rounds: int) -> list[list[float]]:
    """Seconds of each command in each round, all of them taking turns."""
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(rounds + 1):
        for taken, command in zip(times, commands, strict=True):
            start = time.perf_counter()
            command()
            taken.append(time.perf_counter() - start)
    return [taken[1:] for taken in times]


def _run(command: Sequence[str]) -> None:
    """A command, with Python's compiled modules kept as after any installation."""
    env = {name: at for name, at in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _splicing() -> bool:
    """Print the ways to make a recipient's message; whether the aim is met."""
    found = dict(splicing.run())
    ways = [name for name in found if not name.startswith(("ratio", "bytes"))]
    size = found["bytes a message"] / 1024
    print(f"\n{f'a message of {size:.0f} KB for one recipient':48}{'a second':>12}{'x usual':>9}")
    for way in ways:
        ratio = found[way] / found[USUAL]
        aim = SPLICING_AIM if way == SPLICED else None
        print(f"{way:48}{found[way]:12,.0f}{ratio:9.1f}{_at_least(ratio, aim)}")
    return found[SPLICED] / found[USUAL] >= SPLICING_AIM


def _ratio(taken: float, base: float) -> float:
    return taken / base


def _at_most(ratio: float, aim: float | None) -> str:
    return "" if aim is None else f"   aim: at most {aim}, {_held(ratio <= aim)}"


def _at_least(ratio: float, aim: float | None) -> str:
    return "" if aim is None else f"   aim: at least {aim:.0f}, {_held(ratio >= aim)}"


def _held(holds: bool) -> str:
    return "holds" if holds else "MISSED"


if __name__ == "__main__":
    main()
