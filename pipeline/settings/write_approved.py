"""Writing `[approved]` into an article's `.toml`, line by line: all that is not its own stays."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.model import Approval
from pipeline.settings import document
from pipeline.settings.places import Statement, layout
from pipeline.settings.setting import quoted
from pipeline.settings.splicing import as_before, check_kept, kept_error, line_of, plain

_APPROVED = "approved"


def with_approval(text: str, approval: Approval | None, file: str = "the settings") -> str:
    """The text of an article's settings with this approval, or without any.

    Comments and all other keys are kept. Raises SettingsError for text that is no TOML.
    """
    before = plain(text)
    document.parse(before, file)
    written = "\n".join(_lines(before, approval)).rstrip("\n")
    written = written + "\n" if written else ""
    _check(before, written, approval, file)
    return as_before(written, text)


def _told(approval: Approval) -> list[str]:
    words = [f"words = {quoted(approval.words)}"] if approval.words else []
    return [f"by = {quoted(approval.by)}", f"date = {approval.date}", *words]


def _lines(text: str, approval: Approval | None) -> Iterator[str]:
    """The new lines: the old ones, those that spoke of the approval with what they speak of now."""
    old = [each for each in layout(text).statements if _is_ours(each)]
    gone: set[int] = set()
    for each in old:
        gone.update(range(line_of(text, each.start), line_of(text, each.end) + 1))
    block = _block(approval, old) if approval else []
    comments = {line_of(text, at): comment for at, comment in layout(text).comments}
    first = min(gone, default=-1)
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    for number, line in enumerate(lines):
        if number == first:
            yield from block
        if number not in gone:
            yield line
        elif number in comments:
            yield comments[number]
    if block and first < 0:
        yield from ["", *block] if lines else block


def _block(approval: Approval, old: Sequence[Statement]) -> list[str]:
    """The lines that tell it: one line where it stood among keys, else a table."""
    told = _told(approval)
    if old and not old[0].header:
        return [f"{_APPROVED} = {{ {', '.join(told)} }}"]
    return [f"[{_APPROVED}]", *told]


def _is_ours(statement: Statement) -> bool:
    return statement.path[:1] == (_APPROVED,) and not statement.inner


def _check(before: str, written: str, approval: Approval | None, file: str) -> None:
    """Hold that nothing else has changed."""
    expected: dict[str, Any] = tomllib.loads(before)
    expected.pop(_APPROVED, None)
    if approval:
        expected[_APPROVED] = tomllib.loads("\n".join(_told(approval)))
    hint = "write [approved] as a table with a line a key, and try again"
    error = kept_error(before, (_APPROVED,), file, "the approval", hint)
    check_kept(before, written, [expected], error)
