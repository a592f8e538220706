"""The summary of a build: the receipt, the parts, what to know, what to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from pipeline.build import Built
from pipeline.cli.table import table
from pipeline.errors import shown_path
from pipeline.model import Finding, Severity
from pipeline.words import cut

GMAIL_CLIPS = 102 * 1024
REMOVED_SHOWN = 10
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def summary(built: Built, *, dry: bool, verbose: bool) -> str:
    """What a build gave, in lines that people like to read."""
    manifest = built.manifest
    article = manifest["article"]
    state = " (nothing had changed)" if built.unchanged else ""
    lines = [
        click.style(f"{article['source']}", bold=True) + state,
        "",
        *_receipt(manifest, every=verbose),
        "",
        *_parts(built),
    ]
    findings = [one for one in built.findings if verbose or one.severity is not Severity.NOTE]
    notes = [one for one in built.findings if one.severity is Severity.NOTE]
    if findings:
        lines += ["", *(line for one in findings for line in finding(one))]
    if notes and not verbose:
        lines += ["", *(f"  note: {one.message}" for one in notes)]
    opened = shown_path(built.index)
    lines += ["", f"Would write: {shown_path(built.folder)}" if dry else f"Open: {opened}"]
    return "\n".join(lines)


def finding(found: Finding) -> Iterable[str]:
    """A finding in the style of the errors."""
    head = click.style(found.severity.value, fg=COLOURS[found.severity])
    where = f"{found.place}: " if found.place else ""
    yield f"  {head}: {where}{found.message} [{found.rule}]"
    excerpt = found.place.excerpt() if found.place else ""
    yield from (f"  {line}" for line in excerpt.split("\n") if excerpt)
    if found.hint:
        yield f"    try: {found.hint}"


def _receipt(manifest: Mapping[str, Any], *, every: bool) -> list[str]:
    came = manifest["article"]["words"]
    gone = sum(one["words"] for one in manifest["removed"])
    rows = [["words in", f"{came:,}"], ["delivered once, in order", f"{came - gone:,}"]]
    rows += [["removed", f"{gone:,}"], ["lost", "0"]]
    unit = manifest["article"]["lines_unit"]
    lines = table(rows, right=[1]).split("\n")
    return [*lines[:3], *removed(manifest["removed"], unit, every=every), lines[3]]


def removed(pieces: Sequence[Mapping[str, Any]], unit: str, *, every: bool) -> Iterator[str]:
    """What cleaning took out, piece by piece; unless `every` one is asked for, many by rule."""
    if every or len(pieces) <= REMOVED_SHOWN:
        for one in pieces:
            where = _lines(one["lines"], unit)
            yield f"      {where}, {one['rule']}: {cut(' '.join(one['text'].split()), 60)}"
        return
    by_rule: dict[str, list[Mapping[str, Any]]] = {}
    for one in pieces:
        by_rule.setdefault(one["rule"], []).append(one)
    for rule, found in by_rule.items():
        words = sum(one["words"] for one in found)
        first = cut(" ".join(found[0]["text"].split()), 40)
        count = f"{len(found)} pieces, " if len(found) > 1 else ""
        more = " …" if len(found) > 1 else ""
        yield f"      {rule}: {count}{words:,} words: {first}{more}"
    yield "      each one is in manifest.json, and shown with -v"


def _lines(lines: Sequence[int], unit: str) -> str:
    first, last = lines
    return f"{unit} {first}" if first == last else f"{unit}s {first}–{last}"


def _parts(built: Built) -> list[str]:
    rows = [["", "subject", "words", "min", "wait", "size"]]
    for part, size in zip(built.manifest["parts"], built.clip_bytes(), strict=True):
        rows.append(
            [
                f"{part['number']}/{part['of']}",
                part["subject"],
                str(part["words"]),
                str(part["minutes"]),
                waited(part["wait"]) if part["number"] > 1 else "–",
                _size(size),
            ]
        )
    head, *lines = table(rows, right=[2, 3, 4, 5], flexible=1).split("\n")
    return [click.style(head, dim=True), *lines]


def _size(size: int) -> str:
    """A mail's HTML as encoded, and its share of what Gmail shows before it clips."""
    text = f"{size / 1024:.0f} of {GMAIL_CLIPS // 1024} KB"
    return text if size <= GMAIL_CLIPS else f"{text}, Gmail clips it"


def waited(duration: str) -> str:
    """An ISO 8601 duration of ours in short words: P4D is "4 d"."""
    days, _, time = duration.removeprefix("P").partition("T")
    pieces = [days.replace("D", " d"), time.replace("H", " h ").replace("M", " min ").strip()]
    return " ".join(piece for piece in pieces if piece).strip() or "0 d"
