"""The page as one file: it opens from the disk, anywhere, alone, and asks for nothing."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from page_modules import data_of
from trees import built

from pipeline.page import STATIC
from pipeline.page.whole import policy

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Opened = Callable[..., "Page"]
TOP = re.compile(
    r"^(?:export )?(?:async )?(?:function|const|let|class) (?:(\w+)|[\[{](.*?)[\]}] =)",
    re.MULTILINE,
)
LET = re.compile(r"^(?:export )?let (\w+ = [^,;]+(?:, \w+ = [^,;]+)+);", re.MULTILINE)


def script(text: str) -> str:
    """The page's script."""
    found = re.search(r'<script type="module">(.*)</script>', text, re.DOTALL)
    assert found
    return found[1]


def test_it_holds_all_of_its_own_files_once(index_of: Callable[..., Path]) -> None:
    text = index_of("first").read_text(encoding="utf-8")
    inside = script(text)
    assert not re.search(r"^(?:import|export)\b", inside, re.MULTILINE)
    for path in STATIC.glob("*.js"):
        head = path.read_text(encoding="utf-8").partition("\n")[0]
        assert inside.count(f"{head}\n") == 1, path.name
    for path in STATIC.glob("*.css"):
        assert path.read_text(encoding="utf-8") in text, path.name


def test_no_name_of_one_module_is_another_modules() -> None:
    seen: dict[str, str] = {}
    for path in sorted(STATIC.glob("*.js")):
        text = path.read_text(encoding="utf-8")
        names = [one[0] or one[1] for one in TOP.findall(text)]
        names += [pair.split()[0] for told in LET.findall(text) for pair in told.split(", ")[1:]]
        for name in [part.strip() for one in names for part in one.split(",")]:
            assert name not in seen, f"{name}: {path.name} and {seen.get(name)}"
            seen[name] = path.name
    assert len(seen) > 200


def test_its_policy_lets_its_own_script_run_and_nothing_else(index_of: Callable[..., Path]) -> None:
    text = index_of("first").read_text(encoding="utf-8")
    digest = b64encode(sha256(script(text).encode()).digest()).decode()
    assert policy(f"'sha256-{digest}'", own=False) in text
    assert policy("'none'", own=False) == (
        "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
    before = text.index("Content-Security-Policy")
    assert before < text.index("<style>")
    assert before < text.index("<script")
    outside = text.replace(script(text), "").partition('id="data">')[0]
    addresses = re.findall(r"""(?:src|href)\s*=\s*["']?([^"'\s>]+)""", outside)
    assert [one for one in addresses if not one.startswith(("#", "data:"))] == []
    assert not re.search(r"url\((?!['\"]?data:)|@import", outside)


def test_its_script_would_end_nowhere_early() -> None:
    for path in STATIC.glob("*.js"):
        text = path.read_text(encoding="utf-8").lower()
        assert not re.search(r"</?script", text), path.name


@pytest.mark.browser
def test_alone_in_another_folder_it_shows_the_letters(
    browser: Browser, index_of: Callable[..., Path], tmp_path: Path
) -> None:
    """What a colleague is sent: one file, no network, nothing beside it."""
    there = tmp_path / "Downloads (1)" / "letters for you.html"
    there.parent.mkdir()
    shutil.copy(index_of("first"), there)
    context = browser.new_context(offline=True)
    try:
        page = context.new_page()
        asked: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        page.on("console", lambda one: wrong.append(one.text))
        page.on("pageerror", lambda one: wrong.append(str(one)))
        page.goto(there.as_uri())
        assert page.frame_locator("#stage iframe").first.locator("h1").inner_text() == (
            "The Road to Recovery: How Intra Cervical Insemination Can Help After Miscarriage"
        )
        for view in ("parts", "clients", "source", "html", "mjml", "text", "headers", "eml", "web"):
            page.evaluate(f"location.hash = 'part=2&view={view}'")
            page.wait_for_timeout(250)
        inside = ("data:", "blob:", "about:")
        assert [url for url in asked if not url.startswith(inside)] == [there.as_uri()]
        assert wrong == []
    finally:
        context.close()


HOSTILE = """# <b>Title</b> </script><script>window.ran = 1</script>

{{ first_name }}, some <img src=x onerror="parent.ran = 2"> words </template></iframe>.

<svg onload="parent.ran = 3"><a href="javascript:parent.ran = 4">click</a></svg>

[a link](https://far.example/x?"><script>parent.ran=5</script>) ![far](https://far.example/x.png)

``` html
</textarea></script><!--
```
"""


@pytest.mark.browser
def test_no_script_of_an_article_ever_runs(browser: Browser, make: Callable[..., Path]) -> None:
    sample = "</script><img src=x onerror=parent.ran=6>"
    root = make({"a.md": HOSTILE, "letterloom.toml": f"[[samples]]\nfirst_name = '{sample}'\n"})
    index = built(root, "a.md").index
    context = browser.new_context()
    try:
        page = context.new_page()
        asked: list[str] = []
        refused: set[str | None] = set()
        page.on("response", lambda one: asked.append(one.url))
        page.on("requestfailed", lambda one: refused.add(one.failure))
        page.goto(index.as_uri())
        for view in ("mail", "parts", "clients", "source", "html", "mjml", "text", "web"):
            for person in range(len(data_of(index)["people"])):
                page.evaluate(f"location.hash = 'view={view}&person={person}'")
                page.wait_for_timeout(120)
                ran = [frame.evaluate("window.ran") for frame in page.frames[:1]]
                assert ran == [None]
        frames = page.locator("iframe").all()
        assert frames
        assert all(one.get_attribute("sandbox") == "allow-same-origin" for one in frames)
        assert [url for url in asked if url.startswith("http")] == []
        assert refused == {"csp"}
    finally:
        context.close()
