"""The proof that nothing was lost: every character of the source arrives once, in order.

The source's own text is read again (see `stretches`), knowing nothing of how it was parsed. Its
letters, digits and signs beyond ASCII, less the lines that cleaning removed, must equal the
author's in the finished HTML and in the finished text; spaces and ASCII punctuation, which
Markdown is written with, are left out of the comparison. Some stretches of Markdown are markup
where they stand: each arrives whole or not at all; everything else must arrive.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import words
from pipeline.check.stretch import Stretch, essence
from pipeline.check.stretches import stretches
from pipeline.errors import Place
from pipeline.model import Article, Email, Finding, Part, Severity

SHOWN = 60  # characters of each text that are shown from where they part
FOLLOWED = 64  # places that are followed from each end, where markup may have arrived or not


def conservation(article: Article, emails: Sequence[Email]) -> tuple[Finding, ...]:
    """An error for each of HTML and text in which a word is lost, doubled, added or moved."""
    source = stretches(article)
    bodies = {
        "HTML": "\n".join(email.body_html for email in emails),
        "text": "\n".join(email.body_text for email in emails),
    }
    found = [_compared(source, essence(body), name, article) for name, body in bodies.items()]
    return tuple(finding for finding in found if finding)


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
    lines = article.text.rstrip().split("\n")
    line = rest[0].line if rest else len(lines)
    expected = "".join(stretch.ways[0] for stretch in rest[:SHOWN])
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
