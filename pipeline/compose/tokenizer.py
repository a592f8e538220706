"""The finished HTML: its slots found, its source map taken out.

Until here a field is a mark, an opaque word somewhere in the text. Where it stands decides how a
value must be written, so each mark is looked up among the pieces of the final text. A place
where no value can be written safely is an error, with the line of the author who put it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline import slots
from pipeline.compose.source_map import Carried, carried, value_span
from pipeline.errors import LetterloomError, SourceError, ThemeError
from pipeline.markup.pieces import ATTRIBUTE, Kind, Piece, pieces
from pipeline.model import Field, FieldKind, Lines, Mark, Marks, Slot, Slotted, Where

_URLS = frozenset(
    (
        "action",
        "background",
        "cite",
        "data",
        "formaction",
        "href",
        "longdesc",
        "ping",
        "poster",
        "src",
        "xlink:href",
    )
)
_BEFORE_COMPONENT = re.compile(r"(?i)(?:https?://[^/?#\\\s<>\"'&]+[/?#]|mailto:|tel:|sms:|#)")
_AFTER_URL = re.compile(r"[/?#]")
_SPACES = re.compile(r"[\t\n\f\r ]*")
_QUOTE = r"(?:'|\"|&quot;|&#39;|&#34;|&apos;)?"
_BEFORE_ADDRESS = re.compile(rf"(?i)url\({_QUOTE}\Z")
_AFTER_ADDRESS = re.compile(rf"{_QUOTE}\)")
_CHANGED = "a template changed the text of a merge field"
_CHANGED_HINT = "use no filter such as upper or truncate on text that may hold merge fields"


@dataclass(frozen=True, slots=True)
class Finished:
    """A mail's HTML amid slots, and its source map.

    `sources` maps the ordinal of an element in `slotted` (start tags counted from 0, those in
    conditional comments included) to the source lines it was made from, `templates` to the number
    of the template's line (see `template_map`).
    """

    slotted: Slotted
    sources: dict[int, Lines]
    templates: dict[int, int] = field(default_factory=dict)


class _Cut(NamedTuple):
    """A stretch of the text that goes: for good, or to make room for a slot."""

    start: int
    end: int
    slot: Slot | None = None


def finish(html: str, marks: Marks, *, images: Mapping[str, str]) -> Finished:
    """The slots and the source map of a mail's HTML.

    `images` gives an image's name for each mark, of the same prefix, that stands for its
    address. Joining the segments with the marks between them gives the input without its source
    map (see `source_map`; where an element carries lines twice, the first counts).

    Raises SourceError, with the author's place, for a field that stands where no value is safe,
    and ThemeError where a template put it there or changed a mark.
    """
    scan = _Scan(html, marks.prefix, slots.pattern(marks.prefix), marks.by_text(), images)
    sources: dict[int, Lines] = {}
    templates: dict[int, int] = {}
    cuts: list[_Cut] = []
    ordinal = -1
    for piece in pieces(html):
        ordinal += piece.kind is Kind.START
        if html.find(marks.prefix, piece.start, piece.end) < 0:
            continue
        if piece.kind is Kind.START:
            for one in scan.carried(piece):
                if one.lines:
                    sources.setdefault(ordinal, one.lines)
                if one.template >= 0:
                    templates.setdefault(ordinal, one.template)
                cuts += (_Cut(*stretch) for stretch in one.cuts)
        cuts += scan.cuts(piece)
    return Finished(_slotted(html, sorted(cuts), marks.prefix), sources, templates)


def _slotted(html: str, cuts: list[_Cut], prefix: str) -> Slotted:
    """The text without its cuts; what is left of a mark means that someone changed it."""
    segments = [""]
    end = 0
    for cut in cuts:
        segments[-1] += html[end : cut.start]
        if cut.slot:
            segments.append("")
        end = cut.end
    segments[-1] += html[end:]
    if any(prefix in segment.lower() for segment in segments):
        raise ThemeError(_CHANGED, hint=_CHANGED_HINT)
    return Slotted(tuple(segments), tuple(cut.slot for cut in cuts if cut.slot))


@dataclass(frozen=True, slots=True)
class _Scan:
    """What a run looks for: the marks of fields and of images."""

    html: str
    prefix: str
    mark: re.Pattern[str]
    marks: Mapping[str, Mark]
    images: Mapping[str, str]

    def carried(self, tag: Piece) -> Iterator[Carried]:
        """What a start tag carries of where it came from."""
        for attribute in ATTRIBUTE.finditer(self.html, tag.attributes, tag.end - 1):
            if self.prefix in attribute[0]:
                found = carried(self.html, attribute, self.prefix)
                if found:
                    yield found

    def cuts(self, piece: Piece) -> Iterator[_Cut]:
        """Every mark in a piece, as the slot that fits its place."""
        span = (piece.start, piece.end)
        match piece.kind:
            case Kind.START:
                return self._tag(piece)
            case Kind.TEXT:
                return self._all(*span, Where.TEXT)
            case Kind.RCDATA:
                return self._all(*span, Where.TITLE)
            case Kind.RAW:
                return self._none(*span, "in CSS" if piece.name == "style" else "in code")
            case Kind.COMMENT:
                return self._none(*span, "in a comment")
            case _:
                return self._none(*span, "inside a tag")

    def _tag(self, tag: Piece) -> Iterator[_Cut]:
        yield from self._none(tag.start, tag.attributes, "in a tag's name")
        header = tag.name == "meta" and "http-equiv" in self.html[tag.start : tag.end].lower()
        for attribute in ATTRIBUTE.finditer(self.html, tag.attributes, tag.end - 1):
            if self.prefix in attribute[0]:
                yield from self._none(*attribute.span("name"), "in the name of an attribute")
                if attribute["bare"] is not None:
                    yield from self._none(*value_span(attribute), "in an attribute without quotes")
                yield from self._value(attribute, in_header=header)

    def _value(self, attribute: re.Match[str], *, in_header: bool) -> Iterator[_Cut]:
        name, span = attribute["name"].lower(), value_span(attribute)
        if name == "style":
            return self._style(*span)
        if name == "srcset":
            return (self._image(found, "in srcset") for found in self._found(*span))
        if name == "srcdoc" or name.startswith("on"):
            return self._none(*span, "in code")
        if in_header:
            return self._none(*span, "in a meta tag that acts as a header")
        return self._link(*span) if name in _URLS else self._all(*span, Where.ATTRIBUTE)

    def _link(self, start: int, end: int) -> Iterator[_Cut]:
        """The marks in a link: its whole or its start, or a part of it after the host."""
        start = _SPACES.match(self.html, start, end).end()  # type: ignore[union-attr]
        host = _BEFORE_COMPONENT.match(self.html, start, end)
        for found in self._found(start, end):
            if found.span() == (start, end) and found[0] in self.images:
                yield self._image(found, "")
            elif host and host.end() <= found.start():
                yield self._slot(found, Where.COMPONENT)
            elif found.start() == start and self._is_url(found[0]):
                yield self._slot(found, Where.URL)
                host = _AFTER_URL.match(self.html, found.end(), end)
            elif found.start() == start:
                raise self._misplaced(found[0], "at the start of a link, and is no URL field")
            else:
                raise self._misplaced(found[0], "in the scheme or host of a link")

    def _style(self, start: int, end: int) -> Iterator[_Cut]:
        """In a style attribute only an image's whole address may stand."""
        for found in self._found(start, end):
            opened = _BEFORE_ADDRESS.search(self.html, start, found.start())
            if not (opened and _AFTER_ADDRESS.match(self.html, found.end(), end)):
                raise self._misplaced(found[0], "in CSS")
            yield self._image(found, "in CSS")

    def _all(self, start: int, end: int, where: Where) -> Iterator[_Cut]:
        return (self._slot(found, where) for found in self._found(start, end))

    def _none(self, start: int, end: int, place: str) -> Iterator[_Cut]:
        for found in self._found(start, end):
            raise self._misplaced(found[0], place)
        return iter(())

    def _found(self, start: int, end: int) -> Iterator[re.Match[str]]:
        return self.mark.finditer(self.html, start, end)

    def _is_url(self, text: str) -> bool:
        return text in self.marks and self.marks[text].field.kind is FieldKind.URL

    def _image(self, found: re.Match[str], place: str) -> _Cut:
        if found[0] not in self.images:
            raise self._misplaced(found[0], place)
        name = Field(self.images[found[0]], FieldKind.TEXT)
        return _Cut(*found.span(), Slot(name, Where.IMAGE))

    def _slot(self, found: re.Match[str], where: Where) -> _Cut:
        mark = self.marks.get(found[0])
        if mark is None:
            raise self._misplaced(found[0], "where no image can")
        if mark.problem:
            raise SourceError(mark.problem, place=mark.place, hint=mark.hint)
        return _Cut(*found.span(), Slot(mark.field, where))

    def _misplaced(self, text: str, place: str) -> LetterloomError:
        """The error for a mark where no value may stand: the author's, if it is theirs."""
        mark = self.marks.get(text)
        if mark is None and text in self.images:
            return ThemeError(
                f"the address of the image {self.images[text]} stands {place}",
                hint="write it as the whole of src, background, href, or of url('…') in a style",
            )
        if mark is None:
            return ThemeError(_CHANGED, hint=_CHANGED_HINT)
        error = SourceError if mark.place else ThemeError
        look = "" if mark.place else f"look for field.{mark.field.name} in the theme's templates: "
        return error(
            f"{mark.raw} stands {place}, where no value can be written safely",
            place=mark.place,
            hint=f"{look}use it in text, in a quoted attribute, or in a link after its host",
        )
