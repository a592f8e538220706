"""A series' mails as the files of its tree: filled with a sample, beside their manifest."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline import __version__, compose, message, slots, write
from pipeline.errors import Place, SettingsError, UsageError
from pipeline.files import within
from pipeline.model import (
    Article,
    Email,
    Field,
    Finding,
    ImageRef,
    Links,
    Project,
    Series,
    Slotted,
    Theme,
)

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
INDEX, MANIFEST = "index.html", "manifest.json"
SAMPLE = "<!-- A sample: filled with made-up values, its personal links lead nowhere. -->"


@dataclass(frozen=True, slots=True)
class Sample:
    """A part for one made-up person, as files by kind: their name in its folder, their bytes.

    `images` are by their names.
    """

    folder: str
    made: Mapping[str, tuple[str, bytes]]
    images: Mapping[str, bytes]

    def paths(self) -> dict[str, str]:
        """The paths that the manifest lists, relative to it."""
        return {kind: f"{self.folder}/{name}" for kind, (name, _) in self.made.items()}

    def sizes(self) -> dict[str, int]:
        """Bytes of each file."""
        return {kind: len(data) for kind, (_, data) in self.made.items()}

    def all(self) -> dict[str, bytes]:
        """Every file by its path in the tree."""
        mails = {f"{self.folder}/{name}": data for name, data in self.made.values()}
        images = {f"{self.folder}/images/{name}": data for name, data in self.images.items()}
        return mails | images


def samples(
    series: Series, emails: Sequence[Email], theme: Theme, settings: Project
) -> tuple[Sample, ...]:
    """Each part of a series, filled with the first sample person."""
    return tuple(_part(series, email, theme, settings) for email in emails)


def tree(
    series: Series,
    emails: Sequence[Email],
    parts: Sequence[Sample],
    theme: Theme,
    settings: Project,
    findings: Sequence[Finding],
    inputs: str,
    *,
    index: str,
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a series' tree, and its manifest, which is among them.

    `index` is the page that shows the whole series.
    """
    article = series.article
    files = {path: data for part in parts for path, data in part.all().items()}
    files[INDEX] = index.encode()
    if article.settings.atom_feed:
        dates = [envelope(series, email, theme, settings).date for email in emails]
        files[compose.FEED_FILE] = compose.feed(series, emails, theme, settings, dates).encode()
    shown = replace(article, source=within(Path(article.source), settings))
    manifest = write.manifest(
        Series(shown, series.parts),
        generator=f"letterloom {__version__}",
        inputs=inputs,
        files=files,
        part_files=[part.paths() for part in parts],
        part_bytes=[part.sizes() for part in parts],
        fields=_used_fields(article, emails),
        findings=findings,
    )
    return files | {MANIFEST: write.manifest_bytes(manifest)}, manifest


def _part(series: Series, email: Email, theme: Theme, settings: Project) -> Sample:
    """The files of a part, filled with the first sample person."""
    folder = part_folder(email)
    values = sample_values(series.article, email, settings)
    sample = replace(email, html=with_sample_note(email.html))
    message_template = message.template(
        sample, envelope(series, email, theme, settings), settings.fields
    )
    images = image_paths(email)
    return Sample(
        folder,
        {
            "html": ("email.html", slots.fill(sample.html, values, images).encode()),
            "text": ("email.txt", slots.fill(email.text, values).encode()),
            "eml": ("email.eml", message_template.fill(values)),
            "mjml": ("source/email.mjml", email.mjml.encode()),
            "web": ("web.html", slots.fill(email.web, _web_values(values), images).encode()),
        },
        {image.name: image.data or b"" for image in _files_of(email)},
    )


def _files_of(email: Email) -> tuple[ImageRef, ...]:
    """The images that a part's files name: those of the mail, and the article's own."""
    return (*email.images, email.picture) if email.picture else email.images


def image_paths(email: Email) -> dict[str, str]:
    """Where a mail's images lie beside it, by their names."""
    return {image.name: f"images/{image.name}" for image in email.images}


def part_folder(email: Email) -> str:
    """The name of a part's folder in the tree."""
    return compose.folder(email.part)


def sample_values(article: Article, email: Email, settings: Project) -> dict[str, str]:
    """The first sample person's values; personal links always lead nowhere."""
    person = dict(settings.samples[0]) if settings.samples else {}
    nowhere = {name: slots.BUILT_IN[name].default for name in slots.PERSONAL_LINKS}
    web = compose.page_address(settings, article, email.part)
    return person | ({"web_url": web} if web else {}) | nowhere


def _web_values(values: Mapping[str, str]) -> dict[str, str]:
    """A web version is for anyone: fields get their defaults."""
    return {"web_url": values["web_url"]} if "web_url" in values else {}


def with_sample_note(html: Slotted) -> Slotted:
    """The HTML with a first comment that says it is a sample."""
    first, *rest = html.segments
    head, mark, tail = first.partition(">")
    return replace(html, segments=(f"{head}{mark}\n{SAMPLE}\n{tail.lstrip()}", *rest))


def envelope(series: Series, email: Email, theme: Theme, settings: Project) -> message.Envelope:
    """What a mail's headers say beside its subject, with a date that is the same each time."""
    article = series.article
    waited = series.waited(email.part)
    name = article.public_name or theme.strings["neutral_name"]
    return message.Envelope(
        sender=settings.sender,
        links=_hosted(settings.links, article),
        date=_after(_date(article), waited + _time_of_day(article), article),
        message_id_seed=article.slug,
        part_id=email.part.id,
        series_slug=article.slug,
        public_name=name,
        lang=article.lang,
    )


def _hosted(links: Links, article: Article) -> Links:
    """The links, images in a folder of the article's own: two articles may name theirs alike."""
    images = f"{links.images.rstrip('/')}/{article.slug}" if links.images else ""
    return replace(links, images=images)


def _time_of_day(article: Article) -> timedelta:
    """When on its day a part goes: "09:00", or at its beginning."""
    hours, _, minutes = article.settings.series.send_at.partition(":")
    return timedelta(hours=int(hours or 0), minutes=int(minutes or 0))


def _after(date: datetime, waited: timedelta, article: Article) -> datetime:
    try:
        return date + waited
    except OverflowError:
        raise SettingsError(
            "the letters would be dated after the year 9999",
            place=Place(article.source),
            hint="set an earlier date, or shorter waits",
        ) from None


def _date(article: Article) -> datetime:
    """The article's date, else that of SOURCE_DATE_EPOCH, else a fixed one."""
    if article.date:
        return datetime(article.date.year, article.date.month, article.date.day, tzinfo=UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return UNDATED
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is no time: {epoch[:40]}",
            hint="it is a number of seconds since 1970 (reproducible-builds.org)",
        ) from None


def _used_fields(article: Article, emails: Sequence[Email]) -> list[Field]:
    found = {
        slot.field.name: article.marks.fields[slot.field.name].field
        for email in emails
        for text in (email.subject, email.html, email.text)
        for slot in text.slots
        if slot.field.name in article.marks.fields
    }
    return [found[name] for name in sorted(found)]
