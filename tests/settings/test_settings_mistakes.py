"""Every kind of mistake in `letterloom.toml`: the whole message, as a person sees it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.project import load_project


def mistake(folder: Path, text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "letterloom.toml").write_bytes(data)
    with pytest.raises(SettingsError) as caught:
        load_project(folder)
    assert caught.value.exit_code == 4
    return caught.value.format_message()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(text: str, message: str, column: int, hint: str) -> str:
    """The expected message for a mistake in the last line of a text."""
    number, line = text.count("\n") + 1, text.rpartition("\n")[2]
    return (
        f"letterloom.toml:{number}:{column}: {message}\n"
        f"{number:>6} | {line}\n"
        f"       | {' ' * (column - 1)}^\n"
        f"  try: {hint}"
    )


UNKNOWN = [
    ("[sender]\nreplyto = 'x'", "there is no setting sender.replyto", "reply_to"),
    ("From = 'a@b.org'", "there is no setting From", "one of {all}"),
    ("from = 'a@b.org'", "there is no setting from", "from belongs under [sender]"),
    (
        "title = 'x'",
        "there is no setting title",
        "title belongs in content/<article>.toml",
    ),
    (
        "[series]\nparts = 3",
        "there is no setting series.parts",
        "series.parts belongs in content/<article>.toml",
    ),
    ("[theme.light]\nacent = '#000000'", "there is no setting theme.light.acent", "accent"),
    (
        "[fields.city]\ntype = 'text'",
        "there is no setting fields.city.type",
        "one of kind, default",
    ),
    ("[privacy]", "there is no setting privacy", "one of {all}"),
    ("theme.light.'*' = 'x'", "there is no setting theme.light.*", "one of {colours}"),
]


@pytest.mark.parametrize(("text", "message", "hint"), UNKNOWN)
def test_an_unknown_key_names_the_likeliest(
    folder: Path, text: str, message: str, hint: str
) -> None:
    hint = hint.format(
        all="sender, links, fields, samples, series, theme, build, check, send, export",
        colours="page, sheet, text, secondary, rule, accent, button, button_text, callout",
    )
    assert mistake(folder, text) == shown(text, message, 1, hint)


VALUES = [
    # One line of text
    ("[sender]\nname = 3", "sender.name must be text, not the number 3", "put it in quotes"),
    ("[sender]\nname = true", "sender.name must be text, not true", "put it in quotes"),
    ("[sender]\nname = ['a']", "sender.name must be text, not a list", "put it in quotes"),
    ("[sender]\nname = {a=1}", "sender.name must be text, not a table", "put it in quotes"),
    ("[sender]\nname = 2026-01-02", "sender.name must be text, not 2026-01-02", "put it in quotes"),
    (
        '[sender]\nname = "a\\nBcc: b"',
        'sender.name holds a line break or control character: "a\\nBcc: b"',
        "write it on one line, in plain characters",
    ),
    (
        '[sender]\nname = "a\\u2028b"',
        'sender.name holds a line break or control character: "a\\u2028b"',
        "write it on one line, in plain characters",
    ),
    (
        '[sender]\nreason = "a\\u0000b"',
        'sender.reason holds a line break or control character: "a\\u0000b"',
        "write it on one line, in plain characters",
    ),
    # Addresses
    (
        "[sender]\nfrom = 'Hello'",
        'sender.from must be a mail address, not "Hello"',
        "write it like hello@example.org",
    ),
    (
        "[sender]\nfrom = 'Ada <ada@>'",
        'sender.from must be a mail address, not "Ada <ada@>"',
        "write it like hello@example.org",
    ),
    (
        "[sender]\nfrom = 'Ada <>'",
        'sender.from must be a mail address, not "Ada <>"',
        "write it like hello@example.org",
    ),
    (
        "[sender]\nfrom = 'a@b.org, c@d.org'",
        'sender.from must be a mail address, not "a@b.org, c@d.org"',
        "write it like hello@example.org",
    ),
    (
        "[sender]\nreply_to = 'ada@müller.de'",
        'sender.reply_to must be a mail address, not "ada@müller.de"',
        "letters without accents only; write a domain with others in its xn-- form",
    ),
    (
        "[sender]\nreply_to = 'Ada <a@b.org>'",
        'sender.reply_to must be a mail address, not "Ada <a@b.org>"',
        "write it like hello@example.org",
    ),
    (
        "[sender]\nlist_id = 'Letters <letters>'",
        'sender.list_id must be names with dots between, not "Letters <letters>"',
        'for example "letters.example.org"',
    ),
    # Links
    (
        "[links]\nweb = 'http://example.org/a'",
        'links.web must be an https link, not "http://example.org/a"',
        '"https://example.org/a"',
    ),
    (
        "[links]\nweb = 'example.org/a'",
        'links.web must be a whole https link, not "example.org/a"',
        '"https://example.org/a"',
    ),
    (
        "[links]\nweb = 'javascript:alert(1)'",
        'links.web must be a whole https link, not "javascript:alert(1)"',
        'for example "https://example.org/letters"',
    ),
    (
        "[links]\nweb = 'https://example.org/a b'",
        'links.web must be a whole https link, not "https://example.org/a b"',
        'for example "https://example.org/letters"',
    ),
    (
        "[links]\nweb = 'https://ada:secret@example.org/'",
        "links.web holds a user's name",
        "take out what stands before @",
    ),
    (
        "[links]\nunsubscribe = 'https://example.org/{{ id }}'",
        'links.unsubscribe must be a link without fields, not "https://example.org/{{ id }}"',
        "each reader's own link is the field unsubscribe_url or preferences_url",
    ),
    (
        "[links]\nunsubscribe_mailto = 'mailto:nobody'",
        'links.unsubscribe_mailto must be a mail address, not "mailto:nobody"',
        "write it like hello@example.org",
    ),
    (
        "[links]\nunsubscribe_mailto = 'mailto:a@b.org?subject=a b'",
        'links.unsubscribe_mailto must be a mailto link, not "mailto:a@b.org?subject=a b"',
        'write a space as %20: "mailto:stop@example.org?subject=stop"',
    ),
    # Times and numbers
    (
        "[series]\nevery = 3",
        'series.every must be a duration such as "3 days" or "12 hours", not the number 3',
        'write every = "3 days"',
    ),
    (
        "[series]\nevery = '3 moons'",
        'series.every must be a duration such as "3 days" or "12 hours", not "3 moons"',
        'write every = "3 days": a whole number, then minutes, hours, days or weeks',
    ),
    (
        "[series]\nevery = '0 days'",
        'series.every must be longer than none, not "0 days"',
        'write every = "1 day"',
    ),
    (
        "[series]\nevery = '9999999 weeks'",
        'series.every must be at most ten years, not "9999999 weeks"',
        "write a shorter time",
    ),
    (
        "[series]\nsend_at = '9am'",
        'series.send_at must be a time of the 24-hour clock, not "9am"',
        'write send_at = "09:00" or "17:30"',
    ),
    (
        "[series]\nsend_at = '24:00'",
        'series.send_at must be a time of the 24-hour clock, not "24:00"',
        'write send_at = "09:00" or "17:30"',
    ),
    (
        "[series]\nwords = 300",
        "series.words must be a list of two numbers, not the number 300",
        "write words = [150, 450]",
    ),
    (
        "[series]\nwords = [450, 150]",
        "series.words has the higher number first",
        "[150, 450]",
    ),
    # Looks
    (
        "[theme]\nname = '../quiet'",
        'theme.name must be a name of small letters, digits, - and _, not "../quiet"',
        'for example "quiet"',
    ),
    (
        "[theme.light]\naccent = '#abc'",
        'theme.light.accent must be a colour of six digits, not "#abc"',
        '"#aabbcc"',
    ),
    (
        "[theme.light]\naccent = '2F6F6A'",
        'theme.light.accent must be a colour of six digits, not "2F6F6A"',
        '"#2F6F6A"',
    ),
    (
        "[theme.light]\naccent = 'red; } body { display: none'",
        'theme.light.accent must be a colour of six digits, not "red; } body { display: none"',
        'for example "#2F6F6A"',
    ),
    (
        "[theme]\nfont = 'Georgia'",
        "theme.font does not end with a generic font",
        '"Georgia, sans-serif" (or serif, or monospace)',
    ),
    (
        "[theme]\nfont = 'x; } a {, serif'",
        'theme.font holds a font name that is none: "x; } a {"',
        'letters, digits, spaces and hyphens: font = "Georgia, serif"',
    ),
    (
        "[theme]\nfont = []",
        'theme.font holds a font name that is none: ""',
        'letters, digits, spaces and hyphens: font = "Georgia, serif"',
    ),
    (
        "[theme]\nradius = 4.5",
        "theme.radius must be a whole number of pixels, 0 to 48, not the number 4.5",
        "for example 24",
    ),
    (
        "[theme]\nwidth = 1200",
        "theme.width must be a whole number of pixels, 320 to 800, not the number 1200",
        "for example 560",
    ),
    (
        "[theme]\ntext_size = 12",
        "theme.text_size must be a whole number of pixels, 16 to 24, not the number 12",
        "for example 20",
    ),
    (
        "[theme]\nlogo = '../logo.png'",
        'theme.logo must be a file within the project, not "../logo.png"',
        'put it there and write "logo.png"',
    ),
    (
        "[theme]\nlogo = 'https://example.org/logo.png'",
        'theme.logo must be a file within the project, not "https://example.org/logo.png"',
        'put it there and write "logo.png"',
    ),
    (
        "[theme]\nlogo = 'logo.svg'",
        'theme.logo must be a PNG, JPEG or GIF file, not "logo.svg"',
        "save it as PNG: mail programs show no other kind everywhere",
    ),
    (
        "[build]\ninliner = 'cssinline'",
        'build.inliner must be "premailer" or "css-inline", not "cssinline"',
        'write "css-inline"',
    ),
    # Fields
    (
        "[fields.city]\nkind = 'txt'",
        'fields.city.kind must be "text" or "url" or "number" or "date", not "txt"',
        'write "text"',
    ),
    (
        "[fields.first_name]\nkind = 'url'",
        'the field first_name is there already, and of kind "text"',
        "leave out its kind, or give your field another name",
    ),
    (
        "[fields.'First Name']",
        '"First Name" cannot be a field\'s name',
        "small letters, digits and _, a letter first: first_name",
    ),
    (
        "[fields.due]\nkind = 'date'\ndefault = '2026-02-30'",
        'fields.due.default must be a date, as its field\'s kind says, not "2026-02-30"',
        'for example "2026-03-01": year, month, day',
    ),
    (
        "[fields.page]\nkind = 'url'\ndefault = 'javascript:x'",
        (
            "fields.page.default must be an https or mailto link, as its field's kind says, "
            'not "javascript:x"'
        ),
        'for example "https://example.org/page"',
    ),
    (
        "[fields.visits]\nkind = 'number'\ndefault = 'many'",
        'fields.visits.default must be a number, as its field\'s kind says, not "many"',
        "for example 3",
    ),
    (
        "[[samples]]\nfirst_name = 'Maya'\n[[samples]]\nfirstname = 'Ada'",
        "there is no field firstname",
        "first_name",
    ),
    (
        "[[samples]]\nshoe_size = 40",
        "there is no field shoe_size",
        "declare it under [fields.shoe_size]",
    ),
    (
        "[[samples]]\nfirst_name = true",
        "samples.first_name must be text, a number or a date, not true",
        "put it in quotes",
    ),
    # Shapes
    (
        "sender = 'a@b.org'",
        'sender must be a table, not "a@b.org"',
        "write [sender], and its keys below",
    ),
    ("[samples]", "samples must be a list of tables, not a table", "begin each with [[samples]]"),
]


@pytest.mark.parametrize(("text", "message", "hint"), VALUES)
def test_a_value_that_is_not_of_its_type(folder: Path, text: str, message: str, hint: str) -> None:
    assert mistake(folder, text) == shown(text, message, 1, hint)


def test_a_mistake_within_a_list_or_inline_table_stands_at_its_own_column(folder: Path) -> None:
    text = "[series]\nwords = [150, 'many']"
    assert mistake(folder, text) == shown(
        text,
        'series.words must be a whole number from 1 to 100000, not "many"',
        15,
        "for example 150",
    )
    text = "[theme]\nlight = { page = '#FFFFFF', sheet = 'white' }"
    assert mistake(folder, text) == shown(
        text,
        'theme.light.sheet must be a colour of six digits, not "white"',
        29,
        'for example "#2F6F6A"',
    )


def test_a_long_value_is_shown_short(folder: Path) -> None:
    text = f"[sender]\nfrom = '{'x' * 200}'"
    first = mistake(folder, text).split("\n")[0]
    assert first == (f'letterloom.toml:2:1: sender.from must be a mail address, not "{"x" * 39}…"')


def test_a_number_of_too_many_digits(folder: Path) -> None:
    message = mistake(folder, "[theme]\nradius = 0x" + "f" * 5000)
    assert message.split("\n")[0] == (
        "letterloom.toml:2:1: theme.radius must be a whole number of pixels, 0 to 48, "
        "not the number of very many digits"
    )


SYNTAX = [
    (
        "[sender]\nname = Ada",
        (2, 8, "name = Ada"),
        "this is not TOML: Invalid value",
        'write key = "value", the text in straight quotes',
    ),
    (
        "[sender]\nname = “Ada”\n",
        (2, 8, "name = “Ada”"),
        "this is not TOML: Invalid value",
        "write straight quotes, not curled ones",
    ),
    (
        "a = 1\r\na = 2\r\n",
        (2, 6, "a = 2"),
        "this is not TOML: Cannot overwrite a value",
        'write key = "value", the text in straight quotes',
    ),
    (
        "[sender]\nname = '''Ada\n\n",
        (2, 14, "name = '''Ada"),
        "this is not TOML: Expected \"'''\"",
        'write key = "value", the text in straight quotes',
    ),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), SYNTAX)
def test_what_is_not_toml(
    folder: Path, text: str, place: tuple[int, int, str], message: str, hint: str
) -> None:
    line, column, excerpt = place
    assert mistake(folder, text) == (
        f"letterloom.toml:{line}:{column}: {message}\n"
        f"{line:>6} | {excerpt}\n"
        f"       | {' ' * (column - 1)}^\n"
        f"  try: {hint}"
    )


def test_what_is_not_utf_8(folder: Path) -> None:
    assert mistake(folder, "[sender]\nname = 'Café'\n".encode("cp1252")) == (
        "letterloom.toml:2:12: the file is not UTF-8 text\n"
        "     2 | name = 'Caf�'\n"
        "       |            ^\n"
        "  try: save it as UTF-8 in your editor"
    )
    utf16 = mistake(folder, "[sender]\nname = 'Ada'\n".encode("utf-16"))
    assert utf16.split("\n")[0] == "letterloom.toml:1:1: the file is not UTF-8 text"


def test_lists_nested_without_end(folder: Path) -> None:
    assert mistake(folder, "a = " + "[" * 100_000) == (
        "letterloom.toml: the lists or tables are nested too deeply\n"
        "  try: no setting is nested deeper than four"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows says it in other words")
def test_a_folder_of_that_name(folder: Path) -> None:
    (folder / "letterloom.toml").mkdir()
    with pytest.raises(SettingsError) as caught:
        load_project(folder)
    assert caught.value.format_message() == (
        "letterloom.toml: cannot be read: Is a directory\n"
        "  try: see that it is what it should be, and that you may read it"
    )
