"""Fields in Django's template language, as Klaviyo, Buttondown and Brevo take it.

Source: "The Django template language" and "Built-in template tags and filters" (Django's
documentation). What is written comes out right whether the service escapes values by itself or not.
"""

from __future__ import annotations

import re

from pipeline.export import fallback
from pipeline.export.dialect import Cannot
from pipeline.model import Field, Where

OWN = r"\{(?=[{%#])"
"""What Django reads: the brace that begins a variable, a tag or a comment; of `{{%` both."""

UNESCAPED = "{{% autoescape off %}}{}{{% endautoescape %}}"
"""A tag that stops the escaping, for services whose own documentation names no filter for it."""

_PATH = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9][A-Za-z0-9_]*)*")
_SIMPLE = re.compile(r"[^\W_][\w .,;:!?()/-]*|")
_REFERENCES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_QUIET = (Where.ATTRIBUTE, Where.URL, Where.COMPONENT)


def path(name: str) -> str:
    """A name as a variable of the template. Raises Cannot where the language cannot read it."""
    if not _PATH.fullmatch(name):
        raise Cannot(
            f"the service cannot read a field that is called {name[:40]!r}",
            "call it by letters, digits and underscores there, and name it so in the settings",
        )
    return name


def write(variable: str, field: Field, where: Where, *, escape: bool = True) -> str:
    """A variable with its field's default, for the place where it stands.

    With `escape` values in HTML are escaped by a filter, which does nothing to a value that the
    service escapes too. Without it the service is known to escape them, and `UNESCAPED` is used
    where they must not be. No quotation mark but `'` is written, so that a tag may stand within
    an attribute.
    """
    default = fallback.raw(field, where)
    if where in (Where.PLAIN, Where.HEADER):
        return _plain(variable, default, escape=escape)
    filtered = f"{variable}|urlencode:''" if where is Where.COMPONENT else variable
    if where is not Where.COMPONENT and escape:
        filtered += "|escape"
    if where not in _QUIET and default and _SIMPLE.fullmatch(default):
        return f"{{{{ {filtered.replace(variable, _defaulted(variable, default), 1)} }}}}"
    return _either(variable, filtered, fallback.written(field, where).translate(_REFERENCES))


def _plain(variable: str, default: str, *, escape: bool) -> str:
    """For text that is no HTML: nothing is escaped."""
    raw = "|safe" if escape else ""
    if _SIMPLE.fullmatch(default):
        written = f"{{{{ {_defaulted(variable, default)}{raw} }}}}"
    else:
        written = _either(variable, variable + raw, default.replace("{", "{{ '{' }}"))
    return written if escape else UNESCAPED.format(written)


def _defaulted(variable: str, default: str) -> str:
    return f"{variable}|default:'{default}'"


def _either(variable: str, filtered: str, literal: str) -> str:
    """The value, or words that stand in the template as they are to be read."""
    otherwise = f"{{% else %}}{literal}" if literal else ""
    return f"{{% if {variable} %}}{{{{ {filtered} }}}}{otherwise}{{% endif %}}"
