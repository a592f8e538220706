"""A Word file: its paragraphs, its notes, its images; comments and deletions as removals."""

from __future__ import annotations

from pipeline.errors import Place, SourceError
from pipeline.read.manuscript import Draft, Manuscript, Reading


def opened(data: bytes, file: str) -> Manuscript:
    """A Word file's bytes as a manuscript."""
    raise SourceError("Word files cannot be read yet", place=Place(file))


def drafted(paper: Manuscript, reading: Reading) -> Draft:
    """A Word file's article."""
    raise SourceError("Word files cannot be read yet", place=Place(paper.file))
