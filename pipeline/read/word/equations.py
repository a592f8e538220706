"""Equations as a line of text: `x = (-b ± √(b^2 - 4ac))/(2a)`, as one would type it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pipeline.read.word import ooxml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def linear(equation: Element) -> str:
    """An equation's signs in the order in which they are read (ECMA-376, part 1, 22.1)."""
    form = _FORMS.get(ooxml.name(equation))
    if form:
        return form(equation)
    if ooxml.name(equation) in ("m:t", "w:t"):
        return " ".join((equation.text or "").split("\n"))
    return _inside(equation)


def _inside(parent: Element | None) -> str:
    return "" if parent is None else "".join(map(linear, parent))


def _part(parent: Element, wanted: str) -> str:
    return _inside(ooxml.child(parent, wanted))


def _grouped(text: str) -> str:
    """A part in brackets, where it is more than one word or number."""
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _fraction(one: Element) -> str:
    return f"{_grouped(_part(one, 'm:num'))}/{_grouped(_part(one, 'm:den'))}"


def _root(one: Element) -> str:
    degree = _part(one, "m:deg")
    return f"{degree}√({_part(one, 'm:e')})"


def _raised(one: Element) -> str:
    return f"{_part(one, 'm:e')}^{_grouped(_part(one, 'm:sup'))}"


def _lowered(one: Element) -> str:
    return f"{_part(one, 'm:e')}_{_grouped(_part(one, 'm:sub'))}"


def _both(one: Element) -> str:
    return f"{_lowered(one)}^{_grouped(_part(one, 'm:sup'))}"


def _before(one: Element) -> str:
    scripts = f"_{_grouped(_part(one, 'm:sub'))}^{_grouped(_part(one, 'm:sup'))}"
    return f"{scripts} {_part(one, 'm:e')}"


def _sum(one: Element) -> str:
    sign = ooxml.attribute(ooxml.child(one, "m:naryPr", "m:chr"), "m:val", "∫")
    low, high = _part(one, "m:sub"), _part(one, "m:sup")
    bounds = (f"_{_grouped(low)}" if low else "") + (f"^{_grouped(high)}" if high else "")
    return f"{sign}{bounds} {_part(one, 'm:e')}"


def _brackets(one: Element) -> str:
    properties = ooxml.child(one, "m:dPr")
    first = ooxml.attribute(ooxml.child(properties, "m:begChr"), "m:val", "(")
    last = ooxml.attribute(ooxml.child(properties, "m:endChr"), "m:val", ")")
    between = ooxml.attribute(ooxml.child(properties, "m:sepChr"), "m:val", "|")
    parts = [_inside(part) for part in one if ooxml.name(part) == "m:e"]
    return f"{first}{between.join(parts)}{last}"


def _rows(one: Element) -> str:
    rows = [row for row in one if ooxml.name(row) in ("m:mr", "m:e")]
    return "; ".join(
        ", ".join(map(_inside, row)) if ooxml.name(row) == "m:mr" else _inside(row) for row in rows
    )


def _nothing(_: Element) -> str:
    return ""


_FORMS: Mapping[str, Callable[[Element], str]] = {
    "m:f": _fraction,
    "m:rad": _root,
    "m:sSup": _raised,
    "m:sSub": _lowered,
    "m:sSubSup": _both,
    "m:sPre": _before,
    "m:nary": _sum,
    "m:d": _brackets,
    "m:m": _rows,
    "m:eqArr": _rows,
    "w:del": _nothing,
    "w:moveFrom": _nothing,
}
