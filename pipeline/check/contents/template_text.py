"""What a template's text comes to once it is sent: its code gone, its merge fields filled."""

from __future__ import annotations

import re

_FILLED = "word"  # what stands for a field: about as long as what comes of one
_CODE = re.compile(
    r"\{%.{0,400}?%\}|\{#.{0,400}?#\}|<%(?![=\-]).{0,400}?%>|%%\[.{0,400}?\]%%|<\?.{0,400}?\?>"
    r"|\{\{~?\s*(?:[#^/!>]|(?:else|end|if|range|with|block|template|define)\b).{0,400}?\}\}"
    r"|\*\|(?:/|END|ELSE|IF|INTERESTED).{0,200}?\|\*",
    re.DOTALL,
)
_FIELD = re.compile(
    r"\{\{.{0,400}?\}\}\}?|<%.{0,400}?%>|\*\|.{0,120}?\|\*|%%.{1,120}?%%|\[\[.{1,120}?\]\]"
    r"|[$@#]\{[^{}\n]{1,120}\}|\{\$[^{}\n]{1,120}\}",
    re.DOTALL,
)
_SIGN = re.compile(r"\{[{%#$]|[$@#]\{|<[%?]|\*\||%%|\[\[")


def without_code(text: str) -> str:
    """A text without the code that chooses and repeats, of which no reader sees anything."""
    return _CODE.sub("", text) if _has_some(text) else text


def filled(text: str) -> str:
    """A text without code, each of its merge fields a short word."""
    return _FIELD.sub(_FILLED, without_code(text)) if _has_some(text) else text


def _has_some(text: str) -> bool:
    return bool(_SIGN.search(text))
