"""Notes on text: fonts, lists, lines, spacing."""

from __future__ import annotations

from pipeline.check.features import hits
from pipeline.check.features.note import (
    GMAIL_ACCOUNTS,
    Note,
    Notes,
    always,
    fine,
    lost_with,
    never,
    unsure,
)
from pipeline.check.features.use import Use

_CURSORS = (
    "crosshair",
    "help",
    "move",
    "pointer",
    "progress",
    "text",
    "wait",
    "auto",
    "default",
    *(f"{one}-resize" for one in ("n", "e", "s", "w", "ne", "nw", "se", "sw")),
)
_SYSTEM_FONTS = ("ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded")


def odd_weight(use: Use) -> bool:
    """A weight that is no whole hundred."""
    return any(one.type == "number" and one.value % 100 for one in hits.top(use))


def between_weights(use: Use) -> bool:
    """A weight that is far from normal and from bold, whichever it becomes."""
    weights = (one.value for one in hits.top(use) if one.type == "number")
    return any(abs(one - (700 if one >= 600 else 400)) > 100 for one in weights)


def tight(use: Use) -> bool:
    """Letters drawn together by more than 2 px or a tenth of their size."""
    return any(
        (hits.pixels(one) or 0) < -2
        or (one.type == "dimension" and one.lower_unit in ("em", "rem") and one.value < -0.1)
        for one in hits.top(use)
    )


def loose_lines(use: Use) -> bool:
    """A line height in em or px without Outlook's own word that it is exact."""
    return hits.measures("em", "px")(use) and not hits.says_style(use, "mso-line-height-rule")


def two_values(use: Use) -> bool:
    """Two values, or more."""
    return len([*hits.top(use)]) > 1


def system_font(use: Use) -> bool:
    """A font of the system other than `system-ui`."""
    return hits.says(*_SYSTEM_FONTS)(use)


_MATCH_PARENT = "match-parent is not understood"

NOTES: Notes = {
    ("css-cursor", 1): Note("a cursor of one's own is not shown", hits.address),
    ("css-cursor", 2): Note("the cursor is left as it is", never),
    ("css-cursor", 3): Note("there is no cursor on a phone", never),
    ("css-cursor", 4): Note(
        "this cursor is not among those it knows", hits.unless(hits.says(*_CURSORS))
    ),
    ("css-direction", 1): unsure("one word in a right-to-left script turns the whole mail"),
    ("css-font-size", 1): Note("rem is not understood; px is", hits.measures("rem")),
    ("css-font-size", 2): Note(
        "percentages, larger and smaller are not understood",
        hits.either(hits.measures("%"), hits.says("larger", "smaller")),
    ),
    ("css-font-size-adjust", 2): lost_with(GMAIL_ACCOUNTS),
    ("css-font-size-adjust", 3): Note("of two values the first is ignored", two_values),
    ("css-font-stretch", 1): fine("it depends on the browser"),
    ("css-font-weight", 1): Note("only whole hundreds are understood", odd_weight),
    ("css-font-weight", 2): Note("weights below 600 are normal, all others bold", between_weights),
    ("css-letter-spacing", 1): Note("letters far drawn together look otherwise", tight),
    ("css-letter-spacing", 2): Note("em comes out smaller; px does not", hits.measures("em")),
    ("css-line-height", 1): unsure(
        "lines come out higher without mso-line-height-rule: exactly", loose_lines
    ),
    ("css-list-style", 1): Note("with an image the whole declaration is dropped", hits.address),
    ("css-list-style", 2): Note(
        "only the kind of bullet is kept",
        hits.either(hits.address, hits.says("inside", "outside")),
    ),
    ("css-list-style", 3): Note("the image is left out", hits.address),
    ("css-list-style-image", 1): Note("mso-bullet-image on the li does it there", always),
    ("css-list-style-image", 2): Note("the shorthand list-style works", always),
    ("css-list-style-position", 1): Note("mso-text-indent-alt does it there", always),
    ("css-overflow-wrap", 1): unsure(
        "it needs word-break: normal beside it",
        lambda use: not hits.says_style(use, "word-break"),
    ),
    ("css-sytem-ui", 1): Note("of the system's fonts only system-ui is known", system_font),
    ("css-sytem-ui", 2): fine("which of the system's fonts are known depends on the browser"),
    ("css-tab-size", 2): fine("tabs themselves are taken out"),
    ("css-text-align", 1): Note(
        "start and end are not understood; left and right are", hits.says("start", "end")
    ),
    ("css-text-align", 3): Note(_MATCH_PARENT, hits.says("match-parent")),
    ("css-text-align", 4): fine("match-parent depends on the browser"),
    ("css-text-align", 5): Note(
        "match-parent needs the prefix -webkit-", hits.says("match-parent")
    ),
    ("css-text-decoration", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-text-decoration", 2): Note("only one value at a time is understood", two_values),
    ("css-text-decoration", 3): Note("overline is not drawn", hits.says("overline")),
    ("css-text-decoration-color", 2): Note("text-underline-color does it there", always),
    ("css-text-decoration-color", 3): lost_with(GMAIL_ACCOUNTS),
    ("css-text-decoration-thickness", 2): Note("text-underline-style: thick does it there", always),
    ("css-text-indent", 1): Note("negative indents are ignored", hits.negative),
    ("css-text-justify", 1): Note("it is taken out", always),
    ("css-text-justify", 2): unsure("it depends on the browser"),
    ("css-text-justify", 3): Note(
        "only inter-character is kept", hits.unless(hits.says("inter-character"))
    ),
    ("css-text-justify", 4): Note(
        "only inter-word and distribute are kept",
        hits.unless(hits.says("inter-word", "distribute")),
    ),
    ("css-text-overflow", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-text-transform", 1): Note("lowercase is not understood", hits.says("lowercase")),
    ("css-text-underline-position", 1): Note(
        "only under is understood", hits.says("left", "right")
    ),
    ("css-user-select", 1): fine("it needs the prefix -webkit-"),
    ("css-user-select", 2): Note("all is not understood", hits.says("all")),
    ("css-user-select", 3): Note("it is taken out of style blocks", hits.block),
    ("css-white-space", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-white-space", 2): Note("pre is not understood; pre-wrap is", hits.says("pre")),
    ("css-white-space-collapse", 1): Note(
        "preserve-spaces is not understood", hits.says("preserve-spaces")
    ),
    ("css-word-break", 1): fine("long words get places to break at every 30 letters"),
    ("css-word-break", 2): unsure("long words may break anywhere", hits.says("keep-all")),
    ("css-word-spacing", 1): Note("rem and ch are not understood", hits.measures("rem", "ch")),
    ("css-word-wrap", 1): Note("all long words are broken anyway", never),
    ("css-word-wrap", 2): Note("long words are never broken", always),
    ("css-word-wrap", 3): fine("long words are broken"),
    ("css-writing-mode", 1): lost_with(GMAIL_ACCOUNTS),
}
"""By feature and number."""
