"""Where a new key goes in a TOML text: into a table that is there, or into a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.settings.places import Layout, Path, Statement
from pipeline.settings.splicing import Splice
from pipeline.settings.toml_text import name_text

_SPACE = re.compile(r"[ \t]*")


class Inline(NamedTuple):
    """The room in an inline table: before its closing brace, and whether a key stands there."""

    at: int
    end: int
    is_empty: bool

    def with_key(self, name: str, value: str) -> Splice:
        """A key at its end."""
        comma = " " if self.is_empty else ", "
        return Splice(self.at, self.end, f"{comma}{name} = {value} ")


def placed(text: str, layout: Layout, prefix: Path, rest: Path, value: str) -> Splice | None:
    """A key with its value in the table at `prefix`; None where no line makes that table."""
    room = inline_room(text, layout, prefix)
    if room:
        return room.with_key(name_text(*rest), value)
    outer = outer_of(layout)
    line = f"{name_text(*rest)} = {value}"
    header = next((each for each in outer if each.header and each.path == prefix), None)
    if header and len(rest) == 1:
        return _in_section(text, layout, header, name_text(*rest), line)
    if len(rest) == 1 and not prefix:
        return _at_top(text, layout, line)
    return _beside(text, outer, prefix, rest, value)


def _in_section(text: str, layout: Layout, header: Statement, name: str, line: str) -> Splice:
    """Below an example of the key in a comment, else behind the section's last key."""
    last, stop = _section(text, layout, header)
    example = re.compile(rf"#\s*{re.escape(name)}\s*=")
    for offset, comment in layout.comments:
        alone = not text[start_of_line(text, offset) : offset].strip()
        if header.end < offset < stop and alone and example.match(comment):
            return _below(text, offset, line)
    return _below(text, last.end, line)


def _at_top(text: str, layout: Layout, line: str) -> Splice:
    """Behind the last key above all tables, else above the first table and its remarks."""
    outer = outer_of(layout)
    first = next((at for at, each in enumerate(outer) if each.header), len(outer))
    if first:
        return _below(text, outer[first - 1].end, line)
    if not outer:
        return at_end(text, line)
    at = above_remarks(text, layout, outer[0].start)
    return Splice(at, at, f"{line}\n\n")


def _beside(
    text: str, outer: Sequence[Statement], prefix: Path, rest: Path, value: str
) -> Splice | None:
    """Behind the last key that is written with dots and begins as this one does."""
    found: Splice | None = None
    table: Path = ()
    for each in outer:
        if each.header:
            table = each.path
        elif prefix and len(table) < len(prefix) and each.path[: len(prefix)] == prefix:
            names = name_text(*prefix[len(table) :], *rest)
            found = _below(text, each.end, f"{names} = {value}")
    return found


def _below(text: str, offset: int, line: str) -> Splice:
    """A line below the one that an offset stands in."""
    at = end_of_line(text, offset)
    return Splice(at, at, f"\n{line}" if at < len(text) else f"\n{line}\n")


def outer_of(layout: Layout) -> list[Statement]:
    """The headers and keys that stand in no inline table."""
    return [each for each in layout.statements if not each.inner]


def _section(text: str, layout: Layout, header: Statement) -> tuple[Statement, int]:
    """The last statement of a header's section, and where the next section begins."""
    outer = outer_of(layout)
    last = header
    for each in outer[outer.index(header) + 1 :]:
        if each.header:
            return last, each.start
        last = each
    return last, len(text)


def inline_room(text: str, layout: Layout, path: Path) -> Inline | None:
    """The room in the inline table at a path; None where there is no inline table."""
    opened = next(
        (each.value for each in layout.statements if each.path == path and not each.header), None
    )
    if opened is None and path and isinstance(path[-1], int):
        opened = layout.found.get(path)
    if opened is None or text[opened : opened + 1] != "{":
        return None
    inside = [
        each.end
        for each in layout.statements
        if each.inner and each.start > opened and each.path[: len(path)] == path
    ]
    last = max(inside, default=opened + 1)
    end = _SPACE.match(text, last)
    at = len(text[:last].rstrip()) if inside else last
    return Inline(at, end.end() if end else last, not inside)


def new_table(text: str, layout: Layout, path: Path, line: str) -> Splice:
    """A table with a key: above the tables that it holds, else behind its kin, else at the end."""
    block = f"[{name_text(*path)}]\n{line}"
    headers = [each for each in layout.statements if each.header]
    held = next((each for each in headers if each.path[: len(path)] == path), None)
    if held:
        at = above_remarks(text, layout, held.start)
        return Splice(at, at, f"{block}\n\n")
    kin = [each for each in headers if each.path[:1] == path[:1]]
    return behind_section(text, layout, kin[-1], block) if kin else at_end(text, block)


def behind_section(text: str, layout: Layout, header: Statement, block: str) -> Splice:
    """A block of lines behind a section: its last key, and remarks that follow it at once.

    Remarks right above the next section are that section's.
    """
    last, _ = _section(text, layout, header)
    behind = at = end_of_line(text, last.end)
    while at < len(text) and _is_remark(text, layout, at + 1):
        at = end_of_line(text, at + 1)
    if text[at : at + 2].strip():
        at = behind
    rest = text[at:].removeprefix("\n")
    gap = "\n" if rest and not rest.startswith("\n") else ""
    return Splice(at, at, f"\n\n{block}{gap}" if at < len(text) else f"\n\n{block}\n")


def at_end(text: str, block: str) -> Splice:
    """A block of lines at a text's end, with an empty line above."""
    end = len(text.rstrip("\n"))
    return Splice(end, len(text), f"\n\n{block}\n" if end else f"{block}\n")


def above_remarks(text: str, layout: Layout, offset: int) -> int:
    """Where the lines of comments begin that stand right above a line; else the line's start."""
    at = start_of_line(text, offset)
    while at and _is_remark(text, layout, start_of_line(text, at - 1)):
        at = start_of_line(text, at - 1)
    return at


def _is_remark(text: str, layout: Layout, start: int) -> bool:
    """Whether the line that begins here is a comment."""
    end = end_of_line(text, start)
    first = end - len(text[start:end].lstrip(" \t"))
    return any(offset == first for offset, _ in layout.comments)


def own_line(text: str, start: int, end: int) -> Splice:
    """Whole lines taken out, and the empty line that parted them from what stands above."""
    start, end = start_of_line(text, start), min(end_of_line(text, end) + 1, len(text))
    if text[:start].endswith("\n\n") and (end == len(text) or text[end : end + 1] == "\n"):
        start -= 1
    elif not start and text[end : end + 1] == "\n":
        end += 1
    return Splice(start, end, "")


def start_of_line(text: str, offset: int) -> int:
    """Where the line begins that an offset stands in."""
    return text.rfind("\n", 0, offset) + 1


def end_of_line(text: str, offset: int) -> int:
    """Where the line ends that an offset stands in: at its line feed, or at the text's end."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
