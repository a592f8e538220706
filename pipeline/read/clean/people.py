"""Who wrote it and when, as a page sets it above and below its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Block
from pipeline.read.clean.forms import PROSE, either, head, heads_text, lines

BIO_WORDS = 100
BIO_BLOCKS = 3

ABOUT = either(
    r"about the (author|writer|contributor)s?:?|about (our|this) (author|writer)s?:?",
    r"(written|posted) by:?",
    r"über (die autorin|den autor|die autoren|die autorinnen|den verfasser):?",
    r"à propos (de l['’]|des |du )(auteure?s?|autrice|rédacteur):?",
    r"(sobre|acerca) (del? )?(el autor|la autora|los autores|autor):?",
    r"(عن|نبذة عن) (الكاتب|الكاتبة|المؤلف|المؤلفة):?",
    r"sull['’]autore|sull['’]autrice|sobre o autor|over de auteur",
)
_MONTH = (
    r"(jan(uary|uar|vier)?|feb(ruary|ruar)?|févr?(ier)?|mar(ch|s)?|märz|apr(il)?|avr(il)?"
    r"|ma[iy]|june?"
    r"|juni?|juin|july?|juli|juil(let)?|aug(ust)?|août|sept?(ember|embre)?|o[ck]t(ober|obre)?"
    r"|nov(ember|embre)?|de[czg](ember)?|déc(embre)?|enero|febrero|marzo|abril|mayo|junio|julio"
    r"|agosto|septiembre|octubre|noviembre|diciembre|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو"
    r"|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)\.?"
)
_DAY = r"\d{1,2}(\.|st|nd|rd|th|er)?"
_DATE = (
    rf"((\w+day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi"
    rf"|mercredi|jeudi"
    rf"|vendredi|samedi|dimanche),? )?(({_MONTH} {_DAY},? \d{{4}}"
    rf"|{_DAY} (de )?{_MONTH},? (de )?\d{{4}}"
    rf"|{_MONTH} \d{{4}}|\d{{4}}-\d\d?-\d\d?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}))"
    rf"(,? (at|um|à|a las)? ?\d{{1,2}}[:.h]\d\d( ?[ap]\.?m\.?| uhr)?)?"
)
_TOLD = (
    r"((first |last |originally )?(published|posted|updated|modified|written|reviewed)( on| at)?"
    r"|(last )?(update|reviewed)|veröffentlicht( am)?|(zuletzt )?aktualisiert( am)?|stand"
    r"|publié( le)?|mis à jour( le)?|(publicado|actualizado)( el)?|نشر(ت)?( في)?|آخر تحديث)"
)
_NAME = r"(?-i:[^\W\d_a-z][\w.'’-]*)( (?-i:[^\W\d_a-z][\w.'’-]*|de|van|von|der|la|bin|al)){0,4}"
_BY = (
    rf"((written |posted |published |words )?by|von|par|por|بقلم"
    rf"|(medically )?reviewed by):? {_NAME}"
    rf"(,? (md|phd|rn|ms|mph|rd|dr\.?|msc|bsc)\.?)*"
)
_TIME = (
    r"((reading|read) time|lesezeit|temps de lecture|tiempo de lectura|وقت القراءة)?[ :]*"
    r"(about )?\d+[- ](min(ute)?s?\.?|minuten?|minutos|دقائق|دقيقة)"
    r"( ?(read|reading time|lesezeit|de lecture|de lectura))?"
)
_COUNT = r"(\d+|no|keine|leave a) (comments?|kommentare?|commentaires?|comentarios?|views|shares)"
_SECTION = r"(in|filed under|category|categories|kategorie):? [^.!?]{2,40}"

# A piece is what the first of these says that it is.
_PIECES = (
    ("told", either(rf"{_TOLD}:? {_DATE}( (by|von|par|por) {_NAME})?")),
    ("date", either(_DATE)),
    ("time", either(_TIME)),
    ("by", either(_BY)),
    ("told", either(rf"{_DATE} (by|von|par|por) {_NAME}( {_COUNT})?")),
    ("both", either(rf"{_BY},?( (on|am|le|el))?,? {_DATE}")),
    ("rest", either(rf"{_COUNT}|{_SECTION}")),
)
_IS_NAME = re.compile(_NAME)
_PARTED = re.compile(r"\s*[|·•]\s*|\s+[–—/-]\s+")


def byline(blocks: Sequence[Block], _title: str) -> set[int]:
    """The line above a text that says who wrote it and when: a name alone is not enough."""
    return {
        at
        for at in head(blocks, 6)
        if blocks[at].kind in PROSE
        and blocks[at].words <= 40
        and not (heads_text(blocks, at) and blocks[at].words < 2)
        and _is_byline(lines(blocks[at]))
    }


def _is_byline(written: Sequence[str]) -> bool:
    """Whether lines are made of nothing but the pieces of a byline, and of enough of them."""
    pieces = [piece for line in written for piece in _PARTED.split(line) if piece]
    kinds = [_kind(piece, index) for index, piece in enumerate(pieces)]
    return (
        bool(kinds)
        and "" not in kinds
        and (
            "told" in kinds
            or ("both" in kinds)
            or (len(set(kinds) & {"date", "time"}) > 0 and len(set(kinds) & {"by", "name"}) > 0)
            or {"date", "time"} <= set(kinds)
        )
    )


def _kind(piece: str, index: int) -> str:
    """What a piece of a byline is, "" if none."""
    for kind, form in _PIECES:
        if form.fullmatch(piece):
            return kind
    return "name" if index == 0 and _IS_NAME.fullmatch(piece) and " " in piece else ""


def author_box(blocks: Sequence[Block], _title: str) -> set[int]:
    """“About the author” and the few lines on them that end the text."""
    start = max(0, len(blocks) - BIO_BLOCKS - 1)
    for at in range(start, len(blocks)):
        below = blocks[at + 1 :]
        if _is_about(blocks[at]) and all(one.kind in ("paragraph", "image") for one in below):
            words = sum(one.words for one in below)
            return set(range(at, len(blocks))) if words <= BIO_WORDS else set()
    return set()


def _is_about(block: Block) -> bool:
    return block.kind in PROSE and block.words <= 8 and bool(ABOUT.fullmatch(block.text.strip()))
