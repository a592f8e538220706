"""What is too much for a mail program: a long mail, long styles, characters that nobody sees."""

from __future__ import annotations

import re
from binascii import b2a_qp
from collections.abc import Iterator
from itertools import accumulate

from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.clients import chosen
from pipeline.model import Change, Severity
from pipeline.styles import Sheet

CLIPPED = 102 * 1024
"""Octets of the HTML part, as encoded, from which on Gmail clips a mail."""
NEAR = 0.8  # of that: a link more, or longer ones, and it is clipped
STYLES = 16_384
"""Octets of style blocks that Gmail reads."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@rule("weight/clipped", Severity.ERROR)
def clipped(mail: Mail) -> Iterator[Found]:
    """The mail is so long that Gmail clips it.

    Gmail shows about the first 102 KB of the HTML and a link to the rest. What comes last is lost
    to most readers: the footer, the link to unsubscribe, the counting of readers. Break the mail
    in two, or take out styles that are repeated, comments and white space. Counted are the octets
    of the HTML part as it is sent; where only the HTML is known, as quoted-printable would make
    it. From 80 % on it is a warning: a sending service makes links longer.

    Source: behaviour of Gmail on all platforms: 102 × 1024 octets; RFC 2045, 6.7.
    """
    gmail = _gmail(mail)
    most = len(mail.html) * 3 if mail.raw is None else len(mail.raw)
    if not gmail or most < CLIPPED * NEAR:
        return
    octets, how = _octets(mail)
    if octets >= CLIPPED * NEAR:
        sure = octets > CLIPPED
        verb = "clips the mail" if sure else "soon clips the mail"
        yield Found(
            f"Gmail {verb}: its HTML is {octets / 1024:.0f} KB {how}, and Gmail shows 102",
            None,
            "break the mail in two, or take out repeated styles, comments and white space",
            severity=None if sure else Severity.WARNING,
            clients=gmail,
        )


def _octets(mail: Mail) -> tuple[int, str]:
    """The octets of the HTML part as sent, and how they are known."""
    for one in mail.letter.bodies if mail.letter else ():
        if one.kind == "text/html":
            return len(one.sent), "as sent"
    encoded = b2a_qp(mail.html.encode("utf-8", "surrogatepass"))
    return len(encoded) + encoded.count(b"\n"), "once it is encoded (estimated)"


def _gmail(mail: Mail) -> tuple[str, ...]:
    return tuple(one for one in chosen(mail.settings.clients) if one.startswith("gmail."))


@rule("weight/control-characters", Severity.ERROR)
def control_characters(mail: Mail) -> Iterator[Found]:
    """Control characters are in the HTML, which nobody can see.

    They come from a text in one encoding that was taken for another: `U+0096` was a dash in
    Windows. Gmail clips even a short mail that holds those between U+0080 and U+009F, and others
    show a box. Replace them by what was meant.

    Source: Gmail's clipping of C1 control characters; Unicode, chapter 23.1; Encoding Standard,
    windows-1252.
    """
    found = [*_CONTROL.finditer(mail.html)]
    if not found:
        return
    names = sorted({f"U+{ord(one[0]):04X}" for one in found})
    named = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    at = found[0].start()
    yield Found(
        f"control characters that nobody can see ({len(found)}): {named}",
        at,
        "replace them by what was meant; --fix does, as Windows has it, and takes the others out",
        changes=tuple(Change("", one.start(), one.end(), _meant(one[0])) for one in found),
    )


def _meant(character: str) -> str:
    """What a character of windows-1252 was meant to be, "" if it was nothing."""
    try:
        meant = character.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return "" if _CONTROL.match(meant) else meant


@rule("weight/style-block", Severity.ERROR)
def style_block(mail: Mail) -> Iterator[Found]:
    """The style blocks are longer than Gmail reads.

    Past 16,384 octets in all Gmail drops a style block whole: what phones, dark mode and links
    should look like is gone. Styles that count everywhere belong into style attributes; take out
    rules that nothing in the mail uses.

    Source: caniemail.com, html-style: Gmail's limit of 16 KB.
    """
    gmail = _gmail(mail)
    sheets = [one for one in mail.sheets if one.element.start not in mail.document.only_outlook]
    if not gmail or sum(len(one.css) for one in sheets) * 4 <= STYLES:
        return
    sizes = [len(one.css.encode("utf-8", "surrogatepass")) for one in sheets]
    total = sum(sizes)
    if total > STYLES:
        over = next(at for at, sum_ in enumerate(accumulate(sizes)) if sum_ > STYLES)
        yield Found(
            f"Gmail drops styles: the style blocks hold {total / 1024:.1f} KB, and it reads 16",
            sheets[over].element,
            "take out rules that nothing uses; put what counts everywhere into style attributes",
            clients=gmail,
        )


@rule("weight/style-outside-head", Severity.WARNING)
def style_outside_head(mail: Mail) -> Iterator[Found]:
    """A style block stands outside of the head, where Gmail does not read it.

    Other programs read it, so the mistake shows in Gmail only. Move it into the head.

    Source: caniemail.com, html-style.
    """
    gmail = _gmail(mail)
    for one in mail.sheets if gmail else ():
        if _outside(one, mail) and one.css.strip():
            yield Found(
                "Gmail does not read a <style> outside of the head",
                one.element,
                "move it into the head",
                clients=gmail,
            )


def _outside(sheet: Sheet, mail: Mail) -> bool:
    if sheet.element.start in mail.document.only_outlook:
        return False
    return any(one.name not in ("html", "head") for one in sheet.element.ancestors())


RULES: tuple[Rule[Mail], ...] = (clipped, control_characters, style_block, style_outside_head)
