"""Logging in at a mail server, with a password or an access token, once the line is encrypted.

RFC 4954 says how, RFC 4616 PLAIN; LOGIN and XOAUTH2 are as the large providers document them. The
standard library's own writes what it cannot encode into its errors; nothing here does.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.errors import CampaignError, SettingsError
from pipeline.trying.advice import login_refused
from pipeline.trying.refusals import answer

if TYPE_CHECKING:
    from smtplib import SMTP

    from pipeline.trying.account import Account

_GO_ON, _LET_IN = 334, 235


def log_in(client: SMTP, way: Account, secret: str) -> None:
    """Log in. Raises SettingsError for a secret that is none, CampaignError where it is refused."""
    secret = secret.strip("\r\n")
    if not secret or not secret.isprintable():
        raise SettingsError(
            f"the {way.login} in {way.variable} is empty or holds a control character",
            hint=f"set {way.variable} again, to one plain line",
        )
    if way.security == "none":
        raise CampaignError("nobody logs in on a line that is not encrypted")
    offered = client.esmtp_features.get("auth", "").upper().split()
    name, words = _spoken(way, secret, offered)
    code, said = _converse(client, name, words)
    if code == _LET_IN:
        return
    told = answer(code, said, (secret, *words))
    if code in (421, 454):
        raise CampaignError(f"{way.host} lets nobody in for now: {told}", hint="try again later")
    raise CampaignError(
        f"{way.host} refuses the login of {way.user}: {told}",
        hint=login_refused(way.host, way.login),
    )


def _spoken(way: Account, secret: str, offered: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The mechanism, and the words to answer with in turn."""
    words: dict[str, tuple[str, ...]]
    if way.login == "token":
        words = {"XOAUTH2": (f"user={way.user}\x01auth=Bearer {secret}\x01\x01", "")}
    else:
        words = {"PLAIN": (f"\0{way.user}\0{secret}",), "LOGIN": ("", way.user, secret)}
    for name, said in words.items():
        if name in offered:
            return name, said
    wanted = " or ".join(words)
    there = f"only {', '.join(offered)}" if offered else "no login at all"
    raise CampaignError(
        f"{way.host}, port {way.port}, offers {there}, and not {wanted}",
        hint=login_refused(way.host, way.login)
        if offered
        else "see the port: mails are handed in at 587 or 465; a relay that wants no login "
        "wants no user",
    )


def _converse(client: SMTP, name: str, words: Sequence[str]) -> tuple[int, bytes]:
    """The server's last answer. The first word goes with the command, the others as it asks."""
    first, *others = words
    code, said = client.docmd("AUTH", f"{name} {_base64(first)}".rstrip())
    for word in others:
        if code != _GO_ON:
            break
        code, said = client.docmd(_base64(word))
    return code, said


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")
