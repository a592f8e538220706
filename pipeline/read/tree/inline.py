"""Runs of text → Markdown: emphasis, code, links, images; HTML where Markdown has no sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.read.tree import escape
from pipeline.read.tree.runs import Run, Style

_SIGNS = {"strong": "**", "em": "*", "s": "~~"}


@dataclass(frozen=True, slots=True)
class Line:
    """How a run of text is written: a break as Markdown or as HTML, pipes twice escaped or not."""

    hard_break: str = "\\\n"
    cell: bool = False

    def markdown(self, runs: Sequence[Run]) -> str:
        """The Markdown of some runs, which have been tidied."""
        return self._written(runs, 0, "", "")

    def _written(self, runs: Sequence[Run], depth: int, before: str, after: str) -> str:
        """Runs that share their first `depth` styles, amid the characters around them."""
        groups = list(_grouped(runs, depth))
        written = ""
        for at, (style, members) in enumerate(groups):
            last = written[-1:] or before
            following = _opening(groups[at + 1]) if at + 1 < len(groups) else after
            if style is None:
                written += self._plain(members, ends=at + 1 == len(groups) and not after)
            else:
                written += self._styled(style, members, depth + 1, last, following)
        return written

    def _plain(self, runs: Sequence[Run], *, ends: bool) -> str:
        """Runs without a style of their own."""
        written = ""
        for kind, members in groupby(runs, key=lambda run: run.kind):
            if kind == "text":
                whole = "".join(run.text for run in members)
                # A sign at the end may make markup with what follows.
                shown = escape.text(whole + " ")[:-1] if ends else escape.text(whole)
                written += shown
            else:
                written += "".join(map(self._thing, members))
        return written

    def _thing(self, run: Run) -> str:
        if run.kind == "br":
            return self.hard_break
        if run.kind == "note":
            return f"[^{run.text}]"
        alt = escape.text(" ".join(run.text.split()))
        return f"![{alt}]({self._address(run.address)})" + ("{decorative}" if run.silent else "")

    def _address(self, written: str) -> str:
        return escape.address(written).replace("|", "%7C")

    def _styled(
        self, style: Style, runs: Sequence[Run], depth: int, before: str, after: str
    ) -> str:
        if style.name == "a":
            inside = self._written(runs, depth, "[", "]")
            return f"[{inside}]({self._address(style.address)})"
        if style.name == "code":
            return self._code(runs, depth, before, after)
        sign = _SIGNS.get(style.name)
        if sign:
            inside = self._written(runs, depth, sign, sign)
            if _opens(before, inside) and _closes(inside, after):
                return f"{sign}{inside}{sign}"
        inside = self._written(runs, depth, ">", "<")
        return f"<{style.name}>{inside}</{style.name}>"

    def _code(self, runs: Sequence[Run], depth: int, before: str, after: str) -> str:
        plain = all(run.kind == "text" for run in runs)
        written = escape.code("".join(run.text for run in runs)) if plain else ""
        defines = "]:" in written  # would end the label of a definition that a link begins like
        if written and before != "`" and after != "`" and not defines:
            return written.replace("|", "\\|") if self.cell else written
        return f"<code>{self._written(runs, depth, '>', '<')}</code>"


def _grouped(runs: Sequence[Run], depth: int) -> Iterator[tuple[Style | None, list[Run]]]:
    """Runs that follow each other and share the style at a depth; None is none."""

    def style(run: Run) -> Style | None:
        return run.styles[depth] if len(run.styles) > depth else None

    for shared, members in groupby(runs, key=style):
        yield shared, list(members)


def _opening(group: tuple[Style | None, list[Run]]) -> str:
    """The character that a group of runs begins with, or one that does the same."""
    style, runs = group
    if style is None:
        first = runs[0]
        return {"text": first.text[:1], "br": "\n", "image": "!"}.get(first.kind, "[")
    if style.name == "a":
        return "["
    return "`" if style.name == "code" else "*"


def _opens(before: str, inside: str) -> bool:
    """Whether a sign of emphasis is taken for an opening one (CommonMark 6.2, strictly)."""
    first = inside[:1]
    if not first or first.isspace() or first in "*~_" or before in ("*", "~", "_", "\\"):
        return False
    return not before or before.isspace() or first.isalnum()


def _closes(inside: str, after: str) -> bool:
    last = inside[-1:]
    if last.isspace() or last in "*~_\\" or after in ("*", "~", "_"):
        return False
    return not after or after.isspace() or last.isalnum()
