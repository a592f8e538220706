"""Pictures and links of Word files, and what a file says of itself."""

from datetime import date

import pytest
from listings import read
from proofs import unproved
from word_files import (
    STYLES,
    core,
    docx,
    field,
    p,
    picture,
    png,
    r,
    root,
)

LOREM = "This is a sentence of the text, and it is as long as the others are."
PARTS = {
    "word/media/image1.png": png(),
    "word/media/x.emf": b"\x01\0\0\0 EMF",
    "word/media/y.bin": png(3),
}
RELATED = [
    ("r1", "image", "media/image1.png"),
    ("r2", "image", "media/x.emf"),
    ("r3", "image", "/word/media/y.bin"),
    ("r4", "hyperlink", "https://a.example/b"),
    ("r5", "hyperlink", "javascript:alert(1)"),
    ("r6", "hyperlink", "mailto:a@b.example"),
    ("r7", "image", "https://a.example/x.png"),
    ("r8", "image", "media/none.png"),
    ("r9", "chart", "charts/chart1.xml"),
    ("r10", "diagramData", "diagrams/data1.xml"),
]


def article(*body, **options):
    found = read(docx(*body, related=RELATED, parts=PARTS, **options), "a.docx")
    assert unproved(found) is None
    return found


def written(*body, **options):
    return [block.written for block in article(*body, **options).blocks]


def test_pictures_with_their_words_and_captions():
    found = article(
        p(LOREM),
        p(picture("r1", "A path\nthrough a wood")),
        p("A path", style="caption"),
        p("In ", picture("r3", "a wood"), " it."),
        p(picture("r1", "Again", link="r4")),
    )
    assert [block.written for block in found.blocks] == [
        LOREM,
        "![A path through a wood](image-1.png)",
        "*A path*",
        "In ![a wood](image-2.png) it.",
        "[![Again](image-1.png)](https://a.example/b)",
    ]
    assert [
        (one.name, one.width, one.data == png() or one.data == png(3)) for one in found.images
    ] == [
        ("image-1.png", 2, True),
        ("image-2.png", 3, True),
    ]
    assert not found.removals


@pytest.mark.parametrize(
    "alt",
    [
        "",
        "Description automatically generated",
        "Automatisch generierte Beschreibung",
        "C:\\Users\\me\\IMG_0001.JPG",
        "image1.png",
        "https://a.example/x.png",
    ],
)
def test_words_that_nobody_wrote_are_none(alt):
    assert written(p(LOREM), p(picture("r1", alt)))[1] == "![](image-1.png)"


def test_words_that_were_made_up_keep_what_they_describe():
    alt = "A path\n\nDescription automatically generated with medium confidence"
    assert written(p(LOREM), p(picture("r1", alt)))[1] == "![A path](image-1.png)"


