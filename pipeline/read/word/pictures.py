"""The pictures of a Word file: those that mails can show, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import Place, SourceError
from pipeline.read.word import ooxml
from pipeline.read.word.document import Document, Relation

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PICTURES = 2_000
_KINDS: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF87a": ".gif",
    b"GIF89a": ".gif",
}
# What Word writes for those who write nothing themselves.
_MADE_UP = re.compile(
    r"(?im)^.*\b(automatically generated|automatisch generierte|générée automatiquement"
    r"|generada automáticamente|generata automaticamente|automatisch gegenereerde)\b.*$"
)
_FILE_NAME = re.compile(
    r"(?i)(?:.*[/\\])?[^\s/\\]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)|https?://\S+"
)
_REMOTE = re.compile(r"(?i)https?://")


class Shown(NamedTuple):
    """A picture where it stands: its address in the article, its words, what it links to."""

    address: str
    alt: str
    link: str


class LeftOut(NamedTuple):
    """Something drawn that cannot be in a mail: the rule that reports it, what it says."""

    rule: str
    text: str


@dataclass(slots=True)
class Album:
    """Collects the pictures of a document; `data` are their bytes by their addresses."""

    document: Document
    data: dict[str, bytes] = field(default_factory=dict)
    _addresses: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def drawn(self, element: Element, part: str) -> Iterator[Shown | LeftOut]:
        """What a drawing, a VML picture or an object of a part shows."""
        alt, link = _alt(element), self._link(element, part)
        found = False
        for picture in _every(element, "a:blip", "v:imagedata"):
            self._counted()
            shown = self._picture(picture, part, alt, link)
            if shown:
                found = True
                yield shown
        yield from self._others(element, part, alt, drawn=found)

    def _counted(self) -> None:
        self._count += 1
        if self._count > PICTURES:
            raise SourceError(
                f"there are over {PICTURES:,} pictures in it",
                place=Place(self.document.package.file),
                hint="an article has a few: split the file first",
            )

    def _picture(self, picture: Element, part: str, alt: str, link: str) -> Shown | LeftOut | None:
        names = ("r:embed", "r:link") if ooxml.name(picture) == "a:blip" else ("r:id", "r:href")
        given = (ooxml.attribute(picture, one) for one in names)
        known = [one for one in (self.document.relation(part, name) for name in given) if one]
        inside = next((one for one in known if not one.external), None)
        if inside and inside.target in self.document.package:
            return self._stored(inside, alt, link)
        linked = next((one for one in known if one.external), None)
        if linked and _REMOTE.match(linked.target):
            return Shown(linked.target, alt, link)
        if linked:
            return LeftOut("linked-picture", alt or linked.target)
        return (
            LeftOut("linked-picture", alt or "a picture that is not in the file") if known else None
        )

    def _stored(self, where: Relation, alt: str, link: str) -> Shown | LeftOut:
        address = self._addresses.get(where.target)
        if address is None:
            data = self.document.package.read(where.target)
            suffix = next((end for start, end in _KINDS.items() if data.startswith(start)), "")
            address = f"image-{len(self.data) + 1}{suffix}" if suffix else ""
            self._addresses[where.target] = address
            if address:
                self.data[address] = data
        if not address:
            form = where.target.rpartition(".")[2].upper()
            return LeftOut("picture-format", alt or f"a picture in the format {form}")
        return Shown(address, alt, link)

    def _link(self, element: Element, part: str) -> str:
        """The address that a picture links to, "" if none."""
        clicked = next(_every(element, "a:hlinkClick"), None)
        relation = self.document.relation(part, ooxml.attribute(clicked, "r:id"))
        return relation.target if relation and relation.external else ""

    def _others(self, element: Element, part: str, alt: str, *, drawn: bool) -> Iterator[LeftOut]:
        for one in _every(element, "c:chart", "dgm:relIds"):
            chart = ooxml.name(one) == "c:chart"
            relation = self.document.relation(
                part, ooxml.attribute(one, "r:id" if chart else "r:dm")
            )
            said = self._said(relation)
            rule, sort = ("chart", "a chart") if chart else ("diagram", "a diagram")
            yield LeftOut(rule, said or alt or sort)
        for one in _every(element, "o:OLEObject"):
            if not drawn:
                program = str(one.get("ProgID") or "another program")
                yield LeftOut("embedded-object", alt or f"an object of {program}")
        words = " ".join(filter(None, (one.text for one in _every(element, "a:t"))))
        if words.strip():
            yield LeftOut("drawing", words)

    def _said(self, relation: Relation | None) -> str:
        """The words in a chart or a diagram, which is a part of its own."""
        package = self.document.package
        if relation is None or relation.external or relation.target not in package:
            return ""
        root = ooxml.parsed(package.read(relation.target), relation.target, package.file)
        words = (one.text or "" for one in ooxml.every(root, "a:t", "c:v"))
        return " ".join(word for word in words if any(map(str.isalpha, word)))


def _every(element: Element, *wanted: str) -> Iterator[Element]:
    """Every element of some names within a drawing, but for its text boxes."""
    from lxml.etree import iterwalk

    walk = iterwalk(element, events=("start",))
    for _, one in walk:
        kind = ooxml.name(one)
        if kind in ("w:txbxContent", "w:p"):
            walk.skip_subtree()
        elif kind in wanted:
            yield one


def _alt(element: Element) -> str:
    """The words for those who do not see a picture, where somebody wrote them."""
    for one in _every(element, "wp:docPr", "v:shape", "v:rect"):
        for written in (one.get("descr"), one.get("alt"), one.get("title")):
            alt = " ".join(_MADE_UP.sub("", written or "").split())
            if alt and not _FILE_NAME.fullmatch(alt):
                return alt
    return ""
