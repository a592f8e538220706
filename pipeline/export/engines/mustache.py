"""Fields in Mustachio, the Mustache that Postmark renders its templates with.

Sources: Mustachio's published parser (github.com/ActiveCampaign/mustachio), and Postmark's
"Mustachio Templating in Postmark" and "Templates FAQ". A section is left out for a value that is
missing or empty, and `{{.}}` is the value within it. What is written here stands on one line with
its value, so that it comes out the same under Mustache's rule for lines that hold a section alone.
"""

from __future__ import annotations

import re

from pipeline.export import fallback
from pipeline.export.dialect import JOINER, Cannot
from pipeline.model import Field, Where

OWN = r"\{(?=\{)"
"""What begins a tag: of `{{{` both braces that do."""

_PATH = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*", re.ASCII)
_KEYWORD = "each"  # the parser reads {{#eachother}} as {{#each other}}
_REFERENCES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_BRACE = re.compile(r"\{(?=\{|$)|^(?=\})")


def path(name: str) -> str:
    """A name as a path of the template's model; a dot leads into an object.

    Raises Cannot where the language cannot read it.
    """
    if not _PATH.fullmatch(name) or name.startswith(_KEYWORD):
        raise Cannot(
            f"the service cannot read a field that is called {name[:40]!r}",
            "call it by letters, digits and underscores there, not beginning with each, and name "
            "it so in the settings",
        )
    return name


def write(name: str, field: Field, where: Where) -> str:
    """A path with its field's default, for the place where it stands.

    Double braces are escaped for HTML by the service. In plain text and the subject there are three
    of them: these are escaped nowhere. The language has no way to encode a value within a link.
    """
    if where is Where.COMPONENT:
        raise Cannot(
            "its template language cannot encode a field within a link",
            "keep the reader's whole link in a field of its own, or leave the field out",
        )
    value = "{{.}}" if where in fallback.IN_HTML else "{{{.}}}"
    shown = f"{{{{#{name}}}}}{value}{{{{/{name}}}}}"
    default = literal_default(field, where)
    return f"{shown}{{{{^{name}}}}}{default}{{{{/{name}}}}}" if default else shown


def literal_default(field: Field, where: Where) -> str:
    """A default between two tags, in which nothing is a tag nor joins with one."""
    default = fallback.written(field, where)
    if where in fallback.IN_HTML:
        return default.translate(_REFERENCES)
    return _BRACE.sub(lambda found: f"{found[0]}{JOINER}", default)
