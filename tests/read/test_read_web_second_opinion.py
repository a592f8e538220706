"""The page's own text as Python's html.parser reads it: a second opinion on our lexer."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.read.web.encoding import page
from pipeline.read.web.lexer import tokens
from pipeline.read.web.own_text import own_text
from pipeline.words import essence

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
UNSHOWN = ("script", "style", "iframe", "noembed", "noframes", "template")


class Text(HTMLParser):
    """Collects what stands outside of tags and of what no browser shows as text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.open = []
        self.drawings = 0

    def handle_starttag(self, tag, attrs):
        self.drawings += tag == "svg"
        if tag in UNSHOWN or (tag == "title" and not self.drawings):
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.drawings = max(0, self.drawings - (tag == "svg"))
        if tag in self.open:
            del self.open[self.open.index(tag) :]

    def handle_startendtag(self, tag, attrs):
        if tag not in ("svg", "path", "use", "circle", "rect", "g"):
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)

    def handle_data(self, data):
        if not self.open:
            self.parts.append(data)


def seen(source):
    parser = Text()
    parser.feed(source)
    parser.close()
    return essence("".join(parser.parts))


@pytest.mark.parametrize("name", NAMES)
def test_our_lexer_sees_the_text_that_html_parser_sees(name):
    source = page((PAGES / f"{name}.html").read_bytes(), "a.html", "")
    assert essence(own_text(list(tokens(source)), source)) == seen(source)
