"""A link followed to its end: redirects, a second question where the first was not understood."""

from __future__ import annotations

import socket
import ssl
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic, sleep
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from pipeline.online.asking import Answer, Manners, NoAnswerError, ask
from pipeline.online.hosts import RefusedAddressError

PERMANENT = (301, 308)
TEMPORARY = (302, 303, 307)
_FAILED = 400
_TOO_MANY = 429

_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (RefusedAddressError, "private"),
    (ssl.SSLError, "certificate"),
    (socket.gaierror, "no-host"),
    (UnicodeError, "no-host"),
    (ValueError, "gone"),
)
_SAID: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "there is no such host"),
    (UnicodeError, "there can be no such host"),
    (ValueError, "it is no web address"),
    (ConnectionRefusedError, "the server takes no calls"),
    (NoAnswerError, "the server's answer makes no sense"),
)


class Outcome(NamedTuple):
    """What became of a link.

    `kind` is `there`, `gone` (404, 410), `closed` (another refusal, such as 403), `failed` (the
    server's own fault), `no-host`, `silent` (no answer), `loop`, `certificate` or `private`.
    `address` is where the link ended, `moved` that every step on the way there was permanent.
    """

    kind: str
    said: str = ""
    address: str = ""
    moved: bool = False
    seconds: float = 0.0


@dataclass(slots=True)
class Turns:
    """One question at a time to each host, with a pause between two."""

    pause: float
    locks: defaultdict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))
    last: dict[str, float] = field(default_factory=dict)
    guard: Lock = field(default_factory=Lock)

    @contextmanager
    def of(self, host: str) -> Iterator[None]:
        """A turn with a host, when it is due."""
        with self.guard:
            lock = self.locks[host]
        with lock:
            sleep(max(0.0, self.last.get(host, -self.pause) + self.pause - monotonic()))
            try:
                yield
            finally:
                self.last[host] = monotonic()


def follow(url: str, manners: Manners, turns: Turns) -> Outcome:
    """What becomes of a link. Raises nothing."""
    address, moved, seconds = url, True, 0.0
    seen = {url}
    for _ in range(manners.redirects + 1):
        outcome, answer = _asked(address, manners, turns)
        if answer is None:
            return outcome._replace(address=address)
        seconds += answer.seconds
        if answer.status not in (*PERMANENT, *TEMPORARY) or not answer.location:
            found = _judged(answer)
            return found._replace(address=address, moved=moved and address != url, seconds=seconds)
        moved = moved and answer.status in PERMANENT
        try:
            address = urljoin(address, answer.location.strip()).partition("#")[0]
            scheme = urlsplit(address).scheme.lower()
        except ValueError:
            return Outcome("gone", "it sends readers to what is no web address", address)
        if scheme not in ("http", "https"):
            return Outcome("there", address=address, seconds=seconds)
        if address in seen:
            return Outcome("loop", "it sends readers in a circle", address)
        seen.add(address)
    return Outcome("loop", f"it sends readers on more than {manners.redirects} times", address)


def _asked(url: str, manners: Manners, turns: Turns) -> tuple[Outcome, Answer | None]:
    """The server's answer, or what became of the question."""
    try:
        host = urlsplit(url).hostname or ""
        with turns.of(host):
            answer = _tried("HEAD", url, manners)
        if answer is None or (answer.status >= _FAILED and answer.status != _TOO_MANY):
            with turns.of(host):
                answer = ask(url, "GET", manners)
    except (RefusedAddressError, NoAnswerError, ValueError, OSError) as error:
        return _failed(error, manners), None
    return Outcome("there"), answer


def _failed(error: Exception, manners: Manners) -> Outcome:
    """What became of a question that had no answer."""
    kind = next((kind for what, kind in _KINDS if isinstance(error, what)), "silent")
    return Outcome(kind, _why(error, manners))


def _tried(method: str, url: str, manners: Manners) -> Answer | None:
    """An answer, None where the server breaks off: some know no HEAD."""
    try:
        return ask(url, method, manners)
    except (NoAnswerError, ConnectionResetError):
        return None


def _why(error: Exception, manners: Manners) -> str:
    match error:
        case RefusedAddressError():
            return str(error)
        case ssl.SSLCertVerificationError():
            return error.verify_message or "it is not valid"
        case ssl.SSLError():
            return (error.reason or "no agreement").replace("_", " ").lower()
        case TimeoutError():
            return f"no answer within {manners.patience:g} seconds"
    return next((said for what, said in _SAID if isinstance(error, what)), "the connection broke")


def _judged(answer: Answer) -> Outcome:
    status = answer.status
    if status in (404, 410):
        return Outcome("gone", f"there is no such page ({status})")
    if status >= 500:
        return Outcome("failed", f"the server fails ({status})")
    if status >= _FAILED:
        return Outcome("closed", f"the server refuses ({status})")
    return Outcome("there")
