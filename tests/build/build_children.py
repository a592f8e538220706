"""Builds that are killed: run as a script, since a process with threads must not fork.

    build_children.py FOLDER COUNT

Builds the first article's two editions in turn, each in a forked child that is killed after a
random time; after each kill the tree in out/ must be one edition's, whole. Prints how they ended.
"""

import collections
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from pipeline import project
from pipeline.asked import Asked
from pipeline.build import build

SOURCE = "content/road-to-recovery.txt"
SLUG = "letters-for-you"


def once(root: Path) -> None:
    """Build the article."""
    build(root / SOURCE, project.load_project(root), Asked(root / "out"))


def edit(root: Path, edition: int) -> None:
    """Make an edition of the article: one sentence differs."""
    text = (root / "first.txt").read_text(encoding="utf-8")
    (root / SOURCE).write_text(f"{text}\n\nThis is edition {edition}.\n", encoding="utf-8")


def whole(root: Path) -> str:
    """The hash of the source that a tree was made from; it fails if a file is not as listed."""
    folder = root / "out" / SLUG
    manifest = json.loads((folder / "manifest.json").read_bytes())
    listed = {file["path"]: file["sha256"] for file in manifest["files"]}
    there = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert there == listed
    return str(manifest["article"]["sha256"])


def main(root: Path, count: int) -> None:
    """Kill `count` builds at random times and count how they ended."""
    shutil.copy(root / SOURCE, root / "first.txt")
    edit(root, 0)
    once(root)
    start = time.perf_counter()
    edit(root, -1)
    once(root)
    usual = time.perf_counter() - start
    dice = random.Random(20)
    ends: collections.Counter[str] = collections.Counter()
    for edition in range(count):
        before = whole(root)
        edit(root, edition)
        wanted = hashlib.sha256((root / SOURCE).read_bytes()).hexdigest()
        child = os.fork()
        if not child:
            once(root)
            os._exit(0)
        time.sleep(dice.random() * usual * 1.3)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = whole(root)
        assert found in (before, wanted), "a tree of neither edition"
        ends["new" if found == wanted else "old"] += 1
    edit(root, count)
    once(root)
    wanted = hashlib.sha256((root / SOURCE).read_bytes()).hexdigest()
    ends["last"] = int(whole(root) == wanted)
    ends["left over"] = len([path for path in (root / "out").iterdir() if path.is_dir()]) - 1
    print(json.dumps(ends))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
