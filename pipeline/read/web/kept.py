"""A page's tree parted: what is kept as a tree of its own, and what goes as removals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from pipeline import words
from pipeline.model import Lines, Removal
from pipeline.read.web.leaves import HEADINGS, INLINE, block_of
from pipeline.read.web.links import whole
from pipeline.read.web.parsed import LINE
from pipeline.read.web.pictures import Pictures
from pipeline.words import essence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_APART = ("a", "label", "time", "br", "img")
OUTSIDE = "outside-article"
ABOVE = "byline"
_COPIED = ("class", "start", "value", "colspan", "rowspan", "align", "style", "role", "data-lang")


@dataclass(frozen=True, slots=True)
class Cut:
    """What is to be done with a page: elements that go by which rule, elements that stay.

    `title` is the heading that becomes the only one of the first level; `shift` moves the others.
    Of what stands above it only `above` stays.
    """

    gone: Mapping[HtmlElement, str]
    stay: Collection[HtmlElement]
    title: HtmlElement | None = None
    shift: int = 0
    base: str = ""
    above: Collection[HtmlElement] = ()
    everything: bool = False


@dataclass(slots=True)
class Places:
    """Where each letter of the page's own text stands: its line, counted from the start."""

    text: str
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        counts = (len(essence(line)) for line in self.text.split("\n"))
        self.starts = list(accumulate(counts, initial=0))[:-1]

    def lines(self, at: int, length: int) -> Lines:
        """The lines of some letters: `length` of them after the first `at`."""
        first = bisect_right(self.starts, at)
        return Lines(first, max(first, bisect_right(self.starts, at + max(0, length - 1))))


@dataclass(slots=True)
class Parting:
    """Walks through a page once; `tree` is what is kept, `removals` what is not."""

    cut: Cut
    places: Places
    pictures: Pictures
    tree: Any = None
    removals: list[Removal] = field(default_factory=list)
    at: int = 0
    _line: int = 1
    _titled: bool = False
    _held: list[Any] = field(default_factory=list)
    _rule: str = ""
    _texts: list[str] = field(default_factory=list)
    _first: int = 0
    _last: int = 0

    def walk(self, body: HtmlElement) -> None:
        """Part a page."""
        from lxml import etree

        self.tree = etree.Element("div")
        self._titled = self.cut.title is None
        above: list[tuple[Any, str, bool]] = [(self.tree, "", self.cut.everything)]
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if event == "start":
                above.append(self._opened(element, *above[-1]))
                self._text(element.text, element, *above[-1])
            else:
                made, *_ = above.pop()
                self._part(element)
                if element is self.cut.title:
                    self._give_back(made)
                if element is not body:
                    self._text(element.tail, element.getparent(), *above[-1])
        self._end_removal()

    def _opened(
        self, element: HtmlElement, parent: Any, rule: str, stays: bool
    ) -> tuple[Any, str, bool]:
        """Where an element's text goes: its place in the kept tree, or the rule it goes by."""
        from lxml import etree

        line = self._line = int(element.get(LINE, self._line))
        rule = rule or self.cut.gone.get(element, "")
        stays = stays or element in self.cut.stay
        if rule or not stays:
            self._part(element)
            return parent, rule, stays
        self._titled = self._titled or element is self.cut.title
        made = etree.SubElement(parent, self._tag(element))
        for name in _COPIED:
            if element.get(name) is not None:
                made.set(name, element.get(name))
        if element.tag in ("img", "hr", "pre"):
            made.set("data-lines", f"{line}-{line}")
            made.set("data-at", str(self.at))
        if element.tag == "a":
            made.set("href", whole(element.get("href") or "", self.cut.base))
        elif element.tag == "img":
            made.set("src", self.pictures.address(element))
            if element.get("alt") is not None:
                made.set("alt", element.get("alt") or "")
            self._hold(made, element)
        if element.tag in ("img", "hr"):
            self._end_removal()
        return made, rule, stays

    def _part(self, element: HtmlElement) -> None:
        """What goes is shown with a space between its blocks and its links."""
        if self._texts and (element.tag not in INLINE or element.tag in _APART):
            self._texts.append(" ")

    def _hold(self, made: Any, image: HtmlElement) -> None:
        """Keep an image that stands above the title until that is written."""
        figure = next(image.iterancestors("figure"), None)
        if not self._titled and (figure is None or not "".join(figure.itertext()).strip()):
            made.getparent().remove(made)
            self._held.append(made)

    def _give_back(self, title: Any) -> None:
        from lxml import etree

        if self._held and title.getparent() is not None:
            below = etree.SubElement(title.getparent(), "p")
            below.extend(self._held)
            self._held = []

    def _tag(self, element: HtmlElement) -> str:
        if element is self.cut.title:
            return "h1"
        if element.tag in HEADINGS:
            return f"h{min(6, int(element.tag[1]) + self.cut.shift)}"
        return str(element.tag).replace(":", "-")

    def _text(
        self, text: str | None, owner: HtmlElement, parent: Any, rule: str, stays: bool
    ) -> None:
        if not text:
            return
        if not self._titled and stays and not rule and block_of(owner) not in self.cut.above:
            rule = ABOVE
        letters = len(essence(text))
        if stays and not rule:
            self._keep(text, parent, letters)
        elif letters or self._texts or text.strip():
            self._remove(text, rule or OUTSIDE, letters)
        self.at += letters

    def _keep(self, text: str, parent: Any, letters: int) -> None:
        from lxml import etree

        if text.strip():
            self._end_removal()
        made = etree.SubElement(parent, "span") if text.strip() else None
        if made is None:
            _append(parent, text)
            return
        lines = self.places.lines(self.at, letters) if letters else self._here()
        made.text = text
        made.set("data-lines", f"{lines.first}-{lines.last}")
        made.set("data-at", str(self.at))

    def _here(self) -> Lines:
        """The line of signs that are not counted: where the last tag or letter stood."""
        before = self.places.lines(max(0, self.at - 1), 0).first if self.at else 1
        line = max(self._line, before)
        return Lines(line, line)

    def _remove(self, text: str, rule: str, letters: int) -> None:
        if rule != self._rule:
            self._end_removal()
        if not self._texts or not self._rule:
            self._rule, self._first = rule, self.at
        self._texts.append(text)
        if not letters:
            return
        self._last = self.at + letters

    def _end_removal(self) -> None:
        text = " ".join("".join(self._texts).split())
        if essence(text):
            lines = self.places.lines(self._first, self._last - self._first)
            removal = Removal(lines, text, self._rule, words.count(text), at=self._first)
            self.removals.append(removal)
        self._texts, self._rule = [], ""


def _append(parent: Any, text: str) -> None:
    """More text at an element's end."""
    last = next(parent.iterchildren(reversed=True), None)  # a length would be counted anew
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def ordered(removals: Sequence[Removal]) -> tuple[Removal, ...]:
    """The removals as they stand in the page."""
    return tuple(sorted(removals, key=lambda one: (one.at, one.lines)))
