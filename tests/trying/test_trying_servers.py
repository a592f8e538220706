"""Test mails through true servers: the bytes that arrive, the ways in, every way to be refused."""

from __future__ import annotations

from base64 import b64encode
from time import monotonic

import pytest
from mail_servers import (
    PASSWORD,
    TOKEN,
    USER,
    Handler,
    saying,
    script,
    server_context,
    serving,
)

from pipeline.errors import CampaignError, SettingsError
from pipeline.trying import account, recipients, send, send_trials, smtp, trials

ME = ("me@example.net",)


def environ(port, pems=None, **more):
    told = {"LETTERLOOM_SMTP_HOST": "localhost", "LETTERLOOM_SMTP_PORT": str(port)}
    if pems:
        told["LETTERLOOM_SMTP_CA_FILE"] = str(pems[0])
    return told | {f"LETTERLOOM_SMTP_{name}": value for name, value in more.items()}


def refusal(made, told, to=ME):
    """What is told where nothing can be sent, and what to do."""
    with pytest.raises(CampaignError) as found:
        send(made, [], to, environ=told)
    return found.value.message, found.value.hint


def test_what_arrives_is_what_was_made(made, handler):
    with serving(handler) as server:
        way = account(made.project, environ(server.port))
        mails = trials(made, [], recipients([*ME, "you@example.net"]), way.address)
        outcomes = list(send_trials(mails, way, environ(server.port)))
    assert [one.error for one in outcomes] == [None] * 4
    assert [(one.sender, one.to, one.data) for one in handler.received] == [
        ("hello@example.org", [one.to], one.data) for one in mails
    ]
    assert {one.greeting for one in handler.received} == {"[127.0.0.1]"}


def test_a_password_is_told_only_once_the_line_is_encrypted(made, handler, pems, context):
    with serving(handler, starttls=context, login=True) as server:
        told = environ(server.port, pems, USER=USER, PASSWORD=PASSWORD)
        outcomes = send(made, [1], ME, environ=told)
    assert [one.error for one in outcomes] == [None]
    assert handler.logins == [("PLAIN", USER, PASSWORD)]
    assert [one.encrypted for one in handler.received] == [True]


@pytest.mark.parametrize(
    ("without", "mechanism"), [((), "PLAIN"), (("PLAIN",), "LOGIN")], ids=["plain", "login"]
)
def test_a_line_that_is_encrypted_from_the_first_byte(
    made, handler, pems, context, without, mechanism
):
    with serving(handler, tls=context, login=True, without=without) as server:
        told = environ(server.port, pems, USER=USER, PASSWORD=PASSWORD, SECURITY="tls")
        outcomes = send(made, [2], ME, environ=told)
    assert [(one.trial.part, one.error) for one in outcomes] == [(2, None)]
    assert handler.logins == [(mechanism, USER, PASSWORD)]


def test_an_access_token(made, handler, pems, context):
    with serving(handler, starttls=context, login=True) as server:
        told = environ(server.port, pems, USER=USER, TOKEN=TOKEN, PASSWORD="unused")
        outcomes = send(made, [1], ME, environ=told)
    assert [one.error for one in outcomes] == [None]
    assert [one[0] for one in handler.logins] == ["XOAUTH2"]


@pytest.mark.parametrize(
    "secret", [{"PASSWORD": "wrong-password"}, {"TOKEN": "wrong-token"}], ids=["password", "token"]
)
def test_a_refused_login_shows_no_secret(made, pems, context, secret):
    handler = Handler(echo=True)
    (wrong,) = secret.values()
    with serving(handler, starttls=context, login=True) as server:
        message, hint = refusal(made, environ(server.port, pems, USER=USER, **secret))
    assert message.startswith(f"localhost refuses the login of {USER}: 535 5.7.8")
    assert hint
    assert wrong not in message + hint
    assert b64encode(f"\0{USER}\0{wrong}".encode()).decode() not in message + hint
    assert handler.logins
    assert handler.received == []


def test_a_server_without_encryption_gets_no_password(made, handler):
    with serving(handler) as server:
        told = environ(server.port, USER=USER, PASSWORD=PASSWORD)
        message, _ = refusal(made, told)
    assert message == f"localhost, port {server.port}, offers no encryption (STARTTLS)"
    assert (handler.logins, handler.received) == ([], [])


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_nobody_known(made, handler, context, security):
    kind = {"starttls": context} if security == "starttls" else {"tls": context}
    with serving(handler, login=True, **kind) as server:
        told = environ(server.port, USER=USER, PASSWORD=PASSWORD, SECURITY=security)
        message, hint = refusal(made, told)
    assert "is not to be trusted: " in message
    assert "send.ca_file" in hint
    assert (handler.logins, handler.received) == ([], [])


def test_a_certificate_of_another_name(made, handler, tmp_path):
    from mail_servers import certificates

    pems = certificates(tmp_path, "DNS:elsewhere.example.org")
    with serving(handler, starttls=server_context(*pems[1:]), login=True) as server:
        message, _ = refusal(made, environ(server.port, pems, USER=USER, PASSWORD=PASSWORD))
    assert "Hostname mismatch" in message
    assert handler.logins == []


