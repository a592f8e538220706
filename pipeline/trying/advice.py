"""What to do where no mail leaves: for the providers that most people have, and for others."""

from __future__ import annotations

PAGE = "docs/test-mails.md"
SET_UP = f"""set these in the shell that runs letterloom, or but the password in [send] of \
letterloom.toml ({PAGE} tells more):
       Gmail            LETTERLOOM_SMTP_HOST=smtp.gmail.com  LETTERLOOM_SMTP_USER=you@gmail.com
                        LETTERLOOM_SMTP_PASSWORD=an app password
       Microsoft 365    LETTERLOOM_SMTP_HOST=smtp.office365.com  LETTERLOOM_SMTP_USER=you@…
                        LETTERLOOM_SMTP_TOKEN=an OAuth 2 access token
       on this machine  LETTERLOOM_SMTP_HOST=localhost, or LETTERLOOM_SENDMAIL="sendmail -i"
       just to look     LETTERLOOM_SMTP_HOST=localhost  LETTERLOOM_SMTP_PORT=1025, with Mailpit"""

_GMAIL = (
    "Gmail takes no ordinary password: turn on 2-step verification, make an app password at "
    "myaccount.google.com/apppasswords and use that, or an access token "
    f"(LETTERLOOM_SMTP_TOKEN); {PAGE}"
)
_MICROSOFT = (
    "Microsoft 365 takes OAuth 2 access tokens (LETTERLOOM_SMTP_TOKEN), and an administrator must "
    "allow SMTP AUTH for the mailbox: it is off by default, and passwords are being retired; "
    f"{PAGE}"
)
_PROVIDERS = {
    "gmail.com": _GMAIL,
    "googlemail.com": _GMAIL,
    "google.com": _GMAIL,
    "office365.com": _MICROSOFT,
    "outlook.com": _MICROSOFT,
}


def login_refused(host: str, login: str) -> str:
    """What to do where a server refuses to let somebody in."""
    for domain, told in _PROVIDERS.items():
        if host.lower().rstrip(".").endswith(domain):
            return told
    if login == "token":
        return "access tokens last about an hour: get a new one; see that the user is its owner"
    return (
        "see that user and password are right; many providers ask for a password made for "
        "programs (an app password), or for an access token in place of one"
    )
