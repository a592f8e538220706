import time

import pytest

from pipeline.check.features.css_reach import Reach
from pipeline.check.mail import Mail

HTML = """
<table id="t"><tr><td class="a b" width="1">one</td><td class="b">two</td>
<td>three</td></tr></table>
<p class="a">four</p><div class="a"><span lang="de">five</span></div>
"""


def _reached(html: str, selectors: str) -> list[str]:
    mail = Mail("mail", f"{html}<style>{selectors} {{ color: red }}</style>")
    found = Reach(mail.document.elements).reached(mail.sheets[0].rules[0])
    return [f"{one.name}:{one.text}" for one in found]


@pytest.mark.parametrize(
    ("selectors", "reached"),
    [
        ("td", ["td:one", "td:two", "td:three"]),
        ("td:first-child", ["td:one", "td:two", "td:three"]),
        (".a", ["td:one", "p:four", "div:five"]),
        (".a.b", ["td:one"]),
        ("td.b, SPAN", ["td:one", "td:two", "span:five"]),
        ("#t .b", ["td:one", "td:two"]),
        ("#t > .b", []),
        ("tr > .b", ["td:one", "td:two"]),
        ("td + td", ["td:two", "td:three"]),
        (".a + td", ["td:two"]),
        (".a ~ td", ["td:two", "td:three"]),
        ("td ~ .a", []),
        ("table + p", ["p:four"]),
        ("td[width]", ["td:one"]),
        ("[lang=de]", ["span:five"]),
        ("[lang=en]", []),
        ("[data-ogsc] td", []),
        ("#outlook a, .nobody > td", []),
        ("div *", ["span:five"]),
        (":root", []),
    ],
)
def test_a_rule_reaches_the_elements_that_it_speaks_of(selectors, reached):
    assert _reached(HTML, selectors) == reached


def test_a_nested_rule_reaches_from_where_it_is_nested():
    mail = Mail("mail", f"{HTML}<style>tr {{ & .b {{ color: red }} p {{ color: blue }} }}</style>")
    reach = Reach(mail.document.elements)
    told = [[one.text for one in reach.reached(rule)] for rule in mail.sheets[0].rules]
    assert told == [["onetwo\nthree"], ["one", "two"], []]


def test_many_ways_to_hang_one_on_another_take_no_longer():
    html = "<div>" * 2000 + "x" + "</div>" * 2000
    began = time.process_time()
    assert _reached(html, "div " * 30 + "p ~ div div") == []
    assert len(_reached(html, " ".join(["div"] * 30))) == 1971
    assert time.process_time() - began < 5
