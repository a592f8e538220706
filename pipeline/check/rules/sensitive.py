"""A sensitive series: its topic stays within the bodies of its mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline import slots
from pipeline.check.checked import Checked
from pipeline.check.mail import Mail
from pipeline.check.rule import At, Found, Rule, rule
from pipeline.check.words.key_terms import KeyTerms, terms_of
from pipeline.check.words.passages import place_of_part
from pipeline.check.words.topics import topics
from pipeline.errors import Place
from pipeline.markup import Document, Element
from pipeline.model import Email, Severity, notes_of

SHOWN = 60  # characters of an address or a name that a message shows
NAMED = 4  # words of a topic that a message names
_ADDRESSES = ("href", "src", "background", "action", "poster", "data", "cite")
_NAMES = ("title", "aria-label", "aria-description", "name", "content", "summary")
_FIELD = re.compile(rb"^([!-9;-~]+):((?:.*(?:\r?\n[ \t].*)*))", re.MULTILINE)
_SEEN_OTHERWISE = frozenset(("subject", "from", "to", "reply-to", "list-id", "received"))


class Said(NamedTuple):
    """Something that others than the reader may see: what it is, and what it says."""

    what: str
    text: str
    at: At = None
    part: int = 0


def _terms(checked: Checked) -> KeyTerms | None:
    """The words of a sensitive series' topic, None of another series."""
    return terms_of(checked.said) if checked.article.settings.sensitive else None


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


@rule("sensitive/topic-shown", Severity.WARNING)
def topic_shown(checked: Checked) -> Iterator[Found]:
    """A name, a subject or a preheader tells what a sensitive series is about.

    Subjects and preheaders show on locked telephones and over shoulders; the names of lists and
    of senders stay in histories and logs. Choose words that tell nothing: “Letter 2 of 3” says
    enough, and the body of the mail may say everything.

    Source: the setting `sensitive`, docs/settings.md; decisions of the FTC on health data that
    left in names and addresses.
    """
    terms = _terms(checked)
    for one in _given(checked) if terms else ():
        words = terms.named_in(one.text) if terms else ()
        if words:
            yield Found(
                f"the {one.what} “{_shown(one.text)}” shows what the letters are about: "
                + ", ".join(words),
                one.at,
                "it is seen by others; choose words that tell nothing",
                part=one.part,
            )


def _given(checked: Checked) -> Iterator[Said]:
    """Names that people gave: seen in an inbox, in a folder, in a log."""
    article, sender = checked.article, checked.project.sender
    here = Place(article.source)
    there = Place(checked.project.file) if checked.project.file else None
    yield Said("public_name", article.settings.public_name, here)
    yield Said("slug", article.settings.slug, here)
    yield Said("sender.list_id", sender.list_id, there)
    yield Said("sender.name", sender.name, there)
    yield Said("sender.from", sender.address, there)
    yield Said("sender.reply_to", sender.reply_to, there)
    for part in checked.parts:
        at = place_of_part(article, part)
        yield Said("subject", part.subject, at, part.number)
        yield Said("preheader", part.preheader, at, part.number)


@rule("sensitive/leak", Severity.WARNING)
def leak(checked: Checked) -> Iterator[Found]:
    """Something outside the body of a sensitive mail names its topic.

    Addresses are written to the logs of every server on the way, pictures are fetched by their
    file names, page titles stay in a browser's history, headers are read by machines. So the
    topic is named in none of them: neither in the title nor by a word that means the same. What
    the author links to is told by `sensitive/link-names-topic`.

    Source: decisions of the FTC (GoodRx and Premom, 2023) on conditions told by addresses;
    RFC 9110, section 17.9, on what a Referer header tells.
    """
    terms = _terms(checked)
    if not terms:
        return
    told: set[str] = set(chain.from_iterable(terms.named_in(one.text) for one in _given(checked)))
    for one in chain(_settings(checked), _names(checked), _sent(checked, terms)):
        words = [word for word in terms.named_in(one.text) if word not in told]
        if not words:
            continue
        if not one.part:
            told.update(words)
        yield Found(
            f"{one.what} “{_shown(one.text)}” names what the letters are about: "
            + ", ".join(words[:NAMED]),
            one.at,
            "others can read it: choose a name that tells nothing",
            part=one.part,
        )


def _settings(checked: Checked) -> Iterator[Said]:
    links = checked.project.links
    there = Place(checked.project.file) if checked.project.file else None
    for name in ("web", "unsubscribe", "unsubscribe_mailto", "preferences", "images"):
        yield Said(f"links.{name}", getattr(links, name), there)


def _names(checked: Checked) -> Iterator[Said]:
    """The names of what is made: folders and files, parts in addresses."""
    here = Place(checked.article.source)
    yield Said("the series' folder", checked.article.slug, here)
    for part in checked.parts:
        yield Said("a part's folder", part.slug, here, part.number)
        yield Said("a part's id", part.id, here, part.number)
    images = (image for email in checked.emails for image in email.images)
    for name in dict.fromkeys(image.name for image in images):
        yield Said("the picture's file", name, here)
    for email in checked.emails[:1]:
        if email.picture:
            yield Said("the picture's file", email.picture.name, here)


def _sent(checked: Checked, terms: KeyTerms) -> Iterator[Said]:
    """What a mail and its web version say outside the author's words."""
    own = frozenset(_own(checked))
    for mail in checked.mails:
        yield from _headers(mail)
        yield from _of_html(mail.document, mail.number, own)
    for email in checked.emails:
        yield from _of_page(email, own, terms)


