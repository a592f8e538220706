"""Which uses of HTML in a mail hurt readers of the chosen mail programs, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.features.harm_html import LOSSES, Missing, harm
from pipeline.check.features.html import html_uses
from pipeline.check.features.loss import Harm
from pipeline.check.features.use import Use
from pipeline.check.features.verdict import Verdict, verdict
from pipeline.clients import chosen

if TYPE_CHECKING:
    from pipeline.check.mail import Mail


class Judged(NamedTuple):
    """A use that hurts where it is not known, and what the chosen programs make of it.

    `no` are those that do not know it, `partly` those that do in part, by what happens there.
    """

    use: Use
    loss: Missing
    harm: Harm
    no: tuple[str, ...]
    partly: Mapping[str, tuple[str, ...]]


def html_judged(mail: Mail) -> Iterator[Judged]:
    """The uses of HTML by which some reader loses more than an ornament."""
    clients = chosen(mail.settings.clients)
    for use in html_uses(mail, LOSSES):
        hurts = harm(use)
        if hurts >= Harm.LAYOUT:
            each = {one: verdict(use, one) for one in clients}
            no = tuple(one for one, found in each.items() if found.answer == "no")
            yield Judged(use, LOSSES[use.feature], hurts, no, _by_text(each))


def _by_text(verdicts: Mapping[str, Verdict]) -> Mapping[str, tuple[str, ...]]:
    """The programs that know something in part, by what happens there."""
    found: dict[str, tuple[str, ...]] = {}
    for client, one in verdicts.items():
        if one.answer == "partly" and one.text and one.sure:
            found[one.text] = (*found.get(one.text, ()), client)
    return found
