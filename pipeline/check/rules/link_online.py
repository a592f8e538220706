"""Links as `--online` finds them: asked by `pipeline.online`, told here what that means."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.model import Severity


@rule("link/broken", Severity.ERROR)
def broken(mail: Mail) -> Iterator[Found]:  # noqa: ARG001 - asked by --online alone
    """A link is dead.

    With `--online`: the host is not there, or says that the page is not (404, 410), or sends
    readers in a circle. A server that fails or does not answer is a warning: it may be better
    tomorrow. Name another page.

    Source: RFC 9110 sections 9.3.2, 15.5.5 and 15.5.11.
    """
    yield from ()


@rule("link/certificate", Severity.ERROR)
def certificate(mail: Mail) -> Iterator[Found]:  # noqa: ARG001 - asked by --online alone
    """Browsers warn of the page that a link leads to.

    With `--online`: the server's certificate is out of date, for another name, or signed by nobody
    who is trusted. Readers see a full-page warning. Ask those who run the site.

    Source: RFC 9110 section 4.3.4; RFC 9525.
    """
    yield from ()


@rule("link/refused-address", Severity.ERROR)
def refused_address(mail: Mail) -> Iterator[Found]:  # noqa: ARG001 - asked by --online alone
    """A link leads to a machine that is not on the public internet.

    With `--online`: the host, or one that it sends readers on to, has an address of a private
    network or of one's own machine. Readers cannot reach it, and it is not asked.

    Source: RFC 6890 and the registries of addresses for special use.
    """
    yield from ()


@rule("link/redirects", Severity.NOTE)
def redirects(mail: Mail) -> Iterator[Found]:  # noqa: ARG001 - asked by --online alone
    """The page that a link leads to has moved for good.

    With `--online`: the server says so (301, 308) and names the new address. It works for now;
    write the new one, before somebody tidies up.

    Source: RFC 9110 sections 15.4.2 and 15.4.9.
    """
    yield from ()


@rule("link/slow", Severity.NOTE)
def slow(mail: Mail) -> Iterator[Found]:  # noqa: ARG001 - asked by --online alone
    """The page that a link leads to is slow to answer.

    With `--online`: its server took more than 5 seconds. Readers on the way may give up.

    Source: our own bound.
    """
    yield from ()


@rule("link/unseen", Severity.NOTE)
def unseen(mail: Mail) -> Iterator[Found]:  # noqa: ARG001 - asked by --online alone
    """Whether a link leads anywhere could not be seen.

    With `--online`: the server refuses (401, 403, 429), as some do to all but browsers. Open it
    once in a browser in which you are not logged in.

    Source: RFC 9110 section 15.5.
    """
    yield from ()


ELSEWHERE: tuple[Rule[Mail], ...] = (
    broken,
    certificate,
    refused_address,
    redirects,
    slow,
    unseen,
)
"""Rules whose findings are made elsewhere: for their pages and their names."""
