"""Promise 18: the preview follows what is saved, never shows half a build, survives errors."""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from served import PATIENCE, Listener, Preview, preview

EDITS = 500
ARTICLE = """# The walk

Dear reader, this is no.{number}.

We walk along the river for a while, no.{number}.

# The way back

And then we walk back by the other side of it, no.{number}.
"""
SETTINGS = 'series = {{parts = 2}}\npublic_name = "Walks {number}"\n'


BROKEN = "---\ntitle: [\n---\n= =\n"
NUMBER = re.compile(r"\bno\.(\d+)\b")


def written(number: int) -> str:
    return ARTICLE.format(number=number)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    content = tmp_path / "project/content"
    content.mkdir(parents=True)
    (content / "walk.md").write_text(written(0))
    (content / "walk.toml").write_text(SETTINGS.format(number=0))
    return tmp_path / "project"


@pytest.fixture
def served(root: Path) -> Iterator[Preview]:
    with preview(root) as running:
        assert running.series("walk")["failure"] is None
        yield running


def texts(series: dict[str, Any]) -> str:
    return "\n".join(block["text"] for block in series["series"]["blocks"])


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def renamed_over(path: Path, text: str) -> None:
    other = path.with_name(f".{path.name}.tmp")
    other.write_text(text)
    other.replace(path)


def deleted_first(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    time.sleep(0.03)
    path.write_text(text)


def emptied_first(path: Path, text: str) -> None:
    with path.open("w") as opened:
        opened.flush()
        time.sleep(0.03)
        opened.write(text)


def moved_away(path: Path, text: str) -> None:
    path.replace(path.with_name(path.name + "~"))
    path.write_text(text)


def in_pieces(path: Path, text: str) -> None:
    with path.open("w") as opened:
        for start in range(0, len(text), 40):
            opened.write(text[start : start + 40])
            opened.flush()


SAVES: tuple[Callable[[Path, str], None], ...] = (
    in_place,
    renamed_over,
    deleted_first,
    emptied_first,
    moved_away,
    in_pieces,
)


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_what_is_saved_is_told_whatever_way_it_is_saved(
    served: Preview, save: Callable[[Path, str], None]
):
    listener = Listener(served.address)
    for number in (1, 2):
        before = len(listener.events)
        save(served.root / "content/walk.md", written(number))
        listener.wait("series", before, article="walk", version=number + 1)
        assert f"this is no.{number}." in texts(served.series("walk"))
    assert [kind for kind, _ in listener.events if kind == "failure"] == []


def test_only_the_parts_that_changed_are_named(served: Preview):
    listener = Listener(served.address)
    path = served.root / "content/walk.md"
    assert len(served.series("walk")["series"]["parts"]) == 2
    path.write_text(written(0).replace("by the other side", "by this side"))
    assert listener.wait("series", version=2)["parts"] == [2]
    path.write_text(written(0).replace("Dear reader", "Dear you"))
    assert listener.wait("series", version=3)["parts"] == [1, 2]


def test_the_checks_follow_and_say_of_which_build_they_are(served: Preview):
    listener = Listener(served.address)
    (served.root / "content/walk.md").write_text(written(1) + "\n[Here](there.html).\n")
    found = listener.wait("findings", article="walk", version=2)
    assert "link/relative" in {one["rule"] for one in found["findings"]}
    assert found["approval"]["approved"] is False
    assert served.series("walk")["series"]["findings"] == found["findings"]


def test_an_error_keeps_the_last_good_build_and_goes_by_itself(served: Preview):
    listener = Listener(served.address)
    path = served.root / "content/walk.toml"
    path.write_text("public_nam = 1\n")
    failure = listener.wait("failure", article="walk")
    assert (failure["line"], failure["exit_code"]) == (1, 4)
    assert "public_name" in failure["hint"]
    assert "walk.toml:1" in failure["text"]
    now = served.series("walk")
    assert now["failure"] == {name: failure[name] for name in now["failure"]}
    assert now["series"]["version"] == 1
    before = len(listener.events)
    path.write_text(SETTINGS.format(number=0))
    listener.wait("series", before, article="walk", version=1, parts=[])
    assert served.series("walk")["failure"] is None


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("letterloom.toml", "sender = 4\n"),
        ("templates/blocks/paragraph.mjml.j2", "{% if %}\n"),
        ("templates/themes/quiet/theme.toml", "[light\n"),
        ("content/walk.md", ""),
        ("content/walk.md", "---\ntitle: [\n---\nText\n"),
    ],
    ids=str,
)
def test_an_error_in_any_file_is_told_with_its_place(served: Preview, file: str, text: str):
    listener = Listener(served.address)
    path = served.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    failure = listener.wait("failure", article="walk")
    assert path.name in failure["text"]
    before = len(listener.events)
    if file.startswith("content/"):
        path.write_text(written(9))
        listener.wait("series", article="walk", version=2)
    else:
        path.unlink()
        listener.wait("series", before, article="walk", version=1, parts=[])


