"""Links to people: mail addresses, telephones, and what a link tells about its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.check.contents.links import Link, raw_address
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.model import Change, Severity

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+"
_MAILBOX = re.compile(rf"(?!\.)(?!.*\.\.){_LOCAL}(?<!\.)@[^\s@,;<>()]+\.[^\s@.,;<>()]{{2,}}")
_DIGITS = re.compile(r"\+?[0-9().*#,;\-/]+(?:;(?:ext|phone-context)=[\w+.-]+)*")
_SEPARATORS = re.compile(r"(?:\s|%20|\u00a0)+")
_ADDRESS_IN_URL = re.compile(
    r"(?:(?<=[=/&?:;,])|\A)(?P<mailbox>[A-Za-z0-9][\w.+-]*(?:@|%40)[A-Za-z0-9-]+"
    r"(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})(?=[/&#;,]|\Z)"
)
_FIELD_IN_URL = re.compile(
    r"(?i)(?:\{\{|\*\||%%|\[\[?|\$\{|\{\$|<%=|##|%|\{)[\s\w.:-]*?"
    r"(?P<name>e-?mail(?:_?address)?|(?:first|last|full|sur|given)[_ -]?name|[fl]name|phone"
    r"|birth_?da(?:y|te)|postal_?code)\b"
)
_CONTACT = ("mailto", "tel", "sms")


@rule("link/mailto", Severity.ERROR)
def mailto(mail: Mail) -> Iterator[Found]:
    """A link to a mail address is written wrongly.

    The reader's mail program opens a letter to nobody, or one whose subject shows `+` or ends at
    a space. Write `mailto:name@example.org`, with `?subject=…` behind it if you want one, spaces
    as `%20`.

    Source: RFC 6068 sections 2 and 5.
    """
    for one in mail.links:
        if one.address.scheme == "mailto" and not one.filled:
            for why, hint, severity in _mailto(one):
                message = f"the link {one.address.whole[:80]} {why}"
                yield Found(message, one.element, hint, one.written, severity)


def _mailto(link: Link) -> Iterator[tuple[str, str, Severity]]:
    to, _, query = link.address.whole.partition(":")[2].partition("?")
    if not to and not query:
        return
    if to.startswith("//"):
        yield "has // before the address", f"write mailto:{to[2:]}", Severity.ERROR
        return
    wrong = [each for each in to.split(",") if to and not _MAILBOX.fullmatch(unquote(each))]
    if wrong:
        yield f"names no mail address: “{wrong[0]}”", "write name@example.org", Severity.ERROR
    fields = query.split("&")
    if any(" " in each for each in fields):
        yield "has spaces behind its ?", "write %20 for each", Severity.WARNING
    elif any("+" in each.partition("=")[2] for each in fields if each.startswith("subject=")):
        yield "shows its + in the subject", "write %20 for a space", Severity.WARNING
    if "?" in query:
        yield "has a second ?", "write & before all but the first", Severity.WARNING


@rule("link/tel", Severity.WARNING)
def tel(mail: Mail) -> Iterator[Found]:
    """A link to a telephone number holds what no telephone can dial.

    Some telephones stop at the first space or letter, and call somebody else. Write digits,
    hyphens and a `+` before the country's code, as in `tel:+44-20-7946-0000`; the words of the
    link may show it as you like. `--fix` takes out spaces.

    Source: RFC 3966 section 3.
    """
    for one in mail.links:
        if one.address.scheme not in ("tel", "sms") or one.filled:
            continue
        number = one.address.whole.partition(":")[2].partition("?")[0]
        if not number:
            continue
        if number.startswith("//"):
            hint = f"write {one.address.scheme}:{number[2:]}"
            yield Found(
                f"the link {one.address.whole} has // in it", one.element, hint, one.written
            )
        elif _SEPARATORS.search(number):
            message = f"there are spaces in the telephone number {number}"
            changes = tuple(_close(mail, one))
            yield Found(message, one.element, "take them out", one.written, changes=changes)
        elif not _DIGITS.fullmatch(number) or not any(map(str.isdigit, number)):
            message = f"“{number[:60]}” is no telephone number"
            hint = "write digits and hyphens, with + before the country's code"
            yield Found(message, one.element, hint, one.written)


def _close(mail: Mail, link: Link) -> Iterator[Change]:
    start, raw = raw_address(mail.document, link)
    colon = raw.find(":") + 1
    number = raw[colon:].strip()
    if colon and "&" not in number:
        yield Change("", start + colon, start + len(raw), _SEPARATORS.sub("", number))


@rule("link/personal-data", Severity.WARNING)
def personal_data(mail: Mail) -> Iterator[Found]:
    """A link carries a reader's mail address or name.

    Addresses of pages end up in logs, in browsers' histories and with everybody whose pictures or
    scripts a page loads. A person's name or mail address must not be in them. Use a code that
    only you can read.

    Source: RFC 9110 section 17.9 (what must not be in a URI); decisions of data protection
    authorities on addresses in links.
    """
    for one in mail.links:
        if one.address.scheme in _CONTACT:
            continue
        if one.filled:
            field = _FIELD_IN_URL.search(one.written)
            if field and one.address.is_web:
                message = f"the link {one.written[:80]} carries the reader's {_told(field['name'])}"
                yield Found(message, one.element, "put a code in its place", one.written)
            continue
        found = _ADDRESS_IN_URL.search(one.address.path) or _ADDRESS_IN_URL.search(
            one.address.query
        )
        if found and one.address.is_web and one.address.host:
            mailbox = unquote(found["mailbox"])
            message = f"the link to {one.address.host} carries a mail address, {mailbox}"
            yield Found(message, one.element, "put a code in its place", found["mailbox"])


def _told(field: str) -> str:
    return "mail address" if "mail" in field.lower() else field.lower().replace("_", " ")


RULES: tuple[Rule[Mail], ...] = (mailto, tel, personal_data)
