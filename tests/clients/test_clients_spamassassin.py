"""SpamAssassin finds nothing in any specimen's and any sample's message that a filter minds."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from machine import lacking
from specimens import NAMES, Specimen, samples

SCORER = Path(__file__).with_name("spamassassin.pl")
MOST = 1.0


def test_no_message_looks_like_spam(specimen_of: Callable[[str], Specimen], tmp_path: Path) -> None:
    letters = [letter for name in NAMES for letter in specimen_of(name).letters]
    messages = [letter.eml for letter in (*letters, *samples(tmp_path))]
    scored = scores([*messages, spam(tmp_path, messages[0])], tmp_path)
    assert scored.pop()[0] > MOST
    poor = {
        message.relative_to(message.parents[3]).as_posix(): found
        for message, found in zip(messages, scored, strict=True)
        if found[0] >= MOST
    }
    assert poor == {}


def scores(messages: list[Path], own: Path) -> list[tuple[float, dict[str, float]]]:
    """Each message's score and the rules that made it; one process for all."""
    if not shutil.which("spamassassin"):
        lacking("SpamAssassin (apt-get install spamassassin)")
    done = subprocess.run(
        ["perl", SCORER, own, *messages], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return [(one["score"], one["rules"]) for one in told]


def spam(folder: Path, message: Path) -> Path:
    """A message like another that says what spam says: the proof that something is measured."""
    loud = b"Subject: VIAGRA!!! $$$ 100% FREE MONEY "
    path = folder / "spam.eml"
    path.write_bytes(message.read_bytes().replace(b"Subject: ", loud, 1))
    return path
