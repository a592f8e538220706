"""The settings of checks: [check] in letterloom.toml, an article's ignores, every mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from pipeline.errors import Place, SettingsError
from pipeline.model import CheckSettings, Ignore
from pipeline.project import article_settings, load_project

Make = Callable[..., Path]

FULL = """\
[check]
select = ["image", "link/relative"]
clients = ["gmail", "outlook.windows"]
grade = 8
fail_on = "warning"
ignore = [
  { rule = "link/relative", reason = "They are mended when sent.", contains = "/shop" },
]
[check.severity]
"image/moves" = "off"
theme = "note"
[check.shares]
gmail = 0.5
"outlook.windows" = 0
"""


def test_all_of_them(make: Make) -> None:
    root = make({"letterloom.toml": FULL})
    line = FULL.split("\n")[6]
    place = Place(str(root / "letterloom.toml"), 7, 5, line)
    assert load_project(root).check == CheckSettings(
        select=("image", "link/relative"),
        ignores=(Ignore("link/relative", "They are mended when sent.", "/shop", None, place),),
        severities={"image/moves": "off", "theme": "note"},
        clients=("gmail", "outlook.windows"),
        shares={"gmail": 0.5, "outlook.windows": 0.0},
        grade=8.0,
        fail_on="warning",
    )


def test_none_of_them(make: Make) -> None:
    assert load_project(make({"letterloom.toml": ""})).check == CheckSettings()
    assert load_project(make({"letterloom.toml": "[check]\n"})).check == CheckSettings()


def test_an_articles_own_ignores(make: Make) -> None:
    toml = '[[check.ignore]]\nreason = "As agreed."\nrule = "image"\n'
    root = make({"letterloom.toml": "", "content/a.md": "A.\n", "content/a.toml": toml})
    own = article_settings(load_project(root), root / "content/a.md").ignores
    place = Place(str(root / "content/a.toml"), 3, 1, 'rule = "image"')
    assert own == (Ignore("image", "As agreed.", "", None, place),)


def test_an_articles_ignores_in_front_matter(make: Make) -> None:
    root = make({"letterloom.toml": "", "content/a.md": "A.\n"})
    source = root / "content/a.md"
    place = Place(str(source), 3, 1, "check:")
    front = {"check": {"ignore": [{"rule": "image/moves", "reason": "It is short."}]}}
    own = article_settings(load_project(root), source, front, lambda _: place).ignores
    assert own == (Ignore("image/moves", "It is short.", "", None, place),)


WRONG = {
    "an unknown check": (
        '[check]\nselect = ["link/relativ"]',
        (2, 11, 'there is no check "link/relativ"', "link/relative"),
    ),
    "an unknown check to ignore": (
        '[[check.ignore]]\nreason = "x"\nrule = "image/moved"',
        (3, 1, 'there is no check "image/moved"', "image/moves"),
    ),
    "the family forgotten": (
        '[check.severity]\n"no-alt" = "off"',
        (2, 1, 'there is no check "no-alt"', "image/no-alt"),
    ),
    "no reason": (
        '[check]\nignore = [{ rule = "link/relative" }]',
        (2, 11, "this ignore has no reason", 'write reason = "the museum has no https"'),
    ),
    "an empty reason": (
        '[[check.ignore]]\nrule = "image"\nreason = " "',
        (1, 1, "this ignore has no reason", 'write reason = "the museum has no https"'),
    ),
    "no rule": (
        '[[check.ignore]]\nreason = "x"',
        (1, 1, "this ignore has no rule", 'write rule = "link/insecure"'),
    ),
    "an unknown severity": (
        '[check.severity]\n"image/moves" = "of"',
        (
            2,
            1,
            'check.severity.image/moves must be "error" or "warning" or "note" or "off", not "of"',
            'write "off"',
        ),
    ),
    "an unknown mail program": (
        '[check]\nclients = ["gmial"]',
        (2, 12, "there is no mail program 'gmial'", "gmail"),
    ),
    "a share of an unknown mail program": (
        "[check.shares]\noutlok = 0.3",
        (2, 1, "there is no mail program 'outlok'", "outlook"),
    ),
    "a share in percent": (
        "[check.shares]\ngmail = 40",
        (
            2,
            1,
            "check.shares.gmail must be a share from 0 to 1, not the number 40",
            "write gmail = 0.25",
        ),
    ),
    "a share of all": (
        "[check.shares]\nall = 1",
        (2, 1, "not all mail programs have one share", "name one, such as gmail"),
    ),
    "a grade that is a word": (
        '[check]\ngrade = "easy"',
        (2, 1, 'check.grade must be a number from 1 to 20, not "easy"', "write grade = 9"),
    ),
    "a check that is no list": (
        '[check]\nselect = "link"',
        (2, 1, 'check.select must be a list, not "link"', 'write select = ["link", "words/grade"]'),
    ),
    "a name of another shape": (
        '[check]\nselect = ["link/*"]',
        (
            2,
            11,
            'check.select must be a check or a family of checks, not "link/*"',
            'for example "link/insecure"',
        ),
    ),
    "an unknown key": ("[check]\nselct = []", (2, 1, "there is no setting check.selct", "select")),
    "an unknown limit": (
        '[check]\nfail_on = "errors"',
        (
            2,
            1,
            'check.fail_on must be "error" or "warning" or "note" or "never", not "errors"',
            'write "error"',
        ),
    ),
}


@pytest.mark.parametrize(("toml", "told"), WRONG.values(), ids=WRONG)
def test_each_mistake_has_its_place(make: Make, toml: str, told: tuple[int, int, str, str]) -> None:
    root = make({"letterloom.toml": dedent(toml)})
    with pytest.raises(SettingsError) as caught:
        load_project(root)
    place = caught.value.place
    assert place is not None
    assert (place.line, place.column, caught.value.message, caught.value.hint) == told


def test_an_article_may_not_say_what_is_checked(make: Make) -> None:
    files = {
        "letterloom.toml": "",
        "content/a.md": "A.\n",
        "content/a.toml": "[check]\ngrade = 8\n",
    }
    root = make(files)
    with pytest.raises(SettingsError) as caught:
        article_settings(load_project(root), root / "content/a.md")
    assert caught.value.hint == "check.grade belongs in letterloom.toml"
