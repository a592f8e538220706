"""What lines of a plain text are surely no headings: labels, quotations, dates, mails' headers."""

from __future__ import annotations

import re

from pipeline.read.plain.line_forms import COLUMNS
from pipeline.read.plain.links import URL

# What stands within a line that no heading has: a sentence's end, columns, quotes, labels.
_SENTENCE_WITHIN = re.compile(r"[^\W\d]{3,}[.!]\s+\w|[。！？؟।۔]\s*\w")
_MAIL_HEADER = re.compile(
    r"(?i)(from|sent|to|cc|bcc|re|fwd?|date|subject|von|gesendet|an|betreff|datum|de|à|objet|para"
    r"|asunto)\b[^:]{0,20}:\s"
)
_LABELLED = re.compile(
    r"(?i)(photo|image|picture|credit|source|caption|foto|bild|time|place|venue|price|cost|tel"
    r"|phone|fax|when|where|contact|read more|continue reading)\b[^:]{0,20}:\s"
)
LABEL = re.compile(r"(?P<label>[^\W\d][\w /&-]{0,24}):\s+(?P<value>\S.*)")
_QUOTED = re.compile(r"[\[(].*[\])]|[\"“„«].*[\"”“»]")
_DATE = re.compile(
    r"(?i)(\w+,? )?\d{1,2}(\.|st|nd|rd|th)? \w+,? \d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
)
# What a press release or the like has above its title.
RELEASE = re.compile(
    r"(?i)(for immediate release|press release|news release|media release|embargoed until .{0,60}"
    r"|pressemitteilung|medienmitteilung|communiqué de presse|nota de prensa|comunicado de prensa"
    r"|بيان صحفي)[ :.]*"
)
_ENDS_RELEASE = re.compile(r"[-–—*#~ ]*(?i:ends)[-–—*#~ .]*")
_GREETING = re.compile(
    r"(?i)(dear|hi|hello|hallo|liebe[rs]?|sehr geehrte[rs]?|bonjour|chère?s?|estimad[oa]s?)"
    r"\b.{0,40}"
)


def is_no_line_of_prose(text: str) -> bool:
    """Whether it is surely no title either: a mail's header, a quoted line, a table's row."""
    return (
        "@" in text
        or text.startswith((">", "#"))
        or bool(URL.search(text) or _MAIL_HEADER.match(text) or COLUMNS.search(text))
    )


def is_of_another_kind(text: str) -> bool:
    """Whether a line is surely no heading: none of prose, a label, a quotation, a date."""
    return (
        is_no_line_of_prose(text)
        or any(kind.fullmatch(text) for kind in (_QUOTED, _DATE, _GREETING, RELEASE, _ENDS_RELEASE))
        or bool(_LABELLED.match(text) or _SENTENCE_WITHIN.search(text))
    )
