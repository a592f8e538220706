"""What is known of a sending service: a table of data and a few small functions, one file each.

A field is never a string of one service's syntax: a dialect is asked to write it, with its default,
for the place that it stands in. `dialects/` has a file a service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from pipeline.model import Field, ImageRef, Where

JOINER = "\u2060"
"""WORD JOINER: nothing is seen of it, and no template language reads across it."""


class Refusal(NamedTuple):
    """A field that the service cannot write where it stands: which letter, why, the way round."""

    field: str
    where: Where
    part: int
    message: str
    hint: str


class Literal(NamedTuple):
    """Words that look like the service's syntax and stay words: which letter, where they stand."""

    text: str
    where: Where
    part: int


class Shape(StrEnum):
    """What a service takes as the HTML of a mail."""

    DOCUMENT = "document"  # the whole mail, as our theme made it
    FRAGMENT = "fragment"  # the article alone, for the service's own frame


class Images(StrEnum):
    """How a service comes by a mail's pictures."""

    HOSTED = "hosted"  # from `links.images`, where somebody put them
    ZIP = "zip"  # in an archive beside the HTML, a part each
    FILES = "files"  # in a folder beside the HTML


class Cannot(Exception):  # noqa: N818 - it is no error until it has a place
    """A service cannot do what is asked: what, and the way round it."""

    def __init__(self, message: str, hint: str) -> None:
        """Say it as a finding does."""
        super().__init__(message)
        self.message, self.hint = message, hint


class Limits(NamedTuple):
    """What a service takes at most; 0 for what has no limit, or none that is known.

    `html` and `text` in bytes of UTF-8 as uploaded, `subject` in characters, `letters` in one
    sequence. `together` says that `html` counts HTML and text together. `wait` is the least time
    before a letter that is not the first, where the service asks for one; times are whole numbers
    of it.
    """

    html: int = 0
    text: int = 0
    subject: int = 0
    letters: int = 0
    together: bool = False
    wait: timedelta = timedelta()


class Setting(NamedTuple):
    """What a person says of their account, in `[export.SERVICE]` or with `--set`: no secret.

    `needed` says that the payloads cannot go without it; `example` shows one. `choices` are the
    only values that it takes, each with what `{name}` becomes in `Api.base`: a region and its host.
    A setting without them never stands in an address, which a project could else lead elsewhere.
    """

    name: str
    doc: str
    example: str
    needed: bool = False
    choices: Mapping[str, str] = {}


class Api(NamedTuple):
    """How a service's API is reached.

    `base` begins with https://; a `{name}` in it is a setting with `choices`, or `{dc}`, which a
    Mailchimp key tells. `variables` are the environment variables that hold its keys, all of which
    must be set. `login` names how the keys are shown to it, one of the ways of `upload/login.py`.
    `form` says that bodies go as multipart/form-data, else JSON.

    `address` is for a service on a server of one's own, whose `base` is `{url}`: the environment
    variable that says where the server is. Whoever owns the key says where it goes; a project
    alone, which may be somebody else's, does not.
    """

    base: str
    variables: tuple[str, ...]
    login: str
    headers: Mapping[str, str] = {}
    form: bool = False
    address: str = ""


class Again(NamedTuple):
    """How what an earlier upload made is changed instead: method, path, and its own body if any.

    `before` are calls to make first, whose answers are kept as a request's (Ghost wants the time of
    the last change). The body says nothing of the draft's state (`active`, `published`, `status`)
    where the service leaves alone what is not named: a person may have set it going meanwhile.
    """

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    before: tuple[Request, ...] = ()


class Request(NamedTuple):
    """One call of a service's API, as the bundle holds it and an upload makes it.

    `name` says what it makes (`letter-1-template`): unique in a bundle, and stable from one export
    to the next. `path` and the strings of `body` may hold `{names}` of the account's settings, or
    of what an earlier answer gave: `keeps` maps such a name to where it stands in the answer to
    this call (`id`, `data.id`, `posts.0.id`). `again` is used where those are remembered.

    `idle` is for a GET that looks before a change: where its answer tells the state, and the states
    in which nobody gets mails by it (`{"sequence.active": ("false",)}`). In any other the upload
    stops, unless a person says that what runs may be changed. An answer without it says nothing.

    What may be repeated:

    - A call that makes something (POST with `keeps` or `again`) is asked again by itself only where
      it certainly did nothing: no connection came about, or the service said so (429, 503). After
      any other fault it counts as unknown, and only a person has it made anew (`--again NAME`).
    - GET, PUT and PATCH may be asked again after any fault: twice must come to the same as once.
    - A POST without `keeps` and `again`, to a part of what another call made (its path holds an id
      that the service gave), is made on each upload and only changes that part. It is asked again
      only as one that makes something, since services do not promise more of POST.
    - 4xx but 429 is never asked again: the same would be refused again.
    """

    name: str
    method: str
    path: str
    body: Mapping[str, Any] | None = None
    keeps: Mapping[str, str] = {}
    again: Again | None = None
    idle: Mapping[str, tuple[str, ...]] = {}


