"""What Roundcube makes of a mail: there are no facts of it, but its sanitiser can be read and run.

Source: the behaviour of Roundcube 1.6 (its classes rcube_washtml and rcube_utils, its skin
elastic with Bootstrap 4), for a reader who has allowed remote pictures.
tests/clients/test_clients_agreement.py holds it against Roundcube itself.
"""

from __future__ import annotations

import re

from pipeline.markup import Element
from pipeline.simulation.cuts import Cuts
from pipeline.simulation.reading import Reading
from pipeline.simulation.roundcube_names import (
    ATTRIBUTES,
    DRAWING,
    ELEMENTS,
    FRAME,
    GONE,
    ON_BODY,
)
from pipeline.simulation.roundcube_styles import attribute, blocks
from pipeline.simulation.tags import attributes, cut_tags, cut_whole, end_tag

TESTED = "2023-11"
STATE = "Roundcube 1.6.5's own sanitiser and skin"

NOT_ALLOWED = "its sanitiser does not let it through"
_SOURCES = ("src", "background", "poster")
_REMOTE = re.compile(r"(?:https?|ftp):.+|data:image/[^,]+;\s*base64,", re.IGNORECASE)
_FORBIDDEN = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_HOST = re.compile(r"[a-z._-]+", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9.+-]+:.|//.|#.|[a-z._-]+$", re.IGNORECASE)


def wash(read: Reading, cuts: Cuts) -> None:
    """What its sanitiser takes out of a mail, its elements, attributes and styles."""
    document = read.mail.document
    for element in document.others_elements:
        if element.start > 0 or element.end > 0:
            _element(read, element, cuts)
    for inline, written, at in read.attributes:
        if inline.element.start not in document.only_outlook:
            attribute(read.mail, inline, written, at, cuts)
    blocks(read, cuts)


def _element(read: Reading, element: Element, cuts: Cuts) -> None:
    html, name = read.mail.html, element.name
    if name in DRAWING or element.within(*DRAWING):
        return
    if name in GONE or name == "link":
        cut_whole(html, element, cuts)
        cuts.tell(f"<{name}>", "", NOT_ALLOWED, element.start)
    elif name == "form":
        cuts.put(element.start, element.end, "<div>")
        ending = end_tag(html, element)
        if ending:
            cuts.put(*ending, "</div>")
        cuts.tell("<form>", "", "it becomes a plain box", element.start)
    elif name == "meta":
        if not element.has("charset") and not element.has("http-equiv"):
            cut_tags(html, element, cuts)
    elif name not in ELEMENTS and name not in FRAME:
        cut_tags(html, element, cuts)
        cuts.tell(f"<{name}>", "", "the tags go, the text stays", element.start)
    elif name == "body" or name not in FRAME:
        _attributes(read, element, cuts)


def _attributes(read: Reading, element: Element, cuts: Cuts) -> None:
    allowed = ON_BODY if element.name == "body" else ATTRIBUTES
    for name, start, end in attributes(read.mail.html, element):
        if name not in allowed:
            cuts.put(start, end)
            if name not in ("link", "alink", "vlink"):
                cuts.tell(f"{name}=", f'"{element.get(name)[:48]}"', NOT_ALLOWED, element.start)
        elif name in _SOURCES:
            address = element.get(name).strip()
            if not _REMOTE.match(address) and address not in read.mail.files:
                cuts.put(start, end)
                cuts.tell(f"{name}=", address[:48], "its address is no web address", element.start)
        elif name == "href":
            _link(read, element, (start, end), cuts)


def _link(read: Reading, element: Element, span: tuple[int, int], cuts: Cuts) -> None:
    address = element.get("href").strip()
    if _FORBIDDEN.match(address) or not _ADDRESS.match(address):
        cuts.put(*span)
        cuts.tell("href=", address[:48], "its address is no whole one", element.start)
        return
    value = element.value_at(read.mail.html, "href")
    if value and _HOST.fullmatch(address):
        cuts.put(value[0], value[0], "http://")
    elif address[:7].lower() == "mailto:":
        at = read.mail.html.find("?", *value) if value else -1
        if value and at >= 0:
            cuts.put(at, value[1])
            cuts.tell("href=", "mailto:…?…", "only the address is kept", element.start)
