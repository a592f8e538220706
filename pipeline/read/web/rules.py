"""What around and within an article is surely no part of it: an ordered table of small rules.

Each looks at an element's tag, role, names and words, and is held back by what it may take at
most: a class called "related" around two thirds of the text is not related posts. The names of
the rules are those of `pipeline.rules`.
"""

from __future__ import annotations

import re

from pipeline.read.web import vocabulary
from pipeline.read.web.names import called
from pipeline.read.web.seen import BOXES, Rule, Seen, box, has, in_heading, is_heading

FEW_WORDS = 600  # letters of a window that opened over a short article
_HIDDEN_STYLE = re.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_NEVER_SHOWN = frozenset(
    {
        *("svg", "canvas", "video", "audio", "ll-object", "ll-noscript", "datalist", "embed"),
        *("annotation", "annotation-xml", "map", "applet", "rp"),
    }
)


def hidden(seen: Seen) -> bool:
    """What a browser does not show: by attribute, by style, or for readers of the screen only."""
    element = seen.element
    if element.tag in _NEVER_SHOWN:
        return seen.share < 0.3  # one that is never closed holds what follows it
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style") or ""):
        return seen.share < 0.5
    if element.tag == "dialog" and element.get("open") is None:
        return seen.share < 0.3
    return called(element, vocabulary.UNSEEN) and seen.letters <= 300 and not is_heading(element)


def cookie_notice(seen: Seen) -> bool:
    """A banner that asks for consent."""
    label = (seen.element.get("aria-label") or "").lower()
    role = seen.element.get("role") in ("dialog", "alertdialog", "banner", "region")
    named = called(seen.element, vocabulary.COOKIE) or (
        role
        and "cookie" in f"{label} {seen.text[:300].lower()}"
        and bool(vocabulary.CONSENT.search(seen.text))
    )
    return (
        named
        and seen.element.tag in (*BOXES, "amp-consent", "amp-user-notification")
        and seen.letters <= 3000
        and seen.share <= 0.3
        and bool(vocabulary.COOKIE_WORDS.search(seen.text))
        and (seen.letters <= 400 or has(seen.element, "button", "a", "input"))
    )


def comments(seen: Seen) -> bool:
    """What readers wrote below."""
    if seen.amid:
        return False
    return (
        box(seen, vocabulary.COMMENTS, most=0.95)
        and (seen.share < 0.3 or not has(seen.element, "h1"))
    ) or (box(seen, vocabulary.COMMENT_LINKS, most=0.0, letters=60))


def comment_form(seen: Seen) -> bool:
    """The form that asks for a comment."""
    return box(seen, vocabulary.RESPOND, most=0.2, letters=2000)


def share_line(seen: Seen) -> bool:
    """Buttons to share or to follow."""
    return box(seen, vocabulary.SHARE, most=0.1, letters=300) and seen.prose == 0


def read_more(seen: Seen) -> bool:
    """Other articles: related ones, popular ones, those of the same author."""
    if not box(seen, vocabulary.MORE, most=0.3):
        return False
    told = bool(vocabulary.MORE_WORDS.search(seen.text[:80]))
    return seen.links >= 0.3 or (has(seen.element, "a") and (told or not seen.within))


def newsletter_box(seen: Seen) -> bool:
    """An invitation to a newsletter."""
    return box(seen, vocabulary.LETTER, most=0.15, letters=900) and (
        seen.letters <= 250 or has(seen.element, "form", "input", "button", "a")
    )


def author_box(seen: Seen) -> bool:
    """Who the author is, as a box of its own."""
    return (
        not seen.amid
        and seen.element.tag not in ("a", "span")
        and box(seen, vocabulary.AUTHOR, most=0.2, letters=1500)
        and not _byline_like(seen)
    )


def byline(seen: Seen) -> bool:
    """By whom, when, in which section: a line by the title or at the end."""
    if called(seen.element, vocabulary.EVENT):
        return False
    named = box(seen, vocabulary.BYLINE, most=0.05) or box(seen, vocabulary.AUTHOR, most=0.05)
    head = seen.element.tag in ("h3", "h4", "h5", "h6") and called(seen.element, vocabulary.PERSON)
    told = (named or head) and _byline_like(seen)
    return told and (not seen.amid or bool(vocabulary.POSTED.search(seen.text)))


