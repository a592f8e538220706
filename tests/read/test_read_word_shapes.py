"""Headings, lists, quotes and tables of Word files, as many programs write them."""

import pytest
from listings import read
from proofs import unproved
from word_files import NUMBERING, STYLES, box, core, docx, p, r, tbl, tc


def outline(data):
    """Title and headings with their levels, other blocks by their kinds."""
    found = read(data, "a.docx")
    assert unproved(found) is None
    title = [f"title {found.title}"] if found.title_lines else []
    return title + [
        f"{block.level} {block.text}" if block.kind == "heading" else block.kind
        for block in found.blocks
    ]


def written(data):
    """The Markdown of each block."""
    found = read(data, "a.docx")
    assert unproved(found) is None
    return [block.written for block in found.blocks]


def style(identity, name, inside="", *, based=""):
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{base}'
        f"{inside}</w:style>"
    )


LOREM = "This is a sentence of the text, as long as others are."
BIG = '<w:sz w:val="40"/>'


@pytest.mark.parametrize(
    "styles",
    [
        style("berschrift1", "heading 1"),
        style("berschrift1", "Überschrift 1"),
        style("berschrift1", "Titre 1"),
        style("berschrift1", "見出し 1"),
        style("berschrift1", "My own", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        style("berschrift1", "My own", based="x") + style("x", "Heading 1"),
    ],
)
def test_headings_by_whatever_their_style_is_called(styles):
    data = docx(p(LOREM), p("One", style="berschrift1"), p(LOREM), styles=styles)
    assert outline(data) == ["paragraph", "1 One", "paragraph"]


def test_styles_that_are_based_on_each_other_in_a_circle():
    styles = style("a", "Mine", based="b") + style("b", "Yours", based="a")
    assert outline(docx(p(LOREM), p("One", style="a"), styles=styles)) == ["paragraph"] * 2


def test_an_outline_level_of_a_long_paragraph_is_a_mistake():
    data = docx(p(LOREM * 6, more='<w:outlineLvl w:val="0"/>'), p(LOREM), p(LOREM))
    assert outline(data) == ["paragraph"] * 3


def test_levels_begin_below_the_title_and_leave_none_out():
    data = docx(
        *(p("The title", style="title"), p(LOREM), p("A", style="h1"), p(LOREM)),
        *(p("B", style="h4"), p(LOREM), p("C", style="h1"), p(LOREM)),
    )
    assert outline(data) == [
        *("title The title", "paragraph", "2 A", "paragraph"),
        *("3 B", "paragraph", "2 C", "paragraph"),
    ]


def test_a_title_on_two_lines_is_one_and_stands_above_its_picture():
    data = docx(p("The road", style="title"), p("to recovery", style="title"), p(LOREM), p(LOREM))
    assert outline(data) == ["title The road to recovery", "paragraph", "paragraph"]


def test_bold_lines_by_themselves_are_headings():
    data = docx(
        *(
            p(LOREM),
            p(r("Before you go", "b")),
            p(LOREM),
            p(r("What to "), r("pack", "b")),
            p(LOREM),
        ),
        *(p(r("Never walk alone.", "b")), p(LOREM), p(r("Note:", "b")), p(LOREM)),
        *(p(r("On the way", "b")), p(LOREM)),
    )
    assert outline(data) == [
        *("paragraph", "2 Before you go", "paragraph", "paragraph", "paragraph"),
        *("paragraph", "paragraph", "paragraph", "paragraph", "2 On the way", "paragraph"),
    ]


def test_bold_lines_stand_below_headings_by_style():
    data = docx(
        *(p("One", style="h1"), p(r("First", "b")), p(LOREM), p(r("Second", "b")), p(LOREM)),
        *(p("Two", style="h2"), p(LOREM), p(r("Third", "b")), p(LOREM), p("Three", style="h1")),
        *(p(LOREM),),
    )
    assert outline(data) == [
        *("1 One", "2 First", "paragraph", "2 Second", "paragraph", "2 Two", "paragraph"),
        *("3 Third", "paragraph", "1 Three", "paragraph"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        [p(LOREM), p(r("Anna Berg", "b")), p(r("12 Long Road", "b")), p(r("Hove", "b")), p(LOREM)],
        [p(LOREM), p(r("At the end", "b"))],
        [p(LOREM), p(r("see www.example.org", "b")), p(LOREM)],
        [p(LOREM), p(r("12 May 2024", "b")), p(LOREM)],
        [p(LOREM), p(r("Dear Anna", "b")), p(LOREM)],
        [p(LOREM), p(r("word " * 15, "b")), p(LOREM)],
        [p(LOREM), p(r("one", "b"), "<w:r><w:br/></w:r>", r("Two", "b")), p(LOREM)],
        [p(LOREM), p(r("lower case", "b")), p(LOREM)],
        [p(LOREM), p(r("“A quotation”", "b")), p(LOREM)],
        [p(LOREM), p(r("A", "b"), num=(1, 0)), p(r("B", "b"), num=(1, 0)), p(LOREM)],
        [p(LOREM), p(r("One bullet", "b"), num=(1, 0)), p(LOREM)],
        [p(LOREM), tbl([p(r("Cell", "b")), "x"], ["y", "z"]), p(LOREM)],
        [p(LOREM), p(box(p(r("In a box", "b")), p(LOREM))), p(LOREM)],
    ],
)
def test_other_bold_lines_are_none(body):
    assert not [one for one in outline(docx(*body)) if one[0].isdigit()]


def test_a_bold_item_with_a_number_alone_is_a_heading_with_its_number():
    data = docx(
        *(p(r("Scope", "b"), num=(2, 0)), p(r("1.1 What is in it", "b")), p(LOREM)),
        *(p(r("Costs", "b"), num=(2, 0)), p(LOREM), p(r("2.1 Ours", "b")), p(LOREM)),
    )
    assert outline(data) == [
        *("2 1. Scope", "3 1.1 What is in it", "paragraph", "2 2. Costs", "paragraph"),
        *("3 2.1 Ours", "paragraph"),
    ]


def test_headings_by_style_keep_the_number_that_word_gives_them():
    styles = STYLES + style(
        "numbered", "heading 1", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    )
    data = docx(
        p("One", style="numbered"), p(LOREM), p("Two", style="numbered"), p(LOREM), styles=styles
    )
    assert outline(data) == ["1 1. One", "paragraph", "1 2. Two", "paragraph"]


def test_a_large_first_line_is_the_title_where_no_style_says_so():
    data = docx(p(r("The road", f"{BIG}")), p(LOREM), p(r("One", "b")), p(LOREM))
    assert outline(data) == ["title The road", "paragraph", "2 One", "paragraph"]


def test_larger_lines_are_headings():
    size = '<w:sz w:val="28"/>'
    data = docx(p(LOREM), p(r("One", size)), p(LOREM), p(r("Two", size)), p(LOREM))
    assert outline(data) == ["paragraph", "2 One", "paragraph", "2 Two", "paragraph"]


def test_lists_nest_count_on_and_begin_anew():
    data = docx(
        *(p("a", num=(2, 0)), p("b", num=(2, 0)), p("c", num=(1, 1)), p("d", num=(2, 0))),
        p("Between."),
        *(p("e", num=(2, 0)), p("f", num=(3, 0)), p("g", num=(1, 2)), p("h", num=(1, 0))),
    )
    assert written(data) == [
        "1. a\n2. b\n   - c\n3. d",
        "Between.",
        "4. e",
        "1) f\n   - g",
        "- h",
    ]


def test_a_paragraph_of_an_item_stays_in_it():
    data = docx(
        *(p("a", num=(1, 0)), p("More of a.", style="listpara"), p("b", num=(1, 0))),
        *(p(LOREM), p("No item.", style="listpara")),
    )
    assert written(data) == ["- a\n\n  More of a.\n\n- b", LOREM, "No item."]


def test_typed_lists_are_lists_where_two_items_stand_together():
    data = docx(
        *(p("•\tbread"), p("• water"), p(LOREM), p("1. go"), p(), p("2. rest"), p("3. go on")),
        *(p(LOREM), p("• alone"), p(LOREM), p("1. one"), p("3. three"), p("- a"), p("* b")),
    )
    assert written(data) == [
        *("- bread\n- water", LOREM, "1. go\n2. rest\n3. go on"),
        *(LOREM, "• alone", LOREM, "1\\. one", "3\\. three", "- a\n- b"),
    ]


@pytest.mark.parametrize(
    ("form", "text", "label"),
    [
        ("upperRoman", "%1.", "IV."),
        ("lowerLetter", "(%1)", "(d)"),
        ("decimal", "Part %1:", "Part 4:"),
        ("decimalZero", "%1", "04"),
        ("upperLetter", "%1", "D"),
    ],
)
def test_labels_of_headings(form, text, label):
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="4"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    data = docx(p(LOREM), p("One", style="h1", num=(1, 0)), p(LOREM), numbering=numbering)
    assert outline(data) == ["paragraph", f"1 {label} One", "paragraph"]


def test_lists_that_are_changed_and_linked_by_styles():
    numbering = NUMBERING + (
        '<w:num w:numId="7"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="mine"/></w:abstractNum>'
        '<w:num w:numId="8"><w:abstractNumId w:val="8"/></w:num>'
    )
    styles = STYLES + (
        '<w:style w:type="numbering" w:styleId="mine"><w:name w:val="mine"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        + style("item", "item", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')
    )
    data = docx(
        *(p("a", style="item"), p("b", style="item"), p(LOREM), p("c", num=(7, 0))),
        *(
            p(LOREM),
            p("d", num=(8, 0)),
            p("no item", style="item", num=(0, 0)),
            p("e", num=(99, 0)),
        ),
        styles=styles,
        numbering=numbering,
    )
    assert written(data) == [
        *("1. a\n2. b", LOREM, "5. c", LOREM, "- d", "no item", "e"),
    ]


