"""Promise 17: a mail that is looked at runs no script and asks nothing of the network."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_modules import changed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = """<!DOCTYPE html><html><head><base href="{0}/base/">
<meta http-equiv="refresh" content="0; url={0}/refresh">
<link rel="stylesheet" href="{0}/sheet.css"><link rel="preconnect" href="{0}">
<link rel="dns-prefetch" href="{0}"><link rel="prefetch" href="{0}/prefetch">
<link rel="preload" as="image" href="{0}/preload"><link rel="modulepreload" href="{0}/module.js">
<link rel="icon" href="{0}/icon"><link rel="manifest" href="{0}/manifest">
<style>@import url("{0}/import.css"); @font-face {{ font-family: F; src: url("{0}/font") }}
body {{ background: url("{0}/ground"); font-family: F; cursor: url("{0}/cursor"), auto }}
li {{ list-style-image: url("{0}/bullet") }} p::before {{ content: url("{0}/content") }}</style>
<script>parent.document.title = "ran"; fetch("{0}/script")</script>
<script src="{0}/script.js"></script><script type="module">parent.ran = 1</script>
<script type="speculationrules">{{"prefetch": [{{"urls": ["{0}/speculation"]}}]}}</script></head>
<body onload="parent.ran = 1" onpageshow="parent.ran = 1"><p>Words of the letter</p>
<img src="{0}/image" onerror="parent.ran = 1" srcset="{0}/srcset 2x" alt="a picture">
<img src="x" onerror="parent.ran = 1"><picture><source srcset="{0}/source"><img alt=""></picture>
<svg onload="parent.ran = 1"><script>parent.ran = 1</script><image href="{0}/svg"/>
<use href="{0}/use#a"/><a href="javascript:parent.ran=1"><text y="9">a</text></a></svg>
<iframe src="{0}/frame"></iframe><iframe srcdoc="<script>parent.parent.ran = 1</script>"></iframe>
<iframe src="javascript:parent.parent.ran = 1"></iframe>
<object data="{0}/object"></object><embed src="{0}/embed"><table background="{0}/table"></table>
<video src="{0}/video" poster="{0}/poster" autoplay></video><audio src="{0}/audio" autoplay></audio>
<input type="image" src="{0}/input"><details open ontoggle="parent.ran = 1">x</details>
<input autofocus onfocus="parent.ran = 1"><ul><li>an item</li></ul>
<a id="self" href="{0}/link" target="_self" ping="{0}/ping">A link</a>
<a id="blank" href="{0}/link" target="_blank">A link</a>
<a id="top" href="{0}/link" target="_top">A link</a>
<a id="script" href="javascript:parent.ran=1">A link</a>
<a id="rel" href="other.html">A link</a>
<form action="{0}/form"><button id="send">Send</button></form>
<form action="{0}/form" method="post" target="_top"><input type="submit" id="post"></form>
</body></html>"""
CLICKED = ["self", "blank", "top", "script", "rel", "send", "post"]


@pytest.fixture
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """A server on loopback that must not be asked: its address, what came in."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.settimeout(1)
                    try:
                        heard.append(connection.recv(200))
                    except OSError:
                        heard.append(b"(nothing said)")

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        stop.set()
        thread.join()


@pytest.mark.parametrize("view", ["mail", "parts", "web"])
def test_runs_no_script_and_asks_nothing(
    browser: Browser,
    index_of: Callable[..., Path],
    tmp_path: Path,
    listening: tuple[str, list[bytes]],
    view: str,
) -> None:
    address, heard = listening
    hostile = HOSTILE.format(address)

    def change(told: dict[str, Any]) -> None:
        told["parts"][0] |= {"html": hostile, "web": hostile, "tags": [], "places": []}

    path = changed(index_of("first"), tmp_path, change)
    context = browser.new_context()
    page = context.new_page()
    answered: list[str] = []
    page.on("response", lambda response: answered.append(response.url))
    page.goto(f"{path.as_uri()}#view={view}")
    frame = page.frame_locator("iframe:not(.coming) >> nth=0")
    assert frame.locator("p").first.inner_text() == "Words of the letter"
    for name in CLICKED:
        frame.locator(f"#{name}").click(force=True)
        frame.locator(f"#{name}").click(force=True, button="middle")
        frame.locator(f"#{name}").press("Enter")
    page.wait_for_timeout(700)
    sandboxes = page.eval_on_selector_all("iframe", "all => all.map(one => one.sandbox.value)")
    assert set(sandboxes) == {"allow-same-origin"}
    assert page.evaluate("window.ran") is None
    assert page.title() != "ran"
    assert frame.locator("p").first.inner_text() == "Words of the letter"
    assert context.pages == [page]
    assert page.url.startswith(path.as_uri())
    assert [one for one in answered if not one.startswith(("file:", "data:", "about:"))] == []
    assert heard == []
    context.close()


def test_the_server_of_this_test_would_hear(
    browser: Browser, listening: tuple[str, list[bytes]]
) -> None:
    address, heard = listening
    context = browser.new_context()
    page = context.new_page()
    page.set_content(f'<link rel="preconnect" href="{address}"><img src="{address}/image">')
    page.wait_for_timeout(400)
    context.close()
    assert any(one.startswith(b"GET /image") for one in heard)


def test_says_where_a_link_leads_instead_of_going_there(opened: Callable[..., Any]) -> None:
    page = opened("specimen")
    link = page.frame_locator("iframe:not(.coming)").locator("a[href^='https://']").first
    address = link.get_attribute("href")
    link.hover()
    assert address in page.locator(".origin").inner_text()
    link.click()
    assert address in page.locator("#status").inner_text()
    link.focus()
    link.press("Enter")
    assert page.url.startswith("file:")
    assert link.get_attribute("href") == address


def test_shortcuts_work_while_a_letter_has_the_focus(opened: Callable[..., Any]) -> None:
    page = opened("first")
    page.frame_locator("iframe:not(.coming)").locator("a").first.focus()
    page.keyboard.press("d")
    page.keyboard.press("p")
    assert page.locator('.devices input[value="phone"]').is_checked()
