"""Plain text's lists: what belongs to an item, items with letters, speech behind dashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import Lines
from pipeline.read.plain.line_forms import FULL_STOP, LETTERED
from pipeline.read.plain.paragraphs import Line, Paragraph

DASH = "–"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ITEM_WORDS = 40  # a lettered item is a paragraph by itself if it is longer


def settled(found: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs with their lists told from speech, and each list's parts put together."""
    return list(_within(_lettered(_spoken(found))))


def _spoken(found: Sequence[Paragraph]) -> list[Paragraph]:
    """What dashes begin is a list where it is led in or items end in no sign; else it is speech."""
    told = list(found)
    for run in _runs(found, lambda one: one.sign == DASH):
        items = [found[at] for at in run]
        above = found[run.start - 1] if run.start else None
        led = above is not None and (above.text.endswith((":", "：")) or bool(above.sign))
        below = found[run.stop] if run.stop < len(found) else None
        closed = sum(bool(FULL_STOP.search(one.text)) for one in items)
        listed = len(items) > 1 and 2 * closed < len(items)
        if led or listed or (below is not None and below.sign):
            continue
        for at in run:
            told[at] = replace(found[at], text=f"{DASH} {found[at].text}", sign="")
    return told


def _runs(found: Sequence[Paragraph], fits: Callable[[Paragraph], bool]) -> Iterator[range]:
    start = 0
    for at in range(len(found) + 1):
        if at == len(found) or not fits(found[at]):
            if at > start:
                yield range(start, at)
            start = at + 1


def _lettered(found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Short items with letters, or with numbers in brackets, one below the other, as one.

    Markdown has no such lists: their signs stay as they are written, each on its line.
    """
    at = 0
    while at < len(found):
        end = _sequence(found, at)
        if end - at < 2:
            yield found[at]
            at += 1
            continue
        some = found[at:end]
        lines = Lines(some[0].lines.first, some[-1].lines.last)
        kept = tuple(Line(one.text, one.lines.first) for one in some)
        text = " ".join(one.text for one in some)
        yield Paragraph(text, lines, verse=kept, column=some[0].column)
        at = end


def _sequence(found: Sequence[Paragraph], start: int) -> int:
    """Where items end that begin with a first letter or number and count on from it."""
    end = start
    count = 0
    while end < len(found):
        one = found[end]
        label = LETTERED.match(one.text) if not (one.sign or one.verse or one.quoted) else None
        close = end == start or one.lines.first == found[end - 1].lines.last + 1
        if not label or not close or len(one.text.split()) > ITEM_WORDS:
            break
        if not _counts(label["label"].strip("().").lower(), count):
            break
        count += 1
        end += 1
    return end


def _counts(label: str, count: int) -> bool:
    roman = count < len(_ROMAN) and label == _ROMAN[count]
    return roman or label == chr(ord("a") + count) or label == str(count + 1)


def _within(found: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """What stands below an item's own text belongs to the item."""
    item: Paragraph | None = None
    last = 0
    for one in found:
        if one.sign:
            item = one
        elif item and one.column >= item.column + len(item.sign) and not (one.rule or one.quoted):
            tight = bool(one.verse) and one.lines.first == last + 1
            yield replace(one, inside=True, tight=tight)
            last = one.lines.last
            continue
        else:
            item = None
        last = one.lines.last
        yield one
