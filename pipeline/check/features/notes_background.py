"""Notes on backgrounds, gradients and colours."""

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
)
from pipeline.check.features.use import Use

_COLOURS = ("rgb", "rgba", "hsl", "hsla", "var")
_ONE_ONLY = "of several backgrounds the comma is lost, and with it all of them"
_NO_VML = "Outlook draws it only as VML, in a conditional comment"


def more_than_colour(use: Use) -> bool:
    """A background that is more than one colour."""
    return hits.address(use) or any(
        one.type == "function" and one.lower_name not in _COLOURS for one in hits.top(use)
    )


def spaced(use: Use) -> bool:
    """A colour function with spaces between its numbers instead of commas."""
    return any(
        hits.calls(one) in ("rgb", "rgba")
        and "," not in one.arguments
        and all(hits.calls(each) != "var" for each in one.arguments)
        for one in hits.deep(use)
    )


def translucent(use: Use) -> bool:
    """`rgb()` with a fourth number, or with one after a slash."""
    return any(
        hits.calls(one) == "rgb"
        and (sum(each == "," for each in one.arguments) == 3 or "/" in one.arguments)
        for one in hits.deep(use)
    )


NOTES: Notes = {
    ("css-background", 1): Note(_ONE_ONLY, hits.several),
    ("css-background", 2): Note(
        "the size after the slash is not understood; background-size says it instead",
        hits.slashed,
    ),
    ("css-background", 3): Note(
        "only the colour is kept, without the image or gradient", more_than_colour
    ),
    ("css-background-blend-mode", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-background-clip", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-background-image", 3): Note(_ONE_ONLY, hits.several),
    ("css-background-image", 5): Note(_NO_VML, always),
    ("css-background-origin", 1): Note(_NO_VML, always),
    ("css-background-position", 1): Note(_ONE_ONLY, hits.several),
    ("css-background-position", 2): Note(_NO_VML, always),
    ("css-background-repeat", 1): Note(_ONE_ONLY, hits.several),
    ("css-background-repeat", 2): Note(_NO_VML, always),
    ("css-background-size", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-background-size", 2): Note(_ONE_ONLY, hits.several),
    ("css-background-size", 3): Note(_NO_VML, always),
    ("css-linear-gradient", 1): Note(_NO_VML, always),
    ("css-linear-gradient", 2): lost_with(SAMSUNG_ACCOUNTS),
    ("css-linear-gradient", 3): Note(
        "in a style attribute a gradient works in background, not in background-image",
        hits.both(hits.inline, hits.names("background-image")),
    ),
    ("css-radial-gradient", 1): Note(_NO_VML, always),
    ("css-radial-gradient", 2): Note(
        "in a style attribute a gradient works in background, not in background-image",
        hits.both(hits.inline, hits.names("background-image")),
    ),
    ("css-conic-gradient", 1): lost_with(SAMSUNG_ACCOUNTS),
    ("css-accent-color", 1): fine("it depends on the browser inside"),
    ("css-backdrop-filter", 1): fine("it needs the prefix -webkit-"),
    ("css-color-scheme", 1): fine("it works on the html element only"),
    ("css-function-light-dark", 1): fine("it needs Safari 17.5 or newer on that Mac"),
    ("css-function-light-dark", 3): lost_with(SAMSUNG_ACCOUNTS),
    ("css-mix-blend-mode", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-modern-color", 2): Note(
        "in a style attribute it takes all other styles of that element with it", hits.inline
    ),
    ("css-rgb", 1): Note("colours need commas between their numbers", spaced),
    ("css-rgb", 2): Note("rgb() may not say how opaque a colour is", translucent),
    ("css-rgb", 3): Note("else the whole style attribute or style block is dropped", spaced),
    ("css-rgba", 1): Note("colours need commas between their numbers", spaced),
    ("css-rgba", 2): Note("else the whole style attribute or style block is dropped", spaced),
}
"""By feature and number."""
