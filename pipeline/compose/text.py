"""Part → plain text: the author's words within the theme's frame, and what is theirs of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline import slots
from pipeline.compose.block_views import Made, shown_blocks
from pipeline.compose.plain import Plain
from pipeline.compose.plain_inline import raised
from pipeline.compose.plain_links import Links
from pipeline.compose.region import Region
from pipeline.model import Marks, Part, Slotted, notes_of
from pipeline.words import essence

TEXT_TEMPLATE = "email.txt.j2"


class Text(NamedTuple):
    """A mail's plain text, and the author's own words in it: the body's, each footnote's."""

    slotted: Slotted
    body: str
    notes: tuple[str, ...]


def plain_text(made: Made, part: Part, mail_context: Mapping[str, Any]) -> Text:
    """The plain text of a part, in the frame of the theme's `email.txt`."""
    marks, fragments = made.series.article.marks, made.fragments
    region = Region(marks.prefix)
    links = Links(made.project.text_links, lambda address: _as_written(address, marks))
    plain = Plain(region, made.theme.strings, marks, links, fragments.numbers, fragments.top)
    title = _title(plain, part, mail_context["title"])
    body = region.body(plain.body(shown_blocks(part), notes_of(part.blocks)))
    given = {
        **mail_context,
        "title": title,
        "body": body,
        "opening": _opening(part, region.clean(f"{part.title} {body}"), made.theme.strings),
    }
    written = made.templates.render(TEXT_TEMPLATE, given)
    written = region.around(written, lambda frame: re.sub(r"\n{3,}", "\n\n", frame))
    finished = region.clean(written).strip() + "\n"
    return Text(slots.split_plain(finished, marks), region.own(written), region.notes(written))


def _title(plain: Plain, part: Part, view: Any) -> dict[str, str]:
    """The title's text, and the line below it."""
    references = "".join(map(raised, getattr(view, "numbers", ())))
    said = plain.heading(part.blocks[0].tokens) if part.titled else part.title
    own = plain.region.body(said) if getattr(view, "source", "") else said
    rule = plain.underline(said + references, "=")
    return {"text": own + references, "rule": rule}


def _opening(part: Part, text: str, strings: Mapping[str, str]) -> str:
    """The preheader as the text's first words: a program that knows no other shows those.

    None where it only says what the part's own text says, or counts the parts as the frame does.
    """
    counted = strings["neutral_preheader"].format(number=part.number, total=part.total)
    neutral = part.preheader in (counted, strings["neutral_preheader_alone"])
    repeats = neutral or essence(part.preheader) in essence(text)
    return "" if repeats else part.preheader


def _as_written(address: str, marks: Marks) -> str:
    """An address with its fields as their author wrote them: each use of one has its own mark."""
    by_text = marks.by_text()
    return slots.pattern(marks.prefix).sub(lambda found: by_text[found[0]].raw, address)
