"""Notes on boxes: borders, margins, sizes, display, position."""

from __future__ import annotations

from pipeline.check.features import hits
from pipeline.check.features.note import (
    GMAIL_ACCOUNTS,
    SAMSUNG_ACCOUNTS,
    Note,
    Notes,
    always,
    fine,
    lost_with,
    unsure,
)
from pipeline.check.features.use import Use

_CELLS = ("td", "th")
_SIZELESS = ("body", "span", "div", "p")
_BY_DEFAULT = {
    "table": "table",
    "tr": "table-row",
    "tbody": "table-row-group",
    "thead": "table-header-group",
    "td": "table-cell",
    "th": "table-cell",
    "li": "list-item",
    **dict.fromkeys(("a", "span", "b", "strong", "em", "i", "u", "code", "small"), "inline"),
}
_GMAIL_DISPLAY = ("flex", "grid", "flow-root", "contents", "initial", "revert", "unset")
_YAHOO_DISPLAY = ("flow-root", "inline-flex", "inline-grid", "flow", "contents", "revert")


def hides(use: Use) -> bool:
    """`display: none`, without Outlook's own `mso-hide: all` beside it."""
    return "none" in hits.words(use) and not hits.says_style(use, "mso-hide")


def hides_tables(use: Use) -> bool:
    """Something is hidden that has a table in it."""
    element = use.element
    return bool(
        hides(use) and element and any(one.name == "table" for one in [*element.walk()][1:])
    )


def hides_image(use: Use) -> bool:
    """An image itself is hidden."""
    return hides(use) and hits.on("img")(use)


def shown_otherwise(use: Use) -> bool:
    """A display that an element does not have by itself; on images none is missed."""
    value = " ".join(hits.words(use))
    if value == "none":
        return hides_image(use)
    known = [one for one in hits.targets(use) if one != "img"] or ([] if use.element else [""])
    return value not in ("", "inherit") and any(
        value != _BY_DEFAULT.get(one, "block") for one in known if one
    )


def sized(use: Use) -> bool:
    """A size that is not what a block has anyway."""
    return not {"auto", "inherit", "initial"} & {*hits.words(use)} and not any(
        one.type == "percentage" and one.value == 100 for one in hits.top(use)
    )


def sized_element(use: Use) -> bool:
    """A size on an element of which Outlook reads none; on an image it is told by `width=`."""
    named = hits.targets(use)
    if use.element and use.element.name == "img":
        return use.feature == "css-width" and not use.element.has("width") and sized(use)
    return any(one in _SIZELESS for one in named) and sized(use)


def pushed_apart(use: Use) -> bool:
    """`margin: auto` on what no `align` centres."""
    if not use.element:
        return hits.says("auto")(use) and bool(hits.targets(use))
    around = (use.element, *use.element.ancestors())
    centred = any(one.get("align").lower() == "center" or one.name == "center" for one in around)
    return hits.says("auto")(use) and not centred


def coloured_margin(use: Use) -> bool:
    """A margin on an element with a background of its own."""
    coloured = hits.says_style(use, "background") or hits.attribute("bgcolor")(use)
    return coloured and hits.nonzero(use)


def padded(use: Use) -> bool:
    """A padding on something else than a cell."""
    return hits.nonzero(use) and hits.off(*_CELLS)(use)


def uneven_cells(use: Use) -> bool:
    """A vertical padding on a cell that has others beside it."""
    cell = use.element
    if not cell or cell.name not in _CELLS or not cell.parent or not hits.nonzero(use):
        return False
    beside = [one for one in cell.parent.elements() if one.name in _CELLS]
    return len({one.get("style") for one in beside}) > 1


def drawn(use: Use) -> bool:
    """A border that is drawn."""
    return "none" not in hits.words(use) and (hits.nonzero(use) or bool(hits.words(use)))


_LOGICAL = Note(
    "inline-start and inline-end are not understood", hits.says("inline-start", "inline-end")
)

