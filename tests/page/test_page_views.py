"""Every way to see a letter shows something, for every specimen, without an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from machine import ROOT
from page_axe import axe_problems
from page_modules import data_of, served

from pipeline import project
from pipeline.asked import Asked
from pipeline.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

VIEWS = ["mail", "parts", "clients", "source", "html", "mjml", "text", "headers", "eml", "web"]
SPECIMENS = [("quiet", "en"), ("journal", "ar"), ("brief", "ja"), ("brief", "en")]
FRAME = "iframe:not(.coming)"


@pytest.fixture(scope="module", params=SPECIMENS, ids="-".join)
def specimen(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """A specimen's page in a theme, and its data."""
    theme, lang = request.param
    source = ROOT / "templates" / "specimen" / "content" / f"{lang}.md"
    settings = project.load_project(project.find_root(source))
    settings = replace(settings, theme=replace(settings.theme, name=theme))
    index = build(source, settings, Asked(tmp_path_factory.mktemp("views"))).index
    return index, data_of(index)


def test_every_view(opened: Callable[..., Any], specimen: tuple[Path, dict[str, Any]]) -> None:
    index, told = specimen
    page = opened("first")
    page.goto(index.as_uri())
    for view in VIEWS:
        page.evaluate("view => { location.hash = `part=2&view=${view}`; }", view)
        page.wait_for_selector("#stage-room > *")
        if view in ("mail", "parts", "clients", "web"):
            page.wait_for_selector(FRAME)
            page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
            words = page.frame_locator(f"{FRAME} >> nth=0").locator("body").inner_text()
        else:
            words = page.locator("#stage-room").inner_text()
        assert len(words) > 60, view
        assert told["prefix"] not in words, view


def shown(page: Page, view: str) -> str:
    """The lines of code that a view shows."""
    page.evaluate("view => { location.hash = `view=${view}`; }", view)
    page.wait_for_selector(f".code-room.{view} .code")
    return "\n".join(page.locator(".code .line").all_text_contents())


def test_code_is_what_the_files_hold(
    opened: Callable[..., Any], specimen: tuple[Path, dict[str, Any]]
) -> None:
    index, told = specimen
    page = opened("first")
    page.goto(index.as_uri())
    files = told["parts"][0]["files"]
    for view in ("html", "text", "mjml"):
        written = (index.parent / files[view]).read_text(encoding="utf-8")
        assert shown(page, view) == written.removesuffix("\n")
    head = (index.parent / files["eml"]).read_bytes().partition(b"\r\n\r\n")[0]
    assert shown(page, "headers") == head.decode().replace("\r\n", "\n")


def test_the_message_lies_beside_the_page(opened: Callable[..., Any]) -> None:
    page = opened("first", "view=eml&part=2")
    link = page.locator(".code-room.eml a")
    assert link.get_attribute("href") == "02-part-2/email.eml"


def test_the_web_version_is_what_the_file_holds(
    opened: Callable[..., Any], specimen: tuple[Path, dict[str, Any]]
) -> None:
    index, told = specimen
    page = opened("first")
    page.goto(f"{(index.parent / told['parts'][0]['files']['web']).as_uri()}")
    written = page.locator("main").inner_text()
    page.goto(f"{index.as_uri()}#view=web&width=1280")
    assert page.frame_locator(FRAME).locator("main").inner_text() == written


def test_each_program_is_beside_the_others(
    opened: Callable[..., Any], specimen: tuple[Path, dict[str, Any]]
) -> None:
    index, told = specimen
    page = opened("first", width=1600)
    page.goto(f"{index.as_uri()}#view=clients&device=phone&hidden=both")
    names = page.locator(".pane .pane-open")
    assert names.all_inner_texts() == [one["title"] for one in told["programs"]]
    assert page.locator(".pane", has_text="simulation").count() == len(told["programs"])
    page.locator(".pane").last.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelectorAll('iframe:not(.coming)').length > 3")
    names.first.click()
    page.wait_for_selector(".one-letter .about .badge")
    assert f"client={told['programs'][0]['name']}" in page.url
    title = page.locator(FRAME).get_attribute("title")
    assert title == f"Letter 1 in {told['programs'][0]['title']}, a simulation"


def test_what_a_page_has_not_is_said(browser: Browser, index_of: Callable[..., Path]) -> None:
    told = data_of(index_of("first"))
    for part in told["parts"]:
        part.pop("simulations", None)
    with served(browser, told, "client=outlook.windows") as page:
        note = page.locator(".nothing").inner_text()
        assert "not in this page" in note
        assert page.locator("iframe").count() == 0
        page.select_option(".programs select", "")
        page.wait_for_selector(FRAME)
        assert page.locator(".nothing").count() == 0


def test_somebody_whose_value_no_mail_may_hold(
    browser: Browser, index_of: Callable[..., Path]
) -> None:
    told = data_of(index_of("first"))
    told["people"][0]["values"][0] = None
    with served(browser, told) as page:
        assert "cannot be shown" in page.locator(".nothing").inner_text()
        page.evaluate("() => { location.hash = 'person=1'; }")
        page.frame_locator(FRAME).get_by_text("Letter 1 of 3").wait_for()
        page.evaluate("() => { location.hash = 'view=html'; }")
        assert "cannot be shown" in page.locator(".nothing").inner_text()


def test_markup_that_a_series_holds_is_shown_as_text(
    browser: Browser, index_of: Callable[..., Path]
) -> None:
    told = data_of(index_of("first"))
    script = "<img src=x onerror='window.ran=1'>"
    told["source"][1] = script
    told["parts"][0] |= {"title": script, "subject": script, "text": script, "mjml": script}
    with served(browser, told) as page:
        for view in VIEWS:
            page.evaluate("view => { location.hash = `view=${view}`; }", view)
            page.wait_for_selector("#stage-room > *")
        page.evaluate("() => { location.hash = 'view=text'; }")
        assert page.locator(".code .line").all_inner_texts() == [script]
        assert page.evaluate("() => window.ran") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [*VIEWS, "mail&client=outlook.windows&mode=gmail-ios"])
def test_everybody_can_use_it(opened: Callable[..., Any], view: str, scheme: str) -> None:
    page = opened("first", f"view={view}", scheme=scheme)
    page.wait_for_selector("#stage-room > *")
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    assert axe_problems(page) == []
