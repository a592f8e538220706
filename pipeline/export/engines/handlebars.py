"""Fields in Handlebars, as SendGrid, Amazon SES and Mailgun take it.

Source: the Handlebars language guide and the lexer of handlebars.js 4.7 (a backslash before two
braces makes them text). `{{x}}` is escaped for HTML and `{{{x}}}` is not; what is written here
holds its value on one line, so that no line is taken for one that holds a block alone.
"""

from __future__ import annotations

import re

from pipeline.export import fallback
from pipeline.export.dialect import JOINER, Cannot
from pipeline.model import Field, Where

OWN = r"\{(?=\{)|\\(?=\{\{)"
"""What begins a tag, of `{{{` both braces that do; and the backslash that would make one text."""

_PATH = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)
_TAKEN = frozenset(
    [
        *("if", "else", "unless", "each", "with", "lookup", "log", "this", "true", "false"),
        *("null", "undefined", "as", "insert", "and", "or", "not", "equals", "notEquals"),
        *("greaterThan", "lessThan", "length", "formatDate", "helperMissing", "equal"),
    ]
)
_REFERENCES = str.maketrans({"{": "&#123;", "}": "&#125;", "\\": "&#92;"})
_JOINING = re.compile(r"\{(?=\{|$)|\\(?=\{\{|$)|^(?=\})")


def path(name: str) -> str:
    """A name as a path of the template's data; a dot leads into an object.

    Raises Cannot where the language cannot read it, or has the word for itself.
    """
    if not _PATH.fullmatch(name) or not _TAKEN.isdisjoint(name.split(".")):
        raise Cannot(
            f"the service cannot read a field that is called {name[:40]!r}",
            "call it by letters, digits and underscores there, by no word of the template "
            "language, and name it so in the settings",
        )
    return name


def write(name: str, field: Field, where: Where, *, escapes: bool = True) -> str:
    """A path with its field's default, for the place where it stands.

    `escapes` says that the service escapes `{{x}}` for HTML; Amazon SES does not. The language has
    no way to encode a value within a link. The value is asked for only where there is one: some
    services stop at a name that they were not given.
    """
    if where is Where.COMPONENT:
        raise Cannot(
            "its template language cannot encode a field within a link",
            "keep the reader's whole link in a field of its own, or leave the field out",
        )
    bare = escapes and where not in fallback.IN_HTML
    value = f"{{{{{{{name}}}}}}}" if bare else f"{{{{{name}}}}}"
    default = literal_default(field, where)
    otherwise = f"{{{{else}}}}{default}" if default else ""
    return f"{{{{#if {name}}}}}{value}{otherwise}{{{{/if}}}}"


def literal_default(field: Field, where: Where) -> str:
    """A default between two tags, in which nothing is a tag nor joins with one."""
    default = fallback.written(field, where)
    if where in fallback.IN_HTML:
        return default.translate(_REFERENCES)
    return _JOINING.sub(lambda found: f"{found[0]}{JOINER}", default)


def finished(text: str, where: Where) -> str:
    """A whole text in which none of its words stands as a third brace where a block ends."""
    brace = "&#125;" if where in fallback.IN_HTML else f"{JOINER}}}"
    return text.replace("{{/if}}}", "{{/if}}" + brace)
