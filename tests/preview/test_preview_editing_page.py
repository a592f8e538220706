"""What an editor does on the page, in a browser: each control writes what it says, and no more."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from machine import FIRST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PROJECT = """\
# What all letters share.
[sender]
name = "Lantern"  # the clinic
"""
BESIDE = """\
# The editor's words.
public_name = "Letters for you"
sensitive = true

[[series.parts]]
subject = "Letter 1 of 3: some plain facts"

[[series.parts]]
starts = "The Emotional Impact of Miscarriage"
subject = "Letter 2 of 3: looking after yourself"  # gentle
wait = "4 days"

[[series.parts]]
starts = "The Road to Recovery"
subject = "Letter 3 of 3: one option, for later"
"""


class Work:
    """A project, its preview, and the page in a browser."""

    def __init__(self, root: Path, url: str, browser: Browser) -> None:
        self.root = root
        self._url = url
        self._browser = browser
        self.contexts: list[Any] = []
        self.problems: list[str] = []

    def open(self, state: str, **more: Any) -> Page:
        """The page in one of its states."""
        width = more.pop("width", 1400)
        context = self._browser.new_context(viewport={"width": width, "height": 900}, **more)
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.goto(f"{self._url}#{state}")
        return page

    def files(self) -> dict[str, str]:
        """Every file of the project that is no source, by its name."""
        found: dict[str, str] = {}
        for path in self.root.rglob("*"):
            name = path.relative_to(self.root)
            if path.is_file() and path.suffix != ".txt" and "out" not in name.parts:
                # What is being written has a name of its own for a moment.
                with suppress(FileNotFoundError):
                    found[name.as_posix()] = path.read_text("utf-8")
        return found

    def becomes(self, **wanted: str) -> None:
        """Wait until the files are as wished: `beside` and `project`, each whole."""
        names = {"beside": "content/letter.toml", "project": "letterloom.toml"}
        expected = {**start(), **{names[key]: text for key, text in wanted.items()}}
        until(self.files, expected)


def start() -> dict[str, str]:
    return {"content/letter.toml": BESIDE, "letterloom.toml": PROJECT}


def until(look: Callable[[], object], wanted: object) -> None:
    """Wait until what is looked at is as wished; then it must stay so for a moment."""
    ends = time.monotonic() + 15
    while look() != wanted and time.monotonic() < ends:
        time.sleep(0.05)
    assert look() == wanted


@pytest.fixture
def work(browser: Browser, tmp_path: Path) -> Iterator[Work]:
    """The first article in a project of its own, with its preview running."""
    (tmp_path / "content").mkdir()
    shutil.copy(FIRST, tmp_path / "content" / "letter.txt")
    for name, text in start().items():
        (tmp_path / name).write_text(text, "utf-8")
    yield from previewed(browser, tmp_path)


def previewed(browser: Browser, root: Path) -> Iterator[Work]:
    command = [sys.executable, "-u", "-m", "pipeline", "preview", "--no-open"]
    server = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        said = server.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found, said
        made = Work(root, found[0], browser)
        yield made
        for context in made.contexts:
            context.close()
        assert made.problems == []
    finally:
        server.terminate()
        server.communicate(timeout=20)


def field(page: Page, key: str) -> Any:
    """A field of a form, by the key that it writes."""
    return page.locator(f'[data-field="{key}"] :is(input, textarea, select)').first


def said(page: Page, key: str) -> Any:
    return page.locator(f'[data-field="{key}"] .field-said')


def saved(page: Page, key: str) -> None:
    page.locator(f'[data-field="{key}"] .field-said[data-said="saved"]').wait_for()


def test_a_letters_words_are_written_and_undone(work: Work) -> None:
    page = work.open("panel=edit&part=2")
    field(page, "subject").fill("Two short sections")
    saved(page, "subject")
    changed = BESIDE.replace('"Letter 2 of 3: looking after yourself"', '"Two short sections"')
    work.becomes(beside=changed)
    assert page.locator('[data-inbox="apple-mail"]').inner_text().count("Two short sections") == 1
    field(page, "preheader").fill("Take them\nslowly.")
    saved(page, "preheader")
    told = changed.replace(
        'wait = "4 days"\n', 'wait = "4 days"\npreheader = "Take them slowly."\n'
    )
    work.becomes(beside=told)
    page.locator('[data-field="preheader"] .field-back').click()
    work.becomes(beside=changed)
    page.locator("#known h2").first.click()
    page.locator("#known [data-do=undo]").click()
    work.becomes(beside=told)
    page.keyboard.press("Control+z")
    work.becomes(beside=changed)
    page.keyboard.press("Control+z")
    work.becomes()
    page.keyboard.press("Control+Shift+z")
    work.becomes(beside=changed)
    until(lambda: field(page, "subject").input_value(), "Two short sections")


def test_what_cannot_be_is_said_and_kept_in_the_field(work: Work) -> None:
    page = work.open("panel=edit&part=2")
    field(page, "wait").fill("four dogs")
    trouble = page.locator('[data-field="wait"] .field-trouble')
    trouble.wait_for()
    assert "wait" in trouble.inner_text()
    assert field(page, "wait").input_value() == "four dogs"
    assert field(page, "wait").get_attribute("aria-invalid") == "true"
    work.becomes()
    field(page, "wait").fill("12 hours")
    saved(page, "wait")
    assert not trouble.is_visible()
    work.becomes(beside=BESIDE.replace('"4 days"', '"12 hours"'))


def test_the_series_and_the_sender(work: Work) -> None:
    page = work.open("panel=edit")
    page.locator('[data-field="sensitive"] input').uncheck()
    saved(page, "sensitive")
    beside = BESIDE.replace("sensitive = true", "sensitive = false")
    work.becomes(beside=beside)
    field(page, "series.every").fill("5 days")
    saved(page, "series.every")
    field(page, "series.send_at").fill("09:30")
    saved(page, "series.send_at")
    field(page, "series.words.1").fill("500")
    saved(page, "series.words.1")
    table = '[series]\nevery = "5 days"\nsend_at = "09:30"\nwords = [150, 500]\n\n[[series.parts]]'
    beside = beside.replace("[[series.parts]]", table, 1)
    work.becomes(beside=beside)
    field(page, "sender.reply_to").fill("nurses@example.org")
    saved(page, "sender.reply_to")
    field(page, "sender.name").fill("")
    saved(page, "sender.name")
    reply = 'reply_to = "nurses@example.org"\n'
    project = f"# What all letters share.\n[sender]\n# the clinic\n{reply}"
    work.becomes(beside=beside, project=project)


def test_a_colour_that_nobody_could_read_is_not_written(work: Work) -> None:
    page = work.open("panel=looks")
    shade = page.locator('[data-colour="light.accent"]')
    shade.fill("#8FBDB8")
    proposal = page.locator('[data-propose="accent"]')
    proposal.wait_for()
    assert "people need 4.5:1" in page.locator(".colour-said .field-trouble").inner_text()
    page.wait_for_timeout(900)
    work.becomes()
    proposal.click()
    page.locator(".colours-said", has_text="saved").first.wait_for()
    accent = shade.input_value()
    assert re.fullmatch(r"#[0-9A-F]{6}", accent)
    assert accent not in ("#8FBDB8", "#2B615D")
    work.becomes(project=PROJECT + f'\n[theme.light]\naccent = "{accent}"\n')
    page.locator('[data-back="light.accent"]').click()
    work.becomes()
    until(shade.input_value, "#2B615D")


def test_theme_sizes_and_back_to_its_own(work: Work) -> None:
    page = work.open("panel=looks")
    field(page, "theme.name").select_option("brief")
    until(lambda: 'name = "brief"' in work.files()["letterloom.toml"], True)
    page.locator('[data-field="theme.text_size"] input').wait_for()
    field(page, "theme.radius").fill("12")
    saved(page, "theme.radius")
    work.becomes(project=PROJECT + '\n[theme]\nname = "brief"\nradius = 12\n')
    page.get_by_role("button", name="Back to the theme's own looks").click()
    work.becomes(project=PROJECT + '\n[theme]\nname = "brief"\n')


def starts(work: Work) -> list[str]:
    """Where the parts are said to begin."""
    return re.findall(r'^starts = "([^"]*)"', work.files()["content/letter.toml"], re.MULTILINE)


EMOTIONAL, ROAD = "The Emotional Impact of Miscarriage", "The Road to Recovery"


def test_splitting_and_joining_with_the_mouse(work: Work) -> None:
    page = work.open("view=split")
    page.locator('[data-gap="2"]').click()
    page.locator('[data-letter="4"]').wait_for()
    assert starts(work) == ["Understanding Miscarriage", EMOTIONAL, ROAD]
    page.locator('[data-join="2"]').click()
    page.locator('[data-letter="4"]').wait_for(state="detached")
    assert starts(work) == [EMOTIONAL, ROAD]


def test_a_boundary_is_dragged(work: Work) -> None:
    page = work.open("view=split")
    handle = page.locator('[data-boundary="2"]')
    handle.scroll_into_view_if_needed()
    before = page.locator('[data-letter="1"] .split-words').inner_text()
    box, block = handle.bounding_box(), page.locator('[data-block="4"] .split-block').bounding_box()
    assert box
    assert block
    page.mouse.move(box["x"] + 60, box["y"] + 18)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, block["y"] + 4, steps=6)
    until(lambda: page.locator('[data-letter="1"] .split-item').count(), 4)
    assert page.locator('[data-letter="1"] .split-words').inner_text() != before
    work.becomes()
    page.mouse.up()
    until(lambda: len(starts(work)) == 2 and starts(work)[0].startswith("The causes of"), True)
    page.locator("#stage [data-do=undo]").click()
    work.becomes()
    until(lambda: page.locator('[data-letter="1"] .split-words').inner_text(), before)


def test_splitting_by_keyboard_alone(work: Work) -> None:
    page = work.open("view=split")
    page.locator('[data-boundary="2"]').focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator('[data-letter="1"] .split-item').count() == 3
    assert page.locator(".split-said").inner_text().startswith("Letter 2 begins with")
    page.keyboard.press("Enter")
    until(lambda: starts(work)[0].startswith("Before delving"), True)
    until(lambda: page.evaluate("document.activeElement.dataset.boundary"), "2")
    page.keyboard.press("Delete")
    page.locator('[data-letter="3"]').wait_for(state="detached")
    until(lambda: page.evaluate("document.activeElement.dataset.gap"), "3")
    page.keyboard.press("Enter")
    page.locator('[data-letter="3"]').wait_for()
    until(lambda: page.evaluate("document.activeElement.dataset.boundary"), "2")
    for _ in range(3):
        page.keyboard.press("Control+z")
        page.wait_for_timeout(300)
    work.becomes()


def test_the_words_are_approved_and_a_change_is_told(work: Work) -> None:
    page = work.open("panel=facts")
    page.locator("[data-act=approve]").click()
    page.locator("#approve-by").fill("A reviewer of ours")
    page.locator("dialog .button.primary").click()
    page.locator("dialog .sheet-said.good").wait_for()
    page.keyboard.press("Escape")
    page.locator(".approval.good").wait_for()
    assert 'by = "A reviewer of ours"' in work.files()["content/letter.toml"]
    page.get_by_role("tab", name="Edit").click()
    field(page, "subject").fill("Some facts")
    saved(page, "subject")
    page.get_by_role("tab", name="Facts").click()
    page.locator(".approval.warn").wait_for()
    page.locator("[data-act=withdraw]").click()
    page.locator("[data-act=withdraw]").wait_for(state="detached")
    subject = '"Letter 1 of 3: some plain facts"'
    work.becomes(beside=BESIDE.replace(subject, '"Some facts"'))


def test_what_stands_in_the_article_itself_is_not_edited(browser: Browser, tmp_path: Path) -> None:
    text = (
        "---\ntitle: Hens\nsensitive: false\n---\n# Hens\n\nHens lay.\n\n## Eggs\n\nEggs hatch.\n"
    )
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "hens.md").write_text(text, "utf-8")
    for work in previewed(browser, tmp_path):
        page = work.open("panel=edit")
        field(page, "public_name").wait_for()
        assert field(page, "sensitive").is_disabled()
        told = page.locator('[data-field="sensitive"] .field-hint').inner_text()
        assert told.startswith("Can't be changed here: it stands in content/hens.md, line 3")
        field(page, "public_name").fill("Our hens")
        saved(page, "public_name")
        assert work.files()["content/hens.toml"] == 'public_name = "Our hens"\n'
        assert (tmp_path / "content" / "hens.md").read_text("utf-8") == text


def test_what_a_check_means_is_told_in_its_place(work: Work) -> None:
    page = work.open("panel=checks")
    item = page.locator('.finding[data-rule="words/not-for-mail"]')
    item.locator(".finding-open").click()
    item.get_by_role("button", name="What does this mean?").click()
    item.locator(".finding-told p").first.wait_for()
    assert "web page" in item.locator(".finding-told").inner_text()
    assert item.get_by_role("button", name="Open in editor").is_visible()
    work.becomes()
