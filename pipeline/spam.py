"""SpamAssassin, where it is installed: what it thinks of a message, offline."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline.errors import UsageError
from pipeline.model import Finding, Severity

COMMAND = "spamassassin"
TIMEOUT = 60  # seconds; it takes one or two
LEAST = 0.1  # points: a rule that gives less only informs

_BEGIN, _END = "letterloom-begin", "letterloom-end"
_ASKED = (
    "clear_report_template",
    f"report {_BEGIN} _SCORE_ _REQD_",
    "report _SUMMARY_",
    f"report {_END}",
    "report_safe 0",
    "use_bayes 0",
    "use_auto_welcomelist 0",
)
_HEAD = re.compile(rf"{_BEGIN} (?P<score>-?[\d.]+) (?P<limit>-?[\d.]+)")
_HIT = re.compile(r"\s*(?P<points>-?\d+\.\d+)\s+(?P<name>[A-Z][A-Z0-9_]+)\s+(?P<said>.*)")


class Hit(NamedTuple):
    """A rule of SpamAssassin's that a message meets."""

    name: str
    points: float
    description: str


class Spam(NamedTuple):
    """What SpamAssassin says of a message: its score, the limit, the rules that it meets."""

    score: float
    limit: float
    hits: tuple[Hit, ...]


def is_installed() -> bool:
    """Whether there is a SpamAssassin to ask."""
    return shutil.which(COMMAND) is not None


def told() -> str:
    """Which filter is used, in one line."""
    if is_installed():
        return "spam: asked this machine's SpamAssassin, offline"
    return "spam: our own rules; SpamAssassin is not installed"


def assassin(raw: bytes) -> Spam:
    """What SpamAssassin makes of a message; its rules are those installed, nobody's own settings.

    It asks nothing on the network and writes to a folder that is gone afterwards. Raises
    UsageError where it is not installed, does not answer, or not in time.
    """
    program = shutil.which(COMMAND)
    if not program:
        raise UsageError(
            "SpamAssassin is not installed",
            hint="apt-get install spamassassin, or leave out --spam: rules of ours remain",
        )
    with TemporaryDirectory(prefix="letterloom-spam-") as own:
        return _read(_answer(program, raw, Path(own)))


def _answer(program: str, raw: bytes, own: Path) -> str:
    settings = [f"--cf={line}" for line in _ASKED]
    prefs = own / "none"
    prefs.touch()
    given = {**_environment(), "HOME": str(own)}
    try:
        done = subprocess.run(
            [program, "-L", "-t", "-x", "-p", str(prefs), *settings],
            input=raw,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
            cwd=own,
            env=given,
        )
    except subprocess.TimeoutExpired:
        raise UsageError(
            f"SpamAssassin did not answer within {TIMEOUT} seconds", hint="leave out --spam"
        ) from None
    except OSError as error:
        raise UsageError(f"SpamAssassin cannot be run: {error.strerror or error}") from None
    answer = done.stdout.decode("utf-8", "replace")
    if f"\n{_END}" not in answer:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(
            f"SpamAssassin failed: {said[-1] if said else 'it said nothing'}",
            hint="see whether it works by itself: spamassassin --lint",
        )
    return answer


def _environment() -> dict[str, str]:
    """What it needs of ours: where programs are; in English, so that it can be read."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


def _read(answer: str) -> Spam:
    """The report at an answer's end: what stands in the message itself comes before it."""
    report = answer[answer.rindex(f"{_BEGIN} ") : answer.rindex(f"\n{_END}")]
    head = _HEAD.match(report)
    score, limit = (float(head["score"]), float(head["limit"])) if head else (0.0, 5.0)
    return Spam(score, limit, tuple(_hits(report.splitlines()[1:])))


def _hits(lines: list[str]) -> Iterator[Hit]:
    """The rules of a report; a line that names none goes on with the one before it."""
    last: Hit | None = None
    for line in lines:
        found = _HIT.match(line)
        if found:
            if last:
                yield last
            last = Hit(found["name"], float(found["points"]), _plain(found["said"]))
        elif last and line.strip():
            last = last._replace(description=f"{last.description} {line.strip()}")
    if last:
        yield last


def _plain(said: str) -> str:
    """A description without the part of the mail that it begins with (`BODY: `)."""
    return re.sub(r"\A[A-Z]{3,}: ", "", said.strip())


def findings(spam: Spam, part: int = 0) -> Iterator[Finding]:
    """A finding for each rule that gives points, the dearest first; errors if it is spam."""
    is_spam = spam.score >= spam.limit
    for one in sorted(spam.hits, key=lambda hit: (-hit.points, hit.name)):
        if one.points >= LEAST:
            yield Finding(
                "spam/assassin",
                Severity.ERROR if is_spam else Severity.WARNING,
                f"SpamAssassin gives {one.points:g} of {spam.limit:g} points for {one.name}: "
                f"{one.description.rstrip('.')}",
                hint=f"the mail has {spam.score:g} in all; from {spam.limit:g} on it is spam",
                part=part,
            )
