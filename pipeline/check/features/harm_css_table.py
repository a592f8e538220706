"""For each feature of CSS what is lost without it, unless a judge knows better."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.check.features.css_names import names
from pipeline.check.features.loss import Harm, Loss

LOOK, LAYOUT, CONTENT = Harm.LOOK, Harm.LAYOUT, Harm.CONTENT

_TABLE = "lay it out with a table, or with inline-block columns and a ghost table for Outlook"
_FALLBACK = "write the property once more before it, with a value that all understand"
_PHYSICAL = "write the property for a side of its own, such as padding-left"
_INLINE = "put these styles into style attributes, as an inliner does"
_STATIC = "show it to everybody, and hide it only where the trick works"

LOSSES: Mapping[str, Loss] = {
    # Where things stand.
    "css-display-flex": Loss(LAYOUT, "what stood side by side stands one below the other", _TABLE),
    "css-display-grid": Loss(LAYOUT, "what stood side by side stands one below the other", _TABLE),
    "css-display": Loss(LAYOUT, "its columns stand one below the other", _TABLE),
    "css-grid-template": Loss(LAYOUT, "the columns stand one below the other", _TABLE),
    "css-flex-direction": Loss(LAYOUT, "what should stand in a column stands in a row", _TABLE),
    "css-flex-wrap": Loss(
        LAYOUT, "what should break into rows stays in one and is squeezed", _TABLE
    ),
    "css-justify-content": Loss(LAYOUT, "what should stand apart stands together", _TABLE),
    "css-gap": Loss(LAYOUT, "there is no space between the columns", "use padding instead"),
    "css-float": Loss(
        LAYOUT,
        "what stood side by side stands one below the other",
        'give the image or table an align attribute (align="left")',
    ),
    "css-position": Loss(
        LAYOUT,
        "it stands where it is written, not where it was moved to",
        "lay it out with table cells and padding; nothing can lie over something else",
    ),
    "css-left-right-top-bottom": Loss(LAYOUT, "it is not moved", "use padding and table cells"),
    "css-inset": Loss(LAYOUT, "it is not moved", "write top, right, bottom and left"),
    "css-z-index": Loss(LOOK, "what lies on top changes", "let nothing lie over something else"),
    "css-writing-mode": Loss(
        LAYOUT, "the text runs from side to side", "use a picture with alt text"
    ),
    "css-margin": Loss(
        LAYOUT,
        "the space around it is another",
        "use padding on a table cell; let nothing lie over something else",
    ),
    # Sizes.
    "css-unit-calc": Loss(LAYOUT, "this size is ignored", _FALLBACK),
    "css-function-clamp": Loss(LAYOUT, "this size is ignored", _FALLBACK),
    "css-function-max": Loss(LAYOUT, "this size is ignored", _FALLBACK),
    "css-function-min": Loss(LAYOUT, "this size is ignored", _FALLBACK),
    "css-unit-ch": Loss(LAYOUT, "this size is ignored", _FALLBACK),
    "css-unit-rem": Loss(LAYOUT, "this size is ignored", "write px instead of rem"),
    "css-unit-vh": Loss(LAYOUT, "this size is ignored", _FALLBACK),
    "css-unit-vmax": Loss(LAYOUT, "this size is ignored", _FALLBACK),
    "css-unit-vmin": Loss(LAYOUT, "this size is ignored", _FALLBACK),
    "css-unit-vw": Loss(LAYOUT, "this size is ignored", _FALLBACK),
    "css-box-sizing": Loss(
        LAYOUT,
        "padding is added to its width, so that it is too wide",
        "leave the padding out of the width, or put it on a table cell",
    ),
    "css-object-fit": Loss(LAYOUT, "the picture is stretched", "crop the picture itself"),
    "css-intrinsic-size": Loss(LOOK, "it is as wide as there is space", _FALLBACK),
    "css-inline-size": Loss(LAYOUT, "it has another size", "write width"),
    "css-block-inline-size": Loss(LAYOUT, "it has another size", "write width and height"),
    "css-max-inline-size": Loss(LAYOUT, "it is as wide as there is space", "write max-width"),
    "css-padding-inline-block": Loss(LAYOUT, "text touches the edges", _PHYSICAL),
    "css-padding-block-start-end": Loss(LAYOUT, "text touches the edges", _PHYSICAL),
    "css-padding-inline-start-end": Loss(LAYOUT, "text touches the edges", _PHYSICAL),
    "css-margin-inline-block": Loss(
        LAYOUT, "it is not centred", "write margin-left and margin-right"
    ),
    "css-margin-inline-start-end": Loss(
        LAYOUT, "it is not centred", "write margin-left and margin-right"
    ),
    # What is hidden, what is shown.
    "css-display-none": Loss(
        LAYOUT,
        "what should be hidden is shown",
        "hide it with max-height: 0 and overflow: hidden too, or leave it out",
    ),
    "css-visibility": Loss(
        LAYOUT, "what should be hidden is shown", "hide it with display: none, or leave it out"
    ),
    "css-opacity": Loss(LOOK, "it is not seen through", _FALLBACK),
    "css-max-height": Loss(
        LOOK, "it is as high as what is in it", "hide it with display: none and mso-hide: all"
    ),
    "css-animation": Loss(LOOK, "nothing moves", "begin with what should be seen at last"),
    "css-white-space": Loss(LAYOUT, "its line breaks are lost", "write <br> for each line break"),
    # Colours.
    "css-variables": Loss(LAYOUT, "the value is dropped", "write the value itself"),
    "css-function-light-dark": Loss(LOOK, "the colour is dropped", _FALLBACK),
    "css-modern-color": Loss(
        LOOK,
        "the colour is dropped",
        "write the colour as #RRGGBB",
    ),
    "css-rgba": Loss(
        LOOK,
        "the colour is dropped",
        "write the colour as #RRGGBB",
    ),
    "css-rgb": Loss(
        LOOK,
        "the colour is dropped",
        "write the colour as #RRGGBB",
    ),
    "css-linear-gradient": Loss(LOOK, "there is no gradient", "give it a background-color too"),
    "css-radial-gradient": Loss(LOOK, "there is no gradient", "give it a background-color too"),
    "css-conic-gradient": Loss(LOOK, "there is no gradient", "give it a background-color too"),
    "css-background": Loss(LOOK, "the picture is not shown", "give it a background-color too"),
    "css-background-image": Loss(
        LOOK, "the picture is not shown", "give it a background-color too"
    ),
    "css-background-clip": Loss(LOOK, "the background fills the box", "give the text a colour"),
    # Rules that are dropped.
    "css-nesting": Loss(LAYOUT, "the rule is dropped", "write each rule out by itself"),
    "css-at-media": Loss(LAYOUT, "all that is in it is dropped", _INLINE),
    "css-at-import": Loss(LAYOUT, "the styles are not loaded", _INLINE),
    **{
        f"css-selector-{name}": Loss(LAYOUT, "the rule is dropped", _INLINE)
        for name in names(
            "adjacent-sibling attribute chaining child class descendant general-sibling grouping "
            "id type universal"
        )
    },
    **{
        f"css-pseudo-class-{name}": Loss(LAYOUT, "the rule is dropped", "use a class instead")
        for name in names(
            "first-child first-of-type last-child last-of-type not nth-child nth-last-child "
            "nth-last-of-type nth-of-type only-child only-of-type lang"
        )
    },
    **{
        f"css-pseudo-class-{name}": Loss(CONTENT, "what it reveals is never seen", _STATIC)
        for name in names(
            "active checked default focus focus-visible focus-within has hover target"
        )
    },
    **{
        f"css-pseudo-element-{name}": Loss(
            CONTENT, "the words in its content are not there", "write the words into the text"
        )
        for name in ("after", "before")
    },
    # Ornaments: what nobody misses.
    **{
        f"css-{name}": Loss(LOOK, sees, "leave it, or leave it out")
        for sees, each in (
            (
                "the fonts are others",
                (
                    "at-font-face sytem-ui font-kerning font-size-adjust font-stretch font-weight "
                    "font font-size"
                ),
            ),
            (
                "nothing moves, and nothing changes under the pointer",
                (
                    "at-keyframes transition cursor transform scroll-snap resize user-select "
                    "pseudo-class-link pseudo-class-visited inert-attribute"
                ),
            ),
            (
                "the ornament is not there",
                (
                    "accent-color backdrop-filter background-blend-mode border-image border-radius "
                    "border-radius-logical box-shadow clip-path empty-cells filter mask-image "
                    "mix-blend-mode outline outline-offset shape-margin shape-outside text-shadow "
                    "border-inline-block border-inline-block-individual "
                    "border-inline-block-longhand "
                    "border pseudo-element-first-letter pseudo-element-first-line "
                    "pseudo-element-marker pseudo-element-placeholder"
                ),
            ),
            (
                "the background lies otherwise",
                (
                    "background-origin background-position background-repeat background-size "
                    "object-position background-color"
                ),
            ),
            (
                "the mail looks as it does in all other cases",
                (
                    "at-media-device-pixel-ratio at-media-hover at-media-orientation "
                    "at-media-prefers-color-scheme at-media-prefers-reduced-motion at-supports "
                    "color-scheme comments important unit-initial"
                ),
            ),
            (
                "spaces and sizes are a little otherwise",
                (
                    "align-items aspect-ratio border-spacing border-collapse caption-side clear "
                    "column-count column-layout-properties height letter-spacing line-height "
                    "margin-block-start-end max-block-size max-width min-block-size min-height "
                    "min-inline-size min-width padding table-layout vertical-align width "
                    "word-spacing overflow"
                ),
            ),
            (
                "the text is set a little otherwise",
                (
                    "direction hyphenate-character hyphenate-limit-chars hyphens list-style "
                    "list-style-image list-style-position list-style-type orphans overflow-wrap "
                    "tab-size text-align text-align-last text-decoration text-decoration-color "
                    "text-decoration-line text-decoration-skip-ink text-decoration-style "
                    "text-decoration-thickness text-emphasis text-emphasis-position text-indent "
                    "text-justify text-orientation text-overflow text-transform "
                    "text-underline-offset text-underline-position text-wrap white-space-collapse "
                    "widows word-break word-wrap"
                ),
            ),
        )
        for name in names(each)
    },
    **{
        f"css-unit-{name}": Loss(LOOK, "its size is a little otherwise", "write px")
        for name in ("cm", "em", "ex", "in", "mm", "pc", "percent", "pt", "px")
    },
}
"""What each feature's loss is at most; `harm_css.JUDGES` has those that depend on their use."""

_FAINT = "the words on it can hardly be read"
LOST: Mapping[str, str] = {
    "css-animation": "the words stay hidden",
    "css-background-clip": "the words are not seen",
    **{
        f"css-{name}": _FAINT
        for name in names(
            "background background-image linear-gradient radial-gradient conic-gradient rgb rgba "
            "modern-color function-light-dark variables"
        )
    },
}
"""What a reader sees where a feature that is mostly an ornament takes the words away."""


WHOLE: Mapping[str, str] = {
    f"css-{name}": "all of the style block or style attribute around it is dropped"
    for name in names("rgb rgba modern-color")
}
"""What a reader sees where more goes than the declaration."""


def sees(feature: str, harm: Harm) -> str:
    """What a reader sees of a harm: a clause."""
    loss = LOSSES[feature]
    if harm is LOOK and loss.harm > LOOK:
        return "here nobody misses it"
    worse = {CONTENT: LOST, LAYOUT: WHOLE}.get(harm, {})
    return worse.get(feature, loss.sees)
