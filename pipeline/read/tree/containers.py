"""Elements as containers: what each is, with its numbers, its reach, its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pipeline.read.tree.parts import Part

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-(?:source-|text-)?|brush:\s*)([\w+#.-]+)"
)

_NUMBER = re.compile(r"\s*(\d{1,9})")

_NO_LANGUAGE = ("none", "default", "plaintext", "text", "plain", "nohighlight")


def language(element: HtmlElement) -> str:
    """The language of code, from its classes and those around it."""
    near = [element, *element.iter("code"), element.getparent()]
    for one in near:
        if one is None:
            continue
        if one.get("data-lang"):
            return re.sub(r"[^\w+#.-]", "", one.get("data-lang"))
        found = _LANGUAGE.search(one.get("class") or "")
        if found:
            return "" if found[1].lower() in _NO_LANGUAGE else found[1]
    return ""


def _is_head(row: HtmlElement) -> bool:
    parent = row.getparent()
    cells = [cell.tag for cell in row if cell.tag in ("td", "th")]
    return bool(cells) and (set(cells) == {"th"} or (parent is not None and parent.tag == "thead"))


def _cell(element: HtmlElement) -> Part:
    columns = _NUMBER.match(element.get("colspan") or "")
    rows = _NUMBER.match(element.get("rowspan") or "")
    style = re.search(r"text-align:\s*(center|right)", element.get("style") or "")
    align = style[1] if style else (element.get("align") or "").lower()
    return Part(
        "cell",
        number=min(100, int(columns[1])) if columns else 1,
        rows=min(1000, int(rows[1])) if rows else 1,
        name=align if align in ("center", "right") else "",
        head=element.tag == "th",
    )


def _ordered(element: HtmlElement) -> Part:
    start = _NUMBER.match(element.get("start") or "")
    return Part("list", number=int(start[1]) if start else 1)


def _item(element: HtmlElement) -> Part:
    value = _NUMBER.match(element.get("value") or "")
    return Part("item", number=int(value[1]) if value else -1)


CONTAINERS: Mapping[str, Callable[[HtmlElement], Part]] = {
    **dict.fromkeys(("ul", "menu", "dir"), lambda _: Part("list", number=-1)),
    "ol": _ordered,
    "li": _item,
    "blockquote": lambda _: Part("quote"),
    "dl": lambda _: Part("definitions"),
    "dd": lambda _: Part("definition"),
    "table": lambda _: Part("table"),
    "tr": lambda row: Part("row", head=_is_head(row)),
    "td": _cell,
    "th": _cell,
    "ll-note": lambda note: Part("note", name=re.sub(r"[^\w-]", "", note.get("name", ""))),
}
