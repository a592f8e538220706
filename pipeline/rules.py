"""The names of all rules by which something is left out of an article, in one place.

The table of `read.clean` and the readers of pages and Word files use these names, the report
shows them, and `keep` turns them off.
"""

from __future__ import annotations

from collections.abc import Mapping

CLEANING = (
    "page-number",
    "repeated-title",
    "navigation",
    "breadcrumbs",
    "byline",
    "share-line",
    "cookie-notice",
    "advert",
    "table-of-contents",
    "author-box",
    "newsletter-box",
    "read-more",
    "comment-form",
    "empty-block",
    "duplicate-paragraph",
)

# What readers of pages and of Word files find by structure; some of it by names from above.
STRUCTURAL = (
    "page-header",
    "page-footer",
    "hidden",
    "comments",
    "outside-article",
    "comment",
    "tracked-deletion",
)

KEEPABLE = (*CLEANING, *STRUCTURAL)

# Why some rules cannot be turned off.
FIXED: Mapping[str, str] = {
    "html-code": "styles and scripts are no text, and no mail may carry them",
    "shortcode": "another program's code means nothing to readers",
    "title-from-settings": "to keep the text's own title, take the other one out of the settings",
}

# Rules that know what they take out word for word: short pieces by them are surely none of it.
PHRASES = frozenset(
    {
        *("page-number", "navigation", "breadcrumbs", "byline", "share-line", "advert"),
        *("table-of-contents", "newsletter-box", "comment-form", "read-more"),
    }
)

# What a reader of pages takes out around an article: no loss of the article's own words.
FRAME = frozenset(
    {
        *STRUCTURAL,
        *("navigation", "breadcrumbs", "byline", "share-line", "cookie-notice", "advert"),
        *("table-of-contents", "author-box", "newsletter-box", "read-more", "comment-form"),
        *FIXED,
    }
)


def mistake(name: str) -> tuple[str, str] | None:
    """Why a rule of this name cannot be kept, and what to write instead; None where it can."""
    from difflib import get_close_matches

    if name in KEEPABLE:
        return None
    if name in FIXED:
        return f"the rule {name} cannot be turned off", FIXED[name]
    near = get_close_matches(name.lower().replace("_", "-").replace(" ", "-"), KEEPABLE, 1)
    return f'there is no rule "{name}"', near[0] if near else "one of " + ", ".join(KEEPABLE)
