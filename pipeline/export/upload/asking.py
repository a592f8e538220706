"""One call over the network: sent, asked again where that is safe, and what came of it.

A call that makes a draft is asked again only where it certainly did nothing: no connection came
about, or the service said so (429, 503). One that changes a draft may be asked again after any
fault. A connection lives for one call: a reused one may break without telling whether it was read.
"""

from __future__ import annotations

import email.utils
import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import UsageError
from pipeline.export.upload.address import loopback
from pipeline.export.upload.login import Asking, Keys

if TYPE_CHECKING:
    import httpx

TRIES = 5
FIRST_WAIT = 1.0  # seconds; doubled each time, and spread by half of it either way
LONGEST_WAIT = 120.0  # seconds that a service may ask for; beyond that the person runs it again
TIMEOUT = 60.0  # seconds without a byte: rendering a large template takes some services long
ANSWER_BYTES = 4_000_000
LONGEST_ANSWER = 300.0  # seconds from an answer's first byte: one that drips would never end
_BUSY = (429, 503)


class Answer(NamedTuple):
    """What a service answered; `wait` is how many seconds it asks to wait, 0 if it does not."""

    status: int
    body: bytes
    wait: float = 0.0

    @property
    def said(self) -> Any:
        """The answer's JSON, None if it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


class Unreached(Exception):  # noqa: N818 - it becomes an error where it is told
    """No connection came about: nothing was asked."""


class Unanswered(Exception):  # noqa: N818 - likewise
    """The call left, and nobody knows what came of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """The way to a service: a client, the keys, and how to wait."""

    client: httpx.Client
    keys: Keys
    sleep: Callable[[float], object]

    def ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: Mapping[str, Any] | None,
        *,
        form: bool,
        repeatable: bool,
    ) -> Answer:
        """What the service answers, after as many tries as are safe.

        Raises Unreached or Unanswered with the reason in words.
        """
        answer = Answer(0, b"")
        for turn in range(TRIES):
            last = turn == TRIES - 1
            try:
                answer = self._once(method, url, headers, body, form=form)
            except (Unreached, Unanswered) as lost:
                if last or not (repeatable or isinstance(lost, Unreached)):
                    raise
                self.sleep(_wait(turn))
                continue
            again = answer.status in _BUSY or (repeatable and answer.status >= 500)
            if last or not again or answer.wait > LONGEST_WAIT:
                break
            self.sleep(max(answer.wait, _wait(turn)))
        return answer

    def _once(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: Mapping[str, Any] | None,
        *,
        form: bool,
    ) -> Answer:
        """One try. Errors are told anew, without the request: that holds the keys."""
        import httpx

        content = _content(headers, body, form=form)
        try:
            request = self.client.build_request(method, url, **content)
        except (httpx.InvalidURL, ValueError) as wrong:  # a host in letters that spell no name
            raise Unreached(self.keys.masked(str(wrong))) from None
        asking = Asking(method, str(request.url), request.read(), datetime.now(UTC))
        request.headers.update(self.keys.headers(asking))
        try:
            return self._answer(request)
        except (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.ProxyError,
        ) as no:
            raise Unreached(self.keys.masked(str(no)) or "no connection") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as lost:
            raise Unanswered(self.keys.masked(str(lost)) or type(lost).__name__) from None

    def _answer(self, request: httpx.Request) -> Answer:
        response = self.client.send(request, stream=True, follow_redirects=False, auth=None)
        try:
            body, ends = b"", time.monotonic() + LONGEST_ANSWER
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > ANSWER_BYTES or time.monotonic() > ends:
                    break
        finally:
            response.close()
        return Answer(response.status_code, body, _asked_wait(response.headers.get("retry-after")))


def client_for(base: str) -> httpx.Client:
    """A client for one service.

    It goes through the proxy that the environment names, since many offices have no other way out;
    there HTTPS is a tunnel, and the proxy sees no key. What is on this machine needs no proxy, and
    without encryption one would see the key. Keys go nowhere else: redirects are not followed.

    Raises UsageError where httpx is not installed.
    """
    try:
        import httpx
    except ImportError:
        raise UsageError(
            "an upload needs httpx, which is not installed", hint='pip install "letterloom[upload]"'
        ) from None
    return httpx.Client(
        timeout=TIMEOUT,
        follow_redirects=False,
        trust_env=not loopback(base),
        limits=httpx.Limits(max_keepalive_connections=0),
    )


def _content(
    headers: Mapping[str, str], body: Mapping[str, Any] | None, *, form: bool
) -> dict[str, Any]:
    """The headers and the body as httpx takes them."""
    accepted = {"Accept": "application/json", "User-Agent": "letterloom", **headers}
    if body is None:
        return {"headers": accepted}
    if form:
        return {"headers": accepted, "files": {one: (None, _field(body[one])) for one in body}}
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return {"headers": {"Content-Type": "application/json", **accepted}, "content": text}


def _field(value: Any) -> bytes:
    """A form's field; what is no text goes as JSON."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace")


def _wait(turn: int) -> float:
    """Seconds before the next try: 1, 2, 4, 8, each spread so that many callers do not meet."""
    return FIRST_WAIT * 2.0**turn * random.uniform(0.5, 1.5)  # noqa: S311 - nothing is kept secret by it


def _asked_wait(header: str | None) -> float:
    """The seconds of a Retry-After (RFC 9110, 10.2.3): a number or a date; 0 for none."""
    if not header:
        return 0.0
    if header.strip().isdecimal():
        return float(header.strip()[:9])
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
