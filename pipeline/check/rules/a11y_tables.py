"""Tables: whether screen readers can tell those that lay out from those that hold data."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.mail import Mail
from pipeline.check.rule import Found, rule
from pipeline.markup import Element
from pipeline.model import Change, Severity

LAYOUT, DATA, EITHER = "layout", "data", "either"
_MANY = 3  # rows, and columns, of a table that holds data
_SHORT = 60  # letters of a cell that is a value rather than a paragraph
_WITHIN = frozenset("table img div p ul ol h1 h2 h3 h4 h5 h6 input form center".split())  # noqa: SIM905
_SILENT = ("presentation", "none")


def tables(mail: Mail) -> Iterator[Element]:
    """The tables that are shown, with those that only Outlook sees."""
    looks = mail.styled.looks_by_day
    for one in mail.document.elements:
        if one.name == "table" and not (one.start in looks and looks[one.start].gone):
            yield one


def kind(table: Element) -> str:
    """What a table is for: to lay out, to hold data, or either."""
    rows = list(_rows(table))
    cells = [list(_cells(row)) for row in rows]
    flat = [cell for row in cells for cell in row]
    if table.get("role").lower() in ("table", "grid") or table.has("summary"):
        return DATA
    if _has_marks(table, flat):
        return DATA
    if len(rows) < 2 or max(map(len, cells), default=0) < 2:
        return LAYOUT
    telling = set(_WITHIN)
    if len(rows) >= _MANY and max(map(len, cells)) >= _MANY:
        telling.discard("img")  # of goods in an order, each with its number and price
    if _is_ruled(table) and all(_is_a_line(cell) for cell in flat):
        telling.discard("p")  # of Word, which writes a paragraph into every cell
    if any(one.name in telling for cell in flat for one in cell.walk() if one is not cell):
        return LAYOUT
    words = [len(cell.text.strip()) for cell in flat]
    if not all(words) or max(words, default=0) > _SHORT:
        return LAYOUT if sum(map(bool, words)) < len(words) / 2 else EITHER
    return DATA if len(rows) > 2 and len({len(row) for row in cells}) == 1 else EITHER


def _is_ruled(table: Element) -> bool:
    """Whether lines are drawn around its cells."""
    return table.get("border").strip() not in ("", "0")


def _is_a_line(cell: Element) -> bool:
    """Whether a cell holds one paragraph at most."""
    return sum(one.name == "p" for one in cell.elements()) <= 1


def _has_marks(table: Element, cells: list[Element]) -> bool:
    """Whether a table has what only tables of data have; a `thead` around tables is none."""
    if any(one.name == "th" or one.has("headers") or one.has("scope") for one in cells):
        return True
    parts = {one.name for one in table.elements()}
    if "caption" in parts or "thead" not in parts:
        return "caption" in parts
    return not any(one.name == "table" for cell in cells for one in cell.walk())


def _rows(table: Element) -> Iterator[Element]:
    for one in table.elements():
        if one.name == "tr":
            yield one
        elif one.name in ("thead", "tbody", "tfoot"):
            yield from (row for row in one.elements() if row.name == "tr")


def _cells(row: Element) -> Iterator[Element]:
    return (one for one in row.elements() if one.name in ("td", "th"))


@rule("a11y/layout-table", Severity.WARNING)
def layout_table(mail: Mail) -> Iterator[Found]:
    """A table that only lays out is read aloud as a table of data.

    “Table with one column and one row, table with two columns…” before every sentence: that is how
    a screen reader reads most mails. Write `role="presentation"` on each such table, those in
    Outlook's conditional comments included.

    Source: WCAG 2.2, failure F46 and success criterion 1.3.1; 86 % of mails fail it (Email Markup
    Consortium, 2025).
    """
    for one in tables(mail):
        silent = one.get("role").lower() in _SILENT
        if not silent and kind(one) == LAYOUT and not _is_mjmls(mail, one):
            at = one.start + 1 + len(one.name)
            changes = () if one.has("role") else (Change("", at, at, ' role="presentation"'),)
            yield Found(
                "a table that only lays out is read aloud as a table of data",
                one,
                'write role="presentation" on it',
                changes=changes,
            )


def _is_mjmls(mail: Mail, table: Element) -> bool:
    """Whether a table is one that MJML made, not its author."""
    place = mail.place(table) if mail.is_mjml else None
    return mail.is_mjml and not (place and "table" in place.text)


@rule("a11y/table-role", Severity.WARNING)
def table_role(mail: Mail) -> Iterator[Found]:
    """A table of data is marked as one that only lays out.

    Its heads are then read as loose words, and nobody who listens can tell which number belongs to
    which. Take the role away.

    Source: WAI-ARIA 1.2, role `presentation`; WCAG 2.2, success criterion 1.3.1.
    """
    for one in tables(mail):
        if one.get("role").lower() in _SILENT and _has_heads(one):
            yield Found("a table with heads is marked as one that only lays out", one, _ROLE)


_ROLE = "take its role away, or make the heads plain cells"


def _has_heads(table: Element) -> bool:
    named = any(one.name == "caption" for one in table.elements())
    return named or any(cell.name == "th" for row in _rows(table) for cell in _cells(row))


@rule("a11y/table-heads", Severity.NOTE)
def table_heads(mail: Mail) -> Iterator[Found]:
    """A table of data has no heads, or does not say which way they point.

    A screen reader says a cell's head before the cell, so that a listener knows what “12” is. Make
    the first row's cells `<th scope="col">`, and those at the beginning of each row, where they
    name it, `<th scope="row">`.

    Source: WCAG 2.2, techniques H51 and H63.
    """
    for one in tables(mail):
        if one.get("role").lower() in _SILENT or kind(one) != DATA:
            continue
        rows = [list(_cells(row)) for row in _rows(one)]
        heads = [cell for row in rows for cell in row if cell.name == "th"]
        if not heads and len(rows) > 1:
            named = max(map(len, rows)) == 2  # a name and its value in each row
            heads_of = 'first column <th scope="row">' if named else 'first row <th scope="col">'
            hint = f"make the cells of its {heads_of}"
            yield Found("a table of data has no heads", one, hint)
        both = rows and any(row[0].name == "th" for row in rows[1:] if row)
        across = rows and sum(cell.name == "th" for cell in rows[0]) > 1
        if both and across and not all(cell.has("scope") or cell.has("id") for cell in heads):
            hint = 'write scope="col" or scope="row" on each head'
            yield Found("a table has heads above and at the side, and none says which", one, hint)
