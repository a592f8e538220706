"""What all articles of a folder share: who sends, how the mails look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import Place
from pipeline.model.blocks import ImageRef
from pipeline.model.fields import Field
from pipeline.model.finding import CheckSettings
from pipeline.model.said import SeriesSettings
from pipeline.strings import Strings


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


@dataclass(frozen=True, slots=True)
class Send:
    """How mails leave: through a mail server, or handed to the program `sendmail`.

    `port` 0 and `security` "" go by the host; `address` is what test mails come from, "" for the
    sender's own; `ca_file` is a path within the project. Of secrets there are only the names of
    the environment variables that hold them.
    """

    host: str = ""
    port: int = 0
    security: str = ""
    user: str = ""
    password_variable: str = "LETTERLOOM_SMTP_PASSWORD"  # noqa: S105
    token_variable: str = "LETTERLOOM_SMTP_TOKEN"  # noqa: S105
    ca_file: str = ""
    address: str = ""
    sendmail: tuple[str, ...] = ()


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


BEFORE_SENDING = {
    "sender.from": "the address that the mails come from",
    "sender.postal_address": "a postal address: the law asks for one in every mail",
    "links.unsubscribe": "the page on which a reader stops the mails",
    "links.preferences": "the page on which a reader chooses what to get",
    "links.web": "where the web versions will be",
}


@dataclass(frozen=True, slots=True)
class Project:
    """What all articles of a folder share: `letterloom.toml`, or sensible defaults.

    `root` is the project's folder, `file` the settings file, None where there is none. Samples
    are people who fill the fields in previews. `text_links` says how plain text shows where links
    lead: as numbered "notes", or "inline". `export` is what is said of accounts at sending
    services: service → setting → value; `export_fields` what each calls our fields: service →
    field → its name there. `export_places` says where (`kit`, `kit.tag_id`).
    """

    root: str
    file: str | None = None
    sender: Sender = Sender()
    links: Links = Links()
    fields: Mapping[str, Field] = field(default_factory=dict)
    samples: tuple[Mapping[str, str], ...] = ()
    series: SeriesSettings = field(default_factory=SeriesSettings)
    theme: ThemeSettings = ThemeSettings()
    inliner: str = "premailer"
    minify: bool = False
    text_links: str = "notes"
    check: CheckSettings = field(default_factory=CheckSettings)
    send: Send = Send()
    export: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    export_fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    export_places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def unset(self) -> Mapping[str, str]:
        """The keys that nothing should be sent without and that have no value, with their meaning.

        Readers expect these, and the law of most countries asks for them.
        """
        given = {
            "sender.from": self.sender.address,
            "sender.postal_address": self.sender.postal_address,
            "links.unsubscribe": self.links.unsubscribe,
            "links.preferences": self.links.preferences,
            "links.web": self.links.web,
        }
        return {key: meaning for key, meaning in BEFORE_SENDING.items() if not given[key]}

    @property
    def before_sending(self) -> str:
        """A sentence that says what to fill in before anything is sent; "" for nothing."""
        return f"before sending, fill in {', '.join(self.unset)}" if self.unset else ""
