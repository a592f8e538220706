"""Cleaning: an ordered table of rules, each of which names blocks that are no part of the text.

A rule removes only what it is sure of: a real sentence lost is the worst mistake of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.model import Block, Removal
from pipeline.read.pages import page_marks

_COMMENT_FORM = re.compile(
    r"(?i)leave a (reply|comment)( cancel reply)?|(post|add|write) (a|your) comment|cancel reply"
    r"|post comment|submit comment|comments are closed\.?|no comments( yet)?|(\d+ )?comments?"
    r"|\d+ (responses?|replies|thoughts on .*)"
    r"|your email address will not be published\.?.*|required fields are marked \*?.*"
    r"|save my name, email,? (and|&) website in this browser.*"
    r"|(schreibe?n?( sie)? einen kommentar|laisser un commentaire|deja un comentario)"
    r"( antworten abbrechen)?"
)
_SHARE = re.compile(
    r"(?i)(share|tweet|pin|print|email) (this|it)( (post|article|page|story))"
    r"( (on|via|with) .{0,60})?:?|(share|tweet|pin) this( (on|via) .{0,60})?:?"
    r"|(share|follow us)( on)?:?( (facebook|twitter|x|linkedin|pinterest|instagram|whatsapp|email"
    r"|reddit|threads|bluesky|mastodon),?( and)?)+\.?"
)
_PICTURE = re.compile(r"(?i)<(img|hr)\b")


class Rule(NamedTuple):
    """A name that the report shows, and the function that finds the blocks' indices."""

    name: str
    find: Callable[[Sequence[Block], str], Iterable[int]]


def page_number(blocks: Sequence[Block], _title: str) -> list[int]:
    """Page numbers, and the running heads that carry them."""
    marks = page_marks([block.text for block in blocks])
    return [at for at in sorted(marks) if blocks[at].kind in ("heading", "paragraph")]


def repeated_title(blocks: Sequence[Block], title: str) -> list[int]:
    """The title again: a page's banner, an image's caption."""
    wanted = _folded(title)
    return [
        index
        for index, block in enumerate(blocks)
        if block.kind in ("heading", "paragraph") and wanted and _folded(block.text) == wanted
    ]


def comment_form(blocks: Sequence[Block], _title: str) -> list[int]:
    """What stands under a post, at its very end only: "Leave a Reply" and the like."""
    return _tail(blocks, _COMMENT_FORM)


def share_line(blocks: Sequence[Block], _title: str) -> list[int]:
    """Buttons to share or follow, as the words that are left of them; no heading of a text."""
    kinds = [block.kind for block in blocks]
    return [
        index
        for index, block in enumerate(blocks)
        if (
            block.kind == "paragraph"
            or (block.kind == "heading" and kinds[index + 1 : index + 2] in ([], ["heading"]))
        )
        and _SHARE.fullmatch(block.text.strip())
    ]


def empty_block(blocks: Sequence[Block], _title: str) -> list[int]:
    """Headings, paragraphs and HTML with nothing in them that a reader would see."""
    kinds = ("heading", "paragraph", "html")
    return [
        index
        for index, block in enumerate(blocks)
        if block.kind in kinds and not block.text.strip() and not _shows(block)
    ]


RULES: tuple[Rule, ...] = (
    Rule("page-number", page_number),
    Rule("repeated-title", repeated_title),
    Rule("share-line", share_line),
    Rule("comment-form", comment_form),
    Rule("empty-block", empty_block),
)


def clean(
    blocks: Sequence[Block], title: str, keep: Collection[str] = ()
) -> tuple[list[Block], list[Removal]]:
    """The blocks that stay, and what was taken out by which rule, in the order of the lines.

    `keep` names rules that are turned off.
    """
    kept = list(blocks)
    removals: list[Removal] = []
    for rule in RULES:
        if rule.name in keep:
            continue
        gone = set(rule.find(kept, title))
        removals += [removal(kept[index], rule.name) for index in sorted(gone)]
        kept = without(kept, gone)
    return kept, sorted(removals, key=lambda one: (one.at, one.lines))


def without(blocks: Sequence[Block], gone: Collection[int]) -> list[Block]:
    """The blocks but those at some indices; a break forced before one comes before the next."""
    kept: list[Block] = []
    forced = False
    for index, block in enumerate(blocks):
        forced = forced or block.forced
        if index not in gone:
            kept.append(replace(block, forced=True) if forced and not block.forced else block)
            forced = False
    return kept


def removal(block: Block, rule: str) -> Removal:
    """The removal of a whole block."""
    own = None if block.kind == "html" else without_images(block)
    return Removal(block.lines, block.text, rule, block.words, own=own, at=block.at)


def without_images(block: Block) -> str | None:
    """A block's text without the alternative text of its images, None if it has none."""
    runs = [token.children or [] for token in block.tokens if token.type == "inline"]
    if not any(child.type == "image" for run in runs for child in run):
        return None
    return " ".join(child.content for run in runs for child in run if child.type != "image")


def _tail(blocks: Sequence[Block], form: re.Pattern[str]) -> list[int]:
    """The run of blocks at the end that all have a form."""
    found: list[int] = []
    for index in reversed(range(len(blocks))):
        if not form.fullmatch(blocks[index].text.strip()):
            break
        found.append(index)
    return found


def _shows(block: Block) -> bool:
    """Whether a block without words has an image or a line in it."""
    if block.kind == "html":
        return bool(_PICTURE.search(block.tokens[0].content))
    return any(
        child.type == "image" or (child.type == "html_inline" and _PICTURE.match(child.content))
        for token in block.tokens
        for child in token.children or ()
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
