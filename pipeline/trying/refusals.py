"""What a mail server's refusals mean, in words that say what to do. No secret is ever in them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.errors import CampaignError
from pipeline.words import cut

if TYPE_CHECKING:
    from pipeline.trying.account import Account
    from pipeline.trying.marked import Trial

QUOTED = 300  # characters of a server's answer that are shown
_HIDDEN = "…"


class EndedError(CampaignError):
    """A refusal after which no other mail would be taken either."""


def answer(code: int, text: bytes | str, secrets: Sequence[str] = ()) -> str:
    """A server's answer as people read it, without what it might repeat of a login."""
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return cut(" ".join(f"{code} {scrubbed(told, secrets)}".split()), QUOTED)


def scrubbed(text: str, secrets: Sequence[str]) -> str:
    """Text without any of some secrets, in plain or as base64."""
    forms = {one for secret in secrets if secret for one in (secret, _base64(secret))}
    for one in sorted(forms, key=len, reverse=True):
        text = text.replace(one, _HIDDEN)
    return text


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")


def unreachable(way: Account, error: OSError) -> CampaignError:
    """The error for a server that cannot be reached, or with which nobody can talk safely."""
    import socket
    import ssl

    at = f"{way.host}, port {way.port}"
    match error:
        case ssl.SSLCertVerificationError():
            return CampaignError(
                f"the certificate of {at} is not to be trusted: {error.verify_message}",
                hint="see that send.host is the name in its certificate; for a server of your "
                "own, name its certificates in send.ca_file",
            )
        case ssl.SSLError():
            return CampaignError(
                f"no encrypted connection to {at}: {error.reason or error}",
                hint='port 465 mostly wants send.security = "tls", port 587 "starttls"',
            )
        case socket.gaierror():
            return CampaignError(
                f"there is no server called {way.host}, or no network", hint="see send.host"
            )
        case ConnectionRefusedError():
            return CampaignError(
                f"nothing answers at {at}",
                hint="see that the port is right, and that the server runs",
            )
        case TimeoutError():
            return CampaignError(
                f"{at} does not answer in time",
                hint="many networks close port 25: try 587 or 465; see that the port is right",
            )
        case _:
            return CampaignError(
                f"the connection to {at} failed: {error.strerror or error}",
                hint="see the port and the encryption: 465 with tls, 587 with starttls",
            )


def refused(way: Account, mail: Trial, what: str, told: str) -> CampaignError:
    """The error for a mail that is not taken; `what` is not: sender, recipient, size or mail."""
    match what:
        case "sender":
            return EndedError(
                f"{way.host} does not let {mail.sender} send: {told}",
                hint="the account may send from its own address only: set it in send.from or "
                "LETTERLOOM_SMTP_FROM; or let the account use the other one",
            )
        case "recipient":
            return CampaignError(
                f"{way.host} takes no mail for {mail.to}: {told}", hint="see the address"
            )
        case "size":
            size = f"{len(mail.data) / 1024:,.0f} KB"
            return CampaignError(
                f"part {mail.part} is too large for {way.host}, with {size}: {told}",
                hint="make its pictures smaller, or say in links.images where they are",
            )
        case _:
            return CampaignError(
                f"{way.host} does not take part {mail.part}: {told}",
                hint="its answer says why; often it takes the mail for spam",
            )


def lost(way: Account, *, mail: bool) -> CampaignError:
    """The error for a connection that ends, in the middle of a mail or before any."""
    doubt = "; whether this mail arrived is not known" if mail else ""
    return EndedError(
        f"{way.host} ended the connection{doubt}",
        hint="look into your mailbox before you try again" if mail else "try again later",
    )
