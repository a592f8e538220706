"""Every word of a Word file arrives, in order, whatever it is: the proof that each build makes."""

from hypothesis import given, settings
from hypothesis import strategies as st
from listings import read
from proofs import unproved
from word_files import box, deleted, docx, field, note, p, picture, png, r, ref, tbl, tc

from pipeline.read import manuscript

LOOKS = ("", "b", "i", "b i", "strike", "u", "b u strike i", '<w:vertAlign w:val="superscript"/>')
STYLES = ("", "", "", "h1", "h3", "title", "quote", "code", "caption", "listpara")
# Markup of all sorts, and signs that open something at a line's start.
SIGNS = st.sampled_from(
    [
        *"*_`[]()<>&|~#+-=:!\\^•–\"'/\u00a0\u00ad\u200b",
        *("{{", "}}", "{%", "{{first_name}}", "1.", "2)", "&amp;", "<b>", "</p>", "<!--", "```"),
        *(" :::", "[^1]:", "https://a.b/c_d_e", "www.x.org", "](u)", "a@b.org", "_____"),
    ]
)
LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8
)
TEXTS = st.lists(st.one_of(SIGNS, LETTERS, st.sampled_from([" ", "word", "Heading", "x"]))).map(
    "".join
)
RUNS = st.builds(r, TEXTS, st.sampled_from(LOOKS))
INLINE = st.one_of(
    RUNS,
    RUNS,
    st.builds("<w:ins>{}</w:ins>".format, RUNS),
    st.builds(deleted, TEXTS),
    st.builds(lambda inside: field('HYPERLINK "https://a.b/c"', inside), RUNS),
    st.just("<w:r><w:br/></w:r>"),
    st.just("<w:r><w:tab/></w:r>"),
    st.builds(lambda inside: r(inside, "vanish"), TEXTS),
    st.builds(ref, st.sampled_from([1, 2, 3]), st.sampled_from(["footnote", "endnote"])),
    st.builds(picture, st.just("r1"), TEXTS),
)
PARAGRAPHS = st.builds(
    lambda inside, style, num, more: p("<w:r/>", *inside, style=style, num=num, more=more),
    st.lists(INLINE, max_size=4),
    st.sampled_from(STYLES),
    st.sampled_from([None, None, None, (1, 0), (1, 1), (2, 0), (2, 2), (3, 0)]),
    st.sampled_from(["", "", "", "<w:rPr><w:del/></w:rPr>"]),
)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inside: st.one_of(
        st.builds(
            lambda cells: tbl(cells, cells), st.lists(st.builds(tc, inside), min_size=1, max_size=3)
        ),
        st.builds(lambda one: p(r("before"), box(one), r("after")), inside),
        st.builds("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format, inside),
    ),
    max_leaves=4,
)


PICTURE = {
    "related": [("r1", "image", "media/x.png")],
    "parts": {"word/media/x.png": png()},
}


@settings(max_examples=300)
@given(st.lists(BLOCKS, min_size=1, max_size=6), TEXTS)
def test_every_word_arrives_in_order(blocks, said):
    data = docx(
        p("Some words to begin with."),
        *blocks,
        footnotes=note(1, said, said) + note(2, "Two."),
        endnotes=note(1, said, kind="endnote"),
        **PICTURE,
    )
    assert unproved(read(data, "a.docx")) is None


@settings(max_examples=100)
@given(TEXTS, st.booleans())
def test_every_paragraph_is_found_at_its_number(said, boxed):
    found = manuscript(docx(p(), p(box(p(r(said))) if boxed else r(said)), p("End.")), "a.docx")
    # An empty box says nothing in either of its forms, so neither stays.
    inside = ([said] if said else []) if boxed else None
    expected = ["", said, "End."] if inside is None else ["", "", *inside, "End."]
    assert list(found.shown) == expected
    assert found.lines_unit == "paragraph"
