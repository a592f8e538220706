"""The page as the preview serves it: its HTML, which names its files, and those files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from pipeline.page.whole import STATIC, policy

TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
"""What kinds of files the page has, and what each is served as."""


def document(token: str, title: str = "Letterloom") -> str:
    """The page's HTML for whoever may write with this token."""
    styles = sorted(name for name in static() if name.endswith(".css"))
    links = (f'<link rel="stylesheet" href="static/{name}">' for name in styles)
    places = {
        "title": escape(title),
        "policy": policy("'self'"),
        "styles": "\n".join(links),
        "start": f'<meta name="letterloom-preview" content="{escape(token)}">\n'
        '<script type="module" src="static/page.js"></script>',
    }
    text = (STATIC / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: places[found[1]], text)


def static() -> frozenset[str]:
    """The names of the files that the page is made of: no other is ever served."""
    return frozenset(path.name for path in STATIC.iterdir() if path.suffix in TYPES)


def static_file(name: str) -> tuple[bytes, str] | None:
    """A file of the page and its type, None if there is none of that name."""
    if name not in static():
        return None
    path = STATIC / name
    return path.read_bytes(), TYPES[path.suffix]
