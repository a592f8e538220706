"""The pages of the checks, `docs/checks/`, made from the rules' docstrings.

Run it to write them: `python -m pipeline.check.pages docs/checks`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.check.names import Known, families, known, mistake

INDEX = "README.md"
FAMILIES = {
    "a11y": "Whether everyone can read it: with the ears, with a keyboard, with tired eyes.",
    "approval": "What somebody approved, and whether it is still that.",
    "article": "The article itself.",
    "check": "The ignores that people write for these checks.",
    "claim": "What a reviewer should look at.",
    "client": "What mail programs do not show, or show otherwise.",
    "dark": "Colours in dark mode, and after each program's own inversion.",
    "export": "What a sending service takes of a series, and what it makes of it: "
    "`letterloom export`.",
    "feed": "The feed of the web versions.",
    "image": "Images.",
    "link": "Where links lead, and how they are written.",
    "markup": "How the HTML is written.",
    "message": "The message around the mail: its headers, its plain text, its parts.",
    "mjml": "How the MJML is written.",
    "out": "The folder out/.",
    "outlook": "Outlook for Windows, which lays mails out with Word.",
    "release": "What must be there before anything is sent.",
    "sensitive": "What others could read of a sensitive topic.",
    "series": "The letters of a series, beside each other.",
    "settings": "What must be filled in before sending.",
    "spam": "What filters weigh.",
    "theme": "The frame around the article.",
    "weight": "How heavy a mail is.",
    "words": "The words: how hard they are to read, and which do not suit a mail.",
}
"""What each family is about."""

_INTRODUCTION = """\
# The checks

`letterloom check` runs all of these, and `letterloom check --explain NAME` prints the page of
one. An **error** hurts a reader or a filter for sure, a **warning** likely does, a **note** is
worth knowing. [check.md](../check.md) tells how to run them, and how to leave what you decide to
leave. These pages are made from the rules themselves: `python -m pipeline.check.pages docs/checks`.
"""
_SOURCE = re.compile(r"(?ms)^Source:\s*(.*)\Z")


def pages() -> dict[str, str]:
    """The pages by file name: an index, and one for each family."""
    every = known()
    own = {f"{family}.md": _family(family, _of(family, every)) for family in families()}
    return {INDEX: _index(every), **own}


def explained(name: str) -> str:
    """What is told of a check, or of all checks of a family. Raises KeyError for no such name."""
    wrong = mistake(name)
    if wrong:
        raise KeyError(name)
    found = [one for one in known() if name in (one.name, one.family)]
    return "\n\n".join(f"{one.name} ({one.severity})\n\n{one.doc}" for one in found)


def _of(family: str, every: Sequence[Known]) -> list[Known]:
    return [one for one in every if one.family == family]


def _index(every: Sequence[Known]) -> str:
    lines = [_INTRODUCTION, "| check | severity | what is wrong |", "|---|---|---|"]
    for family in families():
        for one in _of(family, every):
            link = f"[`{one.name}`]({family}.md#{_anchor(one.name)})"
            lines.append(f"| {link} | {one.severity} | {_cell(one.title)} |")
    return "\n".join(lines) + "\n"


def _family(family: str, found: Sequence[Known]) -> str:
    about = FAMILIES.get(family, "")
    lines = [f"# {family}", "", *([about, ""] if about else [])]
    for one in found:
        lines += [*_page(one), ""]
    lines += ["[All checks](README.md)"]
    return "\n".join(lines) + "\n"


def _page(one: Known) -> Iterator[str]:
    """A check's own section."""
    title, _, rest = one.doc.partition("\n")
    source = _SOURCE.search(rest)
    body = rest[: source.start()] if source else rest
    yield from (f"## {one.name}", "", f"**{title.strip()}** ({one.severity})")
    if body.strip():
        yield from ("", body.strip("\n").rstrip())
    if source:
        yield from ("", f"*Source: {source[1].strip()}*")


def _anchor(name: str) -> str:
    """A heading's anchor as GitHub makes it: letters, digits, - and _ alone."""
    return re.sub(r"[^\w-]", "", name.lower())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def written(folder: Path) -> list[str]:
    """Write the pages into a folder; pages of families that are gone are removed. The names."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    for page in folder.glob("*.md"):
        if page.name not in made:
            page.unlink()
    return list(made)


if __name__ == "__main__":
    written(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/checks"))
