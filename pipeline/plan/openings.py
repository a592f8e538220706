"""How blocks begin: where a part starts is said in a heading, or in a block's first words."""

from __future__ import annotations

from difflib import get_close_matches

from pipeline import slots, words
from pipeline.errors import Place, UsageError
from pipeline.model import Article

WORDS = 6  # that tell a block from others, mostly
LONGEST = 60  # words that a start is told in at most


class Openings:
    """The words that each block of an article begins with, running on into those below it.

    A block without words, such as an image, is told by its kind in brackets: `[image]`.
    """

    def __init__(self, article: Article) -> None:
        self._headings = [block.kind == "heading" for block in article.blocks]
        self._words = [
            (slots.shown(block.text, article.marks) or f"[{block.kind}]").split()
            for block in article.blocks
        ]
        self._source = article.source

    def begins(self, index: int, opening: str) -> bool:
        """Whether a block begins so, whatever the case of the letters and the spaces."""
        wanted = " ".join(opening.split()).casefold()
        run = self._run(index, len(wanted.split())).casefold()
        rest = run[len(wanted) :]
        whole = not rest or not rest[0].isalnum() or words.unspaced(rest[0])
        return whole and run.startswith(wanted)

    def first(self, opening: str, *, after: int) -> int | None:
        """The first block behind another that begins so."""
        behind = range(after + 1, len(self._words))
        return next((index for index in behind if self.begins(index, opening)), None)

    def short(self, index: int) -> str:
        """How a part that starts at a block would be told: a heading, or the first words."""
        all_words = self._words[index]
        return " ".join(all_words if self._headings[index] else all_words[:WORDS])

    def nearest(self, opening: str, *, after: int) -> str:
        """The opening behind a block that is most like some words, headings first; "" if none."""
        behind = range(after + 1, len(self._words))
        headings = [self.short(index) for index in behind if self._headings[index]]
        others = [self.short(index) for index in behind if not self._headings[index]]
        for openings in (headings, others):
            near = get_close_matches(opening, openings, n=1, cutoff=0.4)
            if near:
                return near[0]
        return next(iter([*headings, *others]), "")

    def telling(self, index: int, *, after: int) -> str:
        """The fewest words that no block between two others begins with.

        Raises UsageError where there are none.
        """
        text = self.short(index)
        count = len(text.split())
        while self.first(text, after=after) != index:
            count += WORDS
            text = self._run(index, count)
            if count > LONGEST + len(self._words[index]):
                raise UsageError(
                    f"no words tell where the part that begins with {quoted(text[:60])} starts",
                    place=Place(self._source),
                    hint="write <!-- part --> above it instead, and leave the parts out",
                )
        return text

    def _run(self, index: int, count: int) -> str:
        """So many words from a block on."""
        found: list[str] = []
        while len(found) < count and index < len(self._words):
            found += self._words[index][: count - len(found)]
            index += 1
        return " ".join(found)


def quoted(text: str) -> str:
    """Some words as they would be written in TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