NOTES: Notes = {
    ("css-border", 1): Note("a border wider than 8 px is drawn 8 px wide", hits.over(8)),
    ("css-border", 2): unsure(
        "borders of paragraphs and divs are unreliable, those of cells are not",
        hits.both(hits.on("p", "div"), drawn),
    ),
    ("css-border-inline-block-individual", 1): Note(
        "the colour and the width of such borders are lost",
        lambda use: hits.name(use).endswith(("-color", "-width")),
    ),
    ("css-border-radius", 1): Note("corners are square; only VML rounds them", always),
    ("css-border-radius", 2): Note("elliptical corners, with a slash, are lost", hits.slashed),
    ("css-box-shadow", 1): Note(
        "it shows only to the few who read other providers' mail there", always
    ),
    ("css-clear", 1): _LOGICAL,
    ("css-display", 1): Note(
        "it does not work in Gmail's apps with an account of another provider",
        hits.says(*_GMAIL_DISPLAY),
        scope=GMAIL_ACCOUNTS,
    ),
    ("css-display", 4): Note("tables inside what is hidden are shown", hides_tables),
    ("css-display", 5): Note("nothing but none is understood, and not on images", shown_otherwise),
    ("css-display", 6): Note("this kind of display is not understood", hits.says(*_YAHOO_DISPLAY)),
    ("css-display-flex", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-display-flex", 2): Note("inline-flex is not understood", hits.says("inline-flex")),
    ("css-display-grid", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-display-none", 1): Note("tables inside what is hidden are shown", hides_tables),
    ("css-display-none", 2): Note("an image cannot be hidden itself", hides_image),
    ("css-float", 1): Note("tables and images have align= for it", always),
    ("css-float", 2): _LOGICAL,
    ("css-gap", 1): Note(
        "only column-gap works, in flexible boxes", hits.unless(hits.names("column-gap"))
    ),
    ("css-height", 1): Note("it becomes the least height", always),
    ("css-height", 2): Note(
        "on body, span, div and p the height is ignored",
        hits.both(sized_element, lambda use: not hits.says_style(use, "line-height")),
    ),
    ("css-intrinsic-size", 1): Note(
        "only min-content and fit-content are understood",
        hits.unless(hits.says("min-content", "fit-content")),
    ),
    ("css-intrinsic-size", 2): Note(
        "min-content also breaks words anywhere", hits.says("min-content")
    ),
    ("css-intrinsic-size", 3): lost_with(GMAIL_ACCOUNTS),
    ("css-left-right-top-bottom", 2): Note("percentages are not understood", hits.measures("%")),
    ("css-margin", 1): Note("negative margins are ignored", hits.negative),
    ("css-margin", 2): Note(
        "margins of span and body are ignored", hits.both(hits.on("span", "body"), hits.nonzero)
    ),
    ("css-margin", 3): Note("the background is drawn into the margin", coloured_margin),
    ("css-margin", 4): Note("auto is ignored; align= centres instead", pushed_apart),
    ("css-max-width", 1): Note("it works on tables only", hits.both(hits.off("table"), sized)),
    ("css-object-fit", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-object-position", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-overflow", 1): Note("what is cut off cannot be scrolled to", hits.says("auto", "scroll")),
    ("css-overflow", 4): Note(
        "overflow-block and overflow-inline are not understood",
        hits.names("overflow-block", "overflow-inline"),
    ),
    ("css-padding", 1): Note("padding works in table cells only", padded),
    ("css-padding", 2): unsure(
        "all cells of a row get the largest padding above and below", uneven_cells
    ),
    ("css-position", 1): Note(
        "fixed and sticky are not understood", hits.says("fixed", "sticky", "-webkit-sticky")
    ),
    ("css-position", 2): Note(
        "only sticky is understood", hits.says("relative", "absolute", "fixed")
    ),
    ("css-position", 3): Note(
        "only relative is understood", hits.says("absolute", "fixed", "sticky", "-webkit-sticky")
    ),
    ("css-resize", 1): Note("it is taken out of style blocks", hits.block),
    ("css-resize", 2): Note("inline and block are not understood", hits.says("inline", "block")),
    ("css-table-layout", 1): Note("every table is fixed", always),
    ("css-visibility", 1): fine("a collapsed row keeps its place"),
    ("css-width", 1): Note("on body, span, div, p and img the width is ignored", sized_element),
    ("css-orphans", 1): Note("columns are taken out, so there is no place for it", always),
    ("css-orphans", 2): Note("its value becomes auto", always),
    ("css-orphans", 3): Note("Gmail's own value holds", always),
    ("css-orphans", 4): Note("it depends on the browser", always),
    ("css-widows", 1): Note("columns are taken out, so there is no place for it", always),
    ("css-widows", 2): Note("its value becomes auto", always),
    ("css-widows", 3): Note("Gmail's own value holds", always),
    ("css-widows", 4): Note("it depends on the browser", always),
    ("css-transition", 1): Note(
        "only the shorthand transition is understood", hits.unless(hits.names("transition"))
    ),
    ("css-transition", 2): Note("all is not understood; name the property", hits.says("all")),
    ("css-transition", 5): lost_with(SAMSUNG_ACCOUNTS),
}
"""By feature and number."""
