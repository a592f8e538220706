import pytest
from jinja2 import Environment, FileSystemLoader

from pipeline.compose import mjml_spec
from pipeline.compose.mjml import compile_mjml
from pipeline.compose.mjml_check import MAX_DEPTH, check_mjml
from pipeline.compose.source_lines import SourceLines
from pipeline.errors import Place, ThemeError


def mail(inside: str, head: str = "") -> str:
    return (
        f"<mjml>\n<mj-head>{head}</mj-head>\n<mj-body>\n<mj-section>\n<mj-column>\n"
        f"{inside}\n</mj-column>\n</mj-section>\n</mj-body>\n</mjml>"
    )


def problem(source: str) -> ThemeError:
    with pytest.raises(ThemeError) as caught:
        compile_mjml(source, file="email.mjml")
    return caught.value


GOOD = {
    "the least": "<mjml><mj-body></mj-body></mjml>",
    "entities": mail("<mj-text>a&nbsp;b &copy; &#160; &amp;</mj-text>"),
    "void tags": mail('<mj-text>a<br>b<br/><img src="x?a=1&amp;b">\n<hr class="x"\n></mj-text>'),
    "a comment": mail("<!-- <mj-foo> --><mj-text>a <!-- b --></mj-text>"),
    "Outlook's": mail("<mj-raw><!--[if mso]><p>x</p><![endif]--></mj-raw>"),
    "a style": mail("", "<mj-style>.a > .b{} @media (max-width:1px){}</mj-style>"),
    "defaults": mail(
        "",
        '<mj-attributes><mj-all font-family="x"/><mj-class name="a" color="red"/>'
        '<mj-text padding="0"/></mj-attributes>',
    ),
    "ours": mail('<mj-text css-class="a" mj-class="b" ll-src="a:1">x</mj-text>'),
    "every tag": mail(
        '<mj-button href="https://a.invalid/">a</mj-button><mj-divider/><mj-spacer/>'
        '<mj-image src="a"/><mj-table><tr><td>a</td></tr></mj-table><mj-social>'
        '<mj-social-element name="x">a</mj-social-element></mj-social><mj-navbar>'
        "<mj-navbar-link>a</mj-navbar-link></mj-navbar><mj-accordion><mj-accordion-element>"
        "<mj-accordion-title>a</mj-accordion-title><mj-accordion-text>b</mj-accordion-text>"
        '</mj-accordion-element></mj-accordion><mj-carousel><mj-carousel-image src="a"/>'
        "</mj-carousel>"
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_mjml_is_compiled(name):
    assert compile_mjml(GOOD[name], file="x").startswith("<!doctype html><html")


@pytest.mark.parametrize(
    ("source", "message", "hint", "line", "column"),
    [
        (mail("<mj-txt>a</mj-txt>"), "unknown tag <mj-txt>", "did you mean mj-text?", 6, 1),
        (mail("<mj-zzz/>"), "unknown tag <mj-zzz>", "put HTML into mj-text or mj-raw", 6, 1),
        (
            mail('<mj-text colour="red">a</mj-text>'),
            "<mj-text> has no attribute colour",
            "did you mean color?",
            6,
            1,
        ),
        (
            mail('<mj-font href="x" zzzz="y"/>'.replace("mj-font", "mj-divider")),
            "<mj-divider> has no attribute href",
            (
                "<mj-divider> has align, border-color, border-style, border-width, "
                "container-background-color, padding, padding-bottom, padding-left, padding-right, "
                "padding-top, width"
            ),
            6,
            1,
        ),
        (
            mail('<mj-text background-color="red">a</mj-text>'),
            "background-color does nothing on <mj-text>: MRML passes over it",
            "use container-background-color",
            6,
            1,
        ),
        (
            "<mjml><mj-body><mj-section>\n <mj-text>a</mj-text></mj-section></mj-body></mjml>",
            "<mj-text> may not stand in <mj-section>",
            "it stands in mj-column, mj-hero; close <mj-section> first, if need be",
            2,
            2,
        ),
        (
            mail("<mj-text><mj-button>a</mj-button></mj-text>"),
            "<mj-button> may not stand in <mj-text>",
            "it stands in mj-column, mj-hero; close <mj-text> first, if need be",
            6,
            10,
        ),
        (
            mail("<p>a</p>"),
            "<p> may not stand in <mj-column>",
            "put HTML into mj-text or mj-raw",
            6,
            1,
        ),
        (mail("a"), "text may not stand in <mj-column>", "put it into mj-text or mj-raw", 6, 1),
        ("<html></html>", "the outermost tag is <html>", "it must be <mjml>", 1, 1),
        (
            mail('<mj-include path="/etc/passwd"/>'),
            "<mj-include> is not supported",
            "include the file with Jinja: {% include 'name.mjml.j2' %}",
            6,
            1,
        ),
        (
            "<mjml><mj-raw/><mj-body/></mjml>",
            "<mj-raw> may not stand in <mjml>",
            (
                "it stands in mj-accordion, mj-accordion-element, mj-body, mj-column, mj-group, "
                "mj-head, mj-hero, mj-navbar, mj-section, mj-social, mj-wrapper; "
                "close <mjml> first, if need be"
            ),
            1,
            7,
        ),
        (
            "<!DOCTYPE mjml><mjml/>",
            "a doctype or <?xml may not stand before <mjml>",
            "take it out: MRML writes one",
            1,
            0,
        ),
        (
            '<?xml version="1.0"?><mjml/>',
            "a doctype or <?xml may not stand before <mjml>",
            "take it out: MRML writes one",
            1,
            0,
        ),
        (
            mail("<mj-text>a"),
            "<mj-text> is not closed before </mj-column>",
            "write </mj-text>",
            6,
            1,
        ),
        ("<mjml>\n<mj-body>", "<mj-body> is not closed", "write </mj-body>", 2, 1),
        (
            mail("<mj-text>a</p></mj-text>"),
            "</p> closes nothing",
            "take it out, or open <p> first",
            6,
            13,
        ),
        (
            mail("<mj-text>a & b</mj-text>"),
            "not well-formed (invalid token)",
            "write & as &amp;",
            6,
            13,
        ),
        (
            mail('<mj-button href="https://a.invalid/?a=1&b=2">a</mj-button>'),
            "not well-formed (invalid token)",
            "write & as &amp;",
            6,
            42,
        ),
        (
            mail("<mj-text>a < b</mj-text>"),
            "not well-formed (invalid token)",
            "write < as &lt;",
            6,
            13,
        ),
        (
            mail("<mj-text><a href=x>a</a></mj-text>"),
            "not well-formed (invalid token)",
            'close every tag and write attributes as name="value"',
            6,
            18,
        ),
        (
            mail('<mj-text color="a" color="b">a</mj-text>'),
            "not well formed: duplicate attribute",
            "write the attribute once",
            6,
            20,
        ),
        (
            "",
            "not well formed: no element found",
            'close every tag and write attributes as name="value"',
            1,
            1,
        ),
    ],
)
def test_a_mistake_is_an_error_at_its_line(source, message, hint, line, column):
    error = problem(source)
    text = source.split("\n")[line - 1]
    assert (error.message, error.hint) == (message, hint)
    assert error.place == Place("email.mjml", line, column, text if column else "")


def test_what_only_mrml_refuses_is_an_error_of_ours_too():
    error = problem(mail("<mj-raw><BR/><![CDATA[x]]></mj-raw>"))
    assert error.message.startswith("MRML cannot read this MJML: ")
    assert (error.place, error.hint) == (
        Place("email.mjml"),
        "see whether mj-raw or mj-text holds HTML that is not closed",
    )


@pytest.mark.parametrize("text", ["\ud800", "\x00", "\x01", "<mj-text>\ud800</mj-text>"])
def test_what_is_no_text_is_an_error_not_a_traceback(text):
    assert isinstance(problem(mail(text)), ThemeError)


def test_tags_nested_too_deep_never_reach_mrml():
    deep = "<b>" * 100_000 + "</b>" * 100_000
    error = problem(mail(f"<mj-text>{deep}</mj-text>"))
    assert error.message == f"tags are nested more than {MAX_DEPTH} deep"


def test_entities_are_not_expanded():
    bomb = (
        '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><mjml><mj-body>&b;</mj-body></mjml>'
    )
    assert problem(bomb).message == "a doctype or <?xml may not stand before <mjml>"


# Places in templates -----------------------------------------------------------------------

TEMPLATES = {
    "mail.mjml.j2": (
        "<mjml>\n  <mj-body>\n    <mj-section>\n      <mj-column>\n"
        '        {% include "block.mjml.j2" %}\n'
        "      </mj-column>\n    </mj-section>\n  </mj-body>\n</mjml>\n"
    ),
    "block.mjml.j2": "",
}


@pytest.fixture
def mistake(tmp_path):
    """The error for a mail whose included block is the given text."""

    def made(block: str, **values: str) -> ThemeError:
        for name, text in {**TEMPLATES, "block.mjml.j2": block}.items():
            (tmp_path / name).write_text(text, "utf-8")
        environment = Environment(
            loader=FileSystemLoader(tmp_path), extensions=[SourceLines], autoescape=True
        )
        source = environment.get_template("mail.mjml.j2").render(values)
        with pytest.raises(ThemeError) as caught:
            compile_mjml(source, file="email.mjml", paths=lambda name: f"{tmp_path}/{name}")
        return caught.value

    return made


@pytest.mark.parametrize(
    ("block", "message", "line", "column"),
    [
        ("\n{# é #} <mj-txt>a</mj-txt>", "unknown tag <mj-txt>", 2, 9),
        (
            '<mj-text\n  padding="0"\n  colour="red">a</mj-text>',
            "<mj-text> has no attribute colour",
            3,
            3,
        ),
        (
            '<mj-image src="x" sizes="y"/>',
            "sizes does nothing on <mj-image>: MRML passes over it",
            1,
            19,
        ),
        (
            "{% if true %}\n<mj-section></mj-section>{% endif %}",
            "<mj-section> may not stand in <mj-column>",
            2,
            1,
        ),
        ("\n\n<mj-text>a{{ name }}", "<mj-text> is not closed before </mj-column>", 3, 1),
        ("\n<mj-text>\n  <p>a\n</mj-text>", "<p> is not closed before </mj-text>", 3, 3),
        ("<mj-text>\n\n{# #}\n a & b\n</mj-text>", "not well-formed (invalid token)", 4, 5),
        ("<mj-text>\n{{ name }} & b\n</mj-text>", "not well-formed (invalid token)", 1, 0),
        ("<mj-text>\n<p></b></p>\n</mj-text>", "</b> closes nothing", 2, 6),
        ('\n<mj-text color="a" color="b"/>', "not well formed: duplicate attribute", 2, 20),
        ("\n<mj-text color=a>", "not well-formed (invalid token)", 2, 16),
        ("<mj-text>&nbsp;<mj-raw/></mj-text>", "<mj-raw> may not stand in <mj-text>", 1, 16),
        ('<mj-include path="x"/>', "<mj-include> is not supported", 1, 1),
    ],
)
def test_a_mistake_is_found_in_its_template(mistake, tmp_path, block, message, line, column):
    error = mistake(block, name="Ada")
    place = Place(str(tmp_path / "block.mjml.j2"), line, column, block.split("\n")[line - 1])
    assert (error.message, error.place) == (message, place)


def test_a_mistake_around_an_include_is_found_in_the_outer_template(mistake, tmp_path):
    error = mistake("<div></div>")
    line = TEMPLATES["mail.mjml.j2"].split("\n")[3]
    assert (error.message, error.place) == (
        "<div> may not stand in <mj-column>",
        Place(str(tmp_path / "mail.mjml.j2"), 4, 0, line),
    )


@pytest.mark.parametrize("paths", [None, {}, {"a.mjml.j2": "/no/such/file"}])
def test_without_a_file_the_template_is_named(paths):
    with pytest.raises(ThemeError) as caught:
        check_mjml('<mjml><mj-bdy ll-src="a.mjml.j2:7"/></mjml>', file="x", paths=paths)
    name = (paths or {}).get("a.mjml.j2", "a.mjml.j2")
    assert caught.value.place == Place(name, 7)


def test_a_mapping_gives_the_files_too(tmp_path):
    (tmp_path / "b").write_text("\n <mj-bdy/>", "utf-8")
    with pytest.raises(ThemeError) as caught:
        check_mjml('<mjml><mj-bdy ll-src="a:2"/></mjml>', file="x", paths={"a": f"{tmp_path}/b"})
    assert caught.value.place == Place(f"{tmp_path}/b", 2, 2, " <mj-bdy/>")


def test_the_facts_fit_together():
    children = frozenset().union(*mjml_spec.CHILDREN.values())
    assert children | {"mjml"} == mjml_spec.TAGS
    assert set(mjml_spec.CHILDREN) <= mjml_spec.TAGS
    for tag, inert in mjml_spec.INERT.items():
        assert set(inert) <= mjml_spec.ATTRIBUTES[tag]
