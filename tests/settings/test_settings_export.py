"""Accounts at sending services: [export.SERVICE] in letterloom.toml, and every mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from pipeline.errors import Place, SettingsError
from pipeline.project import load_project

Make = Callable[..., Path]

FULL = """\
[fields.city]
[export.mailchimp]
list_id = "a1b2c3d4e5"
[export.mailchimp.fields]
city = "TOWN"
first_name = "FNAME"
[export.listmonk]
list_id = 3
[export.brevo]
list_ids = [3, "7"]
[export.mautic.fields]
city = "address.city"
"""


def test_all_of_them(make: Make) -> None:
    root = make({"letterloom.toml": FULL})
    project = load_project(root)
    assert project.export == {
        "mailchimp": {"list_id": "a1b2c3d4e5"},
        "listmonk": {"list_id": "3"},
        "brevo": {"list_ids": "3, 7"},
        "mautic": {},
    }
    assert project.export_fields == {
        "mailchimp": {"city": "TOWN", "first_name": "FNAME"},
        "mautic": {"city": "address.city"},
    }
    file = str(root / "letterloom.toml")
    assert project.export_places["mailchimp"] == Place(file, 2, 1, "[export.mailchimp]")
    assert project.export_places["listmonk.list_id"] == Place(file, 8, 1, "list_id = 3")


def test_none_of_them(make: Make) -> None:
    project = load_project(make({"letterloom.toml": "[export]\n"}))
    assert (project.export, project.export_fields, project.export_places) == ({}, {}, {})


WRONG = {
    "no table": ("export = 'kit'", 'export must be a table, not "kit"', "write [export]"),
    "no table of a service": ("[export]\nkit = 3", "must be a table", "write [export.kit]"),
    "no table of fields": (
        "[export.kit]\nfields = 3",
        "export.kit.fields must be a table",
        "write [export.kit.fields]",
    ),
    "no text": (
        "[export.kit]\ntag_id = true",
        "export.kit.tag_id must be text or a whole number, not true",
        "put it in quotes",
    ),
    "a list in a list": (
        "[export.kit]\ntag_id = [[1]]",
        "must be text or a whole number",
        "quotes",
    ),
    "a line break": ('[export.kit]\ntag_id = "a\\nb"', "holds a line break", "on one line"),
    "a huge number": (
        f"[export.kit]\ntag_id = {10**30}",
        "export.kit.tag_id must be text or a whole number",
        "put it in quotes",
    ),
    "an unknown field": (
        "[export.kit.fields]\nfirstname = 'name'",
        "there is no field firstname",
        "first_name",
    ),
    "a field that nobody declared": (
        "[export.kit.fields]\nshoe = 'size'",
        "there is no field shoe",
        "[fields.shoe]",
    ),
    "more than a name": (
        "[export.kit.fields]\nfirst_name = 'a }} {% b'",
        "export.kit.fields.first_name must be a service's name for a field",
        'for example "FNAME"',
    ),
    "an empty name": (
        "[export.kit.fields]\nfirst_name = ''",
        "must be a service's name for a field",
        'for example "FNAME"',
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_names_its_place_and_what_to_write(make: Make, name: str) -> None:
    text, message, hint = WRONG[name]
    with pytest.raises(SettingsError) as caught:
        load_project(make({"letterloom.toml": dedent(text)}))
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.place
    assert caught.value.place.line


@pytest.mark.parametrize(
    "line",
    [
        'api_key = "short"',
        'password = "short"',
        'access_token = "short"',
        'list_id = "key-0123456789abcdef0123456789abcdef"',
        'list_ids = ["3", "key-0123456789abcdef0123456789abcdef"]',
        'domain = "SG.abcdefghijkl.mnopqrstuvwxyz"',
        "[export.kit.fields]\nfirst_name = 'xkeysib_0123456789abcdef0123456789abcdef'",
    ],
)
def test_a_secret_is_refused_and_never_shown(make: Make, line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_project(make({"letterloom.toml": f"[export.kit]\n{line}\n"}))
    told = caught.value.format_message()
    assert "looks like a secret" in told
    assert "environment" in told
    assert line.rpartition("=")[2].strip(" \"'[]") not in told
    assert "0123456789" not in told


def test_in_an_articles_settings_it_is_told_where_it_belongs(make: Make) -> None:
    from pipeline.project import article_settings

    toml = "[export.kit]\ntag_id = 3\n"
    root = make({"letterloom.toml": "", "content/a.md": "A.\n", "content/a.toml": toml})
    with pytest.raises(SettingsError) as caught:
        article_settings(load_project(root), root / "content/a.md")
    assert caught.value.hint == "export belongs in letterloom.toml"