def test_tables_keep_merged_cells_and_all_their_words():
    data = docx(
        tbl(
            [tc("Name", span=2), tc("Age")],
            [tc("A", merge="restart"), tc("b"), tc("1")],
            [tc(p(), merge="continue"), tc("c"), tc("2")],
            [tc("D", merge="continue"), tc(p("e"), p("f")), tc(p("g", num=(1, 0)))],
            head=True,
        )
    )
    assert written(data) == [
        "| Name |  | Age |\n|---|---|---|\n| A | b | 1 |\n|  | c | 2 |\n| D | e<br>f | g |"
    ]


def test_a_bold_first_row_is_a_tables_head_and_headings_in_cells_are_no_headings():
    data = docx(
        tbl([p(r("Day", "b")), p(r("Miles", "b"))], ["One", "12"]),
        p(LOREM),
        tbl([p("Day", style="h2"), p("Miles", style="h2")], ["One", "12"]),
    )
    table = "| Day | Miles |\n|---|---|\n| One | 12 |"
    assert written(data) == [table, LOREM, table]


def test_a_table_of_one_cell_is_a_frame():
    inside = p("a", num=(1, 0)) + p("b", num=(1, 0))
    data = docx(p(LOREM), tbl([tc(p(r("Take care", "b")), p(LOREM), inside)]), p(LOREM))
    assert outline(data) == ["paragraph", "2 Take care", "paragraph", "list", "paragraph"]


