"""Mails that are kept from the time before are those that would be made from scratch."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from machine import FIRST

from pipeline import making, project
from pipeline.compose import Composed, compose, compose_again
from pipeline.errors import LetterloomError
from pipeline.files import Images
from pipeline.model import Project, Series, Theme

EDITS = 250  # of each article
WORDS = "river slowly {{ first_name }} the 12% “open” naïve 5.5 sea_ *now* `code` &amp; <b>so</b>"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
MARKDOWN = """---
title: A walk for {{ first_name }}
sensitive: false
author: {name: A walker, role: Guide}
date: 2026-01-05
series: {words: [20, 60]}
---

# Setting out

Dear {{ first_name | default("friend") }}, this first stretch follows the river[^1] for some way,
and then leaves it by the old mill, where the path is soft.

![The mill](mill.png)

> A quotation that is set apart, by somebody who walked here.

## By the mill

- one thing to see
- another thing, with a [link](https://example.org/?to={{ email }})
- a third

| when | where |
|---|---|
| nine | the mill |
| ten | the ford |

## The ford

There is a second note[^2] here, and the same as before[^1], and some more words to walk along with
until the far side comes into sight and everybody sits down.

:::note
Take a second pair of socks.
:::

## Home again

    a line of code {{ first_name }}

Everything ends, and so does this walk, with thanks for coming along all the way to the last gate.

[^1]: The river has a name, {{ first_name }}.
[^2]: The ford is shallow.
"""


def edited(text: str, chance: random.Random) -> str:
    """A text with a small change somewhere: a word, a line, a paragraph, a heading."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    words = lines[at].split(" ")
    match chance.randrange(7):
        case 0 | 1 | 2:
            words.insert(chance.randrange(len(words) + 1), chance.choice(WORDS.split()))
            lines[at] = " ".join(words)
        case 3:
            lines[at] = " ".join(words[:-1])
        case 4:
            lines.insert(at, "")
        case 5:
            lines[at:at] = ["", f"A paragraph about {chance.random():.3f}.", ""]
        case _:
            del lines[at]
    return "\n".join(lines)


class Article:
    """An article that is made again and again."""

    def __init__(self, root: Path, source: Path) -> None:
        self.source = source
        self.settings: Project = project.load_project(root)

    def planned(self, text: str) -> tuple[Series, Theme]:
        images = Images(self.source, self.settings)
        article = making.read(self.source, text.encode(), self.settings, images=images)
        theme = making.load_theme(article, self.settings)
        return making.plan(article, theme), theme


@pytest.fixture(params=["text", "markdown"])
def article(request: pytest.FixtureRequest, make: Callable[..., Path]) -> Article:
    if request.param == "text":
        files = {
            f"content/{one.name}": one.read_bytes() for one in (FIRST, FIRST.with_suffix(".toml"))
        }
        return Article(make(files), make(files) / "content" / FIRST.name)
    root = make({"letterloom.toml": "", "content/walk.md": MARKDOWN, "content/mill.png": PNG})
    return Article(root, root / "content/walk.md")


def test_hundreds_of_edits_one_after_another(article: Article):
    chance = random.Random(6)
    first = article.source.read_text("utf-8")
    text, before, built, reused = first, None, 0, 0
    for number in range(EDITS):
        new = edited(text, chance)
        try:
            series, theme = article.planned(new)
            scratch = _scratch(series, theme, article.settings, before, whole=number % 25 == 0)
        except LetterloomError:
            text = first if number % 10 == 0 else text
            continue
        again = compose_again(series, theme, article.settings, before)
        assert again.emails == scratch.emails
        reused += _reused(before, again)
        text, before, built = new, again, built + 1
    assert built > EDITS / 2
    assert reused > built / 4  # else nothing would have been kept


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("letterloom.toml", '[sender]\nname = "The walkers"\n'),
        ("letterloom.toml", '[theme]\nname = "brief"\n'),
        ("letterloom.toml", '[theme.light]\naccent = "#003366"\n'),
        ("letterloom.toml", '[links]\nweb = "https://example.org/letters"\n'),
        ("letterloom.toml", "[build]\nminify = true\n"),
        ("content/walk.toml", 'approved = {by = "A reader", date = "2026-01-02"}\n'),
        ("content/walk.toml", 'public_name = "Letters"\n'),
        ("content/walk.toml", 'disclaimer = "Wear good shoes."\n'),
        ("content/mill.png", ""),
        ("templates/blocks/paragraph.mjml.j2", "<mj-text>{{ block.html }}</mj-text>\n"),
        ("templates/web.css.j2", "p { margin: 0 }\n"),
    ],
    ids=str,
)
def test_other_settings_and_looks(make: Callable[..., Path], file: str, text: str):
    root = make({"letterloom.toml": "", "content/walk.md": MARKDOWN, "content/mill.png": PNG})
    article = Article(root, root / "content/walk.md")
    series, theme = article.planned(MARKDOWN)
    before = compose_again(series, theme, article.settings)
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, "utf-8")
    article = Article(root, root / "content/walk.md")
    series, theme = article.planned(MARKDOWN)
    again = compose_again(series, theme, article.settings, before)
    assert again.emails == compose(series, theme, article.settings)
    assert again.emails != before.emails


def _scratch(
    series: Series, theme: Theme, settings: Project, before: Composed | None, *, whole: bool
) -> Composed:
    """Everything made anew; the templates, which take longest to compile, only now and then."""
    if before and not whole:
        return compose_again(series, theme, settings, replace(before, bare=()))
    return Composed(series, theme, settings, None, (), compose(series, theme, settings))  # type: ignore[arg-type]


def _reused(before: Composed | None, again: Composed) -> int:
    texts = {id(email.html) for email in before.bare} if before else set()
    return sum(id(email.html) in texts for email in again.bare)
