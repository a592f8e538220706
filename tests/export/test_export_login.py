"""How keys are shown to a service: as its documentation has it, and to nobody else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.export import SERVICES, dialect
from pipeline.export.dialect import Api
from pipeline.export.upload.login import Asking, ghost_token, keys, shown
from pipeline.export.upload.sigv4 import AwsKeys, Scope, signed

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ASKING = Asking("POST", "https://example.org/v1/x", b"{}", MOMENT)
SECRET = "s3cr3t-Value/1"


def basic(pair: str) -> str:
    return "Basic " + base64.b64encode(pair.encode()).decode()


@pytest.mark.parametrize(
    ("login", "values", "header", "value"),
    [
        ("bearer", [SECRET], "Authorization", f"Bearer {SECRET}"),
        ("basic", [f"me:{SECRET}"], "Authorization", basic(f"me:{SECRET}")),
        ("basic", [SECRET], "Authorization", basic(f"api:{SECRET}")),
        ("basic", ["me", SECRET], "Authorization", basic(f"me:{SECRET}")),
        ("basic2", ["public", SECRET], "Authorization", basic(f"public:{SECRET}")),
        ("mailchimp", ["abc-us21"], "Authorization", basic("letterloom:abc-us21")),
        ("klaviyo", [SECRET], "Authorization", f"Klaviyo-API-Key {SECRET}"),
        ("token", [SECRET], "Authorization", f"Token {SECRET}"),
        ("token", ["me", SECRET], "Authorization", f"token me:{SECRET}"),
        ("api-key", [SECRET], "api-key", SECRET),
        ("kit", [SECRET], "X-Kit-Api-Key", SECRET),
        ("postmark", [SECRET], "X-Postmark-Server-Token", SECRET),
        ("header:X-Any", [SECRET], "X-Any", SECRET),
    ],
)
def test_ways(login: str, values: list[str], header: str, value: str) -> None:
    variables = tuple(f"V{number}" for number in range(len(values)))
    api = Api("https://example.org", variables, login)
    environ = dict(zip(variables, values, strict=True))
    held = keys(api, environ, {})
    assert held.headers(ASKING) == {header: value}
    told = shown(api, environ)
    assert set(told) == {header}
    assert "***" in told[header]
    assert "not set" in shown(api, {})[header]
    masked = held.masked(f"you sent {value} and {values[-1].upper()}")
    for text in (repr(held), f"{held}", str(told), masked):
        assert values[-1].lower() not in text.lower()


def test_a_mailchimp_key_names_its_data_centre() -> None:
    api = Api("https://{dc}.api.mailchimp.com", ("K",), "mailchimp")
    assert keys(api, {"K": "0123-us21"}, {}).centre == "us21"
    for wrong in ("0123", "0123-evil.example.org/", "-us77"):
        with pytest.raises(SettingsError) as caught:
            keys(api, {"K": wrong}, {})
        assert wrong not in str(caught.value)


def test_a_ghost_token_is_signed_and_short() -> None:
    secret = "ab" * 32
    head, claims, signature = ghost_token(f"id7:{secret}", MOMENT).split(".")

    def read(part: str) -> Any:
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))

    assert read(head) == {"alg": "HS256", "kid": "id7", "typ": "JWT"}
    begins = int(MOMENT.timestamp())
    assert read(claims) == {"iat": begins, "exp": begins + 300, "aud": "/admin/"}
    wanted = hmac.new(bytes.fromhex(secret), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(signature + "=") == wanted


@pytest.mark.parametrize("wrong", ["abc", "id:xyz", ":abcd", "id:", "ab:cd:ef"])
def test_a_wrong_ghost_key_is_not_shown(wrong: str) -> None:
    with pytest.raises(SettingsError, match="GHOST") as caught:
        keys(Api("{url}", ("GHOST",), "ghost"), {"GHOST": wrong}, {})
    assert f" {wrong} " not in str(caught.value)


@pytest.mark.parametrize(
    ("method", "signature"),
    [
        ("GET", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("POST", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
    ],
)
def test_amazons_signature_is_that_of_its_own_examples(method: str, signature: str) -> None:
    """`get-vanilla` and `post-vanilla` of the test suite that Amazon publishes for version 4."""
    secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    moment = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
    scope = Scope("us-east-1", "service", moment)
    ours = signed(
        AwsKeys("AKIDEXAMPLE", secret, ""), scope, method, "https://example.amazonaws.com/", b""
    )
    assert ours["Authorization"].rpartition("Signature=")[2] == signature
    assert secret not in str(ours)


def test_amazon_needs_both_keys_and_a_region() -> None:
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    api = Api("https://email.{region}.amazonaws.com", names, "sigv4")
    held = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": SECRET}
    with pytest.raises(SettingsError, match="region"):
        keys(api, held, {})
    with pytest.raises(SettingsError, match="AWS_SECRET_ACCESS_KEY is not set"):
        keys(api, {"AWS_ACCESS_KEY_ID": "A"}, {"region": "eu-west-1"})
    made = keys(api, held, {"region": "eu-west-1"}).headers(ASKING)
    assert set(made) == {"X-Amz-Date", "Authorization"}
    assert "eu-west-1/ses/aws4_request" in made["Authorization"]
    assert repr(AwsKeys("A", SECRET)) == "AwsKeys(***)"


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_names_a_way(name: str) -> None:
    api = dialect(name).api
    if api is not None:
        told = shown(api, {})
        assert api.variables
        assert all(one in str(told) for one in api.variables if one != "AWS_SESSION_TOKEN")