def test_lines_across_the_page_and_empty_paragraphs():
    border = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    data = docx(
        *(p(LOREM), p(), p("  "), p(more=border), p(more=border), p(LOREM)),
        p('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'),
        p(LOREM, more=border),
        p('<w:r><w:br w:type="page"/></w:r>'),
        p(LOREM),
    )
    assert outline(data) == [
        *("paragraph", "divider", "paragraph", "divider", "paragraph", "paragraph"),
    ]


def test_the_strict_form_of_the_standard_reads_alike():
    body = [
        *(p("A walk", style="title"), p("We ", r("walk", "b"), "."), p("a", num=(1, 0))),
        *(p("One", style="h1"), tbl(["x", "y"], ["z", "w"], head=True)),
    ]
    assert written(docx(*body, strict=True)) == written(docx(*body))


def test_right_to_left_text():
    data = docx(
        p("العنوان", style="title", more="<w:bidi/>"), p("هذا نص عربي طويل.", more="<w:bidi/>")
    )
    found = read(data, "a.docx")
    assert (found.title, found.lang, found.dir) == ("العنوان", "ar", "rtl")


def test_a_bold_line_in_the_middle_is_the_title_where_it_is_the_only_one():
    middle = '<w:jc w:val="center"/>'
    data = docx(p(r("The road", "b"), more=middle), p(LOREM), p(r("One", "b")), p(LOREM))
    assert outline(data) == ["title The road", "paragraph", "2 One", "paragraph"]


def test_the_title_that_the_file_says_to_have_is_one_only_where_it_stands_in_the_text():
    body = [p("The road."), p("One", style="h1"), p(LOREM), p("Two", style="h1"), p(LOREM)]
    named = outline(docx(*body, core=core(title="The  Road.")))
    assert named == ["title The road.", "2 One", "paragraph", "2 Two", "paragraph"]
    other = outline(docx(*body, core=core(title="Template")))
    assert other == ["paragraph", "1 One", "paragraph", "1 Two", "paragraph"]


def test_where_nothing_is_formatted_the_form_tells_as_in_plain_text():
    data = docx(
        *(p("The road to recovery"), p(LOREM * 3), p("Physical recovery"), p(LOREM * 3)),
        *(p("What comes next"), p(LOREM * 3)),
    )
    assert outline(data) == [
        *("title The road to recovery", "paragraph", "2 Physical recovery", "paragraph"),
        *("2 What comes next", "paragraph"),
    ]
