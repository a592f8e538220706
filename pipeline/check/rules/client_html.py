"""HTML and pictures that some of the readers' mail programs do not show as they are meant."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.features.harm_html import DATA_SCRIPTS, LOST_EVERYWHERE
from pipeline.check.features.html_judged import Judged
from pipeline.check.features.loss import Harm
from pipeline.check.features.pictures import picture_uses
from pipeline.check.features.use import Use
from pipeline.check.features.verdict import WORD, verdict
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.clients import chosen, feature, share_of, told
from pipeline.markup import Element
from pipeline.model import Severity

FEW = 0.02  # a share of readers: what only these miss is told a step more quietly


@rule("client/html-lost", Severity.ERROR)
def html_lost(mail: Mail) -> Iterator[Found]:
    """Something that the mail shows or asks is lost in a mail program.

    Forms, films, sound, drawings, other pages inside the mail and scripts are taken out by many
    mail programs. Whoever reads the mail there does not learn that something is missing. Put a
    link or a picture in its place, or inside it as a fallback.

    Source: caniemail.com, tests of the elements named; scripts and frames are removed by every
    mail program's filter.
    """
    for element in mail.document.elements:
        known = LOST_EVERYWHERE.get(element.name)
        if known and element.get("type").lower() not in DATA_SCRIPTS:
            yield Found(known[0], element, known[1], f"<{element.name}")
    for one in mail.html_hits:
        if one.harm is Harm.CONTENT and one.no:
            yield _found(one, mail)


@rule("client/html-unsupported", Severity.WARNING)
def html_unsupported(mail: Mail) -> Iterator[Found]:
    """A mail program does not know some of the HTML, and the mail looks or works wrong there.

    Nothing is lost, but something is shown that should be hidden, a field cannot be used, styles
    are missing, or links do nothing. Elements that only say what a text is (`<section>`, `<abbr>`,
    `role`) are left out: where they are not known, the text is shown all the same.

    Source: caniemail.com, tests of the elements and attributes named.
    """
    for one in mail.html_hits:
        ours = mail.ours and one.loss.quiet  # a footnote: nobody can do anything about it
        if one.harm is Harm.LAYOUT and one.no and not ours:
            yield _found(one, mail)


@rule("client/html-partial", Severity.NOTE)
def html_partial(mail: Mail) -> Iterator[Found]:
    """A mail program knows some of the HTML only in part, and this use is concerned.

    The message says what is different there. Often nothing needs to be done: look at the mail in
    that program, or choose what the hint says.

    Source: caniemail.com, notes on partial support.
    """
    for one in mail.html_hits:
        told_already = one.no or one.loss.quiet
        for text, clients in () if told_already else one.partly.items():
            yield Found(
                f"{one.loss.what} works only in part in {told(clients)}: {text}",
                one.use.at,
                one.loss.hint,
                key=f"{one.use.feature} {text}",
                clients=clients,
                tested=_tested(one.use.feature),
            )


def _found(one: Judged, mail: Mail) -> Found:
    """What is lost; more quietly where it is little, or where few lose it."""
    severity = None
    if one.loss.quiet or share_of(one.no, mail.settings.shares) < FEW:
        severity = Severity.WARNING if one.harm is Harm.CONTENT else Severity.NOTE
    return Found(
        f"{one.loss.what} {one.loss.becomes} in {told(one.no)}",
        one.use.at,
        one.loss.hint,
        severity=severity,
        key=f"{one.use.feature} {one.loss.what}",
        clients=one.no,
        tested=_tested(one.use.feature),
    )


def _tested(name: str) -> str:
    """When something was last tried, "" if nobody did."""
    known = feature(name)
    return known.tested if known else ""


KNOWN = ("image-png", "image-jpg", "image-gif")
"""The formats that all mail programs show."""

TITLES = {
    "image-apng": "animated PNG",
    "image-avif": "AVIF",
    "image-bmp": "BMP",
    "image-hdr": "HDR",
    "image-heif": "HEIF",
    "image-ico": "ICO",
    "image-mp4": "MP4",
    "image-svg": "SVG",
    "image-tiff": "TIFF",
    "image-webp": "WebP",
}


@rule("client/image-format", Severity.WARNING)
def image_format(mail: Mail) -> Iterator[Found]:
    """A picture's format is not shown by a mail program.

    PNG, JPEG and GIF are shown everywhere. Outlook for Windows shows no WebP and no AVIF, Gmail no
    SVG and no pictures that are written into the address itself (`data:`). Readers see an empty
    frame with the alternative text. Of an animated GIF Outlook for Windows shows the
    first frame only: it should say what the picture says, and must not be empty.

    Source: caniemail.com, tests of picture formats.
    """
    clients = chosen(mail.settings.clients)
    for use in picture_uses(mail):
        if use.feature not in KNOWN and not _has_other(use):
            missing = tuple(one for one in clients if verdict(use, one).answer == "no")
            if missing:
                yield _not_shown(use, missing)
        elif use.feature == "image-gif" and use.outlook and WORD in clients:
            yield from _animated(use, mail.files.get(use.shown))


def _has_other(use: Use) -> bool:
    """Whether a picture is but one of several, of which a program takes the one that it knows."""
    element = use.element
    if element is None or use.declaration:
        return bool(use.around)
    if element.name == "source":
        return element.within("picture") is not None
    srcset = element.name == "img" and element.get("src").strip() != use.shown
    return srcset or element.name.startswith("v:") or use.feature == "image-apng"


def _not_shown(use: Use, clients: tuple[str, ...]) -> Found:
    inside = use.feature == "image-base64"
    title = TITLES.get(use.feature, "")
    format_ = "written into the address (data:)" if inside else f"in the format {title}"
    hint = (
        "put the picture into a file and give its address"
        if inside
        else "save the picture as PNG or JPEG"
    )
    decorative = use.declaration is not None or _is_decorative(use.element)
    return Found(
        f"a picture {format_} is not shown in {told(clients)}",
        use.at,
        hint,
        needle="" if inside else use.shown,
        severity=Severity.NOTE if decorative else None,
        key=f"{use.feature} {decorative}",
        clients=clients,
        tested=_tested(use.feature),
    )


def _is_decorative(element: Element | None) -> bool:
    return element is not None and (
        element.has("background") or (element.has("alt") and not element.get("alt").strip())
    )


def _animated(use: Use, data: bytes | None) -> Iterator[Found]:
    from pipeline.pixels import measured

    if data is None or use.declaration or not measured(data).moves:
        return
    blank = _is_blank(data)
    yield Found(
        "of an animated GIF Outlook for Windows shows the first frame only"
        + (", and that one is empty" if blank else ""),
        use.at,
        "make the first frame say what the whole says",
        needle=use.shown,
        severity=Severity.ERROR if blank else Severity.NOTE,
        clients=(WORD,),
        tested=_tested("image-gif"),
    )


def _is_blank(data: bytes) -> bool:
    """Whether the first frame of a picture is one colour throughout, or nothing at all."""
    from pipeline.pixels import opened

    try:
        with opened(data) as picture:
            bands = picture.convert("RGBA").getextrema()
    except (OSError, ValueError, SyntaxError):
        return False
    ranges = [band for band in bands if isinstance(band, tuple)]
    return all(low == high for low, high in ranges) or ranges[-1] == (0, 0)


RULES: tuple[Rule[Mail], ...] = (html_lost, html_unsupported, html_partial, image_format)
