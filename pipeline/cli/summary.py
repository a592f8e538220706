"""The summary of a build: the receipt, the parts, what to know, what to open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from pipeline.build import Built
from pipeline.cli.table import table
from pipeline.errors import shown_path, visible
from pipeline.model import Finding, Severity
from pipeline.words import cut

GMAIL_CLIPS = 102 * 1024
REMOVED_SHOWN = 10
SHOWN = 5  # findings of a severity; `letterloom check` shows all
STANDS_OUT = "settings/before-sending"
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
    lines += ["", *_checks(built, verbose=verbose)]
    opened = shown_path(built.index)
    last = f"Would write: {shown_path(built.folder)}" if dry else f"Open: {opened}"
    lines += ["", "Nothing was written: see the errors" if built.refused else last]
    return "\n".join(lines)


def _checks(built: Built, *, verbose: bool) -> Iterator[str]:
    """What the checks found: errors whole, warnings in a line, the number of all."""
    from pipeline.check.report.telling import counts, in_words, told

    found = told(built.findings)
    if verbose:
        yield from (line for one in found for line in finding(one.finding))
    else:
        errors = [one.finding for one in found if one.finding.severity is Severity.ERROR]
        warnings = [one.finding for one in found if one.finding.severity is Severity.WARNING]
        stopped = errors if built.refused else []
        yield from (line for one in stopped or errors[:SHOWN] for line in finding(one))
        yield from (next(iter(finding(one))) for one in warnings[:SHOWN])
        for one in found:
            if one.finding.rule == STANDS_OUT:
                yield f"  {one.finding.message}"
    number = {one: built.manifest["findings"][one.value] for one in Severity}
    all_told = in_words(counts(found) if not built.unchanged else Counter(number))
    source = built.manifest["article"]["source"]
    yield f"  checks: {all_told or 'nothing found'}" + (
        f"; letterloom check {source} tells more" if all_told and not verbose else ""
    )


def finding(found: Finding) -> Iterable[str]:
    """A finding in the style of the errors."""
    head = click.style(found.severity.value, fg=COLOURS[found.severity])
    where = f"{found.place}: " if found.place else ""
    yield f"  {head}: {where}{visible(found.message)} [{found.rule}]"
    excerpt = found.place.excerpt() if found.place else ""
    yield from (f"  {line}" for line in excerpt.split("\n") if excerpt)
    if found.hint:
        yield f"    try: {visible(found.hint)}"


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
