"""The page's modules served each by itself, for tests that call one of their functions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.page import STATIC
from pipeline.page.whole import policy

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

HOST = "http://letterloom.test"
TYPES = {".js": "text/javascript", ".css": "text/css"}
_DATA = re.compile(r'(<script type="application/json" id="data">)(.*?)(</script>)', re.DOTALL)


def data_of(index: Path) -> dict[str, Any]:
    """The data within a page that was built."""
    found = _DATA.search(index.read_text(encoding="utf-8"))
    assert found
    told: dict[str, Any] = json.loads(found[2])
    return told


def written_data(told: Mapping[str, Any]) -> str:
    """Data as a page holds it."""
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


def changed(index: Path, folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The page of `index`, written anew with other data: a real page with a mail of one's own."""
    told = data_of(index)
    change(told)
    text = index.read_text(encoding="utf-8")
    path = folder / "index.html"
    path.write_text(_DATA.sub(lambda found: found[1] + written_data(told) + found[3], text))
    return path


@contextmanager
def served(
    browser: Browser, told: Mapping[str, Any] | None = None, at: str = "", **context: Any
) -> Iterator[Page]:
    """The page, its modules as files of their own, with data or without."""
    opened = browser.new_context(**context)
    opened.route(f"{HOST}/**", lambda route: _answer(route, told))
    try:
        page = opened.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{HOST}/" + (f"#{at}" if at else ""))
        yield page
    finally:
        opened.close()


def _answer(route: Route, told: Mapping[str, Any] | None) -> None:
    name = route.request.url.removeprefix(f"{HOST}/").partition("#")[0]
    if not name:
        route.fulfill(body=_page(told), content_type="text/html; charset=utf-8")
    elif (STATIC / name).is_file():
        body = (STATIC / name).read_text(encoding="utf-8")
        route.fulfill(body=body, content_type=f"{TYPES[Path(name).suffix]}; charset=utf-8")
    else:
        route.fulfill(status=404, body="")


def _page(told: Mapping[str, Any] | None) -> str:
    sheets = "".join(
        f'<link rel="stylesheet" href="{one.name}">' for one in sorted(STATIC.glob("*.css"))
    )
    data = (
        f'<script type="application/json" id="data">{written_data(told)}</script>' if told else ""
    )
    places = {
        "title": "Letters",
        "policy": policy("'self'"),
        "styles": sheets,
        "start": f'{data}<script type="module" src="page.js"></script>',
    }
    text = (STATIC / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: places[found[1]], text)
