"""What Outlook for Windows makes of the boxes of a mail: measures, as it reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from pipeline.check.features.verdict import WORD
from pipeline.check.mail import Mail
from pipeline.clients import chosen
from pipeline.markup import Element
from pipeline.styles import Declaration

Style = Mapping[str, Declaration]

CELLS = ("td", "th")
TABLES = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "col", "colgroup")
NESTED = 80  # elements around another that are looked at
SIDES = ("top", "right", "bottom", "left")
_PX = re.compile(r"\A(-?\d*\.?\d+)(?:px)?\Z", re.IGNORECASE)
_PX_PER = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "": 1.0}
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem)?(?=\s|\Z)", re.IGNORECASE)
_ADDRESS = re.compile(r"url\(", re.IGNORECASE)


class Box(NamedTuple):
    """An element that Outlook for Windows sees, with the declarations that it has there."""

    element: Element
    style: Style

    def value(self, name: str) -> str:
        """A declaration's value in lower case, "" if there is none."""
        found = self.style.get(name)
        return found.value.lower() if found else ""


_NONE: Style = {}


def counts(mail: Mail) -> bool:
    """Whether Outlook for Windows is among the mail programs that count."""
    return WORD in chosen(mail.settings.clients)


def boxes(mail: Mail) -> Iterator[Box]:
    """What Outlook for Windows sees, nothing if it does not count."""
    if counts(mail):
        styles = mail.word_styles
        for one in mail.document.outlook_elements:
            yield Box(one, styles.get(one.start, _NONE))


def styled(mail: Mail) -> Iterator[Box]:
    """Those of them that have styles."""
    return (one for one in boxes(mail) if one.style)


def around(element: Element) -> tuple[Element, ...]:
    """An element and those around it, the nearest first, as far as any mail is nested."""
    return (element, *islice(element.ancestors(), NESTED))


def outermost(some: Iterable[Box]) -> Iterator[Box]:
    """Those that lie in none of the others; given in the order of the text."""
    end = -1
    for one in some:
        if one.element.start >= end:
            yield one
            end = one.element.close


def px(value: str) -> float | None:
    """A measure in px, None for any other."""
    found = _PX.match(value.strip())
    return float(found[1]) if found else None


def width(element: Element, style: Style) -> float | None:
    """The width in px that a table, cell or picture is given by an attribute or its style."""
    given = px(element.get("width"))
    declared = style.get("width")
    return given if given is not None or not declared else px(declared.value)


def is_bounded(mail: Mail, element: Element) -> bool:
    """Whether a table or cell around an element holds it to a width in Outlook for Windows."""
    return any(
        one.name in ("table", *CELLS, "v:rect", "v:roundrect")
        and (width(one, mail.word_styles.get(one.start, _NONE)) or _vml_width(one))
        for one in around(element)[1:]
    )


def _vml_width(element: Element) -> bool:
    return element.name.startswith("v:") and "width:" in element.get("style")


def is_unseen(mail: Mail, element: Element) -> bool:
    """Whether Outlook for Windows hides an element: mso-hide, or display:none on it or around."""
    for one in around(element):
        style = mail.word_styles.get(one.start, _NONE)
        if "mso-hide" in style and style["mso-hide"].value.lower() == "all":
            return True
    return False


def sides(style: Style, name: str) -> Mapping[str, str]:
    """The four sides of margin or padding, the shorthand and the longhands, as written."""
    found: dict[str, str] = {}
    for declaration in style.values():
        if declaration.name == name:
            found.update(_four(declaration.value.lower().split()))
        elif declaration.name.startswith(f"{name}-"):
            side = declaration.name.removeprefix(f"{name}-")
            if side in SIDES:
                found[side] = declaration.value.lower()
    return found


def _four(values: list[str]) -> Iterator[tuple[str, str]]:
    if 1 <= len(values) <= 4:
        top, *rest = values
        right = rest[0] if rest else top
        bottom = rest[1] if len(rest) > 1 else top
        left = rest[2] if len(rest) > 2 else right
        yield from zip(SIDES, (top, right, bottom, left), strict=True)


def length(value: str) -> float:
    """A length as rough px, 0 for what is none."""
    found = _LENGTH.match(value.strip())
    return float(found[1]) * _PX_PER[(found[2] or "").lower()] if found else 0.0


def has_background(box: Box) -> bool:
    """Whether it has a colour of its own behind it."""
    if box.element.get("bgcolor"):
        return True
    for name in ("background-color", "background"):
        value = _ADDRESS.split(box.value(name))[0].strip()
        if value and value not in ("none", "transparent", "inherit", "initial", "unset", "0"):
            return True
    return False


def names_picture(box: Box) -> Declaration | None:
    """The declaration that names a picture for its background."""
    for name in ("background-image", "background"):
        found = box.style.get(name)
        if found and _ADDRESS.search(found.value):
            return found
    return None


def at(box: Box, *names: str) -> int:
    """Where the first of some declarations stands, else the element."""
    return next((box.style[one].start for one in names if one in box.style), box.element.start)
