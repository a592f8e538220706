"""Pictures of mails in a real browser: what is on them, what they are called, what they ask of."""

from __future__ import annotations

import io
import json
import re
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from machine import ROOT
from PIL import Image

from pipeline import making
from pipeline.errors import OutputError, UsageError
from pipeline.project import load_project
from pipeline.shots import MODES, Asked, take
from pipeline.shots.chromium import browser as browser_of_ours
from pipeline.shots.chromium import quiet_context
from pipeline.shots.picture import TALLEST, Shot, shots

pytestmark = pytest.mark.browser
ARTICLE = """\
# A walk

Dear {{ first_name | default("there") }}.

![A dot](dot.png)

<!-- part -->

# The way back

Home.
"""


@pytest.fixture
def project(make: Callable[..., Path]) -> Path:
    dot = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 30, 30)).save(dot, "PNG")
    return make(
        {"letterloom.toml": "", "content/walk.md": ARTICLE, "content/dot.png": dot.getvalue()}
    )


def read(root: Path, name: str = "walk.md"):
    source = root / "content" / name
    return making.make(source, source.read_bytes(), load_project(root))


def colours(data: bytes) -> set[tuple[int, ...]]:
    with Image.open(io.BytesIO(data)) as image:
        return {colour for _, colour in image.convert("RGB").getcolors(1_000_000)}


def paper(data: bytes) -> tuple[int, ...]:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").getpixel((image.width // 2, image.height - 3))


def test_every_part_at_every_width_in_every_mode(browser, project: Path, tmp_path: Path):
    told = []
    taken = take(read(project), Asked(), tmp_path / "out", told=told.append)
    names = [
        f"{part:02}-{width}-{mode}.png"
        for part in (1, 2)
        for width in (390, 600, 1000)
        for mode in ("light", "dark")
    ]
    assert taken.folder == tmp_path / "out" / "_shots" / "walk"
    assert [one.name for one in told] == names
    there = {path.name for path in taken.folder.iterdir()}
    assert there == {*names, "index.html", "contact.png", "manifest.json"}
    for one in taken.shots:
        with Image.open(taken.folder / one.wanted.name) as image:
            assert image.size == (one.wanted.width, one.height)
        bright = sum(paper(one.data)) > 384
        assert bright is (one.wanted.mode == "light")
        assert ((200, 30, 30) in colours(one.data)) is (one.wanted.part == 1)
        assert (one.wide, one.cut) == (0, False)


