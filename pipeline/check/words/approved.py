"""The words that somebody approves: as a text that people can read and compare, and its hash.

What counts is what a reader reads: each letter's subject, preheader, title, words, notes, pictures
and links, what is struck out, where lists begin to count, the letters' order, and what stands in
every letter. The theme's looks and own words, dates and waits do not count.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from pipeline import slots
from pipeline.check.checked import Checked
from pipeline.check.words.signs import signs
from pipeline.errors import Place
from pipeline.model import Block, Email, Footnote, Lines, Mark, Part, notes_of
from pipeline.words import essence

if TYPE_CHECKING:
    from markdown_it.token import Token

EVERY = "In every letter"
REMARK = "#"
_BODY, _LABEL = "    ", "  "
_IN_HTML = re.compile(r"""(?i)\b(?:href|src)\s*=\s*["']?([^"'\s>]+)""")


class Row(NamedTuple):
    """A line of the words: what it is ("" for the article's own text), its words, where from.

    `part` is 0 for what stands in every letter. One without words and label begins a letter.
    """

    label: str
    text: str
    part: int = 0
    at: Lines | Place | None = None

    @property
    def line(self) -> str:
        """The row as the file of the approved words has it."""
        if self.label:
            return f"{_LABEL}{self.label}: {self.text}"
        return f"{_BODY}{self.text}" if self.text else heading(self.part)


@dataclass(frozen=True)
class Approvable:
    """The words of a series, row by row."""

    rows: tuple[Row, ...]

    @cached_property
    def text(self) -> str:
        """All rows as text."""
        return "".join(f"{row.line}\n" for row in self.rows)

    @cached_property
    def digest(self) -> str:
        """The hash of the words: where a theme breaks the lines of the text does not count."""
        return hashlib.sha256("\n".join(_joined(self.rows)).encode()).hexdigest()


def heading(part: int) -> str:
    """The line that begins a letter, or what stands in every one."""
    return f"Letter {part}" if part else EVERY


def approvable(checked: Checked) -> Approvable:
    """The words of a series as they would go out."""
    written = _Written({mark.text: mark for mark in _marks(checked)}, checked)
    return Approvable(tuple(_tidy(written.rows())))


def parsed(text: str) -> Approvable:
    """The rows of a text that was kept, without the remarks above them."""
    rows: list[Row] = []
    part = 0
    for line in text.split("\n"):
        if line.startswith(_BODY):
            rows.append(Row("", line.removeprefix(_BODY), part))
        elif line.startswith(_LABEL):
            label, _, words = line.removeprefix(_LABEL).partition(": ")
            rows.append(Row(label.rstrip(":"), words, part))
        elif line and not line.startswith(REMARK):
            number = line.rpartition(" ")[2]
            part = int(number) if number.isdecimal() else 0
            rows.append(Row("", "", part))
    return Approvable(tuple(rows))


def _tidy(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        text = " ".join(row.text.split())
        if text or not row.text:
            yield row._replace(text=text)


def _joined(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines, those of one run of text as one."""
    run: list[str] = []
    for row in rows:
        if row.text and not row.label:
            run.append(row.text)
            continue
        if run:
            yield _BODY + " ".join(run)
        run = []
        yield row.line
    if run:
        yield _BODY + " ".join(run)


def _marks(checked: Checked) -> Iterator[Mark]:
    marks = checked.article.marks
    yield from (*marks.used, *marks.fields.values())


@dataclass(frozen=True)
class _Written:
    """A series' rows as they are made: fields are shown with what stands in for them."""

    marks: Mapping[str, Mark]
    checked: Checked

    def rows(self) -> Iterator[Row]:
        for email in self.checked.emails:
            yield Row("", "", email.part.number)
            yield from self._letter(email)
        yield Row("", "")
        yield from self._every()

    def _letter(self, email: Email) -> Iterator[Row]:
        part = email.part
        first = part.blocks[0].lines
        told = self._told(part)
        body = list(self._body(email))
        opening = next((row.text for row in body if row.text.strip()), "")
        in_text = opening.split() == self._shown(part.title).split()
        for label in ("subject", "preheader") if in_text else ("subject", "preheader", "title"):
            yield self._row(label, getattr(part, label), part, told or first)
        yield from body
        for number, (note, words) in enumerate(
            zip(notes_of(part.blocks), email.notes_html, strict=False), start=1
        ):
            yield self._row(f"note {number}", words, part, note.lines)
        yield from self._signs_pictures_and_links(part)

    def _row(self, label: str, text: str, part: Part, at: Lines | Place | None) -> Row:
        return Row(label, self._shown(text), part.number, at)

    def _shown(self, text: str) -> str:
        """Words with their fields as an author writes them, with the default that counts."""
        prefix = self.checked.article.marks.prefix
        return slots.pattern(prefix).sub(lambda found: self._field(found[0]), text)

    def _field(self, mark: str) -> str:
        field = self.marks[mark].field if mark in self.marks else None
        if field is None:
            return "{{ picture }}"
        default = f' | default("{field.default}")' if field.default else ""
        return f"{{{{ {field.name}{default} }}}}"

    def _told(self, part: Part) -> Place | None:
        """Where the settings speak of a part, None if they do not."""
        parts = self.checked.article.settings.series.parts
        if not isinstance(parts, tuple) or part.number > len(parts):
            return None
        return parts[part.number - 1].place

    def _body(self, email: Email) -> Iterator[Row]:
        """The article's words as the finished mail has them, each line with those it came from."""
        lines = email.body_html.split("\n")
        found = _found_in(lines, email.part)
        for line, at in zip(lines, found, strict=True):
            yield self._row("", line or " ", email.part, at)

    def _signs_pictures_and_links(self, part: Part) -> Iterator[Row]:
        pieces: tuple[Block | Footnote, ...] = (*part.blocks, *notes_of(part.blocks))
        for block in pieces:
            for sign in signs(block.tokens):
                yield self._row(sign.label, sign.text, part, block.lines)
            for token in block.tokens:
                for one in (token, *(token.children or ())):
                    yield from self._shown_or_led_to(one, part, block.lines)

    def _shown_or_led_to(self, token: Token, part: Part, lines: Lines) -> Iterator[Row]:
        """Where a token leads, or the picture that it shows; HTML may do both."""
        if token.type in ("html_block", "html_inline"):
            for address in _IN_HTML.findall(token.content):
                yield self._row("link", address, part, lines)
        elif token.tag == "a" and token.attrs.get("href"):
            yield self._row("link", str(token.attrs["href"]), part, lines)
        elif token.type == "image":
            yield self._row("picture", self._picture(token), part, lines)

    def _picture(self, token: Token) -> str:
        """A picture: its name, what its bytes are known by, its alternative text."""
        source = str(token.attrs.get("src", ""))
        found = (one.data for one in self.checked.article.images if one.source == source)
        data = next(found, None)
        known_by = hashlib.sha256(data).hexdigest()[:12] if data else "missing"
        return f"{PurePath(source).name} ({known_by}): {token.content}"

    def _every(self) -> Iterator[Row]:
        article, sender = self.checked.article, self.checked.project.sender
        settings = article.settings
        author = settings.author
        told = [
            ("from", sender.name),
            ("series", article.public_name),
            ("reason", sender.reason),
            ("description", settings.description),
            (
                "author",
                ", ".join(filter(None, (author.name, author.role, author.about, author.url))),
            ),
            *(("support", ", ".join(filter(None, line))) for line in settings.support),
            *(("source", source) for source in settings.sources),
            ("disclaimer", settings.disclaimer),
        ]
        place = Place(article.source)
        yield from (Row(label, self._shown(text), 0, place) for label, text in told if text)


def _found_in(lines: Sequence[str], part: Part) -> Iterator[Lines]:
    """The lines of the article that each line of a finished mail comes from, in turn."""
    blocks = [(essence(block.text), block.lines) for block in part.blocks]
    index = at = 0
    for line in lines:
        wanted = essence(line)
        for ahead in range(index, len(blocks)) if wanted else ():
            start = blocks[ahead][0].find(wanted, at if ahead == index else 0)
            if start >= 0:
                index, at = ahead, start + len(wanted)
                break
        yield blocks[index][1]
