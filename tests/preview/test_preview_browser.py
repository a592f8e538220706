"""Promise 17, and the page that follows what is saved, in Chromium on the real preview."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from served import Preview, preview

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRST = "Dear reader, this letter has a first paragraph.\n\n"
MORE = "".join(
    f"Paragraph {number} is here to make it long enough to scroll.\n\n" for number in range(80)
)
HOSTILE = """<mj-raw>
<script>window.top.ran = 1; fetch("http://127.0.0.1:PORT/script")</script>
<img src="x" onerror="window.top.ran = 2" alt="" />
<img src="http://127.0.0.1:PORT/pixel.gif" alt="" onload="window.top.ran = 3" />
<link rel="stylesheet" href="http://127.0.0.1:PORT/style.css" />
<style>@import "http://127.0.0.1:PORT/import.css";
body { background: url(http://127.0.0.1:PORT/bg.png) }</style>
<svg onload="window.top.ran = 4"><script>window.top.ran = 5</script></svg>
<iframe src="http://127.0.0.1:PORT/frame"></iframe>
<iframe srcdoc="&lt;script&gt;window.top.ran = 6&lt;/script&gt;"></iframe>
<object data="http://127.0.0.1:PORT/object"></object><embed src="http://127.0.0.1:PORT/embed" />
<video autoplay="autoplay" src="http://127.0.0.1:PORT/video"></video>
<form action="http://127.0.0.1:PORT/form">
<input autofocus="autofocus" onfocus="window.top.ran = 7" /></form>
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:PORT/refresh" />
<a id="bad" href="javascript:window.top.ran = 8" target="_top">Press</a>
<a id="away" href="http://127.0.0.1:PORT/away" target="_blank">Away</a>
</mj-raw>
<mj-text>{{ block.html }}</mj-text>
"""


def project(root: Path) -> Path:
    (root / "content").mkdir(parents=True)
    (root / "content/letter.md").write_text("# A letter\n\n" + FIRST + MORE)
    (root / "content/letter.toml").write_text("series = {parts = 1}\n")
    return root


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Preview]:
    with preview(project(tmp_path / "project")) as running:
        yield running


def opened(browser: Browser, served: Preview, wait: str = "first paragraph") -> Page:
    """The page, once its mail stands there."""
    page = browser.new_page(viewport={"width": 1280, "height": 850})
    page.goto(served.address)
    shown(page, wait)
    return page


def shown(page: Page, words: str) -> None:
    """Wait until these words stand in a mail."""
    page.wait_for_function(
        "words => [...document.querySelectorAll('iframe')].some("
        "one => one.contentDocument?.body?.textContent.includes(words))",
        arg=words,
    )


def test_what_is_saved_is_shown_in_every_browser_and_stays_where_it_was(
    browser: Browser, served: Preview
):
    pages = [opened(browser, served) for _ in range(2)]
    for page in pages:
        page.mouse.move(620, 600)
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(300)
    before = [page.evaluate(SCROLLED) for page in pages]
    assert min(before) > 300
    path = served.root / "content/letter.md"
    path.write_text("# A letter\n\n" + FIRST.replace("first", "altered") + MORE)
    for page, scrolled in zip(pages, before, strict=True):
        shown(page, "altered paragraph")
        page.wait_for_timeout(200)
        assert abs(page.evaluate(SCROLLED) - scrolled) < 5
        page.close()


SCROLLED = """() => Math.max(...[...document.querySelectorAll("*")].map(one => one.scrollTop),
  ...[...document.querySelectorAll("iframe")].map(one => one.contentWindow?.scrollY ?? 0))"""


@pytest.fixture
def elsewhere() -> Iterator[tuple[int, list[str]]]:
    """A server of somebody else's: its port, and what it was asked for."""
    asked: list[str] = []

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()


def test_nothing_of_a_mail_runs_or_reaches_the_network(
    browser: Browser, tmp_path: Path, elsewhere: tuple[int, list[str]]
):
    port, asked = elsewhere
    root = project(tmp_path / "project")
    blocks = root / "templates/blocks"
    blocks.mkdir(parents=True)
    (blocks / "paragraph.mjml.j2").write_text(HOSTILE.replace("PORT", str(port)))
    with preview(root) as served:
        told = served.series("letter")
        assert "window.top.ran = 1" in told["series"]["parts"][0]["html"]
        page = opened(browser, served)
        frame = next(one for one in page.frames if one != page.main_frame)
        for link in ("#bad", "#away"):
            frame.locator(link).first.dispatch_event("click")
        page.wait_for_timeout(1000)
        assert page.evaluate("window.ran") is None
        assert asked == []
        assert len(page.context.pages) == 1
        assert page.url.startswith(served.address)
        mail = tmp_path / "mail.html"
        mail.write_text(told["series"]["parts"][0]["html"])
        page.goto(mail.as_uri(), wait_until="commit")
        page.wait_for_timeout(1000)
        assert asked  # so the mail does ask, where nothing prevents it
        page.close()


def test_a_page_of_somebody_else_can_read_and_write_nothing(browser: Browser, served: Preview):
    before = (served.root / "content/letter.toml").read_text()
    with preview(project(served.root.parent / "other")) as other:
        page = browser.new_page()
        page.goto(other.address)
        outcome = page.evaluate(
            """async address => {
              const tried = [];
              const write = {method: "POST", mode: "no-cors", body: "{}"};
              for (const options of [{}, {mode: "no-cors"}, write])
                try {
                  const answer = await fetch(address + "api/articles", options);
                  tried.push(await answer.text());
                } catch (error) { tried.push("refused"); }
              const image = new Image();
              image.src = address + "static/base.css";
              return tried;
            }""",
            served.address,
        )
        assert outcome == ["refused"] * 3  # the page's own policy
        page.route("**/elsewhere", lambda route: route.fulfill(body="<p>Elsewhere</p>"))
        page.goto("http://elsewhere.test/elsewhere")
        outcome = page.evaluate(
            """async address => {
              const answer = await fetch(address + "api/articles", {mode: "no-cors"})
                .then(one => one.type, () => "refused");
              const events = await new Promise(resolve => {
                const stream = new EventSource(address + "api/events");
                stream.onopen = () => resolve("opened");
                stream.onerror = () => resolve("refused");
              });
              const post = {method: "POST", mode: "no-cors", body: "{}"};
              const write = await fetch(address + "api/articles/letter/undo", post)
                .then(one => one.type, () => "refused");
              return [answer, events, write];
            }""",
            served.address,
        )
        assert outcome[1] == "refused"
        assert {outcome[0], outcome[2]} <= {"opaque", "refused"}
        page.close()
    assert (served.root / "content/letter.toml").read_text() == before
