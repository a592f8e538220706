"""The notes on partial support, a file a family: each worded by us and scoped to what it hits."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.check.features import (
    notes_background,
    notes_box,
    notes_html,
    notes_images,
    notes_rules,
    notes_text,
    notes_values,
)
from pipeline.check.features.note import Key, Note

FAMILIES = (
    notes_background,
    notes_box,
    notes_text,
    notes_rules,
    notes_values,
    notes_html,
    notes_images,
)

NOTES: Mapping[Key, Note] = {key: one for family in FAMILIES for key, one in family.NOTES.items()}
"""Every note, by feature and by its number in caniemail's data."""


def note(feature: str, number: int) -> Note | None:
    """A feature's note by its number, None if there is none of ours."""
    return NOTES.get((feature, number))
