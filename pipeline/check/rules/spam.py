"""What filters take for spam, beside what the families of links and messages tell.

A small set, each of them something that filters are known to score. No words are scored: which
ones do changes, and an honest letter may need any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import words
from pipeline.check.contents.addresses import is_numeric
from pipeline.check.contents.pictures import style_value
from pipeline.check.contents.texts import Shown
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.message_headers import whole
from pipeline.markup import Element
from pipeline.model import Severity

PREHEADER = 250  # letters of hidden text that inboxes may show
TINY = 5.0  # px
WORDS = 5  # of a text: fewer may be an ornament
ASCII = 0.8  # share of ASCII from which on base64 hides more than it serves
LOUD = 3
_LOUD = re.compile(r"(?:[!！]\s*){3,}")
_SIZE = re.compile(r"(?P<number>\d*\.?\d+)\s*(?P<unit>px|pt|em|rem|%)?")
_PX = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16, "": 1.0}
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\b")
_NAMES = {"white": "#ffffff", "black": "#000000"}
_INK, _GROUND = ("color",), ("background-color", "background")

FILTERED = (
    *("spam/numeric-link", "spam/invisible-text", "spam/hidden-text", "spam/base64-text"),
    *("spam/exclamations", "link/shortener", "link/text-names-other-domain", "link/malformed"),
    *("image/mostly-images", "image/tracking-pixel", "message/text-missing"),
    *("message/text-differs", "message/structure", "message/eight-bit", "message/encoded-word"),
    *("message/header-missing", "message/header-repeated", "message/date", "message/message-id"),
    *("message/subject-empty", "message/subject-shouting", "message/subject-reply"),
    *("message/from-name", "message/address", "message/unsubscribe-link"),
)
"""The rules of ours that look at what filters look at: our own answer where none is installed."""


@rule("spam/numeric-link", Severity.ERROR)
def numeric_link(mail: Mail) -> Iterator[Found]:
    """A link leads to a number in place of a name.

    Nobody who means well links `http://203.0.113.7/`: filters know it from stolen machines. Use a
    name.

    Source: SpamAssassin's NUMERIC_HTTP_ADDR and NORMAL_HTTP_TO_IP.
    """
    for one in mail.links:
        local = one.address.host in ("127.0.0.1", "[::1]")
        if one.address.is_web and is_numeric(one.address.host) and not local:
            message = f"the link {one.address.whole[:80]} leads to a number, not a name"
            yield Found(message, one.element, "use the site's name", one.written)


@rule("spam/invisible-text", Severity.WARNING)
def invisible_text(mail: Mail) -> Iterator[Found]:
    """There is text that nobody can see: in the colour of its ground, or tiny.

    Spam hides words for filters that way, and filters look for it. Screen readers read it all the
    same. Take it out; a line for inboxes belongs in a hidden element at the top of the body.

    Source: SpamAssassin's HTML_FONT_LOW_CONTRAST and HTML_FONT_TINY; Gmail's guide for senders.
    """
    for one in mail.texts:
        if one.hidden or words.count(one.data) < WORDS:
            continue
        why = _unseen(one.element)
        if why:
            message = f"the text “{words.cut(one.data, 60)}” cannot be seen: {why}"
            yield Found(message, one.element, "take it out, or let it be seen")


def _unseen(element: Element) -> str:
    around = [element, *element.ancestors()]
    size = next((found for each in around if (found := style_value(each, "font-size"))), "")
    if size and _px(size) < TINY:
        return f"its letters are {size} high"
    ink = next((found for each in around if (found := _colour(each, _INK, "color"))), "")
    ground = next((found for each in around if (found := _colour(each, _GROUND, "bgcolor"))), "")
    shadowed = any(
        style_value(each, "background-image") or each.has("background") for each in around
    )
    if ink and ink == (ground or "#ffffff") and not shadowed:
        return f"it is {ink} on {ink}"
    return ""


def _px(size: str) -> float:
    found = _SIZE.match(size)
    if not found or found.end() < len(size.replace("!important", "").strip()):
        return 16.0
    return float(found["number"]) * _PX[found["unit"] or ""]


def _colour(element: Element, properties: tuple[str, ...], attribute: str) -> str:
    """A colour that an element is given, as six digits; "?" if it is something else."""
    values = [style_value(element, name) for name in properties]
    given = next((value for value in values if value), element.get(attribute).strip().lower())
    if not given or given in ("inherit", "transparent", "none"):
        return ""
    given = given.replace("!important", "").strip()
    found = _HEX.fullmatch(_NAMES.get(given, given))
    if not found:
        return "?" + given if properties == _INK else "?"
    digits = found[0][1:]
    return "#" + (digits if len(digits) == 6 else "".join(2 * one for one in digits))


@rule("spam/hidden-text", Severity.WARNING)
def hidden_text(mail: Mail) -> Iterator[Found]:
    """There is much hidden text.

    One hidden line at the top, for inboxes, is usual. More of it is how spam feeds words to
    filters, and Gmail asks senders not to. What a style block may show again, on a telephone or in
    the dark, has a class and is left alone.

    Source: Gmail's guide for senders; SpamAssassin's rules on invisible text.
    """
    hidden = [one for one in mail.texts if one.hidden and not _switched(one)]
    said = " ".join(one.data for one in hidden)
    if len(said) > PREHEADER:
        message = f"{len(said)} letters of text are hidden"
        hint = "keep one line of 40 to 90 for inboxes, and take the rest out"
        yield Found(message, hidden[-1].element, hint)


def _switched(text: Shown) -> bool:
    """Whether a rule may show it: something around it that is hidden has a class or an id."""
    return any(
        each.classes or each.has("id")
        for each in (text.element, *text.element.ancestors())
        if style_value(each, "display") == "none" and "preheader" not in each.get("class").lower()
    )


@rule("spam/base64-text", Severity.WARNING)
def base64_text(mail: Mail) -> Iterator[Found]:
    """Plain text is encoded so that nobody can read it on the way.

    Base64 is for pictures and for scripts beyond ASCII. Spam hides plain words in it, and filters
    count that. Send it as quoted-printable.

    Source: SpamAssassin's MIME_BASE64_TEXT; RFC 2045 section 6.
    """
    for part in mail.letter.bodies if mail.letter else ():
        if part.encoding == "base64" and part.data:
            plain = sum(octet < 128 for octet in part.data)
            if plain >= ASCII * len(part.data) and len(part.data) > 100:
                name = "HTML" if part.kind == "text/html" else "text"
                message = f"the {name} is in base64 though nearly all of it is ASCII"
                yield Found(message, whole(mail), "send it as quoted-printable")


@rule("spam/exclamations", Severity.NOTE)
def exclamations(mail: Mail) -> Iterator[Found]:
    """The text shouts with exclamation marks.

    Rows of them are how spam sounds, to readers more than to filters. One says as much.

    Source: SpamAssassin's rules on subjects and bodies with several.
    """
    found = [one for one in mail.texts if not one.hidden and _LOUD.search(one.data)]
    if len(found) >= LOUD:
        message = f"{len(found)} passages end in rows of exclamation marks"
        yield Found(message, found[0].element, "one says as much", "!!!")


@rule("spam/assassin", Severity.WARNING)
def assassin(mail: Mail) -> Iterator[Found]:  # noqa: ARG001 - asked by --spam alone
    """SpamAssassin scores the mail.

    With `--spam` the SpamAssassin of this machine is asked, without network and without anybody's
    settings; each of its rules that gives the mail points is a finding, an error once they pass
    its limit, 5 as a rule. Its own pages say what each rule looks at.

    Source: SpamAssassin's rules as installed.
    """
    yield from ()


RULES: tuple[Rule[Mail], ...] = (
    numeric_link,
    invisible_text,
    hidden_text,
    base64_text,
    exclamations,
)
ELSEWHERE: tuple[Rule[Mail], ...] = (assassin,)
"""Rules whose findings are made elsewhere: for their pages and their names."""
