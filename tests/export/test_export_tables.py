"""What holds for every dialect's table: where keys go, what settings are, what is never said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from exported import exported as bundle_of
from exported import needed, project
from three_letters import letters

from pipeline.export import SERVICES, Exported, dialect
from pipeline.export.dialect import Api
from pipeline.export.upload import Remembered, plan
from pipeline.export.upload.calls import names
from pipeline.export.upload.guard import guard
from pipeline.export.upload.login import CENTRE
from pipeline.secrets import is_secret, looks_secret

APIS: Mapping[str, Api] = {name: api for name in SERVICES if (api := dialect(name).api) is not None}
SELF_HOSTED = {"listmonk", "mautic", "ghost"}
STATES = re.compile(r"(?i)active|(?:is)?published|status|sending_state|state")
HOST = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)+")


def exported(service: str) -> Exported:
    settings = needed(service, 3)
    return Exported(
        dialect(service), "tea", "Tea", "en", sensitive=False, letters=letters(), settings=settings
    )


def fields(value: Any) -> Iterator[str]:
    """The names of a body's fields, deep down too."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield str(name)
            yield from fields(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from fields(one)


@pytest.mark.parametrize("service", SERVICES)
def test_no_setting_is_a_secret(service: str) -> None:
    for one in dialect(service).settings:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", one.name)
        assert not is_secret(one.name), one.name
        for value in (one.example, one.doc, *one.choices, *one.choices.values()):
            assert not looks_secret(value), one.name
        assert not one.choices or one.example in one.choices
        assert all(re.fullmatch(r"[a-z0-9.-]+", value) for value in one.choices.values())


@pytest.mark.parametrize("service", APIS)
def test_keys_come_from_variables(service: str) -> None:
    api = APIS[service]
    variables = [*api.variables, *([api.address] if api.address else [])]
    assert api.variables
    assert len(set(variables)) == len(variables)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+", one) for one in variables)
    assert not any(is_secret(name) or name == "Authorization" for name in api.headers)
    assert not any(looks_secret(value) for value in api.headers.values())


@pytest.mark.parametrize("service", APIS)
def test_keys_go_to_a_fixed_host(service: str) -> None:
    api, settings = APIS[service], {one.name: one for one in dialect(service).settings}
    if service in SELF_HOSTED:
        assert (api.base, bool(api.address)) == ("{url}", True)
        assert settings["url"].example.startswith("https://")
        return
    assert not api.address
    example = {name: settings[name].choices for name in names(api.base) & settings.keys()}
    assert all(example.values()), "a setting in an address has choices"
    assert names(api.base) - example.keys() <= ({"dc"} if api.login == "mailchimp" else set())
    for choice in next(iter(example.values()), {"": ""}).values():
        address = re.sub(r"\{dc\}", "us21", re.sub(r"\{(?!dc)\w+\}", choice, api.base))
        parts = urlsplit(address)
        assert parts.scheme == "https"
        assert HOST.fullmatch(parts.netloc), address
        assert (parts.query, parts.fragment) == ("", "")
        assert ".." not in parts.path


def test_a_data_centre_is_nothing_but_one() -> None:
    assert CENTRE.fullmatch("us21")
    for wrong in ("us21.evil", "us21/", "us21@x", "us", "21", "us٣", "us21\n", ""):
        assert not CENTRE.fullmatch(wrong)


@pytest.mark.parametrize("service", APIS)
def test_a_change_says_nothing_of_a_drafts_state(service: str) -> None:
    """A person may have set it going since: a second upload neither stops nor starts it."""
    for request in exported(service).dialect.requests(exported(service)):
        if request.again:
            body = request.body if request.again.body is None else request.again.body
            if request.again.method != "GET":
                told = {name for name in fields(body) if STATES.fullmatch(name)}
                assert not told - TEMPLATES.get(service, set()), request.name


TEMPLATES = {"mailgun": {"active"}, "sendgrid": {"active"}}
"""A template's active version is the one that is used by whoever uses it; it sends nothing."""


@pytest.mark.parametrize("service", APIS)
def test_looks_only_read(service: str) -> None:
    one = exported(service)
    requests = one.dialect.requests(one)
    before = [look for each in requests if each.again for look in each.again.before]
    known = {name for each in requests for name in each.keeps} | {
        setting.name for setting in one.dialect.settings
    }
    for look in (*one.dialect.looks(one), *before):
        assert (look.method, look.body) == ("GET", None)
        assert names(look.path) <= known
        guard(look.name, look.method, f"https://example.org{look.path}", None)
        for path, states in look.idle.items():
            assert re.fullmatch(r"[A-Za-z_]+(?:\.(?:[A-Za-z_]+|\d))*", path)
            assert states
            assert all(state == state.lower() for state in states)
    assert not any(each.idle for each in requests)


@pytest.mark.parametrize("service", ["kit", "buttondown", "mautic", "customerio"])
def test_a_sequence_is_looked_at_before_it_is_changed(service: str) -> None:
    one = exported(service)
    assert [look.idle for look in one.dialect.looks(one)] != [{}]


@pytest.mark.parametrize("service", APIS)
def test_an_upload_of_a_sensitive_series_names_its_topic_in_letters_alone(
    service: str, tmp_path: Path
) -> None:
    """Promise 25: neither an address, nor a header, nor a name of a call or a draft tells it."""
    made = bundle_of(project(tmp_path, sensitive=True), service, **needed(service))
    calls = plan(made.exported, {}, Remembered())
    assert calls
    for call in calls:
        words = json.dumps([call.name, call.url, dict(call.headers), call.body], ensure_ascii=False)
        for letter in made.exported.letters:
            texts = (letter.html, letter.text, letter.subject, letter.preheader)
            for text in sorted(texts, key=len, reverse=True):
                words = words.replace(json.dumps(text, ensure_ascii=False)[1:-1], "")
        told = words.lower()
        assert "recovery" not in told
        assert "road" not in told


@pytest.mark.parametrize(
    ("service", "states"),
    [
        ("kit", ["active False", *["published False"] * 3]),
        ("buttondown", ["status draft"] * 3),
        ("ghost", ["status draft"] * 3),
        ("mautic", ["isPublished False"] * 4),
        ("customerio", ["sending_state draft"] * 3),
    ],
)
def test_what_is_made_is_a_draft_and_says_so(service: str, states: list[str]) -> None:
    one = exported(service)
    bodies = [request.body or {} for request in one.dialect.requests(one)]
    posts = [body["posts"][0] if "posts" in body else body for body in bodies]
    told = [f"{name} {body[name]}" for body in posts for name in body if STATES.fullmatch(name)]
    assert told == states
