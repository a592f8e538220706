"""A project with an account at every service, and articles to export from it."""

from __future__ import annotations

from pathlib import Path

from machine import FIRST

from pipeline.export import SERVICES, dialect
from pipeline.exporting import Asked, Bundle, bundle, ready
from pipeline.project import load_project

PROJECT = """
[sender]
from = "Lantern Clinic <hello@example.org>"
reply_to = "care@example.org"
postal_address = "12 Elm Street, Springfield"

[links]
web = "https://letters.example.org"
unsubscribe = "https://example.org/unsubscribe"
preferences = "https://example.org/preferences"
images = "https://images.example.org"

[fields.city]
default = "your town"

[[samples]]
first_name = "Ada"
city = "Bath"
email = "ada@example.org"
"""

GREETING = """---
title: {title}
sensitive: {sensitive}
---

Dear {{{{ first_name | default("friend") }}}},

"""

LITERALS = """Words that look like something else

Write {{ first_name }} or {% if x %} and it stays. So does {{{raw}}}, {{#if a}} and {{/if}}, {{{{%}.

Then *|FNAME|* and *|IF:A|* and |*, and %recipient.name% and %unsubscribe_url%, %%{name, "x"}%%.

And {contactfield=firstname} and {unsubscribe_url}, [[UNSUB_LINK_EN]] and [[data:a]], <%body%>, [%.

At last $variable, ${a}, #{b}, @TrackLink and {%7Bvar:x} for https://example.org/{{a}}?b=*|C|*.
"""


def needed(service: str, letters: int = 2) -> dict[str, str]:
    """What a service must know of the account: its own examples, right for so many letters."""
    own = {one.name: one.example for one in dialect(service).settings if one.needed}
    return own | ({"action_ids": ", ".join(["12"] * letters)} if "action_ids" in own else {})


def project(root: Path, *, sensitive: bool = False) -> Path:
    """The project's folder; gives the path of the first article, with a first name in it."""
    text = FIRST.read_text(encoding="utf-8")
    head = GREETING.format(title="The Road to Recovery", sensitive=str(sensitive).lower())
    (root / "content").mkdir(parents=True)
    (root / "letterloom.toml").write_text(PROJECT, encoding="utf-8")
    article = root / "content" / "recovery.md"
    article.write_text(head + text, encoding="utf-8")
    return article


def exported(article: Path, service: str, **given: str) -> Bundle:
    """The bundle of an article for a service."""
    settings = load_project(article.parent.parent)
    asked = Asked(settings=given)
    return bundle(ready(article, settings, asked), dialect(service), asked)


__all__ = ["LITERALS", "PROJECT", "SERVICES", "exported", "needed", "project"]
