"""Mails made before, kept where nothing that they depend on has changed: for the preview.

A mail is the same if its part, the theme, the project and what a mail says of its series are the
same, but for two things. Marks begin with a hash of the whole article, so they change with every
word of it; and what stands above a part may have become longer, so that its lines have moved. A
mail that is kept gets the new marks and the new lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.compose.frame_source import FRAME
from pipeline.compose.series_pages import folder
from pipeline.compose.templates import Templates
from pipeline.model import (
    Article,
    Block,
    Email,
    Footnote,
    ImageRef,
    Lines,
    Marks,
    Part,
    Project,
    Series,
    SeriesSettings,
    Theme,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_NO_MARKS = Marks("", (), {})


@dataclass(frozen=True)
class Composed:
    """A series' mails, and what they were made of.

    `bare` are the mails before their pictures were put in, `templates` the theme's, compiled.
    """

    series: Series
    theme: Theme
    project: Project
    templates: Templates
    bare: tuple[Email, ...]
    emails: tuple[Email, ...]


def kept(
    before: Composed | None, series: Series, theme: Theme, project: Project
) -> dict[int, Email]:
    """The mails, before their pictures, that need not be made again, by their part's number."""
    if not before or FRAME in theme.files or before.theme != theme:
        return {}
    if _looks(before.project) != _looks(project) or not _same_article(before.series, series):
        return {}
    found: dict[int, Email] = {}
    for email, part in zip(before.bare, series.parts, strict=False):
        if _around(before.series, part.number) == _around(series, part.number):
            moved = _moved(email.part, part, before.series.article, series.article)
            again = moved and _with_lines(email, part, moved, before.series, series)
            if again:
                found[part.number] = again
    return found


def _looks(project: Project) -> Project:
    """What mails depend on of a project."""
    return replace(project, check=type(project.check)(), samples=(), series=SeriesSettings())


def _same_article(old: Series, new: Series) -> bool:
    """Whether two articles are the same but for their words."""
    one, other = old.article, new.article
    return (
        len(old.parts) == len(new.parts)
        and _fields(one.marks) == _fields(other.marks)
        and _rest(one) == _rest(other)
    )


def _fields(marks: Marks) -> tuple[object, ...]:
    """The fields in the order of their marks, without these."""
    used = tuple((one.field, one.raw, one.problem) for one in marks.used)
    return used, tuple((name, one.field) for name, one in marks.fields.items())


def _rest(article: Article) -> Article:
    """What a mail may depend on of an article beside its words."""
    return replace(
        article,
        title=_unmarked(article.title, article.marks.prefix),
        settings=replace(article.settings, series=SeriesSettings(), ignores=()),
        images=tuple(_bare(one) for one in article.images),
        photo=article.photo and _bare(article.photo),
        picture=article.picture and _bare(article.picture),
        blocks=(),
        removals=(),
        notes=(),
        note_lines=(),
        title_lines=None,
        marks=_NO_MARKS,
        sha256="",
        text="",
        words=0,
    )


def _bare(image: ImageRef) -> ImageRef:
    return replace(image, place=None)


def _around(series: Series, number: int) -> tuple[object, ...]:
    """What a mail and its web version say of the other parts."""
    prefix = series.article.marks.prefix
    beside = [part for part in series.parts if abs(part.number - number) == 1]
    names = tuple((folder(part), _unmarked(part.title, prefix)) for part in beside)
    return names, tuple(part.wait for part in series.parts)


def _moved(old: Part, new: Part, before: Article, after: Article) -> dict[int, int] | None:
    """Where each line of a part has gone; None where the part is not the same any more."""
    one, other = _Read(before.marks.prefix), _Read(after.marks.prefix)
    if one.part(old) != other.part(new):
        return None
    for read, article, part in ((one, before, old), (other, after, new)):
        if article.title_lines and part.title == article.title:
            read.lines += article.title_lines
    if len(one.lines) != len(other.lines):
        return None
    return _as_mapping(one.lines, other.lines)


def _as_mapping(old: list[int], new: list[int]) -> dict[int, int] | None:
    """Where each line has gone; None where one has gone to two places."""
    found: dict[int, int] = {}
    for line, now in zip(old, new, strict=True):
        if found.setdefault(line, now) != now:
            return None
    return found


class _Read:
    """A part as plain data without its marks and lines, which are gathered in `lines`."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.lines: list[int] = []

    def part(self, part: Part) -> tuple[object, ...]:
        """All that a part says."""
        named = (part.number, part.total, part.id, part.slug, part.wait, part.words, part.minutes)
        texts = (part.title, part.subject, part.preheader)
        return (
            named,
            part.titled,
            *(_unmarked(text, self.prefix) for text in texts),
            *map(self.block, part.blocks),
        )

    def block(self, block: Block) -> tuple[object, ...]:
        """A block, with the notes that it refers to."""
        self.lines += block.lines
        return (
            (block.kind, block.level, block.forced, block.name, block.words),
            _unmarked(block.text, self.prefix),
            _unmarked(block.written, self.prefix),
            *map(self.token, block.tokens),
            *map(self.note, block.notes),
        )

    def note(self, note: Footnote) -> tuple[object, ...]:
        """A footnote."""
        self.lines += note.lines
        return note.label, note.words, *map(self.token, note.tokens)

    def token(self, token: Token) -> tuple[object, ...]:
        """A token and those in it."""
        self.lines += token.map or ()
        return (
            (token.type, token.tag, token.nesting, token.level, token.markup, token.hidden),
            self.value(token.content),
            self.value(token.info),
            self.value(token.attrs),
            self.value(token.meta),
            tuple(map(self.token, token.children or ())),
        )

    def value(self, value: Any) -> object:
        """A value without marks: text, or a mapping of texts."""
        if isinstance(value, Mapping):
            return {name: self.value(one) for name, one in value.items()}
        return _unmarked(value, self.prefix) if isinstance(value, str) else value


def _with_lines(
    email: Email, part: Part, moved: Mapping[int, int], old: Series, new: Series
) -> Email | None:
    """A mail with its part's new lines and marks; None where one of its lines is not known."""
    sources: dict[int, Lines] = {}
    for ordinal, (first, last) in email.sources.items():
        if first not in moved or last not in moved:
            return None
        sources[ordinal] = Lines(moved[first], moved[last])

    before, after = old.article.marks.prefix, new.article.marks.prefix

    def text(written: str) -> str:
        return written.replace(before, after)

    return replace(
        email,
        part=part,
        sources=sources,
        body_html=text(email.body_html),
        body_text=text(email.body_text),
        body_web=text(email.body_web),
        notes_html=tuple(_each(email.notes_html, before, after)),
        notes_text=tuple(_each(email.notes_text, before, after)),
        notes_web=tuple(_each(email.notes_web, before, after)),
    )


def _each(texts: tuple[str, ...], before: str, after: str) -> Iterator[str]:
    return (text.replace(before, after) for text in texts)


def _unmarked(text: str, prefix: str) -> str:
    """Text whose marks begin with nothing of the article."""
    return text.replace(prefix, "\0")
