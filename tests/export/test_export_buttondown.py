"""Buttondown: payloads against its OpenAPI description.

The schemas are written by hand from its published components EmailInput and AutomationInput.
"""

from __future__ import annotations

from datetime import timedelta

import jsonschema
import pytest
from three_letters import check_names, series

EMAIL = {
    "type": "object",
    "required": ["subject"],
    "additionalProperties": False,
    "properties": {
        "subject": {"type": "string", "maxLength": 2000},
        "body": {"type": "string", "pattern": "^<!-- buttondown-editor-mode: fancy -->"},
        "status": {"const": "draft"},
        "archival_mode": {"enum": ["disabled", "enabled"]},
    },
}
DELAY = {
    "type": "object",
    "required": ["value", "unit"],
    "additionalProperties": False,
    "properties": {
        "value": {"type": "string", "minLength": 1, "maxLength": 16},
        "unit": {"enum": ["minutes", "hours", "days", "weeks"]},
    },
}
ACTION = {
    "type": "object",
    "required": ["type"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "send_email"},
        "metadata": {"type": "object", "required": ["email_id"]},
        "timing": {
            "type": "object",
            "required": ["time"],
            "additionalProperties": False,
            "properties": {"time": {"enum": ["immediate", "delay"]}, "delay": DELAY},
        },
    },
}
FILTERS = {
    "type": "object",
    "required": ["filters", "groups", "predicate"],
    "additionalProperties": False,
    "properties": {"predicate": {"enum": ["and", "or"]}, "filters": {}, "groups": {}},
}
AUTOMATION = {
    "type": "object",
    "required": ["name", "trigger", "actions"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 100},
        "trigger": {"enum": ["subscriber.confirmed", "subscriber.tags.changed"]},
        "actions": {"type": "array", "maxItems": 25, "items": ACTION},
        "filters": FILTERS,
        "should_evaluate_filter_after_delay": {"type": "boolean"},
    },
}


@pytest.mark.parametrize("settings", [{}, {"tag_id": "sub_tag_1"}])
def test_payloads_are_as_the_api_describes_them(settings: dict[str, str]):
    exported = series("buttondown", settings, name="The Road " * 20)
    *emails, automation = exported.dialect.requests(exported)
    for one in emails:
        assert (one.method, one.path) == ("POST", "/emails")
        jsonschema.validate(one.body, EMAIL)
    assert (automation.method, automation.path) == ("POST", "/automations")
    jsonschema.validate(automation.body, AUTOMATION)
    assert automation.again
    assert automation.again.body
    assert "status" not in automation.again.body


def test_delays_count_from_the_beginning():
    exported = series("buttondown")
    *_, automation = exported.dialect.requests(exported)
    assert automation.body
    assert [one["timing"] for one in automation.body["actions"]] == [
        {"time": "immediate"},
        {"time": "delay", "delay": {"value": "3", "unit": "days"}},
        {"time": "delay", "delay": {"value": "102", "unit": "hours"}},
    ]


def test_a_tag_starts_the_series_and_keeps_it_going():
    exported = series("buttondown", {"tag_id": "sub_tag_1"})
    *_, automation = exported.dialect.requests(exported)
    assert automation.body
    assert automation.body["should_evaluate_filter_after_delay"] is True
    assert automation.body["filters"]["filters"][0]["value"] == "{tag_id}"


@pytest.mark.parametrize(("sensitive", "mode"), [(True, "disabled"), (False, "enabled")])
def test_a_sensitive_series_is_kept_out_of_the_archive(sensitive: bool, mode: str):
    exported = series("buttondown", sensitive=sensitive)
    first = exported.dialect.requests(exported)[0]
    assert first.body
    assert first.body["archival_mode"] == mode


def test_buttondown_names_are_known_where_they_are_used():
    check_names(series("buttondown", {"tag_id": "t"}, waits=(timedelta(minutes=5),)))
