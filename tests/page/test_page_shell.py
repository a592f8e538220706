"""The shell of the page: its rooms, its inbox, its commands, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_axe import axe_problems

from pipeline.page import STATIC
from pipeline.page.whole import html

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Opened = Callable[..., "Page"]
LOOKS = ("gmail", "gmail-app", "apple-mail", "apple-mail-mac", "outlook", "outlook-app")
VIEWS = ("mail", "parts", "clients", "source", "html", "mjml", "text", "headers", "eml", "web")


def letter(page: Page) -> str:
    """The number of the open letter, as the list marks it."""
    return page.locator('#inbox [aria-current="true"]').get_attribute("data-part") or ""


def titled(page: Page, title: str) -> None:
    """Wait until the page has a title."""
    from playwright.sync_api import expect

    expect(page).to_have_title(title)


def closed(page: Page) -> None:
    """Wait until no dialog stands there: one is told of its closing a moment later."""
    from playwright.sync_api import expect

    expect(page.locator("dialog")).to_have_count(0)


def address(page: Page) -> dict[str, str]:
    """The state as the address tells it, once it is written."""
    page.wait_for_timeout(450)
    told: dict[str, str] = page.evaluate(
        "Object.fromEntries(new URLSearchParams(location.hash.slice(1)))"
    )
    return told


def focused(page: Page) -> str:
    """The element that has the focus, by its id, its data or its label."""
    told: str = page.evaluate(
        "(e => e.id || e.dataset.part || e.dataset.goes || e.ariaLabel || e.tagName)"
        "(document.activeElement)"
    )
    return told


def test_the_inbox_lists_the_series(opened: Opened) -> None:
    page = opened("first")
    rows = page.locator("#inbox [data-part]")
    assert [text.split("\n") for text in rows.all_inner_texts()] == [
        [
            "No sender yet",
            f"Day {day}",
            f"{subject} - {preheader}",
            *told,
        ]
        for day, subject, preheader, told in (
            (
                1,
                "Letter 1 of 3: some plain facts",
                "Something to read when it suits you. There is nothing you need to do.",
                ["225 words · 1 min", "1 warning"],
            ),
            (
                5,
                "Letter 2 of 3: looking after yourself",
                "Two short sections, to take at your own pace.",
                ["175 words · 1 min"],
            ),
            (
                12,
                "Letter 3 of 3: one option, for later",
                "If this is not for now, leave it closed. It will keep.",
                ["356 words · 2 min"],
            ),
        )
    ]
    told = page.locator(".inbox-top").inner_text().split("\n")
    assert [one for one in told if one] == ["Letters", "3 letters over 12 days, 783 words"]


def test_a_click_opens_a_letter(opened: Opened) -> None:
    page = opened("first")
    assert (letter(page), page.title()) == ("1", "Letter 1 of 3 · Letters for you")
    page.locator('#inbox [data-part="3"]').click()
    assert (letter(page), page.title()) == ("3", "Letter 3 of 3 · Letters for you")
    assert address(page) == {"part": "3"}


def test_keys_open_letters(opened: Opened) -> None:
    page = opened("first")
    page.locator('#inbox [data-part="1"]').focus()
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Home", "End", "ArrowUp", "k", "k", "j"):
        page.keyboard.press(key)
        seen.append((letter(page), focused(page)))
    assert seen == [(one, one) for one in ("2", "3", "3", "1", "3", "2", "1", "1", "2")]


def test_keys_are_letters_within_a_field(opened: Opened) -> None:
    page = opened("first")
    page.locator("#known").get_by_role("searchbox").press_sequentially("j?")
    assert (letter(page), page.locator("dialog").count()) == ("1", 0)


@pytest.mark.parametrize("look", LOOKS)
def test_a_row_is_cut_as_its_program_cuts(opened: Opened, look: str) -> None:
    page = opened("first", f"inbox={look}")
    made = page.evaluate(
        """() => [...document.querySelectorAll('.inbox-row')].map(row => {
          const box = row.querySelector('.inbox-sized').getBoundingClientRect();
          const lines = one => Math.round(one.getBoundingClientRect().height / parseFloat(
            getComputedStyle(one).lineHeight));
          return { look: row.dataset.look, fits: box.width <= row.clientWidth + 1,
            lines: [...row.querySelectorAll('.inbox-preheader')].map(lines) };
        })"""
    )
    assert [(one["look"], one["fits"]) for one in made] == [(look, True)] * 3
    most = 4 if look == "gmail" else 2 if look in ("apple-mail", "apple-mail-mac") else 1
    most = 2 if look == "outlook-app" else most
    assert all(lines <= most for one in made for lines in one["lines"])


WORDY = """series = {parts = [{starts = "Some words", subject = "%s", preheader = "%s"}]}
"""
LONG = (
    "A subject that is a good deal longer than any of these lists has room for, whatever its width"
)
LONGER = "And a preheader that goes on and on, " * 8


@pytest.fixture
def wordy(tmp_path: Path) -> Path:
    """An article whose one letter has a long subject and a longer preheader."""
    path = tmp_path / "wordy.md"
    path.write_text("# A title\n\nSome words.\n")
    path.with_suffix(".toml").write_text(WORDY % (LONG, LONGER.strip()))
    return path


@pytest.mark.parametrize("look", LOOKS[1:])
def test_a_list_cuts_what_is_too_long(opened: Opened, wordy: Path, look: str) -> None:
    page = opened(wordy, f"inbox={look}")
    subject, preheader = page.evaluate(
        """() => ['subject', 'preheader'].map(name => {
          const one = document.querySelector(`#inbox .inbox-${name}`);
          const line = parseFloat(getComputedStyle(one).lineHeight);
          return { cut: one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight,
            lines: Math.round(one.clientHeight / line) };
        })"""
    )
    lines = 1 if look in ("gmail-app", "outlook") else 2
    assert (subject, preheader) == ({"cut": True, "lines": 1}, {"cut": True, "lines": lines})


def test_gmail_cuts_its_one_line_where_it_ends(opened: Opened, wordy: Path) -> None:
    page = opened(wordy, "inbox=gmail")
    line = page.locator("#inbox .inbox-line")
    shown = line.inner_text()
    assert shown.startswith(f"{LONG} - ")
    assert shown.endswith("…")
    begun = shown.removeprefix(f"{LONG} - ").removesuffix("…")
    assert LONGER.startswith(begun)
    width, more = page.evaluate(
        """([bold, plain, next]) => {
          const font = getComputedStyle(document.querySelector('.inbox-sized')).fontFamily;
          const canvas = document.createElement('canvas').getContext('2d');
          const wide = (weight, text) => {
            canvas.font = `${weight} 14px ${font}`;
            return canvas.measureText(text).width;
          };
          return [plain, next].map(text => wide('bold', bold) + wide('normal', text));
        }""",
        [LONG, f" - {begun}…", f" - {LONGER[: len(begun) + 2]}…"],
    )
    assert width <= 740 < more


def test_the_inbox_is_chosen_by_mouse_and_by_key(opened: Opened) -> None:
    page = opened("first")
    page.get_by_label("As in").select_option("outlook")
    assert address(page) == {"inbox": "outlook"}
    page.locator("h1").click()
    page.keyboard.press("Shift+I")
    assert address(page) == {"inbox": "outlook-app"}


def test_another_person_fills_the_letters(opened: Opened) -> None:
    page = opened("specimen")
    names = page.get_by_label("Filled for").locator("option").all_inner_texts()
    assert names[-2:] == ["Nothing known", "Very long"]
    subjects = []
    for index in range(len(names)):
        page.get_by_label("Filled for").select_option(str(index))
        subjects.append(page.locator("#inbox").inner_text())
        assert address(page) == ({"person": str(index)} if index else {})
    assert "{{" not in "".join(subjects)
    page.locator("h1").click()
    page.keyboard.press("p")
    assert address(page) == {}


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_an_address(opened: Opened, view: str) -> None:
    page = opened("first", f"part=2&view={view}")
    assert page.locator("#stage .view").get_attribute("data-view") == view
    assert letter(page) == "2"
    tab = page.locator(f"#view-tab-{view}")
    assert tab.get_attribute("aria-selected") == "true"
    left, right = tab.evaluate(
        "e => [e.getBoundingClientRect().left - e.parentElement.getBoundingClientRect().left,"
        " e.parentElement.getBoundingClientRect().right - e.getBoundingClientRect().right]"
    )
    assert min(left, right) >= 0


def test_tabs_by_mouse_and_by_key(opened: Opened) -> None:
    page = opened("first")
    page.get_by_role("tab", name="Source").click()
    assert address(page) == {"view": "source"}
    page.keyboard.press("ArrowRight")
    assert (address(page), focused(page)) == ({"view": "html"}, "view-tab-html")
    page.keyboard.press("Home")
    assert (address(page), focused(page)) == ({}, "view-tab-mail")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#stage .view").get_attribute("data-view") == address(page)["view"]
    page.keyboard.press("g")
    page.keyboard.press("s")
    assert address(page) == {"view": "source"}
    page.get_by_role("tab", name="Facts").click()
    assert page.locator("#known .view").get_attribute("data-view") == "facts"


def test_tabs_that_do_not_fit_are_a_click_away(opened: Opened) -> None:
    page = opened("first", width=900)
    more = page.locator("#stage .tabs-edge.right")
    for _ in range(9):
        if more.is_hidden():
            break
        more.click()
        page.wait_for_timeout(500)
    page.get_by_role("tab", name="Web").click()
    assert address(page) == {"view": "web"}


def test_rooms_fold_away(opened: Opened) -> None:
    page = opened("first")
    page.get_by_role("button", name="Show the list of letters").click()
    assert (page.locator("#inbox").is_visible(), address(page)) == (False, {"hidden": "inbox"})
    page.keyboard.press("Shift+B")
    assert (page.locator("#known").is_visible(), address(page)) == (False, {"hidden": "both"})
    page.keyboard.press("b")
    assert (page.locator("#inbox").is_visible(), address(page)) == (True, {"hidden": "known"})
    page.keyboard.press("3")
    assert page.locator("#known").is_visible()
    assert (address(page), focused(page)) == ({"room": "known"}, "panel-tab-checks")


def test_the_palette_finds_and_does(opened: Opened) -> None:
    page = opened("first")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Find a letter or a command")
    field.fill("letter 3")
    found = page.locator("#palette").get_by_role("option")
    assert found.first.inner_text().startswith("Letter 3:")
    assert [one.get_attribute("aria-selected") for one in found.all()][:2] == ["true", "false"]
    page.keyboard.press("Enter")
    closed(page)
    assert letter(page) == "3"
    page.get_by_role("button", name="Find").click()
    field.fill("no such thing")
    assert found.all_inner_texts() == ["Nothing found"]
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    closed(page)
    assert focused(page) == "Find"
    page.keyboard.press("Control+k")
    field.fill("show source")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    found.first.click()
    assert address(page) == {"part": "3", "view": "source"}


def test_the_help_tells_every_key(opened: Opened) -> None:
    page = opened("first")
    page.keyboard.press("?")
    told = page.locator("#help dt").all_inner_texts()
    keys = [re.sub(r"\s+", " ", text) for text in page.locator("#help dd").all_inner_texts()]
    assert {"Next letter", "Show: Source", "Find a letter or a command"} <= set(told)
    pressed = [key for key in keys if key.strip()]
    assert len(pressed) == len(set(pressed)) > 20
    page.get_by_label("Single keys are shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert letter(page) == "1"
    page.get_by_role("button", name="Help").click()
    page.get_by_label("Single keys are shortcuts").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert letter(page) == "2"


STATES = (
    "part=2&view=text&panel=facts&inbox=apple-mail&person=1",
    "part=3&view=parts&hidden=both&inbox=outlook-app&mode=dark",
)


@pytest.mark.parametrize("state", STATES)
def test_a_link_opened_elsewhere_shows_the_same(opened: Opened, state: str) -> None:
    page = opened("first", state)
    assert address(page) == dict(one.split("=") for one in state.split("&"))
    other = opened("first", page.url.partition("#")[2])
    parts = ("#inbox", "#known .view", "#stage .tabs", "#known .tabs")
    texts = [[one.locator(part).inner_text() for part in parts] for one in (page, other)]
    assert texts[0] == texts[1]


def test_a_letter_that_is_not_there_is_the_last(opened: Opened) -> None:
    page = opened("first", "part=99&person=77")
    assert (letter(page), page.title()) == ("3", "Letter 3 of 3 · Letters for you")
    page.evaluate("location.hash = 'part=-4'")
    titled(page, "Letter 1 of 3 · Letters for you")
    assert letter(page) == "1"


@pytest.mark.parametrize("width", [320, 390, 900, 1280, 1920])
@pytest.mark.parametrize("source", ["first", "specimen"])
def test_nothing_is_wider_than_the_window(opened: Opened, source: str, width: int) -> None:
    page = opened(source, width=width)
    for room in ("inbox", "letter", "known"):
        for panel in ("checks", "edit", "looks", "facts"):
            page.evaluate(f"location.hash = 'room={room}&panel={panel}'")
            page.wait_for_timeout(60)
            assert page.evaluate(OVERFLOWING) == []


OVERFLOWING = """() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push('page');
  for (const room of document.querySelectorAll('#top, #inbox, #stage, #known, #known .view'))
    if (room.offsetParent && room.scrollWidth > room.clientWidth + 1) found.push(room.id);
  return found;
}"""


def test_one_room_at_a_time_on_a_phone(opened: Opened) -> None:
    page = opened("first", width=390, height=844, has_touch=True)
    rooms = {"Letters": "inbox", "Letter": "stage", "Known": "known"}
    for name, room in rooms.items():
        page.locator("#room-bar").get_by_role("button", name=name, exact=True).tap()
        assert [one for one in rooms.values() if page.locator(f"#{one}").is_visible()] == [room]
        assert page.evaluate(SMALL) == []
    page.locator("#room-bar").get_by_role("button", name="Letters", exact=True).tap()
    page.locator('#inbox [data-part="2"]').tap()
    assert page.locator("#stage").is_visible()
    assert address(page)["part"] == "2"


SMALL = """() => [...document.querySelectorAll('#top, #room-bar, #inbox, .tabs-bar')].flatMap(
  room => [...room.querySelectorAll('button:not([aria-hidden]), a, select')]).filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.width < 44 || box.height < 43.5);
  }).map(one => one.textContent || one.ariaLabel)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("source", ["first", "specimen"])
