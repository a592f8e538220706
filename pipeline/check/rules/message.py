"""The message: its headers, its parts, its two ways of saying the same, what inboxes show of it."""

from __future__ import annotations

from pipeline.check.mail import Mail
from pipeline.check.rule import Rule
from pipeline.check.rules import (
    message_foot,
    message_headers,
    message_inbox,
    message_lists,
    message_mime,
    message_text,
)

RULES: tuple[Rule[Mail], ...] = (
    *message_headers.RULES,
    *message_mime.RULES,
    *message_text.RULES,
    *message_foot.RULES,
    *message_lists.RULES,
    *message_inbox.RULES,
)
