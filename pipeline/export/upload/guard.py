"""The last look at a call before it leaves: nothing that sends, schedules or publishes does.

It stands apart from the dialects on purpose, and knows none of them: it reads the method, the
address and the body that would go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.errors import CampaignError

METHODS = ("GET", "POST", "PUT", "PATCH")

_SENDING = re.compile(
    r"(?i)(?:send|test|schedule|publish|resume|start|activate|deliver|triggers?)"
    r"(?:[_-]?(?:now|all|test|draft|e?mails?|jobs?|campaign))*"
    r"|messages(?:\.mime)?|outbound[_-][a-z-]*|tx|status|withtemplate|batch[a-z]*"
    r"|[a-z-]*send-jobs?"
)
_ACTION = re.compile(r"(?i)[a-z][a-z_-]*")
# Mailgun's messages, SES's outbound-emails, listmonk's tx and status, Postmark's email and
# email/batch, Klaviyo's campaign-send-jobs: these send without saying so.
_QUERY = re.compile(r"(?i)(?:^|&)(?:newsletter|email_segment|send_email[a-z_]*|publish[a-z_]*)=")
_LIVE = re.compile(
    r"(?i)schedul\w*|publish\w*|sent|sending|send|active|live|running|started|queued|about_to_send"
    r"|in_flight|automatic"
)
_STATE = re.compile(r"(?i)(?:.*_)?(?:status|state)")
_MOMENT = re.compile(
    r"(?i)(?:send|sent|schedule[ds]?|publish(?:ed)?|deliver(?:y|ed)?|launch)"
    r"[_-]?(?:at|on|date|time|for|now)|deliverytime|scheduled?[_-]?(?:time|options)|sendAtBestTime"
)
_SWITCH = re.compile(
    r"(?i)(?:is[_-]?)?(?:active|published|public|live|publish|send|started)(?:[_-]?now)?"
)
_ON = re.compile(r"(?i)true|1|yes|on")
_DRAFTS_ONLY = re.compile(r"(?i)(?:^|\.)buttondown\.(?:com|email)$")


def guard(name: str, method: str, url: str, body: Mapping[str, Any] | None) -> None:
    """Raise CampaignError where a call would do more than make, change or read a draft."""
    why = _why(method, url, body)
    if why:
        raise CampaignError(
            f"{name} would {why}: Letterloom only makes drafts, and this call was not made",
            hint="this is a fault of the service's dialect: please report it; until then upload by "
            "hand, as the bundle's README tells",
        )


def _why(method: str, url: str, body: Mapping[str, Any] | None) -> str:
    """What a call would do, or "" if it may go."""
    if method not in METHODS:
        return f"ask by {method}"
    parts = urlsplit(url)
    segments = [unquote(one) for one in parts.path.split("/") if one]
    if any(".." in one or "/" in one for one in segments):
        return "leave the service's API"
    if method != "GET":
        if _sends(segments):
            return "send or schedule mails"
        if _QUERY.search(unquote(parts.query)):
            return "publish or send"
        if _DRAFTS_ONLY.search(parts.hostname or "") and not _is_draft(method, segments, body):
            return "send, for want of a status"
    # A template goes nowhere by itself: its active version is the one that a person gets to choose.
    allowed = "active" if "templates" in segments else ""
    return next(_live(body or {}, allowed), "")


def _sends(segments: list[str]) -> bool:
    """Whether an address is one that sends: of its segments only ids may look as they like."""
    if any(_SENDING.fullmatch(one) for one in segments[-2:]):
        return True
    acts = segments[-2:-1] == ["actions"] and bool(_ACTION.fullmatch(segments[-1]))
    return acts or segments[-1:] == ["email"]


def _is_draft(method: str, segments: list[str], body: Mapping[str, Any] | None) -> bool:
    """Buttondown sends what is posted without a status."""
    makes = method == "POST" and segments[-1:] == ["emails"]
    return not makes or (body or {}).get("status") == "draft"


def _live(value: Any, allowed: str, key: str = "") -> Iterator[str]:
    """What a body would set going, deep down too; a switch of the name `allowed` may be on."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _live(one, allowed, str(name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _live(one, allowed, key)
    elif _STATE.fullmatch(key) and _LIVE.fullmatch(str(value).strip()):
        yield f"set {key} to {value}"
    elif _MOMENT.fullmatch(key) and value not in (None, "", False):
        yield f"set a time to send, {key}"
    elif (
        key != allowed
        and _SWITCH.fullmatch(key)
        and str(value).strip().lower() in ("true", "1", "yes", "on")
    ):
        yield f"set {key}"
