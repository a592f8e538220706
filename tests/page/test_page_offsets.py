"""Marks in place of values, and offsets from a text that was filled to the same text with marks."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as some

from pipeline import slots
from pipeline.model import Field, Slot, Slotted, Where
from pipeline.page.shown import Marked, Offsets

PREFIX = "ll0123456789abx"
NAMES = ("first_name", "city", "nothing")
KINDS = (Where.TEXT, Where.ATTRIBUTE, Where.COMPONENT)
WORDS = some.text(alphabet="ab <&é🌱\u05d0\r\n", max_size=6)
SLOTS = some.builds(
    lambda name, where: Slot(Field(name), where), *map(some.sampled_from, (NAMES, KINDS))
)
PIECES = some.lists(some.tuples(SLOTS, WORDS), max_size=6)
VALUES = some.fixed_dictionaries(dict.fromkeys(NAMES[:2], WORDS))


def units(text: str, start: int, end: int) -> str:
    """A stretch of a text by UTF-16 units, as a browser slices."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def browser_fills(text: str, numbers: dict[Slot, int], values: dict[str, str]) -> str:
    """A text with marks as the page's script fills it."""
    by_number = {number: slot for slot, number in numbers.items()}
    return re.sub(
        rf"{PREFIX}(\d+)z",
        lambda found: slots.encode(
            values.get(by_number[int(found[1])].field.name, ""), by_number[int(found[1])]
        ),
        text,
    )


@given(WORDS, PIECES, VALUES, some.data())
def test_what_is_cut_with_marks_is_what_is_cut_when_filled(head, pieces, values, data):
    slotted = Slotted((head, *(text for _, text in pieces)), tuple(slot for slot, _ in pieces))
    marks = Marked(PREFIX)
    marked, filled = marks.text(slotted), slots.fill(slotted, values)
    offsets = Offsets(slotted, marks, values, {})
    edges = outside(slotted, values)
    start, end = sorted((data.draw(some.sampled_from(edges)), data.draw(some.sampled_from(edges))))
    first, last = offsets.span(start, end)
    size = len(marked.encode("utf-16-le")) // 2
    assert 0 <= first <= last <= size
    cut = units(marked, 0, first) + "|" + units(marked, last, size)
    assert browser_fills(cut, marks.numbers, values) == f"{filled[:start]}|{filled[end:]}"


def outside(slotted: Slotted, values: dict[str, str]) -> list[int]:
    """The offsets of a filled text that lie within no value."""
    at = len(slotted.segments[0])
    found = [*range(at + 1)]
    for slot, text in zip(slotted.slots, slotted.segments[1:], strict=True):
        at += len(slots.encode(values.get(slot.field.name, ""), slot))
        found += range(at, at + len(text) + 1)
        at += len(text)
    return found


SLOT = Slot(Field("first_name"), Where.TEXT)
GREETING = Slotted(("<p>Dear 🌱 ", ", <b>hello</b>"), (SLOT,))


def test_an_offset_within_a_value_is_that_of_its_mark():
    marks = Marked(PREFIX)
    offsets = Offsets(GREETING, marks, {"first_name": "Robin"}, {})
    mark = f"{PREFIX}0z"
    assert marks.text(GREETING) == f"<p>Dear 🌱 {mark}, <b>hello</b>"
    begins = len("<p>Dear 🌱 ") + 1
    filled = len("<p>Dear 🌱 Ro")
    assert (offsets(filled), offsets(filled, end=True)) == (begins, begins + len(mark))
    assert offsets.span(filled, filled + 20) == (begins, begins + len(mark) + 17)


def test_a_mark_whose_value_is_empty_is_no_part_of_what_is_cut_beside_it():
    marks = Marked(PREFIX)
    offsets = Offsets(GREETING, marks, {}, {})
    marked = marks.text(GREETING)
    at = len("<p>Dear 🌱 ")
    start, end = offsets.span(at, at + len(", "))
    assert units(marked, start, end) == ", "
    start, end = offsets.span(at - 1, at)
    assert units(marked, start, end) == " "
    assert offsets.span(at, at) == (at + 1 + len(f"{PREFIX}0z"),) * 2


def test_the_same_slot_has_the_same_mark_in_all_texts():
    marks = Marked(PREFIX)
    other = Slotted(("", "", ""), (Slot(Field("first_name"), Where.PLAIN), SLOT))
    assert marks.text(GREETING).count(f"{PREFIX}0z") == 1
    assert marks.text(other) == f"{PREFIX}1z{PREFIX}0z"
    assert marks.numbers == {SLOT: 0, other.slots[0]: 1}
