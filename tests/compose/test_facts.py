"""What mjml-python, premailer and css-inline do, as far as the design relies on it.

A test that fails here after an upgrade says what to look at again in pipeline/compose.
"""

import logging
import re

import css_inline
import cssutils
import premailer
import pytest
from mjml import mjml2html

from pipeline.compose import mjml_spec

cssutils.log.setLevel(logging.CRITICAL)


def column(inside: str, head: str = "") -> str:
    return mjml2html(
        f'<mjml lang="ar" dir="rtl"><mj-head>{head}</mj-head><mj-body><mj-section><mj-column>'
        f"{inside}</mj-column></mj-section></mj-body></mjml>",
        fonts={},
    )


# mjml-python -------------------------------------------------------------------------------


def test_mrml_drops_ll_src_and_data_attributes_on_its_tags_wherever_they_stand():
    html = mjml2html(
        '<mjml ll-src="a:1"><mj-head ll-src="a:1"><mj-title ll-src="a:1">x</mj-title>'
        '<mj-style ll-src="a:1">p{}</mj-style><mj-attributes ll-src="a:1"><mj-all ll-src="a:1"/>'
        '<mj-class name="c" ll-src="a:1"/><mj-text ll-src="a:1"/></mj-attributes></mj-head>'
        '<mj-body ll-src="a:1"><mj-wrapper ll-src="a:1"><mj-section ll-src="a:1" data-x="1">'
        '<mj-column ll-src="a:1"><mj-text mj-class="c" ll-src="a:1" data-x="1">y</mj-text>'
        '<mj-raw ll-src="a:1">z</mj-raw></mj-column></mj-section></mj-wrapper></mj-body></mjml>'
    )
    assert "ll-src" not in html
    assert "data-x" not in html
    assert "a:1" not in html


def test_mrml_keeps_data_attributes_and_comments_inside_text_and_raw():
    html = column('<mj-text><p data-x="1-2">a</p><!-- b --></mj-text><mj-raw><!-- c --></mj-raw>')
    assert '<p data-x="1-2">a</p><!-- b -->' in html
    assert "<!-- c -->" in html


def test_mrml_writes_css_class_on_the_element_and_with_outlook_in_comments():
    html = mjml2html(
        '<mjml><mj-body><mj-section css-class="a k-1-2"><mj-column css-class="b k-3-4">'
        '<mj-text css-class="c k-5-6">x</mj-text></mj-column></mj-section></mj-body></mjml>'
    )
    assert re.findall(r'class="([^"]*k-[^"]*)"', html) == [
        "a k-1-2-outlook",
        "a k-1-2",
        "b k-3-4-outlook",
        "mj-outlook-group-fix mj-column-per-100 b k-3-4",
        "c k-5-6",
    ]


def test_mrml_inlines_nothing():
    html = column("", '<mj-style inline="inline">.q{color:red}</mj-style>')
    assert '<style type="text/css">.q{color:red}</style>' in html


def test_mrml_puts_the_title_into_title_and_aria_label():
    html = column("", "<mj-title>A &amp; b</mj-title>")
    assert "<title>A &amp; b</title>" in html
    assert 'aria-label="A &amp; b"' in html


def test_mrml_writes_a_lower_case_doctype_and_lang_and_dir():
    html = column("")
    assert html.startswith('<!doctype html><html lang="ar" dir="rtl" ')
    assert re.search(r'<body [^>]*><div [^>]*lang="ar" dir="rtl"', html)


def test_mrml_columns_are_left_to_right_unless_told():
    assert "text-align:left;direction:ltr" in column("<mj-text>x</mj-text>")


def test_mrml_fetches_no_font_that_mj_font_does_not_name():
    body = '<mj-text font-family="Roboto">x</mj-text>'
    assert "fonts.googleapis" not in column(body)
    assert "fonts.googleapis" in mjml2html(
        f"<mjml><mj-body><mj-section><mj-column>{body}</mj-column></mj-section></mj-body></mjml>"
    )
    named = column(
        '<mj-text font-family="F">x</mj-text>', '<mj-font name="F" href="https://f.invalid/"/>'
    )
    assert '<link href="https://f.invalid/"' in named
    assert "@import url(https://f.invalid/)" in named


@pytest.mark.parametrize(
    "inside", ["a<br>b", "<img src='x'>", "&nbsp;&copy; & b", "<td nowrap>x</td>", "x <!-- c --> y"]
)
def test_mrml_takes_void_tags_and_entities_in_text(inside):
    assert "x" in column(f"<mj-text>x {inside}</mj-text>")


@pytest.mark.parametrize(
    "inside", ["<p>x", "<td>x", "<b>x", "<a href=x>y</a>", "<![CDATA[x]]>", "<BR>"]
)
def test_mrml_refuses_what_is_not_well_formed_without_saying_where(inside):
    with pytest.raises(ValueError, match="root template"):
        column(f"<mj-text>{inside}</mj-text>")


