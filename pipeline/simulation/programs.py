"""The mail programs that a mail is simulated in, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.check.features.note import GMAIL_ACCOUNTS
from pipeline.clients import CLIENTS, FAMILIES
from pipeline.colour import Inversion


@dataclass(frozen=True)
class Program:
    """A mail program: what it is called, whose facts it follows, what it does in dark mode.

    `client` is its name in the facts, "" if there are none of it. `scope` is the part of its
    readers that is meant (`note.SCOPES`), "" for all others. `short` is its title without the
    family's. `about` says in a sentence what kind of program it is.
    """

    name: str
    title: str
    family: str
    short: str
    client: str
    inversion: Inversion
    about: str
    scope: str = ""


NONE, PARTIAL, FULL = Inversion.NONE, Inversion.PARTIAL, Inversion.FULL


def _known(name: str, short: str, inversion: Inversion, about: str) -> Program:
    client = CLIENTS[name]
    return Program(name, client.title, client.family, short, name, inversion, about)


_ALL = (
    _known(
        "gmail.desktop-webmail",
        "web",
        NONE,
        "A web page that takes out what might disturb it and renames classes.",
    ),
    _known("gmail.ios", "iPhone", FULL, "Gmail's app with an account of Google."),
    _known("gmail.android", "Android", PARTIAL, "Gmail's app with an account of Google."),
    Program(
        "gmail-other-accounts",
        "Gmail's apps with another provider's account",
        "gmail",
        "other accounts",
        "gmail.android",
        PARTIAL,
        "Gmail's app with an account of another provider: it reads no style blocks.",
        GMAIL_ACCOUNTS,
    ),
    _known(
        "outlook.windows",
        "Windows (classic)",
        FULL,
        "It draws mails with Word, which knows little of CSS, and reads conditional comments.",
    ),
    _known(
        "outlook.outlook-com",
        "Outlook.com and new",
        PARTIAL,
        "A web page that takes out what might disturb it; the new Outlook is the same.",
    ),
    _known("outlook.macos", "Mac", PARTIAL, "It draws mails with the engine of Safari."),
    _known("apple-mail.macos", "Mac", NONE, "It draws mails as Safari draws pages."),
    _known("apple-mail.ios", "iPhone", NONE, "It draws mails as Safari draws pages."),
    _known(
        "yahoo.desktop-webmail",
        "web",
        NONE,
        "A web page that takes out what might disturb it and renames classes.",
    ),
    Program(
        "thunderbird.macos",
        FAMILIES["thunderbird"],
        "thunderbird",
        "",
        "thunderbird.macos",
        NONE,
        "It draws mails as Firefox draws pages.",
    ),
    Program(
        "roundcube",
        "Roundcube",
        "roundcube",
        "",
        "",
        NONE,
        "A webmail that many providers run: it washes mails, and its page's own styles reach them.",
    ),
)

PROGRAMS: Mapping[str, Program] = MappingProxyType({one.name: one for one in _ALL})
"""The programs by name."""
