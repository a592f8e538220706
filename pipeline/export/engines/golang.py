"""Go templates: html/template for the mail, text/template for its headers, sprig's functions.

In HTML the engine knows where a value stands and escapes it for that place by itself. Sources: the
Go packages html/template and text/template, and sprig's `default`, `splitList` and `toString`.
"""

from __future__ import annotations

import re

from pipeline.export.fallback import raw
from pipeline.model import Field, Where

_PLAIN = re.compile(r"[^\w \-.,;:!?/@#$%^*+=~()|\[\]]", re.ASCII)
_CONDITIONAL = re.compile(
    r"\{?(?:<!--\[if\b[^\]]*\]>(?:<!-->)?|<!--<!\[endif\]-->|<!\[endif\]-->)", re.IGNORECASE
)
_ANGLE = re.compile(r"\{?<")  # a { before it would begin three of them
_ACTION = re.compile(r"\{\{(?:\"(?:[^\"\\]|\\.)*\"|[^\"}]|\}(?!\}))*\}\}")


def quoted(text: str) -> str:
    """A string in an action; what HTML or another syntax would read is written by its number."""
    return f'"{_PLAIN.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


def write(value: str, field: Field, where: Where) -> str:
    """An action that writes `value`, an expression, or the field's default.

    Plain text is compiled by html/template too, where `Safe` keeps it from being escaped. Within a
    link each word is encoded and the spaces between them are written by us: Go would make a plus.
    """
    given = f"{value} | default {quoted(raw(field, where))}"
    match where:
        case Where.COMPONENT:
            return (
                f'{{{{ range $i, $word := splitList " " ({given} | toString) }}}}'
                "{{ if $i }}%20{{ end }}{{ $word | urlquery }}{{ end }}"
            )
        case Where.PLAIN:
            return f"{{{{ {given} | toString | Safe }}}}"
        case _:
            return f"{{{{ {given} }}}}"


def literal(found: str) -> str:
    """Text that looks like an action, written by one, each character by its number."""
    numbers = "".join(f"\\U{ord(character):08x}" for character in found)
    return f'{{{{ "{numbers}" }}}}'


def finished(text: str, where: Where) -> str:
    """A whole mail as html/template must see it.

    It drops comments, Outlook's too, and reads `<b` in plain text as a tag: both are written by
    actions instead.
    """
    if where is Where.TEXT:
        return _CONDITIONAL.sub(_safe, text)
    if where is Where.PLAIN:
        return _between(text)
    return text


def _between(text: str) -> str:
    """Plain text whose `<` outside actions are written by actions."""
    parts: list[str] = []
    end = 0
    for action in _ACTION.finditer(text):
        parts += (_angles(text[end : action.start()]), action[0])
        end = action.end()
    return "".join((*parts, _angles(text[end:])))


def _angles(text: str) -> str:
    return _ANGLE.sub(_safe, text)


def _safe(found: re.Match[str]) -> str:
    return f"{{{{ Safe {quoted(found[0])} }}}}"
