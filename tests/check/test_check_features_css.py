from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.check.features.css import css_uses
from pipeline.check.mail import Mail
from pipeline.clients import FEATURES

FILE = Path(__file__).parent / "cases" / "features_css.txt"


class Fixture(NamedTuple):
    feature: str
    uses: str
    near_miss: str
    also: frozenset[str]


def _read() -> tuple[list[Fixture], dict[str, str]]:
    seen, _, unseen = FILE.read_text("utf-8").partition("\nunseen\n")
    fixtures = []
    for block in seen.split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if not lines:
            continue
        said = {key: value for key, _, value in (one.strip().partition(" ") for one in lines[1:])}
        also = frozenset(said.get("also", "").split())
        fixtures.append(Fixture(lines[0], said["uses"], said["not"].strip(), also))
    reasons = (line.strip().partition(" ") for line in unseen.splitlines() if line.strip())
    return fixtures, {name: reason for name, _, reason in reasons}


FIXTURES, UNSEEN = _read()


def _features(html: str) -> set[str]:
    return {use.feature for use in css_uses(Mail("mail", html))}


@pytest.mark.parametrize("fixture", FIXTURES, ids=[one.feature for one in FIXTURES])
def test_a_use_is_seen_as_what_it_is_and_nothing_else(fixture: Fixture):
    assert _features(fixture.uses) == {fixture.feature} | fixture.also


@pytest.mark.parametrize("fixture", FIXTURES, ids=[one.feature for one in FIXTURES])
def test_what_looks_alike_is_no_use(fixture: Fixture):
    assert fixture.feature not in _features(fixture.near_miss)


def test_every_feature_of_css_is_seen_or_has_a_reason_why_not():
    told = [one.feature for one in FIXTURES]
    assert sorted([*told, *UNSEEN]) == sorted(name for name in FEATURES if name[:4] == "css-")
    assert all(UNSEEN.values())


def test_only_what_is_wanted_is_told():
    mail = Mail(
        "mail", '<p style="color: rgb(1, 2, 3); width: 2px"><style>a { width: 1em }</style>'
    )
    told = [(use.feature, use.shown) for use in css_uses(mail, {"css-width"})]
    assert told == [("css-width", "width: 1em"), ("css-width", "width: 2px")]


def test_a_use_says_where_it_is_and_who_reads_it():
    html = (
        "<style>@media print { a > b { float: left } }</style>"
        '<!--[if mso]><p style="float: none"></p><![endif]-->'
        '<!--[if !mso]><!--><p style="float: right"></p><!--<![endif]-->'
    )
    told = [
        (html[use.at :][:11], use.shown, use.in_block, use.in_media, use.others, use.outlook)
        for use in css_uses(Mail("mail", html), {"css-float", "css-selector-child"})
    ]
    assert told == [
        ("a > b { flo", "a > b", True, True, True, True),
        ("float: left", "float: left", True, True, True, True),
        ("float: none", "float: none", False, False, False, True),
        ("float: righ", "float: right", False, False, True, False),
    ]
