"""What Roundcube makes of a mail's CSS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.check.features.css import shown
from pipeline.check.features.css_selectors import Compound, selectors
from pipeline.simulation.cuts import Cuts
from pipeline.simulation.spans import BlockSpans, in_attribute
from pipeline.styles import Declaration, Inline, Sheet, StyleRule

if TYPE_CHECKING:
    from pipeline.check.mail import Mail
    from pipeline.simulation.reading import Reading

_NAME = re.compile(r"[a-z-]+")
_EVIL = re.compile(r"expression|image-set", re.IGNORECASE)
_URL = re.compile(r"\burl\s*\(\s*['\"]?([^'\")]*)['\"]?\s*\)", re.IGNORECASE)
_IN_BLOCK = re.compile(r"https?://[a-z0-9/._+-]+$|data:image", re.IGNORECASE)
_ON_ELEMENT = re.compile(r"(?:https?|ftp):.+|#|data:image", re.IGNORECASE)
_BARE = re.compile(r"[1-9][0-9]*")
_SIZED = re.compile(r"(?:left|right|top|bottom|width|height)")
_WHOLE = re.compile(r"expression|behavior|javascript:|import[^a]", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-zA-Z(:;]")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

NOT_READ = "its sanitiser cannot read it"
NO_ADDRESS = "its sanitiser takes addresses out"


def attribute(mail: Mail, inline: Inline, written: str, at: int, cuts: Cuts) -> None:
    """A style attribute."""
    for one in inline.declarations:
        change = _washed(mail, one, _ON_ELEMENT)
        if change is not None:
            start, end = in_attribute(written, one.start - at)
            cuts.put(at + start, at + end, _quoted(change[0]))
            _tell(one, change[1], cuts)


def _quoted(css: str) -> str:
    return css.replace("&", "&amp;").replace('"', "'")


def _tell(one: Declaration, why: str, cuts: Cuts) -> None:
    name, _, value = shown(one).partition(" ")
    cuts.tell(name, f" {value}", why, one.start)


def _washed(mail: Mail, one: Declaration, known: re.Pattern[str]) -> tuple[str, str] | None:
    """What becomes of a declaration and why; None if it stays as it is."""
    name, value = one.name, one.value
    if name == "page" or not _NAME.fullmatch(name) or _EVIL.search(value):
        return "", NOT_READ
    if name == "position" and "fixed" in value.lower():
        return "position:absolute;", "fixed becomes absolute"
    end = " !important" if one.important else ""
    changed, why = value, ""
    if "url(" in value.lower():
        changed = _URL.sub(lambda found: _allowed(mail, found, known), value)
        why = NO_ADDRESS
    if _SIZED.match(name) and _BARE.fullmatch(value.strip()):
        changed, why = f"{value}px", "a size without a unit gets px"
    if changed == value:
        return None
    return (f"{name}:{changed.strip()}{end};" if changed.strip() else ""), why


def _allowed(mail: Mail, found: re.Match[str], known: re.Pattern[str]) -> str:
    return found[0] if known.match(found[1]) or found[1] in mail.files else ""


def blocks(read: Reading, cuts: Cuts) -> None:
    """Style blocks."""
    body = next((one for one in read.mail.document.others_elements if one.name == "body"), None)
    classed = body is not None and bool(body.get("class").strip())
    for sheet in read.mail.sheets:
        if sheet.element.start in read.mail.document.only_outlook:
            continue
        why = _refused(sheet)
        if not why and classed:
            why = "the class of the body takes the place of its own, by which rules reach a mail"
        if why:
            cuts.put(sheet.start, sheet.start + len(sheet.css))
            cuts.tell("<style>", "", why, sheet.element.start)
        else:
            _block(read, sheet, cuts)


def _refused(sheet: Sheet) -> str:
    """Why a style block is dropped whole, "" if it is not."""
    css = _COMMENT.sub("", sheet.css)
    found = _WHOLE.search(_LETTERS.sub("", css))
    if found or "@import" in css.lower():
        what = "@import" if not found or found[0].lower().startswith("import") else found[0]
        return f"“{what}” in it drops the whole block"
    return "" if "{" in css else NOT_READ


def _block(read: Reading, sheet: Sheet, cuts: Cuts) -> None:
    spans = read.block_spans(sheet)
    gone: list[tuple[int, int]] = []
    for at_rule in sheet.at_rules:
        if at_rule.name.endswith("keyframes"):
            end = sheet.start + spans.statement(at_rule.start - sheet.start)
            gone.append((at_rule.start, end))
            cuts.put(at_rule.start, end)
            cuts.tell("@keyframes", "", "its steps are taken for selectors", at_rule.start)
    for rule in sheet.rules:
        if any(start <= rule.start < end for start, end in gone):
            continue
        why = _lost(rule)
        if why:
            cuts.put(rule.start, sheet.start + spans.statement(rule.start - sheet.start))
            cuts.tell("", " ".join(rule.selectors.split())[:64], why, rule.start)
            continue
        _root(rule, sheet, spans, cuts)
        spoilt = _spoilt(rule, sheet)
        for one in rule.declarations:
            if one is spoilt:
                end = sheet.start + spans.declaration(one.start - sheet.start)
                cuts.put(one.start, end)
                _tell(one, "it is taken for a selector, for a rule stands in the rule", cuts)
                continue
            change = _washed(read.mail, one, _IN_BLOCK)
            if change is not None:
                end = sheet.start + spans.declaration(one.start - sheet.start)
                cuts.put(one.start, end, change[0])
                _tell(one, change[1], cuts)


def _lost(rule: StyleRule) -> str:
    """Why a rule reaches nothing there, "" if it may."""
    each = selectors(rule.selectors, rule.tokens).each
    reasons = [_unreached(compounds, inner=bool(rule.within)) for compounds in each]
    return reasons[0] if reasons and all(reasons) else ""


def _unreached(compounds: tuple[Compound, ...], *, inner: bool) -> str:
    if inner and any(one.classes or one.ids for one in compounds):
        return "classes and ids get a prefix, but not in rules within rules"
    if any(one.name in ("html", "head") for one in compounds):
        return "there is no html around the mail"
    if any(_asks_names(one) for one in compounds):
        return "classes and ids get a prefix, but not in such a selector"
    return ""


def _asks_names(one: Compound) -> bool:
    """Whether a compound compares a class or an id as an attribute."""
    return any(name in ("class", "id") and value is not None for name, value in one.attributes)


def _spoilt(rule: StyleRule, sheet: Sheet) -> Declaration | None:
    """The first declaration of a rule that has rules in it."""
    inner = (*rule.within, rule.selectors)
    nested = any(one.within == inner and one.start > rule.start for one in sheet.rules)
    return rule.declarations[0] if nested and rule.declarations else None


def _root(rule: StyleRule, sheet: Sheet, spans: BlockSpans, cuts: Cuts) -> None:
    """`:root` becomes the box that the mail stands in."""
    end = sheet.start + spans.body(rule.start - sheet.start)
    text = sheet.css[rule.start - sheet.start : end - sheet.start]
    for found in _roots(text):
        cuts.put(rule.start + found.start(), rule.start + found.end(), "body")
        cuts.tell("", ":root", "it is the mail's own box there", rule.start)


def _roots(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"(?<![\w-]):root(?=\s*(?:[,{]|$))", text)
