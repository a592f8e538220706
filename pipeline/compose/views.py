"""What a theme's templates are given: docs/themes.md lists it, a test holds the two together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from typing import Any, NamedTuple

from pipeline.compose.fragments import Fragments, alt_text
from pipeline.compose.templates import Fields, Templates
from pipeline.errors import ThemeError
from pipeline.model import Article, Block, ImageRef, Lines, Part, Project, Series, Theme

PREHEADER_LENGTH = 200  # what the inbox shows after the subject; the rest is filled with nothing
SPACES = {"first": 0, "title": 40, "heading": 28, "after": 12, "other": 20}


class ImageView(NamedTuple):
    """An image: the mark of its address ("" where it is missing), its words, its shown size."""

    src: str
    alt: str
    width: int = 0
    height: int = 0
    href: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block: its template, its HTML, the class that maps it to its source, the space above."""

    kind: str
    template: str
    html: Any
    mark: str
    space: int
    level: int
    image: ImageView | None


class TitleView(NamedTuple):
    """The mail's only h1: HTML, text, and the attribute that maps it to its source."""

    html: Any
    text: str
    source: Any


class Made(NamedTuple):
    """What all parts of a series share while they are composed."""

    series: Series
    theme: Theme
    project: Project
    templates: Templates
    fragments: Fragments


