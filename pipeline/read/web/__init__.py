"""A saved web page: the article in it, everything else as removals."""

from __future__ import annotations

from pipeline.errors import Place, SourceError
from pipeline.read.manuscript import Draft, Manuscript, Reading


def opened(data: bytes, file: str, encoding: str) -> Manuscript:
    """A page's bytes as a manuscript."""
    raise SourceError("saved pages cannot be read yet", place=Place(file))


def drafted(paper: Manuscript, reading: Reading) -> Draft:
    """A page's article."""
    raise SourceError("saved pages cannot be read yet", place=Place(paper.file))
