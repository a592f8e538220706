"""A mail as the rules see it: ours or anybody's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from pipeline.check.contents.letter import Letter
from pipeline.check.contents.links import Link, links
from pipeline.check.contents.pictures import Picture, pictures
from pipeline.check.contents.texts import Shown, texts
from pipeline.check.contents.word_styles import word_styles
from pipeline.check.features.css_judged import Hit, css_judged, scene_of
from pipeline.check.features.css_scene import Scene
from pipeline.check.features.html_judged import Judged, html_judged
from pipeline.check.features.loss import Harm
from pipeline.check.words.lists import Words
from pipeline.check.words.passages import Said, of_mail
from pipeline.errors import Place
from pipeline.markup import Document, Element, document
from pipeline.model import CheckSettings
from pipeline.styles import Cascade, Declaration, Inline, Sheet, inline_styles, sheets

if TYPE_CHECKING:
    from pipeline.check.contents.rows import Row

Locate: TypeAlias = Callable[["Mail", Element | int, str], Place | None]
"""From an element or an offset of a mail's HTML, and a needle, to a place in its author's file."""


def nowhere(mail: Mail, at: Element | int, needle: str) -> Place | None:  # noqa: ARG001
    """The place in a mail of which no file is known."""
    return None


@dataclass(frozen=True)
class Mail:
    """A mail: its finished HTML, its plain text and its bytes as sent, None where there are none.

    `name` is its file's, or "letter 2". `number` and `total` are 0 where it is part of no series.
    `subject` and `preheader` are those of a series' part, None of a mail that says so itself.
    `files` are the bytes of its images by the address that its HTML names them by (`cid:…`
    included). `ours` says that Letterloom made it. `file` is the file whose text is `html` to the
    character, "" if there is none: only there can something be mended. `words` are the word lists
    of its language. `pairs` are the pairs `#RRGGBB` of words and grounds whose contrast is checked
    in the theme, where they can be changed.
    """

    name: str
    html: str
    settings: CheckSettings = field(default_factory=CheckSettings)
    text: str | None = None
    raw: bytes | None = None
    subject: str | None = None
    preheader: str | None = None
    number: int = 0
    total: int = 0
    lang: str = ""
    ours: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)
    locate: Locate = nowhere
    file: str = ""
    words: Words = field(default_factory=Words)
    pairs: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_mjml(self) -> bool:
        """Whether it is somebody's MJML, compiled."""
        return not self.ours and self.name.lower().endswith(".mjml")

    @cached_property
    def document(self) -> Document:
        """Its HTML, read."""
        return document(self.html)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its style blocks."""
        return sheets(self.document)

    @cached_property
    def inline(self) -> tuple[Inline, ...]:
        """Its style attributes."""
        return inline_styles(self.document)

    @cached_property
    def styles(self) -> Mapping[int, Mapping[str, Declaration]]:
        """The declarations of its style attributes by name, by where the elements start."""
        return {
            one.element.start: {each.name: each for each in one.declarations} for one in self.inline
        }

    @cached_property
    def word_styles(self) -> Mapping[int, Mapping[str, Declaration]]:
        """What Outlook for Windows takes from its style blocks and attributes, in the same way."""
        return word_styles(self)

    @cached_property
    def scene(self) -> Scene:
        """What stands around each use of CSS: elements, rules and whom they reach."""
        return scene_of(self)

    @cached_property
    def css_hits(self) -> tuple[Hit, ...]:
        """Its uses of CSS that move or hide something for readers of some chosen program."""
        return css_judged(self, Harm.LAYOUT)

    @cached_property
    def html_hits(self) -> tuple[Judged, ...]:
        """Its uses of HTML that cost readers of some chosen program more than an ornament."""
        return tuple(html_judged(self))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Its links."""
        return links(self.document)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures."""
        return pictures(self)

    @cached_property
    def texts(self) -> tuple[Shown, ...]:
        """The texts of its body, in order."""
        return texts(self.body)

    @cached_property
    def letter(self) -> Letter | None:
        """Its bytes as sent, read: headers, parts, lines."""
        return None if self.raw is None else Letter(self.raw)

    @cached_property
    def styled(self) -> Cascade:
        """How each of its texts is seen by all but Outlook for Windows."""
        return Cascade(self.document, self.sheets, self.inline)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """What stands between the edges of its blocks and breaks, as people see it."""
        from pipeline.check.contents.rows import rows

        return rows(self)

    @cached_property
    def body(self) -> Element:
        """Its body as all but Outlook for Windows see it; the whole, if it has none."""
        whole = self.document.others
        return next((one for one in self.document.others_elements if one.name == "body"), whole)

    @cached_property
    def body_elements(self) -> tuple[Element, ...]:
        """Its body and the elements in it, in the order of the text."""
        return tuple(self.body.walk())

    @cached_property
    def said(self) -> Said:
        """What it says, passage by passage."""
        head = (("subject", self.subject or ""), ("preheader", self.preheader or ""))
        return of_mail(self.body, self.lang, self.words, head)

    def place(self, at: Element | int, needle: str = "") -> Place | None:
        """The place in the author's file that something in the HTML came from."""
        return self.locate(self, at, needle)