def _byline_like(seen: Seen) -> bool:
    label = seen.prose == 0 or (
        bool(vocabulary.DATED.search(seen.text)) and not re.search(r"[.!?]\s", seen.text)
    )
    return label and seen.letters <= 220 and not has(seen.element, *_BLOCKS)


_BLOCKS = ("h1", "h2", "h3", "h4", "blockquote", "pre", "table", "figure")


def breadcrumbs(seen: Seen) -> bool:
    """The way from the home page to here."""
    label = (seen.element.get("aria-label") or "").lower()
    return (
        seen.letters <= 400
        and seen.prose == 0
        and (box(seen, vocabulary.CRUMBS, most=0.05) or "breadcrumb" in label)
        and not is_heading(seen.element)
        and not has(seen.element, "h1")
    )


def advert(seen: Seen) -> bool:
    """Advertisements and what is left of them."""
    if seen.element.tag in ("amp-ad", "amp-embed", "amp-auto-ads"):
        return True
    own = vocabulary.OWN_ADVERT if seen.prose else vocabulary.SURE_ADVERT
    sure = own if seen.within else vocabulary.ADVERT
    links = box(seen, vocabulary.ADVERT, most=0.0, letters=200) and seen.links >= 0.8
    return (
        links
        or box(seen, sure, most=0.08, letters=900)
        or (
            seen.element.tag in ("p", "div", "span", "small", "center", "aside", "label")
            and bool(vocabulary.ADVERT_WORDS.fullmatch(seen.text))
            and len(seen.text) > 2
        )
    )


def table_of_contents(seen: Seen) -> bool:
    """Links to the sections of the same page."""
    if not (box(seen, vocabulary.CONTENTS, most=0.1) and seen.letters <= 6000):
        return False
    return seen.links > 0.5 or seen.letters < 60


def navigation(seen: Seen) -> bool:
    """Menus, ways to other pages, forms and buttons, what serves to use the page."""
    element = seen.element
    if element.tag == "nav" or element.get("role") in ("navigation", "search", "menu", "menubar",
                                                       "toolbar", "tablist"):  # fmt: skip
        return seen.share <= 0.3 and not has(element, "h1")
    if element.tag == "a" and len(seen.text) <= 60 and (element.get("href") or "").startswith("#"):
        return bool(vocabulary.SKIP.fullmatch(seen.text))
    if element.tag in _CONTROLS:
        return _is_control(seen)
    if element.tag == "form":
        # Some sites put the whole page into one form.
        return seen.share <= 0.1 and seen.letters <= 1500 and not has(element, "h1", "article")
    return technical(seen) or (seen.prose == 0 and not is_heading(element) and _served(seen))


def _served(seen: Seen) -> bool:
    """A menu, or a line of tools or labels; amid an article only links are surely one."""
    if seen.amid:
        return box(seen, vocabulary.NAVIGATION, most=0.0) and seen.links >= 0.5
    return (
        box(seen, vocabulary.NAVIGATION, most=0.1) and (seen.links >= 0.5 or seen.letters <= 100)
    ) or box(seen, vocabulary.TOOLS, most=0.02, letters=400)


def technical(seen: Seen) -> bool:
    """What belongs to a heading, a code or a line only as a tool: an edit link, an anchor."""
    element = seen.element
    if not called(element, vocabulary.TECHNICAL) or seen.letters > 80:
        return False
    if element.tag in ("table", "td", "pre", "div", "span") and not seen.text.strip(
        "0123456789 \n"
    ):
        return True
    return bool(vocabulary.TOOL_WORDS.fullmatch(seen.text))


def held_tool(seen: Seen) -> bool:
    """A tool within what belongs together: a heading's anchor, a button to copy a code."""
    if seen.element.tag in _CONTROLS:
        return _is_control(seen)
    return technical(seen)


