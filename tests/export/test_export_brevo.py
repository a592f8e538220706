"""Brevo: what its own client library would send is what we send."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
from brevo import Brevo
from three_letters import check_names, series

from pipeline.errors import SettingsError


def asked_by_the_client(method: str, **given: Any) -> httpx.Request:
    """The request that Brevo's own library makes."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json={"id": 5})

    client = Brevo(api_key="k", httpx_client=httpx.Client(transport=httpx.MockTransport(answer)))
    getattr(client.email_campaigns, method)(**given)
    return seen[0]


def snake(body: dict[str, Any]) -> dict[str, Any]:
    return {re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", key): body[key] for key in body}


def test_a_letter_is_what_brevos_library_sends():
    exported = series("brevo", {"list_ids": "3, 7"})
    made = exported.dialect.requests(exported)
    api = exported.dialect.api
    assert api
    for request in made:
        body = dict(request.body or {})
        given = snake(body)
        given["recipients"] = {"list_ids": [3, 7]}
        theirs = asked_by_the_client("create_email_campaign", **given)
        assert (theirs.method, str(theirs.url)) == (request.method, api.base + request.path)
        assert json.loads(theirs.content) == body
        assert theirs.headers[api.login.removeprefix("header:")] == "k"
        assert "scheduledAt" not in body


def test_a_letter_is_changed_as_brevos_library_does():
    exported = series("brevo")
    request = exported.dialect.requests(exported)[0]
    assert request.again
    theirs = asked_by_the_client(
        "update_email_campaign", campaign_id=5, **snake(dict(request.body or {}))
    )
    assert theirs.method == request.again.method
    assert theirs.url.path == "/v3" + request.again.path.format(campaign_1=5)
    assert request.keeps == {"campaign_1": "id"}


def test_lists_are_numbers():
    exported = series("brevo", {"list_ids": "3 x"})
    with pytest.raises(SettingsError, match="'x' is no number of a list"):
        exported.dialect.requests(exported)


def test_names_are_known_where_they_are_used():
    check_names(series("brevo", {"list_ids": "3"}))


def test_fields_are_called_as_brevo_calls_attributes():
    assert series("brevo").dialect.named("home-town") == "HOME_TOWN"
