"""An article's parts: the author's own split where there is one, else the cheapest."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from pipeline import slots, words
from pipeline.errors import Place, SettingsError, SourceError, UsageError
from pipeline.model import Article, Block, Marks, Part, PartSettings, Series
from pipeline.plan import names
from pipeline.plan.boundaries import Boundaries
from pipeline.plan.lists import pieces
from pipeline.plan.openings import Openings, quoted
from pipeline.plan.reasons import Reasons, found, given
from pipeline.plan.split import Split, UnbreakableError, split

MOST_PARTS = 1000  # nearly three years of daily mails; what asks for more is no article


def plan(article: Article, strings: Mapping[str, str], *, parts: int | None = None) -> Series:
    """The series of an article: runs of its blocks, each with its names and its wait.

    A list over the wished maximum may be broken between its items; then the series' article has it
    as several blocks.

    `parts` is a number of parts asked for on the command line; it wins over the settings.
    Raises UsageError or SettingsError where the article cannot be broken as asked, SourceError
    where there would be more parts than anybody reads.
    """
    divided = pieces(article.blocks, article.settings.series.words[1])
    article, whole = replace(article, blocks=divided.blocks), article.blocks
    starts, said = _starts(article, strings, parts, divided.within)
    if len(starts) > MOST_PARTS:
        raise SourceError(
            f"this would be {len(starts)} mails; a series has {MOST_PARTS} at most",
            place=Place(article.source),
            hint="make an article of each chapter, or longer parts: series.words in its settings",
        )
    ids = _ids([article.blocks[start] for start in starts], said, article.marks)
    ends = [*starts[1:], len(article.blocks)]
    runs = [divided.together(whole, first, end) for first, end in zip(starts, ends, strict=True)]
    article = replace(article, blocks=tuple(block for run in runs for block in run))
    named = names.names(article, runs, said, strings)
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
        for index, (run, one, name) in enumerate(zip(runs, said, named, strict=True))
    ]
    return Series(article, tuple(made))


def written(series: Series) -> tuple[PartSettings, ...]:
    """A series' parts as settings that give the same parts again: what `plan --write` writes.

    A part says where it starts in as few words as tell its first block from those before it.
    Raises UsageError where no words can, since the article says the same over and over.
    """
    marks = series.article.marks
    here = Boundaries(series)
    return tuple(
        PartSettings(
            id=part.id,
            starts=starts,
            subject=slots.shown(part.subject, marks),
            preheader=slots.shown(part.preheader, marks),
            wait=part.wait if number else None,
        )
        for number, (part, starts) in enumerate(
            zip(series.parts, here.told(here.starts), strict=True)
        )
    )


def _wait(index: int, one: PartSettings, every: timedelta) -> timedelta:
    """The time after the part before; the first part goes at once."""
    if one.wait is not None:
        return one.wait
    return every if index else timedelta()


def reasons(article: Article, *, parts: int | None = None) -> Reasons:
    """Why each part of `plan` begins where it does. Raises as `plan` does."""
    divided = pieces(article.blocks, article.settings.series.words[1])
    article = replace(article, blocks=divided.blocks)
    listed = _starting(article, parts)
    if listed:
        return given(article.blocks, _listed(article, listed))
    number = _number(article, parts)
    chosen = _split(article, number, divided.within, by_option=parts is not None)
    return found(article.blocks, chosen, free=number is None)


def _starts(
    article: Article, strings: Mapping[str, str], parts: int | None, within: Container[int]
) -> tuple[list[int], list[PartSettings]]:
    """Where the parts begin, and what the author says of each."""
    starting = _starting(article, parts)
    if starting:
        return _listed(article, starting), list(starting)
    number = _number(article, parts)
    starts = _split(article, number, within, by_option=parts is not None).starts
    wanted = article.settings.series.parts
    return starts, _matched(article, starts, wanted if isinstance(wanted, tuple) else (), strings)


def _starting(article: Article, parts: int | None) -> tuple[PartSettings, ...]:
    """The author's own parts, where they say where they start and no other number was asked for."""
    wanted = article.settings.series.parts
    listed = wanted if isinstance(wanted, tuple) else ()
    return listed if parts is None and any(one.starts for one in listed) else ()


