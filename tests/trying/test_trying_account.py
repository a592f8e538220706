"""What test mails leave through: the environment and `[send]`, and what is missing."""

from __future__ import annotations

import pytest
from tried import SETTINGS

from pipeline.errors import SettingsError
from pipeline.project import load_project
from pipeline.trying import account, ready

NAME = "LETTERLOOM_SMTP_PASSWORD"
SECRET = {NAME: "hunter2"}


def through(root, send, environ=None, *, settings=SETTINGS):
    (root / "letterloom.toml").write_text(f"{settings}\n[send]\n{send}\n", encoding="utf-8")
    return account(load_project(root), environ or {})


@pytest.mark.parametrize(
    ("send", "environ", "expected"),
    [
        (
            'host = "mx.example.org"',
            {},
            "mx.example.org, port 587, STARTTLS",
        ),
        (
            'host = "mx.example.org"\nport = 465\nuser = "ada"',
            SECRET,
            "mx.example.org, port 465, TLS, as ada with the password in LETTERLOOM_SMTP_PASSWORD",
        ),
        (
            'host = "mx.example.org"\nsecurity = "tls"\nuser = "ada"\ntoken_variable = "T"',
            {**SECRET, "T": "x"},
            "mx.example.org, port 465, TLS, as ada with the token in T",
        ),
        ('host = "localhost"', {}, "localhost, port 25, not encrypted, on this machine"),
        (
            'host = "127.0.0.1"\nport = 1025\nuser = "ada"',
            SECRET,
            "127.0.0.1, port 1025, STARTTLS, as ada with the password in LETTERLOOM_SMTP_PASSWORD",
        ),
        ('sendmail = "/usr/bin/msmtp -a work"', {}, "the program /usr/bin/msmtp"),
        (
            'host = "mx.example.org"\nuser = "ada"',
            {"LETTERLOOM_SMTP_HOST": "::1", "LETTERLOOM_SMTP_PORT": "26", **SECRET},
            "::1, port 26, not encrypted, on this machine",
        ),
        (
            'host = "mx.example.org"',
            {"LETTERLOOM_SENDMAIL": "sendmail -i"},
            "the program sendmail",
        ),
        (
            'host = "mx.example.org"',
            {"LETTERLOOM_SMTP_USER": "b", **SECRET},
            f"mx.example.org, port 587, STARTTLS, as b with the password in {NAME}",
        ),
    ],
    ids=[
        "bare",
        "tls",
        "token",
        "here",
        "here-with-login",
        "program",
        "host-wins",
        "program-wins",
        "user-added",
    ],
)
def test_the_way(root, send, environ, expected):
    assert through(root, send, environ).through == expected


@pytest.mark.parametrize(
    ("send", "environ", "told"),
    [
        ("", {}, "no mail server is set up for test mails"),
        ('host = "mx.example.org"\nuser = "ada"', {}, "the password of ada is not in"),
        ('host = "mx.example.org"\nsecurity = "none"', {}, "mail must not travel without"),
        ('host = "localhost"\nsecurity = "none"\nuser = "a"', SECRET, "a password must not travel"),
        ('host = "mx.example.org"\nsendmail = "sendmail"', {}, "a server and a program"),
        ('sendmail = "sendmail -t -i"', {}, "the option -t"),
        ("", {"LETTERLOOM_SMTP_HOST": "x", "LETTERLOOM_SMTP_PORT": "99999"}, "it is no port"),
        ("", {"LETTERLOOM_SMTP_HOST": "smtp://a:hunter2@x"}, "a server's name alone"),
        ("", {"LETTERLOOM_SMTP_HOST": "x", "LETTERLOOM_SMTP_SECURITY": "ssl"}, "no such"),
        ("", {"LETTERLOOM_SENDMAIL": "a 'b"}, "a quote in it has no end"),
        ("", {"LETTERLOOM_SENDMAIL": "a", "LETTERLOOM_SMTP_HOST": "b"}, "one way"),
        ('host = "x.org"\nca_file = "link.pem"', {}, "leads out of the project"),
    ],
    ids=[
        "nothing",
        "secret",
        "plain",
        "plain-login",
        "both",
        "-t",
        "port",
        "url",
        "security",
        "quote",
        "two",
        "outside",
    ],
)
def test_what_is_missing_or_wrong(root, send, environ, told):
    (root / "link.pem").symlink_to("/etc/hostname")
    with pytest.raises(SettingsError) as found:
        through(root, send, environ)
    assert told in found.value.message
    assert "hunter2" not in str(found.value)


def test_what_they_come_from(root):
    bare = SETTINGS.replace('from = "hello@example.org"\n', "")
    host = 'host = "mx.example.org"\n'
    own = 'user = "ada@example.net"'
    assert through(root, host).address == "hello@example.org"
    assert through(root, host + 'from = "me@example.net"').address == "me@example.net"
    assert through(root, host + own, SECRET, settings=bare).address == "ada@example.net"
    with pytest.raises(SettingsError, match="nothing says what address"):
        through(root, host, settings=bare)


@pytest.mark.parametrize(
    "line",
    [
        'password = "hunter2"',
        'password_variable = "hunter2"',
        'pass = "hunter2"',
        "password = hunter2",
        'token_variable = "ya29.hunter2"',
        'host = "smtps://ada:hunter2@mx.example.org"',
    ],
)
def test_a_secret_in_the_settings_is_refused_and_never_shown(root, line):
    with pytest.raises(SettingsError) as found:
        through(root, line)
    assert "hunter2" not in str(found.value) + str(found.value.data())
    assert found.value.place.line > 0


def test_whether_all_is_ready(root):
    told, how = ready(load_project(root), {})
    assert (told, how.splitlines()[0]) == (False, "no mail server is set up for test mails")
    assert "smtp.gmail.com" in how
    assert ready(load_project(root), {"LETTERLOOM_SMTP_HOST": "localhost"}) == (
        True,
        "localhost, port 25, not encrypted, on this machine",
    )
