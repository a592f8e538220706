"""The frame's own words, in the article's language: all that a reader sees and no author wrote.

`english.py` holds them in English with a key each, `templates/locale/` in other languages, as
gettext catalogues. An English build reads none and imports no Babel. docs/languages.md tells how
to add a language.
"""

from pipeline.strings.english import MESSAGES, Message
from pipeline.strings.said import Said, Strings, read
from pipeline.strings.tags import FALLBACK, canonical, language, narrowing

__all__ = [
    "FALLBACK",
    "MESSAGES",
    "Message",
    "Said",
    "Strings",
    "canonical",
    "language",
    "narrowing",
    "read",
]
