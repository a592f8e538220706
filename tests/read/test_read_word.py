"""Word files as articles: what each paragraph becomes, with its number; and every word in order."""

import pytest
from listings import listing, read
from proofs import unproved
from word_files import (
    STYLES,
    box,
    deleted,
    docx,
    note,
    p,
    r,
    ref,
    root,
    tbl,
)

from pipeline.model import ArticleSettings


def listed(data, **options):
    return listing(read(data, "a.docx", **options))


def blocks(data, **options):
    """The blocks and the removals."""
    return listed(data, **options).split("\n\n", 1)[1].splitlines()


def written(data):
    """The Markdown of each block."""
    return [block.written for block in read(data, "a.docx").blocks]


def proved(data):
    assert unproved(read(data, "a.docx")) is None


def test_an_article_with_everything_usual_in_it():
    data = docx(
        p("A walk", style="title"),
        p(),
        p("We ", r("walk", "b"), r("ed", "b"), " far, ", r("very", "i"), " far."),
        p("Before", style="h1"),
        p("Pack:"),
        p("water", num=(1, 0)),
        p("food", num=(1, 0)),
        p("bread", num=(1, 1)),
        p("a map", num=(1, 0)),
        p("On the way", style="h2"),
        p("A wise man said:"),
        p("Go slowly.", style="quote"),
        p("Go far.", style="quote"),
        p("go --far", style="code"),
        p("go --slowly", style="code"),
        tbl(["Day", "Miles"], ["One", "12"], head=True),
        p("After", style="h1"),
        p("We came ", "<w:r><w:br/></w:r>", "home."),
    )
    assert listed(data) == (
        "title 1–1: A walk\n"
        "words: 37\n"
        "\n"
        "3–3 paragraph (5): We walked far, very far.\n"
        "4–4 heading 2 (1): Before\n"
        "5–5 paragraph (1): Pack:\n"
        "6–9 list (5): water food bread a map\n"
        "10–10 heading 3 (3): On the way\n"
        "11–11 paragraph (4): A wise man said:\n"
        "12–13 quote (4): Go slowly. Go far.\n"
        "14–15 code (4): go --far go --slowly\n"
        "16–19 table (4): Day Miles One 12\n"
        "20–20 heading 2 (1): After\n"
        "21–21 paragraph (3): We came home.\n"
    )


def test_markdown_in_words_is_literal():
    data = docx(
        p("It is so."),
        p("{{ first_name }} and {% if %} *stars* _lines_ [a](b) <b> & \\ `c` #1"),
        p("# x"),
    )
    assert blocks(data) == [
        "1–1 paragraph (3): It is so.",
        "2–2 paragraph (9): {{ first_name }} and {% if %} *stars* _lines_ [a](b) <b> & \\ `c` #1",
        "3–3 paragraph (1): # x",
    ]


def test_a_word_split_into_runs_is_one():
    data = docx(p(r("re"), r("co", "b"), '<w:proofErr w:type="spellStart"/>', r("very")))
    assert written(data) == ["re**co**very"]


