"""A bundle's README, as somebody reads it who never saw one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exported import SERVICES
from rendered_articles import exported_to, made

from pipeline.export.bundle.readme import text

ONE = "A short letter\n\nDear {{ first_name }}, this is one short letter of a few words.\n"


@pytest.mark.parametrize("service", SERVICES)
def test_one_letter_is_never_told_as_many(service: str):
    bundle = exported_to(service, made(ONE))
    assert len(bundle.exported.letters) == 1
    told = bundle.files["README.md"].decode()
    assert "One letter, " in told
    assert not re.search(r"\b1 (?:letters|templates|mails)\b|each of the 1\b|\{count\}", told)
    assert "the letter before" not in told
    assert "`01-letter-1/`:" in told


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_is_said_twice(service: str):
    bundle = exported_to(service, made(ONE))
    told = bundle.files["README.md"].decode().splitlines()
    long = [line.removeprefix("- ") for line in told if len(line) > 40 and "|" not in line]
    assert len(long) == len(set(long))


@pytest.mark.parametrize("address", ["", "12 Elm Street"])
def test_a_missing_postal_address_is_told(address: str):
    bundle = exported_to("kit", made(ONE))
    told = text(replace(bundle.exported, postal_address=address), [], [])
    assert ("`sender.postal_address` is empty" in told) is not bool(address)
