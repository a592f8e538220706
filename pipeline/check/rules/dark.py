"""What becomes of a mail in the dark: by its own styles, and by what mail programs do to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.check.contents.legible import (
    HARD,
    NIGHT,
    Read,
    is_seen_otherwise,
    ratio,
    read,
    told_ratio,
)
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.a11y_contrast import faint
from pipeline.colour import CLIENTS, inverted, nearest
from pipeline.markup import Element
from pipeline.model import Severity
from pipeline.styles import Look, State


class _Program(NamedTuple):
    """A client that inverts: its name among the facts, and whose hooks it lets through."""

    client: str
    state: State


PROGRAMS = {
    "gmail-android": _Program("gmail.android", State(client="gmail")),
    "outlook-com": _Program("outlook.outlook-com", State(client="outlook-com")),
    "gmail-ios": _Program("gmail.ios", State(client="gmail")),
    "outlook-windows": _Program("outlook.windows", State()),
}
"""The clients that invert, by the names of `pipeline.colour`."""
_ENOUGH = 0.9
"""The share of the contrast needed from which on such rough formulas tell nothing."""


@rule("dark/contrast", Severity.ERROR)
def contrast(mail: Mail) -> Iterator[Found]:
    """Text is too faint to read in the mail's own dark colours.

    The mail has styles for the dark, or says that it may be shown light on dark, and some of its
    text was forgotten: dark words on a sheet that is dark now, or light on light. Give the text a
    colour in `@media (prefers-color-scheme: dark)`, with `!important` where a style attribute
    sets another. From two thirds of the contrast needed on it is a warning.

    Source: WCAG 2.2, success criterion 1.4.3; Media Queries 5, `prefers-color-scheme`, which Apple
    Mail, Thunderbird and Samsung Email follow.
    """
    if is_seen_otherwise(mail):
        for one in read(mail, *NIGHT):
            if one.ratio < one.needed:
                yield faint(one, dark=True)


@rule("dark/contrast-inverted", Severity.WARNING)
def contrast_inverted(mail: Mail) -> Iterator[Found]:
    """Text is hard to read once a mail program has turned the colours for the dark.

    Gmail's apps, Outlook.com and Outlook for Windows change a mail's colours by themselves in dark
    mode and read no dark styles. A pair that is easy to read by day can come out too faint, most of
    all words on grounds that are neither light nor dark. How the programs reckon is known only
    roughly, so it is a warning below two thirds of the contrast needed, else a note, and nothing
    where less than a tenth is missing. The hint has the nearest shade of the words that stands
    both, if there is one; else choose a lighter or darker ground.

    Source: WCAG 2.2, success criterion 1.4.3, on colours as measured in screenshots of these
    programs.
    """
    looks = {name: mail.styled.looks(one.state) for name, one in PROGRAMS.items()}
    for one in read(mail, State()):
        if one.ratio < one.needed or one.look.pictured or (one.ink, one.ground) in mail.pairs:
            continue
        ratios = {name: _turned(name, one, looks[name][one.element.start]) for name in PROGRAMS}
        low = [name for name, value in ratios.items() if value < _ENOUGH * one.needed]
        if low:
            yield _faint(one, low, min(ratios[name] for name in low))


def _turned(name: str, one: Read, look: Look) -> float:
    """The contrast of a text after a client's inversion, which leaves a hook's colours alone."""
    ink, ground = look.pair or (one.ink, one.ground)
    pair = inverted(name, ink, ground)
    return ratio(
        ink if look.ink_kept else pair.foreground, ground if look.ground_kept else pair.background
    )


def _faint(one: Read, low: list[str], least: float) -> Found:
    *others, last = (CLIENTS[name].name for name in low)
    programs = f"{', '.join(others)} and {last}" if others else last

    def stands(shade: str) -> bool:
        pairs = [inverted(name, shade, one.ground) for name in PROGRAMS]
        return all(ratio(*pair) >= one.needed for pair in [(shade, one.ground), *pairs])

    shade = nearest(one.ink, stands)
    hint = f"make the text {shade}" if shade else "choose a lighter or a darker ground"
    return Found(
        f"{one.told} keeps a contrast of {told_ratio(least)} once the dark mode of {programs} has "
        f"changed it; people need {one.needed:g}:1 to read it",
        one.element,
        hint,
        one.words[:40],
        None if least < HARD * one.needed else Severity.NOTE,
        clients=tuple(PROGRAMS[name].client for name in low),
    )


@rule("dark/meta-missing", Severity.NOTE)
def meta_missing(mail: Mail) -> Iterator[Found]:
    """The mail has dark styles, but does not say so, or says so and has none.

    Apple Mail applies `prefers-color-scheme` with more certainty, and leaves the mail's colours
    alone, where `<meta name="color-scheme" content="light dark">` stands in the head. Where only
    that stands there and no style follows, a program may set white words on sheets that stay
    white.

    Source: CSS Color Adjustment 1, `color-scheme`; Apple's WebKit since 2019.
    """
    dark = _dark_styles(mail)
    scheme = mail.styled.scheme
    head = next((one for one in mail.document.others_elements if one.name == "head"), None)
    if dark and "dark" not in scheme.split():
        hint = 'write <meta name="color-scheme" content="light dark"> into the head'
        message = "the mail has styles for the dark and does not say so in its head"
        yield Found(message, head or dark, hint)
    elif "dark" in scheme.split() and not dark and not mail.ours:
        meta = _meta(mail)
        hint = 'write dark styles, or content="light only"'
        yield Found(
            "the mail says that it is made for the dark and has no styles for it", meta, hint
        )


def _dark_styles(mail: Mail) -> Element | None:
    """The first style block that has something for the dark."""
    for sheet in mail.sheets:
        preludes = [sheet.media, *(one.prelude for one in sheet.at_rules if one.name == "media")]
        if any("prefers-color-scheme" in one and "dark" in one for one in preludes):
            return sheet.element
    return None


def _meta(mail: Mail) -> Element | None:
    return next(
        (
            one
            for one in mail.document.others_elements
            if one.name == "meta" and one.get("name").lower() == "color-scheme"
        ),
        None,
    )


@rule("dark/logo", Severity.WARNING)
def logo(mail: Mail) -> Iterator[Found]:
    """A picture of dark lines on a clear ground vanishes in the dark.

    Where the sheet turns dark, a logo in black on nothing is black on black. Save it with a light
    edge or ground of its own, or show another one in dark mode.

    Source: PNG, third edition, on transparency; no mail program changes the colours of pictures.
    """
    from pipeline.check.contents.clear_pictures import vanishes

    dark = mail.styled.looks(State(dark=True))
    for one in mail.pictures:
        if one.element.name != "img" or not one.data or one.element.start not in dark:
            continue
        look = dark[one.element.start]
        if look.gone or not look.seen or (one.width or 9) <= 2:
            continue
        grounds = _grounds(mail, one.element, look)
        if grounds and vanishes(one.data, grounds):
            yield Found(
                f"{one.name} has dark lines on a clear ground: in dark mode they are lost",
                one.element,
                "give it a light ground or edge, or another picture for the dark",
                one.written,
            )


def _grounds(mail: Mail, element: Element, look: Look) -> tuple[str, ...]:
    """The dark grounds that a picture comes to stand on."""
    if is_seen_otherwise(mail):
        return (look.ground.hex,) if look.ground else ()
    if mail.ours:
        return ()
    ground = mail.styled.looks(State())[element.start].ground
    return (inverted("gmail-android", "#000000", ground.hex).background,) if ground else ()


RULES: tuple[Rule[Mail], ...] = (contrast, contrast_inverted, meta_missing, logo)
