"""Klaviyo: payloads against its API's description.

The schemas are written by hand from Klaviyo's published OpenAPI components (SendEmailAction,
FlowEmail, TimeDelayAction, the queries that create and update templates and flows): its client
library checks nothing within an action, and is large.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import jsonschema
from three_letters import check_names, series

MAYBE = {"type": ["string", "null"]}
LINKS = {
    "type": "object",
    "required": ["next"],
    "properties": {"next": MAYBE},
    "additionalProperties": False,
}
FLOW_EMAIL = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(
            (
                "from_email",
                "from_label",
                "reply_to_email",
                "cc_email",
                "bcc_email",
                "subject_line",
                "preview_text",
                "template_id",
                "name",
            ),
            MAYBE,
        ),
        "smart_sending_enabled": {"const": False},
        "transactional": {"const": False},
        "add_tracking_params": {"const": False},
    },
}
SEND = {
    "properties": {
        "temporary_id": {"type": "string"},
        "type": {"const": "send-email"},
        "links": LINKS,
        "data": {
            "required": ["message", "status"],
            "properties": {"message": FLOW_EMAIL, "status": {"const": "draft"}},
            "additionalProperties": False,
        },
    },
    "required": ["type", "data"],
    "additionalProperties": False,
}
WAIT = {
    "properties": {
        "temporary_id": {"type": "string"},
        "type": {"const": "time-delay"},
        "links": LINKS,
        "data": {
            "required": ["value"],
            "properties": {
                "unit": {"enum": ["days", "hours", "minutes"]},
                "value": {"type": "integer", "minimum": 1},
                "secondary_value": {"type": ["integer", "null"]},
                "timezone": {"const": "profile"},
                "delay_until_weekdays": {"type": "array", "items": {"type": "string"}},
            },
            "additionalProperties": False,
        },
    },
    "required": ["type", "data"],
    "additionalProperties": False,
}


def flow(exported: Any) -> dict[str, Any]:
    *_, made = exported.dialect.requests(exported)
    assert (made.method, made.path) == ("POST", "/api/flows")
    assert made.body["data"]["type"] == "flow"
    return dict(made.body["data"]["attributes"]["definition"])


def test_a_flow_is_as_the_api_describes_it():
    made = flow(series("klaviyo"))
    jsonschema.validate(
        made["actions"], {"type": "array", "items": {"oneOf": [SEND, WAIT]}, "minItems": 5}
    )
    assert made["triggers"] == [{"type": "list", "id": "{list_id}"}]
    assert set(made) == {"triggers", "profile_filter", "actions", "entry_action_id"}


def test_letters_and_waits_follow_each_other():
    made = flow(series("klaviyo"))
    by_id = {one["temporary_id"]: one for one in made["actions"]}
    seen, at = [], made["entry_action_id"]
    while at:
        seen.append(at)
        at = by_id[at]["links"]["next"]
    assert seen == ["letter-1", "wait-2", "letter-2", "wait-3", "letter-3"]
    waits = [(one["data"]["value"], one["data"]["unit"]) for one in made["actions"][1::2]]
    assert waits == [(3, "days"), (30, "hours")]
    assert "delay_until_weekdays" not in by_id["wait-3"]["data"]


def test_a_first_letter_may_wait():
    made = flow(series("klaviyo", waits=(timedelta(minutes=90),)))
    assert made["entry_action_id"] == "wait-1"
    assert made["actions"][0]["data"]["value"] == 90


def test_templates_are_made_then_changed():
    exported = series("klaviyo")
    first = exported.dialect.requests(exported)[0]
    made = {
        "data": {
            "type": "template",
            "attributes": {
                "name": "The Road (1/3)",
                "html": "<p>1 & {{ name }}</p>",
                "text": "1 & {{ name }}\n",
                "editor_type": "CODE",
            },
        }
    }
    assert (first.method, first.path, first.body) == ("POST", "/api/templates", made)
    assert first.again
    assert first.again.body
    assert (first.again.method, first.again.path) == ("PATCH", "/api/templates/{template_1}")
    assert first.again.body["data"]["id"] == "{template_1}"
    assert "editor_type" not in first.again.body["data"]["attributes"]


def test_klaviyo_names_are_known_where_they_are_used():
    check_names(series("klaviyo"))
