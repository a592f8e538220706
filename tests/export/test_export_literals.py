"""An article full of other people's syntax: its words stay words, at every service."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from exported import LITERALS, SERVICES, exported, needed, project

from pipeline.export.dialect import JOINER

SAID = [line for line in LITERALS.split("\n") if line]


def words(written: str) -> str:
    """What a reader reads of HTML, in a row."""
    seen = re.sub(
        r"<(?:style|title)\b.*?</(?:style|title)>|<!--.*?-->", " ", written, flags=re.DOTALL
    )
    return html.unescape("".join(re.sub(r"<[^>]*>", "", seen).split())).replace(JOINER, "")


@pytest.mark.parametrize("service", [one for one in SERVICES if one != "listmonk"])
def test_its_words_stay_words(service: str, tmp_path: Path):
    article = project(tmp_path).with_suffix(".txt")
    article.write_text(LITERALS, encoding="utf-8")
    made = exported(article, service, **needed(service, 1))
    assert made.errors == ()
    (letter,) = made.exported.letters
    for line in SAID[1:]:
        assert "".join(line.split()) in words(letter.html)
    dialect = made.exported.dialect
    if dialect.literal("{") == f"{{{JOINER}":
        written = f"{letter.html}\n{letter.text}\n{letter.subject}"
        for link in dialect.links.values():
            written = written.replace(link, "")
        assert re.search(dialect.own, written) is None


@pytest.mark.parametrize("service", SERVICES)
def test_each_line_of_them_is_told(service: str, tmp_path: Path):
    article = project(tmp_path).with_suffix(".txt")
    article.write_text(LITERALS, encoding="utf-8")
    made = exported(article, service, **needed(service, 1))
    told = {one.place.line for one in made.findings if one.rule == "export/literal" and one.place}
    assert told & {3, 5, 7, 9}
