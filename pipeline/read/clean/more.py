"""Links to other texts: lists of related posts, and lines that call away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline import words
from pipeline.model import Block
from pipeline.read.clean.forms import (
    PROSE,
    all_match,
    either,
    is_linked,
    is_titled,
    lines,
)

FEWEST, MOST = 2, 12  # titles that a list of related posts has

_THINGS = "(articles|posts|stories|reading|reads|content|topics|links|pages|resources|news)"
RELATED = either(
    rf"(related|similar|recommended|suggested|popular|recent|latest|trending|featured) {_THINGS}:?",
    rf"(more )?related {_THINGS}:?|you (may|might|could|['’]ll) also (like|enjoy"
    rf"|be interested in|love)[ .…:]*",
    rf"(read|up|what to read) next:?|(more|other) (great )?{_THINGS}( (from|like|on|you"
    rf"|for) .{{1,40}})?:?",
    r"more (from|in|on) .{2,40}|(recommended|related) for you:?|keep reading:?|most (read"
    r"|popular):?",
    r"if you (liked|enjoyed) this( post| article)?,? .{0,60}:?",
    r"(das könnte (sie|dich|ihnen|dir) auch (interessieren|gefallen)|(ähnliche|verwandte"
    r"|weitere|neueste) (artikel|beiträge)"
    r"|mehr zum thema|auch interessant|lesen sie auch)[ :.…]*",
    r"(articles? (similaires?|liés|connexes|récents?)|à lire (aussi|également)"
    r"|vous aimerez aussi|sur le même sujet"
    r"|cela pourrait vous intéresser|(ces articles )?(pourraient"
    r"|peuvent) (aussi )?vous intéresser)[ :.…]*",
    r"((artículos|entradas|noticias) (relacionad[ao]s|similares|recientes)"
    r"|también te puede (interesar|gustar)"
    r"|te puede interesar|te recomendamos|lee también|más (artículos|noticias"
    r"|sobre el tema))[ :.…]*",
    r"(مقالات (ذات صلة|مشابهة|أخرى)|مواضيع (ذات صلة|مشابهة)|اقرأ (أيضا|أيضًا|ايضا|المزيد)"
    r"|قد يعجبك (أيضا|أيضًا))[ :.…]*",
)
_LEADS = either(
    r"(also read|read also|see also|you may also like|related (post|article|story"
    r"|reading)|recommended reading|read next)"
    r"\s*[:：>»→–-]+",
    r"(lesen sie auch|lies auch|auch interessant|mehr zum thema|passend dazu)\s*[:>»→–-]+",
    r"(à lire (aussi|également)|lire aussi|voir aussi|lisez aussi)\s*[:>»→–-]+",
    r"(lee también|leer también|lea también|te puede interesar|ver también)\s*[:>»→–-]+",
    r"(اقرأ (أيضا|أيضًا|ايضا)|شاهد (أيضا|أيضًا)|مقال ذو صلة)\s*[:>»→–-]+",
)
_READ_MORE = re.compile(r"(?i)(read more|more|related|read|continue reading)\s*[:：>»→]+")
_READ_ON = re.compile(r"(?i)(read more|continue reading)\s*[:：>»→]+")
ALONE = either(
    r"(read|learn|view|see|show) (more|all|the full (article|story|post))[ .…»›→>]*"
    r"|continue reading[ .…»›→>]*",
    r"(weiterlesen|mehr lesen|mehr erfahren)[ .…»›→>]*|(lire la suite|en savoir plus)[ .…»›→>]*",
    r"(leer más|seguir leyendo|más información)[ .…»›→>]*|(اقرأ المزيد|المزيد)[ .…»›→>]*",
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
SHORT_END = 3  # short blocks that may still stand below the last list
LINE_WORDS = 24
TITLE_CASE = 0.75  # of the longer words of an English title


def read_more(blocks: Sequence[Block], _title: str) -> set[int]:
    """Lists of other posts under their heading, single lines that lead to one, "Read more"."""
    gone = {at for at, block in enumerate(blocks) if _calls_away(blocks, at, block)}
    for at, block in enumerate(blocks):
        if block.kind in PROSE and block.words <= LINE_WORDS and _leads_list(block):
            gone |= _listed(blocks, at)
    return gone


def _leads_list(block: Block) -> bool:
    written = lines(block)
    return bool(written) and bool(RELATED.fullmatch(written[0]))


def _listed(blocks: Sequence[Block], at: int) -> set[int]:
    """A heading of related posts with what it heads: a list of titles, or titles to the end."""
    block = blocks[at]
    titles = lines(block)[1:]
    if titles:
        whole = len(titles) >= FEWEST and all(map(is_titled, titles))
        return {at} if whole and _ends(blocks, at + 1) else set()
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    if below is None:
        return {at} if block.kind == "heading" else set()
    if below.kind == "list" and _is_of_titles(below, sure=_ends(blocks, at + 2)):
        return {at, at + 1}
    rest = blocks[at + 1 : at + 2 * MOST]
    if at + 1 + len(rest) < len(blocks) or not all(map(_is_teaser, rest)):
        return set()
    count = sum(len(lines(one)) for one in rest)
    return set(range(at, len(blocks))) if FEWEST <= count <= MOST else set()


def _is_of_titles(block: Block, *, sure: bool) -> bool:
    """Whether a list has nothing but titles of other texts: links, or at the text's end words."""
    items = lines(block)
    return (
        len(items) >= FEWEST
        and all(map(is_titled, items))
        and (sure or is_linked(block) or all(map(_is_headline, items)))
    )


def _is_teaser(block: Block) -> bool:
    if block.kind == "image":
        return True
    return (
        block.kind in PROSE and block.words <= 5 * LINE_WORDS and all(map(is_titled, lines(block)))
    )


def _ends(blocks: Sequence[Block], at: int) -> bool:
    """Whether nothing of weight stands from a block on: a few short lines at most."""
    rest = blocks[at : at + SHORT_END + 1]
    return len(rest) <= SHORT_END and all(block.words <= LINE_WORDS for block in rest)


def _calls_away(blocks: Sequence[Block], at: int, block: Block) -> bool:
    """Whether a paragraph only leads elsewhere: "Read more", "Also read: Another title"."""
    if block.kind != "paragraph" or block.words > LINE_WORDS or len(lines(block)) > 1:
        return False
    if all_match(block, ALONE):
        return not (at and blocks[at - 1].text.rstrip().endswith(":"))
    text = " ".join(block.text.split())
    if leads_away(text):
        return True
    read = _READ_MORE.match(text)
    title = text[read.end() :] if read else ""
    return is_titled(title) and _links_to(block, title)


def leads_away(text: str) -> bool:
    """Whether a line names another text to read: "Also read: Another title"."""
    lead = _LEADS.match(text)
    if lead:
        return is_titled(text[lead.end() :])
    read = _READ_ON.match(text)
    title = text[read.end() :] if read else ""
    return is_titled(title) and _is_headline(title)


def _links_to(block: Block, title: str) -> bool:
    """Whether a title within a block is a link from its first to its last word."""
    depth, linked = 0, ""
    for token in block.tokens:
        for child in token.children or ():
            depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            linked += child.content if depth and child.type == "text" else ""
    return bool(linked) and " ".join(linked.split()).endswith(title.strip())


def _is_headline(text: str) -> bool:
    """Whether an English title is written as one, its longer words in capitals."""
    found = _LONG_WORD.findall(text)
    high = sum(not word[0].islower() for word in found)
    return len(found) >= 2 and high >= TITLE_CASE * len(found) and words.count(text) >= 3
