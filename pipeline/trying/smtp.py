"""A mail server spoken to: one connection, safe before anybody logs in, and never for long."""

from __future__ import annotations

import smtplib
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from pipeline.errors import CampaignError, Place, SettingsError
from pipeline.trying.account import Account
from pipeline.trying.connecting import connected, cut_off, name_of
from pipeline.trying.login import log_in
from pipeline.trying.marked import Trial
from pipeline.trying.refusals import EndedError, answer, lost, refused, unreachable

PATIENCE = 20.0  # seconds for one answer
IN_ALL = 60.0  # seconds until somebody is let in, and again for each mail
_BUSY = 421


class Client(smtplib.SMTP):
    """The standard library's client, which connects as `connecting` does and names nobody."""

    def __init__(self, way: Account, patience: float) -> None:
        super().__init__(local_hostname="localhost", timeout=patience)
        self._host = way.host  # what a certificate is held against
        self.way = way
        self.context = _trusting(way) if way.security != "none" else None

    def _get_socket(self, host: str, port: int, timeout: float) -> ssl.SSLSocket | None:
        sock = connected(host, port, timeout, loopback=self.way.security == "none")
        self.local_hostname = name_of(sock)
        if self.way.security == "tls" and self.context:
            return self.context.wrap_socket(sock, server_hostname=host)
        return sock  # type: ignore[return-value]


@contextmanager
def opened(
    way: Account,
    environ: Mapping[str, str],
    *,
    patience: float = PATIENCE,
    in_all: float = IN_ALL,
) -> Iterator[Callable[[Trial], None]]:
    """A connection on which somebody is logged in; gives what hands a mail over.

    That raises CampaignError for a mail that is refused, EndedError where no other would be taken.
    """
    client = Client(way, patience)
    try:
        with _failing(way, mail=False), _within(client, in_all):
            _greet(client)
            if way.user:
                log_in(client, way, environ.get(way.variable, ""))

        def hand_over(mail: Trial) -> None:
            with _failing(way, mail=True), _within(client, in_all):
                _hand_over(client, mail)

        yield hand_over
        with suppress(OSError, smtplib.SMTPException), _within(client, patience):
            client.quit()
    finally:
        client.close()


def _trusting(way: Account) -> ssl.SSLContext:
    """What certificates are held against: the system's, and those of the settings."""
    context = ssl.create_default_context()
    if way.ca_file:
        try:
            context.load_verify_locations(way.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise SettingsError(
                f"no certificates can be read from this file: {error.strerror or error}",
                place=Place(str(way.ca_file)),
                hint="it must hold certificates as PEM: -----BEGIN CERTIFICATE-----",
            ) from None
    return context


def _greet(client: Client) -> None:
    """Connect, say who we are, encrypt where that is wanted. Raises CampaignError."""
    way = client.way
    code, said = client.connect(way.host, way.port)
    if code != 220:
        raise CampaignError(
            f"{way.host}, port {way.port}, takes no mail: {answer(code, said)}"
            if code > 0
            else f"{way.host}, port {way.port}, is no mail server: it speaks no SMTP",
            hint="see host and port",
        )
    client.ehlo_or_helo_if_needed()
    if way.security != "starttls":
        return
    if not client.has_extn("starttls"):
        raise CampaignError(
            f"{way.host}, port {way.port}, offers no encryption (STARTTLS)",
            hint='see the port: 465 with send.security = "tls" is the other way; nothing was sent',
        )
    client.starttls(context=client.context)
    client.ehlo_or_helo_if_needed()


def _hand_over(client: Client, mail: Trial) -> None:
    """One mail. Raises CampaignError where it is refused."""
    way = client.way
    limit = client.esmtp_features.get("size", "")
    if limit.isdecimal() and 0 < int(limit) < len(mail.data):
        raise refused(way, mail, "size", f"it takes {int(limit) // 1024:,} KB at most")
    options = [f"SIZE={len(mail.data)}"] if client.has_extn("size") else []
    steps: tuple[tuple[str, Callable[[], tuple[int, bytes]]], ...] = (
        ("sender", lambda: client.mail(mail.sender, options)),
        ("recipient", lambda: client.rcpt(mail.to)),
        ("mail", lambda: client.data(mail.data)),
    )
    for what, step in steps:
        try:
            code, said = step()
        except smtplib.SMTPDataError as error:
            code, said = error.smtp_code, _bytes(error.smtp_error)
        if code in (250, 251):
            continue
        told = answer(code, said)
        if code == _BUSY:
            raise EndedError(f"{way.host} takes no more for now: {told}", hint="try again later")
        with suppress(smtplib.SMTPServerDisconnected):
            client.rset()
        too_large = code == 552 or b"5.3.4" in said
        raise refused(way, mail, "size" if too_large and what != "recipient" else what, told)


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode("utf-8", "replace")


@contextmanager
def _failing(way: Account, *, mail: bool) -> Iterator[None]:
    """What the library and the network raise, as an error that says what to do."""
    try:
        yield
    except smtplib.SMTPServerDisconnected as error:
        late = isinstance(error.__context__, TimeoutError)
        raise _told(way, TimeoutError() if late else error, mail=mail) from None
    except smtplib.SMTPResponseException as error:
        told = answer(error.smtp_code, error.smtp_error)
        raise EndedError(
            f"{way.host} refuses: {told}", hint="see host, port and encryption"
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        raise _told(way, error, mail=mail) from None


def _told(way: Account, error: Exception, *, mail: bool) -> CampaignError:
    ended = isinstance(error, smtplib.SMTPException)
    if mail or ended or not isinstance(error, OSError):
        return lost(way, mail=mail)
    return unreachable(way, error)


@contextmanager
def _within(client: Client, seconds: float) -> Iterator[None]:
    """Cut the connection when all of this takes too long: a server may drip its answers."""
    late = threading.Event()

    def end() -> None:
        late.set()
        cut_off(client.sock)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, smtplib.SMTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
