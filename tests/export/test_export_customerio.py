"""Customer.io: what is written into a campaign's mails.

The schema is written by hand from its App API reference, "Update a campaign action".
"""

from __future__ import annotations

import jsonschema
import pytest
from three_letters import check_names, series

from pipeline.errors import SettingsError

ACTION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "subject": {"type": "string"},
        "preheader_text": {"type": "string"},
        "body": {"type": "string"},
        "sending_state": {"const": "draft"},
    },
}


def test_a_letter_is_written_into_a_campaigns_mail():
    exported = series("customerio", {"campaign_id": "7", "action_ids": "12, 14 16"})
    requests = exported.dialect.requests(exported)
    assert [(one.method, one.path) for one in requests] == [
        ("PUT", "/v1/campaigns/{campaign_id}/actions/12"),
        ("PUT", "/v1/campaigns/{campaign_id}/actions/14"),
        ("PUT", "/v1/campaigns/{campaign_id}/actions/16"),
    ]
    for one in requests:
        jsonschema.validate(one.body, ACTION)


def test_a_bundle_can_be_made_before_the_campaign_is():
    exported = series("customerio")
    first = exported.dialect.requests(exported)[0]
    assert first.path == "/v1/campaigns/{campaign_id}/actions/{action_1}"


@pytest.mark.parametrize("told", ["12, 14", "12, 14, x", "1 2 3 4"])
def test_each_letter_has_a_mail(told: str):
    exported = series("customerio", {"action_ids": told})
    with pytest.raises(SettingsError, match=r"action_ids (?:and the letters|must be)"):
        exported.dialect.requests(exported)


def test_customerio_names_are_known_where_they_are_used():
    check_names(series("customerio", {"action_ids": "1 2 3"}))
