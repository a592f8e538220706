"""Colours in the dark: as the mail designs them, as programs turn them round."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_modules import changed, served

from pipeline.colour import inversion

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CLIENTS = ["gmail-ios", "gmail-android", "outlook-windows", "outlook-com"]
GROUND = "doc => doc.defaultView.getComputedStyle(doc.querySelector('.g')).backgroundColor"
WORDS = "doc => doc.defaultView.getComputedStyle(doc.querySelector('.w')).color"


def in_frame(page: Page, function: str) -> Any:
    """What a function gives of the document of the letter that is seen."""
    page.wait_for_selector("iframe:not(.coming)", state="attached")
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    return page.evaluate(
        f"({function})(document.querySelector('iframe:not(.coming)').contentDocument)"
    )


def test_inverts_as_the_checks_do(browser: Browser) -> None:
    chance = random.Random(6)
    colours = [[chance.randrange(256) for _ in range(3)] for _ in range(400)]
    colours += [[0, 0, 0], [255, 255, 255], [119, 119, 119], [118, 118, 118], [0, 0, 255]]
    with served(browser) as page:
        given = page.evaluate(
            """async ([colours, ids]) => {
              const { MODES, invertedGround, invertedWords } = await import("/dark.js");
              const hex = rgb => "#" + rgb.map(one => one.toString(16).padStart(2, "0")).join("");
              const kind = id => MODES.find(one => one.id === id).inversion;
              return ids.map(id => colours.map(one => [
                hex(invertedWords(kind(id), one)), hex(invertedGround(kind(id), one))]));
            }""",
            [colours, CLIENTS],
        )
    written = [f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in colours]
    for client, pairs in zip(CLIENTS, given, strict=True):
        expected = [inversion.inverted(client, one, one) for one in written]
        assert [tuple(one.upper() for one in pair) for pair in pairs] == expected


HEAD = (
    "<!DOCTYPE html><html><head><meta name='color-scheme' content='light dark'><style>{}</style>"
    "</head><body><div class='g' style='background-color:#FFFFFF'>"
    "<p class='w' style='color:#000000'>Words</p></div></body></html>"
)
DESIGNED = HEAD.format(
    "@media (prefers-color-scheme: dark) { .g { background-color: #112233 !important; } "
    "@media screen { .w { color: #AABBCC !important; } } }"
    "@media (prefers-color-scheme: light) { .w { color: #123456 !important; } }"
)


@pytest.fixture
def showing(browser: Browser, index_of: Callable[..., Path], tmp_path: Path) -> Any:
    """Opens the page of the first article with another letter in it."""
    contexts: list[Any] = []

    def given(html: str, at: str, scheme: Any = "light") -> Page:
        def change(told: dict[str, Any]) -> None:
            told["parts"][0] |= {"html": html, "tags": [], "places": []}

        path = changed(index_of("first"), tmp_path, change)
        contexts.append(browser.new_context(color_scheme=scheme))
        page: Page = contexts[-1].new_page()
        page.goto(f"{path.as_uri()}#{at}")
        return page

    yield given
    for context in contexts:
        context.close()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_dark_as_designed_whatever_the_system_prefers(showing: Any, system: str) -> None:
    page = showing(DESIGNED, "mode=dark", system)
    assert in_frame(page, GROUND) == "rgb(17, 34, 51)"
    assert in_frame(page, WORDS) == "rgb(170, 187, 204)"
    assert in_frame(page, "doc => getComputedStyle(doc.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("system", ["light", "dark"])
def test_light_whatever_the_system_prefers(showing: Any, system: str) -> None:
    page = showing(DESIGNED, "", system)
    assert in_frame(page, GROUND) == "rgb(255, 255, 255)"
    assert in_frame(page, WORDS) == "rgb(18, 52, 86)"


def test_a_mail_that_knows_no_dark_stays_light(showing: Any) -> None:
    plain = "<!DOCTYPE html><p class='w'>Words</p>"
    page = showing(plain, "mode=dark", "dark")
    assert in_frame(page, "doc => getComputedStyle(doc.documentElement).colorScheme") == "light"
    assert in_frame(page, WORDS) == "rgb(0, 0, 0)"


@pytest.mark.parametrize("client", CLIENTS)
def test_turns_the_colours_in_a_letter(showing: Any, client: str) -> None:
    page = showing(HEAD.format(""), f"mode={client}")
    words, ground = inversion.inverted(client, "#000000", "#FFFFFF")
    assert in_frame(page, WORDS) == _rgb(words)
    assert in_frame(page, GROUND) == _rgb(ground)
    canvas = in_frame(page, "doc => getComputedStyle(doc.documentElement).backgroundColor")
    assert canvas == _rgb(ground)


def test_leaves_what_a_mail_says_for_outlook_com(showing: Any) -> None:
    page = showing(HEAD.format("[data-ogsc] .w { color: #AABBCC !important; }"), "mode=outlook-com")
    assert in_frame(page, WORDS) == "rgb(255, 255, 255)"  # no words around these have a colour
    own = HEAD.format(".w[data-ogsc] { color: #AABBCC !important; }")
    page = showing(own, "mode=outlook-com")
    assert in_frame(page, WORDS) == "rgb(170, 187, 204)"
    own = HEAD.format("[data-ogsb] .w { color: #AABBCC !important; }")
    page = showing(own, "mode=outlook-com")
    assert in_frame(page, WORDS) == "rgb(170, 187, 204)"
    _, ground = inversion.inverted("outlook-com", "#000000", "#FFFFFF")
    assert in_frame(page, GROUND) == _rgb(ground)


def test_says_that_it_is_an_approximation(showing: Any) -> None:
    page = showing(HEAD.format(""), "mode=gmail-ios")
    assert page.locator(".devices .guess").is_visible()
    page.select_option(".devices select >> nth=1", "dark")
    assert page.locator(".devices .guess").is_hidden()


def _rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))
