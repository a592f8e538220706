"""What Outlook for Windows does otherwise than all others: it shows mails as Word would."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pipeline.check.features.verdict import WORD
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.outlook_boxes import (
    CELLS,
    TABLES,
    Box,
    around,
    at,
    is_bounded,
    is_unseen,
    length,
    outermost,
    px,
    sides,
    styled,
    width,
)
from pipeline.markup import Element, Text
from pipeline.model import Severity

CLIENTS = (WORD,)
WIDE = 320  # px: a width from which on it holds the text together
INSIDE = 40  # elements of a table that are looked at
LITTLE = 120  # characters: what is shorter looks the same in a wide window
DRAWN = -3.0  # px: a negative margin that is missed
UNREADABLE = 1.0  # px of type: as good as hidden
DOT = 2.0  # px of a picture that nobody sees
_FLOWING = ("img", "a", "span", "input", "hr", "html", "head")
INLINE = ("span", "a", "b", "i", "em", "strong", "small", "font", "u")
_CENTRED = ("center", "middle")


@rule("outlook/full-width", Severity.WARNING)
def full_width(mail: Mail) -> Iterator[Found]:
    """In Outlook for Windows the text runs across the whole window.

    It ignores `width` and `max-width` of everything but tables, so lines get as long as the window
    is wide and are hard to read. Put a table with a `width` attribute around the text, for Outlook
    alone if you like: `<!--[if mso]><table width="600" align="center"><tr><td><![endif]-->`.

    Source: caniemail.com, css-width and css-max-width: Word's layout knows them on tables only.
    """
    for box in outermost(one for one in styled(mail) if _limit(one)):
        if not is_bounded(mail, box.element) and _unbounded(mail, box.element) > LITTLE:
            yield Found(
                "in Outlook for Windows the text runs across the whole window: "
                f"it ignores the width of <{box.element.name}>",
                at(box, "max-width", "width"),
                f'put a table with width="{_limit(box):.0f}" around it, in '
                "<!--[if mso]>…<![endif]-->",
                key="width",
                clients=CLIENTS,
            )


def _limit(box: Box) -> float:
    """The width that a box is held to by what Outlook ignores, 0 if it is none that matters."""
    if box.element.name in (*TABLES, *_FLOWING):
        return 0.0
    limit = length(box.value("max-width")) or length(box.value("width"))
    return limit if limit >= WIDE else 0.0


def _unbounded(mail: Mail, element: Element) -> int:
    """How many characters of text below an element no table holds to a width."""
    count, waiting = 0, list(element.children)
    while waiting:
        one = waiting.pop()
        if isinstance(one, Text):
            count += len(one.data.strip())
        elif one.name in ("style", "script"):
            continue
        elif one.name not in (*CELLS, "table") or not width(
            one, mail.word_styles.get(one.start, {})
        ):
            waiting += one.children
    return count


@rule("outlook/margin-negative", Severity.WARNING)
def margin_negative(mail: Mail) -> Iterator[Found]:
    """Outlook for Windows ignores negative margins.

    What should overlap or stand nearer stands apart there, or the page gets a gap. Reach the same
    with smaller paddings, or with a picture that holds both.

    Source: caniemail.com, css-margin.
    """
    for box in styled(mail):
        if box.element.name in INLINE:  # a margin that is not known on these at all
            continue
        margins = [one for one in box.style if one.startswith("margin")]
        if not any("-" in box.style[one].value for one in margins):
            continue
        if any(length(one) <= DRAWN for one in sides(box.style, "margin").values()):
            yield Found(
                "Outlook for Windows ignores a negative margin",
                at(box, *margins),
                "make the padding above smaller instead",
                clients=CLIENTS,
            )


@rule("outlook/not-centred", Severity.WARNING)
def not_centred(mail: Mail) -> Iterator[Found]:
    """In Outlook for Windows a table stands at the left instead of in the middle.

    It does not know `margin: auto`. Give the table `align="center"` as well, or put it into a cell
    that has it.

    Source: caniemail.com, css-margin, and Word's layout of tables.
    """
    for box in styled(mail):
        if box.element.name != "table" or not _is_narrow(mail, box):
            continue
        margins = sides(box.style, "margin")
        auto = margins.get("left") == "auto" and margins.get("right") == "auto"
        if auto and not _is_centred(mail, box.element):
            yield Found(
                "in Outlook for Windows a table stands at the left: it ignores margin: auto",
                at(box, "margin", "margin-left"),
                'add align="center" to the table',
                clients=CLIENTS,
            )


def _is_narrow(mail: Mail, box: Box) -> bool:
    """Whether a table has a width of its own in px, or none and that of a table in it."""
    if width(box.element, box.style):
        return True
    if box.element.has("width") or "width" in box.style:
        return False
    inside = (one for one in islice(box.element.walk(), INSIDE) if one.name == "table")
    return any(width(one, mail.word_styles.get(one.start, {})) for one in inside)


def _is_centred(mail: Mail, element: Element) -> bool:
    for one in around(element):
        align = mail.word_styles.get(one.start, {}).get("text-align")
        told = one.get("align").lower() or (align.value.lower() if align and one.parent else "")
        if told or one.name == "center":
            return told in ("", *_CENTRED)
    return False


@rule("outlook/shown-though-hidden", Severity.WARNING)
def shown_though_hidden(mail: Mail) -> Iterator[Found]:
    """Outlook for Windows shows something that should be hidden.

    It does not hand `display: none` down to tables inside, does not heed it on pictures, and
    ignores it where `!important` follows it in a style attribute: readers see things twice, or the
    text for the preview at the top. Add `mso-hide: all`, on the tables inside as well.

    Source: caniemail.com, css-display-none and css-important.
    """
    for box in outermost(one for one in styled(mail) if one.value("display") == "none"):
        hidden = box.style["display"]
        small = "font-size" in box.style and length(box.value("font-size")) <= UNREADABLE
        if small or is_unseen(mail, box.element):
            continue
        what = _still_shown(mail, box.element, important=hidden.important)
        if what:
            yield Found(
                f"Outlook for Windows shows {what} that should be hidden",
                hidden.start,
                "add mso-hide: all to its style, and to that of each table inside",
                clients=CLIENTS,
            )


def _still_shown(mail: Mail, element: Element, *, important: bool) -> str:
    """What of an element with display:none Outlook shows all the same, "" if nothing."""
    if important and (element.text.strip() or any(one.name == "img" for one in element.walk())):
        return f"<{element.name}>"
    if element.name == "img":
        return "" if _is_counter(element) else "a picture"
    for one in element.walk():
        if one is not element and one.name == "table" and not _is_none(mail, one):
            return "a table"
    return ""


def _is_counter(picture: Element) -> bool:
    """Whether a picture is a dot that counts readers: nobody sees it in any case."""
    return all((px(picture.get(side)) or 9.0) <= DOT for side in ("width", "height"))


def _is_none(mail: Mail, table: Element) -> bool:
    display = mail.word_styles.get(table.start, {}).get("display")
    return bool(display and display.value.lower() == "none") or is_unseen(mail, table)


RULES: tuple[Rule[Mail], ...] = (shown_though_hidden, full_width, not_centred, margin_negative)
