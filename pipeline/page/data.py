"""A series as the page's data: one JSON object, described key by key in docs/page-data.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__, assembly, message, slots
from pipeline.files import within
from pipeline.making import Made
from pipeline.model import Email, Part, Where
from pipeline.page.findings import findings
from pipeline.page.images import images
from pipeline.page.people import Person, filled, people
from pipeline.page.shown import Marked, Offsets
from pipeline.page.tags import Tags, tags
from pipeline.settings.times import duration_text
from pipeline.write import iso_duration

if TYPE_CHECKING:
    from pipeline.check.checked import Checked
    from pipeline.check.ignores import Sifted


class Page:
    """A series on its way to the page: its marks, its people, the places that things come from.

    `recipients` are rows of people's values to choose from beside the samples.
    """

    def __init__(
        self, made: Made, seen: Checked, recipients: Sequence[Mapping[str, str]] = ()
    ) -> None:
        self.made = made
        self.seen = seen
        self.marks = Marked(made.article.marks.prefix)
        self.people = people(made, recipients)
        self.sources: dict[str, str] = {}

    def file(self, path: str) -> str:
        """A file as the page names it, the same wherever it was built; `sources` keeps its path."""
        name = within(Path(path), self.made.project)
        self.sources[name] = path
        return name

    def offsets(self, email: Email) -> Offsets:
        """From offsets in a sample's HTML, as the checks read it, to those in the page's."""
        made = self.made
        values = assembly.sample_values(made.article, email, made.project)
        html = assembly.with_sample_note(email.html)
        return Offsets(html, self.marks, values, assembly.image_paths(email))


def data(page: Page, found: Sifted | None) -> dict[str, Any]:
    """All that the page shows; `found` is None while the checks are at work."""
    made = page.made
    article, marks = made.article, made.article.marks
    parts = [_part(page, index) for index in range(len(made.emails))]
    return {
        "version": 0,
        "generator": f"letterloom {__version__}",
        "article": _article(page),
        "sender": {"name": made.project.sender.name, "address": made.project.sender.address},
        "theme": _theme(page),
        "prefix": page.marks.prefix,
        "slots": [
            {"name": slot.field.name, "where": slot.where.value} for slot in page.marks.numbers
        ],
        "images": images(made.emails),
        "parts": parts,
        "people": [_person(page, one) for one in page.people],
        "blocks": [*_blocks(made)],
        "removals": [
            {"lines": list(one.lines), "text": one.text, "rule": one.rule, "words": one.words}
            for one in article.removals
        ],
        "source": slots.shown(article.text, marks).split("\n"),
        **findings(page, found),
    }


def _article(page: Page) -> dict[str, Any]:
    article, settings = page.made.article, page.made.article.settings
    said = settings.series
    return {
        "slug": article.slug,
        "title": slots.shown(article.title, article.marks),
        "name": article.public_name or page.made.theme.strings["neutral_name"],
        "public_name": settings.public_name,
        "lang": article.lang,
        "dir": article.dir,
        "author": article.author,
        "date": article.date.isoformat() if article.date else None,
        "sensitive": settings.sensitive,
        "source": page.file(article.source),
        "format": article.format,
        "unit": article.lines_unit,
        "words": article.words,
        "range": list(said.words),
        "every": duration_text(said.every),
        "send_at": said.send_at,
    }


def _theme(page: Page) -> dict[str, Any]:
    theme = page.made.theme
    return {
        "name": theme.name,
        "tokens": dict(theme.tokens),
        "light": dict(theme.light),
        "dark": dict(theme.dark),
        "pairs": [list(pair) for pair in theme.pairs],
        "own": sorted(theme.own),
    }


def _part(page: Page, index: int) -> dict[str, Any]:
    made = page.made
    email, sample, mail = made.emails[index], made.samples[index], page.seen.mails[index]
    part, marks = email.part, made.article.marks
    preheader = slots.split(part.preheader, marks, Where.HEADER)
    placed: Tags = tags(page, email, mail)
    return {
        **_named(made, part),
        "folder": sample.folder,
        "inbox": {
            "subject": page.marks.text(email.subject),
            "preheader": page.marks.text(preheader),
            "date": assembly.envelope(
                made.series, email, made.theme, made.project
            ).date.isoformat(),
        },
        "html": page.marks.text(assembly.with_sample_note(email.html)),
        "text": page.marks.text(email.text),
        "web": page.marks.text(email.web),
        "mjml": email.mjml,
        "headers": sample.made["eml"][1].partition(b"\r\n\r\n")[0].decode("ascii"),
        "files": sample.paths(),
        "bytes": {**sample.sizes(), "encoded": message.html_bytes(sample.made["eml"][1])},
        "tags": placed.tags,
        "places": placed.places,
    }


def _named(made: Made, part: Part) -> dict[str, Any]:
    """What a part is called, its fields as an author writes them."""
    marks = made.article.marks
    return {
        "number": part.number,
        "of": part.total,
        "id": part.id,
        "slug": part.slug,
        "title": slots.shown(part.title, marks),
        "subject": slots.shown(part.subject, marks),
        "preheader": slots.shown(part.preheader, marks),
        "wait": duration_text(part.wait) if part.wait else "",
        "after": iso_duration(part.wait),
        "day": made.series.waited(part).days + 1,
        "words": part.words,
        "minutes": part.minutes,
    }


def _blocks(made: Made) -> Iterator[dict[str, Any]]:
    """Every block in order, with the number of the part that it stands in."""
    marks = made.article.marks
    for part in made.series.parts:
        for first, block in enumerate(part.blocks):
            yield {
                "kind": block.kind,
                "level": block.level,
                "lines": list(block.lines),
                "words": block.words,
                "text": slots.shown(block.text, marks),
                "part": part.number,
                "begins": first == 0,
                "forced": block.forced,
            }


def _person(page: Page, person: Person) -> dict[str, Any]:
    made = page.made
    return {
        "name": person.name,
        "kind": person.kind,
        "values": [filled(made, email, page.marks, person) for email in made.emails],
    }
