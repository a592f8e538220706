"""A file's bytes as an Article: the table of readers, and the steps that all formats share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline import slots, words
from pipeline.errors import Place, SourceError
from pipeline.model import (
    Article,
    ArticleSettings,
    Block,
    Field,
    Lines,
    Mark,
    Marks,
    Removal,
)
from pipeline.read import blocks as block_parser
from pipeline.read import clean, fields, images, language, raw_html, text
from pipeline.read.decode import decode
from pipeline.read.front_matter import FrontMatter, front_matter
from pipeline.read.shortcodes import without_shortcodes

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur"})
NEUTRAL_SLUG = "letters"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file as text, before its settings are known.

    `shown` are its lines as they stand in the file, `body` the text below any front matter,
    which begins at line `first`.
    """

    file: str
    format: str
    sha256: str
    shown: tuple[str, ...]
    body: str
    first: int
    front: FrontMatter | None


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a reader makes of a manuscript: Markdown with its map, the source's own text."""

    source: block_parser.Source
    used: list[Mark]
    text: str
    title: str = ""
    title_lines: Lines | None = None


def _read_text(paper: Manuscript, _prefix: str, _declared: Mapping[str, Field]) -> _Draft:
    written = text.to_markdown(paper.body)
    source = block_parser.Source(paper.file, written.markdown, written.spans, paper.shown)
    return _Draft(source, [], paper.body, written.title, written.title_lines)


def _read_markdown(paper: Manuscript, prefix: str, declared: Mapping[str, Field]) -> _Draft:
    masked, used = fields.mask(paper.body, prefix, declared, paper.file, paper.first)
    count = masked.count("\n") + 1
    spans = tuple(Lines(n, n) for n in range(paper.first, paper.first + count))
    source = block_parser.Source(paper.file, masked, spans, paper.shown)
    # The proof that nothing is lost needs the file's own lines, front matter blank.
    return _Draft(source, used, "\n" * (paper.first - 1) + masked)


Reader = Callable[[Manuscript, str, Mapping[str, Field]], _Draft]

READERS: Mapping[str, tuple[str, Reader]] = {
    ".txt": ("text", _read_text),
    ".text": ("text", _read_text),
    ".md": ("markdown", _read_markdown),
    ".markdown": ("markdown", _read_markdown),
}


