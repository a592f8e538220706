"""Amazon SES: names of templates, which are all that it knows a letter by, and what it is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from three_letters import series

from pipeline import words
from pipeline.export.dialects.ses import DIALECT, template_name

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


@given(title=st.text(max_size=90), number=st.integers(1, 99))
def test_a_templates_name_is_one_that_amazon_takes(title: str, number: int) -> None:
    name = template_name(words.slug(title), f"letter-{number}")
    assert NAME.fullmatch(name)
    assert name.endswith(f"-letter-{number}")


@pytest.mark.parametrize(
    ("one", "other"), [("東京", "京都"), ("straße", "strase"), ("a" * 59 + "b", "a" * 60)]
)
def test_two_series_never_share_a_template(one: str, other: str) -> None:
    assert template_name(one, "letter-1") != template_name(other, "letter-1")


def test_a_plain_slug_is_the_name() -> None:
    assert template_name("road-to-recovery", "letter-12") == "road-to-recovery-letter-12"


def test_the_second_upload_changes_the_template_of_that_name() -> None:
    exported = series("ses", {"region": "eu-central-1"}, slug="東京")
    requests = exported.dialect.requests(exported)
    for request in requests:
        assert request.body
        assert request.again
        assert request.again.path == f"/v2/email/templates/{request.body['TemplateName']}"
        assert request.again.body == {"TemplateContent": request.body["TemplateContent"]}
    assert len({one.again.path for one in requests if one.again}) == len(requests)


def test_nobody_is_told_to_send_by_the_call_that_takes_no_list() -> None:
    told = " ".join(DIALECT.steps)
    assert "the call SendEmail" in told
    assert "SendBulkEmail will not do" in told
