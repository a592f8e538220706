"""The calls that make drafts at Mailchimp, Mailjet, Mautic, Ghost and listmonk.

The schemas are written by hand after each service's documentation; Ghost's rules for posts after
its published JSON schemas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest
from three_letters import letters, series

from pipeline.export import SERVICES, Exported
from pipeline.export.dialect import Request

SETTINGS: Mapping[str, Mapping[str, str]] = {
    "mailchimp": {"list_id": "a1b2c3d4e5"},
    "mailjet": {},
    "mautic": {"url": "https://mautic.example.org", "segment_id": "4"},
    "ghost": {"url": "https://blog.example.org"},
    "listmonk": {"url": "https://lists.example.org", "list_id": "3", "template_id": "5"},
}
TEXT = {"type": "string", "minLength": 1}
OFF = {"const": False}


def schema(needed: Mapping[str, Any], **also: Any) -> dict[str, Any]:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": {**needed, **also},
        "required": list(needed),
        "additionalProperties": False,
    }


def listed(item: Any) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": item}


CAMPAIGN = schema(
    {
        "recipients": schema({"list_id": TEXT}),
        "settings": schema(
            {"title": TEXT, "subject_line": TEXT, "from_name": TEXT, "reply_to": TEXT},
            preview_text=TEXT,
            auto_footer=OFF,
            inline_css=OFF,
            auto_tweet=OFF,
            fb_comments=OFF,
        ),
        "tracking": schema(
            dict.fromkeys(("opens", "html_clicks", "text_clicks", "goal_tracking", "ecomm360"), OFF)
        ),
    },
    type={"const": "regular"},
)
POST = schema(
    {
        "title": {"type": "string", "minLength": 1, "maxLength": 255},
        "html": TEXT,
        "status": {"const": "draft"},
        "email_only": {"type": "boolean"},
        "email_subject": {"type": "string", "maxLength": 300},
    },
    custom_excerpt={"type": ["string", "null"], "maxLength": 300},
    updated_at=TEXT,
)
EVENT = schema(
    {
        "id": {"type": "string", "pattern": r"^new_\d+$"},
        "name": TEXT,
        "type": {"const": "email.send"},
        "eventType": {"const": "action"},
        "order": {"type": "integer", "minimum": 1},
        "properties": schema({"email": TEXT, "email_type": {"enum": ["transactional"]}}),
        "triggerMode": {"enum": ["immediate", "interval"]},
        "triggerInterval": {"type": "integer", "minimum": 0},
        "triggerIntervalUnit": {"enum": ["i", "h", "d", "m", "y"]},
        "children": {"type": "array"},
        "parent": {"type": ["string", "null"]},
        "decisionPath": {"type": "null"},
    },
    triggerDate={"type": "null"},
)
BODIES: Mapping[str, Mapping[str, Any]] = {
    "mailchimp": {
        "/campaigns": CAMPAIGN,
        "/campaigns/{}/content": schema({"html": TEXT, "plain_text": TEXT}),
    },
    "mailjet": {
        "/v3/REST/template": schema(
            {
                "Name": TEXT,
                "Locale": TEXT,
                "OwnerType": {"enum": ["user", "apikey", "global"]},
                "Purposes": listed({"enum": ["transactional", "marketing", "automation"]}),
            }
        ),
        "/v3/REST/template/{}/detailcontent": schema(
            {"Headers": {"type": "object"}, "Html-part": TEXT, "Text-part": TEXT}
        ),
    },
    "mautic": {
        "/api/emails/new": schema(
            {
                "name": TEXT,
                "subject": TEXT,
                "customHtml": TEXT,
                "plainText": TEXT,
                "emailType": {"const": "template"},
                "isPublished": OFF,
            },
            preheaderText=TEXT,
            language=TEXT,
            fromName=TEXT,
            fromAddress=TEXT,
            replyToAddress=TEXT,
        ),
        "/api/campaigns/new": schema(
            {
                "name": TEXT,
                "isPublished": OFF,
                "events": listed(EVENT),
                "lists": listed(schema({"id": TEXT})),
                "canvasSettings": schema({"nodes": listed({}), "connections": listed({})}),
            },
            forms={"type": "array"},
        ),
    },
    "ghost": {"/ghost/api/admin/posts/?source=html": schema({"posts": listed(POST)})},
    "listmonk": {
        "/api/campaigns": schema(
            {
                "name": TEXT,
                "subject": TEXT,
                "lists": listed({"type": "integer"}),
                "type": {"const": "regular"},
                "content_type": {"const": "html"},
                "body": TEXT,
                "altbody": TEXT,
                "template_id": {"type": "integer"},
                "archive": OFF,
            },
            from_email=TEXT,
            messenger={"const": "email"},
            headers=listed({"type": "object", "additionalProperties": TEXT}),
        )
    },
}


def calls(service: str, **changed: Any) -> tuple[Exported, tuple[Request, ...]]:
    exported = series(service, SETTINGS[service], **changed)
    return exported, exported.dialect.requests(exported)


def pattern(path: str) -> str:
    """A path with `{}` for every id in it."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


@pytest.mark.parametrize("service", BODIES)
def test_every_body_is_as_the_documentation_says(service: str) -> None:
    _, requests = calls(service)
    for request in requests:
        jsonschema.validate(request.body, BODIES[service][pattern(request.path)])
    assert {pattern(request.path) for request in requests} == set(BODIES[service])


