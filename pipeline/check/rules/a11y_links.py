"""Links: whether people find them, and know where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.contents.legible import is_read, is_silent, ratio
from pipeline.check.contents.rows import Row
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, rule
from pipeline.check.words.idle import IDLE
from pipeline.markup import Element, Text
from pipeline.model import Severity
from pipeline.styles import BLANK, Look, Looks

_TOLD_APART = 3.0
_ROOM = 24.0


def links(mail: Mail) -> Iterator[Element]:
    """The links that are shown, and not skipped by screen readers."""
    looks = mail.styled.looks_by_day
    silent: dict[int, bool] = {}
    for one in mail.body_elements:
        shown = one.name == "a" and one.has("href") and not looks[one.start].gone
        if shown and not is_silent(one, silent):
            yield one


def said(link: Element) -> str:
    """What a screen reader says of a link."""
    for name in ("aria-label", "aria-labelledby"):
        if link.get(name).strip():
            return link.get(name).strip()
    words = [one.data if isinstance(one, Text) else _alt(one) for one in link.nodes()]
    text = " ".join("".join(words).split())
    return text.strip(BLANK) or link.get("title").strip()


def _alt(one: Element) -> str:
    return f" {one.get('alt') or one.get('aria-label')} " if one.name in ("img", "svg") else ""


@rule("a11y/link-empty", Severity.ERROR)
def link_empty(mail: Mail) -> Iterator[Found]:
    """A link has no words.

    A screen reader reads out its address, letter by letter, or says “link” and nothing more. Write
    words into it; where it holds only a picture, say in the picture's `alt` where it leads.

    Source: WCAG 2.2, success criterion 2.4.4; 72 % of mails fail it (Email Markup Consortium,
    2025).
    """
    for one in links(mail):
        pictures = [each for each in one.walk() if each.name == "img"]
        untold = any(not each.has("alt") for each in pictures)  # told as a11y/alt-missing
        if not said(one) and not untold:
            hint = "say in the picture's alt where it leads" if pictures else "write words into it"
            what = "a link that is a picture" if pictures else "a link"
            yield Found(f"{what} has no words", one, hint, one.get("href"))


@rule("a11y/link-words", Severity.WARNING)
def link_words(mail: Mail) -> Iterator[Found]:
    """The words of a link do not say where it leads.

    Screen readers list the links of a mail, and people jump through them: “here, here, read more”
    tells nothing. Link the words that name the thing: “the timetable”, not “click here”. Lists of
    such words are kept by language; the list `idle-links` in a project's words adds to them.

    Source: WCAG 2.2, success criteria 2.4.4 and 2.4.9; 18 % of mails fail it (Email Markup
    Consortium, 2025).
    """
    idle = _idle(mail)
    for one in links(mail):
        words = said(one)
        plain = words.casefold().strip(" \t\n.…:;,!?»›→>«‹←<↗▸▶()[]“”\"'").replace("’", "'")
        if plain in idle:
            message = f"“{words[:60]}” does not say where the link leads"
            yield Found(message, one, "link the words that name the thing", words)


def _idle(mail: Mail) -> frozenset[str]:
    """The words that say nothing in the mail's language, and in English, which is everywhere."""
    page = next((one for one in mail.document.others_elements if one.name == "html"), None)
    lang = (mail.lang or (page.get("lang") if page else "")).partition("-")[0].lower()
    own = IDLE.get(lang, ()) if lang else tuple(word for words in IDLE.values() for word in words)
    return frozenset((*own, *IDLE["en"])) | mail.words["idle-links"].patterns


@rule("a11y/link-colour", Severity.WARNING)
def link_colour(mail: Mail) -> Iterator[Found]:
    """A link within text is told apart by its colour alone, or not at all.

    One man in twelve sees colours otherwise, and on a dimmed screen nobody sees them. Leave links
    in running text underlined; a colour of its own is enough only where it has a contrast of 3:1
    with the words around it.

    Source: WCAG 2.2, success criterion 1.4.1, failure F73, technique G183; 17 % of mails fail it
    (Email Markup Consortium, 2025).
    """
    looks = mail.styled.looks_by_day
    silent: dict[int, bool] = {}
    for row in mail.rows:
        if sum(map(str.isalpha, row.around)) < 2:
            continue
        around = looks[_besides(row).start]
        for one in row.links:
            own = looks[innermost(one).start]
            if is_silent(one, silent) or _is_marked(one, looks, around):
                continue
            if own.pair is None or around.pair is None:
                continue
            if ratio(own.pair[0], around.pair[0]) < _TOLD_APART:
                same = own.pair[0] == around.pair[0]
                how = "looks like the words around it" if same else _BY_COLOUR
                yield Found(f"a link within text {how}", one, "underline it", one.text.strip()[:40])


_BY_COLOUR = "is told apart by its colour alone"


def _besides(row: Row) -> Element:
    """What the first words of a row stand in that are no link."""
    texts = (text for text, link in row.texts if link is None and is_read(text.data))
    return next((text.parent for text in texts if text.parent), row.block)


def innermost(link: Element) -> Element:
    """What the first words of a link stand in."""
    for node in link.nodes():
        if isinstance(node, Text) and is_read(node.data) and node.parent is not None:
            return node.parent
    return link


def _is_marked(link: Element, looks: Looks, around: Look) -> bool:
    """Whether something besides its ink tells a link from the words around it."""
    own = looks[innermost(link).start]
    return (
        any(looks[one.start].underlined or looks[one.start].edge for one in link.walk())
        or own.ground != around.ground
        or own.weight >= around.weight + 200
        or abs(own.size - around.size) > 2
        or any(one.name in ("img", "i", "em") for one in link.walk())
    )


@rule("a11y/target-size", Severity.NOTE)
def target_size(mail: Mail) -> Iterator[Found]:
    """Links stand closer under one another than a finger is wide.

    On a telephone, and for hands that shake, the wrong one is hit: mostly “unsubscribe” beside
    “settings”. Give each line 24 px or more, 44 where there is room.

    Source: WCAG 2.2, success criterion 2.5.8.
    """
    looks = mail.styled.looks_by_day
    before: Row | None = None
    for row in mail.rows:
        alone = row.links if not is_read(row.around) else []
        if len(alone) != 1:
            before = None
            continue
        if before and before.block is row.block:
            (one,) = alone
            parts = {id(look): look for look in _looks(one, row.block, looks)}.values()
            room = max(look.line for look in parts) + sum(
                look.pad_top + look.pad_bottom for look in parts if look.display != "table-cell"
            )
            if room < _ROOM:
                message = f"links stand {room:.0f} px apart, one under the other"
                yield Found(message, one, "give each line 24 px or more", one.text.strip()[:40])
        before = row


def _looks(link: Element, block: Element, looks: Looks) -> Iterator[Look]:
    """How everything from a link's words up to its block is seen."""
    one = innermost(link)
    while one is not block and one.parent is not None:
        yield looks[one.start]
        one = one.parent
    yield looks[block.start]
