"""Why the parts of a plan begin where they do, in plain words and as data."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence

from pipeline.model import Article, Block, Series
from pipeline.plan import TEXT as TEXT_LEVEL
from pipeline.plan import Reason, Reasons, Runner
from pipeline.slots import shown
from pipeline.words import cut

CLOSE = 0.05  # a difference that tells next to nothing
WHOLE = 10.0  # one that only a section broken without need makes
SCALE = "What stands behind + is how much worse a choice is: 0.1 is little, 1 is much."
LIKE = ((0.15, "hardly any words"), (0.3, "few words"), (0.45, "some words"), (2, "many words"))
SHIFTS = ((0.9, "more than at any place around it"), (0.6, "much"), (0, "little"))


def explained(series: Series, why: Reasons) -> str:
    """The reasons in words, for people."""
    total = len(series.parts)
    lines = ["", "Why the parts begin where they do"]
    if total == 1:
        lines += indented("There is one part: nothing is broken.", "  ")
    for part, reason in zip(series.parts[1:], why.breaks, strict=True):
        number = f"{part.number}/{total}"
        indent = " " * (len(number) + 4)
        first, *more = _said(reason, series.article)
        lines += [
            "",
            *_hung(f"  {number}  ", first),
            *(x for m in more for x in indented(m, indent)),
        ]
    others = [*_others("one part less", why.fewer), *_others("one part more", why.further)]
    lines += ["", *others] if others else []
    if any("(+" in line for line in lines):
        lines += ["", *indented(SCALE, "  ")]
    return "\n".join(lines)


def indented(text: str, indent: str) -> list[str]:
    """A text in lines that fit the terminal."""
    return _hung(indent, text)


def as_data(
    parts: Sequence[dict[str, object]], why: Reasons, article: Article
) -> dict[str, object]:
    """The parts with the reasons, for programs."""
    reasons = [None, *(_data(reason, article) for reason in why.breaks)]
    return {
        "parts": [{**part, "why": one} for part, one in zip(parts, reasons, strict=True)],
        "one_part_less": _runner_data(why.fewer, article),
        "one_part_more": _runner_data(why.further, article),
    }


def _hung(first: str, text: str) -> list[str]:
    room = max(40, shutil.get_terminal_size((100, 24)).columns)
    return textwrap.wrap(
        text, room, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False
    )


def _said(reason: Reason, article: Article) -> Iterator[str]:
    yield f"{_where(reason)} {_opening(reason.block, article)}."
    both = _lengths(reason.words)
    yield f"{_because(reason, article)} The parts on both sides have {both} words."
    if reason.runner:
        yield f"Runner-up: {_runner(reason.runner, article)}."


def _where(reason: Reason) -> str:
    kind = _kind(reason)
    return {
        "settings": "You put it there, in the settings:",
        "author": "You put it there, with <!-- part -->:",
        "heading": "At the heading",
        "line": "At the line",
        "list": "Between two items of a list:",
        "text": "Where the subject shifts:",
        "wanted": "Inside a section:",
    }[kind]


def _kind(reason: Reason) -> str:
    """What a break stands at, in a word."""
    place = reason.place
    if place is None or place.forced:
        return "author" if place else "settings"
    if reason.block.kind == "heading":
        return "heading"
    if not place.measured:
        return "wanted"
    if place.level < TEXT_LEVEL:
        return "line"
    return "list" if reason.block.kind == "list" and not reason.block.written else "text"


def _because(reason: Reason, article: Article) -> str:
    place, kind = reason.place, _kind(reason)
    if place is None or kind in ("settings", "author"):
        return "It stays there."
    figure = f"({round(100 * place.alike)} of 100)"
    if kind == "heading":
        like = next(words for most, words in LIKE if place.alike < most)
        return f"The sections above and below it have {like} in common {figure}."
    if kind == "wanted":
        return "No heading was left for the number of parts asked for."
    shift = 1 - place.alike
    much = next(words for least, words in SHIFTS if shift >= least)
    headed = any(block.kind == "heading" for block in article.blocks)
    why = "Its section is longer than a part should be" if headed else "There are no headings"
    return f"{why}, and there the words change {much} ({round(100 * shift)} of 100)."


def _opening(block: Block, article: Article) -> str:
    """How a block begins, and where."""
    text = cut(shown(block.text, article.marks) or f"[{block.kind}]", 60)
    return f"“{text}” ({article.lines_unit} {block.lines.first})"


def _lengths(words: Sequence[int]) -> str:
    *most, last = map(str, words)
    return f"{', '.join(most)} and {last}" if most else last


def _runner(runner: Runner, article: Article) -> str:
    if runner.block is None:
        return f"no break there, but one part of {_lengths(runner.words)} words{_more(runner)}"
    where = _opening(runner.block, article)
    return f"{where}, for parts of {_lengths(runner.words)} words{_more(runner)}"


def _others(name: str, runner: Runner | None) -> list[str]:
    if not runner:
        return []
    return indented(f"With {name}: {_lengths(runner.words)} words{_more(runner)}.", "  ")


def _more(runner: Runner) -> str:
    """Why it is not the first choice."""
    lengths, breaks, abbreviations = runner.more
    if runner.more.total < CLOSE:
        return "; it is as good, or nearly"
    if breaks > WHOLE:
        return "; it would break a section that is short enough to stay whole"
    why = [
        *(["the lengths would fit less"] if lengths > CLOSE else []),
        *(["it would part what belongs together"] if breaks > CLOSE else []),
        *(["an abbreviation would part from its meaning"] if abbreviations > CLOSE else []),
    ]
    return f"; {' and '.join(why) or 'all in all it fits less'} (+{runner.more.total:.2f})"


def _data(reason: Reason, article: Article) -> dict[str, object]:
    place = reason.place
    known = place if place and not place.forced and place.measured else None
    return {
        "at": _kind(reason),
        "level": place.level if place and reason.block.kind == "heading" else None,
        "likeness": round(known.alike, 2) if known and _kind(reason) == "heading" else None,
        "shift": round(1 - known.alike, 2) if known and _kind(reason) != "heading" else None,
        "words": list(reason.words),
        "runner_up": _runner_data(reason.runner, article),
    }


def _runner_data(runner: Runner | None, article: Article) -> dict[str, object] | None:
    if runner is None:
        return None
    block = runner.block
    return {
        "starts": cut(shown(block.text, article.marks), 60) if block else None,
        "lines": list(block.lines) if block else None,
        "words": list(runner.words),
        "costs_more": round(runner.more.total, 3),
        "by_lengths": round(runner.more.lengths, 3),
        "by_breaks": round(runner.more.breaks, 3),
        "by_abbreviations": round(runner.more.abbreviations, 3),
    }
