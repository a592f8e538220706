"""What an article is made of: blocks with their notes, what was removed, pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import Place

if TYPE_CHECKING:
    from markdown_it.token import Token


class Lines(NamedTuple):
    """First and last line of the source file, from 1, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note that a block refers to: it goes where the block goes, shown at that mail's end.

    `label` is the author's name for it; tokens, text, words, lines and written are as a block's.
    """

    label: str
    tokens: tuple[Token, ...]
    text: str
    words: int
    lines: Lines
    written: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article that is never broken: a paragraph, a list, a heading.

    `kind` is one of heading, paragraph, lead, list, quote, pullquote, table, code, image, images
    (two, side by side), divider, callout, button, html, or the name of one of the project's own;
    `level` is a heading's, 1 to 6, `name` a callout's sort. The tokens' maps hold first and
    last line of the source file, as `lines` does. `text` holds the words a reader sees. `forced`
    says that the author asked for a break before it. `written` is its Markdown. `notes` are those
    that it refers to; the words of each count with the first block that does. `at` orders blocks
    and removals of a source whose lines may be very long: characters of its own text before it.
    """

    kind: str
    tokens: tuple[Token, ...]
    text: str
    words: int
    lines: Lines
    level: int = 0
    forced: bool = False
    name: str = ""
    written: str = ""
    notes: tuple[Footnote, ...] = ()
    at: int = 0


def notes_of(blocks: Iterable[Block]) -> list[Footnote]:
    """The notes of some blocks, each once, in the order of the blocks that refer to them."""
    return list({note.label: note for block in blocks for note in block.notes}.values())


@dataclass(frozen=True, slots=True)
class Removal:
    """What cleaning took out: its lines, its text, the rule that did it.

    `within` says that other text may stand on its lines, and that the article's own text is
    already without it. `own` is its text as it stands in the article's own, where `text` has more
    (an image's alternative text); `at` is as a block's.
    """

    lines: Lines
    text: str
    rule: str
    words: int
    within: bool = False
    own: str | None = None
    at: int = 0


@dataclass(frozen=True, slots=True)
class ImageRef:
    """An image of an article.

    `source` is what the author wrote, `name` its file name in `images/`, `data` its bytes
    (None where the file is missing, with `place` to say so). Sizes are in px, as it is looked at,
    0 if unknown. `form` is what the bytes are (`png`, `jpeg`, …), "" where no mail can show them.
    A `square` one is cropped to its middle.
    """

    source: str
    name: str
    data: bytes | None
    width: int = 0
    height: int = 0
    place: Place | None = None
    form: str = ""
    square: bool = False
