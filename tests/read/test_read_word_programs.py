"""Word files as Google Docs, LibreOffice and others write them."""

from listings import read
from proofs import unproved
from word_files import box, docx, field, p, picture, png, r, tbl, tc

LOREM = "This is a sentence of the text, and it is as long as the others are."
RELATED = [("rId7", "image", "media/image1.png")]
PARTS = {"word/media/image1.png": png()}
PLAIN = '<w:rtl w:val="0"/>'


def written(data):
    found = read(data, "a.docx")
    assert unproved(found) is None
    return [block.written for block in found.blocks]


def styled(identity, name, inside=""):
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{inside}'
        "</w:style>"
    )


def test_google_docs():
    styles = (
        styled("Normal", "normal")
        + styled("Title", "Title", "<w:rPr><w:sz w:val='52'/></w:rPr>")
        + styled("Heading1", "heading 1", "<w:rPr><w:sz w:val='40'/></w:rPr>")
    )
    contents = (
        "<w:sdt><w:sdtPr><w:id w:val='1'/><w:docPartObj><w:docPartGallery w:val="
        "'Table of Contents'/><w:docPartUnique w:val='1'/></w:docPartObj></w:sdtPr><w:sdtContent>"
        + p(field("TOC \\h \\u \\z", f"<w:hyperlink w:anchor='_x'>{r('Pack')}</w:hyperlink>"))
        + "</w:sdtContent></w:sdt>"
    )
    data = docx(
        p('<w:bookmarkStart w:id="0" w:name="_x"/>', r("A walk", PLAIN), style="Title"),
        contents,
        p('<w:bookmarkStart w:id="1" w:name="_y"/>', r("Pack", PLAIN), style="Heading1"),
        p(
            r("We ", PLAIN),
            r("walk", '<w:b w:val="1"/><w:bCs w:val="1"/><w:rtl w:val="0"/>'),
            r("."),
        ),
        p(r("water", PLAIN), num=(1, 0)),
        p(r("bread", PLAIN), num=(1, 1)),
        p(r("food", '<w:u w:val="none"/>'), num=(1, 0)),
        p(picture("rId7", "")),
        styles=styles,
        related=RELATED,
        parts=PARTS,
    )
    assert written(data) == [
        "## Pack",
        "We **walk**.",
        "- water\n  - bread\n- food",
        "![](image-1.png)",
    ]


def test_libreoffice():
    styles = (
        styled("Normal", "Normal")
        + styled("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + styled("TextBody", "Body Text")
        + styled("Quotations", "Quotations")
        + styled("PreformattedText", "Preformatted Text")
        + styled("Illustration", "Illustration")
        + styled("Contents1", "toc 1")
        + styled("IndexHeading", "TOC Heading")
    )
    framed = box(
        p(picture("rId7", "A path"), style="Illustration"), p("The path", style="Illustration")
    )
    data = docx(
        p("Contents", style="IndexHeading"),
        p("Pack\t1", style="Contents1"),
        p("Pack", style="Heading1"),
        p(LOREM, style="TextBody"),
        p(framed, style="TextBody"),
        p("Go slowly.", style="Quotations"),
        p("go", style="PreformattedText"),
        styles=styles,
        related=RELATED,
        parts=PARTS,
    )
    assert read(data, "a.docx").title == "Pack"
    assert written(data) == [
        LOREM,
        "![A path](image-1.png)",
        "*The path*",
        "> Go slowly.",
        "```\ngo\n```",
    ]


def test_python_docx_and_the_likes():
    styles = styled("Heading1", "Heading 1") + styled(
        "ListBullet", "List Bullet", ('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    )
    data = docx(
        *(p(LOREM), p("One", style="Heading1"), p("a", style="ListBullet")),
        *(p("b", style="ListBullet"), p("Unknown", style="NoSuchStyle")),
        styles=styles,
    )
    assert written(data) == [LOREM, "# One", "- a\n- b", "Unknown"]


def test_a_file_of_the_fewest_parts():
    data = docx(p("One."), p("Two.", num=(3, 0)), styles="", numbering="")
    assert written(data) == ["One.", "Two."]


def test_a_page_that_is_laid_out_with_a_table():
    inside = p("a", num=(1, 0)) + p("b", num=(1, 0)) + p(LOREM * 12)
    data = docx(p("One"), tbl([tc(inside), tc(p("Beside."))]))
    assert written(data) == ["- a\n- b", LOREM * 12, "Beside."]
