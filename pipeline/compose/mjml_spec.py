"""What MJML 5 allows, and what of it MRML (mjml-python) does not do. Facts only.

From the components of MJML 5.4.1; the attributes that do nothing were measured on mjml-python
1.4.2 (MRML 6.0.1), each against every kind of value.
"""

from __future__ import annotations

from collections.abc import Mapping

_SHORT: Mapping[str, str] = {
    "@padding": "padding padding-top padding-right padding-bottom padding-left",
    "@border": "border border-top border-right border-bottom border-left",
    "@font": "font-family font-size font-style font-weight",
    "@link": "href name rel target title",
    "@background": "background-color background-position background-position-x"
    " background-position-y background-repeat background-size background-url",
    "@icons": "icon-align icon-height icon-position icon-unwrapped-alt icon-unwrapped-url"
    " icon-width icon-wrapped-alt icon-wrapped-url",
}


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(_SHORT.get(word, word) for word in text.split()).split())


ANYWHERE = _names("css-class mj-class ll-src")
"""Attributes that every tag may have; `ll-src` is ours and MRML drops it."""

ATTRIBUTES: Mapping[str, frozenset[str]] = {
    tag: _names(names)
    for tag, names in {
        "mjml": "lang dir",
        "mj-head": "",
        "mj-attributes": "",
        "mj-breakpoint": "width",
        "mj-font": "href name",
        "mj-preview": "",
        "mj-style": "inline",
        "mj-title": "",
        "mj-raw": "position",
        "mj-body": "background-color id width",
        "mj-wrapper": "@padding @border @background border-radius direction full-width gap"
        " gutter text-align text-padding",
        "mj-section": "@padding @border @background border-radius direction full-width gutter"
        " text-align text-padding",
        "mj-group": "background-color direction vertical-align width",
        "mj-column": "@padding @border background-color border-radius direction"
        " inner-background-color inner-border inner-border-bottom inner-border-left"
        " inner-border-radius inner-border-right inner-border-top vertical-align width",
        "mj-hero": "@padding background-color background-height background-position"
        " background-url background-width border-radius height inner-background-color"
        " inner-padding inner-padding-bottom inner-padding-left inner-padding-right"
        " inner-padding-top mode vertical-align",
        "mj-text": "@padding @font align background-color color container-background-color"
        " height letter-spacing line-height text-decoration text-transform vertical-align",
        "mj-button": "@padding @border @font @link align background-color border-radius color"
        " container-background-color height inner-padding letter-spacing line-height"
        " text-align text-decoration text-transform vertical-align width",
        "mj-image": "@padding @border @link align alt border-radius container-background-color"
        " fluid-on-mobile font-size height max-height sizes src srcset usemap width",
        "mj-divider": "@padding align border-color border-style border-width"
        " container-background-color width",
        "mj-spacer": "@padding @border container-background-color height",
        "mj-table": "@padding align border cellpadding cellspacing color"
        " container-background-color font-family font-size font-weight line-height role"
        " table-layout vertical-align width",
        "mj-social": "@padding @font align border border-radius color container-background-color"
        " icon-height icon-padding icon-size inner-padding line-height mode table-layout"
        " text-decoration text-padding vertical-align",
        "mj-social-element": "@padding @font @link align alt background-color border"
        " border-radius color icon-height icon-padding icon-position icon-size line-height"
        " sizes src srcset text-decoration text-padding vertical-align",
        "mj-navbar": "@padding align base-url hamburger ico-align ico-close ico-color"
        " ico-font-family ico-font-size ico-line-height ico-open ico-padding"
        " ico-padding-bottom ico-padding-left ico-padding-right ico-padding-top"
        " ico-text-decoration ico-text-transform",
        "mj-navbar-link": "@padding @font color href letter-spacing line-height name rel target"
        " text-decoration text-transform",
        "mj-accordion": "@padding @icons border container-background-color font-family",
        "mj-accordion-element": "@icons background-color border font-family",
        "mj-accordion-title": "@padding background-color color font-family font-size font-weight",
        "mj-accordion-text": "@padding background-color color font-family font-size font-weight"
        " letter-spacing line-height",
        "mj-carousel": "@padding align border-radius container-background-color icon-width"
        " left-icon right-icon tb-border tb-border-radius tb-hover-border-color"
        " tb-selected-border-color tb-width thumbnails",
        "mj-carousel-image": "alt border-radius href rel src target tb-border tb-border-radius"
        " thumbnails-src title",
    }.items()
}
"""The attributes of each tag, beside those allowed anywhere."""

