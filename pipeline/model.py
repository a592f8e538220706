"""The nouns: frozen data that every stage takes and gives.

    Article ──plan──▶ Series of Parts ──compose──▶ Emails ──check──▶ Findings

Text that personal fields stand in comes in two shapes. While it is made it is a plain string
with *marks*: opaque alphanumeric words, one for each use of a field (see `slots`). When it is
finished it is `Slotted`: the segments between the fields, and the slots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import Place
from pipeline.strings import Strings

if TYPE_CHECKING:
    from markdown_it.token import Token


class Lines(NamedTuple):
    """First and last line of the source file, from 1, both included."""

    first: int
    last: int


# Personal fields ---------------------------------------------------------------------------


class FieldKind(StrEnum):
    """What a field's value is."""

    TEXT = "text"
    URL = "url"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """Something known of each recipient: its name, its kind, what stands in when it is empty."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    default: str = ""


class Where(StrEnum):
    """Where a slot stands, which decides how its value is written."""

    TEXT = "text"  # HTML text
    TITLE = "title"  # RCDATA: <title>
    ATTRIBUTE = "attribute"  # a quoted HTML attribute
    URL = "url"  # the start of a link: the value is the URL
    COMPONENT = "component"  # inside a link, after its host
    PLAIN = "plain"  # text/plain
    HEADER = "header"  # a message header
    IMAGE = "image"  # an image's address, resolved when the mail leaves


@dataclass(frozen=True, slots=True)
class Slot:
    """A field and where it stands. For `Where.IMAGE` the field's name is the image's name."""

    field: Field
    where: Where


@dataclass(frozen=True, slots=True)
class Slotted:
    """Text amid slots: `len(segments) == len(slots) + 1`, segments around the slots in turn."""

    segments: tuple[str, ...]
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One use of a field while text is made.

    `text` is the opaque word that stands for it, `raw` what the author wrote (code gets it
    back), `place` where. A mark whose `problem` is set is an error wherever it is used.
    """

    text: str
    field: Field
    raw: str
    place: Place | None = None
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of an article: those its author wrote, and one a field for the theme."""

    prefix: str
    used: tuple[Mark, ...]
    fields: Mapping[str, Mark]

    def by_text(self) -> dict[str, Mark]:
        """Every mark by its opaque word."""
        return {mark.text: mark for mark in (*self.used, *self.fields.values())}


# The article -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note that a block refers to: it goes where the block goes, shown at that mail's end.

    `label` is the author's name for it; tokens, text, words, lines and written are as a block's.
    """

    label: str
    tokens: tuple[Token, ...]
    text: str
    words: int
    lines: Lines
    written: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article that is never broken: a paragraph, a list, a heading.

    `kind` is one of heading, paragraph, lead, list, quote, pullquote, table, code, image, images
    (two, side by side), divider, callout, button, html, or the name of one of the project's own;
    `level` is a heading's, 1 to 6, `name` a callout's sort. The tokens' maps hold first and
    last line of the source file, as `lines` does. `text` holds the words a reader sees. `forced`
    says that the author asked for a break before it. `written` is its Markdown. `notes` are those
    that it refers to; the words of each count with the first block that does. `at` orders blocks
    and removals of a source whose lines may be very long: characters of its own text before it.
    """

    kind: str
    tokens: tuple[Token, ...]
    text: str
    words: int
    lines: Lines
    level: int = 0
    forced: bool = False
    name: str = ""
    written: str = ""
    notes: tuple[Footnote, ...] = ()
    at: int = 0


def notes_of(blocks: Iterable[Block]) -> list[Footnote]:
    """The notes of some blocks, each once, in the order of the blocks that refer to them."""
    return list({note.label: note for block in blocks for note in block.notes}.values())


@dataclass(frozen=True, slots=True)
class Removal:
    """What cleaning took out: its lines, its text, the rule that did it.

    `within` says that other text may stand on its lines, and that the article's own text is
    already without it. `own` is its text as it stands in the article's own, where `text` has more
    (an image's alternative text); `at` is as a block's.
    """

    lines: Lines
    text: str
    rule: str
    words: int
    within: bool = False
    own: str | None = None
    at: int = 0


@dataclass(frozen=True, slots=True)
class ImageRef:
    """An image of an article.

    `source` is what the author wrote, `name` its file name in `images/`, `data` its bytes
    (None where the file is missing, with `place` to say so). Sizes are in px, as it is looked at,
    0 if unknown. `form` is what the bytes are (`png`, `jpeg`, …), "" where no mail can show them.
    A `square` one is cropped to its middle.
    """

    source: str
    name: str
    data: bytes | None
    width: int = 0
    height: int = 0
    place: Place | None = None
    form: str = ""
    square: bool = False


class Support(NamedTuple):
    """A line of help that stands before the footer."""

    name: str
    phone: str = ""
    url: str = ""
    note: str = ""


class Approval(NamedTuple):
    """Who reviewed the article, and when."""

    by: str
    date: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote an article; `photo` is a file beside it or of the project."""

    name: str = ""
    role: str = ""
    about: str = ""
    url: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class PartSettings:
    """What the author says of one part. `starts` is a heading or a block's first words."""

    id: str = ""
    starts: str = ""
    title: str = ""
    subject: str = ""
    preheader: str = ""
    wait: timedelta | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SeriesSettings:
    """How a series is split and paced. `parts` is a number of parts, or what each one is."""

    every: timedelta = timedelta(days=3)
    send_at: str = ""
    words: tuple[int, int] = (150, 450)
    parts: int | tuple[PartSettings, ...] | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """What the author says of an article, beside it or in its front matter. All optional.

    `keep` names rules of cleaning that are turned off; `accept_removals` says that what cleaning
    takes out was looked at, however much it is.
    """

    title: str = ""
    public_name: str = ""
    slug: str = ""
    lang: str = ""
    dir: str = ""
    author: Author = Author()
    date: date | None = None
    description: str = ""
    theme: str = ""
    image: str = ""
    sensitive: bool = False
    atom_feed: bool = False
    approved: Approval | None = None
    sources: tuple[str, ...] = ()
    support: tuple[Support, ...] = ()
    disclaimer: str = ""
    keep: tuple[str, ...] = ()
    accept_removals: bool = False
    series: SeriesSettings = SeriesSettings()


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read and cleaned.

    `source` is its file's path as people write it, `sha256` of that file's bytes. `text` is the
    source's own text with marks, by line, for the proof that nothing was lost: it knows nothing
    of how it was parsed; `note_lines` are the lines of it that are footnotes, where its format
    keeps them apart (in Markdown they tell themselves). `title_lines` are the title's in the file,
    None where it came from elsewhere. `lines_unit` is what lines count: lines or paragraphs.
    `images` are those of the text; `picture` is the article's own, for its web version, `photo`
    its author's.
    """

    slug: str
    title: str
    lang: str
    dir: str
    author: str
    date: date | None
    settings: ArticleSettings
    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...]
    images: tuple[ImageRef, ...]
    marks: Marks
    source: str
    sha256: str
    words: int
    text: str
    format: str = "text"
    lines_unit: str = "line"
    note_lines: tuple[Lines, ...] = ()
    title_lines: Lines | None = None
    notes: tuple[Finding, ...] = ()
    picture: ImageRef | None = None
    photo: ImageRef | None = None

    @property
    def public_name(self) -> str:
        """The series' name outside the body of a mail: for a sensitive one, never its title."""
        return self.settings.public_name or ("" if self.settings.sensitive else self.title)


@dataclass(frozen=True, slots=True)
class Part:
    """One mail's worth of an article: a run of its blocks.

    `id` is made from the first block when first planned and kept once written down. `blocks` is
    the whole run; where `titled`, its first block is the heading that the title was taken from,
    and it is shown as the title. `wait` is the time after the part before.
    """

    number: int
    total: int
    id: str
    slug: str
    title: str
    blocks: tuple[Block, ...]
    subject: str
    preheader: str
    wait: timedelta
    words: int
    minutes: int
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """An article and its parts: their blocks, in order, are exactly the article's."""

    article: Article
    parts: tuple[Part, ...]


# The project -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends. `address` is a bare address; `name` stands before it in From."""

    name: str = ""
    address: str = ""
    reply_to: str = ""
    postal_address: str = ""
    list_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Where things are on the web. `unsubscribe_mailto` is a bare address or a mailto: URL."""

    web: str = ""
    unsubscribe: str = ""
    unsubscribe_mailto: str = ""
    preferences: str = ""
    images: str = ""


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """The project's choice of theme and its tokens, laid over the theme's own."""

    name: str = "quiet"
    tokens: Mapping[str, str] = field(default_factory=dict)
    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


PAIRS = (
    ("text", "sheet"),
    ("secondary", "sheet"),
    ("accent", "sheet"),
    ("text", "callout"),
    ("secondary", "callout"),
    ("accent", "callout"),
    ("button_text", "button"),
)
"""Names of colours: words, and the ground that they stand on, in every theme."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as loaded: its templates, its tokens with the project's laid over, its words.

    `files` maps a template's name (`email.mjml.j2`, `blocks/paragraph.mjml.j2`) to its text,
    `paths` to the file it came from, for errors. `strings` are the frame's own words.
    `spaces` are px above blocks. `pairs` says which colours stand on which,
    `places` where each token (`font`) and colour (`light.text`) was set, `own` which of them the
    project sets in its settings. `logo` is the project's, else the theme's.
    """

    name: str
    files: Mapping[str, str]
    paths: Mapping[str, str]
    tokens: Mapping[str, str]
    light: Mapping[str, str]
    dark: Mapping[str, str]
    strings: Strings
    spaces: Mapping[str, int] = field(default_factory=dict)
    logo: ImageRef | None = None
    logo_dark: ImageRef | None = None
    pairs: tuple[tuple[str, str], ...] = PAIRS
    places: Mapping[str, Place] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def colours(self, mode: str) -> Mapping[str, str]:
        """The colours of a mode, `light` or `dark`."""
        return self.dark if mode == "dark" else self.light

    def to_change(self, mode: str, ink: str, ground: str) -> str:
        """Which of two colours to change: the words', unless the project sets only the other."""
        only_ground = f"{mode}.{ink}" not in self.own and f"{mode}.{ground}" in self.own
        return ground if only_ground else ink


@dataclass(frozen=True, slots=True)
class Project:
    """What all articles of a folder share: `letterloom.toml`, or sensible defaults.

    `root` is the project's folder, `file` the settings file, None where there is none. Samples
    are people who fill the fields in previews. `text_links` says how plain text shows where links
    lead: as numbered "notes", or "inline".
    """

    root: str
    file: str | None = None
    sender: Sender = Sender()
    links: Links = Links()
    fields: Mapping[str, Field] = field(default_factory=dict)
    samples: tuple[Mapping[str, str], ...] = ()
    series: SeriesSettings = SeriesSettings()
    theme: ThemeSettings = ThemeSettings()
    inliner: str = "premailer"
    minify: bool = False
    text_links: str = "notes"


# The mail ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Email:
    """A part as a mail, ready but for its recipient.

    `mjml` shows fields as `{{ name }}`. `sources` maps the ordinal of an element in `html` (its
    start tags counted from 0, those in conditional comments included) to its source lines.
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
    body_html: str = ""
    body_text: str = ""
    body_web: str = ""
    notes_html: tuple[str, ...] = ()
    notes_text: tuple[str, ...] = ()
    notes_web: tuple[str, ...] = ()
    images: tuple[ImageRef, ...] = ()
    picture: ImageRef | None = None
    notes: tuple[Finding, ...] = ()
    web_content: Slotted = Slotted(("",))


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know before sending: the rule that found it, what, where, what to do."""

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    part: int = 0
    place: Place | None = None
