"""SendGrid, Postmark, Amazon SES and Mailgun: uploads into servers that check what they are asked.

What is checked is written by hand after each service's documentation of its API; SES' by the
service model that Amazon publishes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from loopback import Answer, Came, Service, said, serving
from three_letters import series

from pipeline.errors import SettingsError
from pipeline.export import Exported
from pipeline.export.dialect import Setting
from pipeline.export.upload import Done, Outcome, parse, upload

KEYS: Mapping[str, Mapping[str, str]] = {
    "sendgrid": {"SENDGRID_API_KEY": "SG.one-key"},
    "postmark": {"POSTMARK_SERVER_TOKEN": "one-token"},
    "ses": {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "one-secret"},
    "mailgun": {"MAILGUN_API_KEY": "one-key"},
}
SETTINGS: Mapping[str, Mapping[str, str]] = {
    "sendgrid": {"region": "eu", "list_ids": "a1, b2", "sender_id": "7", "group_id": "8"},
    "postmark": {},
    "ses": {"region": "eu-central-1"},
    "mailgun": {"region": "eu", "domain": "mg.example.org"},
}
TEXT = {"type": "string", "minLength": 1}


def shape(needed: Mapping[str, Any], **also: Any) -> dict[str, Any]:
    properties = {**needed, **also}
    return {
        "type": "object",
        "properties": properties,
        "required": list(needed),
        "additionalProperties": False,
    }


CONTENT = shape({"Subject": TEXT, "Html": TEXT, "Text": TEXT})
SHOWN = {"Name": TEXT, "Subject": TEXT, "HtmlBody": TEXT, "TextBody": TEXT}
CONFIG = shape(
    {
        "subject": {"type": "string", "maxLength": 255},
        "html_content": TEXT,
        "plain_content": TEXT,
        "generate_plain_content": {"const": False},
        "editor": {"const": "code"},
    },
    sender_id={"type": "integer"},
    suppression_group_id={"type": "integer"},
)
SEND = shape(
    {"name": {"type": "string", "minLength": 1, "maxLength": 100}, "email_config": CONFIG},
    send_to=shape({"list_ids": {"type": "array", "items": TEXT}}),
)
VERSION = {"template": TEXT, "headers": TEXT}
# Method and path, with {} for an id, then what the body must be.
DOCUMENTED: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "sendgrid": {
        "POST /v3/marketing/singlesends": SEND,
        "PATCH /v3/marketing/singlesends/{}": SEND,
        "GET /v3/marketing/singlesends/{}": {},
    },
    "postmark": {
        "POST /templates": shape({**SHOWN, "TemplateType": {"const": "Standard"}}),
        "PUT /templates/{}": shape(SHOWN),
    },
    "ses": {
        "POST /v2/email/templates": shape(
            {
                "TemplateName": {"type": "string", "pattern": r"^[A-Za-z0-9_-]{1,64}$"},
                "TemplateContent": CONTENT,
            }
        ),
        "PUT /v2/email/templates/{}": shape({"TemplateContent": CONTENT}),
    },
    "mailgun": {
        "POST /v3/mg.example.org/templates": shape(
            {
                **VERSION,
                "name": {"type": "string", "pattern": r"^[^A-Z]+$"},
                "description": TEXT,
                "tag": TEXT,
                "engine": {"const": "handlebars"},
            }
        ),
        "PUT /v3/mg.example.org/templates/{}/versions/{}": shape(VERSION),
    },
}
HEADERS: Mapping[str, tuple[str, str]] = {
    "sendgrid": ("authorization", "Bearer SG.one-key"),
    "postmark": ("x-postmark-server-token", "one-token"),
    "ses": ("authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"),
    "mailgun": ("authorization", "Basic YXBpOm9uZS1rZXk="),
}


def body(came: Came) -> Any:
    """What a request says, as JSON or as a form."""
    kind = came.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        return json.loads(came.body) if came.body else None
    form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + came.body)
    return {
        part.get_param("name", header="content-disposition"): str(
            bytes(part.get_payload(decode=True)), "utf-8"
        )
        for part in form.get_payload()
    }


class Documented:
    """A service that answers what its documentation has, and 400 to everything else."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.held: dict[str, Any] = {}
        self.faults: list[str] = []

    def __call__(self, came: Came, _service: Service) -> Answer:
        try:
            self._check(came)
        except (AssertionError, jsonschema.ValidationError, StopIteration) as error:
            self.faults.append(f"{came.method} {came.path}: {error!r}")
            return said(400, {"message": "no"})
        return self._answer(came.method, unquote(came.path), body(came))

    def _check(self, came: Came) -> None:
        header, value = HEADERS[self.name]
        assert came.headers[header].startswith(value)
        asked = f"{came.method} {came.path}"
        shapes = DOCUMENTED[self.name].items()
        wanted = next(
            one for path, one in shapes if re.fullmatch(path.replace("{}", "[^/]+"), asked)
        )
        if wanted:
            jsonschema.validate(body(came), wanted)

    def _answer(self, method: str, path: str, told: Any) -> Answer:
        kept = str(len(self.held) + 1)
        match self.name:
            case "sendgrid":
                key = path.rpartition("/")[2] if method != "POST" else kept
                answer: Any = {"id": key, "status": "draft"}
            case "postmark":
                key = path.rpartition("/")[2] if method == "PUT" else kept
                answer = {"TemplateId": int(key), "Active": True}
            case "ses":
                key = path.rpartition("/")[2] if method == "PUT" else told["TemplateName"]
                answer = {}
            case _:
                key = path.split("/")[4] if method == "PUT" else told["name"]
                answer = {"message": "stored", "template": {"name": key}}
        if method in ("PUT", "PATCH", "GET") and key not in self.held:
            return said(404, {"message": "not there"})
        if method != "GET":
            self.held[key] = told
        return said(200, answer)


