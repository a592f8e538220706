"""A mail compiled once, and filled for each recipient at the price of one join.

The pieces that all recipients share are encoded when the template is made. A recipient's own
pieces are the headers that differ and one piece for each field and the way it is written,
however often it stands in the mail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from pipeline.errors import MessageError
from pipeline.message.personal import Personal
from pipeline.message.values import Column, Rejected

BATCH = 256  # recipients whose columns are held at a time


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """A mail for any recipient.

    `pick` takes from a pool, which holds the personal headers, one piece for each of `columns`
    and the `shared` pieces, what a message is joined from, in its order.
    """

    personal: Personal
    columns: tuple[Column, ...]
    shared: tuple[bytes, ...] = field(repr=False)
    pick: Callable[[Any], tuple[bytes, ...]] = field(repr=False, compare=False)

    def fill(
        self,
        values: Mapping[str, str],
        *,
        date: datetime | None = None,
        message_id: str | None = None,
    ) -> bytes:
        """The whole message for one recipient, whose values go by their fields' names.

        An empty or missing value is the field's default. `date` and `message_id` stand in for
        the template's own. Raises MessageError for a value that no mail may hold.
        """
        pool = self.personal.lines(values, date, message_id)
        pool.extend([column.piece(values) for column in self.columns])
        pool.extend(self.shared)
        return b"".join(self.pick(pool))

    def fill_many(
        self, people: Iterable[Mapping[str, str]], *, date: datetime | None = None
    ) -> Iterator[bytes | MessageError]:
        """What `fill` gives for each recipient, in their order, at a fraction of its time.

        Where `fill` would raise, the error stands in the message's place, so that one bad row
        stops nobody else's mail.
        """
        rows = iter(people)
        while batch := list(islice(rows, BATCH)):
            yield from self._batch(batch, date)

    def _batch(
        self, people: Sequence[Mapping[str, str]], date: datetime | None
    ) -> Iterator[bytes | MessageError]:
        rejected: Rejected = {}
        columns = self.personal.columns(people, date, rejected)
        columns.extend(column.pieces(people, rejected) for column in self.columns)
        for index, own in enumerate(zip(*columns, strict=True)):
            if index in rejected:
                yield rejected[index]
            else:
                yield b"".join(self.pick(own + self.shared))
