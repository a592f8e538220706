"""Whole mails at every service: rendered for people, they are what our own splice writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from exported import LITERALS, SERVICES
from rendered_articles import FITS, WHOLE, exported_to, first_article, made
from rendered_mails import Mail, ours, plain, theirs, tree, words
from rendered_people import PLAIN, WILD, Person
from rendered_services import RENDERERS

from pipeline.export import dialect

UNESCAPED = [one for one in SERVICES if not dialect(one).escapes]


def mails(service: str, person: Person) -> Iterator[tuple[Mail, Mail]]:
    """Each letter of the first article as the service sends it, and as we would."""
    article = first_article(FITS.get(service, WHOLE))
    bundle = exported_to(service, article)
    assert bundle.errors == ()
    for render in RENDERERS[service]:
        for letter, email in zip(bundle.exported.letters, article.made.emails, strict=True):
            yield theirs(bundle, letter, person, render), ours(article, bundle, email, person)


def test_every_service_is_rendered():
    assert set(RENDERERS) == set(SERVICES)


@pytest.mark.parametrize("person", list(PLAIN))
@pytest.mark.parametrize("service", SERVICES)
def test_the_first_article_comes_out_as_our_own_splice_writes_it(service: str, person: str):
    for sent, mine in mails(service, PLAIN[person]):
        assert sent.subject == mine.subject
        assert sent.preheader == mine.preheader
        assert plain(sent.text) == plain(mine.text)
        assert words(sent.html) == words(mine.html)
        assert tree(sent.html) == tree(mine.html)


@pytest.mark.parametrize("person", list(WILD))
@pytest.mark.parametrize("service", SERVICES)
def test_nothing_of_a_wild_name_is_markup_or_syntax(service: str, person: str):
    for sent, mine in mails(service, WILD[person]):
        assert sent.subject == mine.subject
        assert sent.preheader == mine.preheader
        assert plain(sent.text) == plain(mine.text)
        if dialect(service).escapes:
            assert tree(sent.html) == tree(mine.html)


@pytest.mark.parametrize("person", ["known", "not known"])
@pytest.mark.parametrize("service", SERVICES)
def test_words_that_look_like_a_services_own_stay_words(service: str, person: str):
    article = made(LITERALS, suffix=".txt")
    bundle = exported_to(service, article)
    assert bundle.errors == ()
    for render in RENDERERS[service]:
        for letter, email in zip(bundle.exported.letters, article.made.emails, strict=True):
            sent = theirs(bundle, letter, PLAIN[person], render)
            mine = ours(article, bundle, email, PLAIN[person])
            assert plain(sent.subject) == plain(mine.subject)
            assert plain(sent.preheader) == plain(mine.preheader)
            assert plain(sent.text) == plain(mine.text)
            assert tree(sent.html) == tree(mine.html)
            for one in ("{{ first_name }}", "*|FNAME|*", "%recipient.name%", "%unsubscribe_url%"):
                assert one in plain(sent.text)
