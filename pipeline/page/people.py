"""Who fills the fields on the page.

They are the project's samples, rows of a recipients file, somebody of whom nothing is known, and
somebody with long values, in which stands what markup and scripts could trip over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline import assembly, slots
from pipeline.errors import MessageError
from pipeline.making import Made
from pipeline.model import Email, FieldKind, Slot
from pipeline.page.shown import Marked

_LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 2
_LONG_PATH = "a-path-that-goes-on/" * 15
_LONG_VALUES = {
    FieldKind.TEXT: f"Maximiliana “<Maxi> & O'Co”, נועה مريم, {_LONG_WORD}",
    FieldKind.NUMBER: "123456789012345678",
    FieldKind.DATE: "Wednesday, 30 September 2026, at half past eleven",
    FieldKind.URL: f'https://example.invalid/{_LONG_PATH}?of="one"&and=<another>',
}
_LONG_ADDRESS = f"{'somebody-with-a-long-address.' * 2}reader@{'mail.' * 8}example.invalid"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who fills the fields: `kind` is "sample", "empty", "long" or "recipient"."""

    name: str
    kind: str = "sample"
    values: Mapping[str, str] = field(default_factory=dict)


def people(made: Made, recipients: Sequence[Mapping[str, str]] = ()) -> tuple[Person, ...]:
    """The people to choose from: the first is the one whom the files of `out/` are filled with."""
    samples = [
        Person(_name(one, f"Sample {number}"), "sample", one)
        for number, one in enumerate(made.project.samples, 1)
    ]
    rows = [
        Person(_name(row, f"Row {number}"), "recipient", row)
        for number, row in enumerate(recipients, 1)
    ]
    named = (
        *(samples or [Person("Defaults")]),
        *rows,
        Person("Nothing known", "empty"),
        Person("Very long", "long", _long(made)),
    )
    return tuple(_told_apart(named))


def _long(made: Made) -> dict[str, str]:
    fields = made.article.marks.fields
    values = {name: _LONG_VALUES[mark.field.kind] for name, mark in fields.items()}
    return values | {"email": _LONG_ADDRESS}


def _name(values: Mapping[str, str], otherwise: str) -> str:
    """What a person is called in the chooser."""
    told = (values.get("first_name"), values.get("name"), values.get("email"), *values.values())
    return next((" ".join(one.split())[:60] for one in told if one and one.strip()), otherwise)


def _told_apart(every: Iterable[Person]) -> Iterator[Person]:
    """The people, the second of a name with its number."""
    seen: Counter[str] = Counter()
    for one in every:
        seen[one.name] += 1
        again = seen[one.name] > 1
        yield replace(one, name=f"{one.name} ({seen[one.name]})") if again else one


class Filling:
    """What the marks of each mail become for a person; see docs/page-data.md, `people`.

    `used` are the slots of each mail. Personal links are those of every sample: they lead nowhere.
    """

    def __init__(self, made: Made, marks: Marked, used: Sequence[frozenset[Slot]]) -> None:
        self._slots = [*marks.numbers]
        links = [_links(made, email) for email in made.emails]
        self._mails = [*zip(used, links, strict=True)]

    def data(self, person: Person) -> dict[str, Any]:
        """A person, with values by mail and by mark, and why a mail can be none for them."""
        filled = [self._filled(person, used, links) for used, links in self._mails]
        return {
            "name": person.name,
            "kind": person.kind,
            "values": [values for values, _ in filled],
            "problems": [problem for _, problem in filled],
        }

    def _filled(
        self, person: Person, used: frozenset[Slot], links: Mapping[str, str]
    ) -> tuple[list[str | None] | None, str]:
        values = {**person.values, **links}
        try:
            return [
                slots.encode(slots.value_of(slot.field, values), slot) if slot in used else None
                for slot in self._slots
            ], ""
        except MessageError as error:
            return None, error.message


def _links(made: Made, email: Email) -> dict[str, str]:
    own = assembly.sample_values(made.article, email, made.project)
    return {name: own[name] for name in ("web_url", *slots.PERSONAL_LINKS) if name in own}
