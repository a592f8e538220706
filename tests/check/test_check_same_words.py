"""HTML, text and web version of a mail say the same: nobody reads less in one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_mails import REAL, lost, mails, real_mails
from machine import ROOT

from pipeline.model import Email
from pipeline.words import essence

SPECIMENS = sorted((ROOT / "templates/specimen/content").glob("*.md"))


def said(email: Email) -> list[list[str]]:
    """What each of the three says: its body, and each of its notes."""
    return [
        [essence(body), *map(essence, notes)]
        for body, notes in (
            (email.body_html, email.notes_html),
            (email.body_text, email.notes_text),
            (email.body_web, email.notes_web),
        )
    ]


@pytest.mark.parametrize("source", [*REAL, *SPECIMENS], ids=lambda path: path.stem)
def test_three_ways_to_say_the_same(source: Path) -> None:
    _, emails = real_mails(source)
    for email in emails:
        html, text, web = said(email)
        assert html[0]
        assert text == html
        assert web == html


def test_a_web_version_that_loses_a_word_stops_the_build(tmp_path: Path) -> None:
    template = tmp_path / "templates/blocks/quote.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("<p>…</p>\n", encoding="utf-8")
    found, emails = mails("# T\n\nText.\n\n> A quotation.\n", tmp_path)
    (message,) = lost(found, emails)
    assert message.startswith("the web version of the mails is not what the author wrote")
    assert "Aquotation" in message


def test_a_web_version_that_loses_a_note_stops_the_build(tmp_path: Path) -> None:
    template = tmp_path / "templates/blocks/notes.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{# nothing #}\n", encoding="utf-8")
    found, emails = mails("# T\n\nText[^1].\n\n[^1]: A note.\n", tmp_path)
    assert len(lost(found, emails)) == 1
