"""Kit: payloads against its OpenAPI description.

The schemas are written by hand from its published "Create a sequence request" and "Create a
sequence email request".
"""

from __future__ import annotations

from datetime import timedelta

import jsonschema
import pytest
from three_letters import check_names, series

from pipeline.errors import SettingsError

DAYS = {
    "type": "array",
    "items": {
        "enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    },
}
SEQUENCE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "send_days": DAYS,
        "send_hour": {"type": "integer", "minimum": 0, "maximum": 23},
        "time_zone": {"type": "string"},
        "active": {"const": False},
        "repeat": {"type": "boolean"},
    },
}
EMAIL = {
    "type": "object",
    "required": ["subject", "delay_value", "delay_unit"],
    "additionalProperties": False,
    "properties": {
        "subject": {"type": "string"},
        "preview_text": {"type": ["string", "null"]},
        "content": {"type": ["string", "null"]},
        "delay_value": {"type": "integer", "minimum": 0},
        "delay_unit": {"enum": ["days", "hours"]},
        "email_template_id": {"type": ["integer", "null"]},
        "published": {"const": False},
        "position": {"type": ["integer", "null"]},
    },
}


def test_payloads_are_as_kit_describes_them():
    settings = {"time_zone": "Europe/Berlin", "template_id": "5"}
    exported = series("kit", settings, send_at="09:30")
    sequence, *emails = exported.dialect.requests(exported)
    jsonschema.validate(sequence.body, SEQUENCE)
    assert sequence.body
    assert (sequence.body["send_hour"], sequence.body["time_zone"]) == (9, "{time_zone}")
    for one in emails:
        jsonschema.validate(one.body, EMAIL)
        assert one.body
        assert one.body["email_template_id"] == 5


def test_only_the_first_letter_goes_at_once():
    waits = (timedelta(), timedelta(), timedelta(minutes=20), timedelta(days=2, hours=1))
    exported = series("kit", waits=waits)
    _, *emails = exported.dialect.requests(exported)
    told = [
        (one.body["delay_value"], one.body["delay_unit"], one.body["position"])
        for one in emails
        if one.body
    ]
    assert told == [(0, "days", 0), (1, "hours", 1), (1, "hours", 2), (49, "hours", 3)]


def test_what_is_no_number_is_an_error():
    exported = series("kit", {"template_id": "five"})
    with pytest.raises(SettingsError, match=r"export\.kit\.template_id must be a number"):
        exported.dialect.requests(exported)


def test_kit_names_are_known_where_they_are_used():
    check_names(series("kit", {"time_zone": "UTC"}))


def test_a_second_upload_changes_the_first_ones_mails():
    exported = series("kit")
    sequence, first, *_ = exported.dialect.requests(exported)
    assert sequence.again
    assert (sequence.again.method, sequence.again.path) == ("PUT", "/v4/sequences/{sequence_id}")
    assert first.again
    assert first.again.path == "/v4/sequences/{sequence_id}/emails/{email_1}"
