"""How well saved pages are read, beside trafilatura's own text: `python -m benchmarks.reading`.

The pages in `tests/read/pages/` have beside them the words of their article, marked by hand, in
order. Recall is the share of these that were kept, precision the share of what was kept that is
theirs; both in order, by the longest runs in common.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline import slots
from pipeline.model import Article, ArticleSettings, Block
from pipeline.read import article, manuscript

RECALL, PRECISION = 1.0, 0.99
PAGES = Path(__file__).parent.parent / "tests" / "read" / "pages"
_WIDE = re.compile(r"([\u3000-\u9fff\uff00-\uffef])")
_SIGNS = re.compile(r"[\s\x00-/:-@\[-`{-\x7f]+")


class Score(NamedTuple):
    """Words of the article, words that were kept, and how many of these are the article's."""

    wanted: int
    kept: int
    right: int

    @property
    def recall(self) -> float:
        """The share of the article's words that were kept."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of the kept words that are the article's."""
        return self.right / self.kept if self.kept else 1.0

    def __add__(self, other: object) -> Score:
        if not isinstance(other, Score):
            return NotImplemented
        return Score(*(mine + its for mine, its in zip(self, other, strict=True)))


def words(text: str) -> list[str]:
    """The words of a text without ASCII signs; each wide character is a word."""
    bare = (_SIGNS.sub("", word) for word in _WIDE.sub(r" \1 ", text).split())
    return [word for word in bare if word]


def marked(name: str) -> list[str]:
    """The words of a page's article, as they were marked by hand."""
    return words((PAGES / f"{name}.txt").read_text(encoding="utf-8"))


def texts(found: Article) -> list[str]:
    """The texts of an article's blocks, without what its images say in words."""
    return [_text(block) for block in found.blocks]


def _text(block: Block) -> str:
    """A block's text: HTML that stands in a line is a tag, of which a break parts words."""
    parts: list[str] = []
    for token in block.tokens:
        if token.type in ("fence", "code_block"):
            parts.append(token.content)
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                parts.append(child.content)
            elif child.type in ("softbreak", "hardbreak") or child.content.startswith("<br"):
                parts.append(" ")
        parts.append("\n")
    return "".join(parts)


def delivered(found: Article) -> list[str]:
    """The words that an article delivers: its title, where it stands in the page, its blocks."""
    title = found.title if found.title_lines else ""
    return words("\n".join([title, *texts(found)]))


def letterloom(path: Path) -> list[str]:
    """The words that Letterloom keeps of a page."""
    paper = manuscript(path.read_bytes(), str(path))
    return delivered(article(paper, ArticleSettings(), slots.BUILT_IN, lambda _: None))


def _trafilatura(*, recall: bool = False, precision: bool = False) -> Callable[[Path], list[str]]:
    def read(path: Path) -> list[str]:
        from trafilatura import extract

        text = extract(
            path.read_bytes(),
            include_comments=False,
            favor_recall=recall,
            favor_precision=precision,
        )
        return words(text or "")

    return read


READERS: Mapping[str, Callable[[Path], list[str]]] = {
    "letterloom": letterloom,
    "trafilatura": _trafilatura(),
    "trafilatura, for recall": _trafilatura(recall=True),
    "trafilatura, for precision": _trafilatura(precision=True),
}


def score(wanted: list[str], kept: list[str]) -> Score:
    """How much of what is wanted was kept, in order."""
    match = difflib.SequenceMatcher(None, wanted, kept, autojunk=False)
    right = sum(block.size for block in match.get_matching_blocks())
    return Score(len(wanted), len(kept), right)


def by_page() -> dict[str, dict[str, Score]]:
    """The scores of each reader, by page."""
    return {
        path.stem: {name: score(marked(path.stem), read(path)) for name, read in READERS.items()}
        for path in sorted(PAGES.glob("*.html"))
    }


def measured() -> dict[str, Score]:
    """The scores of each reader on all pages together."""
    pages = by_page().values()
    return {name: sum((page[name] for page in pages), Score(0, 0, 0)) for name in READERS}


def measure() -> bool:
    """Print recall and precision by page, and in total; whether the aims are met."""
    pages = by_page()
    print(f"{'':12}{'words':>6}" + "".join(f"{name:>28}" for name in READERS))
    print(f"{'':18}" + f"{'recall':>18}{'precision':>10}" * len(READERS))
    total = {name: sum((page[name] for page in pages.values()), Score(0, 0, 0)) for name in READERS}
    for page, scores in {**pages, "all": total}.items():
        row = "".join(f"{one.recall:>17.1%}{one.precision:>10.1%} " for one in scores.values())
        print(f"{page:12}{scores['letterloom'].wanted:>6}{row}")
    ours = total["letterloom"]
    holds = ours.recall >= RECALL and ours.precision >= PRECISION
    told = "hold" if holds else "MISSED"
    print(f"aims: recall {RECALL:.0%}, precision {PRECISION:.0%}: {told}")
    return holds


if __name__ == "__main__":
    sys.exit(0 if measure() else 1)
