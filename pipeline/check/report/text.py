"""What was found, for a terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

import click

from pipeline.check.report.telling import (
    RANKS,
    Told,
    counted,
    counts,
    in_words,
    kind_of,
    like_it,
    readers,
    told_of,
)
from pipeline.errors import SHOWN_WIDTH, shown_path, visible
from pipeline.model import CheckedFile, Ignored, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
MOST = 5  # findings of one check in one file, before the rest are but counted
NARROWEST = 40
GUTTER = 13  # columns before a line of a file, and for the dots of one that is cut


def text(
    files: Sequence[CheckedFile], *, verbose: bool = False, quiet: bool = False, width: int = 100
) -> str:
    """The files with what was found in each, the worst first, and a line that sums it up.

    Notes are but counted unless `verbose`, which shows all; `quiet` shows errors alone. `width`
    is the terminal's, in columns.
    """
    every = [(file, told_of(file)) for file in files if not file.error]
    lines: list[str] = []
    for file, found in sorted(every, key=lambda one: _worst(one[1])):
        block = list(_file(file, found, width, verbose=verbose, quiet=quiet))
        apart = [] if block[-1:] == [""] else [""]
        lines += [_title(file), "", *block, *apart] if block else []
    if not quiet:
        lines += _summary(every)
    return "\n".join(lines).rstrip("\n")


def _worst(found: Sequence[Told]) -> int:
    return min((RANKS.index(one.finding.severity) for one in found), default=len(RANKS))


def _title(file: CheckedFile) -> str:
    name = click.style(visible(shown_path(file.name)), bold=True)
    return f"{name}{click.style(f'  {kind_of(file)}', dim=True)}"


def _file(
    file: CheckedFile, found: Sequence[Told], width: int, *, verbose: bool, quiet: bool
) -> Iterator[str]:
    shown = [one for one in found if verbose or one.finding.severity is not Severity.NOTE]
    if quiet:
        shown = [one for one in found if one.finding.severity is Severity.ERROR]
    seen: Counter[str] = Counter()
    for one in shown:
        seen[one.finding.rule] += 1
        if verbose or seen[one.finding.rule] <= MOST:
            yield from (*_finding(one, width), "")
    if not verbose:
        yield from _rest(seen)
    if not (verbose or quiet):
        yield from _folded([one for one in found if one.finding.severity is Severity.NOTE])
    if verbose:
        yield from _ignored(file.ignored)


def _finding(one: Told, width: int) -> Iterator[str]:
    """A finding in the style of the errors."""
    found = one.finding
    head = click.style(found.severity.value, fg=COLOURS[found.severity])
    where = f"{found.place}: " if found.place else ""
    rule = click.style(f"[{found.rule}]", dim=True)
    yield f"  {head}: {where}{_line(found.message)} {rule}"
    room = min(SHOWN_WIDTH, max(width, NARROWEST) - GUTTER)
    excerpt = found.place.excerpt(room) if found.place else ""
    yield from (f"  {line}" for line in excerpt.split("\n") if excerpt)
    if found.hint:
        yield from _wrapped(f"try: {_line(found.hint)}", width)
    about = [said for said in (readers(found), like_it(one)) if said]
    lines = (line for said in about for line in _wrapped(said, width))
    yield from (click.style(line, dim=True) for line in lines)


def _line(said: str) -> str:
    """What a mail may have put into a message, on one line and only shown."""
    return visible(" ".join(said.splitlines()))


def _wrapped(said: str, width: int) -> list[str]:
    """A sentence in lines that fit, none of its words broken."""
    return textwrap.wrap(
        said,
        max(width, NARROWEST),
        initial_indent="    ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _rest(seen: Counter[str]) -> Iterator[str]:
    for rule, number in seen.items():
        if number > MOST:
            yield f"  and {number - MOST} more of {rule}, shown with -v"


def _folded(notes: Sequence[Told]) -> Iterator[str]:
    """The notes in a line."""
    if notes:
        by_rule = Counter(one.finding.rule for one in notes)
        each = (f"{rule} ({number})" if number > 1 else rule for rule, number in by_rule.items())
        head = click.style(counted(len(notes), "note"), fg=COLOURS[Severity.NOTE])
        yield f"  {head}, shown with -v: {', '.join(each)}"


def _ignored(ignored: Sequence[Ignored]) -> Iterator[str]:
    for finding, because in ignored:
        where = f"{finding.place}: " if finding.place else ""
        line = f"  ignored: {where}{_line(finding.message)} [{finding.rule}]"
        yield click.style(line, dim=True)
        yield click.style(f"    because: {_line(because[0].reason)}", dim=True)


def _summary(every: Sequence[tuple[CheckedFile, list[Told]]]) -> Iterator[str]:
    """What was found in all, what can be mended, where to read on."""
    if not every:
        return
    found = [one for _, each in every for one in each]
    files = counted(len(every), "file")
    ignored = sum(len(file.ignored) for file, _ in every)
    yield from dict.fromkeys(remark for file, _ in every for remark in file.remarks)
    tail = f"; {ignored} ignored" if ignored else ""
    if not found:
        yield click.style(f"Nothing found in {files}", fg="green") + tail
        return
    yield f"{in_words(counts(found))} in {files}{tail}"
    fixable = sum(one.fixable for one in found)
    if fixable:
        yield f"--fix mends {fixable} of them, --fix --diff shows how"
    yield click.style("--explain RULE tells why one matters", dim=True)
