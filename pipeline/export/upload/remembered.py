"""What an upload remembers: which drafts it made, so that the next one changes them.

A small file beside the article, `<article>.exported.json`. Nothing here reads or writes files: the
caller gives the bytes, and writes those it gets, atomically and synced.

    {"schema": 1, "services": {"mailchimp": {"<account>": {
        "letter-1-campaign": {"ids": {"campaign_1": "42694e9e57"}},
        "letter-2-campaign": {"ids": {}, "unknown": true}}}}}

`unknown` stands there from before a draft is asked for until the service has answered: after a
crash or a lost connection nobody knows whether it exists, and it is never asked for twice silently.
No key is ever in it, nor anything made from one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from pipeline.errors import Place, SettingsError
from pipeline.export.dialect import Exported
from pipeline.export.upload.calls import Kept, names

SCHEMA = 1
SUFFIX = ".exported.json"
_ACCOUNT_DIGITS = 16


class Made(NamedTuple):
    """What is known of one request's draft: its ids, and whether an attempt went unanswered."""

    ids: Mapping[str, Kept] = MappingProxyType({})
    unknown: bool = False


Account = tuple[str, str]
"""A service's name, and which account there."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """All that uploads of an article made: for each account the drafts by their request's name."""

    accounts: Mapping[Account, Mapping[str, Made]] = field(default_factory=dict)

    def of(self, account: Account) -> Mapping[str, Made]:
        """An account's drafts."""
        return self.accounts.get(account, {})

    def having(self, account: Account, name: str, made: Made | None) -> Remembered:
        """The same with one draft set, or with None forgotten."""
        drafts = {one: each for one, each in self.of(account).items() if one != name}
        if made is not None:
            drafts[name] = made
        rest = {one: each for one, each in self.accounts.items() if one != account}
        return replace(self, accounts={**rest, **({account: drafts} if drafts else {})})


def account(exported: Exported) -> Account:
    """Which account an upload goes to, told without its key: a key may be replaced by a new one.

    It is a fingerprint of the API's address and of the settings that must be given (the audience,
    the domain), so that another account never gets this one's ids.
    """
    dialect = exported.dialect
    base = dialect.api.base if dialect.api else ""
    telling = names(base) | {one.name for one in dialect.settings if one.needed}
    said = {name: exported.settings.get(name, "").rstrip("/") for name in sorted(telling)}
    words = json.dumps([dialect.name, base, said])
    return dialect.name, hashlib.sha256(words.encode()).hexdigest()[:_ACCOUNT_DIGITS]


def forget(
    remembered: Remembered, exported: Exported, requests: Iterable[str] = ()
) -> tuple[Remembered, tuple[str, ...]]:
    """What is left after some drafts of an account are forgotten, all if none are named; and which.

    The drafts themselves stay in the service: the next upload makes new ones beside them.
    """
    where = account(exported)
    drafts, wanted = remembered.of(where), set(requests)
    gone = tuple(one for one in drafts if not wanted or one in wanted)
    for name in gone:
        remembered = remembered.having(where, name, None)
    return remembered, gone


def left_over(remembered: Remembered, exported: Exported) -> tuple[str, ...]:
    """The drafts of earlier uploads that the series no longer has: they stay in the service."""
    wanted = {request.name for request in exported.dialect.requests(exported)}
    return tuple(one for one in remembered.of(account(exported)) if one not in wanted)


def serialise(remembered: Remembered) -> bytes:
    """The file, the same for the same memory."""
    services: dict[str, dict[str, Any]] = {}
    for (service, where), drafts in sorted(remembered.accounts.items()):
        services.setdefault(service, {})[where] = {
            name: {"ids": dict(made.ids), **({"unknown": True} if made.unknown else {})}
            for name, made in drafts.items()
        }
    return (json.dumps({"schema": SCHEMA, "services": services}, indent=2) + "\n").encode()


def parse(data: bytes, file: str = "") -> Remembered:
    """What a file remembers; nothing if it is empty or there is none.

    Raises SettingsError if it is no such file: to go on would make every draft a second time.
    """
    if not data.strip():
        return Remembered()
    try:
        return _parsed(json.loads(data))
    except (ValueError, RecursionError):
        raise SettingsError(
            "this is not what an upload wrote: it remembers which drafts are yours",
            place=Place(file) if file else None,
            hint="bring it back from a backup or from version control; if you delete it, the next "
            "upload makes every draft a second time",
        ) from None


def _parsed(document: Any) -> Remembered:
    if _object(document).get("schema") != SCHEMA:
        raise ValueError
    accounts: dict[Account, dict[str, Made]] = {}
    for service, each in _object(document.get("services")).items():
        for where, drafts in _object(each).items():
            made = {name: _made(_object(one)) for name, one in _object(drafts).items()}
            accounts.update({(service, where): made} if made else {})
    return Remembered(accounts)


def _made(document: dict[str, Any]) -> Made:
    ids = _object(document.get("ids"))
    unknown = document.get("unknown", False)
    if not isinstance(unknown, bool) or not all(_is_id(one) for one in ids.values()):
        raise ValueError
    return Made(ids, unknown)


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError  # noqa: TRY004 - it is bad data, not a bad call
    return value
