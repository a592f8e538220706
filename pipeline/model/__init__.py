"""The nouns: frozen data that every stage takes and gives.

    Article ──plan──▶ Series of Parts ──compose──▶ Emails ──check──▶ Findings

Text that personal fields stand in comes in two shapes. While it is made it is a plain string
with *marks*: opaque alphanumeric words, one for each use of a field (see `slots`). When it is
finished it is `Slotted`: the segments between the fields, and the slots.
"""

from pipeline.model.article import Article, Part, Series
from pipeline.model.blocks import Block, Footnote, ImageRef, Lines, Removal, notes_of
from pipeline.model.fields import Field, FieldKind, Mark, Marks, Slot, Slotted, Where
from pipeline.model.finding import (
    Change,
    CheckedFile,
    CheckSettings,
    Finding,
    Ignore,
    Ignored,
    Severity,
)
from pipeline.model.mail import Email
from pipeline.model.project import PAIRS, Links, Project, Send, Sender, Theme, ThemeSettings
from pipeline.model.said import (
    Approval,
    ArticleSettings,
    Author,
    PartSettings,
    SeriesSettings,
    Support,
)

__all__ = [
    "PAIRS",
    "Approval",
    "Article",
    "ArticleSettings",
    "Author",
    "Block",
    "Change",
    "CheckSettings",
    "CheckedFile",
    "Email",
    "Field",
    "FieldKind",
    "Finding",
    "Footnote",
    "Ignore",
    "Ignored",
    "ImageRef",
    "Lines",
    "Links",
    "Mark",
    "Marks",
    "Part",
    "PartSettings",
    "Project",
    "Removal",
    "Send",
    "Sender",
    "Series",
    "SeriesSettings",
    "Severity",
    "Slot",
    "Slotted",
    "Support",
    "Theme",
    "ThemeSettings",
    "Where",
    "notes_of",
]
