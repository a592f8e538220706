"""What looks like a secret, and what only looks like an id."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Place
from pipeline.secrets import is_secret, looks_secret, unshown

KEYS = [
    "key-0123456789abcdef0123456789abcdef",
    "SG.aBcDeFgHiJkLmNoP.qRsTuVwXyZ0123456789",
    "xkeysib-0123456789abcdef0123456789abcdef-aBcDeFgH",
    "0123456789abcdef0123456789abcdef-us21",
    "AKIAABCDEFGHIJKLMNOP",
    "wJalrXUtnFEMI0K7MDENGbPxRfiCYEXAMPLEKEY1",
    "pk_0123456789abcdef0123456789abcdef",
    "kit_0123456789abcdef0123456789abcdef",
    "0123456789abcdef01234567:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "Bearer abcdefghijkl",
    "https://api:hunter2@example.org/",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
]
IDS = [
    "",
    "a1b2c3d4e5",
    "3",
    "Letters of the clinic",
    "5f3a1c9e-8b7d-4e2f-9a6b-0c1d2e3f4a5b",
    "64a7f0c2e8b1d90011223344",
    "letters.example.org",
    "https://mail.example.org/letters/2027/welcome-to-the-letters-of-the-clinic",
    "clinic-newsletter-production-eu-west-1-2027",
    "arn:aws:ses:us-east-1:123456789012:identity/example.org",
    "eu-central-1",
    "UTC+01:00",
    "key-account-customers",
    "12 Elm Street, Springfield",
    "VeryLongNameOfAListWithCapitalsOfTheYear2027",
    "Europe/Amsterdam",
]


@pytest.mark.parametrize("value", KEYS)
def test_a_key_looks_like_one(value: str):
    assert looks_secret(value)


@pytest.mark.parametrize("value", IDS)
def test_an_id_does_not(value: str):
    assert not looks_secret(value)


@pytest.mark.parametrize("name", ["api_key", "apiKey", "password", "server_token", "KEY", "x-key"])
def test_a_name_that_sounds_like_a_secret(name: str):
    assert is_secret(name)


@pytest.mark.parametrize("name", ["list_id", "keyword", "monkey", "passage", "tokens_of_thanks"])
def test_a_name_that_does_not(name: str):
    assert not is_secret(name)


@given(st.text(alphabet="0123456789abcdef", min_size=32, max_size=128))
def test_many_hexadecimal_digits_do(value: str):
    assert looks_secret(f"id {value}.")


@given(st.uuids())
def test_a_uuid_never_does(value: UUID):
    assert not looks_secret(str(value))


def test_a_place_that_shows_nothing():
    assert unshown(Place("a", 2, 3, "key = 'x'")) == Place("a", 2)
