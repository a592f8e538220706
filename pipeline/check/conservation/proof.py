"""The proof that nothing was lost: every character of the source arrives once, in order.

The source's own text is read again (see `stretches`), knowing nothing of how it was parsed. Its
letters, digits and signs beyond ASCII, less the lines that cleaning removed, must equal the
author's in the finished HTML, in the finished text and in the web version; spaces and ASCII
punctuation, which Markdown is written with, are left out of the comparison. Some stretches of
Markdown are markup where they stand: each arrives whole or not at all; everything else must arrive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import words
from pipeline.check.conservation.interleaved import Parted, parted
from pipeline.check.conservation.notes import Notes, Shown, notes
from pipeline.check.conservation.stretch import Stretch, by_line
from pipeline.check.conservation.stretches import note_stretches, stretches
from pipeline.errors import Place
from pipeline.model import Article, Email, Finding, Part, Removal, Severity
from pipeline.words import essence

INTERLEAVED = ("html", "word")  # formats whose own text has no markup in it
SHOWN = 60  # characters of each text that are shown from where they part
FOLLOWED = 64  # places that are followed from each end, where markup may have arrived or not


def conservation(article: Article, emails: Sequence[Email]) -> tuple[Finding, ...]:
    """An error for each of HTML, text and web version: a word is lost, doubled, added or moved.

    Footnotes are no part of the flow: each must stand, whole, in every mail that refers to it.
    """
    bodies = {
        "HTML": "\n".join(email.body_html for email in emails),
        "text": "\n".join(email.body_text for email in emails),
        "web version": "\n".join(email.body_web for email in emails),
    }
    own = notes(article)
    if article.format in INTERLEAVED:
        flow = "\n".join(own.flow())
        removed = [_own(one) for one in article.removals if not one.within]
        places = [(name, parted(flow, removed, body)) for name, body in bodies.items()]
        found = [_told(where, name, article) for name, where in places if where]
    else:
        source = stretches(article, own)
        found = [
            finding
            for name, body in bodies.items()
            if (finding := _compared(source, essence(body), name, article))
        ]
    return (*found, *_notes_lost(article, emails, own))


def _notes_lost(article: Article, emails: Sequence[Email], own: Notes) -> Iterator[Finding]:
    """What is wrong with the notes: one that is missing, or is not as it was written."""
    told: set[str] = set()
    for email in emails:
        shown = own.shown(email)
        if shown is None:
            line = email.part.blocks[0].lines.first
            yield _told(Parted(line, "the footnotes", "others or none"), "notes", article)
            return
        for one in shown:
            told.add(one.label)
            yield from _note_lost(article, one, own)
    for line in own.missing(told)[:1]:
        yield _told(Parted(line, essence(own.lines[line - 1]), ""), "notes", article)


def _note_lost(article: Article, one: Shown, own: Notes) -> Iterator[Finding]:
    """Where a note that a mail shows is not the source's."""
    if article.format == "markdown":
        source = note_stretches(article, own, one.label)
    else:
        source = list(by_line(own.text(one.label), own.known[one.label].first))
    for name, words_ in (("HTML", one.html), ("text", one.text), ("web version", one.web)):
        finding = _compared(source, essence(words_), name, article)
        if finding:
            yield finding


def _own(removal: Removal) -> str:
    return removal.text if removal.own is None else removal.own


def delivered(article: Article, parts: Sequence[Part]) -> int:
    """Words that the parts carry, the title among them where it stands in the text."""
    title = words.count(article.title) if article.title_lines else 0
    return title + sum(part.words for part in parts)


def _compared(
    source: Sequence[Stretch], arrived: str, name: str, article: Article
) -> Finding | None:
    """Where the delivered text parts from the source's, None if nowhere.

    All ways of leaving markup out are followed at once: `reached` holds the places of the
    delivered text that may have been come to. Of very many, the first and the last are enough:
    of markup that is all alike, either none has arrived or all.
    """
    reached = {0}
    for index, stretch in enumerate(source):
        following = {
            at + len(way) for at in reached for way in stretch.ways if arrived.startswith(way, at)
        }
        if not following:
            return _finding(source[index:], arrived[max(reached) :], name, article)
        if len(following) > 2 * FOLLOWED:
            ends = sorted(following)
            following = {*ends[:FOLLOWED], *ends[-FOLLOWED:]}
        reached = following
    if len(arrived) in reached:
        return None
    return _finding((), arrived[max(reached) :], name, article)


def _finding(rest: Sequence[Stretch], arrived: str, name: str, article: Article) -> Finding:
    """The finding at the first character that differs."""
    line = rest[0].line if rest else article.text.rstrip().count("\n") + 1
    expected = "".join(stretch.ways[0] for stretch in rest[:SHOWN])
    return _told(Parted(line, expected, arrived), name, article)


def _told(where: Parted, name: str, article: Article) -> Finding:
    """The finding of a place, at the first character that differs."""
    lines = article.text.split("\n")
    line, expected, arrived = where
    same = 0
    while same < min(len(expected), len(arrived)) and expected[same] == arrived[same]:
        same += 1
    goes_on = f"goes on with “{expected[same : same + SHOWN]}”" if expected[same:] else "ends"
    mails = f"go on with “{arrived[same : same + SHOWN]}”" if arrived[same:] else "end"
    return Finding(
        "series/sentence-lost",
        Severity.ERROR,
        f"the {name} of the mails is not what the author wrote: here the source {goes_on}, "
        f"the mails {mails} (both without spaces and signs)",
        hint="a theme must write every block once, and HTML in the article close what it "
        "opens; if both do, this is a fault of Letterloom. Nothing was written",
        place=Place(article.source, line, 0, lines[line - 1]),
    )
