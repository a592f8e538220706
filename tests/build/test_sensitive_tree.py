"""A sensitive series names its topic nowhere outside the bodies of its mails (promise 25)."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from machine import ROOT
from trees import built, tree

from pipeline.markup import Document


class Case(NamedTuple):
    """An article on a private topic: its words for it, its text, what it is called outside."""

    lang: str
    telling: tuple[str, ...]
    text: str
    name: str = ""


CASES = {
    "english": Case(
        "en",
        ("miscarr", "pregnan", "fertil", "grie"),
        """# Life after a miscarriage: pregnancy loss and grief

A miscarriage is nobody's fault[^why]. Miscarriage grief comes and goes.

## Trying for a pregnancy again

![](miscarriage-clinic.jpg "A pregnancy clinic"){decorative}

Fertility returns soon. [Read on](https://example.org/more). Ask {{ first_name }}'s nurse.

| After a miscarriage | Pregnancy |
|---|---|
| rest | later |

## Pregnancy loss and your partner

Grief is shared. After a miscarriage, both need rest.

[^why]: Most miscarriages cannot be prevented.
""",
    ),
    "english without a name": Case(
        "en",
        ("epilep", "seizure"),
        """# Living with epilepsy

Epilepsy comes in seizures. Between seizures, life goes on.

## Epilepsy and work

Nobody at work has to know about epilepsy, or about a seizure.
""",
        "-",
    ),
    "german": Case(
        "de",
        ("fehlgeburt", "schwanger", "trauer"),
        """# Nach der Fehlgeburt: Trauer und neue Schwangerschaft

Eine Fehlgeburt ist niemandes Schuld. Trauer braucht Zeit.

## Wieder schwanger werden

![Ein Weg](fehlgeburt-weg.jpg)

Nach einer Fehlgeburt ist eine Schwangerschaft möglich.

## Trauer zu zweit

Die Trauer nach der Fehlgeburt teilt sich anders.
""",
        "Drei Briefe",
    ),
    "french": Case(
        "fr",
        ("fausse", "grossesse", "deuil"),
        """# Après une fausse couche : le deuil d'une grossesse

Une fausse couche n'est la faute de personne, et le deuil prend son temps.

## Une nouvelle grossesse

Après une fausse couche, une grossesse reste possible.
""",
    ),
    "spanish": Case(
        "es",
        ("aborto", "embaraz", "duelo"),
        """# Después de un aborto espontáneo: el duelo

Un aborto espontáneo no es culpa de nadie, y el duelo lleva su tiempo.

## Otro embarazo

Después de un aborto, otro embarazo es posible para muchas.
""",
        "Cartas",
    ),
    "japanese": Case(
        "ja",
        ("流産", "妊娠"),
        """# 流産のあとに

流産は誰のせいでもありません。妊娠はまた訪れるかもしれません。

## 次の妊娠

流産のあと、妊娠を考えるのは急がなくて大丈夫です。
""",
        "お便り",
    ),
    "arabic": Case(
        "ar",
        ("إجهاض", "حمل"),
        """# بعد الإجهاض

الإجهاض ليس ذنب أحد. والحمل من جديد ممكن.

## الحمل من جديد

بعد الإجهاض يحتاج الجسد إلى الراحة قبل الحمل.
""",
    ),
}
PROJECT = """[sender]
name = "Lantern House"
from = "hello@example.org"
reply_to = "nurses@example.org"
postal_address = "12 Elm Street, Springfield"
reason = "You asked for these letters."
{list_id}
[links]
web = "https://example.org/letters"
unsubscribe = "https://example.org/stop"
unsubscribe_mailto = "stop@example.org"
preferences = "https://example.org/choose"
images = "{images}"
[build]
minify = {minify}
[[samples]]
first_name = "Robin"
"""
SETTINGS = """sensitive = true
lang = "{lang}"
{name}
author = {{ name = "Ada Moss", role = "Nurse", about = "She listens.", photo = "{photo}" }}
date = 2026-03-01
description = "{description}"
image = "{photo}"
sources = ["A handbook, 2024"]
disclaimer = "Information, not advice."
support = [{{ name = "The line", phone = "123", url = "https://example.org/line" }}]
approved = {{ by = "Ada Moss", date = 2026-03-02 }}
series = {{ every = "2 days", words = [10, 40] }}
"""


def folder_of(case: Case, make: Any, *, hosted: bool) -> Path:
    """The tree of a case's article, whose own file names tell the topic too."""
    photo = (ROOT / "templates/specimen/content/lodge.jpg").read_bytes()
    telling = case.telling[0] if case.telling[0].isascii() else "miscarriage"
    images = "https://cdn.example.org/i" if hosted else ""
    project = PROJECT.format(
        images=images,
        minify=str(hosted).lower(),
        list_id='list_id = "letters.example.org"' if hosted else "",
    )
    if not images:
        project = project.replace('images = ""\n', "")
    name = {"": 'public_name = "Letters"', "-": ""}.get(case.name, f'public_name = "{case.name}"')
    settings = SETTINGS.format(
        lang=case.lang, name=name, photo=f"{telling}.jpg", description=case.text.split("\n")[0][2:]
    )
    source = f"content/{telling}-article.md"
    pictures = (f"{telling}.jpg", "miscarriage-clinic.jpg", "fehlgeburt-weg.jpg")
    root = make(
        {
            "letterloom.toml": project,
            source: case.text,
            f"content/{telling}-article.toml": settings,
            **{f"content/{one}": photo for one in pictures},
        }
    )
    return built(root, source).folder


def outside(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """All that others than the reader may see of a tree: where it is, what it says."""
    for path, data in files.items():
        yield "path", path
        if path.endswith(".eml"):
            yield from headers(path, data)
        elif path.endswith((".html", ".mjml")):
            yield from of_page(path, data.decode())
    told = json.loads(files["manifest.json"])
    yield "manifest", told["article"]["slug"]
    for part in told["parts"]:
        names = ("slug", "id", "subject", "preheader")
        yield from ((f"manifest {name}", part[name]) for name in names)
        yield "manifest files", " ".join(part["files"].values())
    yield "manifest files", " ".join(one["path"] for one in told["files"])


def headers(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        for name, value in part.items():
            yield f"{path} {name}", str(value)


def of_page(path: str, page: str) -> Iterator[tuple[str, str]]:
    """Titles, and every attribute: no link and no alternative text of these articles tells."""
    document = Document(page)
    for element in document.elements:
        if element.name == "title":
            yield f"{path} title", element.text
        for name, value in element.attributes.items():
            if (path, name) == ("index.html", "srcdoc"):
                yield from of_page(f"{path} srcdoc", value)
            elif not value.startswith("data:"):
                yield f"{path} <{element.name} {name}>", value


@pytest.mark.parametrize("hosted", [False, True], ids=["within", "hosted"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_sensitive_series_names_its_topic_nowhere_outside_of_its_mails(case, hosted, make):
    folder = folder_of(case, make, hosted=hosted)
    files = tree(folder) | {folder.name: b""}
    looked = [(where, unquote(unquote(text)).casefold()) for where, text in outside(files)]
    shown = [
        f"{where}: {text[:200]}"
        for where, text in looked
        if any(word in text for word in case.telling)
    ]
    assert shown == []
    assert len(looked) > 200
    mails = [data.decode() for path, data in files.items() if path.endswith("email.html")]
    assert all(any(word in mail.casefold() for mail in mails) for word in case.telling)
    assert "feed.xml" not in files
