"""Any edits in any order: every state builds, and undoing all gives back the very bytes."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from edited import LISTS, built, files, first_article, garden

from pipeline.errors import LetterloomError
from pipeline.model import Series
from pipeline.preview.editing import Editing
from pipeline.settings.places import layout

SEQUENCES = 75  # of each article, four in all
TEXTS = ("A", "Über “alles”", 'say "hi"\\', "{{ first_name }}, it's you", "")
REMARKED = """\
# above

title = "Mine" # the title
series = { words = [20, 60], every = "1 day" } # inline
# end
"""


def articles(root: Path, which: str) -> Path:
    if which == "first":
        return first_article(root)
    if which == "windows":
        source = first_article(root)
        toml = source.with_suffix(".toml")
        toml.write_bytes(b"\xef\xbb\xbf" + toml.read_bytes().replace(b"\n", b"\r\n"))
        return source
    if which == "remarks":
        return garden(root, REMARKED, text=LISTS.split("---\n")[2])
    return garden(root)


def any_edit(chance: random.Random, series: Series) -> dict[str, Any]:
    blocks, parts = len(series.article.blocks), len(series.parts)
    number = chance.randint(1, parts)
    return chance.choice(
        [
            {"kind": "split", "before": chance.randrange(blocks)},
            {"kind": "split", "before": chance.randrange(blocks)},
            {"kind": "join", "part": number},
            {"kind": "move", "part": number, "to": chance.randrange(blocks)},
            {
                "kind": "part",
                "part": number,
                "key": chance.choice(["title", "subject", "preheader"]),
                "value": chance.choice(TEXTS),
            },
            {"kind": "part", "part": number, "key": "wait", "value": chance.choice(["2 days", ""])},
            {"kind": "article", "key": "public_name", "value": chance.choice(TEXTS[:3])},
            {"kind": "article", "key": "series.every", "value": chance.choice(["5 days", None])},
            {"kind": "article", "key": "series.words", "value": [30, chance.choice([60, 200])]},
            {"kind": "project", "key": "sender.name", "value": chance.choice(TEXTS[:2])},
            {"kind": "project", "key": "theme.light.page", "value": chance.choice(["#FFFFFF", ""])},
            {"kind": "parts", "number": chance.choice([None, 2, 3])},
        ]
    )


def check_done(edit: dict[str, Any], before: Series, after: Series) -> None:
    """What an edit has to have done, by its kind."""
    ids = [[part.id for part in series.parts] for series in (before, after)]
    match edit["kind"]:
        case "split":
            assert [one for one in ids[1] if one in ids[0]] == ids[0]
            assert len(ids[1]) == len(ids[0]) + 1
        case "join":
            assert ids[1] == [one for at, one in enumerate(ids[0], 1) if at != edit["part"]]
        case "move":
            assert ids[1] == ids[0]
        case "part":
            assert ids[1] == ids[0]
            written = after.article.settings.series.parts
            if edit["key"] != "wait" and edit["value"]:
                assert isinstance(written, tuple)
                assert getattr(written[edit["part"] - 1], edit["key"])
        case "parts" if edit["number"]:
            assert len(ids[1]) == edit["number"]


def remarks(root: Path) -> Counter[str]:
    texts = [path.read_text("utf-8-sig") for path in root.rglob("*.toml")]
    return Counter(told for text in texts for _, told in layout(text).comments)


@pytest.mark.parametrize("which", ["first", "windows", "remarks", "front"])
def test_any_edits_and_all_of_them_undone(tmp_path: Path, which: str) -> None:
    source = articles(tmp_path, which)
    untouched, told = files(tmp_path), remarks(tmp_path)
    done = 0
    for seed in range(SEQUENCES):
        chance = random.Random(f"{which} {seed}")
        editing = Editing(tmp_path, compose=lambda tried: tried.series)
        series = built(tmp_path, source)
        steps = 0
        for _ in range(4):
            edit, before = any_edit(chance, series), files(tmp_path)
            try:
                answer = editing.edit(source, [edit])
            except LetterloomError as error:
                assert error.hint, edit
                assert files(tmp_path) == before
                continue
            steps = answer["undo"]
            now = built(tmp_path, source)
            check_done(edit, series, now)
            series = now
            assert not told - remarks(tmp_path)
            for path in tmp_path.rglob("*.toml"):
                tomllib.loads(path.read_text("utf-8-sig"))
        done += steps
        for _ in range(steps):
            editing.undo(source)
        assert files(tmp_path) == untouched
    assert done > SEQUENCES
