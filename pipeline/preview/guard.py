"""Who may ask the preview, and what every answer says: the outermost layer of the application.

A page of somebody else's that is open in the same browser can reach a server on loopback, under a
name of its own that it lets lead to 127.0.0.1 too. So nothing is answered unless the request's
Host is one of the names that the preview serves, its Origin, if it has one, is the same, and its
path is written plainly. What writes must carry the token that only the preview's own page knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hmac import compare_digest
from typing import TYPE_CHECKING, NamedTuple

from pipeline.page.whole import policy

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 256 * 1024  # bytes: an edit has some hundred
DROPPED_LIMIT = 4 * 1024 * 1024  # bytes
QUERY_LIMIT = 2048  # bytes
TOKEN = b"x-letterloom-token"
_API_USES = (b"empty", b"document")  # by a script, or to be kept as a file
READS, WRITES = ("GET", "HEAD"), ("POST",)

# Letters, digits and what needs no encoding: whatever else a path may hold, no path of ours does.
_PLAIN = re.compile(rb"/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/(?=.))?)*")
_DEFAULT_PORT = 80

HEADERS: Mapping[str, str] = {
    "content-security-policy": policy("'self'"),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""What every answer carries."""


class Refusal(NamedTuple):
    """Why a request is not answered: a status and a sentence."""

    status: int
    why: str


class Guard:
    """The application behind what is checked of every request.

    `names` are the hosts as a request may name them, without a port (`[::1]` in brackets).
    """

    def __init__(self, app: ASGIApp, names: frozenset[str], port: int, token: str) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = {f"{name}:{port}".encode() for name in names}
        if port == _DEFAULT_PORT:
            self._hosts |= {name.encode() for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_ours(message.get("headers", ()))}
            await send(message)

        refused = self.refusal(scope)
        if refused:
            await _answer(refused, sent)
            return
        if scope["method"] in WRITES:
            body = await _body(receive)
            if body is None:
                await _answer(Refusal(413, "this is more than an edit can be"), sent)
                return
            receive = _given(body, receive)
        await self._app(scope, receive, sent)

    def refusal(self, scope: Scope) -> Refusal | None:
        """Why a request is refused, None if it is not."""
        headers = [(name.lower(), value) for name, value in scope["headers"]]
        return (
            self._wrong_host(headers)
            or _wrong_path(scope)
            or _wrong_site(headers)
            or _wrong_use(scope, headers)
            or self._wrong_write(scope["method"], headers)
        )

    def _wrong_host(self, headers: list[tuple[bytes, bytes]]) -> Refusal | None:
        """A Host that is not ours, or an Origin that is not the same."""
        hosts = _all(headers, b"host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return Refusal(421, "the preview answers only under its own address")
        for origin in _all(headers, b"origin"):
            if origin.lower() != b"http://" + hosts[0].lower():
                return Refusal(403, "the preview answers only its own page")
        return None

    def _wrong_write(self, method: str, headers: list[tuple[bytes, bytes]]) -> Refusal | None:
        """A method that there is not, or a request that writes without what it needs for that."""
        if method in READS:
            return None
        if method not in WRITES:
            return Refusal(405, "the preview knows GET and POST")
        tokens = _all(headers, TOKEN)
        if len(tokens) != 1 or not compare_digest(tokens[0], self._token):
            return Refusal(403, "load the page again: its token is not this preview's")
        kinds = _all(headers, b"content-type")
        if len(kinds) != 1 or kinds[0].partition(b";")[0].strip().lower() != b"application/json":
            return Refusal(415, "what is sent must be application/json")
        return None


def _wrong_path(scope: Scope) -> Refusal | None:
    """A path written in any but the plain way: encoded, absolute, with dots or empty steps."""
    path: bytes = scope.get("raw_path") or b""
    if not _PLAIN.fullmatch(path) or len(scope["query_string"]) > QUERY_LIMIT:
        return Refusal(404, "there is nothing here")
    return None


def _wrong_use(scope: Scope, headers: list[tuple[bytes, bytes]]) -> Refusal | None:
    """An answer that a browser wants as a picture, a style sheet or a frame: a mail asks so."""
    wanted = _all(headers, b"sec-fetch-dest")
    if scope["path"].startswith("/api/") and any(one not in _API_USES for one in wanted):
        return Refusal(403, "this is for the preview's own page")
    return None


def _wrong_site(headers: list[tuple[bytes, bytes]]) -> Refusal | None:
    """A request that the browser itself says another site made it send."""
    if any(one not in (b"same-origin", b"none") for one in _all(headers, b"sec-fetch-site")):
        return Refusal(403, "another site led here: type or paste the preview's address instead")
    return None


def _all(headers: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value.strip() for one, value in headers if one == name]


def _with_ours(headers: object) -> list[tuple[bytes, bytes]]:
    """An answer's headers, ours over them."""
    theirs = list(headers) if isinstance(headers, list | tuple) else []
    ours = {name.encode(): value.encode() for name, value in HEADERS.items()}
    return [pair for pair in theirs if pair[0].lower() not in ours] + list(ours.items())


async def _answer(refused: Refusal, send: Send) -> None:
    body = (refused.why + "\n").encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _body(receive: Receive) -> bytes | None:
    """The whole body of a request, None where it is larger than any that we know.

    Somewhat more is read and dropped: who is still sending does not hear an answer.
    """
    pieces: list[bytes] = []
    size = 0
    while size <= DROPPED_LIMIT:
        message = await receive()
        if message["type"] != "http.request":
            return None
        size += len(message.get("body", b""))
        if size <= BODY_LIMIT:
            pieces.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(pieces) if size <= BODY_LIMIT else None
    return None


def _given(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body which was read already, then whatever comes."""
    left = [body]

    async def again() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return again
