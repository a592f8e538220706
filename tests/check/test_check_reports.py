"""What was found, as text, JSON, SARIF, GitHub's commands and Markdown: whole results."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import __version__
from pipeline.check.report import as_json, fails, github, markdown, once, sarif, statistics, text
from pipeline.check.report.markdown import plain
from pipeline.check.report.telling import in_words, told
from pipeline.errors import Place, SourceError
from pipeline.model import Change, CheckedFile, Finding, Ignore, Ignored, Severity

ERROR, WARNING, NOTE = Severity

LINK = Finding(
    "link/relative",
    WARNING,
    "the link /shop leads nowhere from a mail",
    "write the whole address, with https://",
    1,
    Place("content/a b.md", 12, 5, "See [it](/shop)."),
    changes=(Change("content/a b.md", 30, 35, "https://example.org/shop"),),
)
IMAGE = Finding(
    "image/no-alt",
    ERROR,
    "the image dot.png says nothing",
    place=Place("content/a b.md", 20, 1, "![](dot.png)"),
    clients=("gmail.ios", "gmail.android"),
    share=0.061,
    tested="2024-05-01",
    count=13,
)
THEME = Finding("dark/contrast-inverted", NOTE, "too faint", place=Place("theme.toml", 3))
FILES = (
    CheckedFile(
        "content/a b.md",
        "article",
        (THEME, LINK, IMAGE, replace(LINK, part=2), replace(LINK, part=3)),
        parts=3,
        ignored=(
            Ignored(
                Finding("image/moves", WARNING, "it moves", place=Place("content/a b.md", 2)),
                (Ignore("image", "It is short.", lines=(2, 2), place=Place("content/a b.md", 1)),),
            ),
        ),
    ),
    CheckedFile("mail.html", "mail", (Finding("article/no-date", NOTE, "no date"), THEME), parts=1),
    CheckedFile(
        "gone.html",
        error=SourceError("there is no such file", place=Place("gone.html"), hint="look"),
    ),
)

TEXT = """\
content/a b.md  article, 3 letters

  error: content/a b.md:20:1: the image dot.png says nothing [image/no-alt]
      20 | ![](dot.png)
         | ^
    about 6 % of readers: Gmail (apps); last tried 2024-05
    and 12 more like it

  warning: content/a b.md:12:5: the link /shop leads nowhere from a mail [link/relative]
      12 | See [it](/shop).
         |     ^
    try: write the whole address, with https://
    in letters 1–3

  1 note, shown with -v: dark/contrast-inverted

mail.html  mail

  1 note, shown with -v: article/no-date