def _own(checked: Checked) -> Iterator[str]:
    """What the author wrote into links and pictures: of the mail's body."""
    for passage in checked.said.passages:
        yield from passage.links
    blocks = [block for part in checked.parts for block in part.blocks]
    runs = [*(block.tokens for block in blocks), *(note.tokens for note in notes_of(blocks))]
    for token in chain.from_iterable(runs):
        for one in (token, *(token.children or ())):
            yield from map(str, one.attrs.values())
    for support in checked.article.settings.support:
        yield support.url
    yield checked.article.settings.author.url


def _headers(mail: Mail) -> Iterator[Said]:
    """A mail's own headers but those whose source is told already, and those of its parts."""
    raw = mail.raw or b""
    head = raw[: raw.find(b"\r\n\r\n") + 2]
    for found in _FIELD.finditer(head):
        name = found[1].decode("ascii")
        if name.lower() not in _SEEN_OTHERWISE:
            yield Said(f"the header {name}", _decoded(found[2]), None, mail.number)
    for found in re.finditer(rb"(?mi)^Content-(?:ID|Disposition|Description|Location):.*", raw):
        yield Said("the header of a part", found[0].decode("ascii", "replace"), None, mail.number)


def _decoded(value: bytes) -> str:
    text = value.decode("ascii", "replace").strip()
    if "=?" not in text:
        return text
    from email.header import decode_header

    return "".join(
        piece if isinstance(piece, str) else piece.decode(charset or "ascii", "replace")
        for piece, charset in decode_header(text)
    )


def _of_html(document: Document, part: int, own: frozenset[str]) -> Iterator[Said]:
    """The title of some HTML, and what its attributes name outside the author's words."""
    for element in document.elements:
        if element.name == "title":
            yield Said("the page's title", element.text.strip(), None, part)
        yield from _of_element(element, part, own)


def _of_element(element: Element, part: int, own: frozenset[str]) -> Iterator[Said]:
    for name in _NAMES:
        value = element.get(name)
        if value and value not in own:
            yield Said(f"{element.name} {name}", value, None, part)
    for name in _ADDRESSES:
        value = element.get(name)
        if value and value not in own and not value.startswith(("#", "data:")):
            yield Said("the address", value, None, part)


def _of_page(email: Email, own: frozenset[str], terms: KeyTerms) -> Iterator[Said]:
    """The head of a web version, and the addresses in it."""
    page = slots.fill(email.web, {})
    head = page[: page.find("<body") if "<body" in page else len(page)]
    if terms.named_in(head):  # few do: the others need not be read
        yield from _of_html(Document(head), email.part.number, own)


@rule("sensitive/link-names-topic", Severity.NOTE)
def link_names_topic(checked: Checked) -> Iterator[Found]:
    """A link of the author's leads to an address that names the topic of a sensitive series.

    The mail keeps its topic to itself, but a click is seen: by whoever shares the computer's
    history or runs the network. The link may well be worth it; say before it where it leads, or
    link to a page whose address tells less.

    Source: what a browser's history and a network's log hold of an address (RFC 9110, 17.9).
    """
    terms = _terms(checked)
    for passage in checked.said.passages if terms else ():
        for link in passage.links:
            words = terms.named_in(_without_scheme(link)) if terms else ()
            if words:
                yield Found(
                    f"the address of the link {_shown(link)} names the topic: {', '.join(words)}",
                    passage.at,
                    "a click is seen by others; say where it leads, or choose another page",
                    link,
                    part=passage.part,
                )


def _without_scheme(link: str) -> str:
    found = urlsplit(link) if "[" not in link and "]" not in link else None
    return link[len(found.scheme) :] if found else link


@rule("sensitive/unasked", Severity.NOTE)
def unasked(checked: Checked) -> Iterator[Found]:
    """The text is about something private, and nobody has said whether it is sensitive.

    Subjects, names and addresses of a mail are seen by others than its reader. `sensitive = true`
    keeps the topic out of all of them; `sensitive = false` says that it may be seen. Before a
    release it must be one or the other, so there it is an error.

    Source: the list `topic` of the word lists, docs/words.md; the special categories of data of
    Regulation (EU) 2016/679, article 9.
    """
    settings = checked.article.settings
    if settings.sensitive or settings.sensitive_told:
        return
    for topic in topics(checked.said)[:1]:
        yield Found(
            f"the text is about something private ({', '.join(topic.terms[:NAMED])}), and its "
            "settings do not say whether it is sensitive",
            topic.first.at,
            "write sensitive = true in its settings to keep the topic out of subjects, names and "
            "addresses, or sensitive = false",
            topic.needle,
            Severity.ERROR if checked.release else None,
        )


@rule("words/urgent-subject", Severity.WARNING)
def urgent_subject(checked: Checked) -> Iterator[Found]:
    """The subject or preheader of a sensitive letter presses or promises.

    Who reads such letters is easily frightened, and easily given hope. A subject that hurries, or
    that claims that something works, does harm before the mail is opened.

    Source: the list `urgent` of the word lists, docs/words.md.
    """
    if not checked.article.settings.sensitive:
        return
    urgent = checked.words["urgent"]
    for part in checked.parts:
        for kind, text in (("subject", part.subject), ("preheader", part.preheader)):
            stretches = [(hit.start, hit.end) for hit in urgent.hits(text)]
            marks = [(found.start(), found.end()) for found in re.finditer("!+", text)]
            for start, end in (*stretches, *marks):
                yield Found(
                    f"“{text[start:end]}” in the {kind} presses or promises",
                    place_of_part(checked.article, part),
                    "say plainly what the letter is, and that it can wait",
                    part=part.number,
                )


RULES: tuple[Rule[Checked], ...] = (
    unasked,
    leak,
    topic_shown,
    urgent_subject,
    link_names_topic,
)
