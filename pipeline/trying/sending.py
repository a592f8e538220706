"""Sending test mails: one connection for all, each mail's outcome told by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import CampaignError
from pipeline.making import Made
from pipeline.trying.account import Account, account
from pipeline.trying.addresses import recipients
from pipeline.trying.marked import Trial, trials
from pipeline.trying.refusals import EndedError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail: it was taken, or `error` says why not."""

    trial: Trial
    error: CampaignError | None = None


def send(
    made: Made,
    parts: Sequence[int],
    to: Sequence[str],
    *,
    values: Mapping[str, str] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> list[Outcome]:
    """Send the parts with these numbers, all where none is named, to some addresses of one's own.

    Gives the outcome of each mail. Raises SettingsError where nothing is set up, UsageError for
    an address or a part that cannot be, CampaignError where the server takes nothing at all.
    It may take a minute and more: never call it where something else waits.
    """
    way = account(made.project, environ)
    mails = trials(made, parts, recipients(to), way.address, values)
    return list(send_trials(mails, way, environ))


def send_trials(
    mails: Sequence[Trial], way: Account, environ: Mapping[str, str] = os.environ
) -> Iterator[Outcome]:
    """Send mails one after another, giving each one's outcome as it is known.

    Raises CampaignError where the server cannot be reached, or lets nobody in: nothing was sent.
    """
    from pipeline.trying import sendmail, smtp

    opened = sendmail.opened if way.command else smtp.opened
    with opened(way, environ) as hand_over:
        ended: CampaignError | None = None
        for mail in mails:
            if ended:
                yield Outcome(mail, ended)
                continue
            try:
                hand_over(mail)
            except EndedError as error:
                yield Outcome(mail, error)
                ended = CampaignError("not tried, since the one before it failed")
            except CampaignError as error:
                yield Outcome(mail, error)
            else:
                yield Outcome(mail)
