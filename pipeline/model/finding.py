"""What is to be known before sending."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import Place


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know before sending: the rule that found it, what, where, what to do."""

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    part: int = 0
    place: Place | None = None
