"""What a theme's templates are given of a part's blocks: docs/themes.md lists it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.compose.fragments import Fragments, alt_text
from pipeline.compose.frame_source import Frame
from pipeline.compose.templates import Templates
from pipeline.errors import ThemeError
from pipeline.model import Block, Footnote, Part, Project, Series, Theme, notes_of

if TYPE_CHECKING:
    from markdown_it.token import Token


GUTTER = 16  # px between two images side by side


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


# By identity: a template that asks for its place among thousands of others is soon answered.
@dataclass(frozen=True, slots=True, eq=False)
class BlockView:
    """A block: its template, its HTML, the class that maps it to its source, the space above.

    `name` is a callout's sort, `label` the frame's word for it, `href` where a button leads,
    `notes` are what the last block of a mail shows: its footnotes; `images` two side by side.
    `opening` says that an article begins with it, `title` is that of one of the project's own.
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
    images: tuple[ImageView, ...] = ()
    opening: bool = False
    title: Any = ""


class Made(NamedTuple):
    """What all parts of a series share while they are composed."""

    series: Series
    theme: Theme
    project: Project
    templates: Templates
    fragments: Fragments
    frame: Frame | None = None


def shown_blocks(part: Part) -> Sequence[Block]:
    """A part's blocks below its title: all, or all but the heading that serves as title."""
    return part.blocks[1:] if part.titled else part.blocks


def blocks(made: Made, part: Part) -> list[BlockView]:
    """The views of a part's blocks, and of its footnotes as one more."""
    found: list[BlockView] = []
    before: Block | None = None
    for block in shown_blocks(part):
        opening = before is None and part.number == 1
        found.append(_block(made, block, _space(made, block, before), opening=opening))
        before = block
    notes = notes_of(part.blocks)
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
        space=made.theme.spaces["heading"],
        level=0,
        notes=tuple(views),
    )


def _template(made: Made, kind: str, sort: str = "") -> str:
    """The template of a kind of block, or of its sort alone where there is one.

    Raises ThemeError where the theme has neither.
    """
    template = f"blocks/{kind}.mjml.j2"
    if sort and made.templates.has(f"blocks/{sort}.mjml.j2"):
        return f"blocks/{sort}.mjml.j2"
    if not made.templates.has(template):
        raise ThemeError(
            f"the theme {made.theme.name!r} has no {template}",
            hint=f"add templates/{template} to the project",
        )
    return template


def _block(made: Made, block: Block, space: int, *, opening: bool) -> BlockView:
    from markupsafe import Markup

    prefix, fragments = made.fragments.prefix, made.fragments
    tokens = block.tokens
    contained = tokens[0].type == "callout_open"
    titled = bool(tokens[0].meta.get("titled"))
    own = titled and block.kind != "callout"  # the title of one of the project's own is apart
    if block.kind == "button":
        written = _button_words(fragments, block)
    elif contained:
        written = fragments.html(tokens[4 if own else 1 : -1], within=True)
    else:
        written = fragments.html(tokens)
    return BlockView(
        kind=block.kind,
        template=_template(made, block.kind, block.name),
        html=Markup(written),  # noqa: S704 - escaped token by token
        mark=f"{prefix}-{block.lines.first}-{block.lines.last}",
        space=space,
        level=block.level,
        image=_images(fragments, block)[0] if block.kind == "image" else None,
        images=_images(fragments, block) if block.kind == "images" else (),
        opening=opening,
        title=Markup(fragments.html(tokens[1:4])) if own else "",  # noqa: S704 - escaped
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


def _space(made: Made, block: Block, before: Block | None) -> int:
    spaces = made.theme.spaces
    if before is None:
        return spaces["first"]
    if before.kind == "heading":
        return spaces["after"]
    if block.kind == "heading":
        return spaces["heading" if block.level == made.fragments.top else "subheading"]
    return spaces["block"]


def _images(fragments: Fragments, block: Block) -> tuple[ImageView, ...]:
    """The images of a block of one, or of two that share its width."""
    children = block.tokens[1].children or ()
    shown = [child for child in children if child.type == "image"]
    room = fragments.width if len(shown) == 1 else (fragments.width - GUTTER) // 2
    return tuple(_image(fragments, block, token, room) for token in shown)


def _image(fragments: Fragments, block: Block, token: Token, room: int) -> ImageView:
    from markupsafe import Markup

    address, caption = str(token.attrs.get("src", "")), token.meta.get("caption", "")
    alt = alt_text(token)
    source = fragments.source(block.tokens[0])
    shown = f"<p{source}>{escape(caption, quote=False)}</p>" if caption else ""
    return ImageView(
        src=fragments.image_marks.get(address, address),
        alt=alt,
        width=min(room, fragments.image_width(address, token.meta.get("width", ""))),
        words=alt or address,
        caption=Markup(shown),  # noqa: S704 - escaped above
    )
