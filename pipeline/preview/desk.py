"""The articles that a preview shows, each by the key that its addresses have."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from pipeline.errors import LetterloomError
from pipeline.preview.editing import Editing
from pipeline.preview.editing.trying import Tried
from pipeline.preview.events import Events
from pipeline.preview.inputs import TEMPLATES
from pipeline.preview.live import Live
from pipeline.preview.workshop import Workshop

_KEY_LENGTH = 60


class Desk:
    """The articles of a preview, opened as they are asked for.

    `listed` gives their files: others may come while the preview runs.
    """

    def __init__(
        self, root: Path, listed: Callable[[], Sequence[Path]], recipients: Path | None = None
    ) -> None:
        self.root = root
        self.events = Events()
        self.workshop = Workshop(self.events)
        self.editing = Editing(root, compose=self._compose)
        self._lock = Lock()
        self._listed = listed
        self._recipients = recipients
        self._lives: dict[Path, Live] = {}

    def articles(self) -> list[Live]:
        """The articles that there are now, in their order, and those that were opened."""
        with self._lock:
            with suppress(LetterloomError):  # a folder may be away for a moment
                for source in self._listed():
                    path = Path(os.path.abspath(source))  # noqa: PTH100  links stay as they are
                    if path not in self._lives:
                        live = Live(self._key(path), path, self.root, self._recipients)
                        self._lives = {**self._lives, path: live}
            return [live for live in self._lives.values() if live.tried or live.source.exists()]

    def find(self, key: str) -> Live | None:
        """The article of a key, None if there is none."""
        known = {live.key: live for live in self._lives.values()}
        return known.get(key) or {live.key: live for live in self.articles()}.get(key)

    def opened(self) -> list[Live]:
        """The articles that somebody looked at: those that are kept up with."""
        return [live for live in self._lives.values() if live.tried]

    def folders(self) -> set[Path]:
        """Every folder to watch, without those below it."""
        found = {folder for live in self.opened() for folder in live.inputs.folders()}
        found |= {Path(folder) for folder, _, _ in os.walk(self.root / TEMPLATES)}
        return found or {self.root}

    def _compose(self, tried: Tried) -> object:
        """Make an article's mails with settings that are tried: most are there already."""
        live = self._lives.get(tried.source)
        if live is None:
            tried.compose()
            return None
        return live.compose(tried.series, tried.theme, tried.project)

    def _key(self, path: Path) -> str:
        """A name of plain letters, digits and hyphens that no other article has."""
        plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_KEY_LENGTH] or "article"
        taken = {live.key for live in self._lives.values()}
        number = 1
        while (key := stem if number == 1 else f"{stem}-{number}") in taken:
            number += 1
        return key
