"""What is known of a series, on the page from the disk: findings, facts, wording, the split."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_axe import axe_problems

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser


@pytest.fixture
def told(index_of: Callable[..., Path]) -> Callable[[str], dict[str, Any]]:
    """Gives an article's data, as it stands in its page."""

    def given(source: str) -> dict[str, Any]:
        text = index_of(source).read_text("utf-8")
        found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text)
        assert found
        data: dict[str, Any] = json.loads(found[1])
        return data

    return given


def group_of(finding: dict[str, Any]) -> str:
    claim = finding["rule"].startswith("words/claim") and finding["severity"] != "error"
    return "reviewer" if claim else str(finding["severity"])


def rules(page: Page, group: str) -> list[str]:
    items = page.locator(f'[data-group="{group}"] .finding')
    return [str(one.get_attribute("data-rule")) for one in items.all()]


@pytest.mark.parametrize("source", ["first", "specimen"])
def test_every_finding_stands_in_its_group(
    opened: Opened, told: Callable[[str], dict[str, Any]], source: str
) -> None:
    findings = told(source)["findings"]
    page = opened(source, "panel=checks")
    page.locator(".checks-found").wait_for()
    for group in ("error", "warning", "reviewer", "note"):
        wanted = [one["rule"] for one in findings if group_of(one) == group]
        assert rules(page, group) == wanted
    assert page.locator("details[open].checks-group").count() == 0


def test_findings_are_filtered_by_words_and_by_letter(
    opened: Opened, told: Callable[[str], dict[str, Any]]
) -> None:
    findings = told("first")["findings"]
    page = opened("first", "panel=checks&part=2")
    page.get_by_label("Only findings with these words").fill("number")
    shown = page.locator(".finding")
    wanted = [one["rule"] for one in findings if "number" in json.dumps(one).lower()]
    assert sorted(str(one.get_attribute("data-rule")) for one in shown.all()) == sorted(wanted)
    page.get_by_label("Only findings with these words").fill("")
    page.get_by_label("This letter", exact=True).check()
    with_part = [one for one in findings if one["parts"]]
    others = [one for one in with_part if 2 not in one["parts"]]
    assert others
    assert shown.count() < len(findings)
    text = page.locator(".checks-found").inner_text()
    assert "Letter 1" not in text.replace("Letter 1,", "")
    page.wait_for_url(re.compile("scope=letter"))
    page.reload()
    assert page.get_by_label("This letter").is_checked()


def test_a_finding_is_opened_by_keyboard_and_shown_in_its_letter(opened: Opened) -> None:
    page = opened("first", "panel=checks&view=text&part=3")
    item = page.locator('.finding[data-rule="words/not-for-mail"]')
    item.locator(".finding-open").focus()
    page.keyboard.press("Enter")
    assert item.locator(".finding-open").get_attribute("aria-expanded") == "true"
    assert item.locator("mark").inner_text() == "In this blog post"
    page.locator(".outline.firm").first.wait_for()
    assert "words/not-for-mail" in item.inner_text()
    assert re.search(r"content/road-to-recovery.txt:3:1", item.inner_text())
    assert item.get_by_role("button", name="Open in editor").count() == 0
    page.keyboard.press("Enter")
    assert item.locator(".finding-more").is_hidden()


def test_while_the_checks_are_at_work_it_says_so(
    opened: Opened, index_of: Callable[..., Path], tmp_path: Path
) -> None:
    text = index_of("first").read_text("utf-8")
    found = re.search(r'id="data">(.*?)</script>', text)
    assert found
    data = {**json.loads(found[1]), "findings": None, "ignored": None, "approval": None}
    written = json.dumps(data).replace("<", "\\u003c")
    waiting = tmp_path / "index.html"
    waiting.write_text(text.replace(found[1], written), "utf-8")
    page = opened("first")
    page.goto(waiting.as_uri())
    assert page.locator(".checks-found").inner_text() == "checking…"
    assert page.get_by_role("tab", name="Checks").inner_text().split() == ["Checks", "…"]


