"""A part as a mail, ready but for its recipient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.article import Part
from pipeline.model.blocks import ImageRef, Lines
from pipeline.model.fields import Slotted
from pipeline.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Email:
    """A part as a mail, ready but for its recipient.

    `mjml` shows fields as `{{ name }}`. `sources` maps the ordinal of an element in `html` (its
    start tags counted from 0, those in conditional comments included) to its source lines,
    `templates` to the name and the line of the template that wrote it.
    `web` is its web version, `web_content` the article alone as that shows it.
    `body_html`, `body_text` and `body_web` are the author's words as they stand in the finished
    HTML, text and web version, without the frame around them: what conservation is proved on.
    `notes_html`, `notes_text` and `notes_web` are those of each footnote, in the order shown.
    `images` are those that it shows, as it carries them; `picture` is the article's, which only
    the web version names. `notes` are what was found while it was made.
    """

    part: Part
    subject: Slotted
    html: Slotted
    text: Slotted
    web: Slotted
    mjml: str
    sources: Mapping[int, Lines]
    templates: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    body_html: str = ""
    body_text: str = ""
    body_web: str = ""
    notes_html: tuple[str, ...] = ()
    notes_text: tuple[str, ...] = ()
    notes_web: tuple[str, ...] = ()
    images: tuple[ImageRef, ...] = ()
    picture: ImageRef | None = None
    notes: tuple[Finding, ...] = ()
    web_content: Slotted = field(default_factory=lambda: Slotted(("",)))
