"""The words that tell what an article is about, and where they are found again."""

from __future__ import annotations

import pytest

from pipeline.check.words.key_terms import KeyTerms, terms_of
from pipeline.check.words.topics import topic_terms
from pipeline.checking import checked_article
from pipeline.project import load_project

ENGLISH = """# Life after a miscarriage

A miscarriage is nobody's fault. The clinic on Harbour Street sees many. Harbour Street is quiet,
Harbour Street is kind, and so is the nurse in Harbour Street. ICI is one way. Ask about ICI, since
ICI is no cure.

## Eating well

Bread helps.
"""
GERMAN = """# Nach der Fehlgeburt: Müdigkeit

Eine Fehlgeburt ist niemandes Schuld. Nach der Fehlgeburt ist Müdigkeit häufig.
"""
JAPANESE = "# 流産のあとに\n\n流産は誰のせいでもありません。\n"


@pytest.fixture
def terms(make):
    """The key terms of an article in Markdown."""

    def made(text: str, lang: str) -> KeyTerms:
        root = make({"a.md": text, "a.toml": f'sensitive = true\nlang = "{lang}"\n'})
        checked = checked_article(root / "a.md", load_project(root))
        return terms_of(checked.said)

    return made


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Letter 1 of 3: some plain facts", ()),
        ("Life, well lived", ()),
        ("After your MISCARRIAGES", ("miscarriages",)),
        ("https://example.org/post-miscarriage/?utm_campaign=ici", ("miscarriage", "ici")),
        ("postmiscarriagecare.example.org", ("postmiscarriagecare",)),
        ("https://example.org/%6Discarriage", ("miscarriage",)),
        ("https://example.org/%256Discarriage", ("miscarriage",)),
        ("mis\u00adcarriage", ("miscarriage",)),
        ("pregnancy-loss", ("pregnancy",)),  # the same topic by another word
        ("utm_content=trying_to_conceive", ("trying_to_conceive",)),
        ("Harbour House", ("harbour",)),
        ("ｍiscarriage", ("miscarriage",)),
        ("cancer-help", ()),  # another topic
    ],
)
def test_what_names_the_topic_is_told_as_it_is_written(text, named, terms):
    assert terms(ENGLISH, "en").named_in(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("fehlgeburtshilfe", ("fehlgeburtshilfe",)),
        ("muedigkeit.html", ("muedigkeit",)),
        ("mudigkeit.html", ("mudigkeit",)),
        ("schwangerschaft", ("schwangerschaft",)),
        ("Drei Briefe", ()),
    ],
)
def test_umlauts_are_known_as_addresses_write_them(text, named, terms):
    assert terms(GERMAN, "de").named_in(text) == named


def test_scripts_without_spaces_are_looked_at_by_their_signs(terms):
    found = terms(JAPANESE, "ja")
    assert found.named_in("流産-案内.html") != ()
    assert found.named_in("案内.html") == ()


def test_a_mention_makes_no_topic(make):
    root = make(
        {
            "a.md": "# A year of bread\n\nMy aunt had cancer. We bake on Mondays.\n",
            "b.md": "# Bread after cancer\n\nMy aunt had cancer. We bake on Mondays.\n",
        }
    )
    project = load_project(root)
    told = [topic_terms(checked_article(root / name, project)) for name in ("a.md", "b.md")]
    assert told == [(), ("cancer",)]
