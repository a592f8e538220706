"""How the HTML is written: its nesting, its frame, what must stand in its head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.check.contents.template_code import in_branches
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.markup_placeholders import FIELDS, placeholder_left
from pipeline.markup import Element, Problem
from pipeline.markup.element import QUOTES
from pipeline.markup.pieces import ATTRIBUTE, Kind
from pipeline.model import Change, Severity

ONCE = ("html", "head", "body")
TABLES = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")
SWALLOWING = ("a", "title", "style", "script", "textarea", "select", "button")
"""Elements that take in all that follows if they are not closed."""
LEAST_ZOOM = 2.0
_FIXED = re.compile(
    r"\s*[,;]?\s*\b(?:user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*(?P<most>[\d.]+))\b",
    re.IGNORECASE,
)


@rule("markup/cut-off", Severity.ERROR)
def cut_off(mail: Mail) -> Iterator[Found]:
    """The HTML ends within a tag or comment.

    A quote, a `>` or a `-->` is missing, so that everything from there on is taken for part of the
    tag or comment, and nobody sees it.

    Source: HTML Standard, 13.2.5.
    """
    for one in mail.document.problems:
        if one.kind == "cut":
            yield Found(
                "a tag or comment that begins here never ends",
                one.start,
                "look for a missing quote, > or -->",
            )


@rule("markup/nesting", Severity.WARNING)
def nesting(mail: Mail) -> Iterator[Found]:
    """Elements are not opened and closed in pairs.

    Each mail program mends such HTML in its own way, so the mail falls apart in some and not in
    others. An open link or an open table takes in the rest of the mail. Close each element, the
    innermost first.

    Source: HTML Standard, 13.1.2 and 13.2.6.
    """
    ghosts = set(mail.document.outlook_problems)
    problems = [
        one
        for one in mail.document.problems
        if one not in ghosts
        and one.name not in FIELDS
        and not in_branches(mail.html, one.start, end=one.kind == "stray")
    ]
    problems, blamed = _blamed(mail, problems)
    if blamed:
        yield _unclosed(blamed)
    stray = Counter(one.name for one in problems if one.kind == "stray")
    crossed = Counter(one.name for one in problems if one.kind == "crossed")
    for one in problems:
        if one.kind == "unclosed" or (one.kind == "crossed" and not stray[one.name]):
            yield _unclosed(one)
        elif one.kind == "crossed":
            yield _crossed(one)
        elif one.kind == "stray" and not crossed[one.name]:
            yield _stray(one)


def _blamed(mail: Mail, problems: list[Problem]) -> tuple[list[Problem], Problem | None]:
    """The table that was left open, if it is one, and the problems that are not its doing.

    Each end of a row or cell behind it seems to close nothing, and a table around it seems open.
    """
    ends = [one for one in problems if one.kind == "stray" and one.name in _IN_TABLES]
    ends = [one for one in ends if not _is_implied(mail, one)]
    rest = [one for one in problems if one.kind != "stray" or one.name not in _IN_TABLES]
    if not ends or not any((one.kind, one.name) == ("unclosed", "table") for one in rest):
        return [*rest, *ends], None
    inside = mail.document.at(ends[0].start)
    table = inside if inside is None or inside.name == "table" else inside.within("table")
    if table is None:
        return [*rest, *ends], None
    names = {one.name for one in rest if one.kind == "stray"}
    rest = [one for one in rest if one.name not in {*names, "table"}]
    return rest, Problem("unclosed", table.start, "table")


_IN_TABLES = tuple(one for one in TABLES if one != "table")


def _is_implied(mail: Mail, end: Problem) -> bool:
    """Whether an end tag closes a `<tbody>` whose start tag may be left out."""
    inside = mail.document.at(end.start)
    return end.name == "tbody" and inside is not None and inside.name == "table"


def _unclosed(one: Problem) -> Found:
    severity = Severity.ERROR if one.name in (*SWALLOWING, "table") else None
    return Found(
        f"<{one.name}> is never closed",
        one.start,
        f"write </{one.name}> where it ends",
        severity=severity,
    )


def _crossed(one: Problem) -> Found:
    return Found(
        f"<{one.name}> and the element around it end in the wrong order",
        one.start,
        f"write </{one.name}> before the end of the element that it is in",
        severity=Severity.NOTE,
    )


def _stray(one: Problem) -> Found:
    severity = None if one.name in (*TABLES, "div") else Severity.NOTE
    return Found(
        f"</{one.name}> closes nothing",
        one.start,
        f"take it out, or write the <{one.name}> that it belongs to",
        severity=severity,
    )


@rule("markup/attribute-twice", Severity.WARNING)
def attribute_twice(mail: Mail) -> Iterator[Found]:
    """An element has the same attribute twice; the second is ignored.

    Often a second `style` or `class` was added by a tool: what it says has no effect. Outlook for
    Windows may take the other one. Put both into one.

    Source: HTML Standard, 13.1.2.3.
    """
    for element in mail.document.elements:
        valued = sum(1 for value in element.attributes.values() if value)
        if mail.html.count("=", element.attributes_at, element.end) > valued:
            for name, at in _second(mail.html, element):
                yield Found(
                    f"<{element.name}> has the attribute {name} twice; the second is ignored",
                    at,
                    "put both into one",
                )


def _second(source: str, element: Element) -> Iterator[tuple[str, int]]:
    if any(one in source[element.start : element.end] for one in ("{%", "{{#", "{{else", "<%")):
        return  # a choice between two
    known: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(source, element.attributes_at, element.end - 1):
        name, how = found["name"].lower(), found.lastgroup
        value = found[how] if how in QUOTES else ""
        if known.setdefault(name, value) != value:
            yield name, found.start("name")


@rule("markup/doubled", Severity.WARNING)
def doubled(mail: Mail) -> Iterator[Found]:
    """There are several `<html>`, `<head>` or `<body>`.

    A second page was pasted into the first. Mail programs drop the second frame, and with it the
    colours and styles that it names. Leave one of each.

    Source: HTML Standard, 13.1.2.
    """
    for name in ONCE:
        some = [one for one in mail.document.others_elements if one.name == name]
        for one in some[1:]:
            yield Found(
                f"there are {len(some)} <{name}> in the mail",
                one,
                "leave one of each: take the inner page's frame out",
            )


@rule("markup/doctype", Severity.NOTE)
def doctype(mail: Mail) -> Iterator[Found]:
    """The mail has no doctype.

    Browsers and some mail programs then lay it out by the rules of the nineties: other line
    heights, gaps under pictures. Begin it with `<!doctype html>`.

    Source: caniemail.com, html-doctype; HTML Standard, 13.1.1.
    """
    for one in mail.document.seen:
        text = mail.html[one.piece.start : one.piece.end]
        if one.piece.kind is Kind.OTHER and text[:9].lower() == "<!doctype":
            return
    start = next((one.start for one in mail.document.elements if one.name == "html"), None)
    if start is not None:
        yield Found(
            "the mail has no doctype",
            start,
            "begin it with <!doctype html>",
            changes=(Change("", start, start, "<!doctype html>\n"),),
        )


@rule("markup/charset", Severity.WARNING)
def charset(mail: Mail) -> Iterator[Found]:
    """The HTML does not say in which encoding it is written.

    Accented letters, dashes and quotes come out as gibberish where it is opened as a file, put
    into a sending service or forwarded. In a message the header tells; elsewhere write
    `<meta charset="utf-8">` into the head, before the title.

    Source: HTML Standard, 4.2.5.4; RFC 2045, 5.
    """
    if mail.raw is not None or mail.html.isascii():
        return
    head: Element | None = None
    for one in mail.document.others_elements:
        head = head or (one if one.name == "head" else None)
        if one.name == "meta" and (one.has("charset") or "charset" in one.get("content").lower()):
            return
    if any(one.name == "mjml" for one in mail.document.others.elements()):
        return
    at = head.end if head else 0
    yield Found(
        "the HTML does not say in which encoding it is written",
        head or 0,
        'write <meta charset="utf-8"> into the head',
        changes=(Change("", at, at, '\n<meta charset="utf-8">'),) if head else (),
    )


@rule("markup/zoom-blocked", Severity.WARNING)
def zoom_blocked(mail: Mail) -> Iterator[Found]:
    """The mail keeps readers from making it larger.

    `user-scalable=no` and a low `maximum-scale` forbid to zoom: people who see badly cannot read
    the mail where a program heeds it. Take them out; nothing else changes.

    Source: WCAG 2.2, 1.4.4 (resize text); axe-core, meta-viewport.
    """
    for one in mail.document.elements:
        if one.name == "meta" and one.get("name").strip().lower() == "viewport":
            spans = [*_zoom(mail.html, one)]
            if spans:
                yield Found(
                    "the mail keeps readers from making it larger",
                    one,
                    "take user-scalable and maximum-scale out of the viewport",
                    changes=tuple(Change("", start, end, "") for start, end in spans),
                )


def _zoom(source: str, element: Element) -> Iterator[tuple[int, int]]:
    """What of a viewport forbids to zoom, with the comma before it or, at the start, after it."""
    span = element.value_at(source, "content")
    if not span:
        return
    for found in _FIXED.finditer(source, *span):
        if not found["most"] or _number(found["most"]) < LEAST_ZOOM:
            start, end = found.span()
            if start == span[0]:
                rest = re.compile(r"\s*[,;]\s*").match(source, end, span[1])
                end = rest.end() if rest else end
            yield start, end


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return LEAST_ZOOM


RULES: tuple[Rule[Mail], ...] = (
    cut_off,
    placeholder_left,
    nesting,
    doubled,
    attribute_twice,
    charset,
    zoom_blocked,
    doctype,
)
