"""Word files for tests, written from their parts: XML and zip, no library that would mend them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

OFFICE = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
SPACES = {
    "w": f"{OFFICE}wordprocessingml/2006/main",
    "r": f"{OFFICE}officeDocument/2006/relationships",
    "m": f"{OFFICE}officeDocument/2006/math",
    "wp": f"{OFFICE}drawingml/2006/wordprocessingDrawing",
    "a": f"{OFFICE}drawingml/2006/main",
    "c": f"{OFFICE}drawingml/2006/chart",
    "dgm": f"{OFFICE}drawingml/2006/diagram",
    "pic": f"{OFFICE}drawingml/2006/picture",
    "mc": f"{OFFICE}markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
STRICT_SPACES = {
    "w": f"{STRICT}wordprocessingml/main",
    "r": f"{STRICT}officeDocument/relationships",
    "m": f"{STRICT}officeDocument/math",
    "wp": f"{STRICT}drawingml/wordprocessingDrawing",
    "a": f"{STRICT}drawingml/main",
    "pic": f"{STRICT}drawingml/picture",
}
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMES = {
    "title": "Title",
    "quote": "Quote",
    "code": "HTML Preformatted",
    "caption": "caption",
    "listpara": "List Paragraph",
    "toc1": "toc 1",
    "tochead": "TOC Heading",
}
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="h{n}"><w:name w:val="heading {n}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        for n in range(1, 7)
    )
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in _NAMES.items()
    )
)


def _list(number: int, form: str, text: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text.replace("1", str(at + 1))}"/></w:lvl>'
        for at in range(9)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


# Lists 1 and 4 have bullets, 2 and 3 numbers; 2 and 3 count apart.
NUMBERING = (
    _list(1, "bullet", "•")
    + _list(2, "decimal", "%1.")
    + _list(3, "decimal", "%1.")
    + _list(4, "bullet", "-")
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, 5))
)


def root(tag: str, content: str, spaces: Mapping[str, str] = SPACES) -> bytes:
    """A part's XML."""
    declared = "".join(f" xmlns:{prefix}={quoteattr(space)}" for prefix, space in spaces.items())
    return f"{XML}<{tag}{declared}>{content}</{tag}>".encode()


def relations(listed: Sequence[tuple[str, str, str]], office: str = OFFICE) -> bytes:
    """A part's relationships: name, kind, target; one with a scheme leads outside."""
    inside = (
        "officeDocument/2006/relationships/"
        if office == OFFICE
        else ("officeDocument/relationships/")
    )
    written = "".join(
        f"<Relationship Id={quoteattr(name)} Type={quoteattr(office + inside + kind)}"
        f" Target={quoteattr(target)}"
        f"{_mode(target)}/>"
        for name, kind, target in listed
    )
    space = f"{OFFICE}package/2006/relationships"
    return f'{XML}<Relationships xmlns="{space}">{written}</Relationships>'.encode()


def _mode(target: str) -> str:
    outside = ":" in target or target.startswith(("\\", "outside/"))
    return ' TargetMode="External"' if outside else ""


def docx(
    *body: str,
    styles: str = STYLES,
    numbering: str = NUMBERING,
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    core: str = "",
    related: Sequence[tuple[str, str, str]] = (),
    parts: Mapping[str, bytes] | None = None,
    strict: bool = False,
) -> bytes:
    """A Word file with this body, and other parts where they are given."""
    spaces = SPACES | (STRICT_SPACES if strict else {})
    office = STRICT if strict else OFFICE
    written = {"word/document.xml": root("w:document", f"<w:body>{''.join(body)}</w:body>", spaces)}
    listed = list(related)
    for kind, content, tag in (
        ("styles", styles, "w:styles"),
        ("numbering", numbering, "w:numbering"),
        ("footnotes", footnotes, "w:footnotes"),
        ("endnotes", endnotes, "w:endnotes"),
        ("comments", comments, "w:comments"),
    ):
        if content:
            written[f"word/{kind}.xml"] = root(tag, content, spaces)
            listed.append((f"own-{kind}", kind, f"{kind}.xml"))
    start = [("doc", "officeDocument", "word/document.xml")]
    if core:
        written["docProps/core.xml"] = core.encode()
        start.append(("core", "metadata/core-properties", "docProps/core.xml"))
    written["word/_rels/document.xml.rels"] = relations(listed, office)
    written["_rels/.rels"] = relations(start, office)
    return zipped(written | dict(parts or {}))


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def core(**said: str) -> str:
    """A file's properties: creator, title, created, modified."""
    terms = ("created", "modified")
    written = "".join(
        f"<{'dcterms' if name in terms else 'dc'}:{name}>{escape(value)}"
        f"</{'dcterms' if name in terms else 'dc'}:{name}>"
        for name, value in said.items()
    )
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{OFFICE}package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{written}</cp:coreProperties>"
    )


def t(text: str) -> str:
    """A piece of text."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, look: str = "") -> str:
    """A run: `look` is names of properties that are on, such as "b i", or XML."""
    on = look if look.startswith("<") else "".join(f"<w:{one}/>" for one in look.split())
    return f"<w:r>{f'<w:rPr>{on}</w:rPr>' if on else ''}{t(text)}</w:r>"


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph: text, or XML where it begins with a tag."""
    listed = ""
    if num:
        listed = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(one if one.startswith("<") else r(one) for one in content)
    return f"<w:p><w:pPr>{named}{listed}{more}</w:pPr>{inside}</w:p>"


def tc(*content: str, span: int = 1, merge: str = "") -> str:
    """A cell of a table: its paragraphs' text, or XML."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inside = "".join(one if one.startswith("<") else p(one) for one in content) or p()
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inside}</w:tc>'


def tbl(*rows: Sequence[str], head: bool = False) -> str:
    """A table: rows of cells, which are text or XML."""
    written = ""
    for at, row in enumerate(rows):
        cells = "".join(one if one.startswith("<w:tc>") else tc(one) for one in row)
        first = "<w:trPr><w:tblHeader/></w:trPr>" if head and not at else ""
        written += f"<w:tr>{first}{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/>{written}</w:tbl>"


def note(number: int, *paragraphs: str, kind: str = "footnote") -> str:
    """A note's text."""
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    first, *rest = paragraphs
    others = "".join(p(r(one)) for one in rest)
    return f'<w:{kind} w:id="{number}">{p(mark, r(f" {first}"))}{others}</w:{kind}>'


def ref(number: int, kind: str = "footnote") -> str:
    """A reference to a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def box(*content: str) -> str:
    """A text box as Word writes it: for new programs, and again for old ones."""
    inside = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(name: str, alt: str = "", *, how: str = "embed", link: str = "") -> str:
    """A picture by the name of its relationship."""
    clicked = f'<a:hlinkClick r:id="{link}"/>' if link else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr={quoteattr(alt)}>'
        f"{clicked}</wp:docPr><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{how}="{name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def field(instruction: str, *result: str) -> str:
    """A field: its instruction and its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def deleted(text: str) -> str:
    """A run that was deleted while changes were tracked."""
    return f'<w:del><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def png(width: int = 2, height: int = 1) -> bytes:
    """A picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 3 * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
