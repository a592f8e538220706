"""CSS that nothing in a mail uses is left out of its head.

A rule stays where it may be used: what mail programs add themselves, attributes and pseudo-classes
count as there. CSS that cannot be read stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.compose.css_rules import NotRulesError, Rule, rules

_STYLE = re.compile(r"(?is)(?P<open><style\b[^>]*>)(?P<css>.*?)(?P<close></style\s*>)")
_EMPTY = re.compile(r"<!--\[if[^\]]*\]>\s*<!\[endif\]-->\s*")
_TAG = re.compile(r"<([A-Za-z][^\s/>]*)")
_NAMED = re.compile(r"""(?i)\s(class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BRACKETED = re.compile(r"\[[^\]]*\]")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_PSEUDO = re.compile(r"::?[-\w]+")
_NAME = re.compile(r"([.#]?)(-?[^\W\d][\w-]*)")

# Names that mail programs put into a mail, by which a theme speaks to one of them only.
CLIENTS = re.compile(
    r"(?i)#outlook|#MessageViewBody|#MessageWebViewDiv|#converted-body|#root|#body|u"
    r"|\.(?:ExternalClass|ReadMsgBody|moz-text-\w+|Singleton|yshortcuts|yahoo|cleanslate"
    r"|gmail[-\w]*|aolmail[-\w]*|mso[-\w]*|im|a6S|aBn|il|mail-?detail[-\w]*|mobile|msg-?\w+"
    r"|lang-\w+|outlook[-\w]*|WordSection\d|rps_\w+|x_[-\w]+|AppleMail\w*|protonmail\w*)"
)


class _There(NamedTuple):
    """What a mail has: `tag`, `.class` and `#id`, tags in lower case."""

    names: frozenset[str]

    def has(self, sign: str, name: str) -> bool:
        shown = sign + (name if sign else name.lower())
        return shown in self.names or CLIENTS.fullmatch(shown) is not None


def without_unused_css(html: str) -> str:
    """The HTML whose style elements have only rules that it can use, without their comments."""
    there = _there(_STYLE.sub("<style>", html))
    return _EMPTY.sub("", _STYLE.sub(lambda found: _slim(found, there), html))


def used_css(css: str, html: str) -> str:
    """The rules of a style sheet that the HTML can use; what cannot be read stays as it is."""
    try:
        kept = list(_used(rules(css), _there(_STYLE.sub("<style>", html))))
    except NotRulesError:
        return css
    return "\n".join(rule.text() for rule in kept)


def _there(html: str) -> _There:
    names = {tag.lower() for tag in _TAG.findall(html)} | {"html", "head", "body", "tbody"}
    for attribute, *values in _NAMED.findall(html):
        sign = "." if attribute.lower() == "class" else "#"
        names |= {sign + name for name in "".join(values).split()}
    return _There(frozenset(names))


def _slim(found: re.Match[str], there: _There) -> str:
    css = found["css"]
    if "<!--" in css:
        return found[0]
    try:
        kept = list(_used(rules(css), there))
    except NotRulesError:
        return found[0]
    text = "\n".join(rule.text() for rule in kept)
    return f"{found['open']}\n{text}\n{found['close']}" if text else ""


def _used(all_rules: Iterable[Rule], there: _There) -> Iterator[Rule]:
    """The rules that can be used, without the selectors that cannot, without empty groups."""
    for rule in all_rules:
        if rule.inside is not None:
            inside = tuple(_used(rule.inside, there))
            if inside:
                yield rule._replace(inside=inside)
        elif rule.body is None or rule.prelude.startswith("@"):
            yield rule
        elif rule.body.strip():
            selectors = [one for one in listed(rule.prelude) if _may_match(one, there)]
            if selectors:
                yield rule._replace(prelude=", ".join(selectors))


def listed(selectors: str) -> list[str]:
    """The selectors of a list, parted at its commas and not at those within one."""
    parts = [""]
    depth = 0
    for piece in re.split(r"([,()\[\]])", selectors):
        depth += (piece in ("(", "[")) - (piece in (")", "]"))
        if piece == "," and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return [" ".join(part.split()) for part in parts]


def _may_match(selector: str, there: _There) -> bool:
    """Whether all that a selector names is there; what cannot be told counts as there."""
    if "\\" in selector or "|" in selector:
        return True
    bare = _BRACKETED.sub("", selector)
    while _IN_PARENTHESES.search(bare):
        bare = _IN_PARENTHESES.sub("", bare)
    names = _NAME.findall(_PSEUDO.sub("", bare))
    return all(there.has(sign, name) for sign, name in names)