1 error, 1 warning and 2 notes in 2 files; 1 ignored
--fix mends 1 of them, --fix --diff shows how
--explain RULE tells why one matters"""


def test_text():
    assert click.unstyle(text(once(FILES))) == TEXT


def test_text_with_all_of_it():
    shown = click.unstyle(text(once(FILES), verbose=True)).split("\n")
    assert shown[14:25] == [
        "  note: theme.toml:3: too faint [dark/contrast-inverted]",
        "",
        "  ignored: content/a b.md:2: it moves [image/moves]",
        "    because: It is short.",
        "",
        "mail.html  mail",
        "",
        "  note: no date [article/no-date]",
        "",
        "1 error, 1 warning and 2 notes in 2 files; 1 ignored",
        "--fix mends 1 of them, --fix --diff shows how",
    ]


def test_quiet_text_has_errors_alone():
    shown = click.unstyle(text(FILES, quiet=True))
    assert shown == TEXT[: TEXT.index("\n\n  warning")]


def test_nothing_found_is_said_and_an_unread_file_is_no_praise():
    assert click.unstyle(text([CheckedFile("a.html")])) == "Nothing found in 1 file"
    assert text([FILES[2]]) == ""


def test_the_worst_file_comes_first_and_many_alike_are_counted():
    many = tuple(replace(LINK, message=f"link {number}", part=0, changes=()) for number in range(9))
    files = [CheckedFile("b.html", findings=many), CheckedFile("a.html", findings=(IMAGE,))]
    shown = click.unstyle(text(files)).split("\n")
    assert [line for line in shown if line.endswith("  mail")] == ["a.html  mail", "b.html  mail"]
    assert "  and 4 more of link/relative, shown with -v" in shown
    assert sum(line.startswith("  warning:") for line in shown) == 5
    assert shown[-2] == "1 error and 9 warnings in 2 files"


def test_the_same_at_other_places_is_told_once():
    other = replace(LINK, place=Place("content/a b.md", 3, 1, "[x](/shop)"), part=2, count=2)
    assert [(one.finding, one.parts, one.more) for one in told([LINK, other])] == [
        (other, (1, 2), 2)
    ]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((), ""),
        ((ERROR,), "1 error"),
        ((NOTE, NOTE), "2 notes"),
        ((ERROR, ERROR, NOTE), "2 errors and 1 note"),
    ],
)
def test_counts_in_words(numbers, words):
    from collections import Counter

    assert in_words(Counter(numbers)) == words


@pytest.mark.parametrize(
    ("limit", "expected"), [("error", False), ("warning", True), ("note", True), ("never", False)]
)
def test_what_fails(limit, expected):
    assert fails([CheckedFile("a", findings=(LINK, THEME))], limit) is expected


def test_json():
    assert json.loads(as_json(FILES)) == {
        "schema": 1,
        "generator": f"letterloom {__version__}",
        "summary": {
            "files": 3,
            "error": 1,
            "warning": 1,
            "note": 3,
            "ignored": 1,
            "fixable": 1,
        },
        "files": [
            {
                "name": "content/a b.md",
                "kind": "article",
                "parts": 3,
                "findings": [
                    {
                        "rule": "image/no-alt",
                        "severity": "error",
                        "message": "the image dot.png says nothing",
                        "hint": "",
                        "file": "content/a b.md",
                        "line": 20,
                        "column": 1,
                        "unit": "line",
                        "text": "![](dot.png)",
                        "parts": [],
                        "more": 12,
                        "clients": ["gmail.ios", "gmail.android"],
                        "share": 0.061,
                        "tested": "2024-05-01",
                        "changes": [],
                    },
                    {
                        "rule": "link/relative",
                        "severity": "warning",
                        "message": "the link /shop leads nowhere from a mail",
                        "hint": "write the whole address, with https://",
                        "file": "content/a b.md",
                        "line": 12,
                        "column": 5,
                        "unit": "line",
                        "text": "See [it](/shop).",
                        "parts": [1, 2, 3],
                        "more": 0,
                        "clients": [],
                        "share": 0.0,
                        "tested": None,
                        "changes": [
                            {
                                "file": "content/a b.md",
                                "start": 30,
                                "end": 35,
                                "text": "https://example.org/shop",
                            }
                        ],
                    },
                    THEME_DATA,
                ],
                "ignored": [
                    {
                        "rule": "image/moves",
                        "message": "it moves",
                        "file": "content/a b.md",
                        "line": 2,
                        "reason": "It is short.",
                    }
                ],
                "remarks": [],
            },
            {
                "name": "mail.html",
                "kind": "mail",
                "parts": 1,
                "findings": [
                    THEME_DATA,
                    {
                        **THEME_DATA,
                        "rule": "article/no-date",
                        "message": "no date",
                        "file": None,
                        "line": None,
                    },
                ],
                "ignored": [],
                "remarks": [],
            },
        ],
        "errors": [
            {
                "message": "there is no such file",
                "hint": "look",
                "file": "gone.html",
                "line": 0,
                "column": 0,
                "exit_code": 3,
            }
        ],
    }


THEME_DATA = {
    "rule": "dark/contrast-inverted",
    "severity": "note",
    "message": "too faint",
    "hint": "",
    "file": "theme.toml",
    "line": 3,
    "column": None,
    "unit": "line",
    "text": "",
    "parts": [],
    "more": 0,
    "clients": [],
    "share": 0.0,
    "tested": None,
    "changes": [],
}


def test_github():
    assert github(FILES).split("\n") == [
        (
            "::error file=content/a b.md,line=20,col=1,title=image/no-alt::"
            "the image dot.png says nothing%0Aabout 6 %25 of readers: Gmail (apps); "
            "last tried 2024-05%0Aand 12 more like it"
        ),
        (
            "::warning file=content/a b.md,line=12,col=5,title=link/relative::"
            "the link /shop leads nowhere from a mail%0A"
            "try: write the whole address, with https://%0Ain letters 1–3"
        ),
        "::notice file=theme.toml,line=3,title=dark/contrast-inverted::too faint",
        "::notice file=theme.toml,line=3,title=dark/contrast-inverted::too faint",
        "::notice file=mail.html,title=article/no-date::no date",
        "::error file=gone.html,title=letterloom::there is no such file%0Atry: look",
    ]


def test_github_escapes_what_would_end_a_property_or_a_line():
    place = Place("a,b:c%.md", 1, 2, "", "line")
    one = Finding("link/x", ERROR, "100 % of, a: b\r\nc ::error::", place=place)
    assert github([CheckedFile("a", findings=(one,))]) == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=2,title=link/x::100 %25 of, a: b%0D%0Ac ::error::"
    )


def test_a_paragraph_of_a_word_file_is_no_line():
    one = Finding("link/x", ERROR, "bad", place=Place("a.docx", 7, 0, "Text", "paragraph"))
    files = [CheckedFile("a.docx", "article", (one,))]
    assert github(files) == "::error file=a.docx,title=link/x::bad"
    (result,) = json.loads(sarif(files))["runs"][0]["results"]
    assert result["message"] == {"text": "paragraph 7\nbad"}
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a.docx", "uriBaseId": "SRCROOT"}}}
    ]
    assert "`a.docx paragraph 7`: bad" in markdown(files)


def test_markdown():
    assert markdown(FILES) == (
        "### Letterloom: 1 error, 1 warning and 3 notes in 2 files\n\n"
        "- **cannot be read**: `gone.html`: there is no such file<br>Try: look\n"
        "#### `content/a b.md` (article, 3 letters)\n\n"
        "Errors:\n\n"
        "- `content/a b.md:20`: the image dot.png says nothing (`image/no-alt`)"
        "<br>about 6 % of readers: Gmail \\(apps\\); last tried 2024-05"
        "<br>and 12 more like it\n\n"
        "Warnings:\n\n"
        "- `content/a b.md:12`: the link /shop leads nowhere from a mail (`link/relative`)"
        "<br>Try: write the whole address, with https://<br>in letters 1–3\n\n"
        "<details><summary>1 note</summary>\n\n"
        "- `theme.toml:3`: too faint (`dark/contrast-inverted`)\n\n"
        "</details>\n\n"
        "#### `mail.html` (mail)\n\n"
        "<details><summary>2 notes</summary>\n\n"
        "- `theme.toml:3`: too faint (`dark/contrast-inverted`)\n"
        "- no date (`article/no-date`)\n\n"
        "</details>"
    )


@given(st.text())
def test_nothing_of_a_mail_is_markup_in_markdown(said):
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parseInline(plain(said))
    kinds = {one.type for one in tokens[0].children or []}
    assert kinds <= {"text", "text_special"}


def test_statistics():
    assert statistics(FILES) == [
        ["error", "image/no-alt", "1", ""],
        ["warning", "link/relative", "1", "1 with --fix"],
        ["note", "dark/contrast-inverted", "2", ""],
        ["note", "article/no-date", "1", ""],
    ]


def test_sarif():
    run = json.loads(sarif(FILES))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == [
        "image/no-alt",
        "link/relative",
        "dark/contrast-inverted",
        "article/no-date",
        "image/moves",
    ]
    assert [(one["ruleId"], one["level"]) for one in run["results"]] == [
        ("image/no-alt", "error"),
        ("link/relative", "warning"),
        ("dark/contrast-inverted", "note"),
        ("dark/contrast-inverted", "note"),
        ("article/no-date", "note"),
        ("image/moves", "warning"),
    ]
    link = run["results"][1]
    assert link["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "content/a%20b.md", "uriBaseId": "SRCROOT"},
                "region": {
                    "startLine": 12,
                    "startColumn": 5,
                    "snippet": {"text": "See [it](/shop)."},
                },
            }
        }
    ]
    assert link["fixes"] == [
        {
            "description": {"text": "write the whole address, with https://"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "content/a%20b.md", "uriBaseId": "SRCROOT"},
                    "replacements": [
                        {
                            "deletedRegion": {"charOffset": 30, "charLength": 5},
                            "insertedContent": {"text": "https://example.org/shop"},
                        }
                    ],
                }
            ],
        }
    ]
    assert run["results"][-1]["suppressions"][0] | {"location": None} == {
        "kind": "inSource",
        "justification": "It is short.",
        "location": None,
    }
    assert run["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": "there is no such file\nTry: look"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "gone.html", "uriBaseId": "SRCROOT"}
                            }
                        }
                    ],
                }
            ],
        }
    ]


# What SARIF 2.1.0 asks of the objects that we write: its properties, those that must be there,
# and what is in each. Worded after the OASIS standard, sections 3.13 to 3.58.
SHAPES: dict[str, tuple[dict[str, object], set[str]]] = {
    "log": ({"$schema": str, "version": {"2.1.0"}, "runs": ["run"]}, {"version", "runs"}),
    "run": (
        {
            "tool": "tool",
            "columnKind": {"utf16CodeUnits", "unicodeCodePoints"},
            "originalUriBaseIds": {"*": "artifact"},
            "invocations": ["invocation"],
            "results": ["result"],
        },
        {"tool"},
    ),
    "tool": ({"driver": "driver"}, {"driver"}),
    "driver": ({"name": str, "semanticVersion": str, "rules": ["rule"]}, {"name"}),
    "rule": (
        {
            "id": str,
            "properties": {"*": list},
            "shortDescription": "message",
            "help": "message",
            "defaultConfiguration": "configuration",
        },
        {"id"},
    ),
    "configuration": ({"level": {"none", "note", "warning", "error"}}, set()),
    "message": ({"text": str, "markdown": str}, {"text"}),
    "invocation": (
        {"executionSuccessful": bool, "toolExecutionNotifications": ["notification"]},
        {"executionSuccessful"},
    ),
    "notification": (
        {
            "level": {"none", "note", "warning", "error"},
            "message": "message",
            "locations": ["location"],
        },
        {"message"},
    ),
    "result": (
        {
            "ruleId": str,
            "ruleIndex": int,
            "level": {"none", "note", "warning", "error"},
            "message": "message",
            "locations": ["location"],
            "partialFingerprints": {"*": str},
            "fixes": ["fix"],
            "suppressions": ["suppression"],
        },
        {"message"},
    ),
    "location": ({"physicalLocation": "physical"}, set()),
    "physical": ({"artifactLocation": "artifact", "region": "region"}, {"artifactLocation"}),
    "artifact": ({"uri": str, "uriBaseId": str, "description": "message"}, set()),
    "region": (
        {
            "startLine": int,
            "startColumn": int,
            "snippet": "snippet",
            "charOffset": int,
            "charLength": int,
        },
        set(),
    ),
    "snippet": ({"text": str}, set()),
    "fix": ({"description": "message", "artifactChanges": ["change"]}, {"artifactChanges"}),
    "change": (
        {"artifactLocation": "artifact", "replacements": ["replacement"]},
        {"artifactLocation", "replacements"},
    ),
    "replacement": (
        {"deletedRegion": "region", "insertedContent": "snippet"},
        {"deletedRegion"},
    ),
    "suppression": (
        {"kind": {"inSource", "external"}, "justification": str, "location": "location"},
        {"kind"},
    ),
}
URI = re.compile(r"(?:file:///)?[A-Za-z0-9._~!$&'()*+,;=:@%/-]+")


def check_shape(value: object, shape: object, path: str) -> None:
    if isinstance(shape, str):
        known, needed = SHAPES[shape]
        assert isinstance(value, dict), path
        assert set(value) <= set(known), path
        assert needed <= set(value), path
        for name, inner in value.items():
            check_shape(inner, known[name], f"{path}.{name}")
        if shape == "artifact" and "uri" in value:
            assert URI.fullmatch(value["uri"]), path
        if shape == "region":
            lines = [value.get("startLine", 1), value.get("startColumn", 1)]
            assert min(lines) >= 1, path
            assert ("startLine" in value) != ("charOffset" in value), path
    elif isinstance(shape, list):
        assert isinstance(value, list), path
        for index, inner in enumerate(value):
            check_shape(inner, shape[0], f"{path}[{index}]")
    elif isinstance(shape, set):
        assert value in shape, path
    elif isinstance(shape, dict):
        assert isinstance(value, dict), path
        for name, inner in value.items():
            check_shape(inner, shape["*"], f"{path}.{name}")
    else:
        assert isinstance(shape, type)
        assert isinstance(value, shape), path


def test_sarif_is_what_the_standard_asks_for():
    log = json.loads(sarif(FILES))
    check_shape(log, "log", "log")
    run = log["runs"][0]
    ids = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert all(ids[one["ruleIndex"]] == one["ruleId"] for one in run["results"])
    assert len(ids) == len(set(ids))


def test_the_fingerprint_stays_when_lines_are_put_above():
    moved = replace(LINK, place=replace(LINK.place, line=40))
    other = replace(LINK, message="the link /blog leads nowhere from a mail")

    def prints(*found):
        results = json.loads(sarif([CheckedFile("a", findings=found)]))["runs"][0]["results"]
        return [one["partialFingerprints"]["letterloom/v1"] for one in results]

    assert prints(LINK) == prints(moved)
    assert prints(LINK) != prints(other)
