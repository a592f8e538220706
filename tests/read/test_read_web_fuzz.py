"""Broken pages of all kinds: either an error that says so, or not a word is lost."""

import random
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st
from listings import read

from benchmarks.reading import texts
from pipeline.check.conservation.interleaved import parted
from pipeline.errors import SourceError
from pipeline.read.apart import apart
from pipeline.read.web.lexer import tokens
from pipeline.read.web.own_text import own_text
from pipeline.read.web.parsed import parsed
from pipeline.words import essence

TAGS = (
    *("p", "div", "span", "b", "i", "a", "h1", "h2", "h3", "ul", "ol", "li", "table", "tr", "td"),
    *("th", "tbody", "blockquote", "pre", "code", "dl", "dt", "dd", "section", "article", "header"),
    *(
        "footer",
        "nav",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "textarea",
        "br",
        "hr",
        "img",
    ),
    *("figure", "figcaption", "details", "summary", "noscript", "svg", "title", "math", "center"),
    *("font", "label", "input", "script", "style", "template", "iframe", "object", "video", "sub"),
    *("picture", "sup", "q", "s", "abbr", "main", "body", "html", "head", "caption", "address"),
)
CLOSED = ("script", "style", "title", "textarea", "template", "iframe")
CLASSES = (
    *("related", "comments", "share", "nav", "footer", "sidebar", "ad", "byline", "toc", "header"),
    *("newsletter", "author-box", "cookie-notice", "entry-content", "sr-only", "tags", "anchor"),
)
PIECES = (
    *("The road goes on and on, and nobody who built it knows where it ends.", "5 < 6 & x", "AT&T"),
    *(
        "&amp; &lt;b&gt; &#150; &nbsp; &copy",
        "* item",
        "# head",
        "1. one",
        "{{ x }}",
        "```",
        "|a|b|",
    ),
    *(
        "[^1]",
        "::: note",
        "\u200b",
        "梅の花。とてもきれいです。",
        "<![CDATA[x]]>",
        "<!-- c -->",
        ": d",
    ),
    *("&ampx;", "~~~", "---", "¶", "Advertisement", "Share this", "Read more", "Comments", "</ p>"),
    *(
        "By Ann Other",
        "5 May 2020",
        "© 2020",
        "Leave a Reply",
        "Page 3 of 9",
        "<six, and",
        "</b></p>",
    ),
)


def made(chance, depth=0):
    """A page's HTML, mostly wrong."""
    parts = []
    for _ in range(chance.randint(1, 5)):
        if chance.random() < 0.4:
            parts.append(chance.choice(PIECES) + chance.choice((" ", "\n")))
            continue
        tag = chance.choice(TAGS)
        given_class = f' class="{chance.choice(CLASSES)}"' if chance.random() < 0.4 else ""
        hidden = ' style="display:none"' if chance.random() < 0.03 else ""
        link = ' href="/x" src="a.png" alt="An image"' if tag in ("a", "img") else ""
        parts.append(f"<{tag}{given_class}{hidden}{link}>")
        if tag not in ("br", "hr", "img", "input") and depth < 6:
            parts.append(made(chance, depth + 1))
        if chance.random() < 0.85 or tag in CLOSED:
            parts.append(f"</{tag}>")
    return "".join(parts)


def conserved(html):
    found = read(html, "a.html")
    gone = [one for one in apart(found.removals) if not one.within]
    body = "\n".join([found.title if found.title_lines else "", *texts(found)])
    return parted(found.text, [one.text if one.own is None else one.own for one in gone], body)


@settings(max_examples=150)
@given(st.integers(0, 10**9))
@example(75)
def test_no_word_of_a_broken_page_is_lost(seed):
    chance = random.Random(seed)
    html = "<html><body>" + "".join(made(chance) for _ in range(3))
    with suppress(SourceError):
        assert conserved(html) is None, html


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*PIECES, *(f"<{t}>" for t in TAGS), *(f"</{t}>" for t in TAGS)])))
def test_the_tree_has_the_very_text_of_the_tags(pieces):
    page = "".join(pieces)
    try:
        read_tokens = list(tokens(page))
        own = own_text(read_tokens, page)
        tree = parsed(read_tokens, page)
    except SourceError:
        return
    assert own.count("\n") == page.count("\n")
    assert essence("".join(tree.itertext())) == essence(own)


@settings(max_examples=300)
@given(st.text(st.sampled_from("<>/!-ab=\"' &;x\n[]?#1"), max_size=40))
def test_any_signs_are_tags_or_text(page):
    try:
        read_tokens = list(tokens(page))
    except SourceError:
        return
    ends = [0, *(token.end for token in read_tokens)]
    assert ends == sorted(ends)
    assert (ends[-1] == len(page)) or not page
    tree = parsed(read_tokens, page)
    assert essence("".join(tree.itertext())) == essence(own_text(read_tokens, page))
