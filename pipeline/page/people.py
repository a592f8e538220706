"""Who fills the fields on the page.

They are the project's samples, somebody of whom nothing is known, and somebody with long values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline import assembly, slots
from pipeline.model import Email, FieldKind, Slot, Where
from pipeline.page.shown import Marked

LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"
_LONG_VALUES = {
    FieldKind.TEXT: f"Maximiliana Konstantina {LONG}",
    FieldKind.NUMBER: "123456789012345",
    FieldKind.DATE: "Wednesday, 30 September 2026",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who fills the fields: `kind` is "sample", "empty", "long" or "recipient"."""

    name: str
    kind: str = "sample"
    values: Mapping[str, str] = field(default_factory=dict)


def people(made: Any, recipients: Sequence[Mapping[str, str]] = ()) -> tuple[Person, ...]:
    """The people to choose from: the first is the one whom the files of `out/` are filled with."""
    project = made.project
    samples = [
        Person(_name(one, f"Sample {number}"), "sample", one)
        for number, one in enumerate(project.samples, 1)
    ]
    fields = made.article.marks.fields
    long = {
        name: _LONG_VALUES[mark.field.kind]
        for name, mark in fields.items()
        if mark.field.kind in _LONG_VALUES
    }
    rows = [
        Person(_name(row, f"Row {number}"), "recipient", row)
        for number, row in enumerate(recipients, 1)
    ]
    return (
        *(samples or [Person("Defaults", "sample")]),
        *rows,
        Person("Nothing known", "empty"),
        Person("Very long", "long", long),
    )


def _name(values: Mapping[str, str], otherwise: str) -> str:
    """What a person is called in the chooser."""
    told = (values.get("first_name"), values.get("name"), values.get("email"), *values.values())
    return next((one for one in told if one), otherwise)


def filled(made: Any, email: Email, marks: Marked, person: Person) -> list[str | None]:
    """What each mark of a mail becomes for a person; None for images, which are the same for all.

    Raises MessageError for a value that no mail may hold.
    """
    own = assembly.sample_values(made.article, email, made.project)
    links = {name: own[name] for name in ("web_url", *slots.PERSONAL_LINKS) if name in own}
    values = {**person.values, **links}
    return [_encoded(slot, values) for slot in marks.numbers]


def _encoded(slot: Slot, values: Mapping[str, str]) -> str | None:
    if slot.where is Where.IMAGE:
        return None
    return slots.encode(slots.value_of(slot.field, values), slot)
