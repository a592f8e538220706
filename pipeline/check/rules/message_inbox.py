"""The subject and the line behind it: what a reader sees before the mail is opened."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline import words
from pipeline.check.contents.addresses import is_template
from pipeline.check.contents.inbox import preview, subject, title
from pipeline.check.mail import Mail
from pipeline.check.rule import At, Found, Rule, rule
from pipeline.check.words.mail_words import REPLY_MARKS, VIEW_ONLINE
from pipeline.model import Severity

SUBJECT_MOST, SUBJECT_SEEN = 70, 40  # columns: in a window, and on a telephone
PREHEADER_LEAST, PREHEADER_MOST = 20, 140
EMOJI_MOST = 2
CAPITALS, LETTERS = 0.75, 10
_REPLY = re.compile(
    r"\s*(?P<mark>[^\W\d_]{2,6})(?:\[\d+\]|\s*\(\d+\))?\s*[:：]\s*(?P<rest>.*)", re.DOTALL
)
_LOUD = re.compile(r"[!！]{2,}|[?？]{3,}|(?:[!?！？]\s*){4,}|[$€£]{2,}")
_WORD = re.compile(r"\w+")


def _at_subject(mail: Mail) -> At:
    """Where the subject stands, as far as that is known."""
    found = mail.letter.first("Subject") if mail.letter and not mail.ours else None
    return mail.letter.place(mail.name, found.start) if mail.letter and found else None


@rule("message/subject-empty", Severity.ERROR)
def subject_empty(mail: Mail) -> Iterator[Found]:
    """The subject says nothing.

    Inboxes show “(no subject)”, which readers take for spam, and so do filters. Write what the
    mail is about.

    Source: SpamAssassin's MISSING_SUBJECT; RFC 5322 section 3.6.5.
    """
    if subject(mail) == "":
        yield Found("the mail has no subject", _at_subject(mail), "write what it is about")


@rule("message/subject-length", Severity.NOTE)
def subject_length(mail: Mail) -> Iterator[Found]:
    """The subject is longer than inboxes show.

    A telephone shows about 40 letters, a window about 70; the rest is cut off, often with the
    word that mattered. Say it shorter, the telling words first.

    Source: what Gmail's, Apple's and Outlook's lists of mails show.
    """
    said = subject(mail) or ""
    columns = words.width(said)
    if columns > SUBJECT_MOST and not is_template(said):
        message = f"the subject has {columns} letters; inboxes cut it after {SUBJECT_MOST}"
        hint = f"say it shorter, with what matters in the first {SUBJECT_SEEN}"
        yield Found(message, _at_subject(mail), hint)


@rule("message/subject-shouting", Severity.WARNING)
def subject_shouting(mail: Mail) -> Iterator[Found]:
    """The subject shouts.

    Capitals throughout and rows of exclamation marks are how spam looks, to readers and to filters
    alike. Write it as you would say it.

    Source: SpamAssassin's SUBJ_ALL_CAPS and PLING_QUERY rules; Gmail's guide for senders.
    """
    said = subject(mail) or ""
    letters = [one for one in said if one.isalpha() and one.lower() != one.upper()]
    upper = sum(one.isupper() for one in letters)
    if len(letters) >= LETTERS and " " in said and upper > CAPITALS * len(letters):
        message = f"the subject “{said}” is in capitals"
        yield Found(message, _at_subject(mail), "write it as you would say it")
    elif _LOUD.search(said):
        message = f"the subject “{said}” shouts with its signs"
        yield Found(message, _at_subject(mail), "one sign is enough, if any")


@rule("message/subject-reply", Severity.WARNING)
def subject_reply(mail: Mail) -> Iterator[Found]:
    """The subject pretends to be an answer.

    `Re:` or `Fwd:` before a mail that answers nothing deceives readers; Gmail asks senders not to,
    and filters compare it with the headers of a true answer. Leave it out.

    Source: Gmail's guide for senders; SpamAssassin's FAKE_REPLY rules; RFC 5322 section 3.6.5.
    """
    found = _REPLY.match(subject(mail) or "")
    if not found or found["mark"].lower() not in REPLY_MARKS:
        return
    answers = mail.letter and (mail.letter.first("In-Reply-To") or mail.letter.first("References"))
    if not answers:
        message = f"the subject begins with “{found['mark']}:”, and the mail answers none"
        yield Found(message, _at_subject(mail), "leave it out")


@rule("message/subject-emoji", Severity.NOTE)
def subject_emoji(mail: Mail) -> Iterator[Found]:
    """The subject has many small pictures.

    Screen readers read each of them out by its name, some inboxes show empty boxes, and a row of
    them looks like an advertisement. One is enough.

    Source: Unicode Technical Standard 51 for what they are; how screen readers name them.
    """
    said = subject(mail) or ""
    count = sum(_is_emoji(one) for one in said)
    if count > EMOJI_MOST:
        message = f"the subject has {count} emoji"
        yield Found(message, _at_subject(mail), "one is enough")


def _is_emoji(character: str) -> bool:
    return character >= "\u2300" and unicodedata.category(character) == "So"


@rule("message/title-differs", Severity.NOTE)
def title_differs(mail: Mail) -> Iterator[Found]:
    """The title of the mail's HTML is not its subject.

    Screen readers and browser tabs read the title out when the mail is opened on the web or in
    some mail programs; a title left over from another mail or a template confuses. Make them the
    same. A title that is the sender's name, or a part of the subject, misleads nobody.

    Source: WCAG 2.2 success criterion 2.4.2; the Email Markup Consortium's report for how often it
    is missing.
    """
    said, (shown, element) = subject(mail), title(mail)
    if not said or not shown or is_template(said) or is_template(shown):
        return
    sender = mail.letter.text("From") or "" if mail.letter else ""
    if not _same(said, shown) and not any(_is_in(shown, one) for one in (said, sender)):
        message = f"the title “{shown[:80]}” is not the subject “{said[:80]}”"
        yield Found(message, element, "write the subject as the title too")


def _is_in(few: str, many: str) -> bool:
    """Whether words stand among others, in their order."""
    inside, around = (f" {' '.join(_bare(one))} " for one in (few, many))
    return bool(inside.strip()) and inside in around


@rule("message/preheader-missing", Severity.NOTE)
def preheader_missing(mail: Mail) -> Iterator[Found]:
    """Nothing stands behind the subject in the inbox.

    The mail begins with pictures and has no text that inboxes could show, so they show nothing, or
    an address. Write a sentence at the top of the body, hidden if you wish.

    Source: how Gmail, Apple Mail and Outlook take the preview line from the body's first text.
    """
    found = preview(mail)
    if mail.html and not found.text:
        hint = "begin the body with a sentence of 40 to 90 letters"
        yield Found("inboxes find no text to show behind the subject", mail.body, hint)


@rule("message/preheader-boilerplate", Severity.WARNING)
def preheader_boilerplate(mail: Mail) -> Iterator[Found]:
    """What inboxes show behind the subject is “View in browser”.

    The line decides, with the subject, whether a mail is opened; here it says how to look at it.
    Put a sentence about the mail before it, hidden if you wish.

    Source: how Gmail, Apple Mail and Outlook take the preview line from the body's first text.
    """
    found = preview(mail)
    text = " ".join(found.text.lower().replace("’", "'").split())[:60]
    phrase = next((one for one in VIEW_ONLINE if one in text), "")
    if phrase and text.find(phrase) < 30:
        message = f"inboxes show “{found.text[:60]}” behind the subject"
        yield Found(message, found.element, "put a sentence about the mail before it")


@rule("message/preheader-same", Severity.WARNING)
def preheader_same(mail: Mail) -> Iterator[Found]:
    """The line behind the subject says the subject again.

    Inboxes show the two side by side: half of the room is wasted. Let it add something.

    Source: how inboxes show a mail in their list.
    """
    said, found = subject(mail), preview(mail)
    if said and found.written and _same(said, found.text):
        message = f"the line behind the subject says it again: “{found.text[:80]}”"
        yield Found(message, found.element, "let it add something")


@rule("message/preheader-repeated", Severity.NOTE)
def preheader_repeated(mail: Mail) -> Iterator[Found]:
    """The hidden line for inboxes is the mail's first sentence again.

    Inboxes would have shown that sentence anyway, and some show it twice in a row; screen readers
    may read it twice. Let it add something, or leave it out.

    Source: how Gmail and Apple Mail fill the preview line with what follows in the body.
    """
    found = preview(mail)
    if _same(subject(mail) or "", found.text):
        return
    if found.written and found.first and _starts(found.first, found.text):
        message = f"the hidden line repeats how the mail begins: “{found.text[:80]}”"
        yield Found(message, found.element, "let it add something, or leave it out")


@rule("message/preheader-length", Severity.NOTE)
def preheader_length(mail: Mail) -> Iterator[Found]:
    """The hidden line for inboxes is shorter or longer than they show.

    After a short one inboxes go on with whatever comes first in the mail; a long one is cut. 40 to
    90 letters suit most.

    Source: what Gmail's, Apple's and Outlook's lists of mails show.
    """
    found = preview(mail)
    columns = words.width(found.text) if found.written else 0
    if not columns or is_template(found.text):
        return
    if columns > PREHEADER_MOST:
        message = f"the line for inboxes has {columns} letters; they cut it after about 90"
        yield Found(message, found.element, "say it in 40 to 90")
    elif columns < PREHEADER_LEAST and not mail.ours:
        message = f"the line for inboxes has only {columns} letters: “{found.text}”"
        yield Found(message, found.element, "say something in 40 to 90")


def _bare(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _same(one: str, other: str) -> bool:
    """Whether two texts have the same words, or none to compare."""
    return _bare(one) == _bare(other) and bool(_bare(one))


def _starts(text: str, begin: str) -> bool:
    first, wanted = _bare(text), _bare(begin)
    return bool(wanted) and len(begin) >= PREHEADER_LEAST and first[: len(wanted)] == wanted


RULES: tuple[Rule[Mail], ...] = (
    subject_empty,
    subject_reply,
    subject_shouting,
    subject_length,
    subject_emoji,
    preheader_boilerplate,
    preheader_missing,
    preheader_same,
    preheader_repeated,
    preheader_length,
    title_differs,
)
