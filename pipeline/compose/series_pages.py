"""Where the web versions of a series are: their folders, and their addresses on the web."""

from __future__ import annotations

from urllib.parse import quote

from pipeline.model import Article, Part, Project

WEB_FILE = "web.html"


def folder(part: Part) -> str:
    """The name of a part's folder in the tree."""
    digits = max(2, len(str(part.total)))
    return f"{part.number:0{digits}}-{part.slug}"


def series_address(project: Project, article: Article) -> str:
    """The whole address of a series' folder on the web; "" where `links.web` is not set."""
    web = project.links.web.rstrip("/")
    return f"{web}/{quote(article.slug)}" if web else ""


def page_address(project: Project, article: Article, part: Part) -> str:
    """The whole address of a part's web version; "" where `links.web` is not set."""
    series = series_address(project, article)
    return f"{series}/{quote(folder(part))}/{WEB_FILE}" if series else ""
