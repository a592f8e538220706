"""What a page says of its article in its head: title, author, date, language, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.read.web.lexer import Token

LONGEST_NAME = 60
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_LANG = re.compile(r"(?i)[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*")
_SEPARATORS = re.compile(r"\s+[|–—·•«»:/-]\s+|\s*[|»«·•]\s*")
_PERSON = re.compile(r"[^\W\d_].*")
_ARTICLES = ("article", "newsarticle", "blogposting", "medicalwebpage", "techarticle", "webpage",
             "reportagenewsarticle", "scholarlyarticle", "recipe", "howto")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's head says, "" or None where it says nothing; `base` is a whole address."""

    title: str = ""
    shared: str = ""
    site: str = ""
    author: str = ""
    date: date | None = None
    lang: str = ""
    base: str = ""
    charset: str = ""
    told: Mapping[str, str] = field(default_factory=dict)

    def titles(self) -> list[str]:
        """The titles that the article may have, the likeliest first, without the site's name."""
        found = [self.shared, *_SEPARATORS.split(self.shared)[:1], self.title]
        found += sorted(_SEPARATORS.split(self.title), key=len, reverse=True)
        found += re.split(r":\s+", self.title, maxsplit=1)[1:]
        return [one.strip() for one in found if one.strip() and one.strip() != self.site]


def head(tokens: Iterable[Token]) -> Head:
    """What the tokens of a page say of it."""
    meta: dict[str, str] = {}
    links: dict[str, str] = {}
    data: list[dict[str, Any]] = []
    title, lang, titled, json_next = "", "", False, False
    for token in tokens:
        given = dict(token.attributes)
        if token.kind == "code" and json_next:
            data += _objects(token.text)
        json_next = token.name == "script" and "ld+json" in given.get("type", "")
        if token.kind == "text" and titled and not title:
            title = " ".join(token.text.split())
        titled = token.kind == "start" and token.name == "title"
        if token.kind != "start":
            continue
        if token.name == "html":
            lang = lang or given.get("lang", "") or given.get("xml:lang", "")
        elif token.name == "meta":
            key = given.get("property") or given.get("name") or given.get("itemprop") or ""
            meta.setdefault(key.lower(), " ".join(given.get("content", "").split()))
        elif token.name == "base" or (token.name == "link" and given.get("rel") == "canonical"):
            links.setdefault(token.name, given.get("href", ""))
    return _head(title, lang, meta, links, data)


def _head(
    title: str,
    lang: str,
    meta: Mapping[str, str],
    links: Mapping[str, str],
    data: list[dict[str, Any]],
) -> Head:
    said = [*(one for one in data if _is_article(one))]
    dates = [
        meta.get("article:published_time", ""),
        *(str(one.get("datePublished", "")) for one in said),
    ]
    dates += [meta.get(key, "") for key in ("datepublished", "date", "dc.date", "dcterms.created")]
    authors = [meta.get("author", ""), *(_author(one) for one in said), meta.get("dc.creator", "")]
    bases = [links.get("base", ""), links.get("link", ""), meta.get("og:url", "")]
    return Head(
        title=title,
        shared=meta.get("og:title", "") or meta.get("twitter:title", ""),
        site=meta.get("og:site_name", ""),
        author=next((one for one in authors if _is_name(one)), ""),
        date=next((one for one in map(_date, dates) if one), None),
        lang=lang.replace("_", "-") if _LANG.fullmatch(lang) else "",
        base=next((one for one in bases if re.match(r"(?i)https?://[^/\s]", one)), ""),
    )


def _objects(written: str) -> Iterator[dict[str, Any]]:
    """The objects of a page's linked data, those in lists and graphs too."""
    try:
        stack = [json.loads(written)]
    except (ValueError, RecursionError):
        return
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack += reversed(one)
        elif isinstance(one, dict):
            yield one
            stack += [one["@graph"]] if "@graph" in one else []


def _is_article(one: Mapping[str, Any]) -> bool:
    kinds = one.get("@type")
    found = kinds if isinstance(kinds, list) else [kinds]
    return any(str(kind).lower() in _ARTICLES for kind in found)


def _author(one: Mapping[str, Any]) -> str:
    author = one.get("author")
    if isinstance(author, list):
        author = author[0] if len(author) == 1 else ""
    if isinstance(author, dict):
        return str(author.get("name", "")) if author.get("@type", "Person") == "Person" else ""
    return author if isinstance(author, str) else ""


def _is_name(text: str) -> bool:
    """Whether this is a person's name: no address, no account, no sentence."""
    return (
        bool(_PERSON.fullmatch(text))
        and len(text) <= LONGEST_NAME
        and not re.search(r"[@/<>{}]|(?i:\badmin\b|\beditor|\bstaff\b|\bredaktion\b|https?:)", text)
        and " " in text.strip()
    )


def _date(text: str) -> date | None:
    found = _DATE.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
