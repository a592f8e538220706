"""The text beside the HTML: whether it is there, and says what the HTML says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline import words
from pipeline.check.contents.known_hosts import CLICK_IDS
from pipeline.check.contents.links import Link
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.a11y_images import is_spacer
from pipeline.check.rules.links import shown
from pipeline.check.rules.message_headers import whole
from pipeline.check.words.mail_words import NO_HTML, VIEW_ONLINE
from pipeline.model import Severity

SAID = 0.75  # of the HTML's words, or of the text's, below which the two differ
LEAST = 15  # words below which nothing is compared
RUN = 8  # words of a passage that is told
_WORD = re.compile(r"[^\W_]+")
_URL = re.compile(r"(?i)\bhttps?://[^\s<>\"]+|\bmailto:[^\s<>\"]+|\[\d+\]")
_COUNTED = re.compile(
    rf"(?i)(?<=[?&])(?:utm_\w+|{'|'.join(map(re.escape, sorted(CLICK_IDS)))})=[^&#\s]*&?"
)
_LINK = re.compile(r"(?i)\bhttps?://[^\s<>\"\]]+")
_ENDING = ".,;:!?)]}'”’»>"


@rule("message/text-missing", Severity.WARNING)
def text_missing(mail: Mail) -> Iterator[Found]:
    """The mail has no plain text beside its HTML.

    People who read mail as text, on a watch, on a braille display or in a terminal, get markup or
    nothing, and filters count it as a sign of spam. Send both, the text first.

    Source: RFC 2046 section 5.1.4; SpamAssassin's MIME_HTML_ONLY.
    """
    if mail.raw is None or not mail.html.strip():
        return
    if not (mail.text or "").strip():
        what = "an empty plain text" if mail.text is not None else "no plain text"
        hint = "send the words as text too, before the HTML"
        yield Found(f"the mail has {what} beside its HTML", whole(mail), hint)


@rule("message/text-differs", Severity.WARNING)
def text_differs(mail: Mail) -> Iterator[Found]:
    """The plain text does not say what the HTML says.

    Whoever reads the text misses what is only in the HTML, or reads “your program cannot show
    this”. Filters compare the two, since spam hides behind a harmless text. Make the text from the
    same words.

    Source: RFC 2046 section 5.1.4: the parts of an alternative say the same; SpamAssassin's
    MPART_ALT_DIFF and MPART_ALT_DIFF_COUNT.
    """
    if not mail.html or not (mail.text or "").strip():
        return
    text = mail.text or ""
    if any(one in text.lower() for one in NO_HTML) and len(text) < len(_said(mail)) / 2:
        hint = "write the mail's own words there"
        yield Found("the plain text only says that the mail is in HTML", whole(mail), hint)
        return
    html, plain = _words(_said(mail)), _words(_URL.sub(" ", text))
    if len(html) < LEAST:
        return
    lost = _share(html, plain)
    if lost < SAID:
        message = f"the plain text has only {lost:.0%} of the words that the HTML has"
        passage = _first_lost(html, plain)
        message += f"; it lacks “{passage}”" if passage else ""
        yield Found(message, whole(mail), "make the text from the same words")
    elif len(plain) >= LEAST and (kept := _share(plain, _words(_everything(mail)))) < SAID:
        message = f"only {kept:.0%} of the plain text's words are in the HTML"
        yield Found(message, whole(mail), "make both from the same words")


def _said(mail: Mail) -> str:
    """What the HTML says to those who see it."""
    return " ".join(one.data for one in mail.texts if not one.hidden)


def _everything(mail: Mail) -> str:
    """All that the HTML says to anybody: the descriptions of pictures and hidden text too."""
    alts = (one.get("alt") for one in mail.document.elements if one.has("alt"))
    links = (one.address.whole for one in mail.links)
    return " ".join([*(one.data for one in mail.texts), *alts, *links])


def _words(text: str) -> list[str]:
    """The words of a text; in scripts without spaces, its characters."""
    found = []
    for word in _WORD.findall(text.casefold()):
        found += list(word) if words.unspaced(word[0]) else [word]
    return found


def _share(these: list[str], those: list[str]) -> float:
    """The share of some words that are among others, each as often as it is there."""
    there = Counter(those)
    common = Counter(these) & there
    return sum(common.values()) / len(these)


def _first_lost(html: list[str], plain: list[str]) -> str:
    """The first few words in a row that the text has not got."""
    there, run = set(plain), list[str]()
    for word in html:
        run = [*run, word] if word not in there else []
        if len(run) == RUN:
            break
    return " ".join(run)


@rule("message/text-links", Severity.WARNING)
def text_links(mail: Mail) -> Iterator[Found]:
    """A link of the HTML is not in the plain text.

    Who reads the text is told of a page and not where it is. Write the address behind the words.

    Source: RFC 2046 section 5.1.4: the parts of an alternative say the same.
    """
    if not mail.html or not (mail.text or "").strip():
        return
    there = {_plain(one) for one in _LINK.findall(mail.text or "")}
    said = [one for one in mail.links[::-1] if one.address.is_web and _says_something(one)]
    wanted = {_plain(one.address.whole): one for one in said}
    lost = [name for name in wanted if name not in there]
    # Services that count clicks give every part addresses of its own.
    if not lost or (not mail.ours and len(there) >= len(wanted)):
        return
    for name in reversed(lost):
        one = wanted[name]
        message = f"the link {shown(one.address.whole)} is not in the plain text"
        yield Found(message, one.element, "write it there too", one.written, key="text-links")


def _says_something(link: Link) -> bool:
    """Whether there is something to follow: words, or a picture that is more than a counter.

    Who reads the text has no use for the mail in a browser.
    """
    words = link.text.lower()
    if any(one in words for one in (*VIEW_ONLINE, "in your browser", "im browser")):
        return False
    pictures = (one for one in link.element.walk() if one.name == "img")
    return bool(link.text) or any(not is_spacer(one) for one in pictures)


def _plain(url: str) -> str:
    """An address as it is compared: without what a sentence puts behind it."""
    url = _COUNTED.sub("", url).rstrip("?&")
    return url.partition("#")[0].rstrip(_ENDING).rstrip("/").replace("http://", "https://").lower()


RULES: tuple[Rule[Mail], ...] = (text_missing, text_differs, text_links)
