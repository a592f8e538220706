"""What people decide to leave: comments and settings, what they reach, what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import making
from pipeline.check.ignore_comments import in_html, in_markdown
from pipeline.check.ignores import Sifted, Wanted, is_ignored, sifted, unneeded
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, rule
from pipeline.check.run import check_mail
from pipeline.errors import Place
from pipeline.files import Images
from pipeline.mails.foreign import InFile
from pipeline.model import Article, Change, CheckSettings, Finding, Ignore, Ignored, Severity
from pipeline.project import load_project

Make = Callable[..., Path]
WARNING, NOTE = Severity.WARNING, Severity.NOTE


def article(make: Make, text: str, name: str = "a.md") -> Article:
    root = make({"letterloom.toml": "", f"content/{name}": text})
    source = root / "content" / name
    project = load_project(root)
    return making.read(source, source.read_bytes(), project, images=Images(source, project))


def brief(wanted: Wanted) -> list[tuple[str, str, tuple[int, int] | None, int]]:
    return [
        (one.rule, one.reason, one.lines, one.place.line if one.place else 0)
        for one in wanted.ignores
    ]


MARKDOWN = """\
---
title: A letter
---
<!-- check-ignore link/relative: they are mended when sent -->
First [para](/x) here
goes on.

- item one

  <!-- check-ignore image, link/relative: as
  agreed -->
  inner
- item two

<!-- check-ignore-file theme: the words are read -->

Second, `<!-- check-ignore link: code -->`, and one <!-- check-ignore link: here --> more.

```
<!-- check-ignore link: code -->
```

<!-- check-ignore link: the end -->
"""


def test_comments_in_markdown_are_for_the_block_that_follows_or_is_around(make: Make):
    assert brief(in_markdown(article(make, MARKDOWN))) == [
        ("link/relative", "they are mended when sent", (5, 6), 4),
        ("image", "as agreed", (8, 13), 10),
        ("link/relative", "as agreed", (8, 13), 10),
        ("theme", "the words are read", None, 15),
        ("link", "here", (17, 17), 17),
        ("link", "the end", (23, 23), 23),
    ]


def test_no_comment_reaches_a_mail_and_no_word_is_lost(make: Make):
    read = article(make, MARKDOWN)
    project = load_project(Path(read.source).parents[1])
    theme = making.load_theme(read, project)
    emails = making.compose(making.plan(read, theme), theme, project)
    for one in emails:
        assert "mended when sent" not in str(one.html) + str(one.text) + str(one.web)
        assert "check-ignore link: code" in str(one.text)


def test_in_plain_text_a_comment_is_text(make: Make):
    read = article(make, "Title\n\n<!-- check-ignore link: no -->\n\nText.\n", "a.txt")
    assert in_markdown(read) == Wanted()


HTML = """\
<!doctype html>
<!-- check-ignore-file image: an old mail -->
<html><body>
<!-- check-ignore link/relative: the shop moves -->
<!-- and this says something -->
<table><tr><td>
<a href="/x">x</a></td></tr>
</table>
<p>a</p><!-- check-ignore link: one line --><img src="x.png"
 alt="">
