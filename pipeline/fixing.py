"""What a check can mend is mended in the files that were named, and in no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.asked_check import ARTICLE, CheckedFile
from pipeline.check.fixes import mended
from pipeline.errors import shown_path
from pipeline.model import Finding
from pipeline.write import replace_file

ROUNDS = 5
IN_ARTICLES = "check/ignore-unused"
"""All that is ever mended in an article: its words are its author's."""

Check = Callable[[Sequence[Path]], Iterable[CheckedFile]]


@dataclass(slots=True)
class Fixed:
    """The files as they are now, how much was mended in each, and what was or would be changed."""

    files: list[CheckedFile]
    mended: dict[str, int] = field(default_factory=dict)
    diff: str = ""


def fixed(paths: Sequence[Path], check: Check) -> Fixed:
    """Check the files, mend them, check those again, until nothing more can be mended.

    No path may lead to the same file as another. A file that somebody else changes meanwhile is
    left. Raises OutputError where one cannot be written.
    """
    now = Fixed([])
    waiting = list(range(len(paths)))
    for left in range(ROUNDS, -1, -1):
        before = [_data(paths[at]) for at in waiting]
        files = list(check([paths[at] for at in waiting]))
        now.files = files if not now.files else now.files
        for at, file in zip(waiting, files, strict=True):
            now.files[at] = file
        seen = list(zip(waiting, before, strict=True)) if left else []
        waiting = [at for at, data in seen if _mend(paths[at], data, now.files[at], now)]
        if not waiting:
            break
    return now


def proposed(paths: Sequence[Path], check: Check) -> Fixed:
    """What would be mended first, as a unified diff; nothing is written."""
    before = [_data(path) for path in paths]
    now = Fixed(list(check(paths)))
    for path, data, file in zip(paths, before, now.files, strict=True):
        text = _text(data)
        if text is not None:
            now.diff += _diff(text, mended(text, fixable(file), str(path)).text, path)
    return now


def fixable(file: CheckedFile) -> list[Finding]:
    """The findings of a file that may be mended."""
    article = file.kind == ARTICLE
    return [one for one in file.findings if one.changes and not (article and not _own(one))]


def _own(finding: Finding) -> bool:
    return finding.rule == IN_ARTICLES


def _mend(path: Path, data: bytes | None, file: CheckedFile, now: Fixed) -> bool:
    """Mend one file, whole or not at all; whether anything was changed."""
    found = fixable(file)
    before = _text(data) if found else None
    if before is None or _data(path) != data:
        return False
    after, done = mended(before, found, str(path))
    if after == before:
        return False
    replace_file(path.resolve(), after.encode())
    now.mended[file.name] = now.mended.get(file.name, 0) + len(done)
    return True


def _data(path: Path) -> bytes | None:
    """A file's bytes; None where it cannot be read: the check says why."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _text(data: bytes | None) -> str | None:
    """The text to the character; None where it is not plain UTF-8."""
    try:
        return None if data is None else data.decode()
    except UnicodeDecodeError:
        return None


def _diff(before: str, after: str, path: Path) -> str:
    from difflib import unified_diff

    name = shown_path(path)
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, name
    )
    ended = (
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    return "".join(ended)