@pytest.mark.parametrize(
    "source",
    [
        "<mjml><mj-head><mj-html-attributes/></mj-head><mj-body/></mjml>",
        '<mjml><mj-raw position="file-start"/><mj-body/></mjml>',
        "<!DOCTYPE mjml><mjml><mj-body/></mjml>",
        '<?xml version="1.0"?><mjml><mj-body/></mjml>',
        '<mjml><mj-body><mj-include path="x"/></mj-body></mjml>',
    ],
)
def test_mrml_refuses(source):
    with pytest.raises(ValueError, match=r".+"):
        mjml2html(source)


def test_mrml_checks_neither_tags_nor_attributes_nor_nesting():
    mjml2html('<mjml><mj-body><mj-text color="?" colour="x">a</mj-text><mj-foo/></mj-body></mjml>')


VALUES = ("7px", "33%", "1px solid #abcdef", "#fedcba", "zzq", "top", "700", "auto", "presentation")
PARENTS = {
    "mj-accordion-title": (
        "<mj-accordion><mj-accordion-element>{}</mj-accordion-element></mj-accordion>"
    ),
    "mj-social-element": "<mj-social>{}</mj-social>",
}
INERT = [(tag, name) for tag, names in mjml_spec.INERT.items() for name in sorted(names)]


@pytest.mark.parametrize(
    ("tag", "name"), [pair for pair in INERT if pair != ("mj-raw", "position")]
)
def test_mrml_passes_over_what_we_call_inert(tag, name):
    def html(attribute: str) -> str:
        text = "" if tag in mjml_spec.CHILDREN else "x"
        one = f'<{tag} src="a" href="b" name="facebook" {attribute}>{text}</{tag}>'
        if tag == "mj-body":
            return mjml2html(f"<mjml>{one}</mjml>")
        if tag == "mj-style":
            return column("", one)
        if tag in ("mj-section", "mj-wrapper", "mj-hero"):
            return mjml2html(f"<mjml><mj-body>{one}</mj-body></mjml>")
        return column(PARENTS.get(tag, "{}").format(one))

    assert {html(f'{name}="{value}"') for value in VALUES} == {html("")}


def test_an_attribute_that_works_is_told_apart_by_the_same_test():
    assert column('<mj-text color="#fedcba">x</mj-text>') != column("<mj-text>x</mj-text>")


# premailer ---------------------------------------------------------------------------------


def transform(html: str, **options: object) -> str:
    return premailer.transform(html, allow_network=False, **options)


def test_premailer_drops_a_lower_case_doctype():
    page = "<html><head></head><body></body></html>"
    assert "doctype" not in transform(f"<!doctype html>{page}").lower()
    assert transform(f"<!DOCTYPE html>{page}").startswith("<!DOCTYPE html>")


def test_premailer_strips_important_unless_told():
    page = "<style>@media print{p{color:red !important}}</style><p>x</p>"
    assert "!important" not in transform(page)
    assert "!important" in transform(page, strip_important=False)


def test_premailer_changes_entities_tables_in_links_and_names_of_svg():
    html = transform('<p>&nbsp;</p><a href="x"><table></table></a><svg viewBox="0"></svg>')
    assert "&nbsp;" not in html
    assert '<a href="x"></a><table>' in html
    assert "viewBox" not in html


def test_premailer_reads_no_empty_text():
    with pytest.raises(AttributeError):
        transform("")


def test_premailer_passes_over_stars_upper_case_and_what_cssutils_cannot_read():
    css = "*{top:1px} P{top:2px} p{color:rgb(0 0 0 / 50%)}"
    assert "style=" not in transform("<p>x</p>", css_text=css, disable_leftover_css=True)


def test_premailer_adds_a_style_tag_for_a_pseudo_class():
    assert "<style" in transform(
        "<html><head></head><body><a>x</a></body></html>", css_text="a:hover{top:1px}"
    )


def test_premailer_writes_a_property_where_it_was_first_named():
    """A longhand thus may come before the shorthand that it was to overrule."""
    html = transform(
        '<p class="a">', css_text="p{padding-top:1px} .a{padding:0} p.a{padding-top:9px}"
    )
    assert 'style="padding-top:9px; padding:0"' in html


# css-inline --------------------------------------------------------------------------------


def inlined(html: str, css: str) -> str:
    return css_inline.inline(
        html,
        inline_style_tags=False,
        keep_style_tags=True,
        load_remote_stylesheets=False,
        extra_css=css,
    )


def test_css_inline_takes_extra_css_and_no_other():
    html = inlined("<style>p{left:1px}</style><p>x</p>", "p{top:1px}")
    assert '<p style="top: 1px;">x</p>' in html
    assert "<style>p{left:1px}</style>" in html


def test_css_inline_takes_stars_which_premailer_does_not():
    assert '<p style="top: 1px;">' in inlined("<p>x</p>", "*{top:1px}")


def test_css_inline_writes_single_quotes_into_styles():
    assert "style=\"font-family: 'A B';\"" in inlined("<p>x</p>", 'p{font-family:"A B"}')
