"""Links: how their addresses are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.check.contents.addresses import Address, host_problem
from pipeline.check.contents.links import Link, raw_address
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.model import Change, Severity

_TWICE = re.compile(r"(?i)\A(?:https?:/{0,2})+(?:https?(?::|//))")
_MISSPELT = re.compile(
    r"(?i)\A(?:h?t{1,4}ps?|htpp?s?|hhttps?|htts?p?|https?s|hxxps?|htttps?|ttps?)"
    r"(?::?/{1,3}|;//|:\\\\)(?=\w)|\Ahttps?(?:;//|//|:/(?!/)|:\\|:(?=\w))"
)
_RIGHT = re.compile(r"(?i)\Ahttps?://")
_DOUBLY = re.compile(r"(?i)%25(?=[0-9A-F]{2})")
_NESTED = re.compile(r"(?i)%3A%2F|%253A|%2F|=https?:")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_STRAY = re.compile(r"[,;:!'\"”’»›>\]}]\Z|(?<=[\w/])\.{1,3}\Z")
_FORBIDDEN = re.compile(r"[<>\"^`{}|\\]")
_BREAK = re.compile(r"[\t\r\n]")


@rule("link/malformed", Severity.ERROR)
def malformed(mail: Mail) -> Iterator[Found]:
    """A link's address is broken.

    Mail programs read what they can of it and drop the rest, or refuse to open it: a host that
    can be none, `https://` twice or misspelt, a space or an invisible character in the middle, a
    mail address written as a web address. Copy the address anew from the browser.

    Source: RFC 3986 sections 3.1 and 3.2.2; RFC 5890 for names beyond ASCII; the URL Standard for
    what browsers mend and what they do not.
    """
    for one in mail.links:
        why, hint = ("", "") if one.filled else _broken(one)
        if why:
            message = f"the link {_shown(one.address.whole)} is broken: {why}"
            yield Found(message, one.element, hint or "copy it anew", one.written)


def is_misspelt(whole: str) -> bool:
    """Whether an address begins with what was meant to be `https://`."""
    return bool(_MISSPELT.match(whole)) and not _RIGHT.match(whole)


def _broken(link: Link) -> tuple[str, str]:
    """Why an address is broken, and what to do; nothing where it is not."""
    read = link.address
    if invisible := _invisible(read.whole):
        return f"it holds an invisible character ({invisible})", "type the address anew"
    if _TWICE.match(read.whole):
        return "it begins with https:// twice", "take one of them out"
    if is_misspelt(read.whole):
        return "it does not begin with https:// as it should", "write https://"
    return _broken_web(read) if read.is_web and read.host else ("", "")


def _broken_web(read: Address) -> tuple[str, str]:
    if " " in read.host:
        return "there is a space in its host", "take it out"
    if read.user and "." in read.host and not read.path.strip("/") and ":" not in read.user:
        who = f"{read.user}@{read.host}"
        return "it is a mail address written as a web address", f"write mailto:{who}"
    why = host_problem(read.host) if read.host != "localhost" else ""
    if why:
        return why, "name a page that all readers can reach" if "no dot" in why else ""
    if read.port and not (read.port.isdecimal() and 0 < int(read.port[:6]) < 65536):
        return f"“{read.port}” is no port", "take it out"
    return "", ""


def _invisible(text: str) -> str:
    """The name of a character in it that nobody sees, "" if there is none."""
    if text.isascii() and text.isprintable():
        return ""
    for character in text:
        if unicodedata.category(character) in ("Cf", "Zl", "Zp", "Co", "Cn"):
            return f"U+{ord(character):04X}"
    return ""


@rule("link/written", Severity.WARNING)
def written_in(mail: Mail) -> Iterator[Found]:
    """A link's address is written so that some mail programs read it otherwise.

    Spaces around or within it, line breaks, percent signs encoded twice (`%2520`), a full stop or
    bracket at its end that came from the sentence around it: browsers mend some of this, mail
    programs and their click counters do not, and the page is not found. `--fix` takes out spaces
    around it and mends what was encoded twice.

    Source: RFC 3986 sections 2.1 and 2.4 and appendix C.
    """
    for one in mail.links:
        if one.filled or not one.address.whole or one.address.scheme == "javascript":
            continue
        if not _broken(one)[0]:
            yield from _slips(mail, one)


def _slips(mail: Mail, link: Link) -> Iterator[Found]:
    whole = link.address.whole
    name = _shown(whole)
    if link.written != whole:
        message = f"the link {name} has spaces around it"
        changes = tuple(_stripped(mail, link))
        yield Found(message, link.element, "take them out", whole, changes=changes)
    if not link.address.is_web or not link.address.host:
        return
    if _BREAK.search(whole):
        yield Found(
            f"the link {name} is broken over lines", link.element, "write it on one line", whole
        )
    elif " " in whole:
        message = f"there is a space in the link {name}"
        yield Found(message, link.element, "write %20 for it", whole)
    elif _FORBIDDEN.search(whole):
        found = _FORBIDDEN.search(whole)
        sign = found[0] if found else ""
        yield Found(f"the link {name} holds a “{sign}”", link.element, "encode it", whole)
    yield from _escapes(mail, link, name)
    if ending := _stray(whole.partition(":~:")[0]):
        message = f"the link {name} ends in “{ending}”, which looks like the sentence around it"
        yield Found(message, link.element, f"see whether “{ending}” belongs to it", whole)


def _escapes(mail: Mail, link: Link, name: str) -> Iterator[Found]:
    read = link.address
    if _DOUBLY.search(read.path) or (
        "%2520" in read.query and not _NESTED.search(read.query.replace("%2520", ""))
    ):
        message = f"the link {name} is encoded twice"
        yield Found(
            message,
            link.element,
            "write %20 for %2520, and so on",
            read.whole,
            changes=tuple(_decoded_once(mail, link)),
        )
    elif _BAD_ESCAPE.search(read.path):
        message = f"there is a lone % in the link {name}"
        yield Found(message, link.element, "write %25 for a percent sign", read.whole)


def _stray(whole: str) -> str:
    """What stands at an address's end and does not belong there; a closing bracket may."""
    if whole.endswith(")") and whole.count(")") > whole.count("("):
        return ")"
    found = _STRAY.search(whole)
    return found[0] if found else ""


def _stripped(mail: Mail, link: Link) -> Iterator[Change]:
    start, raw = raw_address(mail.document, link)
    if raw.strip() != raw and "&" not in (raw[:1], raw[-1:]):
        yield Change("", start, start + len(raw), raw.strip())


def _decoded_once(mail: Mail, link: Link) -> Iterator[Change]:
    start, raw = raw_address(mail.document, link)
    for found in _DOUBLY.finditer(raw):
        yield Change("", start + found.start(), start + found.end(), "%")


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"


RULES: tuple[Rule[Mail], ...] = (malformed, written_in)
