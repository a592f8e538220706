"""The table of formats: for each suffix, how its bytes are opened and how they are drafted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from pipeline.errors import Place, SourceError
from pipeline.model import Lines
from pipeline.read import foreign
from pipeline.read.decode import decode
from pipeline.read.manuscript import About, Draft, Manuscript, Reading
from pipeline.read.markdown import fields
from pipeline.read.markdown.blocks import Source
from pipeline.read.markdown.front_matter import front_matter
from pipeline.read.plain import text


class Format(NamedTuple):
    """A format's name, and its two steps: bytes → manuscript → draft.

    `opened` takes the bytes, the file's name for messages and an encoding asked for ("" if none).
    """

    name: str
    opened: Callable[[bytes, str, str], Manuscript]
    drafted: Callable[[Manuscript, Reading], Draft]


def manuscript(data: bytes, file: str, *, encoding: str = "", form: str = "") -> Manuscript:
    """A file's bytes as text with its front matter split off.

    `form` is a suffix without its dot that wins over the file's own.

    Raises SourceError for a suffix that no reader knows and for bytes that are no text,
    SettingsError for front matter that does not parse.
    """
    reader = _by_suffix(file, form)
    if reader is not WORD:
        foreign.refuse_binary(data, file)
    return reader.opened(data, file, encoding)


def drafted(paper: Manuscript, reading: Reading) -> Draft:
    """What the reader of a manuscript's format makes of it."""
    by_name = {one.name: one for one in FORMATS.values()}
    return by_name[paper.format].drafted(paper, reading)


def _by_suffix(file: str, form: str) -> Format:
    suffix = f".{form}" if form else PurePath(file).suffix.lower()
    if not suffix:
        raise SourceError(
            "nothing tells what this is",
            place=Place(file),
            hint="say --format txt, md, html or docx",
        )
    if suffix not in FORMATS:
        raise SourceError(
            f"no reader for {suffix}",
            place=Place(file),
            hint=foreign.by_suffix(file)
            or f"save the article as one of: {', '.join(FORMATS)}; or say --format",
        )
    return FORMATS[suffix]


def _open_text(data: bytes, file: str, encoding: str) -> Manuscript:
    whole = decode(data, file, encoding, pages=True)
    lines = tuple(whole.replace("\f", " ").split("\n"))
    return Manuscript(file, "text", hashlib.sha256(data).hexdigest(), lines, whole)


def _draft_text(paper: Manuscript, reading: Reading) -> Draft:
    written = text.to_markdown(paper.body, reading.keep)
    source = Source(paper.file, written.markdown, written.spans, paper.shown)
    about = About(title=written.named)
    return Draft(
        source, [], paper.body, written.title, written.title_lines, written.removals, about
    )


def _open_markdown(data: bytes, file: str, encoding: str) -> Manuscript:
    whole = decode(data, file, encoding)
    front = front_matter(whole, file)
    lines = whole.split("\n")
    skipped = front.lines if front else 0
    return Manuscript(
        file=file,
        format="markdown",
        sha256=hashlib.sha256(data).hexdigest(),
        shown=tuple(lines),
        body="\n".join(lines[skipped:]),
        first=skipped + 1,
        front=front,
    )


def _draft_markdown(paper: Manuscript, reading: Reading) -> Draft:
    masked, used = fields.mask(
        paper.body, reading.prefix, reading.declared, paper.file, paper.first
    )
    count = masked.count("\n") + 1
    spans = tuple(Lines(n, n) for n in range(paper.first, paper.first + count))
    source = Source(paper.file, masked, spans, paper.shown)
    # The proof that nothing is lost needs the file's own lines, front matter blank.
    return Draft(source, used, "\n" * (paper.first - 1) + masked)


def _open_page(data: bytes, file: str, encoding: str) -> Manuscript:
    from pipeline.read.web import opened

    return opened(data, file, encoding)


def _draft_page(paper: Manuscript, reading: Reading) -> Draft:
    from pipeline.read.web import drafted

    return drafted(paper, reading)


def _open_word(data: bytes, file: str, _encoding: str) -> Manuscript:
    from pipeline.read.word import opened

    return opened(data, file)


def _draft_word(paper: Manuscript, reading: Reading) -> Draft:
    from pipeline.read.word import drafted

    return drafted(paper, reading)


TEXT = Format("text", _open_text, _draft_text)
MARKDOWN = Format("markdown", _open_markdown, _draft_markdown)
PAGE = Format("html", _open_page, _draft_page)
WORD = Format("word", _open_word, _draft_word)

FORMATS: Mapping[str, Format] = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": PAGE,
    ".htm": PAGE,
    ".xhtml": PAGE,
    ".docx": WORD,
}
