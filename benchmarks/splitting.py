"""How good the split is: breaks at headings, and breaks found where the headings were taken out.

    python -m benchmarks.splitting [--corpus FOLDER] [--each]

(a) Every article with headings: how many breaks stand at a heading, whether each of the others
is in a section over the wished maximum, and how long the longest part is against the mean.

(b) The same articles without their headings, and documents composed in the way of Choi's test set
(2000) of passages of different articles: how far the breaks are from where they should be, by Pk
(Beeferman and others 1999) and WindowDiff (Pevzner and Hearst 2002), taken word by word. Beside
them NLTK's TextTiling as it comes, even spacing and random breaks. Those two are told how many
breaks there are to be; Letterloom and TextTiling have to find out. 0 is best.

The weights of breaks inside sections were chosen on other texts, chapters of books on programming;
docs/decisions/0002-the-split.md says how. NLTK is no part of Letterloom: without it TextTiling is
left out, with a line that says so.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from benchmarks.stop_words import ENGLISH
from pipeline import making, project
from pipeline.files import read_source
from pipeline.model import Block
from pipeline.plan.split import partition

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "content", ROOT / "tests" / "articles")
FORMATS = (".md", ".txt", ".html", ".docx")
WISHED = (150, 450)
COMPOSED, SEED = 60, 18
PASSAGES = (4, 7)
SEEDS = 40  # random splits of each document
CLEARLY = 0.85  # of the best other's figure is what "clearly better" means here
PROSE = ("paragraph", "list", "quote")


class Named(NamedTuple):
    """An article's blocks with its file's name."""

    name: str
    blocks: Sequence[Block]


class Document(NamedTuple):
    """Blocks without headings, and the blocks at which they should be broken."""

    name: str
    blocks: Sequence[Block]
    breaks: Sequence[int]


Way = Callable[[Document], Sequence[Sequence[int]]]


def main() -> None:
    """Measure and print; ends with 1 if an aim is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.splitting", description="Measure the split.")
    parser.add_argument("--corpus", type=Path, help="a folder with more articles")
    parser.add_argument("--each", action="store_true", help="show each document of (b)")
    asked = parser.parse_args()
    sys.exit(0 if measure(asked.corpus, each=asked.each) else 1)


def measure(corpus: Path | None = None, *, each: bool = False) -> bool:
    """Print (a) and (b); whether the aims are met."""
    found = list(articles([*FOLDERS, *([corpus] if corpus else [])]))
    at_headings = _at_headings(found)
    stripped = [one for one in map(without_headings, found) if len(one.breaks) > 1]
    composed = composites(found, COMPOSED)
    ways = _ways()
    better = [
        _beside("articles without their headings", stripped, ways, each=each),
        _beside("composed of passages of different articles", composed, ways, each=each),
    ]
    return at_headings and all(better)


def articles(folders: Sequence[Path]) -> Iterator[Named]:
    """The articles of some folders that have headings, as they are read, each name once."""
    seen: set[str] = set()
    for source in (path for folder in folders for path in sorted(folder.iterdir())):
        if source.suffix not in FORMATS or source.stem in seen or source.stem == "README":
            continue
        settings = project.load_project(project.find_root(source))
        article = making.read(source, read_source(source), settings)
        if any(block.kind == "heading" for block in article.blocks):
            seen.add(source.stem)
            yield Named(source.stem, article.blocks)


# (a) -----------------------------------------------------------------------------------------


def _at_headings(found: Sequence[Named]) -> bool:
    """Print where the breaks stand; whether none is in a section that could have stayed whole."""
    print(f"\n(a) breaks{'parts':>40}{'at headings':>13}{'in long':>9}{'other':>7}{'largest':>9}")
    others = 0
    for name, blocks in found:
        starts = partition(blocks, WISHED)
        inside = [start for start in starts[1:] if blocks[start].kind != "heading"]
        other = [start for start in inside if section_words(blocks, start) <= WISHED[1]]
        words = [sum(one.words for one in run) for run in _runs(blocks, starts[1:])]
        at = len(starts) - 1 - len(inside)
        long = len(inside) - len(other)
        most = max(words) / mean(words)
        print(f"{name[:42]:44}{len(starts):6}{at:13}{long:9}{len(other):7}{most:8.2f}x")
        others += len(other)
    print(f"other: neither at a heading nor in a section over {WISHED[1]} words; aim: 0, ", end="")
    print("holds" if not others else "MISSED")
    return not others


def section_words(blocks: Sequence[Block], index: int) -> int:
    """The words of the section that a block stands in, from one heading to the next."""
    heads = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    first = max((at for at in heads if at <= index), default=0)
    end = min((at for at in heads if at > index), default=len(blocks))
    return sum(block.words for block in blocks[first:end])


# (b) -----------------------------------------------------------------------------------------


def without_headings(article: Named) -> Document:
    """An article without its headings, to be broken where its own split broke at a heading."""
    starts = set(partition(article.blocks, WISHED))
    kept: list[Block] = []
    breaks: list[int] = []
    for index, block in enumerate(article.blocks):
        if block.kind != "heading":
            kept.append(block)
        elif index in starts and kept:
            breaks.append(len(kept))
    return Document(article.name, kept, sorted({at for at in breaks if at < len(kept)}))


def composites(found: Sequence[Named], number: int) -> list[Document]:
    """Documents of passages, each of another article than the one before it."""
    chance = random.Random(SEED)
    made: list[Document] = []
    while len(made) < number:
        blocks: list[Block] = []
        breaks: list[int] = []
        last = ""
        for _ in range(chance.randint(*PASSAGES)):
            article = chance.choice([one for one in found if one.name != last])
            passage = _passage(article.blocks, chance)
            if passage:
                breaks += [len(blocks)] if blocks else []
                blocks += passage
                last = article.name
        if len(breaks) > 1:
            made.append(Document(f"composed {len(made) + 1}", blocks, breaks))
    return made


