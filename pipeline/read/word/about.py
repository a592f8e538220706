"""What a Word file says of itself, where it is sure: its author, its date, its language."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from pipeline.read import language
from pipeline.read.manuscript import About
from pipeline.read.word import ooxml
from pipeline.read.word.document import Document, relations
from pipeline.read.word.glyphs import glyph
from pipeline.read.word.texts import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOSTLY = 0.8  # of the letters must be marked as of a language
_ENGLISH_BY_DEFAULT = "en"  # Word's, whatever is written with it
_NO_PERSON = re.compile(
    r"(?i).*\b(python|docx|user|unknown|author|admin|administrator|owner|office|microsoft|windows"
    r"|word|libreoffice|openoffice|google|apache|poi|aspose|pandoc|template|default|guest|computer"
    r"|student|benutzer|utilisateur|usuario|anonymous|dell|lenovo|acer|asus|hp|inc|ltd|llc|gmbh"
    r"|test|pc|mac|none|null)\b.*"
)
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,4}")
# Dates that programs write where nobody has set one.
_NO_DATES = (date(1601, 1, 1), date(1970, 1, 1), date(1980, 1, 1), date(2013, 12, 23))


def about(document: Document, sheet: Sheet, text: str) -> About:
    """What the file says of its article; `text` is the article's own."""
    core = _core(document)
    return About(
        author=_author(core),
        date=_date(core, "modified") or _date(core, "created"),
        lang=_language(document, sheet, text),
    )


def named(document: Document) -> str:
    """The title among the file's properties, which often is the one of another file."""
    return _said(_core(document), "title")


def _core(document: Document) -> Element | None:
    """The file's properties."""
    package = document.package
    for one in relations(package, "").values():
        if one.kind == "core-properties" and not one.external and one.target in package:
            return ooxml.parsed(package.read(one.target), one.target, package.file)
    return None


def _said(core: Element | None, name: str) -> str:
    found = None if core is None else next(core.iter(f"{{*}}{name}"), None)
    return "" if found is None else " ".join((found.text or "").split())


def _author(core: Element | None) -> str:
    """The person who wrote it, "" for a name that a program or a machine has."""
    names = [one.strip() for one in _said(core, "creator").split(";")]
    return ", ".join(
        one for one in names if _PERSON.fullmatch(one) and not _NO_PERSON.fullmatch(one)
    )


def _date(core: Element | None, name: str) -> date | None:
    with suppress(ValueError):
        found = date.fromisoformat(_said(core, name)[:10])
        return found if found not in _NO_DATES else None
    return None


def _language(document: Document, sheet: Sheet, text: str) -> str:
    """The language that the text is marked as, where the words do not speak against it."""
    found: Counter[str] = Counter()
    styles = document.styles
    by_default = ooxml.attribute(styles.default("w:lang"), "w:val")
    for paragraph in sheet.elements:
        style = styles.style(paragraph)
        for run in ooxml.every(paragraph, "w:r"):
            own = ooxml.attribute(styles.of_run(run, style, "w:lang"), "w:val", by_default)
            found[own] += sum(len(glyph(one)) for one in run)
    if not found:
        return ""
    marked, letters = found.most_common(1)[0]
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", marked):
        return ""
    if letters < MOSTLY * found.total():
        return ""
    base, told = marked.partition("-")[0], language.recognised(text)
    agrees = base == told or (not told and base != _ENGLISH_BY_DEFAULT)
    return marked if agrees else ""
