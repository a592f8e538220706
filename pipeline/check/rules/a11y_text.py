"""Text: whether it is large enough, stands well, and is what it looks like."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from pipeline.check.contents.legible import is_read, read
from pipeline.check.contents.rows import Row
from pipeline.check.contents.template_text import filled
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, rule
from pipeline.check.rules.a11y_headings import headings
from pipeline.check.rules.a11y_links import links, said
from pipeline.markup import Element
from pipeline.model import Severity
from pipeline.styles import State

SMALL, TINY = 14.0, 12.0
TIGHT = 1.2
WIDEST = 100  # letters of a line
_RUNNING = 100  # letters of a text that runs over several lines
_LETTER = 0.5  # of its size: about as wide as a letter of a text face is
_SHOUTED = 5
_BULLET = re.compile(r"\s*(?:[•·▪●○◦‣⁃∙►▶✓✔✗➤*]|[-–—](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")
_LIST = 3
_TRUE_LISTS = ("li", "pre", "code", "dd", "dt")
_EMOJI = "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55]"
_EMOJIS = re.compile(rf"(?:{_EMOJI}[\ufe0f\u200d\U0001f3fb-\U0001f3ff\s]*){{3,}}")
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}")


@rule("a11y/text-size", Severity.NOTE)
def text_size(mail: Mail) -> Iterator[Found]:
    """Text is smaller than 14 px.

    On a telephone it is hard to read for anyone over forty, and mail programs that enlarge small
    text by themselves break the lines anew. 16 px or more is right for what is to be read, 14 for
    what is by the way. Under 12 px it is a warning.

    Source: Apple's mail programs enlarge text that is smaller than 13 px; legibility studies of
    small print on screens.
    """
    for one in read(mail, State()):
        size = one.look.size
        if size < SMALL - 0.05 and not _is_raised(one.element):
            yield Found(
                f"text is {round(size, 1):g} px high",
                one.element,
                f"make it {SMALL:g} px or more",
                one.words[:40],
                Severity.WARNING if size < TINY else None,
            )


def _is_raised(one: Element) -> bool:
    """Whether a text is a note's number or the like."""
    return one.name in ("sub", "sup") or one.within("sub", "sup") is not None


@rule("a11y/justified", Severity.NOTE)
def justified(mail: Mail) -> Iterator[Found]:
    """Text is set to both edges.

    Mail programs do not divide words, so that rivers of white run through the lines; people with
    dyslexia lose their place in it. Set it to the side where reading begins.

    Source: WCAG 2.2, success criterion 1.4.8.
    """
    for one in read(mail, State()):
        if one.look.align == "justify" and len(filled(one.words)) >= _RUNNING:
            yield Found("text is set to both edges", one.element, "leave text-align out")


@rule("a11y/line-height", Severity.NOTE)
def line_height(mail: Mail) -> Iterator[Found]:
    """The lines of running text stand too close.

    The eye slips from one line into the next, most of all with dyslexia or at a large size of
    letters. A line's height of one and a half times the letters' is good, 1.2 the least.

    Source: WCAG 2.2, success criteria 1.4.8 and 1.4.12.
    """
    for one in read(mail, State()):
        height = one.look.line
        tight = 0 < height < TIGHT * one.look.size - 0.05
        if tight and len(filled(one.words)) >= _RUNNING:
            times = math.floor(100 * height / one.look.size) / 100
            high = f"only {times:g} times as high as" if times > 1 else "no higher than"
            message = f"the lines of running text are {high} the letters"
            yield Found(message, one.element, "set line-height to 1.5", one.words[:40])


@rule("a11y/line-length", Severity.NOTE)
def line_length(mail: Mail) -> Iterator[Found]:
    """The lines of running text are very long.

    At the end of a line of more than about 80 letters the eye does not find the beginning of the
    next. Make the column narrower, mostly 600 px, or the letters larger.

    Source: WCAG 2.2, success criterion 1.4.8.
    """
    for one in read(mail, State()):
        letters = one.look.measure / (_LETTER * one.look.size)
        if letters > WIDEST and len(filled(one.words)) > 2 * letters:
            message = f"a line of running text holds about {letters // 10 * 10:g} letters"
            yield Found(message, one.element, "make the column narrower", one.words[:40])


@rule("a11y/capitals", Severity.NOTE)
def capitals(mail: Mail) -> Iterator[Found]:
    """A run of words is typed in capitals.

    Capitals have no outline to know a word by, so they are read letter by letter; some screen
    readers spell them, and people feel shouted at. Type small letters, and let a style make them
    large where the look asks for it.

    Source: W3C's guide to writing for accessibility; style sheets' `text-transform`, which screen
    readers see through.
    """
    for one in () if mail.ours else read(mail, State()):  # words/shouting names the article's line
        words = re.findall(r"[^\W\d_]+", one.words)
        run = longest = 0
        for word in words:
            run = run + 1 if len(word) > 1 and _CAPITALS.fullmatch(word) and _is_upper(word) else 0
            longest = max(longest, run)
        if longest >= _SHOUTED:
            message = f"{longest} words in a row are typed in capitals"
            yield Found(message, one.element, "type small letters", one.words[:40])


def _is_upper(word: str) -> bool:
    """Whether a script has small letters, and these are none."""
    return word.isupper()


@rule("a11y/emoji", Severity.NOTE)
def emoji(mail: Mail) -> Iterator[Found]:
    """Several emoji stand in a row in a link, a heading or the subject.

    A screen reader says each one's whole name: “party popper party popper party popper sale”. One
    is enough, after the words.

    Source: Unicode's names of emoji, which screen readers say.
    """
    subject = mail.subject or ""
    named: list[tuple[str, str, Element | None]] = [("the subject", subject, None)]
    named += [("a link", said(one), one) for one in links(mail)]
    named += [("a heading", one.text, one) for _, one in headings(mail)]
    for what, text, at in named:
        found = _EMOJIS.search(text)
        if found:
            message = f"{what} has several emoji in a row"
            yield Found(message, at, "keep one, after the words", found[0].strip())


@rule("a11y/list-faked", Severity.NOTE)
def list_faked(mail: Mail) -> Iterator[Found]:
    """A list is typed with signs or numbers.

    A screen reader says “list with 5 items” of a true one and lets people skip it; of a typed one
    it says “bullet” five times, or nothing. Make it `<ul>` or `<ol>` with `<li>`.

    Source: WCAG 2.2, failure F2, technique H48.
    """
    run: list[Row] = []
    signs = ""
    for row in (*mail.rows, None):
        words = row.words if row and not _is_in_list(row.block) else ""
        sign = _sign(words, len(run) + 1)
        if row and sign and (not run or sign == signs):
            run.append(row)
        else:
            if len(run) >= _LIST:
                what = "numbers" if signs == "1" else "signs"
                message = f"a list of {len(run)} items is typed with {what}"
                yield Found(message, run[0].first, "make it <ul> or <ol>", run[0].words[:40])
            sign = _sign(words, 1)
            run = [row] if row and sign else []
        signs = sign


def _is_in_list(block: Element) -> bool:
    return block.name in _TRUE_LISTS or block.within(*_TRUE_LISTS) is not None


def _sign(text: str, number: int) -> str:
    """What stands before a line as before an item: a sign, "1" for the next number, or nothing."""
    found = _BULLET.match(text)
    if found and is_read(text):
        return found[0].strip()
    numbered = _NUMBER.match(text)
    return "1" if numbered and int(numbered[1]) == number else ""
