"""Who the mail programs are, what is known of them, and how that table is made."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.clients import (
    CLIENTS,
    FAMILIES,
    FEATURES,
    SHARES_AS_OF,
    SHARES_SOURCE,
    USUAL,
    Client,
    Feature,
    Support,
    age,
    chosen,
    feature,
    share_of,
    support,
    told,
)
from pipeline.clients.__main__ import main
from pipeline.clients.derived import derived, written
from pipeline.clients.facts import FACTS
from pipeline.clients.fetched import fetched
from pipeline.clients.row import Fact, Facts, Row, read_table, write_cell
from pipeline.clients.shares import SHARES

PUBLISHED: dict[str, Any] = {
    "api_version": "1.0.4",
    "last_update_date": "2030-02-01 00:00:00 +0000",
    "nicenames": {"family": {"gmail": "Gmail"}},
    "data": [
        {
            "slug": "css-glow",
            "title": "glow",
            "category": "css",
            "last_test_date": "2030-01-5",
            "stats": {
                "gmail": {"ios": {"2021-01": "n", "2029-12": "a #1 #12"}, "android": {}},
                "outlook": {"windows": {"16.80": "y", "2016": "n #2"}, "macos": {"1": "y #2"}},
                "newcomer": {"ios": {"beta 1:2": "u"}},
            },
            "notes_by_num": {"1": "Only at night.", "2": "Never by day.", "12": "Dimly."},
        },
        {
            "slug": "css-dim",
            "title": "dim",
            "category": "css",
            "last_test_date": "2029-01-01",
            "stats": {"gmail": {"ios": {"1": "y"}}},
            "notes_by_num": None,
        },
    ],
}
DIGEST: dict[str, Any] = {
    "commit": "abc",
    "features": {
        "css-glow": {
            "title": "glow",
            "category": "css",
            "tested": "2030-01-5",
            "notes": {"1": "Only at night.", "2": "Never by day.", "12": "Dimly."},
            "support": {
                "gmail.ios": [["2021-01", "n", []], ["2029-12", "a", [1, 12]]],
                "gmail.android": [],
                "outlook.windows": [["16.80", "y", []], ["2016", "n", [2]]],
                "outlook.macos": [["1", "y", [2]]],
                "newcomer.ios": [["beta 1:2", "u", []]],
            },
        },
        "css-dim": {
            "title": "dim",
            "category": "css",
            "tested": "2029-01-01",
            "notes": {},
            "support": {"gmail.ios": [["1", "y", []]]},
        },
    },
}
ROWS = {
    "css-dim": Row("dim", "css", "2029-01-01", {"gmail.ios": "y:1:"}, {}),
    "css-glow": Row(
        "glow",
        "css",
        "2030-01-05",
        {
            "gmail.ios": "a:2029-12:1,12",
            "outlook.windows": "n:2016:2",
            "outlook.macos": "y:1:2",
            "newcomer.ios": "u:beta_1_2:",
        },
        {"1": "fe5f882b", "2": "13d77422", "12": "bc4f7a24"},
    ),
}
COLUMNS = ("gmail.ios", "outlook.windows", "outlook.macos", "newcomer.ios")


def changed(path: str, value: object) -> dict[str, Any]:
    """The published data with something else at a path of keys."""
    data: Any = copy.deepcopy(PUBLISHED)
    *way, last = (int(one) if one.isdigit() else one for one in path.split("/"))
    at = data
    for one in way:
        at = at[one]
    at[last] = value
    return data  # type: ignore[no-any-return]


# Who they are


def test_the_usual_ones_are_those_that_most_readers_have() -> None:
    assert USUAL == (
        "gmail.desktop-webmail",
        "gmail.mobile-webmail",
        "gmail.ios",
        "gmail.android",
        "outlook.windows",
        "outlook.outlook-com",
        "outlook.macos",
        "outlook.ios",
        "outlook.android",
        "yahoo.desktop-webmail",
        "yahoo.ios",
        "yahoo.android",
        "aol.desktop-webmail",
        "aol.ios",
        "aol.android",
        "apple-mail.ios",
        "apple-mail.macos",
        "samsung-email.android",
        "thunderbird.macos",
        "thunderbird.windows",
    )


def test_every_program_of_the_facts_has_a_title() -> None:
    columns = json.loads(FACTS.read_text("utf-8"))["clients"]
    assert tuple(columns) == tuple(CLIENTS)
    assert {one.family for one in CLIENTS.values()} == set(FAMILIES)
    assert len({one.title for one in CLIENTS.values()}) == len(CLIENTS)


def test_a_program_says_who_it_is() -> None:
    assert CLIENTS["outlook.windows"] == Client(
        "outlook.windows", "Outlook for Windows (classic)", "outlook", 0.0357
    )
    assert CLIENTS["gmail.ios"].title == "Gmail (iPhone)"
    assert CLIENTS["hey.desktop-webmail"].title == "HEY"


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        ([], USUAL),
        (["all"], tuple(CLIENTS)),
        (["apple-mail"], ("apple-mail.ios", "apple-mail.macos")),
        (["hey", "gmail.ios"], ("gmail.ios", "hey.desktop-webmail")),
        (["gmail.ios", "gmail.ios"], ("gmail.ios",)),
    ],
)
def test_programs_are_chosen_by_name_or_family(names: list[str], meant: tuple[str, ...]) -> None:
    assert chosen(names) == meant


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("outlok", "there is no mail program 'outlok'; did you mean outlook?"),
        ("Gmail.IOS", "there is no mail program 'Gmail.IOS'; did you mean gmail.ios?"),
        ("", "there is no mail program ''"),
        ("zzzzzz", "there is no mail program 'zzzzzz'"),
    ],
)
def test_an_unknown_program_is_refused_with_the_nearest(name: str, message: str) -> None:
    with pytest.raises(ValueError, match="there is no") as caught:
        chosen(["gmail", name])
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("", ""),
        ("gmail.ios", "Gmail (iPhone)"),
        ("gmail.ios gmail.android", "Gmail (apps)"),
        ("gmail.mobile-webmail gmail.desktop-webmail", "Gmail (web)"),
        ("gmail.desktop-webmail gmail.ios gmail.android", "Gmail (web, apps)"),
        ("outlook.windows", "Outlook for Windows"),
        ("outlook.android outlook.macos outlook.ios", "Outlook for Mac and Outlook (apps)"),
        ("outlook.windows-mail", "Windows Mail"),
        ("outlook", "Outlook"),
        ("thunderbird.macos", "Thunderbird (Mac)"),
        ("samsung-email", "Samsung Email"),
        ("yahoo.ios gmail yahoo.android outlook.windows",
         "Gmail, Outlook for Windows and Yahoo Mail (apps)"),
        ("protonmail", "Proton Mail"),
    ],
)  # fmt: skip
def test_programs_are_told_in_the_words_of_people(names: str, text: str) -> None:
    assert told(chosen(names.split()) if names else ()) == text


def test_a_program_of_no_title_is_told_by_its_name() -> None:
    assert told(["newcomer.ios", "gmail.ios"]) == "Gmail (iPhone) and newcomer.ios"


# How many readers


def test_the_shares_are_of_known_programs_and_dated() -> None:
    assert set(SHARES) <= set(CLIENTS)
    assert 0.9 < sum(SHARES.values()) <= 1
    assert date.fromisoformat(f"{SHARES_AS_OF}-01")
    assert "Litmus" in SHARES_SOURCE


@pytest.mark.parametrize(
    ("names", "shares", "share"),
    [
        (["outlook.windows"], {}, 0.0357),
        (["outlook.windows", "outlook.windows"], {}, 0.0357),
        (["outlook.windows", "outlook.macos"], {}, 0.042),
        (["hey.desktop-webmail"], {}, 0.0),
        (["outlook.windows"], {"outlook.windows": 0.4}, 0.4),
        (["apple-mail.ios"], {"apple-mail": 0.5}, 0.4),
        (["apple-mail.ios", "apple-mail.macos"], {"apple-mail": 0.5}, 0.5),
        (["apple-mail.ios"], {"apple-mail": 0.5, "apple-mail.macos": 0.3}, 0.2),
        (["apple-mail.ios"], {"apple-mail": 0.5, "apple-mail.macos": 0.6}, 0.0),
        (["hey.desktop-webmail"], {"hey": 0.2}, 0.2),
        (["protonmail.ios"], {"protonmail": 0.3}, 0.1),
        (["gmail.ios", "outlook.ios"], {"gmail.ios": 0.9, "outlook.ios": 0.9}, 1.0),
        ([], {"gmail": 1.0}, 0.0),
    ],
)
def test_a_share_is_the_tables_or_ones_own(
    names: list[str], shares: dict[str, float], share: float
) -> None:
    assert share_of(names, shares) == pytest.approx(share)


# What is known


def test_a_feature_says_what_it_is() -> None:
    known = feature("css-border-radius")
    assert known is not None
    assert known == Feature("css-border-radius", "border-radius", "css", known.tested)
    assert feature("css-nothing") is None
    assert len(FEATURES) == len({*FEATURES}) > 300


@pytest.mark.parametrize("name", FEATURES)
def test_every_feature_is_dated(name: str) -> None:
    assert date.fromisoformat(FEATURES[name].tested).year >= 2018


@pytest.mark.parametrize(
    ("name", "client", "known"),
    [
        ("css-border", "outlook.windows", Support("partly", (1, 2), "2019")),
        ("css-at-media-prefers-color-scheme", "outlook.macos", Support("yes", (3,), "16.80")),
        ("css-border-radius", "outlook.windows", Support("no", (1,), "2019")),
        ("css-border", "rainloop.desktop-webmail", None),
        ("css-nothing", "outlook.windows", None),
        ("css-border", "no.such", None),
    ],
)
def test_the_last_answer_counts_and_a_note_does_not_change_it(
    name: str, client: str, known: Support | None
) -> None:
    assert support(name, client) == known


def test_thunderbird_is_one_program() -> None:
    same = support("css-border", "thunderbird.macos")
    assert same is not None
    assert support("css-border", "thunderbird.windows") == same


def test_the_table_is_read_when_asked_for() -> None:
    code = (
        "import pipeline.clients as c; from pipeline.clients import facts as f; "
        "size = lambda: f._table.cache_info().currsize; before = size(); "
        "c.chosen(['gmail']); c.share_of(c.USUAL, {}); c.told(c.USUAL); "
        "print(before, size(), c.support('css-border', 'gmail.ios').answer, size())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() == ["0", "0", "yes", "1"]


@pytest.mark.parametrize(
    ("tested", "how_old"),
    [
        ("2024-05-20", "new"),
        ("2024-05-10", "1 month"),
        ("2024-01-10", "5 months"),
        ("2022-07-01", "23 months"),
        ("2022-06-11", "23 months"),
        ("2022-06-10", "2 years"),
        ("2019-08-01", "4 years"),
        ("2025-01-01", "new"),
        ("some day", ""),
        ("", ""),
    ],
)
def test_a_fact_has_an_age(tested: str, how_old: str) -> None:
    assert age(tested, date(2024, 6, 10)) == how_old


# How the table is made


def test_both_shapes_give_the_same_facts() -> None:
    assert derived(PUBLISHED) == Facts("2030-02-01 00:00:00 +0000", COLUMNS, ROWS)
    assert derived(DIGEST) == Facts("commit abc", COLUMNS, ROWS)


def test_what_is_written_is_read_again() -> None:
    facts = derived(PUBLISHED)
    text = written(facts)
    again = read_table(json.loads(text))
    assert [again.rows[name].facts("gmail.ios") for name in again.rows] == [
        Fact("y", (), "1"),
        Fact("a", (1, 12), "2029-12"),
    ]
    assert again.rows["css-dim"].facts("outlook.windows") is None
    assert write_cell(None) == "-"
    assert written(again) == text


def test_no_word_of_their_notes_is_kept() -> None:
    text = written(derived(PUBLISHED))
    assert "night" not in text
    assert text.count("\n") == 11  # a line a feature, so that a change can be read


def test_the_packages_table_is_as_the_program_writes_it() -> None:
    text = FACTS.read_text("utf-8")
    assert written(read_table(json.loads(text))) == text
    assert "Rémi Parmentier" in text
    assert "Rémi Parmentier" in FACTS.with_name("NOTICE.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "a JSON object is expected"),
        ({}, 'neither "data" nor "features" is there'),
        ({"data": []}, "there are no features"),
        ({"data": [1]}, "not caniemail's data"),
        ({"features": {"css-glow": {}}}, "KeyError('support')"),
        (changed("data/0/stats/gmail/ios", {"1": "maybe"}), "'maybe' is no answer"),
        (changed("data/0/stats/gmail/ios", {"1": None}), "TypeError"),
        (changed("data/0/stats", []), "AttributeError"),
        (changed("data/0/notes_by_num", {"one": "x"}), "invalid literal"),
    ],
)
def test_what_is_not_their_data_is_refused(data: object, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        derived(data)
    assert message in str(caught.value)


def run(
    capsys: pytest.CaptureFixture[str], table: Path, *arguments: str
) -> tuple[int, list[str], str]:
    code = main(arguments, table=table)
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


def saved(folder: Path, data: object) -> str:
    file = folder / "data.json"
    file.write_text(json.dumps(data), "utf-8")
    return str(file)


def test_a_refresh_says_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "facts.json"
    table.write_text(written(derived(DIGEST)), "utf-8")
    data = changed("data/0/stats/outlook", {"windows": {"2016": "n #2", "2030": "y"}})
    data["data"][0]["notes_by_num"]["1"] = "Only at full moon."
    data["data"][1] = {**data["data"][1], "slug": "css-dusk"}
    code, lines, _ = run(capsys, table, saved(tmp_path, data))
    assert (code, lines) == (
        0,
        [
            "2 features, 3 clients, 2030-02-01 00:00:00 +0000",
            "changed: 5",
            "  client newcomer.ios has no title yet: name it in pipeline/clients/programs.py",
            "  client outlook.macos is gone",
            "  feature css-dusk is new",
            "  feature css-dim is gone",
            "  css-glow in outlook.windows: no #2 → yes",
            "notes to look at (pipeline/check/features/notes_*.py): 2",
            "  css-glow #1 was reworded: is ours still right?",
            "  css-glow #2 is no longer any usual client's: its note of ours can go",
        ],
    )
    assert table.read_text("utf-8") == written(derived(data))
    assert run(capsys, table, saved(tmp_path, data))[1] == [
        "2 features, 3 clients, 2030-02-01 00:00:00 +0000",
        "changed: 1",
        "  client newcomer.ios has no title yet: name it in pipeline/clients/programs.py",
        "notes to look at (pipeline/check/features/notes_*.py): none",
    ]


def test_a_new_note_is_to_be_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "facts.json"
    table.write_text(written(derived(PUBLISHED)), "utf-8")
    data = changed("data/1/stats/gmail/ios", {"1": "a #7"})
    data["data"][1]["last_test_date"] = "2030-01-01"
    assert run(capsys, table, saved(tmp_path, data))[1][3:] == [
        "  css-dim in gmail.ios: yes → in part #7",
        "  css-dim: tested 2029-01-01 → 2030-01-01",
        "notes to look at (pipeline/check/features/notes_*.py): 1",
        "  css-dim #7 is new: judge which uses it hits",
    ]


def test_a_check_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "facts.json"
    before = written(derived(DIGEST))
    table.write_text(before, "utf-8")
    assert run(capsys, table, "--check", saved(tmp_path, DIGEST))[0] == 0
    assert run(capsys, table, "--check", saved(tmp_path, PUBLISHED))[0] == 1
    assert table.read_text("utf-8") == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data.json", "facts.json"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no json", "error: Expecting value"),
        ("[" * 100_000, "error: "),
        ("{}", 'error: not caniemail\'s data: neither "data" nor "features" is there'),
        (None, "error: [Errno 2] No such file or directory"),
    ],
)
def test_bad_data_is_an_error_and_the_table_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None, message: str
) -> None:
    table, file = tmp_path / "facts.json", tmp_path / "data.json"
    table.write_text("as it was", "utf-8")
    if text is not None:
        file.write_text(text, "utf-8")
    code, lines, error = run(capsys, table, str(file))
    assert (code, lines) == (2, [])
    assert error.startswith(message)
    assert table.read_text("utf-8") == "as it was"


@pytest.mark.parametrize("address", ["http://www.example/", "file:///etc/passwd", "data.json"])
def test_only_https_is_fetched(address: str) -> None:
    with pytest.raises(ValueError, match="is no https address"):
        fetched(address)


def test_what_cannot_be_fetched_is_an_error() -> None:
    with pytest.raises(OSError, match="refused"):
        fetched("https://127.0.0.1:1/data.json")


@pytest.mark.parametrize("arguments", [[], ["a", "--online"], ["--nothing"]])
def test_a_source_has_to_be_named(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments, table=tmp_path / "facts.json")
    assert caught.value.code == 2
    assert "usage: python -m pipeline.clients" in capsys.readouterr().err
