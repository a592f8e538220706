"""What an upload would ask of a service: nothing leaves, and no key is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.errors import UsageError
from pipeline.export.dialect import Again, Api, Exported, Request
from pipeline.export.upload.address import URL, base, chosen, owned
from pipeline.export.upload.calls import (
    NAME,
    Call,
    Kept,
    Outcome,
    filled,
    filled_path,
    names,
    sets,
    texts,
)
from pipeline.export.upload.guard import guard
from pipeline.export.upload.login import shown
from pipeline.export.upload.remembered import Made, Remembered, account


def plan(
    exported: Exported, environ: Mapping[str, str], remembered: Remembered
) -> tuple[Call, ...]:
    """The calls that an upload would make, in order, as far as they are known.

    Ids that the service has not given yet stay as `{names}`, and so do settings that are missing;
    a key that is missing is named in the headers, one that is there is `***`.

    Raises UsageError where the service has no API that takes drafts, SettingsError where its
    address cannot be used, CampaignError where a call would send.
    """
    api, exported = api_of(exported), owned(exported, environ, asks=False)
    chosen(exported.dialect, exported.settings)
    address = base(exported.dialect, exported.settings, complete=False)
    unowned = api.address if api.address and URL not in exported.given else ""
    seen = _Seen(exported, api, address, {**api.headers, **shown(api, environ, unowned)})
    known: dict[str, Kept] = dict(given(exported))
    made = [seen.call(look, known, Outcome.READ) for look in looks(exported, remembered)]
    for request in exported.dialect.requests(exported):
        before = remembered.of(account(exported)).get(request.name)
        known.update(before.ids if before else {})
        made.extend(seen.calls(request, before, known))
    return tuple(made)


def api_of(exported: Exported) -> Api:
    """How the service is reached. Raises UsageError where it takes nothing."""
    dialect = exported.dialect
    if dialect.api is None or not dialect.requests(exported):
        raise UsageError(
            f"{dialect.title} has no API that takes drafts",
            hint="leave out --upload, and follow the bundle's README",
        )
    return dialect.api


def given(exported: Exported) -> dict[str, str]:
    """The settings that fill names: those that are not empty."""
    return {name: value for name, value in exported.settings.items() if value}


class _Seen:
    """How the calls of one service look."""

    def __init__(
        self, exported: Exported, api: Api, address: str, headers: Mapping[str, str]
    ) -> None:
        self.exported, self.api = exported, api
        self.address, self.headers = address, headers
        self.ours = texts(exported)

    def calls(
        self, request: Request, before: Made | None, known: Mapping[str, Kept]
    ) -> Iterator[Call]:
        """What one request comes to, given what is remembered of it."""
        if before and before.unknown:
            yield self.call(request, known, Outcome.MADE)._replace(unknown=True)
        elif before is None:
            yield self.call(request, known, Outcome.MADE)
        elif sets(request, self.exported):
            again = changed(request, request.again) if request.again else request
            yield self.call(again, known, Outcome.UPDATED)
        elif request.again is None:
            yield self.call(request, known, Outcome.KEPT)
        else:
            for one in request.again.before:
                yield self.call(one, known, Outcome.READ)
            change = changed(request, request.again)
            yield self.call(change, known, outcome_of(change))

    def call(self, request: Request, known: Mapping[str, Kept], outcome: Outcome) -> Call:
        """One call, seen to be harmless."""
        body: Mapping[str, Any] | None = filled(request.body, known, self.ours)
        url = self.address + filled_path(request.path, known)
        guard(request.name, request.method, NAME.sub("0", url), body)
        form = self.api.form and body is not None
        return Call(request.name, request.method, url, self.headers, body, form, outcome)


def looks(exported: Exported, remembered: Remembered) -> Iterator[Request]:
    """What is looked at before anything is changed, with the ids that are known in its path."""
    known: dict[str, Kept] = dict(given(exported))
    for made in remembered.of(account(exported)).values():
        known.update(made.ids)
    for look in exported.dialect.looks(exported):
        path = filled_path(look.path, known)
        if not names(path):
            yield look._replace(path=path)


def changed(request: Request, again: Again) -> Request:
    """The call that changes what a request made; a GET only looks whether it is there."""
    body = request.body if again.body is None else again.body
    body = None if again.method == "GET" else body
    return request._replace(method=again.method, path=again.path, body=body, again=None)


def outcome_of(change: Request) -> Outcome:
    """What a change does to a draft."""
    return Outcome.KEPT if change.method == "GET" else Outcome.UPDATED
