"""What cases cannot show: the first article, leaks by settings, syllables, wild input."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from machine import FIRST, ROOT

from pipeline import word_lists
from pipeline.check.mail import Mail
from pipeline.check.rules import sensitive, words, words_care, words_claims
from pipeline.check.run import check_mail, check_series
from pipeline.check.words.reading import FORMULAS, grade, syllables
from pipeline.checking import checked_article
from pipeline.model import Project
from pipeline.project import load_project

OURS = Project(str(ROOT))
SERIES = (*sensitive.RULES, *words.RULES, *words_claims.RULES, *words_care.RULES)


def test_the_claims_of_the_first_article_are_listed_with_their_lines():
    checked = checked_article(FIRST, load_project(ROOT))
    told = {(one.lines.first, one.words.casefold()) for one in words_claims.claims(checked.said)}
    assert {
        (2, "achieve a successful pregnancy"),
        (5, "before the 20th week"),
        (5, "about 15-20%"),
        (6, "is not typically preventable"),
        (15, "increasing the chances"),
        (16, "is often recommended for couples who"),
        (18, "increasing the chances"),
        (19, "alleviate any anxiety"),
        (22, "increase the chances"),
    } <= told
    assert len(told) < 20


def test_the_first_article_is_told_of_its_blog_post_and_of_nothing_that_leaks():
    checked = checked_article(FIRST, load_project(ROOT))
    told = [
        (one.rule, one.place.line if one.place else 0)
        for one in check_series(checked, (*sensitive.RULES, *words.RULES))
    ]
    assert told == [("words/not-for-mail", 3)]


LEAKY = """[sender]
name = "Miscarriage Help"
from = "hello@miscarriage.example.org"
[links]
web = "https://example.org/pregnancy-letters"
unsubscribe = "https://example.org/stop?list=fertility"
"""


def test_what_leaks_by_the_settings_is_told_where_it_is_set_and_once(make):
    root = make(
        {
            "letterloom.toml": LEAKY,
            "a.md": "# Coping with a miscarriage\n\nA miscarriage is nobody's fault.\n",
            "a.toml": 'sensitive = true\npublic_name = "Letters"\n',
        }
    )
    checked = checked_article(root / "a.md", load_project(root))
    told = [
        (one.rule, one.place.file.rpartition("/")[2] if one.place else "", one.message)
        for one in check_series(checked, (sensitive.leak, sensitive.topic_shown))
    ]
    tells = "shows what the letters are about: miscarriage"
    names = "names what the letters are about"
    web = "https://example.org/pregnancy-letters"
    stop = "https://example.org/stop?list=fertility"
    assert told == [
        ("sensitive/leak", "letterloom.toml", f"links.web “{web}” {names}: pregnancy"),
        ("sensitive/leak", "letterloom.toml", f"links.unsubscribe “{stop}” {names}: fertility"),
        ("sensitive/topic-shown", "letterloom.toml", f"the sender.name “Miscarriage Help” {tells}"),
        (
            "sensitive/topic-shown",
            "letterloom.toml",
            f"the sender.from “hello@miscarriage.example.org” {tells}",
        ),
    ]


def test_an_image_or_a_title_that_a_theme_names_by_the_topic_is_told(make):
    extra = '<mj-raw><a href="https://example.org/m" title="Miscarriage help">Home</a></mj-raw>'
    root = make(
        {
            "letterloom.toml": "",
            "templates/blocks/paragraph.mjml.j2": f"{extra}\n",
            "a.md": "# Coping with a miscarriage\n\nA miscarriage is nobody's fault.\n",
            "a.toml": 'sensitive = true\npublic_name = "Letters"\n',
        }
    )
    checked = checked_article(root / "a.md", load_project(root))
    told = [one.message for one in check_series(checked, (sensitive.leak,))]
    assert told == ["a title “Miscarriage help” names what the letters are about: miscarriage"]


SYLLABLES = {
    "en": "1 the loved made times played\n2 people table little quiet being couples careful\n"
    "3 miscarriage pregnancy created area various museum situation:4 experience:4\n"
    "4 preventable available emotional",
    "de": "3 Schwangerschaft Fehlgeburt Erfahrung\n2 Bäume heute Ärztin\n4 Familie beobachten",
    "fr": "1 perte femme couches deuil parlent\n2 grossesse moment famille créer maïs\n3 qualité",
    "es": "1 muy buey quien\n2 salud día país tiempo ciudad\n"
    "3 pérdida familia poeta\n4 embarazo aéreo\n5 recuperación",
    "it": "1 più\n2 cuore quando\n3 perdita famiglia salute\n4 gravidanza",
    "nl": "2 miskraam vrouwen moeilijk ziekte\n3 zwangerschap gezondheid\n5 geïnteresseerd",
}


@pytest.mark.parametrize("lang", SYLLABLES)
def test_syllables_are_counted_as_they_are_spoken(lang):
    wrong = []
    for line in SYLLABLES[lang].split("\n"):
        number, *spoken = line.split()
        for word in spoken:
            bare, _, own = word.partition(":")
            if syllables(bare, lang) != int(own or number):
                wrong.append((bare, syllables(bare, lang)))
    assert wrong == []


@pytest.mark.parametrize("lang", FORMULAS)
def test_longer_words_and_sentences_ask_for_more_school(lang):
    easy = ["Es la va en un ba to do na mi."] * 12
    hard = ["Internationalisation institutionelle organisatorische considerabilità"] * 12
    longer = [" ".join(hard[:6])] * 6
    years = [grade(text, lang).years for text in (easy, [*hard, *hard, *hard], longer)]
    assert years == sorted(years)
    assert years[0] < 5
    assert years[2] > 12


def test_a_short_text_or_another_language_has_no_grade():
    assert grade(["One two three."] * 6, "en") is None
    assert grade(["word " * 200] * 4, "en") is None
    assert grade(["kelime " * 30] * 10, "tr") is None


WILD = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>/=\"'&;[](){}!?.,%*…#the TODO é流産إ\u0301\n"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=300,
)


@given(text=WILD, lang=st.sampled_from(word_lists.languages()))
@settings(max_examples=150)
def test_no_rule_fails_on_any_mail(text, lang):
    lists = word_lists.load(OURS, lang)
    mail = Mail("wild", f"<p>{text}<td>lorem ipsum", words=lists, lang=lang, subject=text)
    for one in check_mail(mail, words.MAIL_RULES):
        assert one.message


@given(text=WILD)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_rule_fails_on_any_article(text, tmp_path: Path):
    source = tmp_path / "a.txt"
    source.write_text(f"A miscarriage\n\nIt was was 20% TODO, {text}\n", encoding="utf-8")
    (tmp_path / "a.toml").write_text('sensitive = true\nlang = "en"\n', encoding="utf-8")
    checked = checked_article(source, load_project(tmp_path))
    told = {one.rule for one in check_series(checked, SERIES)}
    assert "words/no-disclaimer" in told or "words/double-word" in told
