"""A Word file's parts that an article is made of, parsed and put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read import foreign
from pipeline.read.word import ooxml
from pipeline.read.word.numbering import Numbering
from pipeline.read.word.package import Package, resolved
from pipeline.read.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOTES = ("footnote", "endnote")
_LOOSE = ("w:r", "w:hyperlink", "w:fldSimple", "m:oMath", "m:oMathPara")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class Relation(NamedTuple):
    """Where a part's reference leads: a part of the file, or an address outside of it."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A Word file: its body, its notes and comments, and what they look like.

    `parts` are the parts that were read, with what each is; `relations` what each refers to. Of
    what is there in two forms for programs of different age, only one is left in the trees.
    """

    package: Package
    main: str
    body: Element
    styles: Styles
    numbering: Numbering
    notes: Mapping[tuple[str, str], Element]
    comments: Mapping[str, Element]
    parts: Mapping[str, str]
    relations: Mapping[str, Mapping[str, Relation]]

    def relation(self, part: str, identity: str) -> Relation | None:
        """What a reference in a part leads to."""
        return self.relations.get(part, {}).get(identity)


def document(data: bytes, file: str) -> Document:
    """The document in a file's bytes. Raises SourceError for what is none, or not safe."""
    package = Package(data, file)
    start = {one.kind: one.target for one in relations(package, "").values() if not one.external}
    main = next(
        (one for one in (start.get("officeDocument", ""), "word/document.xml") if one in package),
        "",
    )
    root = ooxml.parsed(package.read(main), main, file) if main else None
    body = ooxml.child(root, "w:body")
    if body is None:
        raise foreign.no_document(package, file)
    _settle(body)
    _wrap(body)
    parts = _Parts(package, main)
    styles = Styles(parts.root("styles"))
    return Document(
        package=package,
        main=main,
        body=body,
        styles=styles,
        numbering=Numbering(parts.root("numbering"), styles),
        notes=dict(_notes(parts)),
        comments=dict(_comments(parts)),
        parts=parts.read,
        relations={part: relations(package, part) for part in parts.read},
    )


class _Parts:
    """The parts that a document refers to by what they are; `read` holds their names."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._main = main
        self._targets = {one.kind: one.target for one in relations(package, main).values()}
        self.read: dict[str, str] = {main: "document"}

    def root(self, kind: str) -> Element | None:
        """The root of the part of a kind, None if there is none."""
        for part in (self._targets.get(kind, ""), resolved(self._main, f"{kind}.xml")):
            if part in self._package:
                self.read[part] = kind
                root = ooxml.parsed(self._package.read(part), part, self._package.file)
                _settle(root)
                return root
        return None


def relations(package: Package, part: str) -> dict[str, Relation]:
    """The references of a part by their names; of the package itself for "". Nothing is opened."""
    folder, _, last = part.rpartition("/")
    listed = f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels"
    if listed not in package:
        return {}
    found: dict[str, Relation] = {}
    for one in ooxml.parsed(package.read(listed), listed, package.file).iter("{*}Relationship"):
        external = str(one.get("TargetMode")) == "External"
        target = str(one.get("Target") or "")
        kind = str(one.get("Type") or "").rpartition("/")[2]
        where = target if external else resolved(part, target)
        found[str(one.get("Id"))] = Relation(kind, where, external)
    return found


def _notes(parts: _Parts) -> Iterator[tuple[tuple[str, str], Element]]:
    for kind in _NOTES:
        root = parts.root(f"{kind}s")
        for note in [] if root is None else root:
            if ooxml.attribute(note, "w:type") not in _SEPARATORS:
                yield (kind, ooxml.attribute(note, "w:id")), note


def _comments(parts: _Parts) -> Iterator[tuple[str, Element]]:
    root = parts.root("comments")
    for comment in [] if root is None else root:
        yield ooxml.attribute(comment, "w:id"), comment


def _settle(root: Element) -> None:
    """Of each thing that is there twice, for newer programs and for older, leave one.

    The newer form stays where there is text or a picture in it, else the older.
    """
    for twice in reversed(list(ooxml.every(root, "mc:AlternateContent"))):
        parent = twice.getparent()
        if parent is None:
            continue
        forms = [one for one in twice if ooxml.name(one) in ("mc:Choice", "mc:Fallback")]
        chosen = next(filter(_shows, forms), None)
        for one in list(chosen) if chosen is not None else ():
            twice.addprevious(one)
        parent.remove(twice)


def _wrap(body: Element) -> None:
    """Give what stands outside of any paragraph one of its own."""
    from lxml.etree import SubElement, iterwalk

    loose: list[Element] = []
    walk = iterwalk(body, events=("start",))
    for _, one in walk:
        if ooxml.name(one) in _LOOSE:
            loose.append(one)
        if ooxml.name(one) in (*_LOOSE, "w:p"):
            walk.skip_subtree()
    for one in loose:
        parent = one.getparent()
        if parent is not None:
            paragraph = SubElement(parent, body.tag.replace("}body", "}p"))
            one.addprevious(paragraph)
            paragraph.append(one)


def _shows(form: Element) -> bool:
    """Whether there is something in a form that can be shown here."""
    return any(
        ooxml.name(one) != "w:t" or one.text
        for one in ooxml.every(form, "w:t", "a:blip", "v:imagedata", "m:t", "c:chart", "dgm:relIds")
    )
