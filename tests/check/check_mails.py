"""Articles built to mails as a build does it, for the proof that nothing was lost."""

import re
import textwrap
from functools import cache
from pathlib import Path

from machine import FIRST, ROOT

from pipeline import making
from pipeline.check.conservation.proof import conservation
from pipeline.model import Article, Email
from pipeline.project import load_project

CASES = sorted(
    path for path in (ROOT / "tests/read/cases").iterdir() if path.suffix in (".md", ".txt")
)
ARTICLES = sorted((ROOT / "tests/articles").glob("*.md"))
REAL = [FIRST, *ARTICLES]


def mails(
    data: str | bytes, folder: Path, file: str = "article.md"
) -> tuple[Article, tuple[Email, ...]]:
    """The article and its mails; shortcodes of a site generator are made addresses."""
    written = data if isinstance(data, bytes) else data.encode()
    written = re.sub(rb'\{\{ "[^}]*\}\}', b"https://example.org/", written)
    project = load_project(folder)
    found = making.read(folder / file, written, project)
    theme = making.load_theme(found, project)
    return found, making.compose(making.plan(found, theme), theme, project)


@cache
def real_mails(source: Path) -> tuple[Article, tuple[Email, ...]]:
    return mails(source.read_bytes(), source.parent, source.name)


def lost(found: Article, emails: tuple[Email, ...]) -> list[str]:
    return [one.message for one in conservation(found, emails)]


def dedented(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")
