"""Whole mails: what a service makes of a letter for a person, and what our own splice makes."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from rendered_services import LINKS, RENDERERS, Render

from pipeline import slots
from pipeline.compose import bare, page_address
from pipeline.export import Dialect, Letter
from pipeline.export.dialect import JOINER, Images, Shape
from pipeline.exporting import Bundle, Ready
from pipeline.model import Email, Where

if TYPE_CHECKING:
    from rendered_people import Person

_COMMENT = re.compile(r"\s+")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+")
_OUTSIDE = ("style", "script", "title")


class Mail(NamedTuple):
    """What somebody gets."""

    subject: str
    preheader: str
    text: str
    html: str


def theirs(made: Bundle, letter: Letter, person: Person, render: Render) -> Mail:
    """The letter as the service renders it."""
    dialect = made.exported.dialect
    known = {
        own: person[field.name] for own, field in letter.fields.items() if field.name in person
    }

    def done(text: str, where: Where) -> str:
        # What the service makes of its own links is known before: only their addresses are ours.
        if dialect.name != "listmonk":
            for name, link in dialect.links.items():
                text = text.replace(link, LINKS[name])
        return render(text, where, known)

    return Mail(
        subject=done(letter.subject, Where.HEADER),
        preheader=done(letter.preheader, Where.HEADER),
        text=done(letter.text, Where.PLAIN),
        html=done(letter.html, Where.TEXT),
    )


def ours(ready: Ready, made: Bundle, email: Email, person: Person) -> Mail:
    """The same letter as our own splice fills it, with the service's links."""
    dialect, project, series = made.exported.dialect, ready.made.project, ready.made.series
    own = {
        "preferences_url": project.links.preferences,
        "web_url": page_address(project, series.article, email.part),
    }
    # Mautic has one link for two of them: what it makes of it is one address.
    first = {link: name for name, link in reversed(dialect.links.items())}
    links = {name: LINKS[first[link]] for name, link in dialect.links.items()}
    values = {**person, **own, **links}
    body = email.html
    if dialect.shape is Shape.FRAGMENT:
        body = bare(email, series, ready.made.theme, project)
    preheader = slots.split(email.part.preheader, series.article.marks, Where.HEADER)
    return Mail(
        subject=slots.fill(email.subject, values),
        preheader=slots.fill(preheader, values),
        text=slots.fill(email.text, values),
        html=slots.fill(body, values, _images(dialect, email, made.exported.slug)),
    )


def _images(dialect: Dialect, email: Email, slug: str) -> dict[str, str]:
    """Where pictures are: on the web for services that fetch them, else beside the mail."""
    base = f"https://images.example.org/{slug}" if dialect.images is Images.HOSTED else "images"
    return {one.name: f"{base}/{quote(one.name)}" for one in email.images}


def plain(text: str) -> str:
    """Text as a reader reads it: nobody sees a joiner; in addresses `%7B` is `{`."""
    return _ADDRESS.sub(lambda found: unquote(found[0]), text.replace(JOINER, ""))


class _Read(HTMLParser):
    """HTML as a parser of the standard library reads it: tags with their attributes, and words."""

    def __init__(self, *, within_comments: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.within_comments = within_comments
        self.events: list[tuple[object, ...]] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(
            (tag, *((name, (value or "").replace(JOINER, "")) for name, value in attrs))
        )
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("/", tag))

    def handle_data(self, data: str) -> None:
        last = self.events[-1] if self.events else ()
        tag = last[0] if last else ""
        if tag in ("style", "script"):
            data = data.replace("/**/", "")
        if tag == "words":
            data = f"{last[1]}{data}"
            self.events.pop()
        self.events.append(("words", data.replace(JOINER, "")))

    def handle_comment(self, data: str) -> None:
        if self.within_comments and "[if" in data and (inside := data.partition(">")[2]):
            self.events += (("comment",), *tree(inside))
        elif self.within_comments:
            self.events.append(("comment", "".join(data.split())))


def tree(written: str, *, within_comments: bool = True) -> list[tuple[object, ...]]:
    """Tags with attributes and the words between them, references read, nothing else changed."""
    read = _Read(within_comments=within_comments)
    read.feed(written)
    read.close()
    return read.events


def words(written: str) -> list[str]:
    """The words that a reader reads of HTML, without those of its head."""
    found: list[str] = []
    skipped = ""
    for kind, *rest in tree(written, within_comments=False):
        if kind in _OUTSIDE:
            skipped = str(kind)
        elif kind == "/" and rest == [skipped]:
            skipped = ""
        elif kind == "words" and not skipped:
            found += str(rest[0]).split()
    return found


__all__ = ["RENDERERS", "Mail", "html", "ours", "plain", "theirs", "tree", "words"]