def test_what_mails_cannot_show_is_reported_with_its_paragraph():
    chart = (
        "<w:r><w:drawing><wp:inline><wp:docPr descr=''/><a:graphic><a:graphicData>{}"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    PARTS["word/charts/chart1.xml"] = root("c:chartSpace", "<a:t>Births</a:t><c:v>12</c:v>")
    PARTS["word/diagrams/data1.xml"] = root("dgm:dataModel", "<a:t>First</a:t><a:t>Then</a:t>")
    found = article(
        p(LOREM),
        p(picture("r2", "A drawing")),
        p(picture("r2")),
        p(picture("r8")),
        p(chart.format('<c:chart r:id="r9"/>')),
        p(chart.format('<dgm:relIds r:dm="r10"/>')),
        p(chart.format("<a:t>Loose words</a:t>")),
    )
    assert [block.text for block in found.blocks] == [LOREM]
    assert [(one.lines.first, one.rule, one.text, one.words) for one in found.removals] == [
        (2, "picture-format", "A drawing", 0),
        (3, "picture-format", "a picture in the format EMF", 0),
        (4, "linked-picture", "a picture that is not in the file", 0),
        (5, "chart", "Births", 0),
        (6, "diagram", "First Then", 0),
        (7, "drawing", "Loose words", 0),
    ]


def test_old_pictures():
    shape = (
        '<w:r><w:pict><v:shape alt="An old one"><v:imagedata r:id="r1"/></v:shape></w:pict></w:r>'
    )
    assert written(p(LOREM), p(shape))[1] == "![An old one](image-1.png)"


def test_a_picture_on_another_server_is_named_and_not_fetched():
    found = article(p(LOREM), p(picture("r7", "There", how="link")))
    assert found.blocks[1].written == "![There](https://a.example/x.png)"
    assert [note.rule for note in found.notes] == ["image/remote"]


def test_links_that_are_safe_stay():
    def link(name, text, more=""):
        return f'<w:hyperlink r:id="{name}"{more}>{r(text, "u")}</w:hyperlink>'

    assert written(
        p("See ", link("r4", "this"), "."),
        p("See ", link("r4", "that", ' w:anchor="part"'), "."),
        p("See ", link("r5", "no"), "."),
        p("Ask ", link("r6", "us"), "."),
        p("See ", f'<w:hyperlink w:anchor="below">{r("below")}</w:hyperlink>', "."),
        p("A ", field('HYPERLINK "https://c.example/" \\l "d"', r("fi"), r("eld", "b")), "."),
        p("A ", field('HYPERLINK \\l "d"', r("place")), "."),
        p("Page ", field("PAGE", r("3")), "."),
        p(f"<w:fldSimple w:instr='HYPERLINK \"https://e.example\"'>{r('Old')}</w:fldSimple>", "."),
    ) == [
        "See [this](https://a.example/b).",
        "See [that](https://a.example/b#part).",
        "See no.",
        "Ask [us](mailto:a@b.example).",
        "See below.",
        "A [fi**eld**](https://c.example/#d).",
        "A place.",
        "Page 3.",
        "[Old](https://e.example).",
    ]


def test_author_and_date():
    said = core(
        creator="Anna Berg; Olu Ade", created="2020-01-02T10:00:00Z", modified="2021-03-04T"
    )
    found = article(p(LOREM), core=said)
    assert (found.author, found.date) == ("Anna Berg, Olu Ade", date(2021, 3, 4))


@pytest.mark.parametrize(
    "name",
    [
        "python-docx",
        "Windows User",
        "Unknown",
        "Microsoft Office User",
        "jberg",
        "",
        "HP Inc.",
        "a@b.c",
    ],
)
def test_names_that_are_nobodys(name):
    assert article(p(LOREM), core=core(creator=name, modified="2013-12-23T23:15:00Z")).author == ""


def test_dates_that_programs_make_up():
    for said in ("2013-12-23T23:15:00Z", "1601-01-01T00:00:00Z", "yesterday", ""):
        assert article(p(LOREM), core=core(modified=said)).date is None


def defaults(lang):
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{lang}"/></w:rPr></w:rPrDefault>'
        f"</w:docDefaults>{STYLES}"
    )


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (LOREM, "en-GB", "en-GB"),
        (
            "Das ist ein Satz und er ist nicht der letzte, den wir hier auf dem Blatt lesen.",
            "en-US",
            "de",
        ),
        (
            "Das ist ein Satz und er ist nicht der letzte, den wir hier auf dem Blatt lesen.",
            "de-AT",
            "de-AT",
        ),
        ("Tämä on lause, jonka kieli ei ole muuten tiedossa.", "fi-FI", "fi-FI"),
        ("Tämä on lause, jonka kieli ei ole muuten tiedossa.", "en-US", "en"),
        ("Tämä on lause, jonka kieli ei ole muuten tiedossa.", "../../x", "en"),
    ],
)
def test_language(text, lang, expected):
    assert article(p(text), styles=defaults(lang)).lang == expected
