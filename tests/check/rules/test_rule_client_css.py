"""What cases cannot show: settings of the check, wild CSS, and time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.mail import Mail
from pipeline.check.rules import client_blocks, client_css
from pipeline.check.run import check_mail
from pipeline.model import CheckSettings

RULES = (*client_blocks.RULES, *client_css.RULES)
FLEX = '<div style="display: flex; border-radius: 2px"><p>One</p><p>Two</p></div>'

WORDS = """
    <style> </style> <style\tmedia="print"> <p\tstyle=" "> </p> <div\tclass="a"> </div>
    <!--[if\tmso]> <![endif]--> { } ( ) [ ] : ; , > + ~ * . # @ ! / // /* */ " ' \\ & % - --
    a .a #b :not( :nth-child( ::before :checked [x=y] @media @import @supports @font-face @layer
    screen and (min-width:1px) color background display flex none rgb( rgba( var(--x) calc(
    linear-gradient( url( 1px 2rem 100% -9999px opacity 0 animation content "ab" margin padding
    width position absolute !important transparent #fff white mso-hide:all <table> <tr>
    <td\tbgcolor="#000"> </td> </table> text
"""
PIECES = st.sampled_from(
    [piece.replace("\t", " ") for piece in WORDS.replace("\n", " ").split(" ") if piece.strip()]
)


BELOW = "what stood side by side stands one below the other"


def told(html: str, check: CheckSettings) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (one.rule, one.severity.value, one.message, one.clients)
        for one in check_mail(Mail("mail", html, check), RULES)
    ]


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]))
def test_no_css_makes_a_rule_fail(pieces, between):
    html = between.join(pieces)
    check = CheckSettings(clients=("all",), select=("client", "client/css-degrades"))
    for mail in (Mail("mail", html, check), Mail("mail", f"<style>{html}</style>{FLEX}", check)):
        for one in check_mail(mail, RULES):
            assert one.message
            assert one.message == one.message.strip()


def test_only_the_chosen_mail_programs_count():
    assert told(FLEX, CheckSettings(clients=("apple-mail",))) == []
    assert told(FLEX, CheckSettings(clients=("outlook.windows",))) == [
        (
            "client/css-unsupported",
            "warning",
            f"display: flex does not work in Outlook for Windows: {BELOW}",
            ("outlook.windows",),
        )
    ]


def test_ornaments_are_told_to_those_who_ask():
    family = CheckSettings(select=("client",), clients=("outlook.windows",))
    assert [each[0] for each in told(FLEX, family)] == ["client/css-unsupported"]
    asked = CheckSettings(select=("client/css-degrades",), clients=("outlook.windows",))
    assert told(FLEX, asked) == [
        (
            "client/css-degrades",
            "note",
            "border-radius: 2px does not work in Outlook for Windows: the ornament is not there",
            ("outlook.windows",),
        )
    ]


def test_what_few_readers_miss_is_told_more_quietly():
    few = CheckSettings(clients=("outlook.windows",), shares={"outlook.windows": 0.001})
    many = CheckSettings(clients=("outlook.windows",), shares={"outlook.windows": 0.5})
    gone = '<td style="background: linear-gradient(#000, #111); color: #fff">Words</td>'
    assert [each[:2] for each in told(FLEX, few)] == [("client/css-unsupported", "note")]
    assert [each[:2] for each in told(FLEX, many)] == [("client/css-unsupported", "warning")]
    assert [each[:2] for each in told(gone, few)] == [("client/css-lost", "warning")]
    assert [each[:2] for each in told(gone, many)] == [("client/css-lost", "error")]


def test_the_same_in_many_places_is_one_finding_with_its_count():
    (found,) = check_mail(Mail("mail", FLEX * 3), client_css.RULES[:2])
    assert (found.rule, found.count) == ("client/css-unsupported", 3)
