"""Which feature of caniemail.com a property, function, unit or keyword of CSS is, as tables.

A property with a maker's prefix (`-webkit-…`) is no use of the feature: it stands beside the
property itself, and what the facts tell is about that. `mso-…` is Outlook's own.
"""

from __future__ import annotations


def names(text: str) -> tuple[str, ...]:
    """Names, as they stand in a text with spaces between them."""
    return tuple(text.split())


SIDES = ("top", "right", "bottom", "left")
CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")
ASPECTS = ("width", "style", "color")
FLOWS = ("block", "inline")
ENDS = ("start", "end")

_SAME = names("""
accent-color align-items aspect-ratio backdrop-filter background background-blend-mode
background-clip background-color background-image background-origin background-position
background-repeat background-size border-collapse border-image border-spacing box-shadow box-sizing
caption-side clear clip-path color-scheme column-count cursor direction empty-cells filter float
font font-kerning font-size font-size-adjust font-stretch font-weight height hyphenate-character
hyphenate-limit-chars hyphens inset justify-content letter-spacing line-height list-style
list-style-image list-style-position list-style-type mask-image max-block-size max-height
max-inline-size max-width min-block-size min-height min-inline-size min-width mix-blend-mode
object-fit object-position opacity orphans outline outline-offset overflow-wrap position resize
shape-margin shape-outside tab-size table-layout text-align text-align-last text-decoration
text-decoration-color text-decoration-line text-decoration-skip-ink text-decoration-style
text-decoration-thickness text-emphasis text-emphasis-position text-indent text-justify
text-orientation text-overflow text-shadow text-transform text-underline-offset
text-underline-position text-wrap transform transition user-select vertical-align visibility
white-space white-space-collapse widows width word-break word-spacing word-wrap writing-mode
z-index border margin padding overflow animation
""")

_GROUPS: dict[str, tuple[str, ...]] = {
    "css-animation": tuple(
        f"animation-{what}"
        for what in names(
            "name duration delay direction fill-mode iteration-count play-state timing-function "
            "timeline range composition"
        )
    ),
    "css-background-position": ("background-position-x", "background-position-y"),
    "css-block-inline-size": ("block-size", "inline-size"),
    "css-border": (
        *(f"border-{side}" for side in SIDES),
        *(f"border-{what}" for what in ASPECTS),
        *(f"border-{side}-{what}" for side in SIDES for what in ASPECTS),
    ),
    "css-border-image": tuple(
        f"border-image-{what}" for what in ("source", "slice", "width", "outset", "repeat")
    ),
    "css-border-inline-block": tuple(f"border-{flow}" for flow in FLOWS),
    "css-border-inline-block-individual": (
        *(f"border-{flow}-{end}" for flow in FLOWS for end in ENDS),
        *(f"border-{flow}-{end}-{what}" for flow in FLOWS for end in ENDS for what in ASPECTS),
    ),
    "css-border-inline-block-longhand": tuple(
        f"border-{flow}-{what}" for flow in FLOWS for what in ASPECTS
    ),
    "css-border-radius": ("border-radius", *(f"border-{corner}-radius" for corner in CORNERS)),
    "css-border-radius-logical": tuple(
        f"border-{one}-{other}-radius" for one in ENDS for other in ENDS
    ),
    "css-column-layout-properties": (
        "columns",
        "column-width",
        "column-fill",
        "column-span",
        "column-rule",
        *(f"column-rule-{what}" for what in ASPECTS),
    ),
    "css-gap": ("gap", "row-gap", "column-gap", "grid-gap", "grid-row-gap", "grid-column-gap"),
    "css-grid-template": (
        "grid",
        "grid-template",
        "grid-template-columns",
        "grid-template-rows",
        "grid-template-areas",
    ),
    "css-inline-size": ("inline-size",),
    "css-inset": (
        "inset-block",
        "inset-inline",
        *(f"inset-{flow}-{end}" for flow in FLOWS for end in ENDS),
    ),
    "css-left-right-top-bottom": SIDES,
    "css-margin": tuple(f"margin-{side}" for side in SIDES),
    "css-margin-inline-block": ("margin-inline", "margin-block"),
    "css-margin-block-start-end": ("margin-block-start", "margin-block-end"),
    "css-margin-inline-start-end": ("margin-inline-start", "margin-inline-end"),
    "css-outline": ("outline-color", "outline-style", "outline-width"),
    "css-overflow": ("overflow-x", "overflow-y", "overflow-block", "overflow-inline"),
    "css-padding": tuple(f"padding-{side}" for side in SIDES),
    "css-padding-inline-block": ("padding-inline", "padding-block"),
    "css-padding-block-start-end": ("padding-block-start", "padding-block-end"),
    "css-padding-inline-start-end": ("padding-inline-start", "padding-inline-end"),
    "css-scroll-snap": ("scroll-snap-type", "scroll-snap-align", "scroll-snap-stop"),
    "css-text-emphasis": ("text-emphasis-color", "text-emphasis-style"),
    "css-text-wrap": ("text-wrap-mode", "text-wrap-style"),
    "css-transition": tuple(
        f"transition-{what}"
        for what in ("property", "duration", "delay", "timing-function", "behavior")
    ),
}

