"""What a person says of an account: laid over the project's table; mistakes and secrets."""

from __future__ import annotations

import pytest
from plain_dialect import dialect

from pipeline.errors import LetterloomError, Place, SettingsError, UsageError
from pipeline.export import SERVICES
from pipeline.export.account import missing, settings_of
from pipeline.export.dialect import Setting

LIST = Setting("list_id", "the list's id", "a1b2", needed=True)
SEGMENT = Setting("segment_id", "a segment's id", "7")
SERVICE = dialect(name="mailchimp", title="Mailchimp", settings=(LIST, SEGMENT))
TOLD = {"mailchimp": {"list_id": "a1", "segment_id": "7"}, "kit": {"tag_id": "9"}}
PLACES = {
    "mailchmp": Place("letterloom.toml", 3, 1, "[export.mailchmp]"),
    "mailchimp.lst_id": Place("letterloom.toml", 4, 1, 'lst_id = "a1"'),
    "mailchimp.api_key": Place("letterloom.toml", 4, 1, 'api_key = "hunter2"'),
}


def test_what_is_given_is_laid_over_what_the_project_says():
    assert settings_of(SERVICE, TOLD, {}) == {"list_id": "a1", "segment_id": "7"}
    assert settings_of(SERVICE, TOLD, {"list_id": " b2 "}) == {"list_id": "b2", "segment_id": "7"}
    assert settings_of(SERVICE, {}, {"list_id": "b2"}) == {"list_id": "b2"}


def test_an_empty_value_takes_one_away():
    assert settings_of(SERVICE, TOLD, {"segment_id": ""}) == {"list_id": "a1"}


def test_a_name_with_a_service_is_for_that_one_alone():
    given = {"mailchimp.list_id": "b2", "kit.tag_id": "8", "generic.anything": "x"}
    assert settings_of(SERVICE, {}, given) == {"list_id": "b2"}


def test_what_is_needed_and_missing():
    assert missing(SERVICE, {"segment_id": "7"}) == (LIST,)
    assert missing(SERVICE, {"list_id": ""}) == (LIST,)
    assert missing(SERVICE, {"list_id": "a1"}) == ()


def mistake(
    export: dict[str, dict[str, str]], given: dict[str, str], **changes: object
) -> LetterloomError:
    service = dialect(
        name="mailchimp", title="Mailchimp", **{"settings": (LIST, SEGMENT)} | changes
    )
    with pytest.raises(LetterloomError) as caught:
        settings_of(service, export, given, PLACES)
    return caught.value


def test_a_table_of_no_service_names_the_nearest():
    wrong = mistake({"mailchmp": {"list_id": "a1"}}, {})
    assert isinstance(wrong, SettingsError)
    assert wrong.format_message() == (
        "letterloom.toml:3:1: there is no service mailchmp\n"
        "     3 | [export.mailchmp]\n"
        "       | ^\n"
        "  try: mailchimp"
    )
    assert mistake({"zzz": {}}, {}).hint.startswith(f"one of {SERVICES[0]}, {SERVICES[1]}")


def test_an_unknown_setting_of_the_table_names_the_nearest():
    wrong = mistake({"mailchimp": {"lst_id": "a1"}}, {})
    assert isinstance(wrong, SettingsError)
    assert wrong.format_message() == (
        "letterloom.toml:4:1: Mailchimp has no setting lst_id\n"
        '     4 | lst_id = "a1"\n'
        "       | ^\n"
        "  try: list_id"
    )


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ("lst_id", "--set lst_id: Mailchimp has no such setting", "list_id"),
        ("zzz", "--set zzz: Mailchimp has no such setting", "one of list_id, segment_id"),
        ("mailchimp.zzz", "--set zzz: Mailchimp has no such setting", "one of list_id, segment_id"),
        ("malchimp.list_id", "there is no such service", "mailchimp.list_id=…"),
        ("qqqq.list_id", "there is no such service", "--set NAME=VALUE"),
        ("x" * 90, f"--set {'x' * 39}…: Mailchimp has no such setting", "one of"),
    ],
)
def test_an_unknown_name_that_is_given(given: str, message: str, hint: str):
    wrong = mistake({}, {given: "1"})
    assert isinstance(wrong, UsageError)
    assert message in wrong.message
    assert hint in wrong.hint


def test_a_service_without_settings_says_so():
    assert mistake({}, {"list_id": "1"}, settings=()).hint == "Mailchimp needs none: leave it out"


def test_a_value_of_two_lines():
    assert "line break" in mistake({}, {"list_id": "a\nb"}).message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("api_key", "hunter2"),
        ("mailchimp.api_key", "hunter2"),
        ("kit.api_secret", "hunter2"),
        ("list_id", "0123456789abcdef0123456789abcdef-us21"),
        ("SG.abcdefghijklmnop.0123456789abcdef", "hunter2"),
    ],
)
def test_a_secret_that_is_given_is_refused_and_never_shown(name: str, value: str):
    wrong = mistake({}, {name: value})
    assert isinstance(wrong, UsageError)
    assert value not in wrong.format_message()
    assert "0123456789abcdef" not in wrong.format_message()
    assert "environment variable" in wrong.hint


def test_a_secret_of_the_table_is_refused_and_never_shown():
    wrong = mistake({"mailchimp": {"api_key": "hunter2"}}, {})
    assert isinstance(wrong, SettingsError)
    assert "hunter2" not in wrong.format_message()
    assert wrong.format_message().startswith("letterloom.toml:4: export.mailchimp.api_key looks")
