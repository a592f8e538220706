"""Passages that are set apart: `::: note` … `:::`, and `> [!NOTE]` as GitHub writes it.

A lead, a pull quote and the blocks of the project's own are written in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pipeline.read.markdown.refusals import AtLineError

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

CALLOUTS = ("note", "warning", "support")
"""The sorts of callouts."""

SORTS = {
    "callout": "note",
    **{sort: sort for sort in CALLOUTS},
    "lead": "lead",
    **dict.fromkeys(("pullquote", "pull-quote"), "pullquote"),
}
"""What an author may write, and what it makes: a sort of callout, or a kind of block."""

ALERTS = {
    **dict.fromkeys(("note", "tip", "info", "hint"), "note"),
    **dict.fromkeys(("important", "warning", "caution", "danger"), "warning"),
}

_OPENED = re.compile(
    r":{3,}[ \t]*(?:(?P<name>[A-Za-z][\w-]*)|(?P<braces>\{[^{}\n]*\}))"
    r"(?:[ \t]+(?!:+[ \t]*\Z)(?P<title>.*?))?(?:[ \t]+:+)?[ \t]*"
)
_CLOSED = re.compile(r":{3,}[ \t]*")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_ALERT = re.compile(r"\[!([A-Za-z]+)\][+-]?(?:[ \t]+|\n|$)")
_INDENT = 4


def callout(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A callout with its blocks. Raises AtLineError for an unknown sort, and for one unclosed."""
    if state.is_code_block(start):
        return False
    opened = _OPENED.fullmatch(_line(state, start))
    if not opened:
        return False
    if silent:
        return True
    at = start + state.env.get("first", 0)
    name = (opened["name"] or "").lower()
    sorts = SORTS | {own: own for own in state.env.get("own_blocks", ())}
    if name not in sorts:
        raise _unknown(at, opened["name"] or opened["braces"], sorts)
    close = _closing(state, start, end)
    if close is None:
        raise AtLineError(at, f"::: {name} is never closed", "write ::: on a line of its own below")
    _push(state, start, close, sorts[name], opened["title"] or "")
    return True


def _unknown(line: int, name: str, sorts: Mapping[str, str]) -> AtLineError:
    near = get_close_matches(name.lower(), sorts, n=1)
    meant = f"did you mean ::: {near[0]}? " if near else ""
    known = ", ".join(sorted(sorts))
    hint = f"{meant}there are: {known}; write \\::: for colons that are to be read"
    return AtLineError(line, f"there is no block called {name}", hint)


def _push(state: StateBlock, start: int, close: int, sort: str, title: str) -> None:
    token = state.push("callout_open", "div", 1)
    token.map = [start, close + 1]
    token.meta = {"sort": sort, "titled": bool(title)}
    if title:
        state.push("callout_title_open", "p", 1).map = [start, start + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.children, inline.map = title, [], [start, start + 1]
        state.push("callout_title_close", "p", -1)
    state.env["callouts"] = state.env.get("callouts", 0) + 1
    last, state.lineMax = state.lineMax, close
    state.md.block.tokenize(state, start + 1, close)
    state.lineMax = last
    state.env["callouts"] -= 1
    state.push("callout_close", "div", -1)
    state.line = close + 1


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _closing(state: StateBlock, start: int, end: int) -> int | None:
    """The line that closes what is opened at `start`, None if there is none.

    In fenced code nothing is closed, and what is opened within closes first.
    """
    depth, fence = 1, ""
    for line in range(start + 1, end):
        text = _line(state, line)
        if text and state.sCount[line] < state.blkIndent:
            return None
        code = _FENCE.match(text)
        if fence:
            closes = code and code[0].startswith(fence) and not text.strip(fence[0]).strip()
            fence = "" if closes else fence
        elif code:
            fence = code[0]
        elif state.sCount[line] - state.blkIndent < _INDENT:
            closed = bool(_CLOSED.fullmatch(text))
            depth += bool(_OPENED.fullmatch(text)) - closed
            if closed and not depth:
                return line
    return None


def alerts(state: StateCore) -> None:
    """Make callouts of quotes that begin with `[!NOTE]` and the like."""
    kept: list[Token] = []
    opened: list[str] = []
    skip = 0
    for index, token in enumerate(state.tokens):
        if skip:
            skip -= 1
            continue
        if token.type == "blockquote_open":
            opened.append(_alert(state.tokens[index : index + 4]))
            if opened[-1]:
                token.type, token.tag, token.meta = "callout_open", "div", {"sort": opened[-1]}
                kept.append(token)
                skip = _take_name(state.tokens, index, kept)
                continue
        elif token.type == "blockquote_close" and opened.pop():
            token.type, token.tag = "callout_close", "div"
        kept.append(token)
    state.tokens = kept


def _alert(tokens: list[Token]) -> str:
    """The sort of callout that a quote is; "" if it is none."""
    if [token.type for token in tokens[1:3]] != ["paragraph_open", "inline"]:
        return ""
    inline = tokens[2]
    named = _ALERT.match(inline.content)
    first = inline.children[0] if inline.children else None
    if not named or not first or not first.content.startswith(f"[!{named[1]}]"):
        return ""
    return ALERTS.get(named[1].lower(), "")


def _take_name(tokens: list[Token], index: int, kept: list[Token]) -> int:
    """Take `[!NOTE]` out of a quote's first paragraph; what follows on its line is a title.

    Gives how many of the following tokens are done with.
    """
    opened, inline, closed = tokens[index + 1 : index + 4]
    children = list(inline.children or [])
    children[0].content = re.sub(r"^\[!\w+\][+-]?[ \t]*", "", children[0].content)
    breaks = [at for at, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    end = breaks[0] if breaks else len(children)
    title, rest = children[:end], children[end + 1 :]
    titled = any(child.content or child.type != "text" for child in title)
    kept[-1].meta["titled"] = titled
    if titled:
        kept += _paragraph("callout_title", opened, inline, title, closed)
    if rest:
        kept += _paragraph("paragraph", opened, inline, rest, closed)
    return 3


def _paragraph(
    kind: str, opened: Token, inline: Token, children: list[Token], closed: Token
) -> tuple[Token, Token, Token]:
    content = "".join(child.content for child in children)
    return (
        opened.copy(type=f"{kind}_open"),
        inline.copy(children=children, content=content),
        closed.copy(type=f"{kind}_close"),
    )
