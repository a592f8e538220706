"""What sends, schedules or publishes never leaves; what makes a draft does."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import CampaignError
from pipeline.export.upload.guard import guard


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v3/templates", {"name": "x", "generation": "dynamic"}),
        ("POST", "/v3/templates/d-1/versions", {"active": 1}),
        ("PUT", "/v2/email/templates/letter-1", {}),
        ("POST", "/templates", {"Name": "x", "TrackOpens": False}),
        ("PUT", "/v3/mg.example.org/templates/t/versions/initial", {"active": "yes"}),
        ("POST", "/v3/mg.example.org/templates/start-well-letter-1/versions", {}),
        ("PUT", "/v1/campaigns/5/actions/7", {"sending_state": "draft"}),
        ("POST", "/v4/sequences", {"active": False, "send_days": ["monday"], "send_hour": 9}),
        ("POST", "/api/campaigns", {"archive": False, "subject": "scheduled", "send_at": None}),
        ("GET", "/v1/campaigns/7/status", None),
    ],
)
def test_drafts_go(method: str, path: str, body: dict[str, Any] | None) -> None:
    guard("x", method, f"https://api.example.org{path}", body)


@pytest.mark.parametrize(
    "path",
    [
        "/v3/mail/send",
        "/email",
        "/email/batch",
        "/email/batchWithTemplates",
        "/email/withTemplate",
        "/v2/email/outbound-emails",
        "/v2/email/outbound-bulk-emails",
        "/v3.1/send",
        "/api/tx",
        "/api/campaign-send-jobs",
        "/v3/emailCampaigns/1/sendNow",
        "/v3/emailCampaigns/1/sendTest",
        "/v3/smtp/email",
        "/3.0/campaigns/x/actions/schedule",
        "/3.0/campaigns/x/actions/%73end",
        "/3.0/campaigns/x/actions/create-resend",
        "/3.0/automations/x/actions/start-all-emails",
        "/api/emails/1/send",
        "/api/emails/1/contact/2/send",
        "/v3/REST/campaigndraft/1/send",
        "/v3/REST/newsletter/1/schedule",
        "/v3/marketing/singlesends/1/schedule",
        "/v1/emails/1/send-draft",
        "/api/campaigns/1/test",
        "/v1/campaigns/1/triggers",
        "/v1/send/email",
        "/v3/example.org/messages",
        "/v3/example.org/messages.mime",
        "/posts/1/?newsletter=weekly",
        "/a/../b",
        "/a/%2e%2e/b",
    ],
)
def test_addresses_that_send_stay(path: str) -> None:
    with pytest.raises(CampaignError, match="only makes drafts"):
        guard("x", "POST", f"https://api.example.org{path}", {})


@pytest.mark.parametrize(
    "body",
    [
        {"status": "scheduled"},
        {"status": "about_to_send"},
        {"data": {"attributes": {"status": "live"}}},
        {"sending_state": "automatic"},
        {"posts": [{"status": "published"}]},
        {"active": True},
        {"isPublished": "1"},
        {"is_active": 1},
        {"public": True},
        {"send_at": "2030-01-01"},
        {"scheduledAt": "2030-01-01"},
        {"publish_date": "2030-01-01"},
        {"published_at": "2030-01-01"},
    ],
)
def test_bodies_that_send_stay(body: dict[str, Any]) -> None:
    with pytest.raises(CampaignError, match="only makes drafts"):
        guard("x", "POST", "https://api.example.org/v1/drafts", body)


def test_buttondown_sends_what_has_no_status() -> None:
    url = "https://api.buttondown.com/v1/emails"
    guard("x", "POST", url, {"status": "draft"})
    with pytest.raises(CampaignError, match="want of a status"):
        guard("x", "POST", url, {"body": "x"})


@pytest.mark.parametrize("method", ["DELETE", "OPTIONS", "post", "CONNECT"])
def test_other_methods_stay(method: str) -> None:
    with pytest.raises(CampaignError):
        guard("x", method, "https://api.example.org/v1/drafts", None)