PROPERTIES: dict[str, tuple[str, ...]] = {}
"""The features that a property is, whatever its value; `display` and flex go by their values."""

for _name in _SAME:
    PROPERTIES[_name] = (f"css-{_name}",)
for _feature, _names in _GROUPS.items():
    for _name in _names:
        PROPERTIES[_name] = (*PROPERTIES.get(_name, ()), _feature)

FUNCTIONS = {
    "calc": "css-unit-calc",
    "clamp": "css-function-clamp",
    "light-dark": "css-function-light-dark",
    "max": "css-function-max",
    "min": "css-function-min",
    "linear-gradient": "css-linear-gradient",
    "repeating-linear-gradient": "css-linear-gradient",
    "radial-gradient": "css-radial-gradient",
    "repeating-radial-gradient": "css-radial-gradient",
    "conic-gradient": "css-conic-gradient",
    "repeating-conic-gradient": "css-conic-gradient",
    "lab": "css-modern-color",
    "lch": "css-modern-color",
    "oklab": "css-modern-color",
    "oklch": "css-modern-color",
    "rgb": "css-rgb",
    "rgba": "css-rgba",
    "fit-content": "css-intrinsic-size",
    "var": "css-variables",
}
"""The feature that a function is."""

UNITS = {
    unit: f"css-unit-{unit}" for unit in names("ch cm em ex in mm pc pt px rem vh vmax vmin vw")
}
"""The feature that a unit is; `%` is `PERCENT`."""

PERCENT = "css-unit-percent"

DISPLAYS = {
    "flex": "css-display-flex",
    "inline-flex": "css-display-flex",
    "grid": "css-display-grid",
    "inline-grid": "css-display-grid",
    "none": "css-display-none",
}
"""The feature that a word of `display` is; of all others it is `css-display`."""

FLEX = {
    "column": "css-flex-direction",
    "column-reverse": "css-flex-direction",
    "row-reverse": "css-flex-direction",
    "wrap": "css-flex-wrap",
    "wrap-reverse": "css-flex-wrap",
}
"""The feature that a word of `flex-direction`, `flex-wrap` and `flex-flow` is."""

INTRINSIC = frozenset(["fit-content", "min-content", "max-content"])
SIZED = (
    *(f"{how}{what}" for how in ("", "min-", "max-") for what in ("width", "height")),
    *(f"{how}{flow}-size" for how in ("", "min-", "max-") for flow in FLOWS),
    "flex",
    "flex-basis",
    "grid-template-columns",
    "grid-template-rows",
)
"""Properties that take a size from what is inside."""

SYSTEM_FONTS = frozenset(names("system-ui ui-serif ui-sans-serif ui-rounded ui-monospace"))

PSEUDO_CLASSES = {
    name: f"css-pseudo-class-{name}"
    for name in names(
        "active checked default first-child first-of-type focus focus-visible focus-within has "
        "hover lang last-child last-of-type link not nth-child nth-last-child nth-last-of-type "
        "nth-of-type only-child only-of-type target visited"
    )
}
"""The feature that a pseudo-class is."""

PSEUDO_ELEMENTS = {
    name: f"css-pseudo-element-{name}"
    for name in ("after", "before", "first-letter", "first-line", "marker", "placeholder")
}
"""The feature that a pseudo-element is, with one colon or two."""

AT_RULES = {
    "font-face": "css-at-font-face",
    "import": "css-at-import",
    "keyframes": "css-at-keyframes",
    "media": "css-at-media",
    "supports": "css-at-supports",
}
"""The feature that an at-rule is."""

MEDIA = {
    "-webkit-device-pixel-ratio": "css-at-media-device-pixel-ratio",
    "-webkit-min-device-pixel-ratio": "css-at-media-device-pixel-ratio",
    "-webkit-max-device-pixel-ratio": "css-at-media-device-pixel-ratio",
    "hover": "css-at-media-hover",
    "any-hover": "css-at-media-hover",
    "orientation": "css-at-media-orientation",
    "prefers-color-scheme": "css-at-media-prefers-color-scheme",
    "prefers-reduced-motion": "css-at-media-prefers-reduced-motion",
}
"""The feature that a feature of a media query is."""