def context(made: Made, part: Part, *, web: bool, css: Mapping[str, str]) -> dict[str, Any]:
    """Everything that the templates of a mail are given."""
    from markupsafe import Markup

    article, theme, project = made.series.article, made.theme, made.project
    strings = theme.strings
    marks = made.fragments.image_marks
    return {
        "head_css": Markup(css["head_css"]),  # noqa: S704 - a theme's, not an author's
        "lang": article.lang,
        "dir": article.dir,
        "start": start_of(article.dir),
        "web": web,
        "part": part,
        "article": _article(article),
        "title": _title(made, part),
        "subject": part.subject,
        "preheader": part.preheader,
        "preheader_filler": "\u00a0\u200c" * ((PREHEADER_LENGTH - len(part.preheader)) // 2),
        "blocks": blocks(made, part),
        "strings": strings,
        "words": _words(made, part),
        "sources": article.settings.sources if part.number == part.total else (),
        "frame": _frame(article, theme),
        "sender": _sender(project),
        "logo": _logo(theme, theme.logo, project, marks),
        "logo_dark": _logo(theme, theme.logo_dark, project, marks),
        "field": Fields(article.marks),
        "tokens": theme.tokens,
        "light": theme.light,
        "dark": theme.dark,
    }


def start_of(direction: str) -> str:
    """The side that lines begin at."""
    return "right" if direction == "rtl" else "left"


def shown_blocks(part: Part) -> Sequence[Block]:
    """A part's blocks below its title: all, or all but the heading that serves as title."""
    return part.blocks[1:] if part.titled else part.blocks


def blocks(made: Made, part: Part) -> list[BlockView]:
    """The views of a part's blocks."""
    found: list[BlockView] = []
    before: Block | None = None
    for block in shown_blocks(part):
        found.append(_block(made, block, _space(block, before, made.fragments.top)))
        before = block
    return found


def _block(made: Made, block: Block, space: int) -> BlockView:
    from markupsafe import Markup

    template = f"blocks/{block.kind}.mjml.j2"
    if not made.templates.has(template):
        raise ThemeError(
            f"the theme {made.theme.name!r} has no {template}",
            hint=f"add templates/{template} to the project",
        )
    prefix = made.fragments.prefix
    return BlockView(
        kind=block.kind,
        template=template,
        html=Markup(made.fragments.html(block.tokens)),  # noqa: S704 - escaped token by token
        mark=f"{prefix}-{block.lines.first}-{block.lines.last}",
        space=space,
        level=block.level,
        image=_image(made.fragments, block) if block.kind == "image" else None,
    )


def _space(block: Block, before: Block | None, top: int) -> int:
    if before is None:
        return SPACES["first"]
    if before.kind == "heading":
        return SPACES["after"]
    if block.kind == "heading":
        return SPACES["title"] if block.level == top else SPACES["heading"]
    return SPACES["other"]


def _image(fragments: Fragments, block: Block) -> ImageView:
    token = next(child for child in block.tokens[1].children or () if child.type == "image")
    address = str(token.attrs.get("src", ""))
    known = fragments.image_widths.get(address, 0)
    alt = alt_text(token)
    return ImageView(
        src=fragments.image_marks.get(address, address),
        alt=alt,
        width=min(fragments.width, known or fragments.width),
        words=alt or address,
    )


def _logo(
    theme: Theme, logo: ImageRef | None, project: Project, marks: Mapping[str, str]
) -> ImageView | None:
    if logo is None:
        return None
    height = min(32, logo.height or 32)
    width = round(logo.width * height / logo.height) if logo.height else 0
    alt = theme.tokens.get("logo_alt") or project.sender.name
    return ImageView(marks[logo.source], alt, width, height)


def _title(made: Made, part: Part) -> TitleView:
    from markupsafe import Markup

    article, fragments = made.series.article, made.fragments
    lines: Lines | None = None
    written = escape(part.title, quote=False)
    if part.titled:
        heading = part.blocks[0]
        lines = heading.lines
        written = fragments.inline(heading.tokens[1].children or [])
    elif part.title == article.title:
        lines = article.title_lines
    source = f' data-{fragments.prefix}="{lines.first}-{lines.last}"' if lines else ""
    return TitleView(Markup(written), part.title, Markup(source))  # noqa: S704 - escaped above


def _article(article: Article) -> dict[str, Any]:
    settings = article.settings
    return {
        "title": article.title,
        "public_name": article.public_name,
        "author": article.author,
        "date": article.date,
        "sensitive": settings.sensitive,
        "approved": settings.approved,
        "disclaimer": settings.disclaimer,
        "support": [
            {**line._asdict(), "dial": re.sub(r"[^+\d]", "", line.phone)}
            for line in settings.support
        ],
    }


def _sender(project: Project) -> dict[str, Any]:
    sender = project.sender
    lines = [line.strip() for line in sender.postal_address.split("\n") if line.strip()]
    return {
        "name": sender.name,
        "address": sender.address,
        "postal_lines": lines,
        "lines": [sender.name, *lines] if sender.name else lines,
    }


def _frame(article: Article, theme: Theme) -> Any:
    """The attributes of the frame's own words where they are not in the article's language."""
    from markupsafe import Markup

    if theme.strings_lang.split("-", maxsplit=1)[0] == article.lang.split("-", maxsplit=1)[0]:
        return ""
    return Markup(' lang="{}" dir="ltr"').format(theme.strings_lang)


def _words(made: Made, part: Part) -> dict[str, str]:
    """The frame's sentences with their numbers filled in."""
    strings, settings = made.theme.strings, made.series.article.settings
    approved = settings.approved
    return {
        "progress": strings["progress"].format(number=part.number, total=part.total),
        "next": _next(made, part),
        "reason": made.project.sender.reason or strings["reason"],
        "reviewed": strings["reviewed"].format(name=approved.by, date=approved.date)
        if approved
        else "",
    }


def _next(made: Made, part: Part) -> str:
    """When the next part comes: by number of days only, never by its name."""
    strings = made.theme.strings
    if part.number == part.total:
        return strings["last"]
    wait = made.series.parts[part.number].wait
    if wait < timedelta(hours=1):
        return strings["next_today"]
    if wait < timedelta(days=1):
        return strings["next_hours"].format(hours=round(wait / timedelta(hours=1)))
    days = round(wait / timedelta(days=1))
    return strings["next_day"] if days == 1 else strings["next_days"].format(days=days)
