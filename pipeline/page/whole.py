"""The page as one file: its HTML with its styles, its script and its data within."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.page.data import data
from pipeline.page.page import Page
from pipeline.page.simulations import simulations

if TYPE_CHECKING:
    from pipeline.check.checked import Checked
    from pipeline.check.ignores import Sifted
    from pipeline.making import Made

STATIC = Path(__file__).with_name("static")
"""The page's own files."""

_IMPORT = re.compile(r"^import\s[^;]*?from\s+\"\./([\w./-]+)\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|let|class)", re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def whole(made: Made, seen: Checked, found: Sifted) -> str:
    """The page of a series that opens from disk, needs no server and no network."""
    page = Page(made, seen)
    told = data(page, found)
    for part in told["parts"]:
        part["simulations"] = simulations(page, part["number"])
    return html(told, made.article.public_name or made.theme.strings["neutral_name"])


def html(told: Mapping[str, Any], title: str) -> str:
    """The page with its data within."""
    places = {
        "title": escape(title),
        "policy": policy(f"'sha256-{_digest()}'", own=False),
        "styles": f"<style>\n{_styles()}</style>",
        "start": f'<script type="application/json" id="data">{_written(told)}</script>\n'
        f'<script type="module">{_script()}</script>',
    }
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: places[found[1]], _read("page.html"))


def _written(told: Mapping[str, Any]) -> str:
    """JSON that can stand in a script element: no `<` is in it, nor half a character."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return _SURROGATE.sub("\ufffd", text)


def policy(scripts: str, *, own: bool = True) -> str:
    """The page's Content-Security-Policy: its own script and nothing from anywhere else.

    `own` says that a server has files and answers for it. Frames inherit the policy, so styles
    may stand in a mail's text; mails are sandboxed and run nothing.
    """
    ours = "'self' " if own else ""
    asking = "connect-src 'self'; " if own else ""
    return (
        f"default-src 'none'; script-src {scripts}; style-src {ours}'unsafe-inline'; "
        f"img-src data: blob:; font-src data:; {asking}base-uri 'none'; form-action 'none'"
    )


@cache
def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def _styles() -> str:
    """The stylesheets that the page's HTML of the preview names, in their order."""
    return "".join(_read(path.name) for path in sorted(STATIC.glob("*.css")))


@cache
def _digest() -> str:
    return b64encode(hashlib.sha256(_script().encode()).digest()).decode("ascii")


@cache
def _script() -> str:
    """The page's modules as one, each after those that it imports: their names are unique."""
    seen: set[str] = set()

    def added(name: str) -> Iterator[str]:
        if name in seen:
            return
        seen.add(name)
        text = _read(name)
        for found in _IMPORT.finditer(text):
            yield from added(found[1])
        yield _EXPORT.sub("", _IMPORT.sub("", text))

    return "".join(added("page.js"))
