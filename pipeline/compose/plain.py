"""Tokens → plain text, as a careful person would write it: one paragraph a line, lists, links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.compose.plain_inline import Inline
from pipeline.compose.region import Region
from pipeline.model import Footnote

if TYPE_CHECKING:
    from markdown_it.token import Token

_APART = ("paragraph_open", "heading_open", "callout_title_open")
_BOXES = {"": "", "open": "[ ] ", "done": "[x] "}
_LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass(frozen=True, slots=True)
class Plain:
    """Writes an article's tokens as plain text, with the frame's own words where it needs some.

    `numbers` are those of the mail's footnotes, by label.
    """

    region: Region
    strings: Mapping[str, str]
    numbers: Mapping[str, int] = field(default_factory=dict)

    def text(self, tokens: Sequence[Token]) -> str:
        """The text of one block, without a line end at its end."""
        return "\n".join(self._lines(list(tokens))).strip("\n")

    def button(self, tokens: Sequence[Token]) -> str:
        """The text of a button: its words, then its address."""
        children = tokens[1].children or []
        words = self._inline([child for child in children if child.tag != "a"])
        address = next(str(child.attrs["href"]) for child in children if child.type == "link_open")
        return words + self.region.added(f": {address}")

    def notes(self, notes: Sequence[Footnote]) -> str:
        """The text of a mail's footnotes, each behind its number."""
        return "\n\n".join(
            self._behind(f"[{number}] ", self.region.note(self.text(note.tokens)).split("\n"))
            for number, note in enumerate(notes, start=1)
        )

    def _inline(self, children: Sequence[Token]) -> str:
        return Inline(self.region, self.strings, self.numbers).text(children)

    def _behind(self, sign: str, lines: Sequence[str]) -> str:
        """Lines behind a sign, those below the first as far in as it."""
        first, *rest = lines
        below = [f"{' ' * len(sign)}{line}".rstrip() for line in rest]
        return "\n".join([f"{self.region.added(sign)}{first}", *below])

    def _lines(self, tokens: list[Token]) -> list[str]:
        """The lines of some tokens that stand side by side."""
        lines: list[str] = []
        index = 0
        while index < len(tokens):
            end = _closing(tokens, index)
            inside = tokens[index + 1 : end]
            lines += self._element(tokens[index], inside)
            index = end + 1
        return lines

    def _element(self, token: Token, inside: list[Token]) -> list[str]:
        if token.type in _LISTS:
            return self._list(token, inside)
        match token.type:
            case "callout_open":
                return self._callout(token, inside)
            case "dl_open":
                return self._terms(inside)
            case "blockquote_open":
                return [f"> {line}".rstrip() for line in _trimmed(self._lines(inside))] + [""]
            case "table_open":
                return self._table(inside)
            case _:
                return self._leaf(token, inside)

    def _leaf(self, token: Token, inside: list[Token]) -> list[str]:
        match token.type:
            case "inline":
                return self._inline(token.children or []).split("\n")
            case "fence" | "code_block":
                return [f"    {line}" for line in token.content.rstrip("\n").split("\n")] + [""]
            case "hr":
                return ["* * *", ""]
            case "html_block":
                return Inline(self.region, self.strings).html(token.content)
        lines = self._lines(inside)
        return [*lines, ""] if token.type in _APART and not token.hidden else lines

    def _list(self, token: Token, inside: list[Token]) -> list[str]:
        number = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        lines: list[str] = []
        index = 0
        while index < len(inside):
            end = _closing(inside, index)
            sign = "- " if number is None else f"{number}. "
            sign += _BOXES[inside[index].meta.get("task", "")]
            item = _trimmed(self._lines(inside[index + 1 : end]))
            lines += self._behind(sign, item or [""]).split("\n")
            if "" in item:
                lines.append("")
            number = None if number is None else number + 1
            index = end + 1
        return lines if lines and lines[-1] == "" else [*lines, ""]

    def _callout(self, token: Token, inside: list[Token]) -> list[str]:
        """A callout behind a line of its own, since it may hold a quotation."""
        label = (
            "" if token.meta.get("titled") else self.strings.get(f"callout_{token.meta['sort']}")
        )
        lines = _trimmed(self._lines(inside))
        if label:
            lines = [self.region.added(label), "", *lines]
        return [*(f"| {line}".rstrip() for line in lines), ""]

    def _terms(self, inside: list[Token]) -> list[str]:
        """Terms, and what each means a little further in."""
        lines: list[str] = []
        index = 0
        while index < len(inside):
            end = _closing(inside, index)
            own = _trimmed(self._lines(inside[index + 1 : end]))
            if inside[index].type == "dd_open":
                lines += [f"  {line}".rstrip() for line in own]
            else:
                lines += ["", *own] if lines else own
            index = end + 1
        return [*lines, ""]

    def _table(self, inside: list[Token]) -> list[str]:
        lines: list[str] = []
        row: list[str] = []
        for token in inside:
            if token.type == "inline":
                row.append(self._inline(token.children or []).replace("\n", " "))
            elif token.type == "tr_close":
                lines.append(" | ".join(row))
                row = []
            elif token.type == "thead_close" and not lines[-1].strip(" |"):
                lines = []  # a table without a head
            elif token.type == "thead_close":
                lines.append("-" * min(72, max(3, len(self.region.clean(lines[-1])))))
        return [*lines, ""]


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at `index`; itself if it opens nothing."""
    depth = 0
    for at in range(index, len(tokens)):
        depth += tokens[at].nesting
        if depth <= 0:
            return at
    return len(tokens) - 1


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines.pop()
    return lines