def _number(article: Article, parts: int | None) -> int | None:
    """How many parts there are to be, None where nobody said."""
    wanted = article.settings.series.parts
    told = len(wanted) or None if isinstance(wanted, tuple) else wanted
    return told if parts is None else parts


def _split(
    article: Article, number: int | None, within: Container[int], *, by_option: bool
) -> Split:
    """The cheapest split of an article into as many parts as were asked for."""
    wished = article.settings.series.words
    try:
        return split(article.blocks, wished, parts=number, within=within)
    except UnbreakableError as error:
        raise _unbreakable(article, number or 0, error, by_option=by_option) from None


def _unbreakable(
    article: Article, asked: int, error: UnbreakableError, *, by_option: bool
) -> UsageError | SettingsError:
    few = asked < error.least
    message = (
        f"{asked} parts are {'fewer' if few else 'more'} than this article can give: "
        f"it can be broken into {error.least if few else error.most} at "
        f"{'least' if few else 'most'}"
    )
    hint = (
        f"ask for {error.least} or more, or take out <!-- part -->, which forces a break"
        if few
        else f"ask for {error.most} or fewer; a part is made of whole paragraphs, lists and "
        "tables, and no heading ends one"
    )
    if by_option:
        return UsageError(message, place=Place(article.source), hint=hint)
    place = article.settings.series.place or Place(article.source)
    return SettingsError(message, place=place, hint=hint)


def _listed(article: Article, listed: Sequence[PartSettings]) -> list[int]:
    """The blocks at which the author's own parts begin."""
    openings = Openings(article)
    first = listed[0]
    if first.starts and not openings.begins(0, first.starts):
        raise SettingsError(
            "the first part must start where the article starts",
            place=first.place,
            hint=f"leave its starts out, or write starts = {quoted(openings.short(0))}",
        )
    starts = [0]
    for one in listed[1:]:
        starts.append(_block_at(openings, one, after=starts[-1]))
    for index, block in enumerate(article.blocks):
        if block.forced and index not in starts:
            raise SettingsError(
                f"<!-- part --> forces a break before {quoted(openings.short(index))}, "
                "but no part starts there",
                place=article.settings.series.place or listed[0].place,
                hint=f"add a part with starts = {quoted(openings.short(index))}, "
                "or take the comment out of the article",
            )
    return starts


def _block_at(openings: Openings, one: PartSettings, *, after: int) -> int:
    """The first block behind another that begins as a part is said to start."""
    start = openings.first(one.starts, after=after) if one.starts else None
    if start is not None:
        return start
    hint = "take this part out: the article ends before it"
    nearest = openings.nearest(one.starts, after=after)
    if nearest:
        hint = f"write a heading or a block's first words, for example {quoted(nearest)}"
    raise SettingsError(
        f"no block after the part before starts with {quoted(words.cut(one.starts, 60))}"
        if one.starts
        else "this part does not say where it starts",
        place=one.place,
        hint=hint,
    )


def _matched(
    article: Article,
    starts: Sequence[int],
    listed: Sequence[PartSettings],
    strings: Mapping[str, str],
) -> list[PartSettings]:
    """What the author says of each part of a split found here: by id, else by its number."""
    if len(listed) == len(starts) and not any(one.starts for one in listed):
        return list(listed)
    by_id = {
        one.id: names.unnumbered(one, strings, number=index + 1, total=len(listed))
        for index, one in enumerate(listed)
        if one.id
    }
    return [
        by_id.get(_id(article.blocks[start], article.marks), PartSettings()) for start in starts
    ]


def _ids(opening: Sequence[Block], given: Sequence[PartSettings], marks: Marks) -> list[str]:
    """A stable name for each part: the one written down, else made from its first block."""
    taken: dict[str, None] = {}
    for block, one in zip(opening, given, strict=True):
        name = one.id or _id(block, marks)
        while name in taken:
            name = hashlib.sha256(name.encode()).hexdigest()[:8]
        taken[name] = None
    return list(taken)


def _id(block: Block, marks: Marks) -> str:
    text = slots.shown(block.text, marks)
    return hashlib.sha256(f"{block.kind}\n{text}".encode()).hexdigest()[:8]
