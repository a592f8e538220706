"""The files that an article's mails depend on, and how they stand on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.kept_words import SUFFIX
from pipeline.project import SETTINGS_FILE

TEMPLATES = "templates"


class Stand(NamedTuple):
    """A file as it stands: when it was written, its bytes, and which file it is."""

    written: int
    size: int
    inode: int


Signature = dict[str, Stand | None]
"""How each file stands, None for one that is not there."""


@dataclass
class Inputs:
    """What an article's mails are made of.

    `images` are those that it asked for when it was last built, as its author wrote them. `more`
    are files named on the command line.
    """

    source: Path
    root: Path
    more: tuple[Path, ...] = ()
    images: frozenset[str] = field(default_factory=frozenset)

    def signature(self) -> Signature:
        """How every file stands: two that are equal say that nothing was written between them."""
        return {str(path): _stand(path) for path in self.files()}

    def files(self) -> Iterator[Path]:
        """Every file, there or not, and the project's own templates."""
        yield from self.own
        yield self.root / SETTINGS_FILE
        yield from self.more
        yield from self._images()
        for folder, _, names in os.walk(self.root / TEMPLATES):
            yield from (Path(folder, name) for name in names)

    @property
    def own(self) -> tuple[Path, Path, Path]:
        """The article, its settings, and the words of it that were approved."""
        return (
            self.source,
            self.source.with_suffix(".toml"),
            self.source.with_suffix(SUFFIX),
        )

    def folders(self) -> set[Path]:
        """The folders to watch, without those below them."""
        wanted = (self.root, *(path.parent for path in (*self.own, *self.more, *self._images())))
        return {folder for folder in wanted if folder.is_dir()}

    def half_written(self, before: Signature) -> bool:
        """Whether a file that was there is gone or empty: an editor may be about to write it.

        Many programs save by emptying a file and filling it, or by taking it away first.
        """
        return any(
            stood is not None and stood.size and _is_nothing(path) for path, stood in before.items()
        )

    def _images(self) -> Iterator[Path]:
        for written in sorted(self.images):
            if "\0" not in written and "\\" not in written and ":" not in written:
                bare = written.lstrip("/")
                yield self.source.parent / bare
                yield self.root / bare


def concerns(changed: Iterable[str], mine: Inputs, others: Iterable[Inputs]) -> bool:
    """Whether a change of some files may change an article: not if they are another's alone."""
    own = {str(path) for path in mine.own}
    foreign = {str(path) for one in others for path in one.own} - own
    return any(path not in foreign for path in changed)


def _stand(path: Path) -> Stand | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return Stand(found.st_mtime_ns, found.st_size, found.st_ino)


def _is_nothing(path: str) -> bool:
    stands = _stand(Path(path))
    return stands is None or stands.size == 0
