"""What must be there before a series goes out to people."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.checked import Checked
from pipeline.check.rule import Found, Rule, rule
from pipeline.errors import Place
from pipeline.model import Severity

SHOWN = 5  # terms of a topic that are named


@rule("release/sender", Severity.ERROR)
def sender(checked: Checked) -> Iterator[Found]:
    """The mails come from nobody.

    Without `sender.from` they would come from an address that cannot exist, and every server
    turns them away. Asked for at a release only.

    Source: RFC 5322, section 3.6.2.
    """
    if checked.release and not checked.project.sender.address:
        hint = 'write from = "Lantern Clinic <hello@example.org>" under [sender]'
        yield _unset(checked, "sender.from", "the mails have no sender", hint)


@rule("release/postal-address", Severity.ERROR)
def postal_address(checked: Checked) -> Iterator[Found]:
    """No mail says where its sender is on paper.

    The law of many countries asks for a postal address in every mail to a list, and readers use
    it to tell whether a mail is honest. Asked for at a release only.

    Source: 15 U.S.C. 7704(a)(5); Directive 2000/31/EC, article 5.
    """
    if checked.release and not checked.project.sender.postal_address:
        hint = 'write postal_address = "12 Elm Street, Springfield" under [sender]'
        yield _unset(checked, "sender.postal_address", "the mails have no postal address", hint)


@rule("release/unsubscribe", Severity.ERROR)
def unsubscribe(checked: Checked) -> Iterator[Found]:
    """A reader cannot stop the mails.

    Without `links.unsubscribe` the link in the footer and the button that mail programs show lead
    nowhere, and who cannot stop a mail reports it as spam. Asked for at a release only.

    Source: RFC 8058; the rules for senders of Gmail and Yahoo since 2024.
    """
    if checked.release and not checked.project.links.unsubscribe:
        hint = 'write unsubscribe = "https://example.org/unsubscribe" under [links]'
        yield _unset(checked, "links.unsubscribe", "readers cannot stop the mails", hint)


def _unset(checked: Checked, key: str, message: str, hint: str) -> Found:
    file = checked.project.file
    return Found(f"{message}: {key} is not set", Place(file) if file else None, hint)


RULES: tuple[Rule[Checked], ...] = (sender, postal_address, unsubscribe)
