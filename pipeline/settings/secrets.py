"""What looks like a secret that somebody wrote into a file of settings: it is never shown."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.errors import Place

ELSEWHERE = (
    "never write a secret into this file: put it into the environment variable "
    "LETTERLOOM_SMTP_PASSWORD, or name another in send.password_variable"
)
_SECRET = re.compile(r"(?i)passw|secret|credential|api_?key|(?:^|_)(?:token|pass|pwd)$")


def is_secret(name: str) -> bool:
    """Whether a key sounds like one that holds a secret."""
    return bool(_SECRET.search(name))


def unshown(place: Place) -> Place:
    """A place whose line is not to be shown."""
    return replace(place, column=0, text="")
