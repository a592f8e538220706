"""Notes on selectors, at-rules and style blocks as such."""

from __future__ import annotations

import re

from pipeline.check.features import hits
from pipeline.check.features.note import (
    GMAIL_ACCOUNTS,
    OUTLOOK_ACCOUNTS,
    SAMSUNG_ACCOUNTS,
    SCOPES,
    Note,
    Notes,
    always,
    fine,
    lost_with,
    unsure,
)
from pipeline.check.features.use import Use

_QUERY = re.compile(r"\(\s*([\w-]+)|\b(print|speech|tty|tv|handheld|projection)\b", re.IGNORECASE)
_OWN_FACTS = ("prefers-", "orientation", "hover", "any-hover", "-webkit-", "min-resolution")
_YAHOO_MEDIA = ("min-width", "max-width", "min-height", "max-height")
_ATTRIBUTE = re.compile(r"(?P<before>[^\s>+~,(]*)\[\s*(?P<name>[\w-]+)\s*(?P<how>[~|^$*]?=)?")
_PSEUDO = re.compile(r"^css-pseudo-(class|element)-")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_COMBINED = re.compile(r"[\s>+~,]+")
_HOOK = re.compile(
    r"\[(?:x-apple-|data-og|data-outlook-|owa)|#MessageViewBody|\.ExternalClass|\.moz-|^\s*u\s*\+",
    re.IGNORECASE,
)
_TYPE = re.compile(r"[A-Za-z][\w-]*")


def media_names(use: Use) -> list[str]:
    """The features and the media, `screen` but left out, that a media query asks for."""
    text = use.at_rule.prelude if use.at_rule else use.shown
    return [(one[1] or one[2]).lower() for one in _QUERY.finditer(text)]


def nested_media(use: Use) -> bool:
    """A media query within another."""
    return any(one.name == "media" for one in use.around)


def more_than_width(use: Use) -> bool:
    """A media query for more than sizes, and for nothing that there are other facts of."""
    return any(
        one not in _YAHOO_MEDIA and not one.startswith(_OWN_FACTS) for one in media_names(use)
    )


def asks_height(use: Use) -> bool:
    """A media query for a height."""
    return any("height" in one for one in media_names(use))


def portrait(use: Use) -> bool:
    """A media query for a portrait."""
    return "portrait" in (use.at_rule.prelude if use.at_rule else use.shown).lower()


def bare_nesting(use: Use) -> bool:
    """A nested rule that begins with an element instead of `&`."""
    return bool(use.rule and use.rule.within) and hits.selector(use)[:1].isalpha()


def on_class(use: Use) -> bool:
    """The pseudo-class or -element is put on something else than a plain element."""
    pseudo = re.compile(rf"::?{_PSEUDO.sub('', use.feature)}(?![\w-])", re.IGNORECASE)
    text = _BRACKETS.sub("[]", hits.selector(use) or use.shown)
    cut = [pseudo.split(one) for one in _COMBINED.split(text)]
    return any(not _TYPE.fullmatch(one[0]) for one in cut if len(one) > 1)


def attributes(use: Use) -> list[tuple[str, str, str]]:
    """The attribute selectors: what they are put on, the attribute, how it is compared.

    What one program writes into mails is asked for on purpose, for that program alone.
    """
    each = (hits.selector(use) or use.shown).split(",")
    found = (one for text in each if not _HOOK.search(text) for one in _ATTRIBUTE.finditer(text))
    return [(one["before"], one["name"].lower(), one["how"] or "") for one in found]


def on_a_class(use: Use) -> bool:
    """An attribute selector beside a class or id."""
    return any("." in one or "#" in one for one, _, _ in attributes(use))


def compared_by_part(use: Use) -> bool:
    """An attribute compared by its beginning, end or middle."""
    return any(how in ("^=", "$=", "*=") for _, _, how in attributes(use))


def compares_class(use: Use) -> bool:
    """An attribute selector that compares the class."""
    return any(name == "class" and how for _, name, how in attributes(use))


def not_equal(use: Use) -> bool:
    """An attribute compared otherwise than whole."""
    return any(how != "=" for _, _, how in attributes(use))


def not_word_of_class(use: Use) -> bool:
    """An attribute selector other than `[class~=…]`."""
    return any(how != "~=" or name != "class" for _, name, how in attributes(use))


