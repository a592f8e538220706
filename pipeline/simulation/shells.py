"""What a program's page is around a mail: read as HTML5 whatever the mail says, boxes of its own.

Sources: caniemail's notes on `html-doctype`; for Thunderbird and Roundcube what they show.
"""

from __future__ import annotations

import re

from pipeline.markup import Document
from pipeline.simulation.cuts import Cuts
from pipeline.simulation.programs import Program
from pipeline.simulation.tags import end_tag

_HTML5 = "<!DOCTYPE html>"
_DOCTYPE = re.compile(r"\s*<!doctype[^>]*>", re.IGNORECASE)
_MODERN = re.compile(r"\s*<!doctype\s+html\s*>", re.IGNORECASE)
_WITHIN_A_PAGE = frozenset(["gmail", "yahoo", "roundcube", "thunderbird"])


def put_into(document: Document, program: Program, cuts: Cuts) -> None:
    """Put a mail into what is around it."""
    within = program.family in _WITHIN_A_PAGE or program.name == "outlook.outlook-com"
    if within and not _MODERN.match(document.source):
        found = _DOCTYPE.match(document.source)
        cuts.put(0, found.end() if found else 0, _HTML5)
    if program.family == "thunderbird":
        _box(document, cuts)


def _box(document: Document, cuts: Cuts) -> None:
    """Thunderbird's own box around all that is in the body."""
    body = next((one for one in document.others_elements if one.name == "body"), None)
    ending = end_tag(document.source, body) if body else None
    if body and ending:
        cuts.put(body.end, body.end, '<div class="moz-text-html">')
        cuts.put(ending[0], ending[0], "</div>")