def test_a_template_of_one_s_own_is_followed(served: Preview):
    listener = Listener(served.address)
    path = served.root / "templates/blocks/paragraph.mjml.j2"
    path.parent.mkdir(parents=True)
    path.write_text("<mj-text>Mine: {{ block.html }}</mj-text>\n")
    listener.wait("series", article="walk", version=2)
    assert "Mine: " in served.series("walk")["series"]["parts"][0]["html"]


def test_an_article_that_is_away_comes_back(served: Preview):
    listener = Listener(served.address)
    path = served.root / "content/walk.md"
    path.unlink()
    assert "there is no such file" in listener.wait("failure", article="walk")["text"]
    path.write_text(written(4))
    listener.wait("series", article="walk", version=2)


def test_a_folder_in_another_s_place_is_followed(served: Preview):
    listener = Listener(served.address)
    content = served.root / "content"
    content.replace(served.root / "before")
    content.mkdir()
    (content / "walk.md").write_text(written(7))
    listener.wait("series", article="walk", version=2)
    before = len(listener.events)
    (content / "walk.md").write_text(written(8))
    listener.wait("series", before, article="walk")


def test_several_articles_each_by_itself(root: Path):
    (root / "content/other.md").write_text("# Other\n\nOther words stand here.\n")
    with preview(root) as served:
        keys = [one["key"] for one in served.get("api/articles").json()]
        assert keys == ["other", "walk"]
        for key in keys:
            assert served.series(key)["series"]["version"] == 1
        listener = Listener(served.address)
        (root / "content/other.md").write_text("# Other\n\nAnother word stands here.\n")
        listener.wait("series", article="other", version=2)
        assert served.series("walk")["series"]["version"] == 1
        (root / "content/third.md").write_text("# Third\n\nA third one.\n")
        assert served.series("third")["series"]["article"]["title"] == "Third"


def test_a_browser_that_comes_late_is_told_how_things_stand(served: Preview):
    (served.root / "content/walk.toml").write_text("nonsense\n")
    Listener(served.address).wait("failure", article="walk")
    late = Listener(served.address)
    late.wait("series", article="walk", version=1)
    late.wait("failure", article="walk")


def test_a_browser_that_does_not_read_holds_up_nobody(served: Preview):
    stalled = [
        httpx.Client(timeout=None).stream("GET", f"{served.address}api/events").__enter__()
        for _ in range(5)
    ]
    listener = Listener(served.address)
    path = served.root / "content/walk.md"
    for number in range(1, 6):
        renamed_over(path, written(number))
        listener.wait("series", article="walk", version=number + 1)
    for one in stalled:
        one.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=str)
def test_it_ends_at_once_with_browsers_that_listen(served: Preview, how: signal.Signals):
    listeners = [Listener(served.address) for _ in range(3)]
    start = time.monotonic()
    assert served.stop(how) == 0
    assert time.monotonic() - start < 3
    assert all(one.ended.wait(3) for one in listeners)
    assert served.process.stdout
    assert served.process.stdout.read() == "Ctrl+C ends the preview.\n"


def test_hundreds_of_edits_at_random_times(served: Preview):
    chance = random.Random(18)
    listener = Listener(served.address)
    source = served.root / "content/walk.md"
    settings = source.with_suffix(".toml")
    seen: list[dict[str, Any]] = []
    for number in range(1, EDITS + 1):
        if chance.random() < 0.15:
            broken = chance.choice((source, settings))
            chance.choice(SAVES)(broken, BROKEN)
        else:
            chance.choice(SAVES)(source, written(number))
        if chance.random() < 0.3:
            chance.choice(SAVES[:2])(settings, SETTINGS.format(number=number))
        if chance.random() < 0.2:
            seen.append(served.series("walk"))
        time.sleep(chance.choice((0, 0, 0, 0.01, 0.05, 0.1)))
    source.write_text(written(EDITS + 1))
    settings.write_text(SETTINGS.format(number=EDITS + 1))
    seen.append(_at_last(served))
    versions = [data["version"] for kind, data in listener.events if kind == "series"]
    assert versions == sorted(versions)
    assert len({one["series"]["version"] for one in seen}) > 10
    assert "failure" in {kind for kind, _ in listener.events}
    assert [len(numbers(one)) for one in seen] == [1] * len(seen)  # each is of one state alone
    assert {one["series"]["article"]["title"] for one in seen} == {"Walk"}
    assert served.process.poll() is None


def _at_last(served: Preview) -> dict[str, Any]:
    """The series once the last edit is there."""
    until = time.monotonic() + PATIENCE
    while True:
        told = served.series("walk")
        name = told["series"]["article"]["public_name"]
        if numbers(told) == {EDITS + 1} and name == f"Walks {EDITS + 1}" and not told["failure"]:
            return told
        assert time.monotonic() < until
        time.sleep(0.02)


def numbers(told: dict[str, Any]) -> set[int]:
    """The numbers of the saved states that a series tells of, in its blocks and its mails."""
    series = told["series"]
    shown = [block["text"] for block in series["blocks"] if block["kind"] == "paragraph"]
    assert len(shown) == 3
    shown += [part[kind] for part in series["parts"] for kind in ("text", "html", "web")]
    return {int(one) for text in shown for one in NUMBER.findall(text)}
