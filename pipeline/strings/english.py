"""The frame's words in English: the source of all translations.

A message has a key, by which templates ask for it, its words, and what a translator should know.
What stands in braces is filled in. Where a number is, `number` names its blank and `plural` is
what is said of all numbers but one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """Words of the frame: their key, themselves, a note for translators."""

    key: str
    text: str
    note: str
    plural: str = ""
    number: str = ""


_ALL = (
    Message(
        "progress",
        "Letter {number} of {total}",
        "Above the title. A mail of a series is called a letter throughout: calm and personal.",
    ),
    Message("next_today", "The next letter follows today.", "Below the text."),
    Message(
        "next_hours",
        "Next letter in {hours} hour.",
        "Below the text.",
        plural="Next letter in {hours} hours.",
        number="hours",
    ),
    Message("next_day", "Next letter tomorrow.", "Below the text. No verb: it is a plain notice."),
    Message(
        "next_days",
        "Next letter in {days} day.",
        "Below the text. One day has words of its own: next_day.",
        plural="Next letter in {days} days.",
        number="days",
    ),
    Message("last", "This was the last letter.", "Below the text of the last mail."),
    Message(
        "reason",
        "You get these letters because you asked for them.",
        "In the footer. Polite and warm, as a hospital would write to a patient.",
    ),
    Message("stop", "Stop these letters", "In the footer: a link that unsubscribes."),
    Message("preferences", "All mail settings", "In the footer: a link to the reader's choices."),
    Message("web", "Read on the web", "In the footer: a link to the same text in the browser."),
    Message(
        "reviewed",
        "Reviewed by {name}, {date}.",
        "Below the text. {name} may be of any gender; {date} is a day in words.",
    ),
    Message(
        "not_advice",
        "Information, not advice about your own care.",
        "Below the text: a disclaimer of medical letters.",
    ),
    Message("sources", "Sources", "A heading: the works that the article cites."),
    Message(
        "support",
        "If you would like to talk to someone",
        "A heading above telephone numbers of people who help. Gentle.",
    ),
    Message(
        "label",
        "{words}:",
        "Plain text: words before what they name, an address or a list. Only the colon is ours.",
    ),
    Message("image", "Image: {alt}", "Plain text: what stands for a picture."),
    Message(
        "embedded", "Watch or listen on the web", "A link that stands for a film or a recording."
    ),
    Message("callout_warning", "Important", "Above a box that the author marked as a warning."),
    Message("task_open", "To do", "Said of an empty box in a list of tasks by screen readers."),
    Message("task_done", "Done", "Said of a ticked box in a list of tasks by screen readers."),
    # The web version.
    Message(
        "web_skip",
        "Skip to the letter",
        "On the page of a mail: a link at its very top, for those who use a keyboard.",
    ),
    Message("web_parts", "Letters", "The name of the links to the letters before and after."),
    Message("web_before", "Previous letter", "On the page of a mail: a link, its title below."),
    Message("web_after", "Next letter", "On the page of a mail: a link, its title below."),
    Message(
        "web_back",
        "back to the text",
        "Said by screen readers of the number of a footnote: “1: back to the text”.",
    ),
    # What the program proposes where the author has said nothing.
    Message("numbered", "{name}: {number} of {total}", "A subject: the series' name, the number."),
    Message("untitled_part", "Part {number}", "The title of a part that has none."),
    Message(
        "neutral_name",
        "Letters",
        "The name of a series whose topic is private: in subjects, seen by others.",
    ),
    Message(
        "neutral_preheader",
        "Part {number} of {total}, to read when it suits you.",
        "The line that an inbox shows after the subject. It must say nothing of the topic.",
    ),
    Message(
        "neutral_preheader_alone",
        "To read when it suits you.",
        "The same where there is but one part.",
    ),
)

MESSAGES: Mapping[str, Message] = {message.key: message for message in _ALL}
