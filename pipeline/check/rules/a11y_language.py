"""Whether a mail says its language, its direction and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.contents.addresses import is_template
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, rule
from pipeline.markup import Element
from pipeline.model import Change, Severity

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MANY = 20
_LATIN = frozenset(
    "en de fr es it pt nl da sv no nb nn fi pl cs sk hu ro hr sl et lv lt tr ca id vi".split()  # noqa: SIM905
)
_NO_TITLES = frozenset(
    (
        *("untitled", "untitled document", "untitled page", "new document", "document", "title"),
        *("unbenanntes dokument", "document sans titre", "documento sin título", "new page"),
        *("documento senza titolo", "naamloos document", "email", "email template", "template"),
    )
)
"""Titles that a program or a sample wrote."""
_UNDETERMINED = ("und", "mul", "zxx")
"""Tags that name no language: `und` is what MJML writes where its author names none."""


def element(mail: Mail, name: str) -> Element | None:
    """The first element of a name."""
    return next((one for one in mail.document.others_elements if one.name == name), None)


def shown_children(mail: Mail) -> list[Element]:
    """What stands right in the body and holds words."""
    looks = mail.styled.looks_by_day
    unseen = ("style", "script", "title", "meta", "link", "br", "img", "template", "noscript")
    return [
        one
        for one in mail.body.elements()
        if one.name not in unseen and not looks[one.start].gone and one.text.strip()
    ]


@rule("a11y/lang", Severity.WARNING)
def lang(mail: Mail) -> Iterator[Found]:
    """The mail does not say which language it is in.

    A screen reader then reads it with the voice of its owner's own language, and an English letter
    read by the German rules is hardly understood. Write `lang="en"` on `<html>`, and the same on
    what stands in the body. In MJML it is `<mjml lang="en">`; without it MJML writes `lang="und"`,
    which is no language. A language in Latin letters said of a text in others came with a template.

    Source: WCAG 2.2, success criterion 3.1.1; two of three mails fail it (Email Markup Consortium,
    2025).
    """
    page = element(mail, "html")
    if page is None:
        yield Found("the mail does not say its language", None, _hint(mail), key="lang")
    elif not _said(page):
        known = _known_lang(mail)
        changes = (_added(page, f' lang="{known}"'),) if known and not page.has("lang") else ()
        yield Found("the mail does not say its language", page, _hint(mail), changes=changes)
    elif not _TAG.fullmatch(page.get("lang").strip()) and not is_template(page.get("lang")):
        yield Found(
            f"“{page.get('lang')[:40]}” is no language that a screen reader knows",
            page,
            'write it as a tag, lang="en" or lang="pt-BR"',
            page.get("lang"),
        )
    elif is_misnamed(mail, _said(page)):
        yield Found(
            f"the mail says that it is in “{_said(page)}”, and is written in other letters",
            page,
            "write the language that it is in",
            page.get("lang"),
        )


def is_misnamed(mail: Mail, lang: str) -> bool:
    """Whether a language that is written in Latin letters is said of a text that is not."""
    letters = [one for one in mail.body.text if one.isalpha()]
    latin = sum(one < "\u0250" for one in letters)
    misnamed = len(letters) > _MANY and latin < len(letters) / 4
    return misnamed and lang.lower().partition("-")[0] in _LATIN


def _said(one: Element) -> str:
    """The language that an element says it is in, "" if it says none."""
    lang = one.get("lang").strip()
    return "" if lang.lower() in _UNDETERMINED else lang


def _known_lang(mail: Mail) -> str:
    """The language that the mail says elsewhere, if it says one."""
    found = {_said(one) for one in (mail.body, *mail.body.elements())} - {""}
    return found.pop() if len(found) == 1 and all(map(_TAG.fullmatch, found)) else ""


def _hint(mail: Mail) -> str:
    tag = "mjml" if mail.is_mjml else "html"
    known = _known_lang(mail) or mail.lang
    if known:
        return f'write <{tag} lang="{known}">, and the same on what the body holds'
    return f'say it on <{tag}> and on what the body holds: lang="en" for English'


@rule("a11y/lang-body", Severity.NOTE)
def lang_body(mail: Mail) -> Iterator[Found]:
    """The language is on `<html>` only, where some mail programs take it away.

    Webmail shows a mail inside its own page: `<html>` and `<body>` are gone, and with them what
    they said. Repeat `lang` on every element right in the body; mostly that is one.

    Source: Email Markup Consortium, accessibility report 2025; Gmail, Outlook.com and Roundcube
    keep neither `<html>` nor `<body>`.
    """
    page = element(mail, "html")
    known = _said(page) if page else ""
    if is_misnamed(mail, known):
        return
    for one in shown_children(mail) if known else ():  # else a11y/lang tells of both
        if not _said(one):
            changes: tuple[Change, ...] = ()
            if _TAG.fullmatch(known) and not one.has("lang"):
                changes = (_added(one, f' lang="{known}"'),)
            yield Found(
                f"the mail's outermost <{one.name}> does not say its language",
                one,
                f'write lang="{known}" on it as well',
                changes=changes,
                key="lang-body",
            )


@rule("a11y/dir", Severity.NOTE)
def direction(mail: Mail) -> Iterator[Found]:
    """The mail does not say in which direction it is read.

    In webmail it takes the direction of the page around it: an English letter opened by an Arabic
    reader runs to the right with its full stops in front, and the other way round. Write
    `dir="ltr"`, or `dir="rtl"`, on every element right in the body. Where the words themselves run
    from right to left that is a warning.

    Source: Email Markup Consortium, accessibility report 2025 (98 % of mails fail it); HTML
    Standard, the `dir` attribute.
    """
    children = shown_children(mail)
    text = mail.body.text
    turned = len(_RIGHT_TO_LEFT.findall(text)) > max(_MANY, sum(map(str.isalpha, text)) / 2)
    page = element(mail, "html")
    said = page.get("dir").lower() if page else ""
    said = said if said in ("ltr", "rtl") else ""
    for one in children:
        given = one.get("dir").lower()
        if given not in ("ltr", "rtl", "auto") and not is_template(given):
            changes = (_added(one, f' dir="{said}"'),) if said and not one.has("dir") else ()
            yield Found(
                f"the mail's outermost <{one.name}> does not say its direction",
                one,
                f'write dir="{"rtl" if turned else "ltr"}" on it',
                severity=Severity.WARNING if turned else None,
                changes=changes,
                key="dir",
            )


@rule("a11y/title", Severity.WARNING)
def title(mail: Mail) -> Iterator[Found]:
    """The mail has no title.

    It names the tab of the mail's web version, and a screen reader says it first. Write the
    subject, or the name of the letter, between `<title>` and `</title>`; “Untitled Document” and
    the like were written by a program.

    Source: WCAG 2.2, success criterion 2.4.2; 41 % of mails fail it (Email Markup Consortium,
    2025).
    """
    found = element(mail, "title")
    if found is None or not "".join(_words(found)).strip():
        at = found or element(mail, "head") or element(mail, "html")
        said = "has no title" if found is None else "has an empty title"
        where = "<mj-title> in <mj-head>" if mail.is_mjml else "<title> in the head"
        hint = f"write its subject into {where}"
        yield Found(f"the mail {said}", at, hint)
    elif "".join(_words(found)).strip().casefold() in _NO_TITLES:
        said = "".join(_words(found)).strip()
        yield Found(f"the mail's title is “{said}”", found, "write its subject there", said)


def _words(found: Element) -> Iterator[str]:
    return (getattr(one, "data", "") for one in found.children)


def _added(one: Element, text: str) -> Change:
    at = one.start + 1 + len(one.name)
    return Change("", at, at, text)
