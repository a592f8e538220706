"""What looks like a secret that somebody wrote where it does not belong: it is never shown."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.errors import Place

ELSEWHERE = (
    "never write a secret into this file: put it into the environment variable "
    "LETTERLOOM_SMTP_PASSWORD, or name another in send.password_variable"
)
OF_SERVICES = (
    "never write a key into a file or a command: put it into the service's environment variable, "
    "which docs/export.md names, and make a new key if others may have seen this one"
)
_SECRET = re.compile(
    r"(?i)passw|secret|credential|(?:api|access|private|server)[_-]?key|"
    r"(?:^|[_-])(?:token|pass|pwd|key)$"
)
# How services begin their keys, as their documentation and the scanners of code hosts tell.
_KEY = re.compile(
    r"(?:key|xkeysib|xsmtpsib|mlsn|re|kit|pk|sk|rk)[-_.](?=[A-Za-z0-9_]*\d)[A-Za-z0-9_]{16,}"
    r"|SG\.[\w-]{6,}|(?:AKIA|ASIA)[A-Z0-9]{16}|(?i:bearer|basic|token)\s+\S{8,}"
    r"|[0-9a-f]{32}-[a-z]{2,3}\d{1,3}|//[^/\s@]*:[^/\s@]*@|eyJ[\w-]{10,}\."
)
_RUN = re.compile(r"[A-Za-z0-9+/=_]{20,}")
_NUMBER = re.compile(r"\d+")
_HEX = re.compile(r"[0-9A-Fa-f]{32,}")


def is_secret(name: str) -> bool:
    """Whether a key sounds like one that holds a secret."""
    return bool(_SECRET.search(name))


def looks_secret(value: str) -> bool:
    """Whether a value looks like the key of an API: it begins as one does, or is long and random.

    Names and the ids that services give to lists and templates (UUIDs, 24 hexadecimal digits)
    do not.
    """
    return bool(_KEY.search(value) or _HEX.search(value)) or any(
        _is_random(run) for run in _RUN.findall(value)
    )


def _is_random(run: str) -> bool:
    """Whether capitals, small letters and digits take turns in a run as they do in no name."""
    capitals = sum(one.isupper() for one in run)
    small = sum(one.islower() for one in run)
    return min(capitals, small) >= 2 and len(_NUMBER.findall(run)) >= 3


def unshown(place: Place) -> Place:
    """A place whose line is not to be shown."""
    return replace(place, column=0, text="")