def test_no_certificates_in_the_file(made, handler, tmp_path):
    (tmp_path / "empty.pem").write_text("nothing\n")
    with serving(handler) as server:
        told = environ(server.port, USER=USER, PASSWORD=PASSWORD)
        told["LETTERLOOM_SMTP_CA_FILE"] = str(tmp_path / "empty.pem")
        with pytest.raises(SettingsError, match="no certificates can be read"):
            send(made, [], ME, environ=told)


@pytest.mark.parametrize(
    ("without", "told", "hint"),
    [
        (("PLAIN", "LOGIN"), "offers only XOAUTH2, and not PLAIN or LOGIN", "see that user"),
        (("PLAIN", "LOGIN", "XOAUTH2"), "offers no login at all", "wants no user"),
    ],
    ids=["tokens-only", "none"],
)
def test_a_server_that_lets_nobody_log_in(made, handler, pems, context, without, told, hint):
    with serving(handler, starttls=context, without=without) as server:
        message, do = refusal(made, environ(server.port, pems, USER=USER, PASSWORD=PASSWORD))
    assert told in message
    assert hint in do
    assert handler.logins == []


def test_a_recipient_who_is_refused_keeps_nobody_else_from_theirs(made):
    handler = Handler({"RCPT": lambda to: "550 5.1.1 nobody here" if "no" in to else None})
    with serving(handler) as server:
        outcomes = send(
            made, [1], ["no@example.net", "me@example.net"], environ=environ(server.port)
        )
    assert [one.error and one.error.message for one in outcomes] == [
        "localhost takes no mail for no@example.net: 550 5.1.1 nobody here",
        None,
    ]
    assert [one.to for one in handler.received] == [["me@example.net"]]


def test_a_sender_who_is_refused_ends_it(made):
    handler = Handler({"MAIL": lambda _: "553 5.7.1 not yours"})
    with serving(handler) as server:
        first, second = send(made, [], ME, environ=environ(server.port))
    assert "does not let hello@example.org send: 553 5.7.1 not yours" in first.error.message
    assert "LETTERLOOM_SMTP_FROM" in first.error.hint
    assert second.error.message == "not tried, since the one before it failed"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("554 5.7.1 spam", "localhost does not take part 1: 554 5.7.1 spam"),
        ("552 5.3.4 too much", "part 1 is too large for localhost"),
        ("421 4.3.0 later", "localhost takes no more for now: 421 4.3.0 later"),
    ],
)
def test_a_mail_that_is_refused(made, answer, told):
    handler = Handler({"DATA": lambda _: answer})
    with serving(handler) as server:
        (outcome,) = send(made, [1], ME, environ=environ(server.port))
    assert told in outcome.error.message
    assert outcome.error.exit_code == 8


def test_a_mail_beyond_the_servers_limit_is_not_begun(made, handler):
    with serving(handler, limit=5000) as server:
        outcomes = send(made, [], ME, environ=environ(server.port))
    assert all("it takes 4 KB at most" in one.error.message for one in outcomes)
    assert handler.received == []


@pytest.mark.parametrize(
    ("talk", "told"),
    [
        (script(b"554 no service here\r\n"), "takes no mail: 554 no service here"),
        (script(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "is no mail server"),
        (script(b""), "ended the connection"),
        (script(b"220 hi\r\n", b"250 x\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"), ""),
    ],
    ids=["closed", "web", "hangs-up", "hangs-up-late"],
)
def test_servers_that_are_none(made, talk, told):
    with saying(talk) as port:
        try:
            (outcome,) = send(made, [1], ME, environ=environ(port))
            error = outcome.error
        except CampaignError as raised:
            error = raised
    assert told in error.message
    late = not told
    assert ("whether this mail arrived is not known" in error.message) is late


def test_nothing_listens(made):
    with saying(script(b"")) as port:
        pass
    assert refusal(made, environ(port))[0] == f"nothing answers at localhost, port {port}"


def test_a_name_that_nobody_has(made):
    told = environ(587, USER=USER, PASSWORD=PASSWORD)
    told["LETTERLOOM_SMTP_HOST"] = "mail.nowhere.invalid"
    assert refusal(made, told)[0].startswith("there is no server called mail.nowhere.invalid")


def test_a_server_that_says_nothing(made):
    def silent(caller):
        caller.recv(1)

    with saying(silent) as port:
        way = account(made.project, environ(port))
        began = monotonic()
        late = pytest.raises(CampaignError, match="does not answer in time")
        with late, smtp.opened(way, {}, patience=0.5):
            pass
    assert monotonic() - began < 3


def test_a_server_that_drips(made):
    def drip(caller):
        for _ in range(100):
            caller.sendall(b"220-still here\r\n")
            caller.settimeout(0.1)
            try:
                if caller.recv(1) == b"":
                    return
            except TimeoutError:
                pass

    with saying(drip) as port:
        way = account(made.project, environ(port))
        began = monotonic()
        late = pytest.raises(CampaignError, match="does not answer in time")
        with late, smtp.opened(way, {}, patience=5, in_all=0.6):
            pass
    assert monotonic() - began < 4


def test_plain_text_where_encryption_is_expected(made):
    with saying(script(b"220 hi\r\n")) as port:
        told = environ(port, USER=USER, PASSWORD=PASSWORD, SECURITY="tls")
        message, hint = refusal(made, told)
    assert message.startswith(f"no encrypted connection to localhost, port {port}")
    assert "starttls" in hint
