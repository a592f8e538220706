"""What is found before a series goes to a service: its limits, its syntax, who learns what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from plain_dialect import dialect

from pipeline import making, slots
from pipeline.check.beside_export import EXPORT
from pipeline.errors import Place
from pipeline.export.dialect import JOINER, Exported, Images, Limits, Setting, Shape
from pipeline.export.findings import findings
from pipeline.export.letters import Pen, letter
from pipeline.model import Finding, Series, Severity, Where
from pipeline.project import load_project

Make = Callable[..., Path]
WORDS = "word " * 160
THINGS = "thing " * 160


def _wood() -> bytes:
    """A picture."""
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "PNG")
    return file.getvalue()


WOOD = _wood()

ARTICLE = f"""\
---
title: Gardens
---

# Spring

Dear {{{{ first_name }}}}, write `{{{{ x }}}}` there.

{WORDS}

See <https://example.org/?name={{{{ first_name }}}}> or *%{{a}}*.

# Summer

{THINGS}
"""


@dataclass(frozen=True)
class Trial:
    """A series in a dialect, and what is found in it."""

    exported: Exported
    series: Series
    pens: Sequence[Pen]

    def found(self, rule: str, **asked: Any) -> list[Finding]:
        """The findings of a rule."""
        every = findings(self.exported, self.series, self.pens, **asked)
        return [one for one in every if one.rule == f"export/{rule}"]


def trial(
    make: Make,
    text: str = ARTICLE,
    *,
    sensitive: bool = False,
    settings: Mapping[str, str] | None = None,
    toml: str = "",
    picture: str = "",
    **changes: Any,
) -> Trial:
    """An article exported in the dialect of tests with something else of its own."""
    links = {"unsubscribe_url": "{{stop}}", "preferences_url": "{{page}}", "web_url": "{{web}}"}
    service = dialect(**{"links": links, **changes})
    files = {"letterloom.toml": "", "content/gardens.md": text, "content/gardens.toml": toml}
    root = make({**files, "content/wood.png": WOOD})
    source = root / "content/gardens.md"
    made = making.make(source, source.read_bytes(), load_project(root), parts=None if toml else 2)
    pens = []
    letters = []
    for email in made.emails:
        images = {one.name: f"{picture}{one.name}" for one in email.images}
        pen = Pen(service, {}, {}, images, email.part.number)
        head = slots.split(email.part.preheader, made.article.marks, Where.HEADER)
        name = f"Our letters {email.part.number}"
        waited = made.series.waited(email.part)
        letters.append(letter(email, email.html, head, name, pen, waited))
        pens.append(pen)
    exported = Exported(
        service, "letters", "Our letters", "en", sensitive, tuple(letters), settings or {}
    )
    return Trial(exported, made.series, pens)


def lines(text: str, needle: str) -> int:
    return next(at for at, line in enumerate(text.split("\n"), 1) if needle in line)


def test_every_rule_has_a_page_and_its_severity_there(make: Make) -> None:
    given = trial(
        make,
        no_tracking="account",
        escapes=False,
        limits=Limits(html=10, text=10, subject=2, letters=1, wait=timedelta(days=2)),
        unconfirmed=("x",),
        settings={},
    )
    rules = {one.rule for one in findings(given.exported, given.series, given.pens)}
    assert rules <= set(EXPORT)
    assert len(rules) >= 9


def test_a_field_that_cannot_stand_there_is_an_error_with_its_line(make: Make) -> None:
    (found,) = trial(make).found("field")
    assert found.severity is Severity.ERROR
    assert found.message == (
        "the field first_name cannot stand within a link at Plain: nothing can stand in a link"
    )
    assert found.hint == "put the whole link into a field"
    assert found.place
    assert found.place.line == lines(ARTICLE, "?name=")
    assert "{{ first_name }}" in found.place.text


def test_a_field_of_the_themes_own_is_told_once_for_all_letters(make: Make) -> None:
    (found,) = [
        one
        for one in trial(make, links={"unsubscribe_url": "{{stop}}"}).found("field")
        if "preferences_url cannot stand as a link" in one.message
    ]
    assert (found.part, found.count, found.place) == (0, 2, None)
    assert found.hint == "set links.preferences to a page of your own"


def test_a_field_of_a_subject_has_the_place_of_its_part(make: Make) -> None:
    def write(name: str, field: object, where: Where) -> str:
        from pipeline.export.dialect import Cannot

        if where is Where.HEADER:
            raise Cannot("no subjects", "leave it out")
        return name

    parts = '[[series.parts]]\nsubject = "For {{ first_name }}"\n[[series.parts]]\n'
    (found,) = trial(make, toml=parts, write=write).found("field")
    assert found.part == 1
    assert found.place
    assert found.place.file.endswith("gardens.toml")


def test_words_that_look_like_the_syntax_are_told_with_their_line(make: Make) -> None:
    found = trial(make).found("literal")
    places = [(one.place.line, one.place.column) for one in found if one.place]
    line = lines(ARTICLE, "`{{ x }}`")
    assert places[0] == (line, ARTICLE.split("\n")[line - 1].index("{{ x") + 1)
    assert [one.severity for one in found] == [Severity.NOTE, Severity.NOTE]
    assert [one.part for one in found] == [1, 1]
    assert found[0].message.startswith("“{{ x }}”")
    assert "nobody sees" in found[0].message
    assert found[1].place
    assert found[1].place.line == lines(ARTICLE, "*%{a}*")


def test_a_service_with_a_way_of_its_own_needs_no_hidden_character(make: Make) -> None:
    found = trial(make, literal=lambda _: "{ {").found("literal")
    assert "the service's own way" in found[0].message
    assert JOINER not in found[0].message


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(html=100), "the HTML is"),
        (Limits(text=100), "the text is"),
        (Limits(html=100, together=True), "HTML and text together are"),
    ],
)
def test_a_letter_of_too_many_bytes(make: Make, limits: Limits, message: str) -> None:
    found = trial(make, limits=limits).found("too-large")
    assert [one.part for one in found] == [1, 2]
    assert all(one.message.startswith(message) for one in found)
    assert found[0].place
    assert found[0].place.line == lines(ARTICLE, "# Spring")


def test_bytes_are_counted_and_not_characters(make: Make) -> None:
    given = trial(make, limits=Limits(text=1000))
    (first, *_) = given.exported.letters
    letters = (first._replace(text="ä" * 500), first._replace(text="ä" * 500 + "."))
    exported = replace(given.exported, letters=letters)
    found = list(findings(exported, given.series, given.pens))
    assert [one.message for one in found if one.rule == "export/too-large"] == [
        "the text is 1,001 bytes; Plain takes 1,000"
    ]


def test_a_subject_of_too_many_characters(make: Make) -> None:
    found = trial(make, limits=Limits(subject=3)).found("subject-too-long")
    assert [one.severity for one in found] == [Severity.ERROR] * 2
    assert trial(make, limits=Limits(subject=100)).found("subject-too-long") == []


def test_more_letters_than_a_sequence_holds(make: Make) -> None:
    (found,) = trial(make, limits=Limits(letters=1)).found("too-many-letters")
    assert found.message == "the series has 2 letters; a sequence at Plain holds 1"
    assert trial(make, limits=Limits(letters=2)).found("too-many-letters") == []


@pytest.mark.parametrize(
    ("wait", "unit", "message"),
    [
        ("0 days", timedelta(hours=1), "only the first letter may go at once"),
        ("90 minutes", timedelta(hours=1), "times between letters are whole numbers of 1 hour"),
        ("90 minutes", timedelta(minutes=30), ""),
        ("2 days", timedelta(days=1), ""),
        ("0 days", timedelta(), ""),
    ],
)
def test_waits_that_cannot_be_kept(make: Make, wait: str, unit: timedelta, message: str) -> None:
    toml = f'[[series.parts]]\n[[series.parts]]\nwait = "{wait}"\n'
    found = trial(make, toml=toml, limits=Limits(wait=unit)).found("first-wait")
    assert [message in one.message for one in found] == [True] * bool(message)
    assert [one.part for one in found] == [2] * bool(message)


def test_a_letter_that_nobody_can_stop(make: Make) -> None:
    given = trial(make)
    assert given.found("no-unsubscribe") == []
    letters = tuple(
        one._replace(text=one.text.replace("{{stop}}", "")) for one in given.exported.letters
    )
    lost = replace(given, exported=replace(given.exported, letters=letters))
    (found,) = lost.found("no-unsubscribe")
    assert found.severity is Severity.ERROR
    assert (found.part, found.count) == (0, 2)
    assert found.message.startswith("the letter's plain text has no link")
    assert found.hint.endswith("it becomes {{stop}}")


def test_a_service_without_a_link_to_stop_is_told(make: Make) -> None:
    (found,) = trial(make, links={}).found("no-unsubscribe")
    assert "HTML and plain text" in found.message
    assert trial(make, links={}, shape=Shape.FRAGMENT).found("no-unsubscribe") == []


@pytest.mark.parametrize(
    ("way", "sensitive", "severity"),
    [
        ("never", True, Severity.ERROR),
        ("never", False, Severity.NOTE),
        ("account", True, Severity.WARNING),
        ("account", False, Severity.NOTE),
        ("payload", True, Severity.NOTE),
        ("payload", False, None),
        ("none", True, None),
    ],
)
def test_counting_of_opens_and_clicks(
    make: Make, way: str, sensitive: bool, severity: Severity | None
) -> None:
    given = trial(make, sensitive=sensitive, no_tracking=way, tracking_off="Open Settings.")
    found = given.found("tracking")
    assert [one.severity for one in found] == [severity] * bool(severity)
    assert [one.hint for one in found] == ["Open Settings."] * bool(severity)


def test_an_upload_turns_counting_off_by_itself(make: Make) -> None:
    given = trial(make, sensitive=True, no_tracking="payload")
    assert given.found("tracking", upload=True) == []


def test_a_sensitive_series_in_a_public_archive(make: Make) -> None:
    (found,) = trial(make, sensitive=True, archived=True).found("archive")
    assert found.severity is Severity.ERROR
    assert trial(make, archived=True).found("archive") == []


def test_a_sensitive_series_with_a_web_version_for_everybody(make: Make) -> None:
    (found,) = trial(make, sensitive=True, public_archive=True).found("archive")
    assert (found.severity, found.count) == (Severity.ERROR, 2)
    assert "links.web" in found.hint
    links = {"unsubscribe_url": "{{stop}}", "preferences_url": "{{page}}"}
    assert trial(make, sensitive=True, public_archive=True, links=links).found("archive") == []
    assert trial(make, public_archive=True).found("archive") == []


def gardens(text: str) -> Sequence[str]:
    return [word for word in ("spring", "garden") if word in text.lower()]


def test_names_that_tell_the_topic_of_a_sensitive_series(make: Make) -> None:
    place = Place("letterloom.toml", 7, 1, 'tag = "gardeners"')
    given = trial(make, sensitive=True, settings={"tag": "gardeners", "list_id": "7"})
    found = given.found("topic-shown", named=gardens, places={"generic.tag": place})
    assert [one.severity for one in found] == [Severity.ERROR] * len(found)
    told = [one.message.partition("”")[0] for one in found]
    assert "the setting tag “gardeners" in told
    assert found[told.index("the setting tag “gardeners")].place == place
    assert any(one.startswith("the subject “") for one in told)
    assert not any("letter's name" in one for one in told)
    assert given.found("topic-shown") == []


def test_names_of_other_series_may_tell_it(make: Make) -> None:
    assert trial(make).found("topic-shown", named=gardens) == []


PICTURES = "# One\n\n![A wood](wood.png)\n\n" + WORDS + "\n\n# Two\n\n" + THINGS + "\n"


def test_pictures_that_are_nowhere_on_the_web(make: Make) -> None:
    (found,) = trial(make, PICTURES, picture="images/").found("images-hosted")
    assert (found.severity, found.part) == (Severity.ERROR, 1)
    assert found.message.endswith("wood.png")
    assert "links.images" in found.hint
    there = trial(make, PICTURES, picture="https://example.org/")
    assert there.found("images-hosted") == []
    assert trial(make, PICTURES, images=Images.ZIP).found("images-hosted") == []
    assert trial(make).found("images-hosted") == []


def test_a_setting_that_is_missing_stops_only_an_upload(make: Make) -> None:
    needed = (Setting("list_id", "the list's id", "a1b2", needed=True),)
    given = trial(make, settings={})
    given = replace(given, exported=replace(given.exported, dialect=dialect(settings=needed)))
    (found,) = given.found("setting-missing")
    assert found.severity is Severity.NOTE
    assert found.message == "Plain needs list_id: the list's id"
    assert found.hint == '[export.generic] list_id = "a1b2", or --set list_id=…'
    (found,) = given.found("setting-missing", upload=True)
    assert found.severity is Severity.ERROR
    told = replace(given, exported=replace(given.exported, settings={"list_id": "7"}))
    assert told.found("setting-missing", upload=True) == []


def test_values_that_the_service_does_not_escape(make: Make) -> None:
    (found,) = trial(make, escapes=False).found("values-unescaped")
    assert found.severity is Severity.WARNING
    assert found.message == "Plain writes values into HTML as they are: first_name"
    assert trial(make).found("values-unescaped") == []
    plain = "# One\n\n" + WORDS + "\n\n# Two\n\n" + THINGS
    assert trial(make, plain, escapes=False).found("values-unescaped") == []


def test_what_nobody_confirmed_is_a_note_each(make: Make) -> None:
    found = trial(make, unconfirmed=("the size of a letter", "the tag")).found("unconfirmed")
    assert [one.message.rpartition(": ")[2] for one in found] == ["the size of a letter", "the tag"]


def test_how_a_reader_leaves_the_series_alone(make: Make) -> None:
    (found,) = trial(make).found("leave-series")
    assert (found.severity, found.message) == (
        Severity.NOTE,
        "at Plain nobody can leave this series alone: whoever stops it, stops all",
    )
    (found,) = trial(make, leave_series="take the tag away.").found("leave-series")
    assert found.message.endswith("only this series so: take the tag away.")
