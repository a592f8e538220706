"""The word lists: how patterns are found, what ours hold, how a project's are laid over them."""

from __future__ import annotations

import tomllib

import pytest
from machine import ROOT

from pipeline import word_lists
from pipeline.check.words.patterns import PatternError, index, tokens, variants
from pipeline.errors import SettingsError
from pipeline.model import Project

OURS = Project(str(ROOT))


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
    "pattern",
    [
        "",
        "(a)",
        "a …",
        "… a",
        "a(b",
        "a$b",
        "a**b*c",
        "*",
        "a/#x",
        "()",
        "(a) " * 40 + "b",
        "a … " * 4 + "b",
    ],
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