_CONTROLS = frozenset(("button", "input", "select", "ll-textarea", "option", "search"))


def _is_control(seen: Seen) -> bool:
    """A control, but not a question or a heading that opens the answer below it."""
    element = seen.element
    if seen.share > 0.1 or seen.prose > 400:
        return False
    opens = (
        element.get("aria-expanded")
        or element.get("aria-controls")
        or called(element, vocabulary.OPENER)
    )
    return not (in_heading(element) or (element.tag == "button" and opens and len(seen.text) > 12))


def page_header(seen: Seen) -> bool:
    """The top of all pages of a site."""
    element = seen.element
    if element.get("role") == "banner" or (element.tag == "header" and not seen.within):
        return (seen.share <= 0.1 and not has(element, "h1")) or _is_frame_only(seen)
    named = not seen.within and box(seen, vocabulary.HEADER, most=0.03)
    return named and not has(element, "h1") and not _heads_article(seen)


def _heads_article(seen: Seen) -> bool:
    """Whether an element heads one article: by its name, or by that of what it stands in."""
    if seen.links >= 0.5:
        return False
    around = (seen.element, *seen.element.iterancestors("article", "div", "section"))
    return any(one.tag == "article" or called(one, vocabulary.HEADLINE) for one in around)


def _is_frame_only(seen: Seen) -> bool:
    """A site's top whose only heading is the site's name, linked to its home."""
    title = next(seen.element.iter("h1"), None)
    if title is None or seen.share > 0.05:
        return False
    link = next(title.iter("a"), None)
    return link is not None and bool(
        re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", link.get("href") or "")
    )


def page_footer(seen: Seen) -> bool:
    """The bottom of all pages of a site."""
    element = seen.element
    quoted = next(element.iterancestors("blockquote", "figure"), None) is not None
    outside = not quoted and (not seen.within or _is_last(seen))
    if element.get("role") == "contentinfo" or element.tag == "footer":
        return outside and seen.share <= 0.15
    if seen.within:
        last = seen.edge and seen.letters <= 1500 and bool(vocabulary.RIGHTS.search(seen.text))
        return last and box(seen, vocabulary.FOOTER, most=0.1)
    return outside and box(seen, vocabulary.FOOTER, most=0.06)


def _is_last(seen: Seen) -> bool:
    """Whether a page's footer stands in what holds the article, and not in the article itself."""
    own = next(seen.element.iterancestors("article", "section", "main"), None) is None
    return seen.element.tag == "footer" and own and seen.edge and seen.letters <= 1500


def outside_article(seen: Seen) -> bool:
    """What stands beside the text or over it: sidebars, windows that opened."""
    element = seen.element
    aside = element.tag == "aside" or element.get("role") == "complementary"
    if aside and not seen.within:
        return seen.share <= 0.25
    modal = element.get("aria-modal") == "true" or called(element, vocabulary.MODAL)
    most = 0.3 if seen.letters <= FEW_WORDS and not seen.within else 0.05
    if element.tag in BOXES and modal and seen.share <= most:
        return True
    if seen.within:
        return seen.edge and box(seen, vocabulary.SURE_SIDE, most=0.1) and not has(element, "h1")
    blog = bool(re.fullmatch(r"Blog\d+", element.get("id") or ""))  # Blogger's name for the text
    return not blog and box(seen, vocabulary.SIDE, most=0.2)


RULES: tuple[Rule, ...] = (
    Rule("hidden", hidden),
    Rule("cookie-notice", cookie_notice),
    Rule("comment-form", comment_form),
    Rule("comments", comments),
    Rule("breadcrumbs", breadcrumbs),
    Rule("table-of-contents", table_of_contents),
    Rule("share-line", share_line),
    Rule("newsletter-box", newsletter_box),
    Rule("read-more", read_more),
    Rule("advert", advert),
    Rule("author-box", author_box),
    Rule("byline", byline),
    Rule("navigation", navigation),
    Rule("page-header", page_header),
    Rule("page-footer", page_footer),
    Rule("outside-article", outside_article),
)