<style>/* <!-- check-ignore link: css --> */</style>
<!--[if mso]><p><!-- check-ignore link: outlook --></p><![endif]-->
<!-- check-ignore link: nothing follows -->
</body></html>
"""


def test_comments_in_html_are_for_the_element_that_follows():
    assert brief(in_html(HTML, "a.html")) == [
        ("image", "an old mail", None, 2),
        ("link/relative", "the shop moves", (6, 8), 4),
        ("link", "one line", (9, 10), 9),
        ("link", "nothing follows", (13, 13), 13),
    ]


def test_in_mjml_a_tag_that_ends_itself_is_an_element():
    mjml = (
        "<mjml><mj-body><mj-section><mj-column>\n<!-- check-ignore image: so -->\n"
        "<mj-image\n src='x.png' />\n<mj-text>a</mj-text>\n"
        "</mj-column></mj-section></mj-body></mjml>"
    )
    assert brief(in_html(mjml, "a.mjml", xml=True)) == [("image", "so", (3, 4), 2)]


def test_comments_that_are_not_heeded_are_told():
    html = (
        "<!-- check-ignore -->\n<!-- check-ignore link/relative -->\n"
        "<!-- check-ignore link/relativ: so -->\n<!-- check-ignore link/relative because so -->\n"
        "<!-- check-ignored link: another word --><!-- check-ignore: so -->"
    )
    wanted = in_html(html, "a.html")
    example = "<!-- check-ignore link/insecure: the museum has no https -->"
    reason = "this ignore does not say why, so it is not heeded"
    colon = f"write the reason after a colon: {example}"
    nothing = "this ignore names no check, so it is not heeded"
    unknown = 'there is no check "link/relativ", so this ignore is not heeded'
    lines = html.split("\n")
    assert wanted == Wanted(
        (),
        (
            warning("check/ignore-unknown", nothing, f"write {example}", 1, 1, lines),
            warning("check/ignore-reason", reason, colon, 2, 1, lines),
            warning("check/ignore-unknown", unknown, "link/relative", 3, 1, lines),
            warning("check/ignore-reason", reason, colon, 4, 1, lines),
            warning("check/ignore-unknown", nothing, f"write {example}", 5, 42, lines),
        ),
    )


def warning(
    name: str, message: str, hint: str, line: int, column: int, lines: list[str]
) -> Finding:
    place = Place("a.html", line, column, lines[line - 1])
    return Finding(name, WARNING, message, hint, place=place)


PIECES = (
    *("<!-- check-ignore", "-file", " link/relative", ":", " why ", "-->", "\n", "<p>", "`"),
    *("</p>", "<!--", "<style>", "</style>", "<mj-image/>", "\0", "\r\n", "é"),
)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_is_read(html):
    for xml in (False, True):
        for one in in_html(html, "a", xml=xml).spans:
            assert "check-ignore" in html[one[1] : one[2]]


PLACE = Place("a.md", 5, 3, "See [the shop](/shop) now")


@pytest.mark.parametrize(
    ("ignore", "expected"),
    [
        (Ignore("link/relative", "x"), True),
        (Ignore("link", "x"), True),
        (Ignore("lin", "x"), False),
        (Ignore("link/relative", "x", contains="/shop"), True),
        (Ignore("link/relative", "x", contains="leads"), True),
        (Ignore("link/relative", "x", contains="/blog"), False),
        (Ignore("link/relative", "x", lines=(4, 5), place=Place("a.md", 3)), True),
        (Ignore("link/relative", "x", lines=(6, 9), place=Place("a.md", 5)), False),
        (Ignore("link/relative", "x", lines=(4, 5), place=Place("b.md", 3)), False),
    ],
)
def test_what_an_ignore_means(ignore, expected):
    assert is_ignored(ignore, "link/relative", "the link leads nowhere", PLACE) is expected


def test_one_with_lines_means_nothing_that_has_no_place():
    ignore = Ignore("link", "x", lines=(1, 9), place=PLACE)
    assert not is_ignored(ignore, "link/relative", "the link leads nowhere", None)


LINK = Finding("link/relative", WARNING, "the link leads nowhere", place=PLACE)
MOVES = Finding("image/moves", WARNING, "it moves", place=replace(PLACE, line=9))


def test_what_is_left_what_is_ignored_and_what_ignores_nothing():
    used = Ignore("link", "so", place=Place("a.toml", 1))
    idle = Ignore("image/no-alt", "no", lines=(1, 2), place=Place("a.md", 1, 1, "<!-- … -->"))
    of_project = Ignore("image/spaced", "all", place=Place("letterloom.toml", 2))
    settings = CheckSettings(ignores=(of_project,))
    own = Wanted((used, idle), (), ((idle, 10, 30),))
    note = Finding(
        "check/ignore-unused",
        NOTE,
        "nothing is left that image/no-alt would find here, so the ignore does nothing",
        "take the ignore out",
        place=idle.place,
        changes=(Change("a.md", 10, 30, ""),),
    )
    assert sifted([LINK, MOVES], settings, own, file="a.md") == Sifted(
        (MOVES, note), (Ignored(LINK, (used,)),)
    )
    assert sifted([LINK, MOVES], settings, own).findings == (MOVES, replace(note, changes=()))


@pytest.mark.parametrize(
    "settings",
    [
        CheckSettings(select=("dark",)),
        CheckSettings(severities={"image/no-alt": "off"}),
        CheckSettings(severities={"image": "off"}),
        CheckSettings(severities={"check/ignore-unused": "off"}),
        CheckSettings(severities={"check": "off"}),
    ],
)
def test_of_what_was_not_looked_for_nothing_is_said(settings):
    idle = Ignore("image/no-alt", "no", place=Place("a.toml", 1))
    assert sifted([], settings, Wanted((idle,))) == Sifted((), ())


def test_nor_of_what_is_asked_for_on_the_command_line_alone():
    assert list(unneeded([Ignore("image", "asked for")], [], CheckSettings())) == []


def test_severities_reach_what_no_rule_found():
    settings = CheckSettings(severities={"link": "note", "image/moves": "off"})
    assert sifted([LINK, MOVES], settings).findings == (replace(LINK, severity=NOTE),)
    assert sifted([LINK, MOVES], CheckSettings(select=("image",))).findings == (MOVES,)


@rule("link/relative", WARNING)
def each_link(mail: Mail) -> Iterator[Found]:
    """A link.

    Source: this test.
    """
    for one in mail.document.elements:
        if one.name == "a":
            yield Found("a link", one)


def test_one_of_several_that_are_alike_can_be_ignored():
    html = (
        "<p>\n<a href=/1>1</a>\n<!-- check-ignore link/relative: so -->\n<a href=/2>2</a>\n"
        "<a href=/3>3</a></p>"
    )
    own = in_html(html, "a.html")
    settings = CheckSettings(ignores=own.ignores)
    mail = Mail("a.html", html, settings, locate=InFile("a.html", html.split("\n")))
    left = sifted(check_mail(mail, [each_link]), settings, own)
    lines = [(one.place.line, one.count) for one in left.findings if one.place]
    assert lines == [(2, 2)]
    assert [one.finding.place.line for one in left.ignored if one.finding.place] == [4]
