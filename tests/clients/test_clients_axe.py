"""axe-core, the second opinion on accessibility: nothing at all to say about any page."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from look import listed
from machine import lacking
from specimens import NAMES, Specimen

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
# A mail is shown within a mail program's page, whose landmarks are its own.
MAIL_OFF = ("region", "landmark-one-main")
RUN = """async ([off, only]) => {
  const rules = Object.fromEntries(off.map(name => [name, { enabled: false }]));
  const runOnly = only.length ? { type: 'rule', values: only } : undefined;
  const told = await axe.run(document, { rules, runOnly, iframes: false });
  return [told.passes.length + told.incomplete.length, told.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)}`))];
}"""


def axe(page: Page, *, off: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> list[str]:
    """What axe-core's rules find on a page; all of them, or only some.

    Of Arabic words axe does not measure the contrast; look.py does.
    """
    package = find_spec("axe_playwright_python")
    if not package or not package.origin:
        lacking("axe-core (the package axe-playwright-python)")
    page.evaluate(Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    looked_at, found = page.evaluate(RUN, [off, only])
    assert only or looked_at > 10
    problems: list[str] = found
    return problems


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(show: Any, specimen_of: Callable[[str], Specimen], name: str) -> None:
    series = specimen_of(name)
    for letter in series.letters:
        assert listed(axe(show(letter.html), off=MAIL_OFF)) == ""
        assert listed(axe(show(letter.web))) == ""
    assert listed(axe(show(series.index))) == ""


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_the_dark_legible(
    show: Any, specimen_of: Callable[[str], Specimen], name: str
) -> None:
    files = [file for letter in specimen_of(name).letters for file in (letter.html, letter.web)]
    for file in files:
        assert listed(axe(show(file, scheme="dark"), only=("color-contrast",))) == ""
