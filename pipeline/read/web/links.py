"""A page's links as a mail can have them: whole addresses, or none."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_KEPT = re.compile(r"(?i)(?:https?|mailto|tel):")
_OTHER = re.compile(r"(?i)[a-z][a-z0-9+.-]*:")


def whole(address: str, base: str) -> str:
    """An address made whole by its page's; "" where that cannot be, or where it does no good."""
    address = re.sub(r"[\t\n\r]", "", address).strip()
    if not address or address.startswith("#"):
        return ""
    if _KEPT.match(address):
        return "" if _is_same_page(address, base) else address
    if _OTHER.match(address) or not base:
        return ""
    try:
        made = urljoin(base, address)
    except ValueError:
        return ""
    return made if _KEPT.match(made) and not _is_same_page(made, base) else ""


def _is_same_page(address: str, base: str) -> bool:
    """Whether an address leads to a place on the page itself, which the mail has as well."""
    try:
        there, here = urlsplit(address), urlsplit(base)
    except ValueError:
        return True
    return bool(there.fragment) and there[:4] == here[:4]