def test_axe_finds_nothing_on_the_page(opened: Opened, source: str, scheme: str) -> None:
    page = opened(source, scheme=scheme)
    for state in ("", "view=parts&panel=edit", "view=source&panel=looks", "view=html&panel=facts"):
        page.evaluate(f"location.hash = '{state}'")
        page.wait_for_timeout(300)
        assert axe_problems(page) == []
    page.keyboard.press("?")
    assert axe_problems(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    assert axe_problems(page) == []


def test_axe_finds_nothing_on_a_phone(opened: Opened) -> None:
    page = opened("first", width=390, height=844)
    for room in ("inbox", "letter", "known"):
        page.evaluate(f"location.hash = 'room={room}'")
        page.wait_for_timeout(300)
        assert axe_problems(page) == []


def test_the_keyboard_reaches_every_room(opened: Opened) -> None:
    page = opened("first")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "stage"
    seen: list[Any] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("document.activeElement.closest('#top, #inbox, #stage, #known')?.id")
        )
    assert {"stage", "known"} <= set(seen)
    page.keyboard.press("1")
    assert focused(page) == "1"


DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:function\*? (\w+)|class (\w+)|(?:const|let) "
    r"(\w+|[\[{][^=]*?[\]}]|\w+ = [^,;(]+(?:, \w+ = [^,;(]+)*)[ ,;=])",
    re.MULTILINE,
)


