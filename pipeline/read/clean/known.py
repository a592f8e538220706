"""Lines that are known for clutter: a reader of plain text joins them with no other line."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.clean import comments, frame, more, notices, people, share
from pipeline.read.clean.forms import Form

LONGEST = 160
_ALONE = (share.SURE, *frame.FORMS, *notices.FORMS, more.ALONE)
_HEADS = (*comments.FORMS, more.RELATED, people.ABOUT)


def is_clutter(line: str) -> bool:
    """Whether a line alone is of a form that the rules of cleaning look for."""
    return is_no_heading(line) or _is_one_of(_HEADS, line)


def is_no_heading(line: str) -> bool:
    """Whether a line is of such a form, and of one that no heading of a text has."""
    return _is_one_of(_ALONE, line) or (len(line) <= LONGEST and more.leads_away(line.strip()))


def _is_one_of(forms: Sequence[Form], line: str) -> bool:
    text = " ".join(line.split()) if len(line) <= LONGEST else ""
    return bool(text) and any(form.fullmatch(text) for form in forms)


def is_path(line: str) -> bool:
    """Whether a line is the path to a page, whatever the page's title."""
    return len(line) <= LONGEST and frame.is_path(line)
