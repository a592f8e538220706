"""The parts and the lines of a message, as servers and mail programs read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.contents.encoded_words import wider
from pipeline.check.mail import Mail
from pipeline.check.rule import At, Found, Rule, rule
from pipeline.check.rules.message_headers import whole
from pipeline.model import Severity

LONGEST = 998  # octets of a line, its end not counted
_DEFECTS = {
    "NoBoundaryInMultipartDefect": "a part of parts names no boundary",
    "StartBoundaryNotFoundDefect": "the boundary that is named is nowhere",
    "CloseBoundaryNotFoundDefect": "the last boundary is missing: the mail may be cut off",
    "MultipartInvariantViolationDefect": "a part of parts holds none",
    "InvalidMultipartContentTransferEncodingDefect": "a part of parts is encoded",
    "InvalidBase64CharactersDefect": "base64 holds other signs",
    "InvalidBase64LengthDefect": "base64 is cut off",
    "MissingHeaderBodySeparatorDefect": "a line among the headers is none",
    "FirstHeaderLineIsContinuationDefect": "the headers begin with a continuation",
}
_BARE_LF = re.compile(rb"(?<!\r)\n")
_BARE_CR = re.compile(rb"\r(?!\n)")


def _place(mail: Mail, offset: int) -> At:
    letter = mail.letter
    return None if mail.ours or not letter else letter.place(mail.name, offset)


@rule("message/structure", Severity.ERROR)
def structure(mail: Mail) -> Iterator[Found]:
    """The parts of the message are not in order.

    Mail programs show the last part of an alternative that they can: with the text behind the HTML
    most show the text. Where boundaries are missing, readers see headers and markup, or nothing.

    Source: RFC 2046 sections 5.1.1 and 5.1.4.
    """
    if not mail.letter:
        return
    for name in dict.fromkeys(mail.letter.defects):
        if name in _DEFECTS:
            hint = "let a program write the message anew"
            yield Found(f"the message is broken: {_DEFECTS[name]}", whole(mail), hint)
    kinds = [one.kind for one in mail.letter.bodies if "multipart/alternative" in one.around]
    if kinds[:1] == ["text/html"] and "text/plain" in kinds:
        message = "the HTML comes before the text, so most mail programs show the text"
        yield Found(message, whole(mail), "put the text first, the HTML last")


@rule("message/line-length", Severity.ERROR)
def line_length(mail: Mail) -> Iterator[Found]:
    """A line of the message is longer than mail allows.

    Servers break it where they like: in the middle of a word, of a tag or of a link, which then
    leads elsewhere. Encode the part as quoted-printable or base64.

    Source: RFC 5322 section 2.1.1; RFC 5321 section 4.5.3.1.6.
    """
    if mail.raw is None or len(mail.raw) <= LONGEST:
        return
    start, worst, first, count = 0, 0, -1, 0
    for line in mail.raw.split(b"\n"):
        size = len(line) - line.endswith(b"\r")
        if size > LONGEST:
            first = start if first < 0 else first
            worst, count = max(worst, size), count + 1
        start += len(line) + 1
    if count:
        many = "a line of the message holds" if count == 1 else f"{count} lines hold up to"
        message = f"{many} {worst} octets; mail allows {LONGEST}"
        yield Found(message, _place(mail, first), "encode the part as quoted-printable")


@rule("message/line-ends", Severity.ERROR)
def line_ends(mail: Mail) -> Iterator[Found]:
    """The lines of the message do not all end alike.

    A line of mail ends in CR and LF. Where one of the two stands alone among others, servers refuse
    the mail since forged mails were smuggled in that way. A file whose lines all end in LF is how
    some systems save mails: it is sent right.

    Source: RFC 5321 section 2.3.8; the advisories on SMTP smuggling of December 2023.
    """
    if mail.raw is None or mail.raw.count(b"\r\n") == mail.raw.count(b"\n") == mail.raw.count(
        b"\r"
    ):
        return
    bare_cr, bare_lf = _BARE_CR.search(mail.raw), _BARE_LF.search(mail.raw)
    both = b"\r\n" in mail.raw or mail.ours
    found = bare_cr or (bare_lf if both else None)
    if found:
        sign = "CR" if found is bare_cr else "LF"
        message = f"a line of the message ends in {sign} alone, others in CR and LF"
        yield Found(message, _place(mail, found.start()), "end every line in CR and LF")


@rule("message/encoding", Severity.ERROR)
def encoding(mail: Mail) -> Iterator[Found]:
    """A part of the message holds other octets than it says.

    It says that it is ASCII, or says nothing, and holds letters beyond it, so that servers may cut
    off the eighth bit and programs guess; or its octets are not in the charset that it names; or
    it holds NUL, at which some programs stop.

    Source: RFC 2045 sections 2.7, 2.8 and 6.2; RFC 5322 section 4.
    """
    for part in mail.letter.bodies if mail.letter else ():
        name = "HTML" if part.kind == "text/html" else "plain text"
        if part.encoding in ("", "7bit") and not part.sent.isascii():
            hint = "name it: Content-Transfer-Encoding: quoted-printable or 8bit"
            yield Found(
                f"the {name} holds letters beyond ASCII and does not say so", whole(mail), hint
            )
        elif part.encoding not in ("", "7bit", "8bit", "binary", "quoted-printable", "base64"):
            message = f"the {name} is encoded as “{part.encoding[:40]}”, which nobody knows"
            yield Found(message, whole(mail), "write quoted-printable or base64")
        elif problem := _charset_problem(part.charset, part.data):
            yield Found(f"the {name} {problem}", whole(mail), "write it in utf-8, and say so")
        if b"\0" in part.data:
            yield Found(f"the {name} holds NUL, at which programs stop", whole(mail), "take it out")


def _charset_problem(charset: str, data: bytes) -> str:
    if not charset:
        return "" if data.isascii() else "holds letters beyond ASCII and names no charset"
    try:
        data.decode(wider(charset))
    except LookupError:
        return f"is in “{charset[:40]}”, a charset that nobody knows"
    except UnicodeDecodeError:
        return f"says that it is in {charset}, and is not"
    except ValueError:
        return f"is in “{charset[:40]}”, which cannot be used"
    return ""


RULES: tuple[Rule[Mail], ...] = (structure, encoding, line_length, line_ends)
