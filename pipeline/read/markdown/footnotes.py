"""Footnotes: `[^1]` in a text, `[^1]: …` for the note itself, which goes where its text goes.

A definition is its first line, the lines right below it, and what is indented by four. One that
nothing refers to is no footnote: it stays text, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.model import Block, Footnote
from pipeline.read.markdown.visible import every

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LABEL = r"\[\^([^\]\[\s\\^]+)\]"
_DEFINED = re.compile(rf"{_LABEL}:")
_REFERRED = re.compile(_LABEL)
_INDENT = 4


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The definition of a note, at the top or in a callout."""
    if state.is_code_block(start) or state.env.get("in_note"):
        return False
    at = state.bMarks[start] + state.tShift[start]
    found = _DEFINED.match(state.src, at, state.eMarks[start])
    label = found[1].casefold() if found else ""
    if not found or label in state.env["no_notes"]:
        return False
    outside = state.level == state.env.get("callouts", 0)
    if silent:
        # Below an item of a list, at its margin, the line ends the list.
        return outside or state.sCount[start] < state.blkIndent
    last = _end(state, start, end)
    lines = [state.getLines(n, n + 1, _INDENT, False) for n in range(start + 1, last)]
    text = "\n".join([state.src[found.end() : state.eMarks[start]].lstrip(), *lines])
    if not outside or not text.strip() or label in state.env["notes"]:
        return False
    state.env["notes"].add(label)
    _push(state, label, text, (start, last))
    state.line = last
    return True


def _push(state: StateBlock, label: str, text: str, lines: tuple[int, int]) -> None:
    opened = state.push("footnote_open", "", 1)
    opened.map, opened.meta = list(lines), {"label": label}
    inside: list[Token] = []
    known = len(state.env.get("references", {}))
    state.env["in_note"], state.env["first"] = True, lines[0]
    state.md.block.parse(text, state.md, state.env, inside)
    state.env["in_note"], state.env["first"] = False, 0
    links = state.env.get("references", {})
    for link in islice(reversed(links.values()), len(links) - known):
        link.pop("map")  # the lines of a link that is defined in a note are the note's own
    for token in inside:
        if token.map:
            token.map = [lines[0] + token.map[0], lines[0] + token.map[1]]
    state.tokens += inside
    state.push("footnote_close", "", -1)


def _end(state: StateBlock, start: int, end: int) -> int:
    """The line behind a definition's last."""
    at = last = start + 1
    while at < end:
        if not state.isEmpty(at):
            indented = state.sCount[at] - state.blkIndent >= _INDENT
            if not indented and (at > last or _interrupted(state, at, end)):
                break
            last = at + 1
        at += 1
    return last


def _interrupted(state: StateBlock, line: int, end: int) -> bool:
    """Whether something begins at a line that ends a paragraph above it."""
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules)


def reference(state: StateInline, silent: bool) -> bool:
    """`[^1]`, where there is such a note; a link may hold one, so none is skipped as links are."""
    if silent or state.src[state.pos] != "[":
        return False
    found = _REFERRED.match(state.src, state.pos, state.posMax)
    if not found or found[1].casefold() not in state.env["notes"]:
        return False
    token = state.push("footnote_ref", "", 0)
    token.meta = {"label": found[1].casefold(), "linked": state.linkLevel > 0}
    state.pos = found.end()
    return True


def parted(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """The tokens of the text, and those of each note by its label, its opening one first."""
    text: list[Token] = []
    notes: dict[str, list[Token]] = {}
    into = text
    for token in tokens:
        if token.type == "footnote_open":
            into = notes[token.meta["label"]] = [token]
        elif token.type == "footnote_close":
            into = text
        else:
            into.append(token)
    return text, notes


def referred(tokens: Iterable[Token]) -> list[str]:
    """The labels of the notes that some tokens refer to, each once, in order."""
    labels = [token.meta["label"] for token in every(tuple(tokens)) if token.type == "footnote_ref"]
    return list(dict.fromkeys(labels))


def reached(tokens: Iterable[Token], notes: Mapping[str, Sequence[Token]]) -> list[str]:
    """The labels that some tokens refer to, and those that these notes refer to in turn."""
    found = dict.fromkeys(referred(tokens))
    waiting = list(found)
    for label in waiting:
        more = [one for one in referred(notes[label]) if one not in found]
        found.update(dict.fromkeys(more))
        waiting += more
    return list(found)


def settled(parsed: Sequence[Block], kept: Sequence[Block]) -> list[Block]:
    """The blocks that stay, each with its notes, whose words count with the first that has them.

    A note of a block that is gone (a title, what was cleaned away) goes to the next that stays.
    """
    if not any(block.notes for block in parsed):
        return list(kept)
    homeless = _homeless(parsed, kept)
    counted: set[str] = set()
    found: list[Block] = []
    for index, block in enumerate(kept):
        notes = tuple({note.label: note for note in (*homeless[index], *block.notes)}.values())
        more = [note for note in notes if note.label not in counted]
        counted.update(note.label for note in more)
        found.append(replace(block, notes=notes, words=block.words + sum(n.words for n in more)))
    return found


def _homeless(parsed: Sequence[Block], kept: Sequence[Block]) -> list[list[Footnote]]:
    """For each block that stays, the notes whose own block before it is gone."""
    housed = {note.label for block in kept for note in block.notes}
    found: list[list[Footnote]] = [[] for _ in kept]
    index = 0
    for block in parsed:
        while index < len(kept) - 1 and _behind(block, kept[index]):
            index += 1
        for note in block.notes if kept else ():
            if note.label not in housed:
                housed.add(note.label)
                found[index].append(note)
    return found


def _behind(one: Block, other: Block) -> bool:
    return (one.at, one.lines) > (other.at, other.lines)