class Letter(NamedTuple):
    """A part of a series in a service's own syntax.

    `name` is what lists of campaigns call it; `key` names it in files and for the API: ASCII, and
    the same from one export to the next. `html` is a document or a fragment, as the dialect
    wants; `text` is not wrapped. `waited` is the time from the beginning of the series, `wait` that
    after the letter before. `fields` are those used, each by the service's name for it.
    """

    number: int
    of: int
    key: str
    name: str
    subject: str
    preheader: str
    html: str
    text: str
    wait: timedelta
    waited: timedelta
    images: tuple[ImageRef, ...] = ()
    fields: Mapping[str, Field] = {}


@dataclass(frozen=True, slots=True)
class Exported:
    """A series in a service's syntax, and what its payloads need to know.

    `name` is the series' public name, never the title of a sensitive one; `slug` names it in
    files. `settings` are the account's, `given` the names of those that the command line gave
    rather than the project; `begins` is when the first letter goes, None if nobody said.
    `send_at` is a time of day, "09:00", or "". `samples` is one person's values by the service's
    names.
    """

    dialect: Dialect
    slug: str
    name: str
    lang: str
    sensitive: bool
    letters: tuple[Letter, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    sender: str = ""
    address: str = ""
    reply_to: str = ""
    postal_address: str = ""
    begins: datetime | None = None
    send_at: str = ""
    sample: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[str] = frozenset()


WriteField = Callable[[str, Field, Where], str]
"""A field as a service's syntax: its name there, the field with its default, where it stands.

Raises Cannot where the service has no way to write it there safely.
"""


@dataclass(frozen=True, slots=True)
class Dialect:
    """A sending service, as an exporter needs to know it.

    - `own` is a regular expression for what the service would read as its own syntax, where it
      begins. `literal` writes its first character, found in plain text, so that it stays as it is
      (in HTML a character reference does).
    - `names` are the service's own names for our fields; others are called by `named`.
    - `finish` does what its engine wants done to a whole text at the end: the HTML (`Where.TEXT`),
      the plain text (`PLAIN`), the subject (`HEADER`).
    - `links` are the addresses that the service makes for each reader: `unsubscribe_url`,
      `preferences_url`, `web_url`; one that is missing comes from the project's settings.
      `public_archive` says that its web version is open to everybody.
    - `escapes` says whether it escapes values in HTML itself.
    - `no_tracking` says how opens and clicks are left uncounted: "payload" if the payloads do it,
      "account" if a person must (`tracking_off` says where, click by click), "never" if it cannot
      be turned off, "none" if the service counts nothing.
    - `sets_headers` are the header fields that it writes itself. `sequence` says that its API makes
      a drip of the letters. `leave_series` says how a reader leaves only this series, "" if not.
    - `requests` are the calls that make the drafts, in order. `steps` is how a person does the
      same by hand, click by click; a `{count}` in them is the number of letters. `cannot` says what
      it lacks, and what was done instead. `unconfirmed` are facts that no primary source confirmed.
    - `looks` are calls that only read, made before an upload changes anything: whether the
      sequence that an earlier upload made, or that the settings name, is running (`Request.idle`).
      One is left out while nothing has told the ids in its path.
    - `archived` says whether a public page or archive shows what is sent, and is not turned off.
    """

    name: str
    title: str
    about: str
    docs: str
    own: str
    write: WriteField
    links: Mapping[str, str]
    requests: Callable[[Exported], tuple[Request, ...]]
    steps: tuple[str, ...]
    no_tracking: str
    tracking_off: str
    leave_series: str
    api: Api | None = None
    literal: Callable[[str], str] = lambda character: f"{character}{JOINER}"
    names: Mapping[str, str] = field(default_factory=dict)
    named: Callable[[str], str] = lambda name: name
    finish: Callable[[str, Where], str] = lambda text, _where: text
    shape: Shape = Shape.DOCUMENT
    images: Images = Images.HOSTED
    limits: Limits = field(default_factory=Limits)
    settings: tuple[Setting, ...] = ()
    escapes: bool = True
    public_archive: bool = False
    archived: bool = False
    sets_headers: tuple[str, ...] = ("List-Unsubscribe", "List-Unsubscribe-Post")
    sequence: bool = False
    looks: Callable[[Exported], tuple[Request, ...]] = lambda _exported: ()
    cannot: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
