"""Styles moved from the theme's inline.css into style attributes, and nothing else changed.

An inliner parses a mail and writes it anew, and each loses something on the way: doctype,
entities, media queries, comments for Outlook, links around tables. So it never sees the mail. It
gets a skeleton, the numbered tags without text, styles and comments, and says which style each
element gets; those are written into the mail's own text, which stays as it is otherwise.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterator, Mapping

from pipeline.compose import inliners
from pipeline.compose.inline_css import check_inline_css
from pipeline.compose.source_map import value_span
from pipeline.compose.unused_css import used_css
from pipeline.errors import ThemeError
from pipeline.markup.pieces import ATTRIBUTE, Kind, Piece, pieces

__all__ = ["ENGINES", "check_inline_css", "inline"]

ENGINES: Mapping[str, Callable[[str, str], str]] = {
    "premailer": inliners.premailer,
    "css-inline": inliners.css_inline,
}
"""The inliners by the name they have in `letterloom.toml`."""

_NUMBER = "data-letterloom-n"
_LEFT_OUT = frozenset(("base", "iframe", "link", "meta", "object", "script", "style"))
_KEPT = ("@media", "!important", "<!--[if")
_DOCTYPE = re.compile(r"\A\s*<!doctype\b[^>]*>", re.IGNORECASE)
_DECLARATION = re.compile(
    r"\s*([\w-]+)\s*:\s*((?:[^;\"'(]|\"[^\"]*\"|'[^']*'|\((?:[^()\"']|\"[^\"]*\"|'[^']*')*\))*)"
)
_CELLS = frozenset(("td", "th", "tr"))
_BLOCKS = frozenset(("div", "p", "h1", "h2", "h3", "h4", "h5", "h6"))
# Word draws these attributes where it ignores the property: property, attribute, its values, tags.
_BASIC = (
    ("text-align", "align", r"left|right|center|justify", _CELLS | _BLOCKS),
    ("vertical-align", "valign", r"top|middle|bottom|baseline", _CELLS),
    ("background-color", "bgcolor", r"#[0-9a-f]{6}|#[0-9a-f]{3}|(?!transparent)[a-z]+", _CELLS),
)


def inline(html: str, css: str, *, engine: str = "premailer") -> str:
    """A whole mail with the rules of `css` as style attributes.

    `css` holds what `check_inline_css` allows. An element's own style wins over a rule; on table
    cells and blocks, alignment and background become attributes too, for Word. All else stays
    byte for byte (`&nbsp;` too), but for the doctype, which becomes `<!DOCTYPE html>`. Nothing
    is fetched. Raises ThemeError for CSS that the engine cannot read.
    """
    if engine not in ENGINES:
        raise ThemeError(f"unknown inliner {engine!r}", hint=f"one of {', '.join(ENGINES)}")
    if not css.strip():
        return _DOCTYPE.sub("<!DOCTYPE html>", html)
    tags = [piece for piece in pieces(html, conditional=False) if _in_skeleton(piece)]
    if not any(tag.kind is Kind.START for tag in tags):
        return _DOCTYPE.sub("<!DOCTYPE html>", html)
    skeleton = _skeleton(html, tags)
    # Reading CSS is most of an engine's work, and a mail uses little of what a theme has for all.
    styled = ENGINES[engine](f"<!DOCTYPE html>{skeleton}", used_css(css, skeleton))
    inlined = _spliced(html, tags, _styles(styled))
    for kept in _KEPT:
        if inlined.count(kept) != html.count(kept):
            raise ThemeError(f"inlining changed how often {kept} stands in the mail")
    return _DOCTYPE.sub("<!DOCTYPE html>", inlined)


def _in_skeleton(piece: Piece) -> bool:
    return piece.kind in (Kind.START, Kind.END) and piece.name not in _LEFT_OUT


def _skeleton(html: str, tags: list[Piece]) -> str:
    """The tags, each start tag with its number and without its style."""
    return "".join(
        f"</{tag.name}>"
        if tag.kind is Kind.END
        else f'<{tag.name} {_NUMBER}="{number}"{_unstyled(html, tag)}>'
        for number, tag in enumerate(tags)
    )


def _attributes(html: str, tag: Piece) -> Iterator[re.Match[str]]:
    return ATTRIBUTE.finditer(html, tag.attributes, tag.end - 1)


def _unstyled(html: str, tag: Piece) -> str:
    """What stands in the tag after its name, a closing slash too, but for its style."""
    parts, end = [], tag.attributes
    for found in _attributes(html, tag):
        if found["name"].lower() == "style":
            parts.append(html[end : found.start()])
            end = found.end()
    return "".join((*parts, html[end : tag.end - 1]))


def _styles(styled: str) -> dict[int, dict[str, str]]:
    """The declarations that the engine gave to each numbered tag."""
    found: dict[int, dict[str, str]] = {}
    for tag in pieces(styled):
        if tag.kind is not Kind.START or "style=" not in styled[tag.start : tag.end]:
            continue
        values = {
            attribute["name"]: styled[slice(*value_span(attribute))]
            for attribute in _attributes(styled, tag)
        }
        if _NUMBER in values and "style" in values:
            style = _declarations(entities.unescape(values["style"]))
            found.setdefault(int(values[_NUMBER]), style)
    return found


def _declarations(style: str) -> dict[str, str]:
    """The declarations of a style by property, in the order in which they count."""
    found: dict[str, str] = {}
    for name, value in _DECLARATION.findall(style):
        found.pop(name.lower(), None)
        found[name.lower()] = value.strip()
    return found


def _spliced(html: str, tags: list[Piece], styles: Mapping[int, Mapping[str, str]]) -> str:
    parts: list[str] = []
    end = 0
    for number in sorted(styles):
        tag = tags[number]
        parts += (html[end : tag.start], _restyled(html, tag, styles[number]))
        end = tag.end
    return "".join((*parts, html[end:]))


def _restyled(html: str, tag: Piece, style: Mapping[str, str]) -> str:
    """The start tag with the style before its own, whose declarations thereby win."""
    own = {found["name"].lower(): found for found in _attributes(html, tag)}
    before = _own_value(html, own["style"]) if "style" in own else ""
    named = _declarations(entities.unescape(before))
    new = {name: value for name, value in style.items() if name not in named}
    if not new:
        return html[tag.start : tag.end]
    written = ";".join(f"{name}:{value}" for name, value in new.items())
    changed = {"style": _escaped(written) + ";" + before}
    changed |= _basic(tag.name, new, named)
    parts = [html[tag.start : tag.attributes]]
    for name, found in own.items():
        parts.append(
            f'{found["lead"]}{name}="{changed.pop(name)}"' if name in changed else found[0]
        )
    parts += (f' {name}="{value}"' for name, value in changed.items())
    last = max((found.end() for found in own.values()), default=tag.attributes)
    return "".join((*parts, html[last : tag.end]))


def _own_value(html: str, attribute: re.Match[str]) -> str:
    """An attribute's value as it may stand between double quotes."""
    return html[slice(*value_span(attribute))].replace('"', "&quot;")


def _escaped(value: str) -> str:
    """A style between double quotes; strings in it get single ones, if there are none yet."""
    if "'" not in value:
        value = value.replace('"', "'")
    return entities.escape(value, quote=False).replace('"', "&quot;")


def _basic(tag: str, new: Mapping[str, str], named: Mapping[str, str]) -> dict[str, str]:
    """The attributes that say the same as new declarations, where the tag has such."""
    found = {}
    for name, attribute, values, tags in _BASIC:
        value = new.get(name, "").lower()
        shadowed = name == "background-color" and "background" in named
        if tag in tags and re.fullmatch(values, value) and not shadowed:
            found[attribute] = _six_digits(value)
    return found


def _six_digits(value: str) -> str:
    """`#abc` as `#aabbcc`, which is all that some clients know."""
    if re.fullmatch("#[0-9a-f]{3}", value):
        return "#" + "".join(digit * 2 for digit in value[1:])
    return value