_ON_TYPES = (
    "active",
    "checked",
    "first-child",
    "first-of-type",
    "focus",
    "focus-visible",
    "focus-within",
    "last-child",
    "last-of-type",
    "link",
    "only-child",
    "only-of-type",
    "target",
    "visited",
)
_TYPES_ONLY = {
    **{f"css-pseudo-class-{one}": 1 for one in _ON_TYPES},
    "css-pseudo-class-hover": 2,
    "css-pseudo-element-after": 3,
    "css-pseudo-element-before": 3,
    "css-pseudo-element-first-letter": 2,
    "css-pseudo-element-first-line": 2,
}
_SELECTORS = (
    "adjacent-sibling",
    "chaining",
    "child",
    "class",
    "descendant",
    "general-sibling",
    "grouping",
    "id",
    "type",
    "universal",
)
_GMAIL_ONLY = {
    "css-at-media": 6,
    "css-pseudo-class-hover": 1,
    **{f"css-selector-{one}": 1 for one in _SELECTORS},
    "css-selector-attribute": 6,
}
_OUTLOOK_ONLY = ("after", "before", "first-letter", "first-line", "placeholder")
_CUT = ("nth-child", "nth-last-child", "nth-last-of-type", "nth-of-type")

NOTES: Notes = {
    ("css-at-font-face", 4): Note("fonts are not fetched, those of the computer are used", always),
    ("css-at-font-face", 6): Note("only Roboto and Google Sans are there, as Gmail's own", always),
    ("css-at-font-face", 8): lost_with(SAMSUNG_ACCOUNTS),
    ("css-at-media", 1): Note("a media query within another is lost", nested_media),
    ("css-at-media", 2): Note(
        "only screen and least or greatest widths and heights may be asked for", more_than_width
    ),
    ("css-at-media", 7): Note("heights may not be asked for", asks_height),
    ("css-at-media", 9): lost_with(SAMSUNG_ACCOUNTS),
    ("css-at-media", 10): Note("a media query within another is lost", nested_media),
    ("css-at-media-orientation", 2): Note("portrait is not understood", portrait),
    ("css-at-media-prefers-color-scheme", 1): Note("the query is made void", always),
    ("css-at-media-prefers-color-scheme", 3): fine("dark mode adds data-og… attributes of its own"),
    ("css-at-media-prefers-color-scheme", 6): Note("the query is made void", always),
    ("css-at-supports", 1): fine("what it does not support is made void in the condition"),
    ("css-comments", 1): unsure(
        "the first head is removed, with the style blocks in it", hits.block
    ),
    ("css-comments", 2): Note(
        f"style blocks are dropped {SCOPES[GMAIL_ACCOUNTS]}", hits.block, scope=GMAIL_ACCOUNTS
    ),
    ("css-comments", 4): fine("style blocks are dropped, comments with them"),
    ("css-nesting", 1): Note("a nested rule has to begin with &", bare_nesting),
    ("css-nesting", 3): Note("what is nested is applied to the rule around it", always),
    ("css-nesting", 4): lost_with(SAMSUNG_ACCOUNTS),
    **{
        (name, one): Note("it works on plain elements only, not on classes", on_class)
        for name, one in _TYPES_ONLY.items()
    },
    **{(name, one): lost_with(GMAIL_ACCOUNTS) for name, one in _GMAIL_ONLY.items()},
    **{(f"css-pseudo-element-{one}", 1): lost_with(OUTLOOK_ACCOUNTS) for one in _OUTLOOK_ONLY},
    **{(f"css-pseudo-class-{one}", 2): Note("what is in brackets is lost", always) for one in _CUT},
    ("css-pseudo-class-active", 2): fine("keys do not set it off, a mouse does"),
    ("css-pseudo-class-default", 1): fine("it works on radio buttons and check boxes"),
    ("css-pseudo-class-focus-visible", 2): fine("text fields cannot be focused"),
    ("css-pseudo-class-focus-visible", 3): fine("buttons are passed over by the tab key"),
    ("css-pseudo-class-has", 1): Note("what is in brackets is lost", always),
    ("css-pseudo-class-target", 2): Note("it is kept, but never comes true", always),
    ("css-pseudo-element-marker", 1): Note("Outlook's own @list does it there", always),
    ("css-pseudo-element-placeholder", 2): Note("there are no fields to be filled in", always),
    ("css-selector-attribute", 1): Note("it may not stand beside a class", on_a_class),
    ("css-selector-attribute", 2): Note(
        "attributes cannot be compared by a part", compared_by_part
    ),
    ("css-selector-attribute", 3): Note(
        "classes get a prefix in the mail, but not in such a selector", compares_class
    ),
    ("css-selector-attribute", 4): Note("only [name=value] is understood", not_equal),
    ("css-selector-attribute", 5): Note("only [class~=value] is understood", not_word_of_class),
    ("css-selector-chaining", 3): Note("the first of the chain alone counts", always),
    ("css-selector-chaining", 4): Note("it matches nothing, as the second is not renamed", always),
}
"""By feature and number."""
