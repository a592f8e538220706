"""`manifest.json`, version 1: what a tree holds and where it came from, for people's tools."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from pipeline import slots
from pipeline.model import Article, Field, Finding, Lines, Part, Removal, Series, Severity
from pipeline.write.made import MANIFEST, SCHEMA

_FILES = ("html", "text", "eml", "mjml", "web")
_BYTES = ("html", "text", "eml")


def manifest(
    series: Series,
    *,
    generator: str,
    inputs: str,
    files: Mapping[str, bytes],
    part_files: Sequence[Mapping[str, str]],
    part_bytes: Sequence[Mapping[str, int]],
    fields: Sequence[Field],
    findings: Sequence[Finding],
) -> dict[str, Any]:
    """The manifest of a series' tree, its keys in the order that `design.md` gives.

    `files` is the whole tree but the manifest, by path within it. `part_files` (html, text, eml,
    mjml, web: paths) and `part_bytes` (html, text, eml: bytes) have one item a part. Fields in
    titles, subjects and preheaders are shown as `{{ name }}`.
    """
    article = series.article
    return {
        "schema": SCHEMA,
        "generator": generator,
        "inputs": inputs,
        "article": _article(article),
        "removed": removed(article),
        "parts": [
            _part(part, article, blocks)
            | {"files": {key: paths[key] for key in _FILES}}
            | {"bytes": {key: sizes[key] for key in _BYTES}}
            for part, blocks, paths, sizes in zip(
                series.parts, _blocks(series.parts), part_files, part_bytes, strict=True
            )
        ],
        "files": [_file(path, files[path]) for path in sorted(files) if path != MANIFEST],
        "fields": [
            {"name": field.name, "kind": field.kind.value, "default": field.default}
            for field in fields
        ],
        "findings": _counts(findings),
    }


def manifest_bytes(data: Mapping[str, Any]) -> bytes:
    """A manifest as the bytes of its file: UTF-8, indented by 2, ending in a line end."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def iso_duration(wait: timedelta) -> str:
    """A time to wait as ISO 8601 writes it: P3D, PT12H, P1DT30M; P0D for none. Whole seconds.

    Raises ValueError for a negative one.
    """
    if wait < timedelta(0):
        raise ValueError(f"a part cannot wait {wait}")
    hours, rest = divmod(wait.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    clock = "".join(
        f"{number}{unit}"
        for number, unit in ((hours, "H"), (minutes, "M"), (seconds, "S"))
        if number
    )
    days = f"{wait.days}D" if wait.days or not clock else ""
    return f"P{days}" + (f"T{clock}" if clock else "")


def _article(article: Article) -> dict[str, Any]:
    return {
        "slug": article.slug,
        "title": slots.shown(article.title, article.marks),
        "lang": article.lang,
        "source": article.source,
        "sha256": article.sha256,
        "words": article.words,
        "lines_unit": article.lines_unit,
    }


def removed(article: Article) -> list[dict[str, Any]]:
    """What cleaning took out of an article, as the manifest lists it."""
    return [_removed(one, article) for one in article.removals]


def _removed(removal: Removal, article: Article) -> dict[str, Any]:
    return {
        "lines": list(removal.lines),
        "text": slots.shown(removal.text, article.marks),
        "rule": removal.rule,
        "words": removal.words,
    }


def _part(part: Part, article: Article, blocks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "number": part.number,
        "of": part.total,
        "id": part.id,
        "slug": part.slug,
        "title": slots.shown(part.title, article.marks),
        "subject": slots.shown(part.subject, article.marks),
        "preheader": slots.shown(part.preheader, article.marks),
        "words": part.words,
        "minutes": part.minutes,
        "wait": iso_duration(part.wait),
        "blocks": list(blocks),
    }


def _blocks(parts: Sequence[Part]) -> Iterator[list[dict[str, Any]]]:
    """The blocks of each part, each followed by the footnotes that it brings.

    A note's words count once: where it stands again, in another part, they are 0.
    """
    counted: set[str] = set()
    for part in parts:
        shown: set[str] = set()
        found: list[dict[str, Any]] = []
        for block in part.blocks:
            own = block.words - sum(n.words for n in block.notes if n.label not in counted)
            found.append(_entry(block.kind, block.lines, own))
            for note in block.notes:
                if note.label not in shown:
                    words = 0 if note.label in counted else note.words
                    found.append(_entry("footnote", note.lines, words))
                shown.add(note.label)
                counted.add(note.label)
        yield found


def _entry(kind: str, lines: Lines, words: int) -> dict[str, Any]:
    return {"kind": kind, "lines": list(lines), "words": words}


def _file(path: str, data: bytes) -> dict[str, Any]:
    return {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counts = Counter(finding.severity for finding in findings)
    return {severity.value: counts[severity] for severity in Severity}
