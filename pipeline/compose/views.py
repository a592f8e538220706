"""What a theme's templates are given: docs/themes.md lists it, a test holds the two together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from html import escape
from typing import Any, NamedTuple

from pipeline.compose.block_views import ImageView, Made, blocks
from pipeline.compose.fragments import Fragments
from pipeline.compose.templates import Fields
from pipeline.model import (
    Article,
    ImageRef,
    Lines,
    Part,
    Project,
    Theme,
    notes_of,
)

PHOTO = 64  # px, square: the author's picture
LOGO_HEIGHT = 32  # px at most
LTR_MARK = "\u200e"  # without it a number's groups stand in the order of right-to-left text
PREHEADER_LENGTH = 200  # what the inbox shows after the subject; the rest is filled with nothing


class TitleView(NamedTuple):
    """The mail's only h1: HTML, text, and the attribute that maps it to its source.

    `numbers` are those of the footnotes that only the title refers to.
    """

    html: Any
    text: str
    source: Any
    numbers: tuple[int, ...] = ()

    def __html__(self) -> str:
        """The title as `{{ title }}` writes it, with its map."""
        return f"<span{self.source}>{self.html}</span>" if self.source else str(self.html)


def context(made: Made, part: Part, head_css: str = "") -> dict[str, Any]:
    """Everything that the templates of a mail and of its web version are given."""
    from markupsafe import Markup

    article, theme, project = made.series.article, made.theme, made.project
    strings = theme.strings
    marks = made.fragments.image_marks
    return {
        "head_css": Markup(head_css),  # noqa: S704 - a theme's, not an author's
        "lang": article.lang,
        "dir": article.dir,
        "start": start_of(article.dir),
        "part": part,
        "article": _article(article),
        "author": _author(article, marks),
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
        "logo": _logo(theme, theme.logo, project, made.fragments),
        "logo_dark": _logo(theme, theme.logo_dark, project, made.fragments),
        "field": Fields(article.marks),
        "tokens": theme.tokens,
        "light": theme.light,
        "dark": theme.dark,
    }


def stylesheet(made: Made, theme: Theme, name: str) -> str:
    """A theme's CSS as it is for the article's direction, with the colours of `theme`."""
    direction = made.series.article.dir
    looks = {"tokens": theme.tokens, "light": theme.light, "dark": theme.dark}
    given = {**looks, "dir": direction, "start": start_of(direction)}
    return made.templates.render(name, given).strip()


def start_of(direction: str) -> str:
    """The side that lines begin at."""
    return "right" if direction == "rtl" else "left"


def _logo(
    theme: Theme, logo: ImageRef | None, project: Project, fragments: Fragments
) -> ImageView | None:
    marks, room = fragments.image_marks, fragments.width
    if logo is None:
        return None
    height = min(LOGO_HEIGHT, logo.height)
    width = max(1, round(logo.width * height / logo.height))
    if width > room:
        width, height = room, max(1, round(height * room / width))
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
    numbers = _unreferred(fragments, part) if not part.titled and lines else ()
    written += "".join(map(fragments.reference, numbers))
    return TitleView(
        Markup(written),  # noqa: S704 - escaped above
        part.title,
        Markup(source),  # noqa: S704 - made above
        numbers,
    )


def _unreferred(fragments: Fragments, part: Part) -> tuple[int, ...]:
    """The numbers of footnotes that nothing in a part refers to: its title does."""
    tokens = [token for block in part.blocks for token in block.tokens]
    tokens += [token for note in notes_of(part.blocks) for token in note.tokens]
    referred = {
        one.meta["label"]
        for token in tokens
        for one in token.children or ()
        if one.type == "footnote_ref"
    }
    return tuple(number for label, number in fragments.numbers.items() if label not in referred)


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
            {
                **line._asdict(),
                "dial": re.sub(r"[^+\d]", "", line.phone),
                "phone_text": f"{LTR_MARK}{line.phone}{LTR_MARK}" * (article.dir == "rtl")
                or line.phone,
            }
            for line in settings.support
        ],
    }


def _author(article: Article, marks: Mapping[str, str]) -> dict[str, Any]:
    """Who wrote the article, for the card below its end."""
    author, photo = article.settings.author, article.photo
    shown = photo and marks.get(photo.source)
    return {
        "name": article.author,
        "role": author.role,
        "about": author.about,
        "url": author.url,
        "photo": ImageView(shown, article.author, PHOTO, PHOTO) if shown else None,
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

    said = theme.strings.lang
    if said.partition("-")[0] == article.lang.partition("-")[0].lower():
        return ""
    return Markup(' lang="{}" dir="ltr"').format(said)


def _words(made: Made, part: Part) -> dict[str, str]:
    """The frame's sentences with their numbers filled in."""
    strings, settings = made.theme.strings, made.series.article.settings
    approved = settings.approved
    return {
        "progress": strings["progress"].format(number=part.number, total=part.total),
        "next": _next(made, part),
        "reason": made.project.sender.reason or strings["reason"],
        "reviewed": strings["reviewed"].format(
            name=approved.by, date=strings.date(date.fromisoformat(approved.date))
        )
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
        return strings.count("next_hours", round(wait / timedelta(hours=1)))
    days = round(wait / timedelta(days=1))
    return strings["next_day"] if days == 1 else strings.count("next_days", days)
