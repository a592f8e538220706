"""Languages by their tags (BCP 47)."""

from __future__ import annotations

FALLBACK = "en"


def canonical(tag: str) -> str:
    """A tag as tags are compared: "pt_BR" and "PT-br" are "pt-br"."""
    return tag.replace("_", "-").lower()


def language(tag: str) -> str:
    """The language of a tag, without script, country and the rest."""
    return canonical(tag).partition("-")[0]


def narrowing(tag: str) -> list[str]:
    """A tag and all that are wider, the widest first: "zh", "zh-hant", "zh-hant-tw"."""
    subtags = canonical(tag).split("-")
    return ["-".join(subtags[:end]) for end in range(1, len(subtags) + 1)]
