"""Part → its web version: a page for anyone, that runs nothing and asks for nothing elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from pipeline.compose.block_views import BlockView, Made
from pipeline.compose.body import own_words
from pipeline.compose.feed import FEED_FILE
from pipeline.compose.fragments import Fragments, with_class
from pipeline.compose.lean import lean
from pipeline.compose.series_pages import WEB_FILE, folder, page_address
from pipeline.compose.tokenizer import finish
from pipeline.compose.views import context, stylesheet
from pipeline.model import ImageRef, Part, Slotted

if TYPE_CHECKING:
    from markdown_it.token import Token

PAGE, STYLE = "web.html.j2", "web.css.j2"
ANY, OWN = "blocks/any.html.j2", "blocks/own.html.j2"


class Web(NamedTuple):
    """A web version: the page, the article alone as a feed shows it, and the author's words."""

    page: Slotted
    content: Slotted
    body: str
    notes: tuple[str, ...]


class Neighbour(NamedTuple):
    """The part before or after: where its page is, what it is called, whether by its title."""

    href: str
    name: str
    titled: bool


class _WebFragments(Fragments):
    """Fragments for browsers, which need no table to set a passage apart."""

    __slots__ = ()

    def _token(self, token: Token) -> str:
        match token.type:
            case "callout_open":
                return self._callout(token)
            case "callout_close":
                return "</div>"
            case "link_open" if token.info == "auto":  # print need not show its address again
                return with_class(super()._token(token), "bare")
            case _:
                return super()._token(token)

    def _callout(self, token: Token) -> str:
        sort, titled = token.meta["sort"], token.meta.get("titled", False)
        label = self.label(sort, titled=titled)
        said = self.added(html.escape(label))
        shown = f'<p class="label"><strong>{said}</strong></p>' if label else ""
        return f'<div class="callout {sort}" role="note"{self.source(token)}>{shown}'


def web(made: Made, part: Part, images: Mapping[str, ImageRef]) -> Web:
    """The web version of a part; fields in it are slots, to be filled with their defaults.

    `images` gives the image of each mark that stands for an address.
    """
    from markupsafe import Markup

    made = made._replace(fragments=_for_browsers(made.fragments))
    given = context(made, part)
    given["blocks"] = [_with_template(made, view) for view in given["blocks"]]
    given["page"] = _page(made, part) | {"css": Markup(stylesheet(made, made.theme, STYLE))}  # noqa: S704 - a theme's
    content = _content(made, given)
    shown = Markup(content)  # noqa: S704 - templates made it, which escape
    written = made.templates.render(PAGE, {**given, "content": shown})
    written = lean(made, written, images)
    marks = made.series.article.marks
    names = {mark: image.name for mark, image in images.items()}
    words = own_words(written, marks.prefix)
    return Web(
        finish(written, marks, images=names).slotted,
        finish(content, marks, images=names).slotted,
        words.body,
        words.notes,
    )


def _for_browsers(fragments: Fragments) -> Fragments:
    known = {one.name: getattr(fragments, one.name) for one in fields(fragments)}
    return _WebFragments(**known | {"web": True})


def _with_template(made: Made, view: BlockView) -> BlockView:
    """A block with its template for browsers: its own, else the one for what has none."""
    names = (f"blocks/{name}.html.j2" for name in (view.name, view.kind))
    own = (name for name in names if name not in (ANY, OWN) and made.templates.has(name))
    return replace(view, template=next(own, OWN if _is_own(view) else ANY))


def _is_own(view: BlockView) -> bool:
    """Whether a block is one of the project's own: its name is its kind."""
    return bool(view.name) and view.kind == view.name


def _content(made: Made, given: Mapping[str, Any]) -> str:
    """The HTML of a part's blocks."""
    written = [
        made.templates.render(block.template, {**given, "block": block})
        for block in given["blocks"]
    ]
    return _with_ids_once("\n".join(written))


def _page(made: Made, part: Part) -> dict[str, Any]:
    """What a page says of itself: to search engines, to pages that show a link, to readers."""
    article, settings = made.series.article, made.series.article.settings
    return {
        "title": _title(made, part),
        "series": article.public_name or made.theme.strings["neutral_name"],
        "description": "" if settings.sensitive else _description(made, part),
        "address": page_address(made.project, article, part),
        "picture": _picture(made, part),
        "locale": _locale(article.lang),
        "published": _published(made, part),
        "feed": f"../{FEED_FILE}" if settings.atom_feed else "",
        "before": _neighbour(made, part.number - 1),
        "after": _neighbour(made, part.number + 1),
        "room": made.fragments.width,
    }


def _title(made: Made, part: Part) -> str:
    """The page's title: of a sensitive series, its public name and a number."""
    article, strings = made.series.article, made.theme.strings
    series = article.public_name or strings["neutral_name"]
    if article.settings.sensitive:
        return strings["numbered"].format(name=series, number=part.number, total=part.total)
    return part.title if part.title == series else f"{part.title} · {series}"


def _description(made: Made, part: Part) -> str:
    about = made.series.article.settings.description
    return about if about and part.number == 1 else part.preheader


def _picture(made: Made, part: Part) -> str:
    """The whole address of the article's picture; "" where nobody could find it."""
    article = made.series.article
    address = page_address(made.project, article, part)
    if not article.picture or article.settings.sensitive or not address:
        return ""
    from pipeline.compose.picture_files import PICTURE_WIDTH
    from pipeline.compose.pictures import fitted

    name = fitted(article.picture, PICTURE_WIDTH).name
    return f"{address.rpartition('/')[0]}/images/{quote(name)}"


def _locale(lang: str) -> str:
    """A language as Open Graph writes it: language_TERRITORY, where a territory is known."""
    language, *rest = lang.split("-")
    territory = next((one.upper() for one in rest if len(one) == 2 and one.isalpha()), "")
    return f"{language.lower()}_{territory}" if territory else language.lower()


def _published(made: Made, part: Part) -> str:
    """When a part goes out, by the article's date; "" where it has none."""
    date = made.series.article.date
    if not date:
        return ""
    try:
        sent = datetime.combine(date, time(), UTC) + made.series.waited(part)
        return sent.isoformat()
    except OverflowError:  # the mails' dates tell what is wrong
        return ""


def _neighbour(made: Made, number: int) -> Neighbour | None:
    """The part of a number; of a sensitive series it has no name but that."""
    article, parts = made.series.article, made.series.parts
    if not 1 <= number <= len(parts):
        return None
    part = parts[number - 1]
    href = f"../{folder(part)}/{WEB_FILE}"
    if article.settings.sensitive:
        said = made.theme.strings["progress"].format(number=number, total=part.total)
        return Neighbour(href, said, titled=False)
    return Neighbour(href, part.title, titled=True)


def _with_ids_once(written: str) -> str:
    """The HTML in which a place that a note leads back to is the first of those that name it."""
    seen: set[str] = set()

    def first(found: re.Match[str]) -> str:
        new = found[1] not in seen
        seen.add(found[1])
        return found[0] if new else ""

    return re.sub(r' id="to-note-(\d+)"', first, written)
