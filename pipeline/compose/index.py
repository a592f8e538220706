"""The series on one page of its own: what `out/<slug>/index.html` shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.compose.templates import Templates
from pipeline.model import Series, Theme


def index(
    series: Series,
    theme: Theme,
    pages: Sequence[str],
    files: Sequence[Mapping[str, str]],
) -> str:
    """A page that opens from disk, needs no network and runs no script.

    `pages` are the filled mails, shown in sandboxed frames; `files` the paths of each part's
    files. A sensitive series is named by its public name alone.
    """
    from markupsafe import Markup

    article, strings = series.article, theme.strings
    name = article.public_name or strings["neutral_name"]
    parts = []
    for part, page, paths in zip(series.parts, pages, files, strict=True):
        day = series.waited(part).days + 1
        parts.append({"part": part, "page": page, "files": paths, "day": day})
    total = len(series.parts)
    templates = Templates(theme)
    looks = {"light": theme.light, "dark": theme.dark, "tokens": theme.tokens}
    return templates.render(
        "index.html.j2",
        {
            "css": Markup(templates.render("index.css.j2", looks)),  # noqa: S704 - a theme's
            "name": name,
            "lang": article.lang,
            "dir": article.dir,
            "parts": parts,
            "strings": strings,
            "count": strings.count("page_parts", total),
        },
    )
