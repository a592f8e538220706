"""Splitting, joining and moving letters: the new settings, proved to give just that split."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import slots
from pipeline.errors import LetterloomError, Place, UsageError
from pipeline.model import PartSettings
from pipeline.plan.boundaries import Boundaries
from pipeline.preview.editing.edit import Anew, Join, Move, SplitBefore
from pipeline.preview.editing.files import Texts
from pipeline.preview.editing.trying import Trials, Tried
from pipeline.settings import document
from pipeline.settings.splicing import plain
from pipeline.settings.write_parts import Written, with_part_tables
from pipeline.settings.write_toml import with_parts
from pipeline.settings.write_value import with_value

Outcome = tuple[Texts, str]
"""The new texts, and a sentence that says what was done."""


@dataclass(frozen=True, slots=True)
class Begin:
    """A part that is wished: where it begins, which of the parts before it is, its id."""

    place: int
    old: int | None
    id: str = ""


def resplit(edit: SplitBefore | Join | Move, trials: Trials, texts: Texts, file: str) -> Outcome:
    """The settings with which the parts begin as asked.

    Raises UsageError for what cannot be.
    """
    tried = trials.of(texts)
    here = tried.boundaries
    now = [Begin(start, number) for number, start in enumerate(here.starts)]
    match edit:
        case SplitBefore():
            wished, told = _split(tried, now, edit)
        case Join():
            wished, told = _join(tried, now, edit)
        case Move():
            wished, told = _move(tried, now, edit)
    return _proved(trials, tried, wished, file), told


def _split(tried: Tried, now: list[Begin], edit: SplitBefore) -> tuple[list[Begin], str]:
    here = tried.boundaries
    place = _place(tried, edit.before)
    if place in here.starts:
        raise UsageError("a letter begins there already", hint="choose another place")
    wished = sorted([*now, Begin(place, None)], key=lambda one: one.place)
    number = next(at for at, one in enumerate(wished, 1) if one.old is None)
    return wished, f"Letter {number} now begins with {_quoted(here, place)}."


def _join(tried: Tried, now: list[Begin], edit: Join) -> tuple[list[Begin], str]:
    _check_part(tried, edit.part)
    _refuse_forced(tried, now[edit.part - 1].place)
    wished = [*now[: edit.part - 1], *now[edit.part :]]
    return wished, f"Letter {edit.part} is joined to letter {edit.part - 1}."


def _move(tried: Tried, now: list[Begin], edit: Move) -> tuple[list[Begin], str]:
    _check_part(tried, edit.part)
    here = tried.boundaries
    place, was = _place(tried, edit.to), now[edit.part - 1]
    if place == was.place:
        raise UsageError("that letter begins there already", hint="choose another place")
    end = now[edit.part].place if edit.part < len(now) else len(here.pieces.blocks)
    if not now[edit.part - 2].place < place < end:
        raise UsageError(
            f"letter {edit.part} has to begin between its neighbours' beginnings",
            hint="move or join those first",
        )
    _refuse_forced(tried, was.place)
    moved = replace(was, place=place, id=tried.series.parts[edit.part - 1].id)
    wished = [moved if one is was else one for one in now]
    return wished, f"Letter {edit.part} now begins with {_quoted(here, place)}."


def _place(tried: Tried, block: int) -> int:
    if not 0 < block < len(tried.series.article.blocks):
        raise UsageError(
            f"there is no place for a break before block {block}",
            hint=f"1 to {len(tried.series.article.blocks) - 1}",
        )
    return tried.boundaries.at(block)


def _check_part(tried: Tried, number: int) -> None:
    total = len(tried.series.parts)
    if not 2 <= number <= total:
        raise UsageError(
            f"there is no letter {number} that has one before it",
            hint=f"2 to {total}" if total > 1 else "there is only one letter",
        )


def _refuse_forced(tried: Tried, place: int) -> None:
    if tried.boundaries.is_forced(place):
        line = tried.boundaries.pieces.blocks[place].lines.first
        raise UsageError(
            "the article itself asks for a new letter there, with <!-- part -->",
            place=Place(tried.article.source, line),
            hint="take that comment out of the article first",
        )


def _quoted(here: Boundaries, place: int) -> str:
    from pipeline.words import cut

    text = slots.shown(here.short(place), here.series.article.marks)
    return f"“{cut(text, 60)}”"


def _proved(trials: Trials, tried: Tried, wished: list[Begin], file: str) -> Texts:
    """The new texts. They are planned again: parts begin as wished, and keep their ids."""
    for attempt in (_as_it_is, _with_ids, _with_new_ids):
        wished = attempt(tried, wished)
        written = written_parts(tried, wished)
        texts = replace(tried.texts, article=with_part_tables(tried.texts.article, written, file))
        made = trials.of(texts)
        if made.boundaries.starts != [one.place for one in wished]:
            break
        olds = tried.series.parts
        pairs = zip(wished, made.series.parts, strict=True)
        if all(one.old is None or olds[one.old].id == part.id for one, part in pairs):
            return texts
    raise UsageError(
        "the article's own words cannot tell this place",
        place=Place(tried.article.source),
        hint="in Markdown write <!-- part --> above it; else choose a place a little off",
    )


def _as_it_is(_tried: Tried, wished: list[Begin]) -> list[Begin]:
    return wished


def _with_ids(tried: Tried, wished: list[Begin]) -> list[Begin]:
    """Every part that there was says its id."""
    parts = tried.series.parts
    return [one if one.old is None else replace(one, id=parts[one.old].id) for one in wished]


def _with_new_ids(tried: Tried, wished: list[Begin]) -> list[Begin]:
    """A new part says one too, that no other has: its own would be that of a part moved away."""
    taken = [part.id for part in tried.series.parts]
    seed = "\n".join([*taken, *(str(one.place) for one in wished)])
    return [
        one if one.old is not None else replace(one, id=_hash(f"{seed}\n{one.place}"))
        for one in wished
    ]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def written_parts(tried: Tried, wished: Sequence[Begin]) -> list[Written]:
    """The parts as they are to be written: words that still tell where one starts are kept.

    Raises UsageError where no words can tell.
    """
    here, said = tried.boundaries, shown_parts(tried)
    tables = isinstance(tried.article.settings.series.parts, tuple)
    found: list[Written] = []
    for number, one in enumerate(wished):
        told = said[one.old] if one.old is not None else PartSettings()
        starts = told.starts
        after = wished[number - 1].place if number else -1
        if number and not here.tells(starts, one.place, after=after):
            starts = here.telling(one.place, after=after)
        told = replace(told, starts=starts, id=one.id or told.id)
        found.append(Written(told, one.old if tables else None))
    return found


def shown_parts(tried: Tried) -> list[PartSettings]:
    """What is written of each part, fields as an author writes them."""
    marks = tried.article.marks
    return [
        replace(
            one,
            starts=slots.shown(one.starts, marks),
            title=slots.shown(one.title, marks),
            subject=slots.shown(one.subject, marks),
            preheader=slots.shown(one.preheader, marks),
        )
        for one in tried.said
    ]


def anew(edit: Anew, trials: Trials, texts: Texts, file: str) -> Outcome:
    """The settings with which the program splits the series, into so many parts if asked.

    What was written of a part that begins where it did stays written.
    """
    said, words = _said_of(trials.of(texts))
    written = document.parse(plain(texts.article), file).data.get("series", {}).get("parts")
    bare = with_parts(texts.article, [], file) if isinstance(written, list) else texts.article
    free = replace(texts, article=with_value(bare, ("series", "parts"), edit.number, file))
    parts = trials.of(free).series.parts
    kept = [words.get(part.id) for part in parts]
    many = sum(number is not None for number in kept)
    told = f"Split anew into {len(parts)} letter{'s' if len(parts) > 1 else ''}."
    lost = len(words) - many
    if lost:
        told += f" What was written of {lost} other{'s' if lost > 1 else ''} is gone; undo it to"
        told += " have it back."
    if not many:
        return free, told
    tables = [
        Written(PartSettings() if old is None else replace(said[old], starts=""), old)
        for old in kept
    ]
    return replace(texts, article=with_part_tables(texts.article, tables, file)), told


def _said_of(tried: Tried) -> tuple[list[PartSettings], dict[str, int]]:
    """What is written of each part, and the numbers of those with words, by id.

    Nothing where the series cannot be made: splitting it anew may be what mends it.
    """
    try:
        parts, said = tried.series.parts, shown_parts(tried)
    except LetterloomError:
        return [], {}
    pairs = enumerate(zip(parts, said, strict=True))
    return said, {part.id: number for number, (part, one) in pairs if _has_words(one)}


def _has_words(one: PartSettings) -> bool:
    return bool(one.title or one.subject or one.preheader or one.wait is not None)
