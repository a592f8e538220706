"""Articles full of services' own syntax, wherever words may stand: literal at every service."""

from __future__ import annotations

from functools import cache

import pytest
from exported import SERVICES
from rendered_articles import exported_to, made
from rendered_mails import ours, plain, theirs, tree
from rendered_people import PLAIN, Person
from rendered_services import RENDERERS

from pipeline.exporting import Ready

ADA = PLAIN["known"]
OPENINGS = (
    r"{{ first_name }}",
    r"{{{raw}}}",
    r"{{{{a}}}}",
    r"{{#if a}}b{{/if}}",
    r"{{insert x}}",
    r"{{^a}}{{/a}}",
    "{% if x %}",
    "{%- raw -%}",
    "{# note #}",
    r"\\{{x}}",
    "*|FNAME|*",
    "*|IF:A|* and *|END:IF|*",
    "%recipient.name%",
    "%unsubscribe_url%",
    "%tag_unsubscribe_url%",
    "%%{name}%%",
    "{contactfield=email}",
    "{unsubscribe_url}",
    "%7Bwebview_url%7D",
    "[[UNSUB_LINK_EN]]",
    "[[data:a]]",
    "<%asm_group_unsubscribe_url%>",
    "<%body%>",
    "[Unsubscribe]",
    "[%name%]",
    "-name-",
    "@TrackLink",
    "{{{%",
)
"""What services read as their own, today and in older systems, as an author writes it."""

FIELD = '{{ first_name | default("friend") }}'
HEAD = """---
title: 'Write \\{{ x }} {% y %} *|Z|* %recipient.a% %%{b}%%'
public_name: 'Of \\{{ x }} and *|Z|*'
---

"""
PARTS = """
[[series.parts]]
subject = 'Use \\{{ x }}, *|Z|*, %recipient.a%, {contactfield=a} and [[b:c]]'
preheader = 'Say \\{{ x }}, {% y %}, %unsubscribe_url% and <%body%>'
"""
MORE = """
"""


def written(words: str) -> str:
    """Words in Markdown that nothing but the escaped braces is markup in."""
    return "".join(f"\\{one}" if one in "\\*_[]<`|#{" else one for one in words)


def everywhere() -> str:
    """An article with each of them in text, headings, links, lists, tables, quotes and code."""
    lines = []
    for index, opening in enumerate(OPENINGS):
        said = written(opening)
        lines += [
            f"## About {said}",
            f"{said} begins and ends with {said}",
            f"Amid **{said}** and *a {said}*.",
            f"- one {said}\n- [{said} there](https://example.org/{index}?a=b)",
            f"> {said}",
            f"| a | b |\n|---|---|\n| {said} | c |",
            f"`{opening}`\n\n```\n{opening}\n```",
        ]
        if "{{" not in opening:
            lines.append(f"[there](<https://example.org/{index}?a={opening}&b=c> 'see')")
    return HEAD + "\n\n".join(lines) + "\n"


def beside_fields() -> str:
    """An article with each of them right before and after a field."""
    lines = [
        f"See {written(one)}{FIELD}{written(one)} and {{{FIELD}}} and %{FIELD}% and *{FIELD}*."
        for one in OPENINGS
    ]
    return "---\ntitle: Beside fields\n---\n\n" + "\n\n".join(lines) + "\n"


@cache
def article(which: str) -> Ready:
    """One of the articles, made once."""
    return made(everywhere(), PARTS) if which == "everywhere" else made(beside_fields())


def check(service: str, ready: Ready, person: Person) -> None:
    """That each letter comes out as our own splice writes it."""
    bundle = exported_to(service, ready)
    assert [one.message for one in bundle.errors if one.rule.startswith("export/field")] == []
    for render in RENDERERS[service]:
        for letter, email in zip(bundle.exported.letters, ready.made.emails, strict=True):
            sent = theirs(bundle, letter, person, render)
            mine = ours(ready, bundle, email, person)
            assert plain(sent.subject) == plain(mine.subject)
            assert plain(sent.preheader) == plain(mine.preheader)
            assert plain(sent.text) == plain(mine.text)
            assert tree(sent.html) == tree(mine.html)


@pytest.mark.parametrize("which", ["everywhere", "beside fields"])
@pytest.mark.parametrize("service", SERVICES)
def test_every_opening_of_every_service_stays_words(service: str, which: str):
    check(service, article(which), ADA)
