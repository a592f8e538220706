"""What a mail program makes a link of by itself looks as the text around it; real links do not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from trees import built

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
TEXT = "# Title\n\nCome on 3 March, or [write to us](https://example.org/a).\n"
AUTO = '<a {} href="https://example.org/auto">3 March</a>'
# What each program does to a mail: what stands for its body, and the links that it makes.
PROGRAMS = {
    "Apple Mail": ("body", AUTO.format('x-apple-data-detectors="true"')),
    "Gmail": ('u></u><div id="body"', AUTO.format("")),
    "Samsung Email": ('div id="MessageViewBody"', AUTO.format("")),
}
LOOK = """address => {
    const link = document.querySelector(`a[href$='${address}']`);
    const [own, around] = [link, link.parentElement].map(one => getComputedStyle(one));
    return {same: own.color === around.color && own.fontSize === around.fontSize,
            lined: own.textDecorationLine === 'underline'};
}"""


# Gmail inverts colours itself and knows no prefers-color-scheme.
CASES = [
    (program, scheme)
    for program in PROGRAMS
    for scheme in ("light", "dark")
    if (program, scheme) != ("Gmail", "dark")
]


@pytest.mark.parametrize(("program", "scheme"), CASES)
def test_a_link_of_the_programs_own_is_not_seen(
    make: Callable[..., Path], browser: Browser, program: str, scheme: str
) -> None:
    root = make({"a.md": TEXT})
    html = (built(root, "a.md").folder / "01-title/email.html").read_text(encoding="utf-8")
    body, link = PROGRAMS[program]
    html, found = re.subn('<body id="body"', f"<{body}", html)
    assert found == 1
    html = html.replace("3 March", link, 1)
    page = browser.new_page(color_scheme=scheme)
    page.set_content(html)
    assert page.evaluate(LOOK, "/auto") == {"same": True, "lined": False}
    assert page.evaluate(LOOK, "/a") == {"same": False, "lined": True}
    page.close()
