"""Where in its author's files something in a finished mail of ours comes from.

An element knows the line of the article that it was made from, else the line of the theme's
template that wrote it (`Email.sources`, `Email.templates`); what knows neither stands in one that
does. CSS comes from the theme's stylesheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.check.checked import in_article
from pipeline.check.mail import Mail
from pipeline.errors import Place
from pipeline.markup import Element
from pipeline.model import Article, Email, Theme

_DECLARATION = re.compile(r"(?P<name>[\w-]+)\s*:\s*(?P<value>[^;}\"]*)")
_SHEETS = ("inline.css.j2", "head.css.j2")


@dataclass(frozen=True, slots=True)
class Origins:
    """The files that a mail was made from: what a `Mail` finds its places with."""

    article: Article
    theme: Theme
    email: Email

    def __call__(self, mail: Mail, at: Element | int, needle: str) -> Place | None:
        """The place that an element, or an offset of the HTML, came from."""
        element = mail.document.at(at) if isinstance(at, int) else at
        if isinstance(at, int) and element:
            styled = self._in_css(mail, at, element)
            if styled:
                return styled
        for one in (element, *element.ancestors()) if element else ():
            if one.ordinal in self.email.sources:
                return in_article(self.article, self.email.sources[one.ordinal], needle)
            if one.ordinal in self.email.templates:
                return self._template(*self.email.templates[one.ordinal], needle)
        return self._template("email.mjml.j2", 0, "")

    def _in_css(self, mail: Mail, at: int, element: Element) -> Place | None:
        """The line of the stylesheets that a declaration or a selector comes from."""
        style = element.value_at(mail.html, "style") if at < element.end else None
        inline = bool(style and style[0] <= at < style[1])
        if not inline and element.name != "style":
            return None
        found = _DECLARATION.match(mail.html, at)
        wanted = found[0].strip() if found else mail.html[at : at + 60].partition("{")[0].strip()
        for name, number, line in self._styles(inline=inline):
            if _squeezed(wanted) and _squeezed(wanted) in _squeezed(line):
                return self._template(name, number, found["name"] if found else "")
        return None

    def _styles(self, *, inline: bool) -> Iterator[tuple[str, int, str]]:
        names = _SHEETS if inline else _SHEETS[::-1]
        files = [name for last in names for name in self.theme.files if name.endswith(last)]
        for name in files:
            for number, line in enumerate(self.theme.files[name].split("\n"), start=1):
                yield name, number, line

    def _template(self, name: str, number: int, needle: str) -> Place:
        lines = self.theme.files.get(name, "").split("\n")
        text = lines[number - 1] if 0 < number <= len(lines) else ""
        column = text.find(needle) + 1 if needle else 0
        return Place(self.theme.paths.get(name, name), number, column, text)


@lru_cache(maxsize=2048)
def _squeezed(css: str) -> str:
    return re.sub(r"\s+", "", css).lower()