def test_the_sheet_is_one_page_that_asks_for_nothing(browser, project: Path, tmp_path: Path):
    taken = take(read(project), Asked(widths=(390,)), tmp_path / "out")
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: asked.append(said.text))
    page.goto(taken.sheet.as_uri())
    assert asked == [taken.sheet.as_uri()]
    assert page.locator("h2").all_inner_texts() == ["Part 1 Walk", "Part 2 The way back"]
    figures = page.locator("figcaption").all_inner_texts()
    assert [" ".join(one.split()) for one in figures] == [
        "390 px light",
        "390 px dark as designed",
    ] * 2
    shown = "images => images.map(one => [one.complete, one.naturalWidth > 0, one.alt !== ''])"
    assert page.locator("img").evaluate_all(shown) == [[True, True, True]] * 4
    links = page.locator("figure a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert all((taken.folder / one).is_file() for one in links)
    page.close()


@pytest.mark.parametrize("mode", list(MODES)[2:])
def test_a_mode_turns_colours_as_the_page_does(browser, project: Path, tmp_path: Path, mode: str):
    asked = Asked(widths=(390,), modes=("light", mode), parts=(2,))
    light, turned = take(read(project), asked, tmp_path / "out").shots
    assert light.height == turned.height
    assert sum(paper(light.data)) > 600
    assert sum(paper(turned.data)) < 250


def test_the_modes_are_the_pages_own():
    script = (ROOT / "pipeline" / "page" / "static" / "dark.js").read_text("utf-8")
    table = script.partition("MODES = [")[2].partition("];")[0]
    assert re.findall(r'id: "([a-z-]+)"', table) == list(MODES)


def test_the_same_again_is_the_same_to_the_byte(browser, project: Path, tmp_path: Path):
    asked = Asked(widths=(390,), parts=(1,), scale=2)
    first = take(read(project), asked, tmp_path / "out").shots
    again = take(read(project), asked, tmp_path / "out")
    assert [one.data for one in again.shots] == [one.data for one in first]
    with Image.open(again.folder / "01-390-light.png") as image:
        assert image.width == 780


def test_somebody_else_fills_the_fields(browser, project: Path, tmp_path: Path):
    asked = Asked(widths=(390,), modes=("light",), parts=(1,))
    (one,) = take(read(project), asked, tmp_path / "out").shots
    (other,) = take(
        read(project), asked, tmp_path / "out", values={"first_name": "Ada " * 40}
    ).shots
    assert other.height > one.height


def test_a_sensitive_article_is_named_nowhere(browser, project: Path, tmp_path: Path):
    (project / "content" / "walk.toml").write_text("sensitive = true\n", encoding="utf-8")
    taken = take(read(project), Asked(widths=(390,), modes=("light",)), tmp_path / "out")
    html = taken.sheet.read_text("utf-8").lower()
    for word in ("walk", "way back"):
        assert word not in html
        assert word not in json.dumps([str(path) for path in taken.folder.rglob("*")])


def test_no_script_runs_and_nothing_is_asked_of_the_network():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(6)
        came: list[object] = []
        port = listening.getsockname()[1]

        def wait() -> None:
            with suppress(OSError):
                caller, _ = listening.accept()
                with caller:
                    came.append(caller.recv(200))

        thread = threading.Thread(target=wait)
        thread.start()
        base = f"http://127.0.0.1:{port}"
        html = (
            f'<link rel="stylesheet" href="{base}/a.css"><body><img src="{base}/b.png">'
            f'<iframe src="{base}/c"></iframe><img src="data:," onerror="ran()">'
            f'<script>document.body.style.background = "red"</script>'
            f'<meta http-equiv="refresh" content="0; url={base}/d"></body>'
        )

        def look() -> Shot:
            with browser_of_ours() as opened, quiet_context(opened, 1) as context:
                return next(shots(context, {1: html}, Asked((390,), ("light",)).wanted(1), 1))

        with ThreadPoolExecutor(1) as pool:
            shot = pool.submit(look).result()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert came == []
    assert (255, 0, 0) not in colours(shot.data)


def test_a_mail_beyond_all_bounds_is_cut_and_told(browser):
    wanted = Asked((390,), ("light",)).wanted(1)
    with quiet_context(browser, 2) as context:
        html = '<body style="margin:0"><p style="height:90000px">x</p></body>'
        (tall,) = shots(context, {1: html}, wanted, 2)
        (wide,) = shots(context, {1: '<p style="width:700px">x</p>'}, wanted, 2)
    with Image.open(io.BytesIO(tall.data)) as image:
        assert (tall.cut, tall.height, image.height) == (True, TALLEST // 2, TALLEST)
    with Image.open(io.BytesIO(wide.data)) as image:
        assert (wide.wide, image.width) == (708, 780)


def test_a_folder_with_somebodys_own_files_is_left_alone(browser, project: Path, tmp_path: Path):
    asked = Asked(widths=(390,), modes=("light",), parts=(1,))
    folder = take(read(project), asked, tmp_path / "out").folder
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="was not made by a build"):
        take(read(project), asked, tmp_path / "out")
    assert (folder / "mine.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "asked",
    [
        Asked(widths=(100,)),
        Asked(modes=("sepia",)),
        Asked(parts=(3,)),
        Asked(scale=4),
        Asked(widths=()),
        Asked(widths=tuple(range(200, 500))),
    ],
    ids=["narrow", "mode", "part", "scale", "nothing", "many"],
)
def test_what_cannot_be_asked_for(asked: Asked):
    with pytest.raises(UsageError):
        asked.wanted(2)
