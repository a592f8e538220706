"""What cases cannot show of the series' rules: what holds by construction, and wild articles."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.checked import Checked
from pipeline.check.rule import Rule
from pipeline.check.rules import (
    approval,
    release,
    series_frame,
    series_links,
    series_names,
    series_references,
    series_split,
    theme,
)
from pipeline.check.rules import settings as settings_rules
from pipeline.check.run import check_series
from pipeline.check.words.cross_references import POINTING, pointing
from pipeline.check.words.part_counts import PartCount, part_counts
from pipeline.checking import checked_article
from pipeline.project import load_project

FAMILIES = (
    approval,
    release,
    series_frame,
    series_links,
    series_names,
    series_references,
    series_split,
    settings_rules,
    theme,
)
RULES: tuple[Rule[Checked], ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
PART = "\n\n<!-- part -->\n\n"
TEXT = f"# One\n\nSome words.{PART}## Two\n\nMore.{PART}## Three\n\nEnd.\n"


def checked(folder: Path, text: str = TEXT) -> Checked:
    (folder / "a.md").write_text(text, encoding="utf-8")
    return checked_article(folder / "a.md", load_project(folder))


def told(series: Checked, rules: Iterable[Rule[Checked]], name: str) -> list[tuple[str, str]]:
    found = check_series(series, rules)
    return [(one.severity, one.message) for one in found if one.rule == name]


def with_header(series: Checked, number: int, line: bytes) -> Checked:
    """The series with a header of one mail written otherwise."""
    name = line.partition(b":")[0] + b":"
    mail = series.mails[number - 1]
    lines = (mail.raw or b"").split(b"\r\n")
    at = next(index for index, one in enumerate(lines) if one.startswith(name))
    lines[at] = line
    other = replace(mail, raw=b"\r\n".join(lines))
    mails = [other if one is mail else one for one in series.mails]
    return replace(series, mails=mails)


def test_one_sender_and_one_list_for_all_letters(tmp_path: Path) -> None:
    series = checked(tmp_path)
    rule = "series/header-differs"
    assert told(series, series_frame.RULES, rule) == []
    for line in (b"From: somebody@example.net", b"List-Id: <other.example.net>"):
        name, value = line.decode().split(": ")
        assert told(with_header(series, 2, line), series_frame.RULES, rule) == [
            ("warning", f"letter 2 has another {name} than the others: {value}")
        ]


def test_an_identity_is_used_once(tmp_path: Path) -> None:
    series = checked(tmp_path)
    assert told(series, series_names.RULES, "series/same-id") == []
    first = series.mails[0].letter
    assert first is not None
    same = next(one.value for one in first.headers if one.name == "Message-ID")
    twice = with_header(series, 3, f"Message-ID: {same}".encode())
    assert told(twice, series_names.RULES, "series/same-id") == [
        ("error", "letters 1 and 3 have the same Message-ID")
    ]


def test_dates_go_up(tmp_path: Path) -> None:
    series = with_header(checked(tmp_path), 3, b"Date: Sun, 02 Jan 2000 00:00:00 +0000")
    assert told(series, series_frame.RULES, "series/dates") == [
        ("warning", "letter 3 is dated before letter 2")
    ]
    broken = with_header(series, 3, b"Date: tomorrow")
    assert told(broken, series_frame.RULES, "series/dates") == []


COUNTS = [
    ("Letter 1 of 3: some plain facts", [("Letter 1 of 3", 1, 3, True)]),
    ("Teil 2 von 3", [("Teil 2 von 3", 2, 3, True)]),
    ("Lettre 2 sur 5 : dormir", [("Lettre 2 sur 5", 2, 5, True)]),
    ("Письмо 1 из 3", [("Письмо 1 из 3", 1, 3, True)]),
    ("الرسالة 1 من 3", [("الرسالة 1 من 3", 1, 3, True)]),
    ("第2回／全3回 眠り", [("第2回／全3回", 2, 3, True)]),
    ("Part 4 of 3", [("Part 4 of 3", 4, 3, True)]),
    ("email 3/3", [("email 3/3", 3, 3, True)]),
    ("(2/4) Rest", [("(2/4)", 2, 4, False)]),
    ("Rest: 2/4", [("2/4", 2, 4, False)]),
    ("2 of 4: rest", [("2 of 4", 2, 4, False)]),
    ("Our letters: 1 of 3", [("1 of 3", 1, 3, False)]),
]
NO_COUNTS = [
    *("1 of 3 women", "Care around the clock: 24/7", "We meet on 3/12", "Drink 1/2 a glass"),
    *("Part 1 of 20% is gone", "Your model 2 of 3 parts", "A score of 3", "(12/2)", "1/1"),
]


@pytest.mark.parametrize(("text", "found"), COUNTS)
def test_counts_are_read_in_the_wordings_that_people_use(
    text: str, found: list[tuple[str, int, int, bool]]
) -> None:
    assert list(part_counts(text)) == [PartCount(*one) for one in found]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_other_numbers_are_no_counts(text: str) -> None:
    assert list(part_counts(text)) == []


def test_every_languages_references_are_in_the_notation() -> None:
    assert [lang for lang in POINTING if not pointing(lang).whole] == []
    assert not pointing("xx").whole


def test_abbreviations_are_taken_with_what_they_stand_for() -> None:
    explained = {
        "by the Office of Ideas and Tools (OIT) now": "Office of Ideas and Tools",
        "polycystic ovary syndrome (PCOS) is": "",
        "a low-density lipoprotein (LDL) test": "low-density lipoprotein",
        "the DOJ (Department of Justice) says": "Department of Justice",
        "we saw it (NASA) there": "",
        "by the BBC (our favourite programme) then": "",
    }
    read = series_references._explained
    assert {text: "".join(long for _, long in read(text)) for text in explained} == explained


SPANS = st.sampled_from(
    [
        "plain words", "as mentioned above", "see below", "in the next section", "Part 2 of 9",
        "[a longer link text](https://example.org/a)", "[a longer link text](http://[bad)",
        "[x](#two)", "[](#%zz)", "<b>bold</b>", "{{ first_name }}", "Blue Cross Shield (BCS)",
        "BCS", "`code`", "**bold**", "( ) [1/2]", "٣/٤", "\u202e", "第1回全9回", "a:",
        "![](a.png)", "[^1]",
    ]
)  # fmt: skip
BLOCKS = st.one_of(
    st.lists(SPANS, min_size=1, max_size=5).map(" ".join),
    st.sampled_from(
        [
            "<!-- part -->", "## Two", "# One", "### ", "- a\n- b", "1. a\n2. b", "> quoted\n",
            "| a | b |\n|---|---|\n| 1 | 2 |", "```\ncode\n```", "---", "***",
            "<table><tr><td>x</td></tr></table>", "::: callout\nwords\n:::",
        ]
    ),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(BLOCKS, min_size=1, max_size=14), st.sampled_from(["", "de", "ja", "ar"]))
def test_no_rule_raises_on_any_article(blocks: list[str], lang: str) -> None:
    front = f"---\nlang: {lang}\n---\n" if lang else ""
    text = front + "Some words to begin with.\n\n" + "\n\n".join(blocks) + "\n\n[^1]: A note.\n"
    with TemporaryDirectory() as folder:
        series = checked(Path(folder), text)
        for released in (False, True):
            found = list(check_series(replace(series, release=released), RULES))
            assert all(one.message and not one.message.endswith(".") for one in found)


Make = Callable[..., Path]


def test_a_letter_alone_has_nothing_to_agree_with(make: Make) -> None:
    root = make({"a.md": "# Part 2 of 3\n\nSee above, and [here](#one).\n"})
    series = checked_article(root / "a.md", load_project(root))
    found = [one.rule for one in check_series(series, RULES) if one.rule.startswith("series/")]
    assert found == ["series/count-disagrees"]
