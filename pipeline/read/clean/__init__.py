"""Cleaning: an ordered table of rules, each of which names blocks that are no part of the text.

A rule removes only what it is sure of: a real sentence lost is the worst mistake of all. So a
phrase alone is seldom enough: where it stands, what form it has and what is beside it count too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.model import Block, Removal
from pipeline.read.clean.comments import comment_form
from pipeline.read.clean.contents import table_of_contents
from pipeline.read.clean.frame import advert, breadcrumbs, navigation
from pipeline.read.clean.more import read_more
from pipeline.read.clean.notices import cookie_notice, newsletter_box
from pipeline.read.clean.people import author_box, byline
from pipeline.read.clean.repeated import (
    duplicate_paragraph,
    empty_block,
    page_number,
    repeated_title,
)
from pipeline.read.clean.share import share_line
from pipeline.read.markdown.visible import visible


class Rule(NamedTuple):
    """A name that the report shows, and the function that finds the blocks' indices.

    The function is given the blocks that are left and the article's title.
    """

    name: str
    find: Callable[[Sequence[Block], str], Iterable[int]]


RULES: tuple[Rule, ...] = (
    Rule("page-number", page_number),
    Rule("repeated-title", repeated_title),
    Rule("navigation", navigation),
    Rule("breadcrumbs", breadcrumbs),
    Rule("byline", byline),
    Rule("share-line", share_line),
    Rule("cookie-notice", cookie_notice),
    Rule("advert", advert),
    Rule("table-of-contents", table_of_contents),
    Rule("comment-form", comment_form),
    Rule("read-more", read_more),
    Rule("newsletter-box", newsletter_box),
    Rule("author-box", author_box),
    Rule("empty-block", empty_block),
    Rule("duplicate-paragraph", duplicate_paragraph),
)
ROUNDS = 4  # what one rule uncovers at the text's end, another may know


def clean(
    blocks: Sequence[Block], title: str, keep: Collection[str] = ()
) -> tuple[list[Block], list[Removal]]:
    """The blocks that stay, and what was taken out by which rule, in the order of the lines.

    `keep` names rules that are turned off.
    """
    kept = list(blocks)
    removals: list[Removal] = []
    for _ in range(ROUNDS):
        before = len(removals)
        for rule in RULES:
            if rule.name in keep:
                continue
            gone = set(rule.find(kept, title))
            removals += [removal(kept[index], rule.name) for index in sorted(gone)]
            kept = without(kept, gone) if gone else kept
        if len(removals) == before:
            break
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
    own = visible(block.tokens, images=False)
    return Removal(
        block.lines,
        block.text,
        rule,
        block.words,
        own=None if own == block.text else own,
        at=block.at,
    )
