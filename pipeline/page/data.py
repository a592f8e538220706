"""A series as the page's data: one JSON object, described key by key in docs/page-data.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline import __version__, assembly, message, slots
from pipeline.making import Made
from pipeline.model import Part, Slot, Slotted, Where
from pipeline.page.findings import findings
from pipeline.page.images import images
from pipeline.page.page import Page
from pipeline.page.people import Filling
from pipeline.page.tags import tags
from pipeline.settings.times import duration_text
from pipeline.simulation import PROGRAMS
from pipeline.write import iso_duration

if TYPE_CHECKING:
    from pipeline.check.ignores import Sifted

__all__ = ["Page", "data"]


def data(page: Page, found: Sifted | None) -> dict[str, Any]:
    """All that the page shows; `found` is None while the checks are at work."""
    made = page.made
    article, marks = made.article, made.article.marks
    used: list[frozenset[Slot]] = []
    parts = [_part(page, index, used) for index in range(len(made.emails))]
    filling = Filling(made, page.marks, used)
    return {
        "version": 0,
        "generator": f"letterloom {__version__}",
        "article": _article(page),
        "sender": {"name": made.project.sender.name, "address": made.project.sender.address},
        "theme": _theme(page),
        "programs": programs(),
        "prefix": page.marks.prefix,
        "slots": [
            {"name": slot.field.name, "where": slot.where.value} for slot in page.marks.numbers
        ],
        "images": _images(page),
        "parts": parts,
        "people": [filling.data(one) for one in page.people],
        "recipients": [*page.recipients.notes],
        "shape": made.series.shape,
        "blocks": [*_blocks(made)],
        "removals": [
            {"lines": list(one.lines), "text": one.text, "rule": one.rule, "words": one.words}
            for one in article.removals
        ],
        "source": slots.shown(article.text, marks).split("\n"),
        **findings(page, found),
    }


def programs() -> list[dict[str, str]]:
    """The mail programs that there are simulations of."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "short": one.short,
            "family": one.family,
            "inversion": one.inversion.value,
        }
        for one in PROGRAMS.values()
    ]


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


def _images(page: Page) -> Mapping[str, str]:
    """The pictures that a mark stands for: the article's own is only named, never shown."""
    shown = {slot.field.name for slot in page.marks.numbers if slot.where is Where.IMAGE}
    return {name: told for name, told in images(page.made.emails).items() if name in shown}


def _part(page: Page, index: int, used: list[frozenset[Slot]]) -> dict[str, Any]:
    """A part; the slots of its mail are added to `used`."""
    made = page.made
    email, sample = made.emails[index], made.samples[index]
    envelope = assembly.envelope(made.series, email, made.theme, made.project)
    texts: Mapping[str, Slotted] = {
        "subject": email.subject,
        "preheader": slots.split(email.part.preheader, made.article.marks, Where.HEADER),
        "html": assembly.with_sample_note(email.html),
        "text": email.text,
        "web": email.web,
    }
    found = (slot for text in texts.values() for slot in text.slots)
    used.append(frozenset(slot for slot in found if slot.where is not Where.IMAGE))
    marked = {name: page.marks.text(text) for name, text in texts.items()}
    inbox = {name: marked.pop(name) for name in ("subject", "preheader")}
    return {
        **_named(made, email.part),
        "folder": sample.folder,
        "inbox": {**inbox, "date": envelope.date.isoformat()},
        **marked,
        "mjml": email.mjml,
        "headers": sample.made["eml"][1].partition(b"\r\n\r\n")[0].decode("ascii"),
        "files": sample.paths(),
        "bytes": {**sample.sizes(), "encoded": message.html_bytes(sample.made["eml"][1])},
        **tags(page, email, page.seen.mails[index])._asdict(),
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