def there(service: str, url: str, **changed: Any) -> Exported:
    """A series whose service stands at another address."""
    exported = series(service, {**SETTINGS[service], "url": url}, **changed)
    api = exported.dialect.api
    assert api is not None
    own = replace(
        exported.dialect,
        api=api._replace(base="{url}", address="SERVICE_URL"),
        settings=(*exported.dialect.settings, Setting("url", "where", "https://example.org")),
    )
    return replace(exported, dialect=own, given=frozenset({"url"}))


class Memory:
    def __init__(self) -> None:
        self.data = b""

    def run(self, service: str, exported: Exported) -> list[Done]:
        return list(
            upload(exported, KEYS[service], parse(self.data), write=self.write, sleep=self.waited)
        )

    def write(self, data: bytes) -> None:
        self.data = data

    def waited(self, _seconds: float) -> None:
        raise AssertionError("nothing was to be waited for")


@pytest.mark.parametrize("service", DOCUMENTED)
def test_drafts_are_made_once_and_changed_later(service: str) -> None:
    own, memory = Documented(service), Memory()
    with serving(own) as running:
        first = memory.run(service, there(service, running.url))
        before = dict(own.held)
        second = memory.run(service, there(service, running.url))
    assert own.faults == []
    assert [one.outcome for one in first] == [Outcome.MADE] * 3
    assert {one.outcome for one in second} <= {Outcome.UPDATED, Outcome.READ}
    assert [one.outcome for one in second].count(Outcome.UPDATED) == 3
    assert before.keys() == own.held.keys()
    assert len(own.held) == 3


@pytest.mark.parametrize("service", DOCUMENTED)
def test_no_key_is_remembered_and_none_is_in_a_body(service: str) -> None:
    own, memory = Documented(service), Memory()
    with serving(own) as running:
        memory.run(service, there(service, running.url))
    held = json.dumps(own.held)
    for key in KEYS[service].values():
        assert key not in memory.data.decode()
        assert key not in held


@pytest.mark.parametrize("service", DOCUMENTED)
def test_names_of_a_sensitive_series_tell_nothing(service: str) -> None:
    exported = there(service, "https://example.org", sensitive=True, slug="letters", name="Letters")
    for request in exported.dialect.requests(exported):
        told = request.body or {}
        shown = [str(told[one]) for one in ("name", "Name", "TemplateName") if one in told]
        assert shown
        assert not any("Part" in one for one in shown)


def test_what_is_no_number_is_refused() -> None:
    exported = there("sendgrid", "https://example.org")
    wrong = replace(exported, settings={**exported.settings, "sender_id": "seven"})
    with pytest.raises(SettingsError, match="sender_id: 'seven' is no number"):
        wrong.dialect.requests(wrong)


def test_a_long_slug_makes_a_name_that_ses_takes() -> None:
    exported = there("ses", "https://example.org", slug="a-long-way-" * 9)
    names = [(one.body or {})["TemplateName"] for one in exported.dialect.requests(exported)]
    assert len(set(names)) == 3
    assert all(len(one) <= 64 for one in names)
