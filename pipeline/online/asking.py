"""One question to one web server (RFC 9110): whether a page is there."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer
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
    connection = _connection(host, port, addresses, manners, secure=secure)
    with _within(connection, manners.in_all):
        try:
            connection.request(method, target, headers=_headers(manners))
            answer = connection.getresponse()
            answer.read(manners.most)
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


def _connection(
    host: str, port: int, addresses: tuple[str, ...], manners: Manners, *, secure: bool
) -> HTTPConnection:
    if not secure:
        return _Plain(host, port, addresses, manners.patience)
    context = manners.context or ssl.create_default_context()
    return _Secure(host, port, addresses, manners.patience, context)


class _Plain(HTTPConnection):
    """A connection to one of some addresses, whatever the host's name leads to by now."""

    def __init__(self, host: str, port: int, addresses: tuple[str, ...], patience: float) -> None:
        super().__init__(host, port, timeout=patience)
        self.addresses = addresses

    def connect(self) -> None:
        """Connect to the first address that answers."""
        self.sock = _connected(self.addresses, self.port, self.timeout)


class _Secure(HTTPSConnection):
    """The same with TLS, the certificate being that of the host's name."""

    def __init__(
        self,
        host: str,
        port: int,
        addresses: tuple[str, ...],
        patience: float,
        context: ssl.SSLContext,
    ) -> None:
        super().__init__(host, port, timeout=patience, context=context)
        self.addresses, self.rules = addresses, context

    def connect(self) -> None:
        """Connect to the first address that answers, and see its certificate."""
        bare = _connected(self.addresses, self.port, self.timeout)
        try:
            self.sock = self.rules.wrap_socket(bare, server_hostname=self.host)
        except (OSError, ValueError):
            bare.close()
            raise


def _connected(addresses: tuple[str, ...], port: int, patience: float | None) -> socket.socket:
    *others, last = addresses
    for one in others:
        try:
            return socket.create_connection((one, port), patience)
        except OSError:
            continue
    return socket.create_connection((last, port), patience)


@contextmanager
def _within(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Ends a connection after so long, though its server goes on dripping bytes.

    Raises TimeoutError then: what came so far may look like a whole answer.
    """
    late = Event()

    def end() -> None:
        late.set()
        if connection.sock is not None:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, NoAnswerError):
        if not late.is_set():
            raise
    finally:
        timer.cancel()
        connection.close()
    if late.is_set():
        raise TimeoutError
