"""A manuscript as an Article: the steps that all formats share."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from pipeline import slots, words
from pipeline.errors import Place, SourceError
from pipeline.model import (
    Article,
    ArticleSettings,
    Block,
    Field,
    Lines,
    Marks,
    Removal,
)
from pipeline.read import clean, images, language
from pipeline.read.apart import apart
from pipeline.read.formats import drafted
from pipeline.read.losses import refuse_heavy, refuse_missed
from pipeline.read.manuscript import Draft, Manuscript, Reading
from pipeline.read.markdown import blocks as block_parser
from pipeline.read.markdown import fields, footnotes, raw_html

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur"})
TITLE_WITHIN = 8  # blocks that a title may stand within, if all above it is taken out
NEUTRAL_SLUG = "letters"
IMPORTED = ("html", "word")  # formats of texts that were not written to become mails


def article(
    paper: Manuscript,
    settings: ArticleSettings,
    declared: Mapping[str, Field],
    load: Callable[[str], bytes | None],
    *,
    from_elsewhere: bool = False,
    own_blocks: frozenset[str] = frozenset(),
) -> Article:
    """The article of a manuscript: read, cleaned, its images loaded by `load` (None: missing).

    `from_elsewhere` says that it was written for another site generator, whose shortcodes go;
    `own_blocks` are the names of the project's own.
    Raises SourceError for a file without text, nesting too deep and fields that are not right.
    """
    shortcodes: list[Removal] = []
    if from_elsewhere:
        from pipeline.read.markdown.shortcodes import without_shortcodes

        body, shortcodes = without_shortcodes(paper.body, paper.first, declared, own_blocks)
        paper = replace(paper, body=body)
    prefix = slots.prefix(paper.body.encode("utf-8", "replace"))
    keep = frozenset(settings.keep)
    draft = drafted(paper, Reading(prefix, declared, keep))
    title_place = _setting_place(paper, "title")
    settings = fields.mask_settings(settings, prefix, declared, draft.used, title_place)
    used = tuple(draft.used)
    marks = Marks(prefix, used, slots.for_theme(prefix, declared, len(used)))
    parsed = found = block_parser.parse(draft.source, marks, own_blocks)
    found, removals = _without_code(found)
    removals = [*shortcodes, *draft.removals, *removals]
    title, title_lines, found, replaced = _title(found, draft, settings, paper.file)
    kept, cleaned = clean.clean(found, slots.unmarked(title, marks), keep)
    kept = footnotes.settled(parsed, kept)
    if not settings.accept_removals:
        refuse_heavy(paper, kept, draft.removals, cleaned)
        refuse_missed(paper, kept, draft.missed)
    if not any(block.words for block in kept):
        where = f" below its title, “{slots.shown(title, marks)}”" if title_lines else ""
        hint = "put the article in it"
        raise SourceError(f"there is no text in it{where}", place=Place(paper.file), hint=hint)
    removals = apart([*removals, *replaced, *cleaned])
    lang = settings.lang or draft.about.lang or language.recognised(draft.text) or "en"

    def image(path: str) -> bytes | None:
        return draft.images[path] if path in draft.images else load(path)

    pictures, notes = images.images(
        kept,
        draft.source,
        image,
        sensitive=settings.sensitive,
        from_elsewhere=from_elsewhere,
        imported=paper.format in IMPORTED,
    )
    picture, of_picture = images.beside(
        "" if settings.sensitive else settings.image,
        "_picture",
        load,
        _setting_place(paper, "image"),
    )
    photo, of_photo = images.beside(
        settings.author.photo,
        "_author",
        load,
        _setting_place(paper, "author"),
        square=True,
    )
    notes = (*notes, *of_picture, *of_photo)
    return Article(
        slug=_slug(settings, title if paper.nameless else PurePath(paper.file).stem),
        title=title,
        lang=lang,
        dir=settings.dir or _direction(lang),
        author=settings.author.name or draft.about.author,
        date=settings.date or draft.about.date,
        settings=settings,
        blocks=tuple(kept),
        removals=tuple(removals),
        images=pictures,
        picture=picture,
        photo=photo,
        marks=marks,
        source=paper.file,
        sha256=paper.sha256,
        words=_words(kept, removals, title if title_lines else ""),
        text=draft.text,
        format=paper.format,
        lines_unit=paper.lines_unit,
        note_lines=draft.note_lines,
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
    found: list[Block], draft: Draft, settings: ArticleSettings, file: str
) -> tuple[str, Lines | None, list[Block], list[Removal]]:
    """The title, its lines in the text, the blocks without it, and a title that was replaced.

    A title from the settings wins, the article's or its first part's, since the title stands in
    the first part; else the one that the text begins with; else the file's name.
    """
    inside, lines, rest = " ".join(draft.title.split()), draft.title_lines, found
    first = None if inside else _title_block(found, settings.keep)
    if first:
        inside, lines = first.text, first.lines
        rest = [one for one in found if one is not first]
    title = settings.title or inside or draft.about.title or _from_name(file)
    shown = " ".join((_first_title(settings) or title).split())
    if not inside or inside == shown:
        return title, lines, rest, []
    if settings.title and not draft.title and not _first_title(settings):
        return title, None, found, []
    at = first.at if first else 0
    gone = Removal(lines or Lines(1, 1), inside, "title-from-settings", words.count(inside), at=at)
    return title, None, rest, [gone]


def _first_title(settings: ArticleSettings) -> str:
    parts = settings.series.parts
    return parts[0].title if isinstance(parts, tuple) and parts else ""


def _title_block(found: Sequence[Block], keep: Collection[str]) -> Block | None:
    """The heading that is the article's title: above all others, and nothing above it stays."""
    first = next((one for one in found[:TITLE_WITHIN] if one.kind == "heading" and one.text), None)
    if first is None or not _is_highest(first, found):
        return None
    if first is found[0]:
        return first
    rest, _ = clean.clean([one for one in found if one is not first], first.text, keep)
    stays = bool(rest) and (rest[0].at, rest[0].lines) < (first.at, first.lines)
    return None if stays else first


def _is_highest(first: Block, found: Sequence[Block]) -> bool:
    """Whether a heading is above all others: the only one of its level, the highest."""
    others = (one.level for one in found if one.kind == "heading" and one.text and one is not first)
    return first.level < min(others, default=7)


def _setting_place(paper: Manuscript, key: str) -> Place:
    """Where a key is set: in the front matter, else beside the file."""
    if paper.front and key in paper.front.values:
        return paper.front.place(key)
    return Place(str(PurePath(paper.file).with_suffix(".toml")))


def _from_name(file: str) -> str:
    return re.sub(r"[\s_-]+", " ", PurePath(file).stem).strip().capitalize() or "Untitled"


def _slug(settings: ArticleSettings, name: str) -> str:
    """The article's name in paths and URLs: a sensitive one's tells nothing of its topic."""
    if settings.slug:
        return words.slug(settings.slug)
    if settings.sensitive:
        return words.slug(settings.public_name or NEUTRAL_SLUG)
    return words.slug(name)


def _direction(lang: str) -> str:
    return "rtl" if lang.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else "ltr"
