"""Merge fields and template code that were never filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.check.contents.template_code import is_template
from pipeline.check.mail import Mail
from pipeline.check.rule import At, Found, Rule, rule
from pipeline.markup import Element, Text
from pipeline.model import Severity

CODE = ("code", "pre", "kbd", "samp", "tt", "xmp", "var")
"""Elements in which such text is an example."""
UNREAD = ("style", "script", "template")
READ = ("alt", "aria-label", "background", "content", "href", "src", "srcset", "title", "value")
"""Attributes in which such text is seen or leads somewhere."""
MOST = 48  # characters that are shown of one
MANY = 5  # fields: a file with so many is a template

_NAME = r"[A-Za-z_][\w.\- ]{0,60}"

SYSTEMS: Mapping[str, str] = {
    "{{ … }} (Handlebars, Liquid, Jinja, Go and their like)": (
        r"\{\{\{?[^{}\n]{1,200}\}?\}\}|(?i:%7b%7b)[^\s\"'<>]{1,200}?(?i:%7d%7d)"
    ),
    "{% … %} (Liquid, Django, Jinja)": r"\{%-?\s*[^{}\n]{1,200}?-?%\}",
    "*|…|* (Mailchimp)": r"\*\|[A-Z][^|\n*]{0,120}\|\*",
    "%%…%% (Salesforce, Ghost)": r"%%(?:=.{1,200}?=|\{[^{}\n]{1,120}\}|[A-Za-z_]\w{1,60})%%",
    "[[…]] (Mailjet)": (
        r"\[\[(?:[A-Z][A-Z0-9_]{2,60}|(?:[A-Z][a-z]{1,20}){2,4}"
        r"|(?:var|data|user|contact):[\w.:\-\"' ]{1,80}"
        r"|[a-z]\w*_\w{1,60})\]\]"
    ),
    "${…} (JavaScript, FreeMarker)": rf"\$\{{{_NAME}(?:[!?(|][^{{}}\n]{{0,80}})?\}}",
    "<%…%> (ERB, EJS, SendGrid)": r"<%[=\-]?\s*[^<>\n]{1,200}?%>",
    "{$…} (Smarty)": r"\{\$[A-Za-z_][\w.|\->:\[\]]{0,80}\}",
    "%recipient.…% (Mailgun)": r"%(?:recipient(?:\.\w{1,60})?|unsubscribe_url|mailing_list_\w+)%",
    "{contactfield=…} (Mautic)": r"\{(?:contactfield=[^{}\n]{1,80}|(?:unsubscribe|webview)_url)\}",
    "##…## (Marketo and others)": r"##[A-Za-z_][\w.]{1,60}##",
    "%…% (in capitals)": r"%(?=[A-Z_]*[A-Z]{2})[A-Z][A-Z0-9_]{2,40}%(?!\w)",
    "[First Name] and the like": (
        r"(?i:\[(?:(?:your |the )?(?:first|last|full|customer|company|recipient|client)[ _-]?name"
        r"|first_?name|last_?name|(?:[a-z]+_){1,3}(?:url|link|name|address|e?mail|phone|number)"
        r"|insert [^\]\n]{1,60}|your (?:company|name|text|logo|link)[^\]\n]"
        r"{0,20})\])"
    ),
    "-x- (SendGrid's older manner)": (r"(?i:(?<![\w-])-(?:first|last|full|user)_?name-(?![\w-]))"),
}
"""Ways to write a field, each with what people know it by."""

_FIELD = re.compile(
    "|".join(f"(?P<s{number}>{one})" for number, one in enumerate(SYSTEMS.values()))
)
_SIGNS = re.compile(r"[{\[<][{%$\[A-Za-z]|\*\||%[%A-Za-z_7]|##|-(?i:first|last|full|user)")
_ALONE = re.compile(r"\s*\[\[\w{1,60}\]\]\s*")
"""What is no link of a wiki, for it stands where an address does."""
_QUOTES = ("“”", "„“", "‘’", "«»", '""', "''", "``")
_NAMES = tuple(SYSTEMS)
_LIKE = "[First Name] and the like"  # words/leftover names the line of an article's own
CODED = (_NAMES[1], "<%…%> (ERB, EJS, SendGrid)")
"""Those that are code, not fields."""


FIELDS = (
    *("currentday", "currentdayname", "currentmonth", "currentmonthname", "currentyear"),
    *("forwardtoafriend", "preferences", "unsubscribe", "webversion"),
)
"""Elements that are fields to Campaign Monitor; the first ones have no end."""
CAMPAIGN_MONITOR = "<currentyear>, <unsubscribe> and the like (Campaign Monitor)"


def is_field(text: str, at: int) -> bool:
    """Whether a field begins at a place in a text."""
    return _FIELD.match(text, at) is not None


class Left(NamedTuple):
    """A field that was left: its system, what is written, where; `seen` is what it stands in."""

    system: str
    text: str
    at: At
    seen: str


@rule("markup/placeholder-left", Severity.WARNING)
def placeholder_left(mail: Mail) -> Iterator[Found]:
    """A merge field or template code was left unfilled.

    Readers are greeted as `{{ first_name }}`, or a link leads nowhere, because a field has another
    name than the sending service knows, or is written in another service's manner. In a finished
    message that is an error. In a file that is a template on purpose, for it makes choices or has
    many such fields, it is a note; fields in another manner beside them are still a warning.
    Examples in `<code>` and `<pre>` do not count.

    Source: the sending services' own documentation of their merge fields.
    """
    found = [one for one in _left(mail) if not (mail.ours and one.system == _LIKE)]
    finished = mail.raw is not None and not mail.ours
    meant = set() if finished else _meant(found)
    source = mail.name.endswith(".mjml")  # still to be compiled, so still to be filled
    for one in found:
        quiet = source or _key(one) in meant
        severity = Severity.ERROR if finished else Severity.NOTE if quiet else None
        coded = one.system in CODED and not one.text.startswith("<%=")
        what = "template code" if coded else "a merge field"
        yield Found(
            f"{what}{one.seen} is not filled in: {one.text[:MOST]}",
            one.at,
            "fill it in, or look how your sending service writes it; "
            f"this is the manner of {one.system}",
            needle=one.text,
            severity=severity,
            key=_key(one),
        )


def _key(one: Left) -> str:
    """Its manner of writing; code in `{%` goes with fields in `{{`."""
    return _NAMES[0] if one.system == _NAMES[1] else one.system


def _meant(found: Sequence[Left]) -> set[str]:
    """The manners in which a template on purpose is written."""
    often = Counter(map(_key, found))
    return {key for one in found if often[key := _key(one)] >= MANY or is_template(one.text)}


def _left(mail: Mail) -> Iterator[Left]:
    """The fields that were left: in the subject, the text, the attributes that are read."""
    yield from _in_subject(mail)
    for node in mail.document.others.nodes():
        if isinstance(node, Text):
            yield from _in_text(node)
            continue
        if node.name in FIELDS:
            yield Left(CAMPAIGN_MONITOR, f"<{node.name}>", node, "")
        yield from _in_attributes(mail, node)


def _in_subject(mail: Mail) -> Iterator[Left]:
    header = mail.letter.first("Subject") if mail.letter and not mail.ours else None
    if mail.letter and header:
        place = mail.letter.place(mail.name, header.start)
        yield from (one._replace(at=place) for one in _in(header.text, 0, " in the subject"))
    elif not mail.ours:
        found = _in(mail.subject or "", 0, " in the subject")
        yield from (one._replace(at=None) for one in found)


def _in_text(text: Text) -> Iterator[Left]:
    parent = text.parent
    if parent is None or not _SIGNS.search(text.data):
        return
    if parent.name not in (*UNREAD, *CODE) and not parent.within(*CODE):
        yield from _in(text.data, text.start, "")


def _in_attributes(mail: Mail, element: Element) -> Iterator[Left]:
    for name in READ:
        value = element.attributes.get(name)
        if value and name == "href" and _ALONE.fullmatch(value):
            span = element.value_at(mail.html, name)
            at = span[0] if span else element.start
            yield Left("[[…]] (Mailjet)", value.strip(), at, " in href")
        elif value and _SIGNS.search(value):
            span = element.value_at(mail.html, name)
            yield from _in(value, span[0] if span else element.start, f" in {name}")


def _in(text: str, start: int, seen: str) -> Iterator[Left]:
    for found in _FIELD.finditer(text):
        around = (
            text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
        )
        if around in _QUOTES:  # an example in prose
            continue
        number = int((found.lastgroup or "s0")[1:])
        yield Left(_NAMES[number], found[0], start + found.start(), seen)


RULES: tuple[Rule[Mail], ...] = (placeholder_left,)