@pytest.mark.parametrize(
    ("look", "markdown"),
    [
        ("b", "a **word** more"),
        ("i", "a *word* more"),
        ("b i", "a <strong>*word*</strong> more"),
        ("strike", "a ~~word~~ more"),
        ("dstrike", "a ~~word~~ more"),
        ('<w:vertAlign w:val="superscript"/>', "a <sup>word</sup> more"),
        ('<w:vertAlign w:val="subscript"/>', "a <sub>word</sub> more"),
        ('<w:u w:val="single"/>', "a <u>word</u> more"),
        ('<w:u w:val="none"/>', "a word more"),
        ('<w:b w:val="0"/>', "a word more"),
        ('<w:b w:val="false"/>', "a word more"),
        ('<w:rStyle w:val="codely"/>', "a `word` more"),
        ('<w:rStyle w:val="strongly"/>', "a **word** more"),
        ('<w:color w:val="FF0000"/>', "a word more"),
    ],
)
def test_looks(look, markdown):
    styles = STYLES + (
        '<w:style w:type="character" w:styleId="codely"><w:name w:val="HTML Code"/></w:style>'
        '<w:style w:type="character" w:styleId="strongly"><w:name w:val="Strong"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    assert written(docx(p("a ", r("word", look), " more"), styles=styles)) == [markdown]


def test_what_only_wraps_words_is_looked_through():
    data = docx(
        "<w:sdt><w:sdtPr/><w:sdtContent>",
        p("A ", "<w:smartTag><w:r><w:t>smart</w:t></w:r></w:smartTag>", " tag."),
        "</w:sdtContent></w:sdt>",
        p("<w:ins w:id='1'>", r("Added."), "</w:ins>"),
        p("<w:fldSimple w:instr='AUTHOR'>", r("Field."), "</w:fldSimple>"),
        p("<w:bdo w:val='rtl'>", r("Turned."), "</w:bdo>"),
        p("<w:moveFrom>", r("Gone."), "</w:moveFrom>", "<w:moveTo>", r("Come."), "</w:moveTo>"),
        p(
            "<w:customXml><w:sdt><w:sdtContent>",
            r("Deep."),
            "</w:sdtContent></w:sdt></w:customXml>",
        ),
        p("<w:unknown>", r("New."), "</w:unknown>"),
        p("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/></w:r>", "d"),
        p(
            '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>',
            '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>',
        ),
        p(
            "<w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>"
        ),
    )
    assert written(data) == [
        "A smart tag.",
        "Added.",
        "Field.",
        "Turned.",
        "Come.",
        "Deep.",
        "New.",
        "a‑b c\\\nd",
        "α☺",
        "漢(かん)",
    ]
    proved(data)


def test_text_boxes_come_once_after_the_paragraph_that_they_hang_on():
    data = docx(p("Before ", box(p("In the box."), p("More in it.")), "after."), p("Next."))
    assert blocks(data) == [
        "1–1 paragraph (2): Before after.",
        "2–2 paragraph (3): In the box.",
        "3–3 paragraph (3): More in it.",
        "4–4 paragraph (1): Next.",
    ]


def test_tracked_changes_are_accepted_and_deletions_reported():
    data = docx(
        p("It is ", deleted("very "), "<w:ins>", r("quite "), "</w:ins>", "good."),
        p("One ", more="<w:rPr><w:del/></w:rPr>"),
        p("sentence."),
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>",
        p("A row."),
        "</w:tc></w:tr></w:tbl>",
        p(deleted("All of it.")),
        p("The end."),
    )
    assert blocks(data) == [
        "1–1 paragraph (4): It is quite good.",
        "2–3 paragraph (2): One sentence.",
        "5–5 paragraph (2): The end.",
        "removed 1–1 tracked-deletion (1): very",
        "removed 3–3 tracked-deletion (2): A row.",
        "removed 4–4 tracked-deletion (3): All of it.",
    ]


def test_hidden_text_is_left_out_and_reported_unless_it_is_kept():
    data = docx(p("Seen ", r("hidden ", "vanish"), r("seen.", '<w:vanish w:val="0"/>')))
    assert blocks(data) == [
        "1–1 paragraph (2): Seen seen.",
        "removed 1–1 hidden (1): hidden",
    ]
    kept = ArticleSettings(keep=("hidden",))
    assert blocks(data, settings=kept) == ["1–1 paragraph (3): Seen hidden seen."]


def test_comments_headers_and_footers_are_reported():
    data = docx(
        p("One."),
        p(
            '<w:commentRangeStart w:id="7"/>',
            r("Two."),
            '<w:r><w:commentReference w:id="7"/></w:r>',
        ),
        '<w:sectPr><w:headerReference w:type="default" r:id="rH"/>'
        '<w:headerReference w:type="first" r:id="rH"/>'
        '<w:footerReference w:type="default" r:id="rF"/></w:sectPr>',
        comments=f'<w:comment w:id="7" w:author="Z">{p("Is this so?")}{p("Ask.")}</w:comment>',
        related=[("rH", "header", "header1.xml"), ("rF", "footer", "footer1.xml")],
        parts={
            "word/header1.xml": root("w:hdr", p("Our clinic")),
            "word/footer1.xml": root("w:ftr", p("12")),
        },
    )
    assert blocks(data) == [
        "1–1 paragraph (1): One.",
        "2–2 paragraph (1): Two.",
        "removed 1–1 page-header (2): Our clinic",
        "removed 2–2 comment (4): Is this so? Ask.",
    ]


def test_notes_are_where_they_are_referred_to():
    data = docx(
        p("A claim", ref(5), " and another", ref(2, "endnote"), ", and again", ref(5), "."),
        footnotes=f'<w:footnote w:id="0" w:type="separator">{p("x")}</w:footnote>'
        + note(2, "Nobody refers to this.")
        + note(5, "The source.", "And where."),
        endnotes=note(2, "The end.", kind="endnote"),
    )
    found = read(data, "a.docx")
    assert [(one.label, one.text, one.lines) for one in found.blocks[0].notes] == [
        ("1", "The source. And where.", (2, 3)),
        ("2", "The end.", (4, 4)),
    ]
    assert found.note_lines == ((2, 3), (4, 4))
    assert found.text.split("\n")[1:] == [" The source.", "And where.", " The end."]


TOC = (
    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    "</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    "contents",
    [
        TOC.format(p("On this page", style="tochead") + p("One\t1") + p("Two\t2")),
        p("Contents", style="h1") + p("One\t1", style="toc1") + p("Two\t2", style="toc1"),
        p("Inhaltsverzeichnis") + p() + p("One\t1", style="toc1") + p("Two\t2", style="toc1"),
    ],
)
def test_a_table_of_contents_is_left_out(contents):
    data = docx(p("T", style="title"), contents, p("One", style="h1"), p("Text."))
    found = read(data, "a.docx")
    assert [block.text for block in found.blocks] == ["One", "Text."]
    assert [(one.rule, one.text.split("\n")[-2:]) for one in found.removals] == [
        ("table-of-contents", ["One 1", "Two 2"])
    ]
    kept = read(data, "a.docx", settings=ArticleSettings(keep=("table-of-contents",)))
    assert "Two 2" in [block.text for block in kept.blocks]


def test_equations_are_text():
    def m(tag, *inside):
        return f"<m:{tag}>{''.join(inside)}</m:{tag}>"

    def mt(text):
        return f"<m:r><m:t>{text}</m:t></m:r>"

    half = m("f", m("num", mt("1")), m("den", mt("2a")))
    root_ = m("rad", m("deg"), m("e", m("sSup", m("e", mt("b")), m("sup", mt("2")))))
    data = docx(
        p("So ", m("oMath", mt("x="), half, mt("·"), root_), " holds."),
        m(
            "oMathPara",
            m("oMath", m("nary", m("sub", mt("0")), m("sup", mt("n+1")), m("e", mt("k")))),
        ),
    )
    assert blocks(data) == [
        "1–1 paragraph (3): So x=1/2a·√(b^2) holds.",
        "2–2 paragraph (2): ∫_0^(n+1) k",
    ]
    proved(data)


def test_a_raised_word_beside_a_reference_stays():
    up = '<w:vertAlign w:val="superscript"/>'
    data = docx(p("x", ref(1), r("nd", up), " and ", ref(1)), footnotes=note(1, "A note."))
    found = read(data, "a.docx").blocks[0]
    assert found.written == "x[^1]<sup>nd</sup> and [^1]"
    assert [one.label for one in found.notes] == ["1"]
