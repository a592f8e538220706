"""Articles read as a build reads them, and what came of it as text to compare."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline import slots
from pipeline.model import Article, ArticleSettings, Field, Lines
from pipeline.read import article, manuscript

CASES = Path(__file__).parent / "cases"


def read(
    data: str | bytes,
    file: str = "article.md",
    *,
    settings: ArticleSettings = ArticleSettings(),  # noqa: B008 - it is frozen
    encoding: str = "",
    declared: Mapping[str, Field] = slots.BUILT_IN,
    load: Callable[[str], bytes | None] = lambda _: None,
) -> Article:
    written = data.encode() if isinstance(data, str) else data
    return article(manuscript(written, file, encoding=encoding), settings, declared, load)


def listing(found: Article) -> str:
    lines = [
        f"title {_at(found.title_lines)}: {slots.shown(found.title, found.marks)}",
        f"words: {found.words}",
        "",
    ]
    for block in found.blocks:
        kind = f"{block.kind} {block.level}" if block.level else block.kind
        forced = ", forced" if block.forced else ""
        text = slots.shown(block.text, found.marks)
        lines.append(f"{_at(block.lines)} {kind}{forced} ({block.words}): {text}".rstrip())
    for gone in found.removals:
        text = " ".join(gone.text.split())
        lines.append(f"removed {_at(gone.lines)} {gone.rule} ({gone.words}): {text}".rstrip())
    return "\n".join(lines) + "\n"


def _at(lines: Lines | None) -> str:
    return f"{lines.first}–{lines.last}" if lines else "–"