def names(text: str) -> list[str]:
    """Names that a module declares at its top."""
    found = []
    for function, kind, bound in DECLARED.findall(text):
        found += [function or kind] if function or kind else bound_names(bound)
    return found


def bound_names(bound: str) -> list[str]:
    """The names of a `const` or `let`: one, several, or taken apart."""
    if bound[0] in "[{":
        return re.findall(r"\w+", bound)
    return [one.split("=")[0].strip() for one in bound.split(",")]


def test_no_two_modules_declare_the_same_name() -> None:
    told = [
        (name, path.name)
        for path in sorted(STATIC.glob("*.js"))
        for name in names(path.read_text(encoding="utf-8"))
    ]
    every = [name for name, _ in told]
    assert len(every) > 200
    assert [one for one in told if every.count(one[0]) > 1] == []


def test_every_module_is_in_the_page() -> None:
    page = html({}, "")
    heads = {path.name: path.read_text().split("\n", 1)[0] for path in STATIC.glob("*.js")}
    assert all(head.startswith("// ") for head in heads.values())
    assert [name for name, head in heads.items() if head not in page] == []


def test_modules_are_written_so_that_they_can_be_joined() -> None:
    for path in STATIC.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("// "), path.name
        imports = re.findall(r"^import\b.*$", text, re.MULTILINE)
        good = r'import \{ \w+(?:, \w+)* \} from "\./\w+\.js";'
        assert [one for one in imports if not re.fullmatch(good, one)] == [], path.name
        assert not re.search(
            r"^export (?!function|async function|const|let|class)", text, re.MULTILINE
        )
        assert not re.search(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|eval)\b", text)
        assert "document.write" not in text
