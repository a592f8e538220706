"""Which elements have no end tag, which may leave it out, and what closes them (HTML Standard)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.markup.element import Element


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr"
)
_OPTIONAL = _names(
    "html head body p li dt dd option optgroup tr td th thead tbody tfoot colgroup rp rt"
)
_BLOCKS = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul"
)
_CLOSED = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "option": ({"option"}, {"select"}),
    "tr": ({"tr", "td", "th", "colgroup"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "thead": ({"thead", "tbody", "tfoot", "tr", "td", "th", "colgroup"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot", "tr", "td", "th", "colgroup"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot", "tr", "td", "th", "colgroup"}, {"table"}),
    "body": ({"head"}, {"html"}),
}
_SCOPE = frozenset(["table", "td", "th", "caption", "button", "object", "html", "body", ""])


def optional_end(name: str) -> bool:
    """Whether an element may go without its end tag."""
    return name in _OPTIONAL or ":" in name


def closed_by(name: str, opened: Sequence[Element]) -> int:
    """The index of the outermost open element that a start tag closes, 0 if it closes none."""
    if name in _BLOCKS:
        return _found(opened, {"p"}, _SCOPE)
    told = _CLOSED.get(name)
    return _found(opened, *told) if told else 0


def _found(opened: Sequence[Element], closes: set[str], scope: set[str] | frozenset[str]) -> int:
    outermost = 0
    for index in range(len(opened) - 1, 0, -1):
        one = opened[index].name
        if one in scope:
            break
        if one in closes:
            outermost = index
    return outermost
