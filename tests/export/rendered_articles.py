"""Articles for whole mails: the first one with fields wherever one may stand, each made once."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from exported import PROJECT, needed
from machine import FIRST

from pipeline.export import dialect
from pipeline.exporting import Asked, Bundle, Ready, bundle, ready
from pipeline.project import load_project

_HEAD = """---
title: 'Your road to recovery{comma}'
public_name: Letters for you
---

Dear {{{{ first_name | default("friend") }}}},

{body}

Choose [what you get]({{{{ preferences_url }}}}), read it [on the web]({{{{ web_url }}}}), or
[stop]({{{{ unsubscribe_url }}}}).

"""
_PARTS = """
[[series.parts]]
subject = "Letter 1: some plain facts{for_name}"
preheader = "Something to read{in_city}."

[[series.parts]]
starts = "The Emotional Impact of Miscarriage"
subject = "{name}Letter 2 of 3"
preheader = "{name}two short sections."
wait = "4 days"

[[series.parts]]
starts = "The Road to Recovery"
subject = "Letter 3 of 3"
preheader = "If this is not for now, leave it closed."
wait = "7 days"
"""
_HEADING = 60  # characters of a heading of the first article at most
_NAME = '{{ first_name | default("friend") }}'
_CITY = "{{ city }}"
_IN_TEXT = f"**{_CITY}** has clinics, and so does “{_CITY}”; *{_NAME}* may ask."
_IN_LINK = (
    f"[Clinics near {_CITY}](https://example.org/in/{_CITY}?who={_NAME}&x=1 'About {_CITY}'), or"
    f" <https://example.org/near/{_CITY}>."
)

WHOLE, NO_LINKS, NAMES = "fields everywhere", "no field in a link", "a name in the text"
"""The first article with fields in text, headings, subjects and links; with fewer of them."""

FITS = {"ghost": NAMES} | dict.fromkeys(
    ("mailchimp", "sendgrid", "postmark", "ses", "mailjet", "mailgun", "mautic"), NO_LINKS
)
"""What a service can take, where that is not the whole: the others are refused it."""


def _article(which: str) -> tuple[str, str]:
    """The article's text and what its settings say of the parts."""
    if which == NAMES:
        comma, body = "", "How are you?"
        said = {"for_name": "", "in_city": "", "name": ""}
    else:
        comma, body = f", {_NAME}", f"{_IN_TEXT}\n\n## In {_CITY}\n\nThere is more."
        said = {"for_name": f" for {_NAME}", "in_city": f" in {_CITY}", "name": f"{_NAME}, "}
    if which == WHOLE:
        body += f"\n\n{_IN_LINK}"
    said = {key: value.replace('"', '\\"') for key, value in said.items()}
    return _HEAD.format(comma=comma, body=body) + _first(), _PARTS.format(**said)


def _first() -> str:
    """The first article as Markdown: its lines are paragraphs, the short ones headings."""
    lines = filter(None, FIRST.read_text(encoding="utf-8").splitlines())
    return "\n\n".join(one if len(one) > _HEADING else f"## {one}" for one in lines) + "\n"


@cache
def first_article(which: str) -> Ready:
    """The first article, made and checked."""
    text, settings = _article(which)
    return made(text, settings)


def made(text: str, settings: str = "", more: str = "", suffix: str = ".md") -> Ready:
    """An article of a project, made and checked; `more` is added to the project's settings."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content").mkdir()
        (root / "letterloom.toml").write_text(f"{PROJECT}\n{more}", encoding="utf-8")
        article = (root / "content" / "recovery").with_suffix(suffix)
        article.write_text(text, encoding="utf-8")
        article.with_suffix(".toml").write_text(settings, encoding="utf-8")
        return ready(article, load_project(root), Asked())


def exported_to(service: str, article: Ready) -> Bundle:
    """An article's bundle for a service, with the settings that this needs."""
    settings = needed(service, len(article.made.emails))
    return bundle(article, dialect(service), Asked(settings=settings))
