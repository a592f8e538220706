"""What pictures say to people who do not see them, and whether they keep still."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.contents.animations import seconds
from pipeline.check.contents.legible import is_silent
from pipeline.check.contents.pictures import shown_size
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, rule
from pipeline.markup import Element
from pipeline.model import Change, Severity

_FILE = re.compile(
    r"(?i)\s*(?:[^\s]+\.(?:jpe?g|png|gif|webp|svg|bmp|avif|heic|tiff?)"
    r"|(?:img|dsc|dscn|dscf|pxl|image|screenshot|untitled|photo|bild|foto)[-_ ]?\d[\d\-_ ]*)\s*"
)
_OF = re.compile(
    r"(?i)\s*(?:an? |the )?(?:image|picture|photo|photograph|graphic|icon|bild|foto|grafik|"
    r"imagen|foto|photographie|immagine)\s+(?:of|von|de|di|du|des|that shows|showing|containing)\b"
)
_ONLY = frozenset(
    """image img picture pic photo photograph graphic alt placeholder bild foto grafik abbildung
    imagen afbeelding immagine photographie billede bilde kuva obrázek obraz zdjęcie""".split()  # noqa: SIM905
)
_SPACES = re.compile(
    r"(?i)(?:spacer|spacer image|line ?break|divider|separator|blank|shim|pixel|tracking pixel"
    r"|trennlinie|platzhalter|espaceur|séparateur|separador|separatore)"
)
_TOO_LONG_TO_WATCH = 5.0
_SPACER = re.compile(
    r"(?i)(?:^|/)(?:spacer|blank|clear|pixel|transparent|shim)[\w-]*\.(?:gif|png|jpe?g|webp)"
)


def images(mail: Mail) -> Iterator[Element]:
    """The images that are there for people: shown, and not skipped by screen readers.

    The areas of an image with several links are among them.
    """
    looks = mail.styled.looks_by_day
    silent: dict[int, bool] = {}
    for one in mail.body_elements:
        if one.name in ("img", "area") or (one.name == "input" and one.get("type") == "image"):
            role = one.get("role").lower()
            skipped = is_silent(one, silent) or role in ("presentation", "none")
            if not skipped and (one.name == "area" or not looks[one.start].gone):
                yield one


def is_spacer(one: Element) -> bool:
    """Whether an image only takes space, or counts."""
    sides = [side for side in shown_size(one) if side is not None]
    return any(side <= 2 for side in sides) or bool(_SPACER.search(one.get("src")))


@rule("a11y/alt-missing", Severity.WARNING)
def alt_missing(mail: Mail) -> Iterator[Found]:
    """A picture has no alternative text.

    A screen reader reads out the address instead, letter by letter, and where images are blocked
    an empty frame stands there. Say in `alt` what the picture tells; a picture that only decorates
    has `alt=""`. In a link without other words it is an error, for nobody can tell where the link
    leads.

    Source: WCAG 2.2, success criterion 1.1.1; 51 % of mails fail it (Email Markup Consortium,
    2025).
    """
    for one in images(mail):
        named = one.has("alt") or one.get("aria-label").strip() or one.get("title").strip()
        if named or one.get("aria-labelledby"):
            continue
        link = one if one.name == "area" else one.within("a")
        alone = link is not None and link.has("href") and not link.text.strip()
        spacer = is_spacer(one) and not alone
        at = one.start + 1 + len(one.name)
        yield Found(
            "a picture that only takes space has no alt"
            if spacer
            else "a part of a picture that is a link has no alternative text"
            if one.name == "area"
            else "a picture that is a link has no alternative text"
            if alone
            else "a picture has no alternative text",
            one,
            'write alt="" on it' if spacer else "say in alt what it tells",
            severity=Severity.ERROR if alone else Severity.NOTE if spacer else None,
            changes=(Change("", at, at, ' alt=""'),) if spacer else (),
        )


@rule("a11y/alt-file-name", Severity.WARNING)
def alt_file_name(mail: Mail) -> Iterator[Found]:
    """The alternative text of a picture is the name of its file.

    Who listens to the mail hears “I M G underscore 4 0 2 3”. Say what the picture shows, in as
    many words as you would on the telephone.

    Source: WCAG 2.2, failure F30.
    """
    for one in images(mail):
        alt = one.get("alt")
        if alt.strip() and _FILE.fullmatch(alt):
            message = f"the alternative text “{alt.strip()[:60]}” is the name of a file"
            yield Found(message, one, "say what the picture shows", alt, key="file-name")


@rule("a11y/alt-words", Severity.NOTE)
def alt_words(mail: Mail) -> Iterator[Found]:
    """An alternative text says what nobody needs to hear.

    A screen reader says “image” by itself before it reads the text: begin with what is to be seen.
    “Image” alone tells nothing. And a picture that only takes space is read out as “spacer,
    spacer”: write `alt=""`.

    Source: HTML Standard, 4.8.4.4, on what an alternative text is for; W3C's tutorial on images.
    """
    for one in images(mail):
        found = _OF.match(one.get("alt"))
        if found:
            message = f"an alternative text begins with “{found[0].strip()}”"
            yield Found(message, one, "begin with what is to be seen", found[0])
        elif _SPACES.fullmatch(one.get("alt").strip()):
            message = f"a picture that only takes space is read out as “{one.get('alt').strip()}”"
            yield Found(message, one, 'write alt="" on it', one.get("alt"))
        elif one.get("alt").strip().casefold() in _ONLY:
            message = f"the alternative text “{one.get('alt').strip()}” says only that it is one"
            yield Found(message, one, "say what is to be seen", one.get("alt"))


@rule("a11y/vml-alt", Severity.NOTE)
def vml_alt(mail: Mail) -> Iterator[Found]:
    """A picture or link that only Outlook shows has no alternative text.

    Outlook for Windows draws it from VML and hands `alt` to screen readers as it does for images.
    Write `alt` on the shape: what it shows or where it leads, or `alt=""` if it only decorates.

    Source: Email Markup Consortium, accessibility report 2025; Vector Markup Language, `alt`.
    """
    for one in () if mail.is_mjml else mail.document.elements:  # in MJML it is MJML that draws it
        pictured = one.name == "v:image" or (
            one.name in ("v:rect", "v:roundrect", "v:shape", "v:oval") and one.has("href")
        )
        if pictured and not one.has("alt") and not one.text.strip():
            what = "a picture" if one.name == "v:image" else "a link"
            yield Found(f"{what} that only Outlook shows has no alt", one, 'write alt="…" on it')


@rule("a11y/animation", Severity.NOTE)
def animation(mail: Mail) -> Iterator[Found]:
    """A picture moves for more than five seconds, or for ever.

    People with attention or balance disorders cannot read beside something that moves, and a mail
    has no button to stop it. Let it run once or twice and stand still, within five seconds.

    Source: WCAG 2.2, success criterion 2.2.2.
    """
    for one in mail.pictures:
        lasts = seconds(one.data) if one.data else 0.0
        if lasts > _TOO_LONG_TO_WATCH:
            how = "for ever" if lasts == float("inf") else f"for {lasts:.0f} seconds"
            message = f"{one.name} moves {how}"
            yield Found(message, one.element, "let it stand still within five seconds", one.written)
