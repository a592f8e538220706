"""One question to one web server (RFC 9110): whether a page is there."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    InvalidURL,
)
from threading import Lock, Timer
from time import monotonic
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from pipeline import __version__
from pipeline.online.hosts import Resolve, may_be_asked, resolved

_PORTS = {"http": 80, "https": 443}
_PATH = "/:@!$&'()*+,;=~%-._"
_QUERY = _PATH + "?"


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked: seconds of patience, how many at once, how long between questions.

    `permitted` are addresses that are asked though they are not public, and `context` is what
    certificates are judged by: both for tests, which have their servers on their own machine.
    """

    patience: float = 10.0
    in_all: float = 20.0
    slow: float = 5.0
    at_once: int = 8
    pause: float = 0.5
    redirects: int = 8
    most: int = 4096
    agent: str = f"Letterloom/{__version__} (checks the links of a mail before it is sent)"
    resolve: Resolve = resolved
    permitted: frozenset[str] = frozenset()
    context: ssl.SSLContext | None = field(default=None, compare=False)


class Answer(NamedTuple):
    """What a server says: its status, where it sends us, how long it took."""

    status: int
    location: str
    seconds: float


class NoAnswerError(Exception):
    """A server says nothing that could be understood."""


def ask(url: str, method: str, manners: Manners) -> Answer:
    """A server's answer to HEAD or GET.

    Raises RefusedAddressError, ssl.SSLError, OSError, NoAnswerError, ValueError for what is no
    web address.
    """
    start = monotonic()
    host, port, target = _split(url)
    addresses = may_be_asked(host, port, manners.resolve, manners.permitted)
    secure = urlsplit(url).scheme.lower() == "https"
    with _within(manners.in_all) as limit:
        try:
            connection = _connection(host, port, addresses, manners, limit, secure=secure)
            with closing(connection):
                connection.request(method, target, headers=_headers(manners))
                answer = connection.getresponse()
                answer.read(manners.most)
        except InvalidURL as error:
            raise ValueError(url) from error
        except HTTPException as error:
            raise NoAnswerError(type(error).__name__) from error
    location = _location(answer)
    return Answer(answer.status, location, monotonic() - start)


def _headers(manners: Manners) -> dict[str, str]:
    return {"User-Agent": manners.agent, "Accept": "text/html,*/*;q=0.8", "Connection": "close"}


def _location(answer: HTTPResponse) -> str:
    """Where an answer sends us; what a server writes in UTF-8 is read as Latin-1 at first."""
    said = answer.getheader("Location", "")
    try:
        return said.encode("latin-1").decode()
    except UnicodeError:
        return said


def _split(url: str) -> tuple[str, int, str]:
    """The host in ASCII, the port and the target of an address. Raises ValueError."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        raise ValueError(url)
    host = parts.hostname
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    target = quote(parts.path or "/", safe=_PATH)
    target += f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
    return host, parts.port or _PORTS[scheme], target


class _Limit:
    """The time that one question may take: its socket is cut off then, whatever it waits for."""

    def __init__(self) -> None:
        self.late = False
        self._socket: socket.socket | None = None
        self._lock = Lock()

    def holds(self, one: socket.socket) -> None:
        """Have this socket cut off in time. Raises TimeoutError where that is now."""
        with self._lock:
            self._socket = one
            if self.late:
                one.close()
                raise TimeoutError

    def end(self) -> None:
        """Cut the socket off. One with TLS too, without a word to its server."""
        with self._lock:
            self.late = True
            if self._socket is not None:
                with suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _connection(
    host: str,
    port: int,
    addresses: tuple[str, ...],
    manners: Manners,
    limit: _Limit,
    *,
    secure: bool,
) -> HTTPConnection:
    if not secure:
        return _Plain(host, port, addresses, manners, limit)
    return _Secure(host, port, addresses, manners, limit)


class _Plain(HTTPConnection):
    """A connection to one of some addresses, whatever the host's name leads to by now."""

    def __init__(
        self, host: str, port: int, addresses: tuple[str, ...], manners: Manners, limit: _Limit
    ) -> None:
        super().__init__(host, port, timeout=manners.patience)
        self.addresses, self.limit = addresses, limit

    def connect(self) -> None:
        """Connect to the first address that answers."""
        self.sock = _connected(self.addresses, self.port, self.timeout, self.limit)


class _Secure(HTTPSConnection):
    """The same with TLS, the certificate being that of the host's name."""

    def __init__(
        self, host: str, port: int, addresses: tuple[str, ...], manners: Manners, limit: _Limit
    ) -> None:
        self.rules = manners.context or ssl.create_default_context()
        super().__init__(host, port, timeout=manners.patience, context=self.rules)
        self.addresses, self.limit = addresses, limit

    def connect(self) -> None:
        """Connect to the first address that answers, and see its certificate."""
        bare = _connected(self.addresses, self.port, self.timeout, self.limit)
        try:
            sealed = self.rules.wrap_socket(
                bare, server_hostname=self.host, do_handshake_on_connect=False
            )
        except (OSError, ValueError):
            bare.close()
            raise
        self.sock = sealed
        self.limit.holds(sealed)
        sealed.do_handshake()


def _connected(
    addresses: tuple[str, ...], port: int, patience: float | None, limit: _Limit
) -> socket.socket:
    *others, last = addresses
    for one in others:
        if limit.late:
            break
        try:
            return _held((one, port), patience, limit)
        except OSError:
            continue
    return _held((last, port), patience, limit)


def _held(address: tuple[str, int], patience: float | None, limit: _Limit) -> socket.socket:
    if limit.late:
        raise TimeoutError
    found = socket.create_connection(address, patience)
    limit.holds(found)
    return found


@contextmanager
def _within(seconds: float) -> Iterator[_Limit]:
    """Ends a connection after so long, though its server goes on dripping bytes.

    Raises TimeoutError then: what came so far may look like a whole answer.
    """
    limit = _Limit()
    timer = Timer(seconds, limit.end)
    timer.daemon = True
    timer.start()
    try:
        yield limit
    except (OSError, ValueError, NoAnswerError):
        if not limit.late:
            raise
    finally:
        timer.cancel()
    if limit.late:
        raise TimeoutError