def manuscript(data: bytes, file: str, *, encoding: str = "") -> Manuscript:
    """A file's bytes as text with its front matter split off.

    Raises SourceError for a suffix that no reader knows and for bytes that are no text,
    SettingsError for front matter that does not parse.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix not in READERS:
        raise SourceError(
            f"no reader for {suffix or 'a file without a suffix'}",
            place=Place(file),
            hint=f"save the article as one of: {', '.join(READERS)}",
        )
    name = READERS[suffix][0]
    whole = decode(data, file, encoding)
    front = front_matter(whole, file) if name == "markdown" else None
    lines = whole.split("\n")
    skipped = front.lines if front else 0
    return Manuscript(
        file=file,
        format=name,
        sha256=hashlib.sha256(data).hexdigest(),
        shown=tuple(lines),
        body="\n".join(lines[skipped:]),
        first=skipped + 1,
        front=front,
    )


def article(
    paper: Manuscript,
    settings: ArticleSettings,
    declared: Mapping[str, Field],
    load: Callable[[str], bytes | None],
    *,
    from_elsewhere: bool = False,
) -> Article:
    """The article of a manuscript: read, cleaned, its images loaded by `load` (None: missing).

    `from_elsewhere` says that it was written for another site generator, whose shortcodes go.
    Raises SourceError for a file without text, nesting too deep and fields that are not right.
    """
    reader = READERS[PurePath(paper.file).suffix.lower()][1]
    shortcodes: list[Removal] = []
    if from_elsewhere:
        body, shortcodes = without_shortcodes(paper.body, paper.first, declared)
        paper = replace(paper, body=body)
    prefix = slots.prefix(paper.body.encode("utf-8", "replace"))
    draft = reader(paper, prefix, declared)
    settings = fields.mask_settings(settings, prefix, declared, draft.used, _title_place(paper))
    used = tuple(draft.used)
    marks = Marks(prefix, used, slots.for_theme(prefix, declared, len(used)))
    found = block_parser.parse(draft.source, marks)
    found, removals = _without_code(found)
    removals = [*shortcodes, *removals]
    title, title_lines, found, replaced = _title(found, draft, settings, paper.file)
    kept, cleaned = clean.clean(found, slots.unmarked(title, marks))
    if not any(block.words for block in kept):
        raise SourceError(
            "there is no text in it", place=Place(paper.file), hint="put the article in it"
        )
    lang = settings.lang or language.recognised(paper.body) or "en"
    pictures, notes = images.images(kept, draft.source, load, sensitive=settings.sensitive)
    return Article(
        slug=_slug(settings, paper.file),
        title=title,
        lang=lang,
        dir=settings.dir or _direction(lang),
        author=settings.author,
        date=settings.date,
        settings=settings,
        blocks=tuple(kept),
        removals=tuple(sorted([*removals, *replaced, *cleaned], key=lambda one: one.lines)),
        images=pictures,
        marks=marks,
        source=paper.file,
        sha256=paper.sha256,
        words=_words(kept, [*removals, *replaced, *cleaned], title if title_lines else ""),
        text=draft.text,
        format=paper.format,
        title_lines=title_lines,
        notes=tuple(replace(one, message=slots.shown(one.message, marks)) for one in notes),
    )


def _words(kept: Sequence[Block], removals: Sequence[Removal], title: str) -> int:
    """The words that came in: what is kept, what was removed, and the title in the text."""
    return sum(b.words for b in kept) + sum(r.words for r in removals) + words.count(title)


def _without_code(found: Sequence[Block]) -> tuple[list[Block], list[Removal]]:
    """HTML that holds code and no text for readers (style, script) is taken out."""
    gone = {
        index
        for index, block in enumerate(found)
        if block.kind == "html" and raw_html.only_code(block.tokens[0].content)
    }
    removals = [
        Removal(found[index].lines, found[index].tokens[0].content.strip(), "html-code", 0)
        for index in sorted(gone)
    ]
    return clean.without(found, gone), removals


def _title(
    found: list[Block], draft: _Draft, settings: ArticleSettings, file: str
) -> tuple[str, Lines | None, list[Block], list[Removal]]:
    """The title, its lines in the text, the blocks without it, and a title that was replaced.

    A title from the settings wins, the article's or its first part's, since the title stands in
    the first part; else the one that the text begins with; else the file's name.
    """
    inside, lines, rest = " ".join(draft.title.split()), draft.title_lines, found
    if not inside and found and found[0].kind == "heading" and _is_title(found):
        inside, lines, rest = found[0].text, found[0].lines, found[1:]
    title = settings.title or inside or _from_name(file)
    shown = " ".join((_first_title(settings) or title).split())
    if not inside or inside == shown:
        return title, lines, rest, []
    if settings.title and not draft.title and not _first_title(settings):
        return title, None, found, []
    gone = Removal(lines or Lines(1, 1), inside, "title-from-settings", words.count(inside))
    return title, None, rest, [gone]


def _first_title(settings: ArticleSettings) -> str:
    parts = settings.series.parts
    return parts[0].title if isinstance(parts, tuple) and parts else ""


def _is_title(found: Sequence[Block]) -> bool:
    """Whether the first heading is above all others: the only one of its level, the highest."""
    others = [block.level for block in found[1:] if block.kind == "heading" and block.text]
    return found[0].level < min(others, default=7)


def _title_place(paper: Manuscript) -> Place:
    """Where the title is set: in the front matter, else beside the file."""
    if paper.front and "title" in paper.front.values:
        return paper.front.place("title")
    return Place(str(PurePath(paper.file).with_suffix(".toml")))


def _from_name(file: str) -> str:
    return re.sub(r"[\s_-]+", " ", PurePath(file).stem).strip().capitalize() or "Untitled"


def _slug(settings: ArticleSettings, file: str) -> str:
    """The article's name in paths and URLs: a sensitive one's tells nothing of its topic."""
    if settings.slug:
        return words.slug(settings.slug)
    if settings.sensitive:
        return words.slug(settings.public_name or NEUTRAL_SLUG)
    return words.slug(PurePath(file).stem)


def _direction(lang: str) -> str:
    return "rtl" if lang.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else "ltr"
