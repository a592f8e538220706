"""Paragraphs → headings, lists, quotes, code and captions, by their roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.read.word.converted import LINES, drop
from pipeline.read.word.lists import Listing
from pipeline.read.word.roles import Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CONTAINERS = ("td", "th", "ll-note")
_SHOWN = ("img", "hr", "ll-noteref")
_PLAIN = "data-plain"
_GROUPED = ("quote", "code")
LONG_CELL = 600  # letters: a table with a longer cell stands for columns, and may hold headings


def shaped(root: Element, roles: Sequence[Role]) -> None:
    """Give the paragraphs of a tree the elements that their roles ask for, in place."""
    for table in root.iter("table"):
        _plain(table, roles)
        _head(table)
        for one in (table, *table.iter("tr")):
            _number(one)
    for container in [*root.iter(*_CONTAINERS), root]:
        _shape(container, roles)
    _title_first(root)


def _plain(table: Element, roles: Sequence[Role]) -> None:
    """Mark the headings in the cells of a table of data: there they are strong."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    wide = len(rows) > 1 and max(map(len, rows), default=0) > 1
    if not wide or any(len(said(cell)) > LONG_CELL for row in rows for cell in row):
        return
    for paragraph in table.iter("p"):
        if _role(paragraph, roles).kind in ("heading", "title"):
            paragraph.set(_PLAIN, "")


def _head(table: Element) -> None:
    """Make a head of a table's first row where that is bold, and the next is not."""
    rows = [[cell for cell in row if cell.tag == "td"] for row in list(table.iter("tr"))[:2]]
    if len(rows) < 2 or len(rows[0]) < 2 or not _is_bold(rows[0]) or _is_bold(rows[1]):
        return
    for cell in rows[0]:
        cell.tag = "th"
        for strong in list(cell.iter("strong")):
            drop(strong)
        for paragraph in cell.iter("p"):
            if paragraph.get(_PLAIN) is not None:
                paragraph.set(_PLAIN, "head")


def _is_bold(cells: Sequence[Element]) -> bool:
    """Whether all that some cells say is bold."""
    words = ["".join(said(cell).split()) for cell in cells]
    bold = [
        [one for one in cell.iter("strong", "p") if one.tag != "p" or one.get(_PLAIN) is not None]
        for cell in cells
    ]
    return any(words) and words == ["".join("".join(map(said, some)).split()) for some in bold]


def _number(element: Element) -> None:
    """Give a table or a row the numbers of its paragraphs."""
    numbers = span(list(element.iter("p")))
    if numbers:
        element.set(LINES, numbers)


def _role(paragraph: Element, roles: Sequence[Role]) -> Role:
    """A paragraph's role: of several that were joined, the last one's, as in Word."""
    number = str(paragraph.get(LINES) or "").rpartition("-")[2]
    return roles[int(number) - 1] if number else Role("text")


def _shape(container: Element, roles: Sequence[Role]) -> None:
    children = [one for one in container if one.tag != "p" or _shows(one)]
    for one in list(container):
        container.remove(one)
    container.text = None
    listing = Listing(container)
    for kind, group in groupby(_with_roles(children, roles), key=lambda pair: pair[1].kind):
        members = list(group)
        if kind in _GROUPED:
            listing.close()
            container.append(_grouped(kind, [one for one, _ in members]))
            continue
        if kind == "title" and len(members) > 1:
            members = [(_joined([one for one, _ in members]), members[-1][1])]
        for one, role in members:
            if kind == "item" and role.item:
                listing.item(one, role.item)
            elif kind == "continued" and listing.open:
                listing.more(one)
            else:
                listing.close()
                _append(container, _leaf(one, role))


def _with_roles(
    children: Sequence[Element], roles: Sequence[Role]
) -> Iterator[tuple[Element, Role]]:
    for one in children:
        yield one, _role(one, roles) if one.tag == "p" else Role("other")


def _shows(paragraph: Element) -> bool:
    if said(paragraph).strip():
        return True
    return next(paragraph.iter(*_SHOWN), None) is not None


def _append(container: Element, element: Element) -> None:
    """Append an element; of two lines across the page in turn, one is enough."""
    last = container[-1] if len(container) else None
    if element.tag == "hr" and (last is None or last.tag == "hr"):
        return
    element.tail = None
    container.append(element)


def _leaf(paragraph: Element, role: Role) -> Element:
    """A paragraph that stands by itself."""
    if paragraph.tag != "p":
        return paragraph
    only = list(paragraph)
    if [one.tag for one in only] == ["hr"]:
        paragraph.remove(only[0])
        paragraph.tag = "hr"
    elif role.kind in ("heading", "title") and said(paragraph).strip():
        if role.item and role.item.label:
            paragraph.text = f"{role.item.label} {paragraph.text or ''}"
        if paragraph.get(_PLAIN) is None:
            paragraph.tag = f"h{min(max(role.level, 1), 6)}"
        elif paragraph.get(_PLAIN) != "head":
            _strong(paragraph)
    elif role.kind == "caption":
        paragraph.tag = "figcaption"
    return paragraph


def said(element: Element) -> str:
    """All the words in an element."""
    return "".join(map(str, element.itertext()))


def _strong(paragraph: Element) -> None:
    """Make all that a paragraph says strong."""
    from lxml import etree

    strong = etree.Element("strong")
    strong.text, paragraph.text = paragraph.text, None
    strong.extend(list(paragraph))
    paragraph.append(strong)


def _joined(members: Sequence[Element]) -> Element:
    """A title that was written as several paragraphs, as one."""
    from lxml import etree

    made = etree.Element("p")
    made.set(LINES, span(members))
    for one in members:
        one.tag, one.tail = "span", " "
        made.append(one)
    return made


def _grouped(kind: str, members: Sequence[Element]) -> Element:
    """Paragraphs of a quotation, or lines of code, as one."""
    from lxml import etree

    made = etree.Element("blockquote" if kind == "quote" else "pre")
    made.set(LINES, span(members))
    for at, one in enumerate(members):
        one.tail = None
        if kind == "code":
            one.tag = "span"
            one.tail = "\n" if at + 1 < len(members) else None
        made.append(one)
    return made


def span(members: Sequence[Element]) -> str:
    """The numbers that some elements have together."""
    numbers = [int(n) for one in members for n in str(one.get(LINES) or "").split("-") if n]
    return f"{min(numbers)}-{max(numbers)}" if numbers else ""


def _title_first(root: Element) -> None:
    """A title that only pictures stand above comes before them."""
    titles = [one for one in root if one.tag == "h1"]
    if not titles:
        return
    title = titles[0]
    at = root.index(title)
    if any(said(one).strip() for one in list(root)[:at]):
        return
    root.remove(title)
    root.insert(0, title)
