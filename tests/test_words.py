"""Words, sentences, cuts and slugs in all scripts."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import words

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("one two\nthree", 3),
        ("one – two & three …", 3),
        ("don’t well-known 15-20% a.m.", 4),
        ("🚀 launch", 1),
        ("花园里的冬天", 3),
        ("花园里", 2),
        ("สวนในฤดูหนาว", 6),
        ("冬の庭 in winter 2024", 5),
        ("هذا نص قصير", 3),
        ("겨울의 정원", 2),
    ],
)
def test_words_are_counted_in_all_scripts(text, number):
    assert words.count(text) == number


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("“One.” (Two.) Three", ["“One.”", "(Two.)", "Three"]),
        ("Dr. Weber came at approx. ten, i.e. late. So.", None),
        ("Es ist z. B. am 3. Mai so, d. h. bald. Ja.", None),
        ("庭は休みます。花は好きですか？はい。", ["庭は休みます。", "花は好きですか？", "はい。"]),
        ("هل تعرف؟ نعم.", ["هل تعرف؟", "نعم."]),
        ("A number such as 3.14 ends none", ["A number such as 3.14 ends none"]),
        ("", []),
    ],
)
def test_sentences(text, sentences):
    found = words.sentences(text)
    assert len(found) == 2 if sentences is None else found == sentences


@given(TEXT)
def test_sentences_hold_the_whole_text(text):
    assert "".join("".join(words.sentences(text)).split()) == "".join(text.split())


@given(TEXT, st.integers(2, 60))
def test_a_cut_is_short_enough_and_begins_the_text(text, limit):
    tidy = " ".join(text.split())
    found = words.cut(text, limit)
    assert len(found) <= limit
    assert found == tidy if len(tidy) <= limit else found.endswith("…")
    assert tidy.startswith(found.removesuffix("…")) or found == tidy


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1), st.integers(9, 40))
def test_a_cut_never_parts_a_word(text, limit):
    head = words.cut(" ".join(text), limit).removesuffix("…")
    assert head.split() == text[: len(head.split())]


def test_what_must_stay_whole_is_not_cut():
    whole = re.compile(r"llx\d+z")
    assert words.cut("庭庭庭llx12z庭庭庭", 7) == "庭庭庭llx…"
    assert words.cut("庭庭庭llx12z庭庭庭", 7, whole) == "庭庭庭…"
    assert words.cut("庭庭庭llx12z庭庭庭", 10, whole) == "庭庭庭llx12z…"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The Road to Recovery!", "the-road-to-recovery"),
        ("Don’t *stop*", "dont-stop"),
        ("Straße & Öl", "strasse-öl"),
        ("花园 里", "花园-里"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-text"),
        ("???", "text"),
        ("ﬁne", "fine"),
    ],
)
def test_slugs(text, slug):
    assert words.slug(text) == slug


@given(TEXT)
def test_a_slug_is_a_safe_name(text):
    slug = words.slug(text)
    assert 0 < len(slug.encode()) <= 60 + len("-text")
    assert not re.search(r"[\s/\\:*?\"<>|.\x00-\x1f]", slug)
    assert words.slug(slug) == slug


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("花a", 3), ("e\u0301", 1), ("กิ่", 1), ("", 0)]
)
def test_columns(text, width):
    assert words.width(text) == width


@pytest.mark.parametrize(("number", "minutes"), [(0, 1), (299, 1), (301, 2), (2000, 10)])
def test_minutes(number, minutes):
    assert words.minutes(number) == minutes


def test_very_long_texts_take_no_longer_than_they_must():
    started = time.monotonic()
    words.sentences("Dr. " * 500_000)
    words.slug("word " * 500_000)
    words.cut("word " * 500_000, 70)
    words.count("花" * 1_000_000)
    assert time.monotonic() - started < 10
