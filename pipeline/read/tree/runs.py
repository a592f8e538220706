"""Runs of text that look alike, as they follow each other in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Lines

_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text looks: strong, em, s, sub, sup, mark, u, ins, code, or a link (`a`).

    `number` tells a link or a code from another that follows it at once.
    """

    name: str
    address: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text, or a thing that stands in it: a break, an image, a reference to a note.

    `text` is the text, an image's alternative text or a note's name; `styles` the outermost
    first. An image that is `silent` only decorates: its page says that it has no words.
    """

    kind: str
    text: str
    styles: tuple[Style, ...]
    lines: Lines
    at: int
    address: str = ""
    silent: bool = False


def tidied(runs: Sequence[Run]) -> list[Run]:
    """The runs with their spaces as a browser shows them, none at a line's edge or a style's."""
    found: list[Run] = []
    for run in _collapsed(runs):
        if run.kind == "br":
            _drop_space(found)
            if not found:
                continue
        found.append(run)
    while found and (found[-1].kind == "br" or _is_space(found[-1])):
        found.pop()
    return _spaces_styled(found)


def paragraphs(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs parted where an empty line was made of breaks."""
    part: list[Run] = []
    breaks = 0
    for run in runs:
        if run.kind == "br":
            breaks += 1
            if breaks == 2 and part:
                yield part
                part = []
        elif run.kind != "text" or _SPACES.sub("", run.text):
            breaks = 0
        part.append(run)
    if part:
        yield part


def _collapsed(runs: Sequence[Run]) -> Iterator[Run]:
    """Each run parted into its words and the spaces around them, never two spaces in turn."""
    after_space = True
    for run in runs:
        if run.kind != "text":
            yield run
            after_space = run.kind == "br"
            continue
        text = _SPACES.sub(" ", run.text)
        if text.startswith(" ") and not after_space:
            yield replace(run, text=" ")
        inner = text.strip(" ")
        if inner:
            yield replace(run, text=inner)
        if text:
            after_space = text.endswith(" ") or (after_space and not inner)
        if inner and text.endswith(" "):
            yield replace(run, text=" ")


def _is_space(run: Run) -> bool:
    return run.kind == "text" and run.text == " "


def _drop_space(found: list[Run]) -> None:
    if found and _is_space(found[-1]):
        found.pop()


def _spaces_styled(runs: Sequence[Run]) -> list[Run]:
    """Each space and break in the styles that are on both sides of it."""
    found: list[Run] = []
    for at, run in enumerate(runs):
        between = _is_space(run) or run.kind == "br"
        if not between:
            found.append(run)
            continue
        after = next((one for one in runs[at + 1 : at + 3] if not _is_space(one)), None)
        before = found[-1].styles if found else ()
        styles = _common(before, after.styles) if after else ()
        found.append(replace(run, styles=styles))
    return found


def _common(one: Sequence[Style], other: Sequence[Style]) -> tuple[Style, ...]:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return tuple(one[:same])
