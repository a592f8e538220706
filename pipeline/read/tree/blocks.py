"""Parts → lines of Markdown, each with the lines of the source that it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.model import Lines
from pipeline.read.tree import escape, tables
from pipeline.read.tree.inline import Line as InLine
from pipeline.read.tree.parts import Line, Part, place
from pipeline.read.tree.runs import Run

MOST = 999_999_999  # the highest number that an item can have


def lines(parts: Sequence[Part]) -> list[Line]:
    """The Markdown of parts that stand one below the other."""
    written: list[Line] = []
    before: Part | None = None
    other = False
    for part in parts:
        other = _adjoins(before, part) and not other
        own = _written(part, other=other)
        if not own:
            continue
        if written:
            written.append(_blank(own[0]))
        written += own
        before = part
    return written


def _adjoins(before: Part | None, part: Part) -> bool:
    """Whether two lists in turn would be taken for one."""
    return (
        before is not None
        and part.kind == before.kind == "list"
        and (part.number < 0) == (before.number < 0)
    )


def _written(part: Part, *, other: bool) -> list[Line]:
    if part.kind == "list":
        return _list(part, other=other)
    return _WRITERS.get(part.kind, _inside)(part)


def _inside(part: Part) -> list[Line]:
    return lines(part.children)


def _rule(part: Part) -> list[Line]:
    return [Line("***", part.lines, part.at)]


def _quote(part: Part) -> list[Line]:
    own = lines(part.children)
    return [Line(f"> {one.text}".rstrip(" "), one.lines, one.at) for one in own]


def _note(part: Part) -> list[Line]:
    return _indented(lines(part.children), f"[^{part.name}]: ", 4)


def _blank(line: Line) -> Line:
    return Line("", Lines(line.lines.first, line.lines.first), line.at)


def _paragraph(part: Part) -> list[Line]:
    runs = part.runs
    if not runs:
        return []
    texts = InLine().markdown(runs).split("\n")
    parts = list(_by_break(runs))
    return [Line(escape.line(text), *place(part)) for text, part in zip(texts, parts, strict=True)]


def _by_break(runs: Sequence[Run]) -> Iterable[list[Run]]:
    """The runs of each line: a break belongs to the line that it ends."""
    part: list[Run] = []
    for run in runs:
        part.append(run)
        if run.kind == "br":
            yield part
            part = []
    yield part


def _heading(part: Part) -> list[Line]:
    text = escape.heading(InLine("<br>").markdown(part.runs))
    return [Line(f"{'#' * part.number} {text}", part.lines, part.at)]


def _code(part: Part) -> list[Line]:
    code = part.runs[0].text
    fence = escape.fence(code)
    texts = [f"{fence}{part.name}", *code.split("\n"), fence]
    return [Line(text, part.lines, part.at) for text in texts]


def _table(part: Part) -> list[Line]:
    """A table; its caption stands before it, what is loose in it after it where it stands so."""
    rows = [at for at, one in enumerate(part.children) if one.kind == "row"] or [0]
    first = part.children[: rows[0]]
    last = [one for one in part.children[rows[0] :] if one.kind != "row"]
    found = lines(first)
    for own in (tables.table(part), lines(last)):
        found += [_blank(own[0])] if found and own else []
        found += own
    return found


def _list(part: Part, *, other: bool) -> list[Line]:
    """A list; its items stand close together where each is a line and perhaps a list."""
    items = [(one, lines(one.children)) for one in part.children]
    items = [(one, own) for one, own in items if own]
    close = all(_is_close(one) for one, _ in items)
    written: list[Line] = []
    number, turned = max(0, min(part.number, MOST)), other
    for item, own in items:
        if part.number >= 0 and item.number >= 0 and item.number != number:
            number, turned = item.number, turned != bool(written)
        sign = _sign(part, number, other=turned)
        if written and not close:
            written.append(_blank(own[0]))
        inside = _without_blanks(own) if close else own
        written += _indented(inside, f"{sign} ", len(sign) + 1, apart=_stands_below(item))
        number = min(number + 1, MOST)
    return written


def _sign(part: Part, number: int, *, other: bool) -> str:
    if part.number < 0:
        return "+" if other else "-"
    return f"{number}{')' if other else '.'}"


def _is_close(item: Part) -> bool:
    """Whether an item is a paragraph with, at most, lists below it that a line begins."""
    kinds = [one.kind for one in item.children]
    return (
        kinds[:1] == ["paragraph"]
        and all(
            one.kind == "list" and one.number in (-1, 1) and all(map(_is_close, one.children))
            for one in item.children[1:]
        )
        and len(kinds) <= 2
    )


def _stands_below(item: Part) -> bool:
    """Whether an item's first block needs a line of its own below the item's sign."""
    return bool(item.children) and item.children[0].kind == "table"


def _without_blanks(own: Sequence[Line]) -> list[Line]:
    return [line for line in own if line.text]


def _indented(own: Sequence[Line], sign: str, width: int, *, apart: bool = False) -> list[Line]:
    """Lines behind a sign, those below the first as far in as it."""
    if not own:
        return []
    first, rest = own[0], own[1:]
    if apart:
        first, rest = Line("", own[0].lines, own[0].at), own
    pad = " " * width
    return [
        Line(f"{sign}{first.text}".rstrip(" "), first.lines, first.at),
        *(Line(f"{pad}{one.text}" if one.text else "", one.lines, one.at) for one in rest),
    ]


def _definitions(part: Part) -> list[Line]:
    """A list of terms and what they mean; one that Markdown cannot say as paragraphs."""
    pairs = list(_pairs(part.children))
    if not all(_is_pair(terms, meanings) for terms, meanings in pairs):
        return lines([_as_paragraph(one) for one in part.children])
    written: list[Line] = []
    for terms, meanings in pairs:
        if written:
            written.append(_blank(Line("", terms[0].lines, terms[0].at)))
        shown = "<br>".join(InLine("<br>").markdown(term.runs) for term in terms)
        runs = [run for term in terms for run in term.runs]
        written.append(Line(escape.line(shown), *place(runs)))
        for meaning in meanings:
            own = lines(meaning.children)
            written += _indented(own, ": ", 2)
    return written


def _pairs(parts: Sequence[Part]) -> Iterable[tuple[list[Part], list[Part]]]:
    """Terms and their meanings, as they belong together."""
    terms: list[Part] = []
    meanings: list[Part] = []
    for part in parts:
        if part.kind == "term" and meanings:
            yield terms, meanings
            terms, meanings = [], []
        (terms if part.kind == "term" else meanings).append(part)
    if terms or meanings:
        yield terms, meanings


def _is_pair(terms: Sequence[Part], meanings: Sequence[Part]) -> bool:
    return (
        bool(terms)
        and bool(meanings)
        and all(term.runs for term in terms)
        and all(
            meaning.kind == "definition"
            and [one.kind for one in meaning.children][:1] == ["paragraph"]
            for meaning in meanings
        )
    )


def _begins(part: Part) -> str:
    return part.children[0].kind if part.children else ""


def _as_paragraph(part: Part) -> Part:
    """A term or a meaning by itself."""
    if part.kind != "term":
        return part
    return Part("paragraph", lines=part.lines, at=part.at, runs=part.runs)


_WRITERS: Mapping[str, Callable[[Part], list[Line]]] = {
    "paragraph": _paragraph,
    "term": _paragraph,
    "heading": _heading,
    "code": _code,
    "rule": _rule,
    "quote": _quote,
    "definitions": _definitions,
    "table": _table,
    "note": _note,
}
