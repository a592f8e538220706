"""Writing the parts into an article's `.toml`, line by line: all that is not theirs stays.

tomlkit would be the usual way, but it moves the comments that stand before the next table, and
breaks files in which `series` is written inline or with dots.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.model import PartSettings
from pipeline.settings import document
from pipeline.settings.places import Statement, layout
from pipeline.settings.setting import quoted
from pipeline.settings.splicing import as_before, check_kept, kept_error, line_of, plain
from pipeline.settings.times import duration_text

_PARTS = ("series", "parts")
_WORDS = ("id", "starts", "title", "subject", "preheader")


def with_parts(text: str, parts: Sequence[PartSettings], file: str = "the settings") -> str:
    """The text of an article's settings with `[[series.parts]]` saying these parts, no others.

    Comments and all other keys are kept; the comments of replaced lines get lines of their own.
    What a part does not say is not written. Raises SettingsError for text that is no TOML.
    """
    before = plain(text)
    series = document.parse(before, file).root
    if not isinstance(series.value.get("series", {}), dict):
        raise series.at("series").wrong("a table", "write [series], and its keys below")
    blocks = [_block(part) for part in parts]
    written = "\n".join(_Writing(before, blocks).lines()).rstrip("\n")
    written = written + "\n" if written else ""
    _check(before, written, blocks, file)
    return as_before(written, text)


def _block(part: PartSettings) -> list[str]:
    told = [(name, getattr(part, name)) for name in _WORDS]
    lines = [f"{name} = {quoted(value)}" for name, value in told if value]
    if part.wait is not None:
        lines.append(f"wait = {quoted(duration_text(part.wait))}")
    return ["[[series.parts]]", *lines]


class _Old(NamedTuple):
    """A statement that gives way: its last line, and what is kept of it."""

    last: int
    kept: list[str]


class _Writing:
    """A text as lines, what gives way, and where each block goes: before which line."""

    def __init__(self, text: str, blocks: list[list[str]]) -> None:
        self.text = text
        self.text_lines = text.split("\n") if text else []
        self.layout = layout(text)
        outer = [each for each in self.layout.statements if not each.inner]
        self.old = {self._line(each.start): self._old(each) for each in outer if _gives_way(each)}
        self.blocks = self._placed(blocks, outer)

    def lines(self) -> list[str]:
        """The new lines."""
        new: list[str] = []
        gap = dropped = False
        number = 0
        while number <= len(self.text_lines):
            for block in self.blocks.get(number, ()):
                new += ["", *block] if new and new[-1] else block
                gap = dropped = True
            old = self.old.get(number)
            lines = old.kept if old else self.text_lines[number : number + 1]
            for line in lines:
                if line.strip():
                    new += ["", line] if gap else [line]
                    gap = dropped = False
                elif not (dropped and (gap or not new or not new[-1])):
                    new.append(line)
            dropped = dropped or old is not None
            number = old.last + 1 if old else number + 1
        return new

    def _line(self, offset: int) -> int:
        return line_of(self.text, offset)

    def _old(self, statement: Statement) -> _Old:
        first, last = self._line(statement.start), self._line(statement.end)
        comments = [
            comment
            for offset, comment in self.layout.comments
            if first <= self._line(offset) <= last
        ]
        return _Old(last, [*self._dotted(statement), *comments])

    def _dotted(self, outer: Statement) -> list[str]:
        """The other keys of a `series = { … }`, each on a line of its own."""
        return [
            f"series.{self.text[each.start : each.end].strip()}"
            for each in self.layout.statements
            if each.inner
            and outer.path == _PARTS[:1]
            and each.path[:2] != _PARTS
            and outer.start < each.start < outer.end
        ]

    def _placed(
        self, blocks: list[list[str]], outer: Sequence[Statement]
    ) -> dict[int, list[list[str]]]:
        """Where there was a block before, in its stead; else after `[series]`, else at the end."""
        headers = [self._line(each.start) for each in outer if each.header and _in_parts(each)]
        placed = {line: [block] for line, block in zip(headers, blocks, strict=False)}
        rest = blocks[len(headers) :]
        if rest:
            placed.setdefault(self._end_of_series(outer), []).extend(rest)
        return placed

    def _end_of_series(self, outer: Sequence[Statement]) -> int:
        end, inside = len(self.text_lines), False
        for each in outer:
            if each.header:
                inside = each.path[:1] == _PARTS[:1]
            if inside:
                end = self._line(each.end) + 1
        return end


def _in_parts(statement: Statement) -> bool:
    return statement.path[:2] == _PARTS


def _gives_way(statement: Statement) -> bool:
    return _in_parts(statement) or (statement.path == _PARTS[:1] and not statement.header)


def _check(before: str, written: str, blocks: list[list[str]], file: str) -> None:
    """Hold that nothing else has changed."""
    expected: dict[str, Any] = tomllib.loads(before)
    series = expected.setdefault("series", {})
    series.pop("parts", None)
    if blocks:
        series["parts"] = [tomllib.loads("\n".join(block[1:])) for block in blocks]
    bare = {name: value for name, value in expected.items() if name != "series" or value}
    hint = "write [series] as a table with a line a key, and try again"
    error = kept_error(before, _PARTS, file, "the parts", hint)
    check_kept(before, written, [expected, bare], error)
