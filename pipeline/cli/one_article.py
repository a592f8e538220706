"""The one article that a command is about."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import SourceError, UsageError, shown_path
from pipeline.files import refuse_outside
from pipeline.model import Project
from pipeline.project import CONTENT, sources


def article_of(named: Path | None, project: Project) -> Path:
    """The article named, else the project's only one.

    Raises UsageError where there are several, SourceError where there is none.
    """
    if named:
        return named
    found = sources(Path(project.root))
    if not found:
        raise SourceError(
            f"there are no articles in {shown_path(Path(project.root) / CONTENT)}/",
            hint="name one: article.md",
        )
    if len(found) > 1:
        names = ", ".join(shown_path(one) for one in found[:5])
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        raise UsageError("which article?", hint=f"name it: {names}{more}")
    refuse_outside(found[0], Path(project.root))
    return found[0]
