"""Mail servers on this machine: true ones with TLS and logins, and others that misbehave."""

from __future__ import annotations

import asyncio
import socket
import ssl
import subprocess
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD, TOKEN = "hello@example.org", "correct horse pässwort", "ya29.a0-token_value"


@dataclass
class Received:
    """A mail as it came: who it is from, whom it is for, its bytes; how the sender was let in."""

    sender: str
    to: list[str]
    data: bytes
    encrypted: bool
    greeting: str


@dataclass
class Handler:
    """Keeps what comes; `refusals` maps a hook's name to the answer that it gives instead."""

    refusals: dict[str, Callable[[str], str | None]] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    logins: list[tuple[str, str, str]] = field(default_factory=list)
    echo: bool = False

    def refused(self, what: str, value: str) -> str | None:
        return self.refusals[what](value) if what in self.refusals else None

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        told = self.refused("MAIL", address)
        if told is None:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return told or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        told = self.refused("RCPT", address)
        if told is None:
            envelope.rcpt_tos.append(address)
        return told or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        told = self.refused("DATA", envelope.rcpt_tos[0])
        if told is None:
            self.received.append(
                Received(
                    envelope.mail_from,
                    envelope.rcpt_tos,
                    envelope.original_content,
                    session.ssl is not None,
                    session.host_name,
                )
            )
        return told or "250 OK"

    async def auth_XOAUTH2(self, server, args):  # noqa: N802
        said = b64decode(args[1]).decode()
        self.logins.append(("XOAUTH2", "", said))
        if said == f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01":
            return AuthResult(success=True, auth_data="x")
        await server.challenge_auth(b'{"status":"401","schemes":"bearer"}')
        return AuthResult(success=False, handled=False)

    def authenticate(self, server, session, envelope, mechanism, data):
        login, password = data.login.decode(), data.password.decode()
        self.logins.append((mechanism, login, password))
        if (login, password) == (USER, PASSWORD):
            return AuthResult(success=True)
        said = b64encode(f"\0{login}\0{password}".encode()).decode()
        message = f"535 5.7.8 no: {password} {said}" if self.echo else None
        return AuthResult(success=False, handled=False, message=message)


@dataclass
class Server:
    port: int
    handler: Handler

    @property
    def received(self) -> list[Received]:
        return self.handler.received


@contextmanager
def serving(
    handler: Handler,
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    login: bool = False,
    without: tuple[str, ...] = (),
    limit: int = 33_554_432,
) -> Iterator[Server]:
    """A true server: `starttls` or `tls` is its certificate, `without` mechanisms it lacks."""
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(
            handler,
            data_size_limit=limit,
            hostname="mail.example.org",
            tls_context=starttls,
            require_starttls=False,
            authenticator=handler.authenticate if login else None,
            auth_required=login and tls is None,
            auth_require_tls=tls is None,
            auth_exclude_mechanism=without,
            loop=loop,
        )

    # In a thread from its first step: a browser's own loop may be at work in this one.
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    made = loop.create_server(protocol, "127.0.0.1", 0, ssl=tls)
    server = asyncio.run_coroutine_threadsafe(made, loop).result(10)
    try:
        yield Server(server.sockets[0].getsockname()[1], handler)
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _ended(server: asyncio.Server) -> None:
    server.close()
    others = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
    for one in others:
        one.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0.05)


@contextmanager
def saying(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that talks as it likes, with each caller in turn; gives its port."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def run() -> None:
        while not ended.is_set():
            with suppress(OSError):
                caller, _ = listening.accept()
                with caller:
                    caller.settimeout(10)
                    talk(caller)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        ended.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(12)


def script(*answers: bytes) -> Callable[[socket.socket], None]:
    """A talk: the first answer at once, the others after something was said; then it hangs up."""

    def talk(caller: socket.socket) -> None:
        for number, answer in enumerate(answers):
            if number:
                caller.recv(65536)
            caller.sendall(answer)

    return talk


def certificates(
    folder: Path, names: str = "DNS:localhost,IP:127.0.0.1"
) -> tuple[Path, Path, Path]:
    """An authority of one's own, a certificate of it and its key, as files."""
    authority, key = folder / "ca.pem", folder / "ca.key"
    run = lambda *words: subprocess.run(["openssl", *words], check=True, capture_output=True)  # noqa: E731
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    run(
        "req",
        "-x509",
        *curve,
        "-keyout",
        key,
        "-out",
        authority,
        "-days",
        "2",
        "-subj",
        "/CN=Our CA",
    )
    own, own_key, asked = folder / "own.pem", folder / "own.key", folder / "own.csr"
    run("req", *curve, "-keyout", own_key, "-out", asked, "-subj", "/CN=mail")
    told = folder / "own.cnf"
    told.write_text(f"subjectAltName={names}\n")
    run(
        *("x509", "-req", "-in", asked, "-CA", authority, "-CAkey", key, "-CAcreateserial"),
        *("-out", own, "-days", "2", "-extfile", told),
    )
    return authority, own, own_key


def server_context(certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
