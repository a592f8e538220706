"""Articles and plans made for tests, and what a plan says as text to compare."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from machine import FIRST, ROOT

from pipeline import making, slots
from pipeline.model import Article, ArticleSettings, Block, Lines, Project, Series, SeriesSettings
from pipeline.plan import plan
from pipeline.read import article, manuscript

MADE_UP = ArticleSettings(keep=("duplicate-paragraph",))  # made-up articles repeat themselves
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.md"))


@cache
def strings():
    project = Project(root=str(ROOT), file=None)
    return making.load_theme(read("Text."), project).strings


def read(
    text: str,
    file: str = "article.md",
    *,
    settings: ArticleSettings = MADE_UP,
) -> Article:
    paper = manuscript(text.encode(), file)
    return article(paper, settings, slots.BUILT_IN, lambda _: None)


def first_article(**settings) -> Article:
    return read(FIRST.read_text(encoding="utf-8"), FIRST.name, settings=ArticleSettings(**settings))


def real_article(path: Path) -> Article:
    """A real article, its site generator's shortcodes made addresses."""
    text = re.sub(r"\{\{.*?\}\}", "https://example.org/", path.read_text(encoding="utf-8"))
    return read(text, path.name)


def planned(found: Article, parts: int | None = None) -> Series:
    return plan(found, strings(), parts=parts)


def with_settings(found: Article, **settings) -> Article:
    return replace(found, settings=replace(found.settings, **settings))


def with_parts(found: Article, *parts, **series) -> Article:
    return with_settings(found, series=SeriesSettings(parts=parts, **series))


def spans(series: Series) -> list[tuple[int, int, int]]:
    """First line, last line and words of each part."""
    return [
        (part.blocks[0].lines.first, part.blocks[-1].lines.last, part.words)
        for part in series.parts
    ]


def block(text: str, words: int, kind: str = "paragraph", level: int = 0, *, forced: bool = False):
    return Block(kind, (), text, words, Lines(1, 1), level, forced)


def made(blocks: Sequence[Block]) -> Article:
    """An article of blocks that no file holds."""
    numbered = tuple(replace(one, lines=Lines(n, n)) for n, one in enumerate(blocks, start=1))
    return replace(read("Text."), blocks=numbered, title="The title", title_lines=None)
