"""Mail addresses: what may stand in a header, and nothing else (RFC 5321, RFC 5322)."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from pipeline.errors import MessageError
from pipeline.slots import tidy

ADDRESS_LENGTH = 254
LOCAL_LENGTH = 64
DOMAIN_LENGTH = 253

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_LOCAL = re.compile(rf"(?!.*=\?){_ATOM}(?:\.{_ATOM})*")  # nothing like an encoded word
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_MESSAGE_ID = re.compile(rf"{_LOCAL.pattern}@{_DOMAIN.pattern}")
_MAILTO = re.compile(r"(?i)mailto:[!#-;=?-Z_a-z~]+")
_KEPT = "!$'*+"  # of a local part, beside letters, digits and "-._~" (RFC 6068, section 2)
_ORDINARY = re.compile(
    r"[A-Za-z0-9_+-]{1,32}(?:\.[A-Za-z0-9_+-]{1,31})?@[A-Za-z0-9]{1,62}(?:\.[A-Za-z0-9]{1,62}){1,2}"
)
# IDNA 2003, which the standard library speaks, maps these to other letters or to nothing;
# IDNA 2008 keeps them. The mail would go to somebody else's domain.
_DIFFERENT_IN_2008 = re.compile("[\u00df\u03c2\u1e9e\u200c\u200d]")


def address(value: str, what: str = "the address") -> str:
    """A bare address in ASCII, its domain in `xn--` form where it is international.

    Raises MessageError for anything else: a display name, a second address, a quoted local
    part, a local part beyond ASCII, anything like an encoded word.
    """
    if _ORDINARY.fullmatch(value):
        return value
    text = tidy(value).strip()
    local, at, host = text.rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or len(local) > LOCAL_LENGTH:
        raise _refused(value, what)
    written = f"{local}@{domain(host, what)}"
    if len(written) > ADDRESS_LENGTH:
        raise _refused(value, what)
    return written


def domain(value: str, what: str = "the domain") -> str:
    """A domain in ASCII: letters, digits and hyphens, or IDNA. Raises MessageError."""
    if _DIFFERENT_IN_2008.search(value):
        raise MessageError(
            f"{what} has a domain that programs read in two ways: {value[:80]!r}",
            hint="write the domain in its ASCII form, which begins with xn--",
        )
    text = value
    if not text.isascii() and len(text) <= DOMAIN_LENGTH:
        try:
            text = text.encode("idna").decode()
        except UnicodeError:
            raise _refused(value, what) from None
    if len(text) > DOMAIN_LENGTH or not _DOMAIN.fullmatch(text):
        raise _refused(value, what)
    return text


def domain_of(written: str) -> str:
    """The domain of an address that `address` has passed."""
    return written.rpartition("@")[2]


def mailto(value: str, what: str = "the mailto link") -> str:
    """A `mailto:` URL (RFC 6068) from a bare address or such a URL, with a subject.

    The subject is `unsubscribe` unless the URL says something itself. Raises MessageError.
    """
    text = tidy(value).strip()
    if text[:7].lower() != "mailto:":
        local, _, host = address(text, what).rpartition("@")
        return f"mailto:{quote(local, safe=_KEPT)}@{host}?subject=unsubscribe"
    if not _MAILTO.fullmatch(text):
        raise _refused(value, what)
    address(unquote(text[7:].partition("?")[0]), what)
    return text if "?" in text else f"{text}?subject=unsubscribe"


def message_id(value: str) -> str:
    """A message's id without its angle brackets. Raises MessageError if it is none."""
    text = value.removeprefix("<").removesuffix(">")
    if len(text) > ADDRESS_LENGTH or not _MESSAGE_ID.fullmatch(text):
        raise MessageError(
            f"this is no message id: {value[:80]!r}", hint="write it as word@example.org"
        )
    return text


def _refused(value: str, what: str) -> MessageError:
    return MessageError(
        f"{what} is not one that mail can be sent to: {value[:80]!r}",
        hint="give one bare address such as care@example.org, its part before the @ in ASCII",
    )
