"""Mails handed to a program that speaks as sendmail does."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from pipeline.errors import CampaignError
from pipeline.trying.account import Account
from pipeline.trying.marked import Trial
from pipeline.trying.refusals import QUOTED, EndedError
from pipeline.words import cut

PATIENCE = 60.0  # seconds for one mail


@contextmanager
def opened(
    way: Account, environ: Mapping[str, str], *, patience: float = PATIENCE
) -> Iterator[Callable[[Trial], None]]:
    """Gives what hands a mail to the program. Raises CampaignError as each of them fails.

    No shell runs it, its recipient stands behind `--`, and our secrets are not in its environment.
    """
    kept = {name: value for name, value in environ.items() if name not in way.hidden}

    def hand_over(mail: Trial) -> None:
        _run(way, mail, kept, patience)

    yield hand_over


def _run(way: Account, mail: Trial, environ: Mapping[str, str], patience: float) -> None:
    command = [*way.command, "-f", mail.sender, "--", mail.to]
    try:
        done = subprocess.run(
            command,
            input=mail.data.replace(b"\r\n", b"\n"),  # as programs on Unix take mail
            capture_output=True,
            check=False,
            env=environ,
            timeout=patience,
        )
    except subprocess.TimeoutExpired:
        raise EndedError(
            f"{way.command[0]} did not end within {patience:.0f} seconds",
            hint="whether the mail went is not known: look into your mailbox",
        ) from None
    except OSError as error:
        raise EndedError(
            f"the program {way.command[0]} cannot be run: {error.strerror or error}",
            hint="name one that is there, with its whole path: /usr/sbin/sendmail -i",
        ) from None
    if done.returncode:
        raise _refused(way, mail, done.returncode, done.stderr or done.stdout)


def _refused(way: Account, mail: Trial, code: int, said: bytes) -> CampaignError:
    told = cut(" ".join(said.decode("utf-8", "replace").split()), QUOTED)
    return CampaignError(
        f"{way.command[0]} did not take the mail for {mail.to} (exit code {code})"
        + (f": {told}" if told else ""),
        hint="see its own log, and that it is set up to send",
    )
