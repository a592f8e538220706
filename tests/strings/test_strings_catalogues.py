"""The frame's words in other languages: complete, in plural forms, every mistake with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from machine import ROOT

from pipeline import strings
from pipeline.errors import ThemeError
from pipeline.strings.__main__ import written
from pipeline.strings.catalogue import blanks

LOCALE = ROOT / "templates/locale"
SHIPPED = ("ar", "de", "es", "fr")


def shipped(lang: str, tag: str = "") -> strings.Strings:
    path = LOCALE / f"{lang}.po"
    return strings.read(tag or lang, [(lang, str(path), path.read_text(encoding="utf-8"))])


def own(text: str, tag: str = "de") -> strings.Strings:
    """The words of a project that has one catalogue of its own and no built-in ones."""
    return strings.read(tag, [(tag, f"{tag}.po", text)])


def test_a_huge_catalogue_is_read_in_time() -> None:
    """Each message asks for its line: where it was counted anew, these took half a minute."""
    stop = 'msgctxt "stop"\nmsgid "Stop {}"\nmsgstr "Halt {}"\n\n'
    began = perf_counter()
    found = own(
        'msgid ""\nmsgstr ""\n\n' + "".join(stop.format(at, "x" * 100) for at in range(12_000))
    )
    assert found["stop"] == f"Halt {'x' * 100}"
    assert perf_counter() - began < 12


def test_the_catalogues_are_in_step_with_the_english_words():
    there = sorted(path.name for path in LOCALE.iterdir())
    assert there == [*(f"{lang}.po" for lang in SHIPPED), "letterloom.pot"]
    assert (LOCALE / "letterloom.pot").read_text(encoding="utf-8") == written([])
    for lang in SHIPPED:
        path = LOCALE / f"{lang}.po"
        assert written([lang, str(path)]) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", SHIPPED)
def test_a_shipped_language_is_complete_and_says_that_nobody_has_read_it(lang):
    found = shipped(lang)
    assert (found.lang, found.missing, found.unreviewed) == (lang, (), True)
    same = {key for key, text in found.items() if text == strings.MESSAGES[key].text}
    # "Sources" and "Important" are French words too, whose colon has a space before it.
    assert same == ({"sources", "callout_warning"} if lang == "fr" else {"label"})


def test_english_is_the_source_and_is_read():
    found = strings.read("en-GB", [])
    assert (found.lang, found.missing, found.unreviewed) == ("en", (), False)
    assert {key: found[key] for key in found} == {
        key: message.text for key, message in strings.MESSAGES.items()
    }


def test_no_key_hides_behind_a_name_that_words_have():
    assert not set(strings.MESSAGES) & set(dir(strings.read("en", [])))


def test_a_number_is_named_where_there_are_plural_forms_and_nowhere_else():
    for message in strings.MESSAGES.values():
        assert bool(message.plural) is bool(message.number)
        if message.plural:
            assert blanks(message.text) == blanks(message.plural) == {message.number}


PLURALS = {
    "en": {1: "Next letter in 1 day.", 2: "Next letter in 2 days."},
    "de": {1: "Nächster Brief in 1 Tag.", 30: "Nächster Brief in 30 Tagen."},
    "fr": {0: "Prochaine lettre dans 0 jour.", 2: "Prochaine lettre dans 2 jours."},
    "es": {1: "Próxima carta dentro de 1 día.", 7: "Próxima carta dentro de 7 días."},
    "ar": {
        0: "الرسالة التالية اليوم.",
        1: "الرسالة التالية بعد يوم.",
        2: "الرسالة التالية بعد يومين.",
        3: "الرسالة التالية بعد 3 أيام.",
        11: "الرسالة التالية بعد 11 يومًا.",
        100: "الرسالة التالية بعد 100 يوم.",
        103: "الرسالة التالية بعد 103 أيام.",
    },
}


@pytest.mark.parametrize("lang", PLURALS)
def test_the_plural_form_goes_with_the_number(lang):
    found = strings.read("en", []) if lang == "en" else shipped(lang)
    expected = PLURALS[lang]
    assert {number: found.count("next_days", number) for number in expected} == expected


def test_thousands_are_grouped_as_the_language_does():
    told = {lang: shipped(lang).count("next_days", 1234) for lang in SHIPPED}
    assert told == {
        "ar": "الرسالة التالية بعد 1,234 يومًا.",
        "de": "Nächster Brief in 1.234 Tagen.",
        "es": "Próxima carta dentro de 1.234 días.",
        "fr": "Prochaine lettre dans 1\u202f234 jours.",
    }
    assert strings.read("en", []).count("next_days", 1234) == "Next letter in 1,234 days."
    assert shipped("de", "de-CH").count("next_days", 1234) == "Nächster Brief in 1’234 Tagen."


DAYS = {
    "en": "1 February 2026",
    "en-GB": "1 February 2026",
    "en-US": "February 1, 2026",
    "en-x-plain": "1 February 2026",
    "de": "1. Februar 2026",
    "fr": "1er février 2026",
    "es": "1 de febrero de 2026",
    "ar": "1 فبراير 2026",
    "ar-EG": "1 فبراير 2026",
    "ar-LB": "1 شباط 2026",
    # The sentence around it is English: there are no words for these.
    "nl": "1 February 2026",
    "tlh": "1 February 2026",
}


@pytest.mark.parametrize("tag", DAYS)
def test_a_day_in_words(tag):
    lang = strings.language(tag)
    found = shipped(lang, tag) if lang in SHIPPED else strings.read(tag, [])
    assert found.date(date(2026, 2, 1)) == DAYS[tag]


def test_a_later_catalogue_wins_message_by_message_with_its_own_plural_rule():
    built_in = ("de", "de.po", (LOCALE / "de.po").read_text(encoding="utf-8"))
    ours = (
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgctxt "stop"\nmsgid "Stop these letters"\nmsgstr "Keine Briefe mehr"\n\n'
        'msgctxt "next_days"\nmsgid "Next letter in {days} day."\n'
        'msgid_plural "Next letter in {days} days."\nmsgstr[0] "Tage bis dahin: {days}"\n'
    )
    ours = 'msgid ""\nmsgstr ""\n' + ours
    found = strings.read("de", [built_in, ("de-at", "de-AT.po", ours)])
    assert (found.lang, found.missing) == ("de-at", ())
    assert (found["stop"], found["web"]) == ("Keine Briefe mehr", "Im Browser lesen")
    assert found.count("next_days", 1) == "Tage bis dahin: 1"
    assert found.count("next_hours", 1) == "Nächster Brief in 1 Stunde."
    assert found.unreviewed  # for what is still the built-in one


def test_words_that_are_read_need_no_note():
    text = (LOCALE / "de.po").read_text(encoding="utf-8")
    read = text.replace("X-Native-Review: none", "X-Native-Review: 2026-05-01")
    assert not own(read).unreviewed
    built_in = ("de", "de.po", text)
    assert not strings.read("de", [built_in, ("de", "own.po", read)]).unreviewed


def test_what_is_not_translated_stays_english_and_is_told():
    some = 'msgctxt "stop"\nmsgid "Stop these letters"\nmsgstr "Geen brieven meer"\n'
    guess = '#, fuzzy\nmsgctxt "web"\nmsgid "Read on the web"\nmsgstr "Lees?"\n'
    none = 'msgctxt "last"\nmsgid "This was the last letter."\nmsgstr ""\n'
    found = own(f"{some}\n{guess}\n{none}", "nl")
    assert (found["stop"], found["web"]) == ("Geen brieven meer", "Read on the web")
    assert found.lang == "nl"
    assert set(found.missing) == set(strings.MESSAGES) - {"stop"}


PLURAL_HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: {}\\n"\n\n'
DAYS_LEFT = (
    'msgctxt "next_days"\nmsgid "Next letter in {days} day."\n'
    'msgid_plural "Next letter in {days} days."\n'
)
MISTAKES = {
    "TOML": ('progress = "Brief"\n', 1, "this is not a PO file"),
    "no quotes": ("msgid progress\nnonsense\n", 2, "this is not a PO file"),
    "an unknown key": (
        '\nmsgctxt "progres"\nmsgid "Letter"\nmsgstr "Brief"\n',
        3,
        "the frame has no words called 'progres'",
    ),
    "no key": ('msgid "Letter"\nmsgstr "Brief"\n', 1, "this message has no msgctxt"),
    "no id": ('msgctxt "stop"\nmsgid ""\nmsgstr "Halt"\n', 2, "an empty msgid"),
    "an unknown blank": (
        'msgctxt "progress"\nmsgid "Letter"\nmsgstr "Brief {nummer} von {total}"\n',
        2,
        "progress has a blank that nothing fills: {nummer}",
    ),
    "a missing blank": (
        'msgctxt "progress"\nmsgid "Letter {number} of {total}"\nmsgstr "Brief {number}"\n',
        2,
        "progress lacks a blank: {total}",
    ),
    "a brace alone": (
        'msgctxt "stop"\nmsgid "Stop these letters"\nmsgstr "100 % {"\n',
        2,
        "stop: ",
    ),
    "an attribute": (
        'msgctxt "image"\nmsgid "Image: {alt}"\nmsgstr "{alt.__class__}"\n',
        2,
        "image has a blank that nothing fills: {alt.__class__}",
    ),
    "a format": (
        'msgctxt "image"\nmsgid "Image: {alt}"\nmsgstr "{alt:>900000000}"\n',
        2,
        "image: only a name may stand in braces",
    ),
    "no plural forms": (
        'msgctxt "next_days"\nmsgid "{days} day"\nmsgstr "{days} Tage"\n',
        2,
        "next_days has a number in it: it needs msgid_plural",
    ),
    "plural forms of no number": (
        'msgctxt "stop"\nmsgid "Stop"\nmsgid_plural "Stops"\nmsgstr[0] "a"\nmsgstr[1] "b"\n',
        2,
        "stop has no number in it",
    ),
    "a missing plural form": (DAYS_LEFT + 'msgstr[0] "{days} Tag"\n', 2, "has no msgstr[1]"),
    "a plural form too many": (
        DAYS_LEFT + 'msgstr[0] "{days} a"\nmsgstr[1] "{days} b"\nmsgstr[2] "{days} c"\n',
        2,
        "this is not a PO file",
    ),
    "a plural form without its number": (
        DAYS_LEFT + 'msgstr[0] "ein Tag"\nmsgstr[1] "viele Tage"\n',
        2,
        "next_days lacks a blank: {days}",
    ),
    "a rule that is none": (
        PLURAL_HEADER.format("nplurals=2; plural=__import__('os')"),
        3,
        "the Plural-Forms of this file are no rule",
    ),
    "a rule for more forms": (
        PLURAL_HEADER.format("nplurals=2; plural=(n > 5 ? 2 : 0)"),
        3,
        "the Plural-Forms of this file are no rule",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line(text, line, message):
    with pytest.raises(ThemeError) as caught:
        own(text)
    assert message in str(caught.value)
    place = caught.value.place
    assert place
    assert (place.file, place.line, place.text) == ("de.po", line, text.split("\n")[line - 1])
    assert caught.value.hint


def test_a_form_for_one_number_may_say_it_in_words():
    found = own(DAYS_LEFT + 'msgstr[0] "ein Tag"\nmsgstr[1] "{days} Tage"\n')
    assert [found.count("next_days", number) for number in (1, 2)] == ["ein Tag", "2 Tage"]


def test_the_command_takes_over_what_was_translated_before(tmp_path: Path):
    old = tmp_path / "it.po"
    old.write_text('msgctxt "stop"\nmsgid "Stop"\nmsgstr "Basta \\"lettere\\""\n', encoding="utf-8")
    text = written(["it", str(old)])
    assert 'msgctxt "stop"\nmsgid "Stop these letters"\nmsgstr "Basta \\"lettere\\""\n' in text
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in text
    old.write_text(text, encoding="utf-8")
    assert written(["it", str(old)]) == text
    assert set(own(text, "it").missing) == set(strings.MESSAGES) - {"stop"}
