"""A first look at rendered MJML, since MRML checks little and says seldom where.

The document is read as XML; each tag is held against `mjml_spec`. A template's file and line come
from `ll-src`, which `SourceLines` wrote, on the tag itself or on the nearest around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn, TypeAlias
from xml.parsers import expat

from pipeline.compose import mjml_spec as spec
from pipeline.errors import Place, ThemeError

Paths: TypeAlias = Mapping[str, str] | Callable[[str], str | None]
"""The file of a template, by the name that Jinja knows it by."""

MAX_DEPTH = 200
"""How deep tags may be nested; MRML ends the whole process some thousands further down."""

_VOID = re.compile(rf"<(?:{spec.VOID})(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))?)*\s*>")
_BEGUN_TAG = re.compile(r"<[\w-]+ ll-src=\"(?P<template>[^\"]*)\"[^<>]*\Z")
_OWN_ATTRIBUTE = re.compile(r"\s*\bll-src=\"[^\"]*\"")
_AMPERSAND = re.compile(r"&(?!(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);)")
_TAG_LINES = 20  # a tag's attributes are looked for in so many lines
_TEXT_TAGS = "mj-text or mj-raw"


def check_mjml(
    source: str, *, file: str, paths: Paths | None = None, foreign: bool = False
) -> None:
    """Raise ThemeError for the first thing that is wrong in rendered MJML.

    That is: XML that is not well formed, a tag or attribute that MJML does not know or MRML does
    nothing with, a tag where it may not stand. HTML inside content tags (mj-text, mj-raw, …) is
    only held to be well formed, and may have void tags such as `<br>`. What MRML alone does nothing
    with is no mistake in a `foreign` file: another program may send it.
    """
    _Check(source, file, paths, foreign=foreign).run()


def foreign_mistakes(
    source: str, *, file: str, paths: Paths
) -> tuple[tuple[ThemeError, ...], ThemeError | None]:
    """Attributes that do nothing in anybody's MJML, and the first thing that is wrong with it.

    It is read as MJML's own compiler does: a bare `&` is text.
    """
    check = _Check(_AMPERSAND.sub("+", source), file, paths, foreign=True)
    try:
        check.run()
    except ThemeError as error:
        return tuple(check.idle), error
    return tuple(check.idle), None


class _Open:
    """A tag that is open: its name, its place in the template if known, and as rendered."""

    __slots__ = ("column", "line", "name", "template")

    def __init__(self, name: str, template: str, line: int, column: int) -> None:
        self.name = name
        self.template = template
        self.line = line
        self.column = column


class _Check:
    """One reading of one document."""

    def __init__(self, source: str, file: str, paths: Paths | None, *, foreign: bool) -> None:
        self.foreign = foreign
        self.idle: list[ThemeError] = []
        self.source = source
        self.file = file
        self.paths = paths
        self.open: list[_Open] = []
        self.parser = expat.ParserCreate("utf-8")
        self.parser.UseForeignDTD(True)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.XmlDeclHandler = self.doctype

    def run(self) -> None:
        readable = _VOID.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), self.source)
        try:
            self.parser.Parse(readable.encode(errors="replace"), True)
        except expat.ExpatError as error:
            self.ill_formed(error)

    # What the parser meets -----------------------------------------------------------------

    def start(self, name: str, attributes: dict[str, str]) -> None:
        around = self.open[-1].template if self.open else ""
        within = self.open[-1].name if self.open else ""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        self.open.append(_Open(name, attributes.get("ll-src", around), line, column))
        if len(self.open) > MAX_DEPTH:
            self.fail(f"tags are nested more than {MAX_DEPTH} deep", "flatten the template")
        if name in spec.REFUSED:
            self.fail(f"<{name}> is not supported", spec.REFUSED[name], f"<{name}")
        if name.startswith("mj-") and name not in spec.TAGS:
            hint = _nearest(name, spec.TAGS) or f"put HTML into {_TEXT_TAGS}"
            self.fail(f"unknown tag <{name}>", hint, f"<{name}")
        self.nesting(name, within)
        if name in spec.TAGS:
            for attribute in attributes:
                self.attribute(name, attribute)

    def nesting(self, name: str, within: str) -> None:
        if not within:
            if name != "mjml":
                self.fail(f"the outermost tag is <{name}>", "it must be <mjml>", f"<{name}")
            return
        allowed = spec.CHILDREN.get(within)
        if allowed is None and name not in spec.TAGS:
            return
        if allowed is None or name not in allowed:
            self.fail(f"<{name}> may not stand in <{within}>", _home(name, within), f"<{name}")

    def attribute(self, tag: str, name: str) -> None:
        if name in spec.ANYWHERE:
            return
        known = spec.ATTRIBUTES.get(tag, spec.DEFAULTS | {"name"})
        if name not in known:
            hint = _nearest(name, known | spec.ANYWHERE) or f"<{tag}> has {_listed(known)}"
            error = ThemeError(
                f"<{tag}> has no attribute {name}", place=self.place(name), hint=hint
            )
            if not self.foreign:
                raise error
            self.idle.append(error)
        hint = "" if self.foreign else spec.INERT.get(tag, {}).get(name, "")
        if hint:
            self.fail(f"{name} does nothing on <{tag}>: MRML passes over it", hint, name)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        if text.strip() and self.open and self.open[-1].name in spec.CHILDREN:
            within = self.open[-1].name
            place = self.same_line(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber)
            hint = f"put it into {_TEXT_TAGS}"
            raise ThemeError(f"text may not stand in <{within}>", place=place, hint=hint)

    def doctype(self, *_declared: object) -> NoReturn:
        message = "a doctype or <?xml may not stand before <mjml>"
        place = Place(self.file, self.parser.CurrentLineNumber)
        raise ThemeError(message, place=place, hint="take it out: MRML writes one")

    # Errors --------------------------------------------------------------------------------

    def ill_formed(self, error: expat.ExpatError) -> NoReturn:
        """The error of the XML parser, in words that help."""
        line = self.rendered(error.lineno)
        closing = re.match(r"[\w:-]+", line[error.offset :])
        mismatched = error.code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]
        unended = error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]
        if self.open and (unended or (mismatched and closing)):
            self.unclosed(closing[0] if mismatched and closing else "", error)
        what = expat.errors.messages[error.code]
        place = self.same_line(error.lineno, error.offset)
        message = f"not well formed: {what}" if "well-formed" not in what else what
        raise ThemeError(message, place=place, hint=_cause(line, error.offset, what))

    def unclosed(self, closing: str, error: expat.ExpatError) -> NoReturn:
        name = self.open[-1].name
        if closing and closing not in (tag.name for tag in self.open):
            place = self.same_line(error.lineno, error.offset)
            hint = f"take it out, or open <{closing}> first"
            raise ThemeError(f"</{closing}> closes nothing", place=place, hint=hint)
        before = f" before </{closing}>" if closing else ""
        self.fail(f"<{name}> is not closed{before}", f"write </{name}>", f"<{name}")

    def fail(self, message: str, hint: str, needle: str = "") -> NoReturn:
        raise ThemeError(message, place=self.place(needle), hint=hint)

    # Places --------------------------------------------------------------------------------

    def place(self, needle: str) -> Place:
        """Where the innermost tag was written; the column of `needle`, if it is found there."""
        tag = self.open[-1]
        if not tag.template:
            return Place(self.file, tag.line, tag.column + 1, self.rendered(tag.line))
        path, line, lines = self.written(tag.template)
        found = re.compile(rf"(?<![\w-]){re.escape(needle)}(?![\w-])") if needle else None
        for number, text in enumerate(lines[line - 1 : line - 1 + _TAG_LINES], line):
            if found and (match := found.search(text)):
                return Place(path, number, match.start() + 1, text)
        return Place(path, line, 0, lines[line - 1] if line <= len(lines) else "")

    def same_line(self, number: int, column: int) -> Place:
        """Where a rendered line was written, if the template has the same line; else its tag."""
        rendered = self.rendered(number)
        before = "\n".join((*self.source.split("\n")[: number - 1], rendered[:column]))
        begun = _BEGUN_TAG.search(before)
        template = begun["template"] if begun else self.open[-1].template if self.open else ""
        if not template:
            return Place(self.file, number, column + 1, rendered)
        path, line, lines = self.written(template)
        text = _OWN_ATTRIBUTE.sub("", rendered)
        if text.strip() and text in lines[line - 1 :]:
            left = len(_OWN_ATTRIBUTE.sub("", rendered[:column]))
            return Place(path, lines.index(text, line - 1) + 1, left + 1, text)
        return Place(path, line, 0, lines[line - 1] if line <= len(lines) else "")

    def written(self, template: str) -> tuple[str, int, list[str]]:
        """A template's file, the line that `ll-src` tells, and its lines, none if unreadable."""
        name, _, line = template.rpartition(":")
        number = int(line) if line.isdecimal() else 1
        path = self.paths(name) if callable(self.paths) else (self.paths or {}).get(name)
        if not path:
            return name, number, []
        try:
            return path, number, Path(path).read_text("utf-8", "replace").split("\n")
        except OSError:
            return path, number, []

    def rendered(self, number: int) -> str:
        lines = self.source.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


def _cause(line: str, column: int, what: str) -> str:
    """What to do about ill-formed XML, from the text at the error."""
    before = line[: column + 1]
    if "duplicate" in what:
        return "write the attribute once"
    if re.search(r"&[^;\s<]*.?\Z", before):
        return "write & as &amp;"
    if re.search(r"<[\s=\d]?\Z", before):
        return "write < as &lt;"
    return 'close every tag and write attributes as name="value"'


def _home(name: str, within: str) -> str:
    """Where a tag may stand."""
    parents = [tag for tag, children in spec.CHILDREN.items() if name in children]
    parents = [tag for tag in parents if tag != "mj-attributes"] or parents
    if not parents:
        return f"put HTML into {_TEXT_TAGS}"
    return f"it stands in {_listed(parents)}; close <{within}> first, if need be"


def _nearest(name: str, known: frozenset[str] | set[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known - {"ll-src"}), n=1)
    return f"did you mean {near[0]}?" if near else ""


def _listed(names: frozenset[str] | list[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed) if listed else "none of its own"