_BLOCKS = (
    "mj-accordion mj-button mj-carousel mj-divider mj-image mj-navbar mj-raw mj-social"
    " mj-spacer mj-table mj-text"
)
CHILDREN: Mapping[str, frozenset[str]] = {
    tag: _names(names)
    for tag, names in {
        "mjml": "mj-head mj-body",
        "mj-head": "mj-attributes mj-breakpoint mj-font mj-preview mj-raw mj-style mj-title",
        "mj-attributes": " ".join(["mj-all mj-class", *ATTRIBUTES]),
        "mj-body": "mj-hero mj-raw mj-section mj-wrapper",
        "mj-wrapper": "mj-hero mj-raw mj-section",
        "mj-section": "mj-column mj-group mj-raw",
        "mj-group": "mj-column mj-raw",
        "mj-column": _BLOCKS,
        "mj-hero": _BLOCKS,
        "mj-social": "mj-raw mj-social-element",
        "mj-navbar": "mj-navbar-link mj-raw",
        "mj-accordion": "mj-accordion-element mj-raw",
        "mj-accordion-element": "mj-accordion-text mj-accordion-title mj-raw",
        "mj-carousel": "mj-carousel-image",
        "mj-divider": "",
        "mj-image": "",
        "mj-spacer": "",
        "mj-breakpoint": "",
        "mj-font": "",
        "mj-all": "",
        "mj-class": "",
    }.items()
}
"""The tags that may stand directly in each tag. A tag that is not here holds HTML."""

TAGS = frozenset(ATTRIBUTES) | {"mj-all", "mj-class"}
"""All tags that MRML knows."""

DEFAULTS = frozenset().union(*ATTRIBUTES.values()) - ATTRIBUTES["mjml"]
"""The attributes that `mj-all` and `mj-class` may give to others."""

REFUSED: Mapping[str, str] = {
    "mj-include": "include the file with Jinja: {% include 'name.mjml.j2' %}",
    "mj-html-attributes": "write the attributes into the HTML itself, in mj-text or mj-raw",
    "mj-selector": "write the attributes into the HTML itself, in mj-text or mj-raw",
    "mj-html-attribute": "write the attributes into the HTML itself, in mj-text or mj-raw",
}
"""Tags of MJML that are no use here, and what to do instead."""

_CLASS = "give the tag a css-class and write the rule in head.css"
_CSS = "write it in inline.css, for the css-class of the tag"
INERT: Mapping[str, Mapping[str, str]] = {
    "mj-accordion-title": {"font-weight": _CLASS},
    "mj-body": {"id": "give the body a css-class"},
    "mj-button": {"title": "say it in the button's own words"},
    "mj-hero": {"border-radius": _CLASS},
    "mj-image": {
        "sizes": "give the image its width",
        "border-top": "use border, or a mj-divider above the image",
        "border-bottom": "use border, or a mj-divider below the image",
    },
    "mj-raw": {"position": "put the HTML where it is to stand"},
    "mj-section": {
        "gutter": "give the columns padding",
        "text-padding": "give the columns padding",
    },
    "mj-social": {"border": _CLASS, "table-layout": _CLASS},
    "mj-social-element": {
        "icon-position": "change the order with direction on the column",
        "border": _CLASS,
        "sizes": "give icon-size",
        "srcset": "give src an image of twice the size",
    },
    "mj-spacer": dict.fromkeys(_names("@border"), "use a mj-divider"),
    "mj-style": {"inline": "write the rules in the theme's inline.css"},
    "mj-table": {
        "font-weight": _CSS,
        "role": "write the table in mj-raw if it needs another role",
    },
    "mj-text": {"background-color": "use container-background-color"},
    "mj-wrapper": {
        "gap": "give the sections padding",
        "gutter": "give the columns padding",
        "text-padding": "give the columns padding",
    },
}
"""Attributes that MRML passes over, and what to do instead."""

VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
"""HTML's tags without an end tag, which MRML takes with or without a slash."""
