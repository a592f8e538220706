"""Tokens → plain text, as a careful person would write it: one paragraph a line, lists, links.

Nothing is wrapped: a mail program breaks lines where its window ends. So what is set apart is
ruled above and below rather than along its side, and only quotations have a sign before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline import slots, words
from pipeline.compose.plain_inline import Inline, raised
from pipeline.compose.plain_links import Links
from pipeline.compose.plain_tables import Table
from pipeline.compose.region import Region
from pipeline.model import Block, Footnote, Marks

if TYPE_CHECKING:
    from markdown_it.token import Token

WIDTH = 72  # columns that a table and a heading's line may take
RULE = 40  # columns of the lines around a passage that is set apart
LONG = 2 * WIDTH  # columns from which on a list's items stand apart
UNDERLINES = "-~."  # below the highest headings, those under them, and all others
PULLED, DIVIDER = "~ ~ ~", "* * *"

_APART = ("paragraph_open", "callout_title_open")
_BOXES = {"": "", "open": "[ ] ", "done": "[x] "}
_ALIGN = "text-align:"


@dataclass(frozen=True, slots=True)
class Plain:
    """Writes an article's tokens as plain text, with the frame's own words where it needs some.

    `numbers` are those of the mail's footnotes, by label; `top` is the level of its highest
    headings.
    """

    region: Region
    strings: Mapping[str, str]
    marks: Marks
    links: Links
    numbers: Mapping[str, int] = field(default_factory=dict)
    top: int = 2

    def body(self, blocks: Sequence[Block], notes: Sequence[Footnote]) -> str:
        """The text of a mail's blocks, its footnotes and, where they are notes, its links."""
        written = ""
        for block in blocks:
            text = self.block(block)
            above = "\n\n\n" if block.kind == "heading" and block.level == self.top else "\n\n"
            written += f"{above}{text}" if text else ""
        written += f"\n\n\n{self.notes(notes)}" if notes else ""
        links = self.links.listed()
        written += "\n\n\n" + self.region.added("\n".join(links)) if links else ""
        return written.strip("\n")

    def block(self, block: Block) -> str:
        """The text of one block, without a line end at its end."""
        if block.kind == "button":
            return self.button(block.tokens)
        return self.text(block.tokens)

    def text(self, tokens: Sequence[Token]) -> str:
        """The text of some tokens."""
        return "\n".join(self._lines(list(tokens))).strip("\n")

    def heading(self, tokens: Sequence[Token]) -> str:
        """The words of a heading in one line, its links as all others."""
        return " ".join(self._inline(tokens[1].children or []).split())

    def button(self, tokens: Sequence[Token]) -> str:
        """The text of a button: its words, and its address on a line of its own."""
        children = tokens[1].children or []
        said = self._inline([child for child in children if child.tag != "a"])
        address = next(str(child.attrs["href"]) for child in children if child.type == "link_open")
        colon = self.strings["label"].format(words="")
        return said + self.region.added(f"{colon}\n{address}")

    def notes(self, notes: Sequence[Footnote]) -> str:
        """The text of a mail's footnotes, each behind its number."""
        return "\n\n".join(
            self._behind(f"{raised(number)} ", self.region.note(self.text(note.tokens)).split("\n"))
            for number, note in enumerate(notes, start=1)
        )

    def width(self, text: str) -> int:
        """The columns of a screen that a text takes, fields in it with their defaults."""
        lines = slots.unmarked(self.region.clean(text), self.marks).split("\n")
        return max(map(words.width, lines))

    def underline(self, text: str, sign: str) -> str:
        """The line below a heading, as wide as its words."""
        return sign * min(WIDTH, max(3, self.width(text)))

    def _inline(self, children: Sequence[Token]) -> str:
        return Inline(self.region, self.strings, self.links, self.numbers).text(children)

    def _behind(self, sign: str, lines: Sequence[str]) -> str:
        """Lines behind a sign, those below the first as far in as it."""
        first, *rest = lines
        below = [f"{' ' * words.width(sign)}{line}".rstrip() for line in rest]
        return "\n".join([f"{self.region.added(sign)}{first}", *below])

    def _lines(self, tokens: list[Token]) -> list[str]:
        """The lines of some tokens that stand side by side."""
        return [line for token, inside in _runs(tokens) for line in self._element(token, inside)]

    def _element(self, token: Token, inside: list[Token]) -> list[str]:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lines = self._list(token, inside)
            case "heading_open":
                lines = self._heading(token, inside)
            case "callout_open":
                lines = self._callout(token, inside)
            case "dl_open":
                lines = self._terms(inside)
            case "blockquote_open":
                lines = [f"> {line}".rstrip() for line in _trimmed(self._lines(inside))] + [""]
            case "table_open":
                lines = self._table(token, inside)
            case _:
                lines = self._leaf(token, inside)
        return lines

    def _leaf(self, token: Token, inside: list[Token]) -> list[str]:
        match token.type:
            case "inline":
                return self._run(token.children or [])
            case "fence" | "code_block":
                lines = token.content.rstrip("\n").split("\n")
                return [*(f"    {line}".rstrip() for line in lines), ""]
            case "hr":
                return [DIVIDER, ""]
            case "html_block":
                return Inline(self.region, self.strings, self.links).html(token.content)
        lines = self._lines(inside)
        return [*lines, ""] if token.type in _APART and not token.hidden else lines

    def _run(self, children: Sequence[Token]) -> list[str]:
        """The lines of a run of text; images that stand side by side have a line each."""
        shown = [one for one in children if one.content.strip() or one.type == "image"]
        if len(shown) > 1 and all(one.type == "image" for one in shown):
            return "\n\n".join(self._inline([one]) for one in shown).split("\n")
        return self._inline(children).split("\n")

    def _heading(self, token: Token, inside: list[Token]) -> list[str]:
        lines = self._lines(inside)
        step = min(max(0, int(token.tag[1]) - self.top), len(UNDERLINES) - 1)
        rule = self.underline("\n".join(lines), UNDERLINES[step])
        return [*lines, self.region.added(rule), ""]

    def _list(self, token: Token, inside: list[Token]) -> list[str]:
        items = list(_runs(inside))
        first = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        signs = _signs(first, len(items))
        lines: list[str] = []
        loose = False
        for sign, (item, own) in zip(signs, items, strict=True):
            written = _trimmed(self._lines(own)) or [""]
            box = _BOXES[item.meta.get("task", "")]
            lines.append(self._behind(sign + box, written))
            loose = loose or _is_loose(own) or self.width("\n".join(written)) > LONG
        return [*("\n\n" if loose else "\n").join(lines).split("\n"), ""]

    def _callout(self, token: Token, inside: list[Token]) -> list[str]:
        """A passage that is set apart; one that opens an article is a paragraph like any other."""
        sort = str(token.meta.get("sort", ""))
        if sort == "lead":
            return [*_trimmed(self._lines(inside)), ""]
        if sort == "pullquote":
            rule = self.region.added(PULLED)
            return [rule, "", *_trimmed(self._lines(inside)), "", rule, ""]
        label = self.region.added(self.strings.get(f"callout_{sort}") or "")
        if token.meta.get("titled"):
            label, inside = self._inline(inside[1].children or []), inside[3:]
        rules = self._label(label), self.region.added("-" * RULE)
        return [rules[0], "", *_trimmed(self._lines(inside)), "", rules[1], ""]

    def _label(self, label: str) -> str:
        """The line above a passage that is set apart, with what it is called."""
        added, width = self.region.added, self.width(label)
        if not width:
            return added("-" * RULE)
        return f"{added('--- ')}{label}{added(' ' + '-' * max(3, RULE - 5 - width))}"

    def _terms(self, inside: list[Token]) -> list[str]:
        """Terms, and what each means a little further in."""
        lines: list[str] = []
        for token, own in _runs(inside):
            written = _trimmed(self._lines(own))
            if token.type == "dd_open":
                lines += [f"  {line}".rstrip() for line in written]
            else:
                lines += ["", *written] if lines else written
        return [*lines, ""]

    def _table(self, token: Token, inside: list[Token]) -> list[str]:
        rows: list[list[str]] = []
        aligns: list[str] = []
        for one in inside:
            if one.type == "tr_open":
                rows.append([])
            elif one.type == "th_open":
                aligns.append(str(one.attrs.get("style", "")).removeprefix(_ALIGN))
            elif one.type == "inline":
                rows[-1].append(self._inline(one.children or []).replace("\n", " "))
        table = Table(rows[0], rows[1:], aligns, self.region, self._fixed_width)
        return [*table.lines(WIDTH - 4 * token.level), ""]

    def _fixed_width(self, text: str) -> int | None:
        """The columns that a text takes, None where a field stands in it."""
        fields = slots.pattern(self.region.prefix).search(text)
        return None if fields else self.width(text)


def _signs(first: int | None, many: int) -> list[str]:
    """What stands before each item of a list: numbers as wide as the widest of them."""
    if first is None:
        return ["- "] * many
    width = len(f"{first + many - 1}. ")
    return [f"{number}. ".ljust(width) for number in range(first, first + many)]


def _is_loose(item: list[Token]) -> bool:
    """Whether an item's author set it apart with blank lines."""
    return any(one.type == "paragraph_open" and not one.hidden for one, _ in _runs(item))


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """The tokens that stand side by side, each with those inside it."""
    index = 0
    while index < len(tokens):
        end = _closing(tokens, index)
        yield tokens[index], list(tokens[index + 1 : end])
        index = end + 1


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
