"""axe-core on the page itself: its own controls, not the letters in its frames."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from machine import lacking

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUN = """async () => {
  const told = await axe.run(document, { iframes: false });
  return [told.passes.length, told.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`))];
}"""


def axe_problems(page: Page) -> list[str]:
    """What axe-core's rules find on a page, all of them."""
    package = find_spec("axe_playwright_python")
    if not package or not package.origin:
        lacking("axe-core (the package axe-playwright-python)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    passed, found = page.evaluate(RUN)
    assert passed > 10
    problems: list[str] = found
    return problems
