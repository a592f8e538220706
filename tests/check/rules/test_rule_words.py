"""What cases cannot show: the first article's claims, the lists themselves, wild input."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from machine import FIRST, ROOT

from pipeline import word_lists
from pipeline.check import Mail, check_mail, check_series
from pipeline.check.reading import FORMULAS, grade, syllables
from pipeline.check.rules import sensitive, words, words_care, words_claims
from pipeline.check.word_patterns import PatternError, index, tokens, variants
from pipeline.checking import checked_article
from pipeline.errors import SettingsError
from pipeline.model import Project
from pipeline.project import load_project

OURS = Project(str(ROOT))
SERIES = (*sensitive.RULES, *words.RULES, *words_claims.RULES, *words_care.RULES)


def hits(pattern: str, text: str) -> list[str]:
    found = index([(pattern, pattern)]).hits(tokens(text))
    return [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (
            "failed pregnancy",
            "A FAILED\npregnancy, a failed-pregnancy",
            ["FAILED\npregnancy", "failed-pregnancy"],
        ),
        ("failed pregnancy", "failed, pregnancy. Unfailed pregnancy", []),
        ("miscarr*", "Miscarriages, miscarried, a carriage", ["Miscarriages", "miscarried"]),
        ("*schwangerschaft", "Die Frühschwangerschaft", ["Frühschwangerschaft"]),
        ("*wanger*", "schwangeren", ["schwangeren"]),
        (
            "commit/committed suicide",
            "committed suicide, commit suicide",
            ["committed suicide", "commit suicide"],
        ),
        ("(about) (#) # %", "about 15–20 %, 3% and 7", ["about 15–20 %", "3%"]),
        (
            "recommended … for those",
            "recommended, as a rule, for those",
            ["recommended, as a rule, for those"],
        ),
        ("recommended … for those", "recommended. And for those", []),
        ("recommended … for those", "recommended a b c d e f for those", []),
        ("ICI", "ici, Ici, ICI", ["ICI"]),
        ("AIDS", "It aids them. AIDS does not", ["AIDS"]),
        ("don't miss", "Don’t miss it", ["Don’t miss"]),
        ("avortement", "l’avortement", ["avortement"]),
        ("jusqu'à # jours", "jusqu’à 3 jours", ["jusqu’à 3 jours"]),
        ("la vidéo/video", "la video", ["la video"]),
        ("20th week", "the 20th week", ["20th week"]),
    ],
)
def test_a_pattern_is_found_as_docs_words_tells(pattern, text, expected):
    assert hits(pattern, text) == expected


@pytest.mark.parametrize(
    "pattern", ["", "(a)", "a …", "… a", "a(b", "a$b", "a**b*c", "*", "a/#x", "()"]
)
def test_what_is_no_pattern_is_refused(pattern):
    with pytest.raises(PatternError):
        variants(pattern)


def example(pattern: str) -> str:
    """A text that a pattern must be found in: the first of all that may be said."""
    words = pattern.replace("(", " ").replace(")", " ").split()
    firsts = (word.split("/")[0] for word in words)
    return " ".join(one.replace("*", "").replace("#", "3").replace("…", "of") for one in firsts)


@pytest.mark.parametrize("lang", word_lists.languages())
def test_the_lists_of_a_language_find_what_they_say(lang):
    path = ROOT / f"templates/words/{lang}.toml"
    entries: word_lists.Entries = {}
    word_lists.lay_over(entries, path.read_text(encoding="utf-8"), str(path))
    loaded = word_lists.load(OURS, lang)
    assert {name for name, _ in entries} == set(loaded.lists)
    missed = [
        (name, one.pattern)
        for name, found in loaded.lists.items()
        for one in found.entries
        if one.pattern
        not in {
            hit.known.pattern
            for hit in index([(one.pattern, one)]).hits(tokens(example(one.pattern)))
        }
    ]
    assert missed == []
    unsaid = [one.pattern for one in loaded["hurtful"].entries if not one.why or not one.instead]
    assert unsaid == []


@pytest.mark.parametrize("lang", word_lists.languages())
def test_no_entry_stands_in_a_file_twice(lang):
    import tomllib

    told = tomllib.loads((ROOT / f"templates/words/{lang}.toml").read_text(encoding="utf-8"))
    for name, groups in told.items():
        every = [
            pattern.casefold()
            for said in groups.values()
            for pattern in (
                *said.get("words", ()),
                *(
                    key
                    for key in said
                    if isinstance(said[key], dict | str) and key not in ("why", "instead")
                ),
            )
        ]
        assert sorted({one for one in every if every.count(one) > 1}) == [], name


def listed(make, text: str, lang: str = "en") -> word_lists.Words:
    root = make({f"templates/words/{lang}.toml": text})
    return word_lists.load(Project(str(root)), lang)


def test_a_project_adds_replaces_and_takes_out(make):
    mine = listed(
        make,
        '[hurtful.ours]\n"frequent flyer" = "guest"\n'
        '"the elderly" = { instead = "our elders", why = "We say so." }\n'
        '"special needs" = { off = true }\n'
        "[twice.words]\noff = true\nwords = ['hip']\n",
    )
    hurtful = {one.pattern: one for one in mine["hurtful"].entries}
    assert hurtful["frequent flyer"].instead == "guest"
    assert (hurtful["the elderly"].instead, hurtful["the elderly"].mild) == ("our elders", False)
    assert "special needs" not in hurtful
    assert "wheelchair bound" in hurtful
    assert mine["twice"].patterns == {"hip"}


def test_a_narrower_language_is_laid_over_the_wider_one(make):
    root = make({"templates/words/de-AT.toml": '[hurtful.ours]\n"tschusch" = "Mensch"\n'})
    austrian = word_lists.load(Project(str(root)), "de-AT")["hurtful"].patterns
    german = word_lists.load(Project(str(root)), "de")["hurtful"].patterns
    assert austrian - german == {"tschusch"}


def test_a_language_without_lists_is_silent(make):
    assert not word_lists.load(OURS, "xh")
    assert not word_lists.load(OURS, "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[hurtfull.a]\n", "1:1 there is no list hurtfull; did you mean hurtful?"),
        ("hurtful = 3\n", "1:1 hurtful has no groups; begin each with [hurtful.its-name]"),
        ("[hurtful]\na = 3\n", "2:1 hurtful holds groups, and entries in them; begin [hurtful.a]"),
        (
            "[hurtful.a]\n'x' = { insted = 'y' }\n",
            "2:9 an entry has no insted; did you mean instead?",
        ),
        (
            "[hurtful.a]\n'x' = { mild = 'y' }\n",
            "2:9 mild is not as it should be; write true or false",
        ),
        ("[claim.a]\nwords = [\n 'a',\n 3]\n", '4:2 an entry is text; write "a word"'),
        (
            "[claim.a]\nwords = ['a (b']\n",
            "2:10 “a (b” cannot be looked for: a bracket has no other half; docs/words.md",
        ),
        (
            "[hurtful.a]\n'the eldery' = { off = true }\n",
            "2:1 “the eldery” is in no list of ours; did you mean the elderly?",
        ),
        ("[hurtful.a\n", "1:11 this is not TOML"),
    ],
)
def test_a_mistake_in_a_list_is_told_with_its_line(text, message, make):
    with pytest.raises(SettingsError) as caught:
        listed(make, text)
    error = caught.value
    told = f"{error.place.line}:{error.place.column} {error.message}; {error.hint}"
    assert told.startswith(message)
    assert error.place.file.endswith("en.toml")


def test_a_list_that_leads_out_of_the_project_is_not_read(make, tmp_path):
    (tmp_path / "secret.toml").write_text("[hurtful.a]\n'x' = 'y'\n", encoding="utf-8")
    root = make({"templates/words/fr.toml": ""})
    (root / "templates/words/en.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(SettingsError, match="leads out of the project"):
        word_lists.load(Project(str(root)), "en")


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