@pytest.mark.parametrize("service", BODIES)
def test_every_id_comes_from_an_earlier_answer(service: str) -> None:
    exported, requests = calls(service)
    known = {one.name for one in exported.dialect.settings}
    for request in requests:
        assert _wanted(request.path, request.body) <= known
        known |= set(request.keeps)
        again = request.again
        for look in again.before if again else ():
            assert _wanted(look.path, look.body) <= known
            known |= set(look.keeps)
        assert again is None or _wanted(again.path, again.body) <= known
    assert all(name.isidentifier() for name in known)
    assert len({request.name for request in requests}) == len(requests)


def _wanted(path: str, body: Any) -> set[str]:
    """The names of a path, and those that stand alone in a body."""
    alone = re.findall(r'"\{(\w+)\}"', json.dumps(body))
    return {*re.findall(r"\{(\w+)\}", path), *alone}


@pytest.mark.parametrize("service", BODIES)
def test_nothing_is_sent_or_published(service: str) -> None:
    _, requests = calls(service)
    paths = " ".join(
        path
        for request in requests
        for path in (request.path, request.again.path if request.again else "")
    )
    assert not {"send", "schedule", "publish", "status", "actions"} & set(paths.split("/"))
    assert {request.method for request in requests} <= {"POST", "PUT"}


@pytest.mark.parametrize("service", BODIES)
def test_what_exists_is_changed_and_not_made_twice(service: str) -> None:
    _, requests = calls(service)
    for request in requests:
        if request.keeps:
            assert request.again is not None
            (kept,) = request.keeps
            assert f"{{{kept}}}" in request.again.path
            assert request.again.method in ("PATCH", "PUT")


@pytest.mark.parametrize("service", BODIES)
def test_lists_of_drafts_show_the_letters_names_and_never_subjects(service: str) -> None:
    _, requests = calls(service, sensitive=True)
    for request in requests:
        assert "Road" not in request.name + request.path
        for name, value in _names(request.body):
            assert "Part" not in value, name


def _names(body: Any) -> list[tuple[str, str]]:
    """What lists show of a body."""
    if isinstance(body, list):
        return [found for one in body for found in _names(one)]
    if not isinstance(body, dict):
        return []
    mine = [(key, body[key]) for key in ("name", "Name", "title") if key in body]
    return mine + [found for value in body.values() for found in _names(value)]


def test_ghost_sends_a_sensitive_series_by_email_alone() -> None:
    _, requests = calls("ghost", sensitive=True)
    posts = [request.body["posts"][0] for request in requests if request.body]
    assert all(post["email_only"] for post in posts)
    assert [post["title"] for post in posts] == [f"The Road ({n}/3)" for n in (1, 2, 3)]
    assert [post["email_subject"] for post in posts] == [
        f"Part {n}, {{{{ name }}}}" for n in (1, 2, 3)
    ]


def test_ghost_is_asked_for_the_time_of_the_last_change_before_a_post_is_changed() -> None:
    _, (request, *_) = calls("ghost")
    again = request.again
    assert again is not None
    (look,) = again.before
    assert (look.method, look.keeps) == ("GET", {"post_1_updated_at": "posts.0.updated_at"})
    assert again.body is not None
    jsonschema.validate({**again.body["posts"][0], "status": "draft"}, POST)
    assert "status" not in again.body["posts"][0]
    assert again.body["posts"][0]["updated_at"] == "{post_1_updated_at}"


def test_ghosts_html_is_one_card() -> None:
    _, (request, *_) = calls("ghost")
    assert request.body is not None
    html = request.body["posts"][0]["html"]
    assert html.startswith("<!--kg-card-begin: html--><p>1")
    assert html.endswith("</p><!--kg-card-end: html-->")


def test_mautics_campaign_is_a_chain_with_the_waits() -> None:
    _, requests = calls("mautic")
    body = requests[-1].body
    assert body is not None
    events = body["events"]
    assert [(one["triggerInterval"], one["triggerIntervalUnit"]) for one in events] == [
        (0, "d"),
        (3, "d"),
        (30, "h"),
    ]
    assert [one["parent"] for one in events] == [None, "new_1", "new_2"]
    assert [one["children"] for one in events] == [["new_2"], ["new_3"], []]
    assert [one["properties"]["email"] for one in events] == [f"{{email_{n}}}" for n in (1, 2, 3)]
    ids = [node["id"] for node in body["canvasSettings"]["nodes"]]
    assert ids == ["lists", "new_1", "new_2", "new_3"]


def test_listmonk_gets_its_numbers_by_name_until_they_are_known() -> None:
    exported = series("listmonk", {})
    (first, *_) = exported.dialect.requests(exported)
    assert first.body is not None
    assert (first.body["lists"], first.body["template_id"]) == (["{list_id}"], "{template_id}")


def test_mailjets_unsubscribe_link_is_in_the_letters_language() -> None:
    letter = letters()[0]._replace(html="<a href='[[UNSUB_LINK_EN]]'>x</a>")
    exported = series("mailjet", lang="de", letters=(letter,))
    content = exported.dialect.requests(exported)[1].body
    assert content is not None
    assert content["Html-part"] == "<a href='[[UNSUB_LINK_DE]]'>x</a>"


def test_any_other_service_has_no_calls() -> None:
    assert "generic" in SERVICES
    generic = series("generic")
    assert generic.dialect.requests(generic) == ()
