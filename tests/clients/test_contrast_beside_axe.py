"""Our contrast beside axe-core's: the same verdict on every text that axe can decide."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from machine import lacking
from numbered import numbered
from specimens import NAMES, Specimen

from pipeline.check.contents.legible import read
from pipeline.check.mail import Mail
from pipeline.styles import State

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
WIDTHS = (375, 1000)
RUN = """async () => {
  const runOnly = { type: 'rule', values: ['color-contrast'] };
  const told = await axe.run(document.body, { runOnly, iframes: false, elementRef: true });
  const numbers = results => results.flatMap(rule => rule.nodes)
    .map(node => Number(node.element.dataset.n)).filter(number => !Number.isNaN(number));
  return [numbers(told.passes), numbers(told.violations)];
}"""
HEAD = '<!DOCTYPE html><html lang="en"><head><title>A</title>%s</head><body %s>%s</body></html>'
DARK = """<meta name="color-scheme" content="light dark"><style>
@media (prefers-color-scheme: dark) {
  .sheet { background: #1c1f20 !important } .ink { color: #e4e0d9 !important }
}
@media (max-width: 480px) { .phone { color: #bbb !important } }
#top td.last { color: #999 } td.last { color: #000 }
</style>"""
# Each with faults of its own, and with texts that come close and are none.
PLANTED = {
    "inks": (
        "",
        "",
        (
            "<p style='color:#777'>A grey</p><p style='color:#767676'>A darker one</p>"
            "<p style='color:#949494;font-size:24px'>Large</p>"
            "<p style='color:#959595;font-size:24px'>Large and faint</p>"
            "<p style='color:#949494;font-size:14pt;font-weight:bold'>Bold and large</p>"
            "<h3 style='color:#8f8f8f'>18.72 px and bold</h3><h4 style='color:#8f8f8f'>Small</h4>"
            "<p style='color:rgba(0,0,0,.5)'>Half ink</p><p style='opacity:.6'>Veiled</p>"
            "<p style='color:hsl(210 40% 60%)'>By hue</p>"
        ),
    ),
    "grounds": (
        "",
        "bgcolor='#ffffcc' text='#888888' link='#aaaaee'",
        (
            "<p>From the body</p><a href='#a'>A link of the body's colour</a>"
            "<table bgcolor='#336699' width='400'><tr><td><font color='white'>On blue</font> and "
            "<font color='#88aacc'>faint</font></td></tr></table>"
            "<div style='background:rgba(0,0,0,.7)'><span style='color:#fff'>On a dark veil</span>"
            "<b style='color:#999'>Too dark</b></div>"
            "<div style='background:#000'><a href='#b'>The usual blue on black</a></div>"
            "<mark>Marked</mark><p style='background:#888'>On grey</p>"
        ),
    ),
    "styles": (
        DARK,
        "",
        (
            "<div class='sheet' style='background:#fff'><p class='ink' style='color:#222'>Both</p>"
            "<p style='color:#222'>Forgotten in the dark</p><p class='phone'>Faint on a phone</p>"
            "<table id='top'><tr><td class='a last'>A cell</td><td class='other'>Another</td></tr>"
            "</table><table><tr><td class='last'>A third</td></tr></table></div><p>On the page</p>"
        ),
    ),
}


def verdicts(page: Page) -> dict[int, bool]:
    """Which elements axe finds legible, of those that it can decide."""
    passed, failed = page.evaluate(RUN)
    return dict.fromkeys(passed, True) | dict.fromkeys(failed, False)


def ours(source: str, state: State) -> dict[int, bool]:
    """Which elements' own texts we find legible, of those that are read."""
    found: dict[int, bool] = {}
    for one in read(Mail("a", source), state):
        legible = one.ratio >= one.needed
        found[one.element.ordinal] = found.get(one.element.ordinal, True) and legible
    return found


def compared(page: Page, source: str, state: State) -> tuple[int, list[str]]:
    """How many texts both decide, and where they differ."""
    page.set_viewport_size({"width": state.width, "height": 900})
    theirs, own = verdicts(page), ours(source, state)
    both = theirs.keys() & own.keys()
    # What we do not judge must be nothing that axe finds fault with.
    return len(both), [
        f"{number}: axe {theirs[number]}, we {own.get(number)}"
        for number in sorted(theirs)
        if theirs[number] != own.get(number, True)
    ]


def with_axe(page: Page, source: str) -> Page:
    package = find_spec("axe_playwright_python")
    if not package or not package.origin:
        lacking("axe-core (the package axe-playwright-python)")
    page.evaluate("html => { document.open(); document.write(html); document.close(); }", source)
    page.evaluate(Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_and_we_agree_on_every_theme(
    show: Any, specimen_of: Callable[[str], Specimen], name: str, scheme: str
) -> None:
    for letter in specimen_of(name).letters:
        source = letter.html.read_text(encoding="utf-8")
        page = with_axe(show(letter.html, scheme=scheme), numbered(source))
        state = State(dark=scheme == "dark")
        number, differing = compared(page, source, state)
        assert differing == []
        own = ours(source, state)
        assert len(own) > 20
        assert all(own.values())
        # Of Arabic words axe measures none, since it takes them for signs.
        assert number > 20 or name.endswith("ar")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PLANTED)
def test_axe_and_we_agree_on_planted_faults(
    show: Any, tmp_path: Path, name: str, scheme: str, width: int
) -> None:
    source = HEAD % PLANTED[name]
    file = tmp_path / "page.html"
    file.write_text(source, encoding="utf-8")
    page = with_axe(show(file, scheme=scheme), numbered(source))
    state = State(dark=scheme == "dark", width=width)
    number, differing = compared(page, source, state)
    assert differing == []
    assert number >= 5
    assert not all(ours(source, state).values())
    assert any(ours(source, state).values())
