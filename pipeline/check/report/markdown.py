"""What was found, as Markdown for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.check.report.telling import (
    Told,
    counted,
    counts,
    in_words,
    kind_of,
    like_it,
    readers,
    told_of,
)
from pipeline.errors import Place, shown_path, visible
from pipeline.model import CheckedFile, Severity

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$])")
_WORDS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.NOTE: "Notes"}


def markdown(files: Sequence[CheckedFile]) -> str:
    """A heading with the sum, then each file; notes are folded."""
    every = [(file, told_of(file)) for file in files if not file.error]
    found = [one for _, each in every for one in each]
    said = in_words(counts(found)) or "nothing found"
    lines = [f"### Letterloom: {said} in {counted(len(every), 'file')}", ""]
    lines += [f"- **cannot be read**: {_error(file)}" for file in files if file.error]
    for file, each in every:
        if each:
            lines += [f"#### {_code(shown_path(file.name))} ({kind_of(file)})", ""]
            lines += _file(each)
    return "\n".join(lines).rstrip("\n")


def _file(found: Sequence[Told]) -> Iterator[str]:
    for severity, word in _WORDS.items():
        some = [one for one in found if one.finding.severity is severity]
        if not some:
            continue
        folded = severity is Severity.NOTE
        yield f"<details><summary>{counted(len(some), 'note')}</summary>" if folded else f"{word}:"
        yield ""
        yield from (_line(one) for one in some)
        yield ""
        if folded:
            yield from ("</details>", "")


def _line(one: Told) -> str:
    found = one.finding
    about = [
        f"Try: {plain(found.hint)}" if found.hint else "",
        *(plain(said) for said in (readers(found), like_it(one)) if said),
    ]
    where = f"{_where(found.place)}: " if found.place else ""
    more = "".join(f"<br>{said}" for said in about if said)
    return f"- {where}{plain(found.message)} ({_code(found.rule)}){more}"


def _where(place: Place) -> str:
    unit = f" {place.unit} {place.line}" if place.line and place.unit != "line" else ""
    line = f":{place.line}" if place.line and not unit else ""
    return _code(f"{shown_path(place.file)}{line}{unit}")


def _error(file: CheckedFile) -> str:
    error = file.error
    if error is None:
        return ""
    hint = f"<br>Try: {plain(error.hint)}" if error.hint else ""
    return f"{_code(shown_path(file.name))}: {plain(error.message)}{hint}"


def _code(text: str) -> str:
    """Text as code, however many backticks are in it."""
    longest = max((len(one) for one in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{visible(' '.join(text.split()))}{space}{fence}"


def plain(text: str) -> str:
    """Text of which nothing is markup, and which calls nobody by name."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split()))).replace("@", "@\u200b")
