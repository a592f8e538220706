"""Fields in Liquid, as Customer.io and Kit take it.

Source: Shopify's "Liquid template language" reference (`default`, `escape`, `url_encode`). Liquid
escapes nothing by itself, and a string of it has no escapes of its own.
"""

from __future__ import annotations

import re

from pipeline.export import fallback
from pipeline.export.dialect import Cannot
from pipeline.model import Field, Where

OWN = r"\{(?=[{%])"
"""What Liquid reads: the brace that begins a variable or a tag; of `{{%` both."""

_PATH = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*")
_SIMPLE = re.compile(r"[^\W_][\w .,;:!?()/-]*|")
_REFERENCES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_QUIET = (Where.ATTRIBUTE, Where.URL)


def path(name: str) -> str:
    """A name as a variable of the template. Raises Cannot where the language cannot read it."""
    if not _PATH.fullmatch(name):
        raise Cannot(
            f"the service cannot read a field that is called {name[:40]!r}",
            "call it by letters, digits and underscores there, and name it so in the settings",
        )
    return name


def write(variable: str, field: Field, where: Where) -> str:
    """A variable with its field's default, for the place where it stands.

    No quotation mark but `'` is written, so that an output may stand within an attribute.
    A default of nothing is written too: Customer.io does not send a mail whose field is missing.
    """
    default = fallback.raw(field, where)
    literal = fallback.written(field, where)
    match where:
        case Where.PLAIN | Where.HEADER:
            filters, literal = "", literal.replace("{", "{{ '{' }}")
        case Where.COMPONENT:
            filters = " | url_encode | replace: '+', '%20'"
        case _:
            filters, literal = " | escape", literal.translate(_REFERENCES)
    if not default or (where not in _QUIET and _SIMPLE.fullmatch(default)):
        return f"{{{{ {variable} | default: '{default}'{filters} }}}}"
    return (
        f"{{% if {variable} and {variable} != '' %}}{{{{ {variable}{filters} }}}}"
        f"{{% else %}}{literal}{{% endif %}}"
    )
