"""A saved web page: the article in it, everything else as removals.

The page's own text is read from its tokens, line by line, knowing no tree. A tree is made of the
same tokens; each of its texts is kept, or goes by a rule that is named. Nothing is fetched.
"""

from __future__ import annotations

import hashlib

from pipeline.errors import Place, SourceError
from pipeline.read.manuscript import Draft, Manuscript, Reading


def opened(data: bytes, file: str, encoding: str) -> Manuscript:
    """A page's bytes as a manuscript: its text, and its lines as they stand in the file."""
    from pipeline.read.web.encoding import page

    text = page(data, file, encoding)
    return Manuscript(
        file=file,
        format="html",
        sha256=hashlib.sha256(data).hexdigest(),
        shown=tuple(text.split("\n")),
        body=text,
    )


def drafted(paper: Manuscript, reading: Reading) -> Draft:
    """A page's article. Raises SourceError for a page that no browser would show whole."""
    from pipeline.read.web.draft import draft

    if reading.prefix in paper.body:
        raise SourceError(
            "the page holds the very word that fields would be marked with",
            place=Place(paper.file),
            hint=f"take {reading.prefix!r} out of it",
        )
    return draft(paper, reading.keep)
