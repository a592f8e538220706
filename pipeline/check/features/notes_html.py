"""Notes on elements and attributes."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.check.features import hits
from pipeline.check.features.note import (
    GMAIL_ACCOUNTS,
    SAMSUNG_ACCOUNTS,
    Applies,
    Note,
    Notes,
    always,
    fine,
    lost_with,
    never,
    unsure,
)
from pipeline.check.features.use import Use
from pipeline.markup import Element, Text

_STYLE_LIMIT = 16_384


def everything(use: Use) -> Iterator[Element]:
    """Every element of the mail that an element stands in."""
    root = use.element
    while root and root.parent:
        root = root.parent
    return root.walk() if root else iter(())


def unnamed_anchor(use: Use) -> bool:
    """A link to a place that is marked by `id` and not by an empty `<a name>`."""
    element = use.element
    href = element.get("href") if element else ""
    wanted = {href[1:], unquote(href[1:])}
    if not href.startswith("#") or not wanted - {"", "top"}:
        return False
    return not any(one.name == "a" and one.get("name") in wanted for one in everything(use))


def several_bases(use: Use) -> bool:
    """A mail with several `<base>`."""
    return sum(one.name == "base" for one in everything(use)) > 1


def in_body(use: Use) -> bool:
    """It stands in the body."""
    return bool(use.element and use.element.within("body"))


def in_form(use: Use) -> bool:
    """It stands in a form."""
    return bool(use.element and use.element.within("form"))


def heavy(use: Use) -> bool:
    """A style block over 16 KB."""
    return bool(use.element) and sum(len(one.data.encode()) for one in _texts(use)) > _STYLE_LIMIT


def _texts(use: Use) -> list[Text]:
    return [one for one in use.element.nodes() if isinstance(one, Text)] if use.element else []


def bare_body(use: Use) -> bool:
    """A mail whose body has no background."""
    body = next((one for one in everything(use) if one.name == "body"), None)
    return not body or not (
        body.has("bgcolor") or body.has("background") or "background" in body.get("style").lower()
    )


def percent(use: Use) -> bool:
    """A size of an image in percent."""
    name = use.feature.removeprefix("html-")
    return bool(
        use.element and use.element.name == "img" and use.element.get(name).strip().endswith("%")
    )


def has_value(use: Use) -> bool:
    """A list with an item of a number of its own."""
    element = use.element
    return element is not None and any(
        one.name == "li" and one.has("value") for one in element.walk()
    )


def plays(kind: str, *suffixes: str) -> Applies:
    """An object of a kind of media, by its type or by the end of its address."""

    def hit(use: Use) -> bool:
        element = use.element
        return element is not None and (
            element.get("type").lower().startswith(kind)
            or element.get("data").lower().endswith(suffixes)
        )

    return hit


_ELSEWHERE = Note("it works only for the few who read other providers' mail there", always)
_SUBMITS = Note("a click on it submits the form", in_form)
_JUMPS = fine("the screen jumps when it is tapped")
_KEYLESS = Note("no keyboard comes up to write with", always)
_ALWAYS_NEW = fine("links open in a new window anyway")

NOTES: Notes = {
    ("amp", 1): fine("it depends on the browser"),
    ("html-abbr", 1): Note("its text stays", always),
    ("html-acronym", 1): Note("its text stays, without the title", always),
    ("html-align", 3): Note(
        "tables are not moved left or right; float does it",
        hits.both(hits.on("table"), hits.attribute("align", "left", "right")),
    ),
    ("html-anchor-links", 3): Note("a tap on it does nothing", always),
    ("html-anchor-links", 5): Note("it opens a web page instead", always),
    ("html-anchor-links", 6): fine("the heading comes to lie under the program's own bar"),
    ("html-anchor-links", 7): Note('it finds only <a name="…"></a>, no id', unnamed_anchor),
    ("html-aria-describedby", 1): Note("ids are renamed, so it points nowhere", always),
    ("html-aria-labelledby", 1): Note("ids are removed, so it points nowhere", always),
    ("html-aria-labelledby", 2): Note("ids are renamed, so it points nowhere", always),
    ("html-aria-live", 2): fine("nothing changes in a mail there"),
    ("html-audio", 4): Note("the player is shown, but does not play", always),
    ("html-background", 1): lost_with(GMAIL_ACCOUNTS),
    ("html-background", 2): Note("it works on body only", hits.off("body")),
    ("html-base", 1): Note("links are made whole, the element goes", never),
    ("html-base", 2): Note("the first of several counts", several_bases),
    ("html-base", 3): Note("the last of several counts", several_bases),
    ("html-base", 4): unsure("links within the mail are not made whole"),
    ("html-body", 1): Note("it becomes a div", never),
    ("html-button-reset", 1): lost_with(GMAIL_ACCOUNTS),
    ("html-button-reset", 2): _SUBMITS,
    ("html-button-submit", 1): lost_with(GMAIL_ACCOUNTS),
    ("html-dfn", 1): Note("its title is lost", hits.attribute("title")),
    ("html-dir", 1): unsure("one word in a right-to-left script turns the whole mail"),
    ("html-dir", 3): Note("on links it does not work as it should", hits.on("a")),
    ("html-doctype", 1): Note("it is always taken for HTML5", never),
    ("html-doctype", 2): Note("it makes no difference", never),
    ("html-form", 1): lost_with(GMAIL_ACCOUNTS),
    ("html-form", 6): Note("it is shown, but nothing is sent", always),
    ("html-height", 1): Note("percentages are taken of the image file's own height", percent),
    ("html-height", 2): Note("on screens of 120 dpi it does not grow with the text", never),
    ("html-input-checkbox", 2): _SUBMITS,
    ("html-input-hidden", 2): _SUBMITS,
    ("html-input-radio", 2): _SUBMITS,
    ("html-input-reset", 1): lost_with(GMAIL_ACCOUNTS),
    ("html-input-reset", 3): _SUBMITS,
    ("html-input-submit", 1): lost_with(GMAIL_ACCOUNTS),
    ("html-input-text", 2): _JUMPS,
    ("html-input-text", 3): _KEYLESS,
    ("html-input-text", 5): _SUBMITS,
    ("html-lang", 1): Note("it is lost on table cells", hits.on("td")),
    ("html-lists", 1): Note("reversed is not understood", hits.attribute("reversed")),
    ("html-lists", 2): Note("an item with value= begins a list of its own", has_value),
    ("html-loading-attribute", 1): fine("it is kept; whether it does anything is not known"),
    ("html-mailto-links", 3): Note(
        "bcc is ignored",
        lambda use: use.element is not None and "bcc=" in use.element.get("href").lower(),
    ),
    ("html-marquee", 1): unsure("it moves in some browsers only"),
    ("html-marquee", 3): Note(
        "behavior and direction are ignored",
        hits.either(hits.attribute("behavior"), hits.attribute("direction")),
    ),
    ("html-meter", 1): _ELSEWHERE,
    ("html-object", 1): Note("videos are not shown", plays("video/", ".mp4", ".mov")),
    ("html-object", 2): Note("PDF is not shown", plays("application/pdf", ".pdf")),
    ("html-picture", 1): Note("the img in it is shown", always),
    ("html-picture", 2): unsure("it is sometimes taken out, the img in it stays"),
    ("html-popover", 1): lost_with(SAMSUNG_ACCOUNTS),
    ("html-progress", 1): _ELSEWHERE,
    ("html-required", 1): _ELSEWHERE,
    ("html-role", 1): fine("it is kept"),
    ("html-role", 2): Note("it is kept on tables only", hits.off("table")),
    ("html-rp", 1): _ELSEWHERE,
    ("html-rt", 1): _ELSEWHERE,
    ("html-ruby", 1): _ELSEWHERE,
    ("html-select", 1): Note("in a mail longer than the screen a tap on it blanks it", always),
    ("html-select", 3): _SUBMITS,
    ("html-semantics", 1): Note("the tags go, the text stays", hits.off("time")),
    ("html-semantics", 2): Note(
        "the tags go, the text stays", hits.on("details", "main", "nav", "summary")
    ),
    ("html-semantics", 4): Note("the tags go, the text stays", hits.off("time")),
    ("html-strike", 1): lost_with(GMAIL_ACCOUNTS),
    ("html-style", 1): Note("in the body it is ignored", in_body),
    ("html-style", 2): lost_with(GMAIL_ACCOUNTS),
    ("html-style", 4): Note("it holds only for what comes after it", in_body),
    ("html-style", 6): Note("over 16 KB it is ignored", heavy),
    ("html-svg", 1): Note("it shows only where the body has a background", bare_body),
    ("html-target", 1): _ALWAYS_NEW,
    ("html-target", 3): Note("links open in a new window anyway", never),
    ("html-textarea", 2): _JUMPS,
    ("html-textarea", 3): _KEYLESS,
    ("html-textarea", 5): _SUBMITS,
    ("html-video", 2): Note("what is written inside it is shown instead", always),
    ("html-video", 4): Note("what is written inside it is shown instead", always),
    ("html-video", 5): Note(
        "without controls it cannot be started", hits.unless(hits.attribute("controls"))
    ),
    ("html-video", 6): Note("it does not start by itself", hits.attribute("autoplay")),
    ("html-video", 8): Note("the player is shown, but does not play", always),
    ("html-video", 11): fine("it plays by a right click"),
    ("html-wbr", 1): _ELSEWHERE,
    ("html-width", 1): Note("percentages are taken of the image file's own width", percent),
    ("html-width", 2): Note("on screens of 120 dpi it does not grow with the text", never),
    ("html-width", 3): fine("it is ignored on images sent within the mail"),
}
"""By feature and number."""
