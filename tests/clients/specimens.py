"""The specimens: every block in every theme and language, built as a series is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from functools import cached_property
from pathlib import Path

from machine import ROOT

from pipeline import project, themes
from pipeline.asked import Asked
from pipeline.build import build

PROJECT = ROOT / "templates" / "specimen"
THEMES = tuple(themes.names(project.load_project(ROOT)))
LANGS = tuple(sorted(path.stem for path in (PROJECT / "content").glob("*.md")))
NAMES = tuple(f"{theme}-{lang}" for theme in THEMES for lang in LANGS)


@dataclass(frozen=True)
class Letter:
    """A mail of a series, as files."""

    folder: Path

    @property
    def html(self) -> Path:
        """The mail's page as it lies in the tree."""
        return self.folder / "email.html"

    @property
    def web(self) -> Path:
        """Its web version."""
        return self.folder / "web.html"

    @property
    def eml(self) -> Path:
        """The message."""
        return self.folder / "email.eml"

    @cached_property
    def message(self) -> EmailMessage:
        """The message, parsed."""
        parsed = message_from_bytes(self.eml.read_bytes(), policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @cached_property
    def source(self) -> str:
        """The HTML as the message carries it, images by their Content-ID."""
        return str(self._part("html").get_content())

    def shown(self, folder: Path) -> dict[str, str]:
        """The addresses of the message's images, each unpacked into a folder."""
        found: dict[str, str] = {}
        for part in self.message.walk():
            name = (part["Content-ID"] or "").strip("<>")
            if name:
                path = folder / f"{len(found)}.{part.get_content_subtype()}"
                path.write_bytes(part.get_content())
                found[f"cid:{name}"] = path.as_uri()
        return found

    def _part(self, kind: str) -> MIMEPart:
        part = self.message.get_body((kind,))
        assert part is not None
        return part


@dataclass(frozen=True)
class Specimen:
    """A built series."""

    folder: Path

    @property
    def index(self) -> Path:
        """The page that shows the whole series."""
        return self.folder / "index.html"

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        """Its mails in order."""
        found = tuple(Letter(path.parent) for path in sorted(self.folder.glob("*/email.html")))
        assert found
        return found


def specimen(name: str, out: Path) -> Specimen:
    """The specimen of a theme and language (`quiet-en`), built below a folder."""
    theme, lang = name.split("-", maxsplit=1)
    settings = project.load_project(PROJECT)
    settings = replace(settings, theme=replace(settings.theme, name=theme))
    source = PROJECT / "content" / f"{lang}.md"
    return Specimen(build(source, settings, Asked(out / name)).folder)


def samples(out: Path) -> Iterator[Letter]:
    """The letters of this repository's own articles."""
    settings = project.load_project(ROOT)
    for source in project.sources(ROOT):
        yield from Specimen(build(source, settings, Asked(out / "samples")).folder).letters


def words(text: str) -> list[str]:
    """The words of a text as shown, whatever stands between them."""
    return re.findall(r"\w+", text)
