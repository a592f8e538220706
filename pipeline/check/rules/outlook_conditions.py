"""Conditional comments and VML: what only Outlook for Windows reads, and what it makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.features.verdict import WORD
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.outlook_boxes import counts
from pipeline.markup import Condition, Problem
from pipeline.markup.conditions import opened
from pipeline.markup.pieces import Kind
from pipeline.model import Severity

CLIENTS = (WORD,)
VERSIONS = range(9, 17)  # Outlook 2000 to 2024 call themselves 9 to 16
_PROBLEMS = ("open-condition", "stray-endif")
_WORDS = re.compile(r"[^\s()!&|]+")
_VERSION = re.compile(r"\bmso\s+(\d+)", re.IGNORECASE)
_KNOWN = re.compile(
    r"(?:mso|ie|iemobile|vml|true|false|gte?|lte?|windowsedition|wordml|support\w+|\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_FOR_OTHERS = "write <!--[if !mso]><!--> before it and <!--<![endif]--> behind it"
_PLAIN = re.compile(r"<!--\s*\[if\s*([^\]]*)\]\s*-->", re.IGNORECASE)
# What Word writes into every mail, for browsers of its time: nobody misses it.
_VML_ONLY = re.compile(
    r"<!--\[if[^\]]*\]>\s*<style>(?:[^<{}]*\{\s*behavior:[^{}]*\})*\s*</style>\s*<!\[endif\]-->",
    re.IGNORECASE,
)
MOST = 200  # shapes that are looked at
_COMMENTS = (Kind.OTHER, Kind.COMMENT)
_BOXES = ("table", "tbody", "tr", "td", "th", "div")


@rule("outlook/condition-unclosed", Severity.ERROR)
def condition_unclosed(mail: Mail) -> Iterator[Found]:
    """A conditional comment has no beginning or no end.

    Without its `<![endif]-->` a condition hides what follows: in Outlook for Windows, or in all
    other programs, up to the whole rest of the mail. Close each condition where its part ends.

    Source: Microsoft's conditional comments; HTML Standard, 13.2.5, for where comments end.
    """
    for one in mail.document.problems:
        if one.kind == "open-condition":
            yield Found(
                f"the conditional comment [if {one.name}] is never closed",
                one.start,
                "write <![endif]--> where what it hides ends",
            )
        elif one.kind == "stray-endif":
            yield Found(
                "<![endif] closes no conditional comment",
                one.start,
                "take it out, or write the <!--[if …]> that it belongs to",
            )


@rule("outlook/condition-expression", Severity.WARNING)
def condition_expression(mail: Mail) -> Iterator[Found]:
    """A conditional comment asks for something that Outlook does not understand.

    What it cannot read it takes for false, so what stands in the comment is shown by nobody.
    Versions are numbers from 9 to 16 (2016 and later are 16); words are joined by `&` and `|`.
    What all but Outlook should see needs `<!--[if !mso]><!-->`: without the second `<!-->` it is a
    comment for everybody. `<!--[if !mso]-->`, closed at once, hides nothing from anybody.

    Source: Microsoft's conditional comments.
    """
    for one in _conditions(mail):
        mistake = _mistake(one.expression)
        if mistake:
            yield Found(
                f"Outlook does not understand the conditional comment [if {one.expression}]: "
                f"{mistake}",
                one.start,
                "for instance [if mso], [if !mso], [if gte mso 15]",
            )
        elif _is_for_nobody(one) and not _VML_ONLY.match(mail.html, one.start):
            yield Found(
                "what stands in <!--[if !mso]> is read by no mail program at all",
                one.start,
                _FOR_OTHERS,
                severity=Severity.ERROR,
            )
    yield from _plain_comments(mail)


def _is_for_nobody(one: Condition) -> bool:
    """Whether what is meant for all but Outlook is a comment to them."""
    return not one.others and one.expression.replace(" ", "").lower() in ("!mso", "(!mso)")


def _plain_comments(mail: Mail) -> Iterator[Found]:
    """Comments that look like conditions and hide nothing from anybody."""
    for one in mail.document.seen:
        kind, start, end = one.piece[:3]
        found = _PLAIN.fullmatch(mail.html, start, end) if kind is Kind.COMMENT else None
        if found and not _mistake(found[1].strip()):
            yield Found(
                f"<!--[if {found[1].strip()}]--> is a plain comment: "
                "Outlook for Windows shows what follows as all others do",
                start,
                _FOR_OTHERS,
                severity=Severity.ERROR,
                clients=CLIENTS,
            )


def _conditions(mail: Mail) -> Iterator[Condition]:
    for one in mail.document.seen:
        kind, start, end = one.piece[:3]
        if kind in _COMMENTS and "[if" in mail.html[start : start + 12].lower():
            found = opened(mail.html[start:end], start)
            if found:
                yield found


def _mistake(expression: str) -> str:
    """What is wrong with a condition, "" if nothing is."""
    if "&&" in expression or "||" in expression:
        return "words are joined by one & or one |"
    if expression.count("(") != expression.count(")"):
        return "its brackets are not in pairs"
    words = _WORDS.findall(expression)
    unknown = next((one for one in words if not _KNOWN.fullmatch(one)), "")
    if unknown or not words:
        return f"there is no {unknown}" if unknown else "it is empty"
    version = next((one for one in _VERSION.findall(expression) if int(one) not in VERSIONS), "")
    return f"versions are {VERSIONS[0]} to {VERSIONS[-1]}, not {version}" if version else ""


@rule("outlook/ghost-table", Severity.ERROR)
def ghost_table(mail: Mail) -> Iterator[Found]:
    """What is written for Outlook for Windows alone is not well nested there.

    A table that is opened in one conditional comment must be closed in another, around the same
    elements. Otherwise columns stand one in the other, or the rest of the mail is swallowed by a
    cell, in Outlook only, where few people look.

    Source: HTML Standard, 13.1, applied to the text as Outlook for Windows reads it.
    """
    if not counts(mail) or any(one.kind in _PROBLEMS for one in mail.document.problems):
        return
    for one in sorted(mail.document.outlook_problems, key=lambda one: one.start):
        yield Found(
            f"in what Outlook for Windows reads, {_wrong(one)}",
            one.start,
            "let the conditional comments open and close the same elements, in turn",
            severity=None if one.name in _BOXES and one.kind != "stray" else Severity.WARNING,
            key=one.kind,
            clients=CLIENTS,
        )


def _wrong(one: Problem) -> str:
    if one.kind == "stray":
        return f"</{one.name}> closes nothing"
    if one.kind == "crossed":
        return f"<{one.name}> is closed by another element's end"
    return f"<{one.name}> is never closed"


@rule("outlook/vml-only", Severity.WARNING)
def vml_only(mail: Mail) -> Iterator[Found]:
    """Something drawn for Outlook for Windows is missing for all other readers.

    VML is read by Outlook for Windows alone. A button or text that stands in VML only is lost for
    everybody else: write it a second time, for the others, in
    `<!--[if !mso]><!-->…<!--<![endif]-->`.

    Source: Microsoft's VML; no other mail program draws it.
    """
    document = mail.document
    shapes = [
        one
        for one in document.outlook_elements
        if one.name.startswith("v:")
        and one.start in document.only_outlook
        and not (one.parent and one.parent.name.startswith("v:"))
    ]
    if not shapes or not counts(mail):
        return
    shown = _plain(mail.body.text)
    links = {one.get("href").strip() for one in mail.body_elements if one.name in ("a", "area")}
    for one in shapes[:MOST]:
        text, href = _plain(one.text), one.get("href").strip()
        if text and text not in shown:
            yield Found(
                "text that is drawn for Outlook for Windows (VML) is missing for all others",
                one,
                "write it for the others too, between <!--[if !mso]><!--> and <!--<![endif]-->",
            )
        elif href and href not in links:
            yield Found(
                f"a shape for Outlook for Windows (VML) leads to {href[:80]}, "
                "where no link for the others leads",
                one,
                "write the same address into href of the shape and of the link",
            )


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


RULES: tuple[Rule[Mail], ...] = (
    condition_unclosed,
    condition_expression,
    ghost_table,
    vml_only,
)
