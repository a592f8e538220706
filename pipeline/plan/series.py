"""An article's parts: the author's own split where there is one, else the cheapest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from difflib import get_close_matches

from pipeline import slots, words
from pipeline.errors import Place, SettingsError, UsageError
from pipeline.model import Article, Block, Marks, Part, PartSettings, Series
from pipeline.plan import names
from pipeline.plan.split import partition


def plan(article: Article, strings: Mapping[str, str], *, parts: int | None = None) -> Series:
    """The series of an article: runs of its blocks, each with its names and its wait.

    `parts` is a number of parts asked for on the command line; it wins over the settings.
    Raises UsageError or SettingsError where the article cannot be broken as asked.
    """
    starts, given = _starts(article, parts)
    runs = [
        article.blocks[first:end]
        for first, end in zip(starts, [*starts[1:], len(article.blocks)], strict=True)
    ]
    ids = _ids(runs, given, article.marks)
    named = names.names(article, runs, given, strings)
    every = article.settings.series.every
    made = [
        Part(
            number=index + 1,
            total=len(runs),
            id=ids[index],
            slug=name.slug,
            title=name.title,
            blocks=tuple(run),
            subject=name.subject,
            preheader=name.preheader,
            wait=_wait(index, one, every),
            words=(count := sum(block.words for block in run)),
            minutes=words.minutes(count),
            titled=name.titled,
        )
        for index, (run, one, name) in enumerate(zip(runs, given, named, strict=True))
    ]
    return Series(article, tuple(made))


def written(series: Series) -> tuple[PartSettings, ...]:
    """A series' parts as settings that give the same parts again: what `plan --write` writes.

    A part says where it starts in as few words as tell its first block from those before it.
    """
    blocks = series.article.blocks
    marks = series.article.marks
    found: list[PartSettings] = []
    start = 0
    for part in series.parts:
        found.append(
            PartSettings(
                id=part.id,
                starts=_telling(blocks, start, marks) if start else "",
                subject=slots.shown(part.subject, marks),
                preheader=slots.shown(part.preheader, marks),
                wait=part.wait if start else None,
            )
        )
        start += len(part.blocks)
    return tuple(found)


def _telling(blocks: Sequence[Block], start: int, marks: Marks) -> str:
    """The fewest words, six at least, that no earlier block begins with."""
    text = _opening(blocks[start], marks)
    count = 6
    while any(_begins(block, text, marks) for block in blocks[1:start]):
        count += 6
        longer = _opening(blocks[start], marks, count)
        if longer == text:
            break
        text = longer
    return text


def _wait(index: int, one: PartSettings, every: timedelta) -> timedelta:
    """The time after the part before; the first part goes at once."""
    if one.wait is not None:
        return one.wait
    return every if index else timedelta()


def _starts(article: Article, parts: int | None) -> tuple[list[int], list[PartSettings]]:
    """Where the parts begin, and what the author says of each."""
    series = article.settings.series
    wanted = series.parts
    listed = wanted if isinstance(wanted, tuple) else ()
    if listed and parts is None and any(one.starts for one in listed[1:]):
        return _listed(article, listed), list(listed)
    number = parts if parts is not None else (wanted if isinstance(wanted, int) else None)
    if number is None and listed:
        number = len(listed)
    try:
        starts = partition(article.blocks, series.words, parts=number)
    except ValueError as error:
        raise _too_many(article, number or 0, error.args[0], by_option=parts is not None) from None
    return starts, _matched(article, starts, listed)


def _too_many(article: Article, asked: int, most: int, *, by_option: bool) -> UsageError:
    kind = UsageError if by_option else SettingsError
    place = Place(article.source) if by_option else article.settings.series.place
    return kind(  # type: ignore[return-value]
        f"{asked} parts are more than this article can give: it can be broken into {most} at most",
        place=place or Place(article.source),
        hint=f"ask for {most} or fewer; a part is made of whole paragraphs, lists and tables, "
        "and no heading ends one",
    )


def _listed(article: Article, listed: Sequence[PartSettings]) -> list[int]:
    """The blocks at which the author's own parts begin."""
    starts = [0]
    for one in listed[1:]:
        starts.append(_block_at(article, one, after=starts[-1]))
    if listed[0].starts and not _begins(article.blocks[0], listed[0].starts, article.marks):
        raise SettingsError(
            "the first part must start where the article starts",
            place=listed[0].place,
            hint="leave its starts out, or write "
            f"starts = {_opening(article.blocks[0], article.marks)!r}",
        )
    return starts


def _block_at(article: Article, one: PartSettings, *, after: int) -> int:
    for index in range(after + 1, len(article.blocks)):
        if one.starts and _begins(article.blocks[index], one.starts, article.marks):
            return index
    openings = [_opening(block, article.marks) for block in article.blocks[after + 1 :]]
    near = get_close_matches(one.starts, openings, n=1, cutoff=0.3) or openings[:1]
    raise SettingsError(
        f"no block after the part before starts with {words.cut(one.starts, 60)!r}"
        if one.starts
        else "this part does not say where it starts",
        place=one.place,
        hint=f"write a heading or a block's first words, for example {near[0]!r}"
        if near
        else "take this part out: the article ends before it",
    )


def _begins(block: Block, opening: str, marks: Marks) -> bool:
    wanted = " ".join(opening.split()).casefold()
    return _shown(block, marks).casefold().startswith(wanted)


def _shown(block: Block, marks: Marks) -> str:
    return " ".join(slots.shown(block.text, marks).split())


def _opening(block: Block, marks: Marks, count: int = 6) -> str:
    """The words that a part may be said to start with: a heading, or a block's first words."""
    text = _shown(block, marks)
    return text if block.kind == "heading" else " ".join(text.split(" ")[:count])


def _matched(
    article: Article, starts: Sequence[int], listed: Sequence[PartSettings]
) -> list[PartSettings]:
    """What the author says of each part of a split found here: by id, else by its number."""
    by_id = {one.id: one for one in listed if one.id}
    found = [
        by_id.get(_id(article.blocks[start], article.marks), PartSettings()) for start in starts
    ]
    if len(listed) == len(starts) and not any(one.starts for one in listed):
        return list(listed)
    return found


def _ids(runs: Sequence[Sequence[Block]], given: Sequence[PartSettings], marks: Marks) -> list[str]:
    """A stable name for each part: the one written down, else made from its first block."""
    taken: list[str] = []
    for run, one in zip(runs, given, strict=True):
        name = one.id or _id(run[0], marks)
        while name in taken:
            name = hashlib.sha256(name.encode()).hexdigest()[:8]
        taken.append(name)
    return taken


def _id(block: Block, marks: Marks) -> str:
    text = slots.shown(block.text, marks)
    return hashlib.sha256(f"{block.kind}\n{text}".encode()).hexdigest()[:8]
