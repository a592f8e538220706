"""What a theme's templates are given of a part's blocks: docs/themes.md lists it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

from pipeline.compose.fragments import Fragments, alt_text
from pipeline.compose.templates import Templates
from pipeline.errors import ThemeError
from pipeline.model import Block, Footnote, Part, Project, Series, Theme

SPACES = {"first": 0, "title": 40, "heading": 28, "after": 12, "other": 20}


class ImageView(NamedTuple):
    """An image: the mark of its address ("" where it is missing), its words, its shown size."""

    src: str
    alt: str
    width: int = 0
    height: int = 0
    href: str = ""
    words: str = ""
    caption: Any = ""


class NoteView(NamedTuple):
    """A footnote as shown: its number within the mail, its HTML, the way back on the web."""

    number: int
    html: Any
    back: str = ""


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block: its template, its HTML, the class that maps it to its source, the space above.

    `name` is a callout's sort, `label` the frame's word for it, `href` where a button leads,
    `notes` are what the last block of a mail shows: its footnotes.
    """

    kind: str
    template: str
    html: Any
    mark: str
    space: int
    level: int
    image: ImageView | None = None
    name: str = ""
    label: str = ""
    href: str = ""
    notes: tuple[NoteView, ...] = ()


class Made(NamedTuple):
    """What all parts of a series share while they are composed."""

    series: Series
    theme: Theme
    project: Project
    templates: Templates
    fragments: Fragments


def shown_blocks(part: Part) -> Sequence[Block]:
    """A part's blocks below its title: all, or all but the heading that serves as title."""
    return part.blocks[1:] if part.titled else part.blocks


def part_notes(part: Part) -> list[Footnote]:
    """The footnotes of a part, each once, in the order of the blocks that refer to them."""
    notes = (note for block in part.blocks for note in block.notes)
    return list({note.label: note for note in notes}.values())


def blocks(made: Made, part: Part) -> list[BlockView]:
    """The views of a part's blocks, and of its footnotes as one more."""
    found: list[BlockView] = []
    before: Block | None = None
    for block in shown_blocks(part):
        found.append(_block(made, block, _space(block, before, made.fragments.top)))
        before = block
    notes = part_notes(part)
    return [*found, _notes(made, notes)] if notes else found


def _notes(made: Made, notes: Sequence[Footnote]) -> BlockView:
    from markupsafe import Markup

    fragments = made.fragments
    views = [
        NoteView(
            number,
            Markup(fragments.note(note.tokens)),  # noqa: S704 - escaped token by token
            f"#to-note-{number}" if fragments.web else "",
        )
        for number, note in enumerate(notes, start=1)
    ]
    return BlockView(
        kind="notes",
        template=_template(made, "notes"),
        html="",
        mark="",
        space=SPACES["title"],
        level=0,
        notes=tuple(views),
    )


def _template(made: Made, kind: str) -> str:
    """The template of a kind of block. Raises ThemeError where the theme has none."""
    template = f"blocks/{kind}.mjml.j2"
    if not made.templates.has(template):
        raise ThemeError(
            f"the theme {made.theme.name!r} has no {template}",
            hint=f"add templates/{template} to the project",
        )
    return template


def _block(made: Made, block: Block, space: int) -> BlockView:
    from markupsafe import Markup

    prefix, fragments = made.fragments.prefix, made.fragments
    tokens = block.tokens
    written = {
        "callout": lambda: fragments.html(tokens[1:-1], within=True),
        "button": lambda: _button_words(fragments, block),
    }.get(block.kind, lambda: fragments.html(tokens))()
    titled = bool(tokens[0].meta.get("titled"))
    return BlockView(
        kind=block.kind,
        template=_template(made, block.kind),
        html=Markup(written),  # noqa: S704 - escaped token by token
        mark=f"{prefix}-{block.lines.first}-{block.lines.last}",
        space=space,
        level=block.level,
        image=_image(fragments, block) if block.kind == "image" else None,
        name=block.name,
        label=fragments.label(block.name, titled=titled) if block.kind == "callout" else "",
        href=_href(block) if block.kind == "button" else "",
    )


def _href(block: Block) -> str:
    children = block.tokens[1].children or ()
    return next(str(one.attrs["href"]) for one in children if one.type == "link_open")


def _button_words(fragments: Fragments, block: Block) -> str:
    """A button's words; the button itself is bold and is the link."""
    children = [
        child for child in block.tokens[1].children or () if child.tag not in ("a", "strong")
    ]
    return f"<span{fragments.source(block.tokens[0])}>{fragments.inline(children)}</span>"


def _space(block: Block, before: Block | None, top: int) -> int:
    if before is None:
        return SPACES["first"]
    if before.kind == "heading":
        return SPACES["after"]
    if block.kind == "heading":
        return SPACES["title"] if block.level == top else SPACES["heading"]
    return SPACES["other"]


def _image(fragments: Fragments, block: Block) -> ImageView:
    from markupsafe import Markup

    token = next(child for child in block.tokens[1].children or () if child.type == "image")
    address, caption = str(token.attrs.get("src", "")), token.meta.get("caption", "")
    alt = alt_text(token)
    source = fragments.source(block.tokens[0])
    shown = f"<p{source}>{escape(caption, quote=False)}</p>" if caption else ""
    return ImageView(
        src=fragments.image_marks.get(address, address),
        alt=alt,
        width=fragments.image_width(address, token.meta.get("width", "")),
        words=alt or address,
        caption=Markup(shown),  # noqa: S704 - escaped above
    )