def _passage(blocks: Sequence[Block], chance: random.Random) -> list[Block]:
    """Some paragraphs that follow each other, as long as a part is wished to be."""
    prose = [block for block in blocks if block.kind in PROSE and block.words >= 8]
    start, wanted = chance.randrange(len(prose)), chance.randint(*WISHED)
    words = list(accumulate(block.words for block in prose[start:]))
    end = next((at for at, count in enumerate(words) if count >= wanted), len(words) - 1)
    return prose[start : start + end + 1] if words[end] >= WISHED[0] else []


def _beside(name: str, documents: Sequence[Document], ways: dict[str, Way], *, each: bool) -> bool:
    """Print the figures of all ways; whether ours are clearly the best."""
    count = mean(len(document.breaks) for document in documents)
    title = f"(b) {len(documents)} {name}, {count:.1f} breaks"
    print(f"\n{title:62}{'Pk':>7}{'WindowDiff':>12}{'breaks':>8}")
    figures: dict[str, tuple[float, float]] = {}
    for way, split in ways.items():
        tried = [(one, split(one)) for one in documents]
        scores = [mean_distance(one, breaks) for one, breaks in tried]
        pk, diff = (mean(each_) for each_ in zip(*scores, strict=True))
        made = mean(len(breaks) for _, many in tried for breaks in many)
        figures[way] = pk, diff
        print(f"{way:62}{pk:7.3f}{diff:12.3f}{made:8.1f}")
        for (one, _), score in zip(tried, scores, strict=True):
            if each:
                print(f"    {one.name[:56]:58}{score[0]:7.3f}{score[1]:12.3f}")
    ours, *others = figures.values()
    ratio = max(own / min(one[at] for one in others) for at, own in enumerate(ours))
    holds = ratio <= CLEARLY
    print(f"ours ÷ the best other: {ratio:.2f}; aim: at most {CLEARLY}, ", end="")
    print("holds" if holds else "MISSED")
    return holds


def _ways() -> dict[str, Way]:
    """The ways to break a document; each gives one or more splits of it."""
    ways: dict[str, Way] = {
        "Letterloom": lambda one: [partition(one.blocks, WISHED)[1:]],
        "NLTK's TextTiling": lambda one: [text_tiling(one)],
        "even spacing, told the number": lambda one: [even(one)],
        f"random, told the number, mean of {SEEDS}": at_random,
    }
    if find_spec("nltk") and find_spec("numpy"):
        print(f"NLTK {import_module('nltk').__version__}")
    else:
        del ways["NLTK's TextTiling"]
        print("NLTK is not there, so TextTiling is left out: pip install nltk numpy")
    return ways


def text_tiling(document: Document) -> list[int]:
    """The blocks at which NLTK's TextTiling, with its defaults, begins a new subject."""
    tiling = import_module("nltk.tokenize").TextTilingTokenizer(stopwords=sorted(ENGLISH))
    texts = [" ".join(block.text.split()) or "–" for block in document.blocks]
    try:
        tiles = tiling.tokenize("\n\n".join(texts))
    except ValueError:  # it finds no place to break in a short text
        return []
    counts = accumulate(len([one for one in tile.split("\n\n") if one.strip()]) for tile in tiles)
    return [at for at in counts if 0 < at < len(texts)]


def even(document: Document) -> list[int]:
    """Breaks as near to even lengths as blocks allow."""
    ends = list(accumulate(block.words for block in document.blocks))
    wanted = len(document.breaks) + 1
    places = range(1, len(ends))
    return sorted(
        {
            min(places, key=lambda at: abs(ends[at - 1] - ends[-1] * number / wanted))
            for number in range(1, wanted)
        }
    )


def at_random(document: Document) -> list[list[int]]:
    """As many breaks as there are to be, anywhere, many times over."""
    places = range(1, len(document.blocks))
    chances = [random.Random(seed) for seed in range(SEEDS)]
    return [sorted(one.sample(places, len(document.breaks))) for one in chances]


def mean_distance(document: Document, many: Sequence[Sequence[int]]) -> tuple[float, float]:
    """Pk and WindowDiff, the means over several splits of a document."""
    scores = [distance(document, breaks) for breaks in many]
    return mean(pk for pk, _ in scores), mean(diff for _, diff in scores)


def distance(document: Document, breaks: Sequence[int]) -> tuple[float, float]:
    """Pk and WindowDiff of breaks: shares of windows, half a true part long, that are wrong."""
    true = _counted(document.blocks, document.breaks)
    mine = _counted(document.blocks, breaks)
    window = max(2, round(len(true) / (len(document.breaks) + 1) / 2))
    pairs = [
        (true[at + window] - true[at], mine[at + window] - mine[at])
        for at in range(len(true) - window)
    ]
    pk = mean((one > 0) != (other > 0) for one, other in pairs)
    return pk, mean(one != other for one, other in pairs)


def _counted(blocks: Sequence[Block], breaks: Sequence[int]) -> list[int]:
    """For each word of a text, how many breaks stand before it."""
    found: list[int] = []
    for number, run in enumerate(_runs(blocks, breaks)):
        found += [number] * sum(block.words for block in run)
    return found


def _runs(blocks: Sequence[Block], breaks: Sequence[int]) -> list[Sequence[Block]]:
    return [blocks[first:end] for first, end in pairwise([0, *breaks, len(blocks)])]


if __name__ == "__main__":
    main()
