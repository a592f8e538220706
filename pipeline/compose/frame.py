"""Somebody's own HTML mail as a frame: our part of a mail goes where it says `{{ content }}`.

The frame stays as it was written. Only our part is inlined; our styles go into the frame's head,
each rule for our part alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipeline.compose.block_views import Made
from pipeline.compose.css_rules import Rule, rules
from pipeline.compose.frame_source import FRAME, Frame, error_at, shows
from pipeline.compose.unused_css import listed
from pipeline.compose.views import context
from pipeline.markup.pieces import Kind, Piece, pieces

OURS = "letterloom"
"""The class of the element that our part stands in."""

_IN_HEAD = re.compile(
    r"<style\b[^>]*>.*?</style\s*>"
    r"|<!--\[if (?!!)[^\]]*\]>(?:(?!<!\[endif\]).)*<!\[endif\]-->",
    re.DOTALL | re.IGNORECASE,
)
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style\s*>)", re.DOTALL | re.IGNORECASE)
_PAGES = re.compile(r"(?:^|[\s>+~])(?:body|html|#body)(?![\w-])|:root", re.IGNORECASE)
# What mail programs put around a whole mail, before what is ours.
_AROUND = re.compile(r"(?:\[[^\]]*\]|\.moz-text-\w+|\.ExternalClass|#\w+)\s+(?=[\w.#\[*])")
_DARK = re.compile(r"prefers-color-scheme|\[data-ogs", re.IGNORECASE)
_CHARSET = '<meta charset="utf-8">'


def fitted(made: Made) -> Made:
    """What a series is made with, for mails in its theme's frame.

    Around our part the frame's own ground is seen, so what is behind our sheet is as the sheet.
    """
    theme = made.theme
    found = shows(made.templates, theme, context(made, made.series.parts[0]))
    light = {**theme.light, "page": theme.light["sheet"]}
    dark = {**theme.dark, "page": theme.dark["sheet"]}
    return made._replace(frame=Frame(found, replace(theme, light=light, dark=dark)))


def framed(made: Made, html: str, mail_context: Mapping[str, Any]) -> str:
    """A whole mail of ours as the content of the theme's frame.

    Raises ThemeError, with the frame's line, for whatever the frame cannot be.
    """
    from markupsafe import Markup

    inside = f'<div class="{OURS}">{_body(html)}</div>'
    written = made.templates.render(
        FRAME,
        {**mail_context, "content": Markup(inside)},  # noqa: S704 - templates made it
    )
    preheader = (
        ""
        if mail_context["shows"].preheader
        else made.templates.render("frame/preheader.mjml.j2", mail_context)
    )
    styles = _head(html, dark=mail_context["shows"].dark)
    return _completed(made, written, mail_context, styles, preheader)


def _body(html: str) -> str:
    """What stands in the body of a mail of ours."""
    tags = [piece for piece in pieces(html, conditional=False) if piece.name == "body"]
    return html[tags[0].end : tags[-1].start]


def _head(html: str, *, dark: bool) -> str:
    """The styles in the head of a mail of ours, each rule for our part alone.

    Where the frame is not `dark` by rules of its own, ours are left out: half a mail would turn.
    """
    head = html[: html.index("</head>")]
    found = (piece[0] for piece in _IN_HEAD.finditer(head))
    return "\n".join(_STYLE.sub(lambda style: _for_ours(style, dark=dark), one) for one in found)


def _for_ours(style: re.Match[str], *, dark: bool) -> str:
    scoped = [rule.text() for rule in _scoped(rules(style[2]), dark=dark)]
    return f"{style[1]}\n" + "\n".join(scoped) + f"\n{style[3]}" if scoped else ""


def _scoped(found: Iterable[Rule], *, dark: bool) -> Iterator[Rule]:
    """The rules with `.letterloom` in each selector; those for the whole page are left out."""
    for rule in found:
        if rule.inside is not None and (dark or not _DARK.search(rule.prelude)):
            inside = tuple(_scoped(rule.inside, dark=dark))
            if inside:
                yield rule._replace(inside=inside)
        elif rule.body is not None and not rule.prelude.startswith("@"):
            selectors = [
                _selector(one)
                for one in listed(rule.prelude)
                if not _PAGES.search(one) and (dark or not _DARK.search(one))
            ]
            if selectors:
                yield rule._replace(prelude=", ".join(selectors))


def _selector(selector: str) -> str:
    around = _AROUND.match(selector)
    start = around.end() if around else 0
    return f"{selector[:start]}.{OURS} {selector[start:]}"


def _completed(
    made: Made, html: str, mail_context: Mapping[str, Any], styles: str, preheader: str
) -> str:
    """The frame with what it lacks: a title, lang and dir, our styles, the preheader."""
    tags = list(pieces(html, conditional=False))
    html_tag, head, body = (_start(made, tags, name) for name in ("html", "head", "body"))
    head_end = next((one for one in tags if one.kind is Kind.END and one.name == "head"), None)
    if head_end is None:
        raise error_at(made.theme, "the frame's head is never closed", "write </head>", "<head")
    _check_heading(made, tags)
    return _with(
        html,
        {
            html_tag.end - 1: _directed(html, html_tag, mail_context),
            head.end: "" if "charset" in html[head.end : head_end.start] else _CHARSET,
            head_end.start: _title(html[head.end : head_end.start], mail_context) + styles + "\n",
            body.end - 1: _directed(html, body, mail_context),
            body.end: preheader,
        },
    )


def _with(html: str, added: Mapping[int, str]) -> str:
    """The text with others put in at these places."""
    parts: list[str] = []
    end = 0
    for place in sorted(added):
        parts += (html[end:place], added[place])
        end = place
    return "".join((*parts, html[end:]))


def _start(made: Made, tags: list[Piece], name: str) -> Piece:
    found = [one for one in tags if one.kind is Kind.START and one.name == name]
    if not found:
        raise error_at(
            made.theme, f"the frame has no <{name}>", "a frame is a whole page: html, head, body"
        )
    return found[0]


def _directed(html: str, tag: Piece, mail_context: Mapping[str, Any]) -> str:
    """The attributes lang and dir, where a tag has none of its own."""
    attributes = html[tag.attributes : tag.end - 1]
    return "".join(
        f' {name}="{mail_context[name]}"'
        for name in ("lang", "dir")
        if not re.search(rf"(?i)(?:^|\s){name}\s*=", attributes)
    )


def _title(head: str, mail_context: Mapping[str, Any]) -> str:
    """A page's title, where its head has none."""
    from markupsafe import escape

    if "<title" in head.lower():
        return ""
    return f"<title>{escape(mail_context['subject'])}</title>"


def _check_heading(made: Made, tags: list[Piece]) -> None:
    """Raise unless the mail has one h1, its title."""
    count = sum(1 for one in tags if one.kind is Kind.START and one.name == "h1")
    if count > 1:
        raise error_at(
            made.theme,
            "the frame has an h1 beside the mail's title, which is its only one",
            "write <h1>{{ title }}</h1> in its place, or make it a <p>",
            "<h1",
        )
    if count == 0:
        raise error_at(
            made.theme, "the mail's title is in no h1", "write <h1>{{ title }}</h1>", "title"
        )