def test_the_receipt_and_what_a_letter_holds(
    opened: Opened, told: Callable[[str], dict[str, Any]]
) -> None:
    page = opened("first", "panel=facts&part=2")
    facts = dict(
        zip(
            page.locator("#known dt").all_inner_texts(),
            page.locator("#known dd").all_inner_texts(),
            strict=True,
        )
    )
    data = told("first")
    removed = sum(one["words"] for one in data["removals"])
    part = data["parts"][1]
    assert (facts["In"], facts["Taken out"], facts["Lost"]) == ("783", str(removed), "0")
    assert facts["Delivered once, in order"] == str(783 - removed)
    assert (facts["Words"], facts["Reading time"]) == (str(part["words"]), "1 min")
    assert facts["Sent"] == "on day 5, 4 days after the letter before"
    kilobytes = round(part["bytes"]["encoded"] / 1024)
    assert facts["HTML as sent"].strip() == f"{kilobytes} of 102 KB".replace(" of", " KB of", 1)
    assert page.locator(".approval h2").inner_text() == "Not approved yet"
    assert page.locator(".approval code").inner_text() == data["approval"]["digest"][:12]


def test_the_page_from_the_disk_edits_nothing(opened: Opened) -> None:
    page = opened("first", "panel=edit&view=split")
    assert page.get_by_role("tab", name="Wording").is_visible()
    for panel in ("edit", "looks", "facts"):
        page.evaluate(f"location.hash = 'view=split&panel={panel}'")
        page.locator("#known dl, #known .colour-row").first.wait_for()
        assert (
            page.locator("#known :is(input, select, textarea):not(:disabled, :read-only)").count()
            == 0
        )
        assert page.locator("[data-act=approve], [data-act=test], [data-act=shots]").count() == 0
    assert page.locator(".split-letter").count() == 3
    assert page.locator(".split-gap, .split-handle, [data-do=undo]").count() == 0


def test_the_split_shows_every_block_and_what_was_taken_out(
    opened: Opened, told: Callable[[str], dict[str, Any]]
) -> None:
    data = told("first")
    page = opened("first", "view=split")
    shown = [
        [int(str(one.get_attribute("data-block"))) for one in letter.locator(".split-item").all()]
        for letter in page.locator(".split-letter").all()
    ]
    wanted: list[list[int]] = [[] for _ in data["parts"]]
    for index, block in enumerate(data["blocks"]):
        wanted[block["part"] - 1].append(index)
    assert shown == wanted
    assert page.locator(".split-words").all_inner_texts() == [
        f"{part['words']} words · {part['minutes']} min" for part in data["parts"]
    ]
    assert page.locator(".split-removed del").all_inner_texts() == [
        one["text"] for one in data["removals"]
    ]
    page.get_by_label("Whole text").check()
    assert page.locator(".split-text").all_inner_texts() == [one["text"] for one in data["blocks"]]


def test_a_letter_is_copied_for_the_person_who_is_chosen(
    opened: Opened, told: Callable[[str], dict[str, Any]]
) -> None:
    data = told("specimen")
    page = opened("specimen", "panel=facts", permissions=["clipboard-read", "clipboard-write"])
    pasted = "navigator.clipboard.readText()"
    marks = re.compile(rf"{data['prefix']}(\d+)z")

    def filled(text: str) -> str:
        values = data["people"][0]["values"][0]
        images, slots = data["images"], data["slots"]
        return marks.sub(
            lambda found: values[int(found[1])] or images.get(slots[int(found[1])]["name"], ""),
            text,
        )

    part = data["parts"][0]
    for act, text in (
        ("copy.subject", part["inbox"]["subject"]),
        ("copy.text", part["text"]),
        ("copy.html", part["html"]),
    ):
        page.locator(f'[data-act="{act}"]').click()
        page.locator("#status", has_text="copied").wait_for()
        assert page.evaluate(pasted).replace("\r\n", "\n") == filled(text)
        page.evaluate("document.getElementById('status').textContent = ''")


def test_files_beside_the_page_are_linked(opened: Opened, index_of: Callable[..., Path]) -> None:
    page = opened("first", "panel=facts&part=2")
    folder = index_of("first").parent
    for act in ("take.eml", "open.web"):
        href = page.locator(f'[data-act="{act}"]').get_attribute("href")
        assert href
        assert (folder / href).is_file()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("panel", ["checks", "edit", "looks", "facts"])
def test_the_right_side_is_for_everyone(
    opened: Opened, panel: str, width: int, scheme: str
) -> None:
    page = opened("first", f"panel={panel}&view=split&room=known", width=width, scheme=scheme)
    page.locator("#known-room .view > *").first.wait_for()
    for fold in page.locator("#known details").all():
        fold.evaluate("one => { one.open = true }")
    assert axe_problems(page) == []
    wide = page.evaluate("document.querySelector('#known-room').scrollWidth")
    assert wide <= page.evaluate("document.querySelector('#known-room').clientWidth")
