"""Articles that are edited, as a build reads them from the disk."""

from __future__ import annotations

from pathlib import Path

from pipeline import making
from pipeline.model import Series
from pipeline.project import load_project

FIRST = Path(__file__).parent.parent / "content"
LISTS = """\
---
title: A garden by the sea
description: What grows there.
series:
  every: 2 days
---

# A garden by the sea

Salt is in the air all year, and few plants like it. Some do, and they are worth the wait.

## What to do first

- Put up a fence, so that the wind loses its force before it reaches the young plants behind it.
- Dig in seaweed in the autumn, and leave it to the rain until there is hardly any salt left in it.
- Ask the neighbours what grew well last year, since they have tried more than any book can tell.
- Wait for the second spring before you plant anything that would be dear to lose in a storm.

Then plant, {{ first_name | default("gardener") }}.

## What grows

Sea kale grows by itself. It has grown here for longer than there have been gardens.

## What to do first

Read the heading again: it stands here twice, and that is no mistake of this text.

Salt is in the air all year, and few plants like it. That is said twice too.
"""


def first_article(root: Path) -> Path:
    """The first article with its settings, in a project of its own. Gives its path."""
    (root / "content").mkdir()
    for name in ("road-to-recovery.txt", "road-to-recovery.toml"):
        (root / "content" / name).write_bytes((FIRST / name).read_bytes())
    return root / "content" / "road-to-recovery.txt"


def garden(root: Path, settings: str = "", text: str = LISTS) -> Path:
    """An article in Markdown with front matter, lists and a heading twice. Gives its path."""
    (root / "content").mkdir(exist_ok=True)
    source = root / "content" / "garden.md"
    source.write_bytes(text.encode())
    if settings:
        source.with_suffix(".toml").write_bytes(settings.encode())
    return source


def built(root: Path, source: Path) -> Series:
    """The series that the files on the disk make."""
    project = load_project(root)
    article = making.read(source, source.read_bytes(), project)
    return making.plan(article, making.load_theme(article, project))


def starts(series: Series) -> list[str]:
    """The words that each part begins with."""
    return [part.blocks[0].text[:24] for part in series.parts]


def files(root: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
