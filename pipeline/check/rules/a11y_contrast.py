"""Whether the texts of a mail can be read by day."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.contents.legible import DAY, Read, passing, ratio, read, told_ratio
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, rule
from pipeline.model import Severity


@rule("a11y/contrast", Severity.ERROR)
def contrast(mail: Mail) -> Iterator[Found]:
    """Text is too faint to read on its ground.

    People with tired or ageing eyes, on a dimmed telephone or in the sun, cannot read it. Text
    needs a contrast of 4.5:1, large text (24 px, or 18.66 px and bold) 3:1. Below two thirds of
    that, 3:1 and 2:1, good eyes have trouble too; from there on it is a warning. Counted is what is
    seen: style blocks, style attributes, `bgcolor`, `font`, and what they let shine through. Where
    an image lies on the ground, its colour counts, since many readers have images blocked; that too
    is a warning. Use the shade in the hint, or one that is further from the ground.

    Source: WCAG 2.2, success criterion 1.4.3, which names ISO 9241-3 for the 3:1.
    """
    for one in read(mail, *DAY):
        if one.ratio < one.needed:
            yield faint(one)


def faint(one: Read, *, dark: bool = False) -> Found:
    """What is told of a text that cannot be read."""
    beneath = " where its image does not show" if one.look.pictured else ""
    hint = "give the ground a colour like that of its image"
    if not one.look.pictured:
        hint = _hint_by_night(one) if dark else _hint(one)
    where = "in dark mode, " if dark else ""
    return Found(
        f"{where}{one.told} has a contrast of {told_ratio(one.ratio)}{beneath}; people need "
        f"{one.needed:g}:1 to read it",
        one.element,
        hint,
        one.words[:40],
        None if one.is_hard and not one.look.pictured else Severity.WARNING,
    )


def _hint_by_night(one: Read) -> str:
    """The same for the dark, where the shade that is nearest by day need not be the best."""
    shade = passing(one.ink, one.ground, one.needed)
    beyond = "lighter" if ratio(shade, "#000000") > ratio(one.ink, "#000000") else "darker"
    return f"in the dark styles, make the text {shade} or {beyond}"


def _hint(one: Read) -> str:
    """The smaller of two changes: of the text, which is less to do, or of its ground."""
    ink = passing(one.ink, one.ground, one.needed)
    ground = passing(one.ground, one.ink, one.needed)
    if _apart(one.ink, ink) > 2 * _apart(one.ground, ground):
        return f"make the ground {ground}, the nearest shade on which it can be read"
    return f"make the text {ink}, the nearest shade that can be read there"


def _apart(one: str, other: str) -> int:
    """How far two colours are from each other, in the channel that changes most."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return max(abs(own - new) for own, new in pairs)
