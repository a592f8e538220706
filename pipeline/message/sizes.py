"""How big a message's HTML is as Gmail counts it: encoded."""

from __future__ import annotations

import re

_HTML = re.compile(rb"(?i)^content-type: text/html(?:.*\r\n)(?:.+\r\n)*\r\n", re.MULTILINE)
_BOUNDARY = re.compile(rb"\r\n--\S*=_")


def html_bytes(message: bytes) -> int:
    """Bytes of the encoded HTML part of one of our own messages; 0 if it has none.

    Gmail clips a mail whose HTML passes about 102 × 1024 of them.
    """
    head = _HTML.search(message)
    if not head:
        return 0
    end = _BOUNDARY.search(message, head.end())
    return (end.start() if end else len(message)) - head.end()
