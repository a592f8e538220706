"""The keys of sending: which mail server takes the mails, or which program."""

from __future__ import annotations

from pipeline.settings.key import Key

SECURITIES = ("tls", "starttls", "none")

PROJECTS = (
    Key(
        "send.host",
        "mail server",
        "The mail server that takes the mails.",
        example='"smtp.example.org"',
    ),
    Key(
        "send.port",
        "port",
        "Its port.",
        "587; 465 for `tls`; 25 on this machine",
        "587",
    ),
    Key(
        "send.security",
        "security",
        "How the connection is encrypted.",
        "`tls` on port 465, else `starttls`",
        '"starttls"',
    ),
    Key(
        "send.user",
        "line",
        "The name to log in with, mostly a mail address. Without it nobody logs in.",
        example='"hello@example.org"',
    ),
    Key(
        "send.password_variable",
        "environment variable",
        "The environment variable that holds the password. Never the password itself.",
        '"LETTERLOOM_SMTP_PASSWORD"',
    ),
    Key(
        "send.token_variable",
        "environment variable",
        "The environment variable that holds an OAuth 2 access token; where it is set, it is used "
        "in place of a password (XOAUTH2).",
        '"LETTERLOOM_SMTP_TOKEN"',
    ),
    Key(
        "send.ca_file",
        "file",
        "Certificates (PEM) to trust beside the system's, for a server of your own.",
        example='"our-ca.pem"',
    ),
    Key(
        "send.from",
        "address",
        "The address that test mails come from, where the account may not use `sender.from`.",
        "`sender.from`",
        '"me@example.org"',
    ),
    Key(
        "send.sendmail",
        "command",
        "A program to hand the mails to, in place of a server.",
        example='"/usr/sbin/sendmail -i"',
    ),
)
"""What `[send]` of `letterloom.toml` holds."""
