"""Letters split, joined and moved: the very split that was asked for, and nothing else changed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from edited import built, files, first_article, garden, starts

from pipeline.errors import LetterloomError, UsageError
from pipeline.preview.editing import Editing

KEPT = """\
# The editor's words for the first series. The readers have lost a pregnancy: nothing outside of
# the letters themselves says so, and nothing is promised or urgent.
public_name = "Letters for you"
sensitive = true

[[series.parts]]
subject = "Letter 1 of 3: some plain facts"
preheader = "Something to read when it suits you. There is nothing you need to do."
"""


def test_a_split_puts_one_table_in_and_leaves_the_rest(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    toml = source.with_suffix(".toml")
    before, ids = toml.read_text(), [part.id for part in built(tmp_path, source).parts]
    answer = Editing(tmp_path).edit(source, [{"kind": "split", "before": 8}])
    assert answer == {
        "said": "Letter 3 now begins with “Physical Recovery After Miscarriage”.",
        "files": ["road-to-recovery.toml"],
        "undo": 1,
        "redo": 0,
    }
    second, third = before.split("\n\n")[-2:]
    head = before.removesuffix(f"{second}\n\n{third}")
    new = '[[series.parts]]\nstarts = "Physical Recovery After Miscarriage"'
    assert toml.read_text() == f"{head}{second}\n\n{new}\n\n{third}"
    series = built(tmp_path, source)
    assert [part.id for part in series.parts if part.id in ids] == ids
    assert starts(series) == [
        "Miscarriage is a heartbr",
        "The Emotional Impact of ",
        "Physical Recovery After ",
        "The Road to Recovery",
    ]
    assert series.parts[3].subject == "Letter 3 of 3: one option, for later"
    assert series.parts[2].subject == "Letters for you: 3 of 4"


def test_joining_takes_one_table_out(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    toml = source.with_suffix(".toml")
    first, second, third = toml.read_text().rsplit("\n\n", 2)
    answer = Editing(tmp_path).edit(source, [{"kind": "join", "part": 2}])
    assert answer["said"] == "Letter 2 is joined to letter 1."
    assert toml.read_text() == f"{first}\n\n{third}"
    assert first + "\n" == KEPT
    assert second.startswith("[[series.parts]]")
    series = built(tmp_path, source)
    assert starts(series) == ["Miscarriage is a heartbr", "The Road to Recovery"]
    assert series.parts[0].subject == "Letter 1 of 3: some plain facts"


def test_joining_keeps_the_comments_of_the_table_that_goes(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    toml = source.with_suffix(".toml")
    text = toml.read_text()
    text = text.replace('wait = "4 days"', '# slowly\nwait = "4 days" # not less')
    text = text.replace("[[series.parts]]\nstarts", "# the second\n[[series.parts]] # 2\nstarts", 1)
    toml.write_text(text)
    Editing(tmp_path).edit(source, [{"kind": "join", "part": 2}])
    kept = toml.read_text()
    assert [kept.count(told) for told in ("# slowly", "# not less", "# the second", "# 2")] == [
        1
    ] * 4
    assert len(tomllib.loads(kept)["series"]["parts"]) == 2


def test_moving_keeps_the_id_and_the_words_of_a_part(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    before = built(tmp_path, source).parts
    answer = Editing(tmp_path).edit(source, [{"kind": "move", "part": 2, "to": 4}])
    assert answer["said"].startswith("Letter 2 now begins with “The causes of miscarriage")
    after = built(tmp_path, source)
    assert [part.id for part in after.parts] == [part.id for part in before]
    assert [part.subject for part in after.parts] == [part.subject for part in before]
    assert starts(after)[1] == "The causes of miscarriag"
    Editing(tmp_path).edit(source, [{"kind": "split", "before": 5}])
    ids = [part.id for part in built(tmp_path, source).parts]
    assert [one for one in ids if one in [part.id for part in before]] == [
        part.id for part in before
    ]
    assert len(set(ids)) == 4


def test_an_article_without_settings_gets_a_file_with_only_where_parts_start(
    tmp_path: Path,
) -> None:
    source = garden(tmp_path)
    Editing(tmp_path).edit(source, [{"kind": "split", "before": 6}])
    assert source.with_suffix(".toml").read_text() == (
        "[[series.parts]]\n\n[[series.parts]]\n"
        'starts = "What to do first Read the heading again: it stands"\n'
    )
    assert starts(built(tmp_path, source)) == ["Salt is in the air all y", "What to do first"]


def test_an_earlier_split_tells_again_what_a_later_one_needs(tmp_path: Path) -> None:
    """Joining makes words tell less: what told one of two like headings has to say more."""
    settings = '[[series.parts]]\n\n[[series.parts]]\nstarts = "Then plant"\n\n'
    settings += '[[series.parts]]\nstarts = "What to do first" # the second\n'
    source = garden(tmp_path, settings)
    assert starts(built(tmp_path, source))[2] == "What to do first"
    Editing(tmp_path).edit(source, [{"kind": "join", "part": 2}])
    assert source.with_suffix(".toml").read_text() == (
        "[[series.parts]]\n\n[[series.parts]]\n"
        'starts = "What to do first Read the heading again: it stands" # the second\n'
    )
    series = built(tmp_path, source)
    assert series.parts[1].blocks[1].text.startswith("Read the heading again")


def test_a_list_divided_already_counts_as_its_pieces(tmp_path: Path) -> None:
    source = garden(tmp_path, "[series]\nwords = [20, 60]\n")
    before = built(tmp_path, source)
    assert starts(before)[2] == "Wait for the second spri"
    editing = Editing(tmp_path)
    editing.edit(source, [{"kind": "split", "before": 5}])
    after = built(tmp_path, source)
    assert starts(after) == [
        "Salt is in the air all y",
        "What to do first",
        "Wait for the second spri",
        "What grows",
        "What to do first",
    ]
    editing.edit(source, [{"kind": "join", "part": 3}])
    joined = built(tmp_path, source)
    assert len(joined.article.blocks) == len(after.article.blocks) - 1
    assert starts(joined) == [starts(after)[at] for at in (0, 1, 3, 4)]


@pytest.mark.parametrize(
    "written",
    [
        "series.parts = 3\n",
        "series = { parts = 3, every = '2 days' } # all\n",
        "[series]\nparts = [{ subject = 'A' }, { subject = 'B' }, {}] # three\n",
        "[[series.parts]]\nsubject = 'A'\n[[series.parts]]\nsubject = 'B'\n[[series.parts]]\n",
    ],
)
def test_however_parts_are_written(tmp_path: Path, written: str) -> None:
    source = garden(
        tmp_path, written, text="\n\n".join(f"## H{at}\n\nWords {at} of it." for at in range(9))
    )
    before = built(tmp_path, source)
    end = len(before.article.blocks) - 1
    Editing(tmp_path).edit(source, [{"kind": "split", "before": end}])
    after = built(tmp_path, source)
    assert [part.id for part in after.parts][:3] == [part.id for part in before.parts]
    assert [part.subject for part in after.parts][:3] == [part.subject for part in before.parts]
    assert len(after.parts) == 4
    assert after.parts[3].blocks == after.article.blocks[end:]


def test_split_anew_keeps_what_was_said_of_parts_that_stay(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    toml = source.with_suffix(".toml")
    editing = Editing(tmp_path)
    answer = editing.edit(source, [{"kind": "parts", "number": 2}])
    assert answer["said"] == (
        "Split anew into 2 letters. What was written of 1 other is gone; undo it to have it back."
    )
    assert len(built(tmp_path, source).parts) == 2
    assert toml.read_text().startswith(KEPT)
    editing.edit(source, [{"kind": "parts", "number": None}])
    assert "starts" not in toml.read_text()
    editing.undo(source)
    editing.undo(source)
    bare = garden(tmp_path, "# mine\n[series]\nparts = 2 # two\n")
    assert editing.edit(bare, [{"kind": "parts", "number": 3}])["said"] == (
        "Split anew into 3 letters."
    )
    assert bare.with_suffix(".toml").read_text() == "# mine\n[series]\nparts = 3 # two\n"
    editing.edit(bare, [{"kind": "parts", "number": None}])
    assert bare.with_suffix(".toml").read_text() == "# mine\n[series]\n# two\n"


def test_what_cannot_be_is_refused_and_nothing_written(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    before = files(tmp_path)
    for edit, told in (
        ({"kind": "split", "before": 5}, "a letter begins there already"),
        ({"kind": "split", "before": 0}, "there is no place for a break before block 0"),
        ({"kind": "split", "before": 19}, "there is no place for a break before block 19"),
        ({"kind": "join", "part": 1}, "there is no letter 1 that has one before it"),
        ({"kind": "join", "part": 4}, "there is no letter 4 that has one before it"),
        ({"kind": "move", "part": 2, "to": 10}, "letter 2 has to begin between its neighbours'"),
        ({"kind": "move", "part": 2, "to": 5}, "that letter begins there already"),
        ({"kind": "move", "part": 1, "to": 2}, "there is no letter 1 that has one before it"),
        ({"kind": "parts", "number": 90}, "90 parts are more than this article can give"),
        ({"kind": "part", "part": 4, "key": "title", "value": "A"}, "there is no letter 4"),
    ):
        with pytest.raises(LetterloomError, match=told):
            Editing(tmp_path).edit(source, [edit])
    assert files(tmp_path) == before


def test_a_break_that_the_article_asks_for_cannot_be_joined(tmp_path: Path) -> None:
    source = garden(tmp_path, text="# A\n\nOne.\n\n<!-- part -->\n\nTwo.\n\nThree.\n")
    with pytest.raises(UsageError) as caught:
        Editing(tmp_path).edit(source, [{"kind": "join", "part": 2}])
    assert caught.value.message == (
        "the article itself asks for a new letter there, with <!-- part -->"
    )
    assert caught.value.place
    assert caught.value.place.line == 7
    Editing(tmp_path).edit(source, [{"kind": "split", "before": 2}])
    assert starts(built(tmp_path, source)) == ["One.", "Two.", "Three."]


def test_words_that_are_the_same_everywhere_cannot_tell_a_place(tmp_path: Path) -> None:
    source = garden(tmp_path, text="# A\n\n" + "The same.\n\n" * 80)
    with pytest.raises(UsageError, match="no words tell where the part"):
        Editing(tmp_path).edit(source, [{"kind": "split", "before": 5}])
    assert not source.with_suffix(".toml").exists()
    settings = "[series]\nparts = 4\n"
    source = garden(tmp_path, settings, text="# A\n\n" + "The same.\n\n" * 80)
    edit = {"kind": "part", "part": 3, "key": "subject", "value": "By its number"}
    Editing(tmp_path).edit(source, [edit])
    assert [part.subject for part in built(tmp_path, source).parts][2] == "By its number"
    assert "starts" not in source.with_suffix(".toml").read_text()


def test_numbers_of_a_page_that_is_behind_are_refused(tmp_path: Path) -> None:
    source = garden(tmp_path, text="# A\n\nOne.\n\nTwo.\n\nThree.\n")
    editing, seen = Editing(tmp_path), built(tmp_path, source).shape
    source.write_text("# A\n\nZero.\n\nOne.\n\nTwo.\n\nThree.\n")
    before = files(tmp_path)
    for edit in (
        {"kind": "split", "before": 1},
        {"kind": "part", "part": 1, "key": "subject", "value": "A"},
    ):
        with pytest.raises(UsageError, match="the article has changed in the meantime"):
            editing.edit(source, [edit], seen)
    assert files(tmp_path) == before
    editing.edit(source, [{"kind": "article", "key": "series.every", "value": "2 days"}], seen)
    editing.edit(source, [{"kind": "split", "before": 1}], built(tmp_path, source).shape)
    assert starts(built(tmp_path, source)) == ["Zero.", "One."]
