"""The annotated `letterloom.toml` of a new project."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.colour import contrast, faint, faint_inverted
from pipeline.errors import SettingsError
from pipeline.model import PAIRS, Project, Sender, SeriesSettings
from pipeline.project import load_project
from pipeline.settings.keys import PROJECT, TABLES
from pipeline.settings.starter import DARK_SHEET, LIGHT_SHEET, starter_toml
from pipeline.settings.theme_keys import COLOURS
from pipeline.slots import BUILT_IN


def project(text: str) -> Project:
    with TemporaryDirectory() as folder:
        Path(folder, "letterloom.toml").write_bytes(text.encode())
        return load_project(Path(folder))


def uncommented(text: str) -> str:
    """The text with every key set that stands in it as a comment."""
    return re.sub(r"""(?m)^# (?=\[|(?:[a-z_]+|"[a-z/-]+") = )""", "", text)


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40)
WILD = st.text(st.characters(), max_size=40)


@given(WORDS, WORDS, WORDS, st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_what_is_given_is_read_back(name: str, sender: str, address: str, colour: str) -> None:
    text = starter_toml(
        name,
        sender_name=sender,
        sender_address="hello@example.org",
        postal_address=address,
        logo="images/our logo.png",
        colour=colour,
    )
    read = project(text)
    assert read.sender == Sender(
        name=" ".join((sender or name).split()),
        address="hello@example.org",
        postal_address=address_read(address),
    )
    assert read.theme.tokens["logo"] == "images/our logo.png"
    assert read.theme.tokens.get("logo_alt", "") == " ".join((name or sender).split())
    assert read.series == SeriesSettings(place=read.series.place)
    assert contrast(read.theme.light["accent"], LIGHT_SHEET) >= 4.5
    assert contrast(read.theme.dark["accent"], DARK_SHEET) >= 4.5
    light = {**{key: light for key, (light, _, _) in COLOURS.items()}, **read.theme.light}
    dark = {**{key: dark for key, (_, dark, _) in COLOURS.items()}, **read.theme.dark}
    assert [*faint(light, PAIRS), *faint(dark, PAIRS), *faint_inverted(light, PAIRS)] == []


def address_read(address: str) -> str:
    return " ".join(address.strip(" ,").split())


@given(WILD, WILD, WILD)
def test_any_text_is_held_or_refused(name: str, sender: str, address: str) -> None:
    try:
        text = starter_toml(name, sender_name=sender, postal_address=address, logo="logo.gif")
    except SettingsError:
        return
    assert project(text).theme.tokens["logo"] == "logo.gif"


def test_nothing_given_is_the_defaults() -> None:
    read = project(starter_toml())
    assert read == Project(
        root=read.root, file=read.file, fields=dict(BUILT_IN), series=SeriesSettings()
    )


def test_every_key_stands_in_it_with_its_sentence() -> None:
    text = starter_toml("Lantern")
    flowing = " ".join(line.removeprefix("# ") for line in text.split("\n"))
    for key in PROJECT:
        assert key.doc in flowing
    for table in {key.table for key in PROJECT}:
        assert TABLES[table] in flowing


EXAMPLES = {
    "samples[].*": "first_name",
    "check.severity.*": "link/insecure",
    "check.shares.*": "gmail",
    "export.*.*": "list_id",
    "export.*.fields.*": "first_name",
}
TABLE_EXAMPLES = (("fields.*", "fields.city"), ("export.*", "export.mailchimp"))


def test_with_every_comment_taken_away_it_is_still_right() -> None:
    text = uncommented(starter_toml())
    read = project(text)
    data = tomllib.loads(text)
    for key in PROJECT:
        inside = data
        table = key.table
        for every, one in TABLE_EXAMPLES:
            table = table.replace(every, one)
        for step in table.split("."):
            inside = inside[step[:-2]][0] if step.endswith("[]") else inside[step]
        assert EXAMPLES.get(key.path, key.name) in inside
    assert read.sender.address == "hello@example.org"
    assert [*faint(read.theme.light, PAIRS), *faint(read.theme.dark, PAIRS)] == []


def test_a_colour_that_cannot_be_read_is_changed_and_that_is_said() -> None:
    text = starter_toml(colour="#E2B93B")
    assert (
        "# Links and small marks.\n"
        "# #E2B93B made darker, so that it can be read on #FFFDFA.\n"
        'accent = "#725D1E"\n'
        "# A button.\n"
        'button = "#725D1E"\n'
        "# The words on a button.\n"
        'button_text = "#FFFDFA"\n'
    ) in text
    assert (
        "# Links and small marks.\n"
        'accent = "#E2B93B"\n'
        "# A button.\n"
        'button = "#E2B93B"\n'
        "# The words on a button.\n"
        'button_text = "#12201E"\n'
    ) in text
    assert "#2F6F6A made lighter, so that it can be read on #1C1F20." in starter_toml(
        colour="#2F6F6A"
    )


def test_the_head_names_the_project_on_lines_of_comments_only() -> None:
    assert starter_toml("Lan\ntern\x00 [x]\u2028y", sender_name="Ada").startswith(
        "# Lan tern [x] y: the settings that all articles here share.\n"
        "# A line that begins with # is a comment"
    )


@pytest.mark.parametrize(
    ("given_", "first"),
    [
        (
            {"sender_address": "nobody"},
            'letterloom.toml:10:1: sender.from must be a mail address, not "nobody"',
        ),
        ({"colour": "teal"}, '"teal" is no colour'),
        (
            {"sender_name": "a\x00b"},
            'letterloom.toml:8:1: sender.name holds a line break or control character: "a\\u0000b"',
        ),
    ],
)
def test_what_it_cannot_hold_is_a_mistake(given_: dict[str, str], first: str) -> None:
    with pytest.raises(SettingsError) as caught:
        starter_toml(**given_)
    assert caught.value.format_message().split("\n")[0] == first
