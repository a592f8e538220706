"""Drafts put into a service: each made once, changed by later uploads, never sent.

What is known is written before a draft is asked for and after each answer, so that a crash at any
moment leaves either the draft's ids or the word `unknown`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from pipeline.export.dialect import Again, Exported, Request
from pipeline.export.upload import refusals
from pipeline.export.upload.address import base, chosen, missing_settings, owned
from pipeline.export.upload.answers import doubtful, kept_of, state
from pipeline.export.upload.asking import Answer, Line, Unanswered, Unreached, client_for
from pipeline.export.upload.calls import (
    IDEMPOTENT,
    Call,
    Kept,
    Outcome,
    filled,
    filled_path,
    missing,
    names,
    sets,
    texts,
)
from pipeline.export.upload.guard import guard
from pipeline.export.upload.login import Keys, keys, shown
from pipeline.export.upload.planning import api_of, changed, given, looks, outcome_of, plan
from pipeline.export.upload.refusals import UploadError
from pipeline.export.upload.remembered import Made, Remembered, account, serialise

if TYPE_CHECKING:
    import httpx

_GONE = (404, 410)
_UNTOLD = (*_GONE, 405)  # to a look: it is gone, or the service tells nobody


class Done(NamedTuple):
    """A call that was made: what came of it, the ids that are kept, and all that is remembered."""

    call: Call
    outcome: Outcome
    ids: Mapping[str, Kept]
    remembered: Remembered


def upload(
    exported: Exported,
    environ: Mapping[str, str],
    remembered: Remembered,
    *,
    write: Callable[[bytes], object],
    running: bool = False,
    client: httpx.Client | None = None,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[Done]:
    """Put a series into a service as drafts, one call after another.

    `write` puts the bytes of what is remembered into its file, atomically and synced: it is called
    before each draft is made and after each answer. With `running` what somebody has set going
    meanwhile is changed too. The checks that need no network are made at once, the calls as the
    iterator is asked for them.

    Raises UsageError, SettingsError, or UploadError (exit 8), which carries what is remembered.
    """
    exported, api = owned(exported, environ), api_of(exported)
    missing_settings(exported.dialect, exported.settings)
    chosen(exported.dialect, exported.settings)
    if api.address:
        base(exported.dialect, exported.settings)  # where a key goes is asked before the key
    shown_to = keys(api, environ, exported.settings)
    known = {**given(exported), **({"dc": shown_to.centre} if shown_to.centre else {})}
    address = base(exported.dialect, known)
    unsure = [call.name for call in plan(exported, environ, remembered) if call.unknown]
    if unsure:
        message, hint = refusals.unknown(unsure, exported.dialect.title)
        raise UploadError(message, hint=hint, remembered=remembered)
    headers = {**api.headers, **shown(api, environ)}
    run = _Run(exported, address, headers, known, remembered, write, running=running)
    return run.drafts(shown_to, client, sleep)


class _Run:
    """One upload under way: what is known of names, and what is remembered."""

    line: Line

    def __init__(
        self,
        exported: Exported,
        address: str,
        headers: Mapping[str, str],
        known: Mapping[str, Kept],
        remembered: Remembered,
        write: Callable[[bytes], object],
        *,
        running: bool,
    ) -> None:
        self.running = running
        self.exported, self.address, self.headers = exported, address, headers
        self.remembered, self.write = remembered, write
        self.api, self.account = api_of(exported), account(exported)
        self.requests = exported.dialect.requests(exported)
        self.known = dict(known)
        self.names = frozenset(one for each in self.requests for one in each.keeps) | frozenset(
            one.name for one in exported.dialect.settings
        )
        self.ours = texts(exported)
        self.replaced: set[str] = set()  # names of ids whose drafts were made anew

    def drafts(
        self, shown_to: Keys, client: httpx.Client | None, sleep: Callable[[float], object]
    ) -> Iterator[Done]:
        """Every request's calls."""
        with ExitStack() as stack:
            through = client or stack.enter_context(client_for(self.address))
            self.line = Line(through, shown_to, sleep)
            for look in looks(self.exported, self.remembered):
                yield from self._look(look)
            for request in self.requests:
                yield from self._request(request)

    def _look(self, look: Request) -> Iterator[Done]:
        """See whether what will be changed is running; what an earlier upload made may be gone."""
        call, answer = self._asked(look, Outcome.READ, repeatable=True)
        settings = {one.name for one in self.exported.dialect.settings}
        original = {one.name: one.path for one in self.exported.dialect.looks(self.exported)}
        if answer.status in _UNTOLD and not names(original[look.name]) <= settings:
            return
        self._accepted(look, answer)
        self._idle(look, answer)
        yield Done(call, Outcome.READ, {}, self.remembered)

    def _request(self, request: Request) -> Iterator[Done]:
        before = self.remembered.of(self.account).get(request.name)
        if sets(request, self.exported):
            again = changed(request, request.again) if before and request.again else request
            yield self._set(again, Outcome.UPDATED if before else Outcome.MADE)
        elif before is None or names(request.path) & self.replaced:
            # A part of a draft that was made anew went with the earlier one.
            yield self._make(request, Outcome.AGAIN if before else Outcome.MADE)
        else:
            self.known.update(before.ids)
            yield from self._change(request, before)

    def _set(self, request: Request, outcome: Outcome) -> Done:
        """Make a call that may be made on each upload."""
        repeatable = request.method in IDEMPOTENT
        call, answer = self._asked(request, outcome, repeatable=repeatable)
        self._accepted(request, answer)
        return self._kept(request, call, outcome, self._ids(request, answer))

    def _make(self, request: Request, outcome: Outcome) -> Done:
        """Make a draft: noted as unknown first, so that it is never made twice."""
        before = self.remembered.of(self.account).get(request.name)
        self._prepared(request, outcome)  # what cannot be asked is no attempt
        self._remember(request, Made(before.ids if before else {}, unknown=True))
        try:
            call, answer = self._asked(request, outcome, repeatable=False)
        except _Stopped as stopped:
            if stopped.sure:
                self._remember(request, before)
            raise self._error(stopped.message, stopped.hint) from None
        if doubtful(answer.status):
            raise self._doubt(request, refusals.doubt(answer, self.line.keys))
        if not 200 <= answer.status < 300:
            self._remember(request, before)
            self._accepted(request, answer)
        ids = self._ids(request, answer)
        if absent := sorted(set(request.keeps) - set(ids)):
            raise self._doubt(request, f"its answer holds no {', '.join(absent)}")
        self.replaced |= set(request.keeps) if outcome is Outcome.AGAIN else set()
        return self._kept(request, call, outcome, ids)

    def _change(self, request: Request, before: Made) -> Iterator[Done]:
        """Change the draft that an earlier upload made; make it anew if it was deleted there."""
        again = request.again
        if again is None:
            call = self._prepared(request, Outcome.KEPT)
            yield Done(call, Outcome.KEPT, before.ids, self.remembered)
            return
        for look in again.before:
            call, answer = self._asked(look, Outcome.READ, repeatable=True)
            if answer.status in _GONE:
                yield self._make(request, Outcome.AGAIN)
                return
            self._accepted(look, answer)
            self._idle(look, answer)
            ids = self._ids(look, answer)
            self.known.update(ids)
            yield Done(call, Outcome.READ, ids, self.remembered)
        yield self._update(request, again, before)

    def _update(self, request: Request, again: Again, before: Made) -> Done:
        change = changed(request, again)
        outcome, repeatable = outcome_of(change), change.method in IDEMPOTENT
        call, answer = self._asked(change, outcome, repeatable=repeatable)
        if answer.status in _GONE:
            return self._make(request, Outcome.AGAIN)
        self._accepted(change, answer)
        ids = {**before.ids, **self._ids(change, answer)}
        return self._kept(request, call, outcome, ids)

    def _prepared(self, request: Request, outcome: Outcome) -> Call:
        """A call as it would go, with headers as people may see them."""
        body = filled(request.body, self.known, self.ours)
        path = filled_path(request.path, self.known)
        if absent := missing(path, body, self.names, self.ours):
            raise self._error(
                f"{request.name} needs {', '.join(absent)}, which nothing has told",
                f"set it under [export.{self.exported.dialect.name}] if it is a setting; if an "
                "earlier upload should know it, upload with --forget",
            )
        url = self.address + path
        guard(request.name, request.method, url, body)
        form = self.api.form and body is not None
        return Call(request.name, request.method, url, self.headers, body, form, outcome)

    def _asked(
        self, request: Request, outcome: Outcome, *, repeatable: bool
    ) -> tuple[Call, Answer]:
        """Make a call. Faults of the line become errors, or `_Stopped` for one that makes."""
        call = self._prepared(request, outcome)
        title = self.exported.dialect.title
        making = outcome in (Outcome.MADE, Outcome.AGAIN) and not sets(request, self.exported)
        try:
            return call, self.line.ask(
                call.method,
                call.url,
                self.api.headers,
                call.body,
                form=call.form,
                repeatable=repeatable,
            )
        except Unreached as lost:
            message = f"{title} cannot be reached: {lost}"
            hint = "see that you are online"
            hint += f", and that {title} is at {self.address}" if self.api.address else ""
            stopped = _Stopped(message, hint, sure=True)
        except Unanswered as lost:
            message, hint = refusals.unknown([request.name], title, str(lost))
            if not making:
                message = f"{title} did not answer {request.name}: {lost}"
                hint = "run the same command again: it changes what is there, and makes nothing new"
            stopped = _Stopped(message, hint, sure=False)
        if making:
            raise stopped
        raise self._error(stopped.message, stopped.hint)

    def _accepted(self, request: Request, answer: Answer) -> None:
        """Raise UploadError unless the service did as it was asked."""
        if not 200 <= answer.status < 300:
            title = self.exported.dialect.title
            raise self._error(*refusals.refused(request.name, title, answer, self.line.keys))

    def _idle(self, request: Request, answer: Answer) -> None:
        """Raise UploadError where somebody gets mails by what would be changed."""
        for path, states in request.idle.items() if not self.running else ():
            now = state(answer.said, path)
            if now is not None and now not in states:
                title = self.exported.dialect.title
                raise self._error(*refusals.in_use(request.name, title, self.line.keys, now))

    def _ids(self, request: Request, answer: Answer) -> dict[str, Kept]:
        """What is kept of an answer; ids that cannot be ids, or hold a key, are left out."""
        found = {name: kept_of(answer.said, path) for name, path in request.keeps.items()}
        masked = self.line.keys.masked
        return {
            name: one
            for name, one in found.items()
            if one is not None and masked(str(one)) == str(one)
        }

    def _kept(
        self, request: Request, call: Call, outcome: Outcome, ids: Mapping[str, Kept]
    ) -> Done:
        self.known.update(ids)
        self._remember(request, Made(dict(ids)))
        return Done(call, outcome, ids, self.remembered)

    def _remember(self, request: Request, made: Made | None) -> None:
        """Change what is known of a draft, and have it written before anything else happens."""
        changed_memory = self.remembered.having(self.account, request.name, made)
        self.write(serialise(changed_memory))
        self.remembered = changed_memory

    def _doubt(self, request: Request, why: str) -> UploadError:
        return self._error(*refusals.unknown([request.name], self.exported.dialect.title, why))

    def _error(self, message: str, hint: str) -> UploadError:
        return UploadError(message, hint=hint, remembered=self.remembered)


class _Stopped(Exception):  # noqa: N818 - it becomes an UploadError once memory is right
    """A draft was asked for and no answer came; `sure` says that the service never got it."""

    def __init__(self, message: str, hint: str, *, sure: bool) -> None:
        super().__init__(message)
        self.message, self.hint, self.sure = message, hint, sure
