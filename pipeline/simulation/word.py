"""What Word, which draws mails in Outlook for Windows, does beyond the facts of single features.

Sources: Microsoft's documentation of VML and of conditional comments, and of `mso-` properties in
what Word itself saves as HTML. VML is drawn simply: a shape becomes a box of its size and colours.
"""

from __future__ import annotations

import re
from html import escape

from pipeline.markup import Element
from pipeline.simulation.cuts import Cuts
from pipeline.simulation.reading import Reading
from pipeline.simulation.spans import in_attribute
from pipeline.simulation.tags import cut_tags, cut_whole, end_tag

_SHAPES = frozenset(["v:rect", "v:roundrect", "v:oval", "v:shape"])
_SHAPE_KEPT = re.compile(r"(?:^|;)\s*((?:width|height|v-text-anchor)\s*:\s*[^;]+)", re.IGNORECASE)
_SIGNED = re.compile(r"[^#\w%.,() -]")


def draw(reading: Reading, cuts: Cuts) -> None:
    """Draw what only Word understands: VML, and what is hidden by `mso-hide`."""
    html = reading.mail.html
    unread = reading.mail.document.not_outlook
    for element in reading.mail.document.elements:
        if element.start in unread:
            continue
        if element.name == "xml":
            cut_whole(html, element, cuts)
        elif element.name in _SHAPES:
            _shape(html, element, cuts)
        elif element.name == "v:textbox":
            cuts.put(element.start, element.end, '<span style="display:block">')
            _ended(html, element, cuts)
        elif ":" in element.name:
            cut_tags(html, element, cuts)
    _hidden(reading, cuts)


def _shape(html: str, element: Element, cuts: Cuts) -> None:
    """A shape as a box: its size, its ground, its edge, its round corners."""
    styles = ["display:inline-block", "text-align:center", "box-sizing:border-box"]
    styles += (one[1].strip() for one in _SHAPE_KEPT.finditer(element.get("style")))
    if not _is_off(element, "fill", "filled"):
        styles.append(f"background-color:{_fill(element)}")
    if not _is_off(element, "stroke", "stroked"):
        wide, colour = element.get("strokeweight", "1px"), element.get("strokecolor", "#000")
        styles.append(f"border:{wide} solid {colour}")
    styles += _corners(element)
    written = escape(";".join(_split(styles)))
    href = element.get("href")
    link = f' href="{escape(href)}"' if href else ""
    cuts.put(element.start, element.end, f'<{_tag(element)}{link} style="{written}">')
    _ended(html, element, cuts)


def _split(styles: list[str]) -> list[str]:
    """Declarations whose values hold no sign that would end them."""
    return [
        f"{name}:{_SIGNED.sub('', value)}" for name, _, value in (s.partition(":") for s in styles)
    ]


def _tag(element: Element) -> str:
    return "a" if element.get("href") else "span"


def _ended(html: str, element: Element, cuts: Cuts) -> None:
    ending = end_tag(html, element)
    if ending:
        cuts.put(*ending, f"</{_tag(element)}>")


def _is_off(element: Element, *names: str) -> bool:
    return any(element.get(name).lower() in ("f", "false") for name in names)


def _fill(element: Element) -> str:
    """The colour of a shape: its own, or that of the fill in it; white by itself."""
    inner = next((one for one in element.elements() if one.name == "v:fill"), None)
    own = element.get("fillcolor")
    return own or (inner.get("color") if inner else "") or "#fff"


def _corners(element: Element) -> list[str]:
    """Round corners: `arcsize` is a part of the shorter side."""
    size = re.fullmatch(r"\s*([\d.]+)(%|f)?\s*", element.get("arcsize"))
    height = re.search(r"height\s*:\s*([\d.]+)px", element.get("style"))
    if element.name != "v:roundrect" or not size or not height:
        return []
    try:
        part = float(size[1]) / {"%": 100, "f": 65536, None: 1}[size[2]]
        return [f"border-radius:{part * float(height[1]):g}px"]
    except ValueError:
        return []


def _hidden(reading: Reading, cuts: Cuts) -> None:
    unread = reading.mail.document.not_outlook
    for inline, written, at in reading.attributes:
        if "mso-" not in written or inline.element.start in unread:
            continue
        for one in inline.declarations:
            if one.name == "mso-hide" and one.value.lower() == "all":
                start, end = in_attribute(written, one.start - at)
                cuts.put(at + start, at + end, "display:none;")
            elif one.name == "mso-padding-alt":
                start, end = in_attribute(written, one.start - at)
                cuts.put(at + start, at + end, f"padding:{one.value};")
