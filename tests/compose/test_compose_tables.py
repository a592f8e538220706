"""Tables that are wider than a mail or a telephone, tables without a head, headings by mail."""

from __future__ import annotations

import re

import lxml.html
import pytest
from trees import built

from pipeline.compose.tables import shape
from pipeline.read.markdown import parser

WIDE = """| Deliverable | Performance standards | Acceptable quality | Assessment |
|---|---|---|---:|
| Tested code | Substantial coverage | Minimum of 90 % | https://example.org/a/b/c/d/e |
| Documented | | None | **By** hand |
"""


def shaped(markdown: str):
    tokens, _, _ = parser.tokens(markdown)
    return shape(tokens, 536)


@pytest.fixture
def letter(make):
    def shown(text: str, name: str = "email.html", **more: int):
        folder = built(make({"a.md": text, "a.toml": 'lang = "en"\n'}), "a.md", **more).folder
        return [path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"0*/{name}"))]

    return shown


def test_a_table_that_fits_stays_as_it_is():
    found = shaped("| a | b |\n|---|---|\n| one word | another |\n")
    assert (found.classes, found.widths, found.labels, found.bare) == ("cells", (), (), False)


def test_figures_are_short_and_set_to_a_side_by_their_author():
    found = shaped("| a | b | c |\n|---|--:|--:|\n| 1 km | 1 km | a long one, no figure |\n")
    assert found.figures == {1}


def test_a_table_too_wide_for_a_telephone_is_stacked_with_the_names_of_its_columns():
    found = shaped(
        "| Deliverable | Standards | Acceptable |\n|---|---|---|\n| one | two | vulnerability |\n"
    )
    assert (found.classes, found.widths) == ("cells stacked labelled", ())
    assert found.labels == ("Deliverable", "Standards", "Acceptable")


def test_a_table_too_wide_for_a_mail_has_columns_of_set_widths():
    found = shaped(WIDE)
    assert found.classes == "cells stacked labelled fixed"
    assert len(found.widths) == 4
    assert 90 < sum(found.widths) <= 100
    assert found.widths[0] >= 100 * (11 * 9 + 12) // 536 - 1


def test_code_may_be_broken_on_a_telephone_and_scripts_without_spaces_anywhere():
    path = "`content/with/a/long/path/to/it.md`"
    assert shaped(f"| What | Where |\n|---|---|\n| it | {path} |\n").classes == "cells"
    assert shaped(f"| 花園 | 花園 |\n|---|---|\n| {'花' * 90} | {'園' * 90} |\n").classes == "cells"


def test_a_long_table_is_not_made_heavier_by_names():
    row = "| vulnerability | responsibility | accessibility |\n"
    found = shaped(row + "|---|---|---|\n" + row * 50)
    assert (found.classes, found.labels) == ("cells stacked", ())


def test_names_of_columns_are_hidden_in_the_cells_that_say_something(letter):
    (html,) = letter(f"# T\n\nA text.\n\n{WIDE}")
    page = lxml.html.document_fromstring(html)
    labels = page.xpath("//span[@class='cell-label']")
    assert [one.text for one in labels] == [
        *("Deliverable", "Performance standards", "Acceptable quality", "Assessment"),
        *("Deliverable", "Acceptable quality", "Assessment"),
    ]
    assert all("display:none" in one.get("style") for one in labels)
    assert len(page.xpath("//table[@class]//th[@width]")) == 4


@pytest.mark.parametrize("rows", ["| a | b |\n| c | d |\n", ""])
def test_a_head_without_a_word_is_not_shown(letter, rows):
    text = f"# T\n\nA text.\n\n| | |\n|---|---|\n{rows}\nAnd more.\n"
    (html,) = letter(text)
    page = lxml.html.document_fromstring(html)
    assert not page.xpath("//thead | //th")
    assert re.sub(r"\s", "", "".join(page.xpath("//td[text()]/text()"))).endswith(
        "abcd"[: len(rows)]
    )
    (plain,) = letter(text, "email.txt")
    assert "---\n" not in plain.partition("--------")[0]
    assert "And more." in plain


def test_the_highest_headings_of_each_mail_are_h2(letter):
    section = "### {0}\n\n" + "A sentence of some words for it. " * 30 + "\n\n"
    text = "# T\n\nIn.\n\n" + "".join(
        f"## Part {n}\n\n" + section.format(f"One {n}") + section.format(f"Two {n}") for n in (1, 2)
    )
    levels = [
        [one.tag for one in lxml.html.document_fromstring(html).iter("h1", "h2", "h3", "h4")]
        for html in letter(text, parts=2)
    ]
    assert levels == [["h1", "h2", "h3", "h3"], ["h1", "h2", "h2"]]


def test_code_runs_from_left_to_right_in_a_text_that_does_not(make):
    root = make(
        {"a.md": "# ت\n\nنص `out/` هنا.\n\n```\n--go out/\n```\n", "a.toml": 'lang = "ar"\n'}
    )
    (path,) = built(root, "a.md", parts=1).folder.glob("01-*/email.html")
    page = lxml.html.document_fromstring(path.read_text(encoding="utf-8"))
    assert [one.get("dir") for one in page.iter("code", "pre")] == ["ltr", "ltr"]


def test_links_in_footnotes_are_looked_at_too(make):
    root = make({"a.md": "# T\n\nText[^1] and [^1].\n\n[^1]: See [there](/about).\n"})
    found = [one for one in built(root, "a.md").findings if one.rule == "link/relative"]
    assert [(one.place.line, one.part) for one in found] == [(5, 1)]


def test_a_column_that_says_much_gets_more_than_one_with_a_long_name():
    found = shaped(
        "| Endpoint | Method | Before, in milliseconds | After, in milliseconds | Remark |\n"
        "|---|---|---|---|---|\n"
        "| https://example.org/api/v2/things/list | GET | 120 | 80 | A sentence that says much "
        "about what has become of it |\n"
    )
    assert max(found.widths) == found.widths[4]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("![A](a.png)", 536),
        ("Text ![A](a.png)", 536),
        ("- ![A](a.png)", 488),
        ("> - ![A](a.png)", 440),
        ("::: note\n![A](a.png)\n:::", 488),
        ("| a | b |\n|---|---|\n| ![A](a.png) | c |", 252),
    ],
)
def test_an_image_is_no_wider_than_what_it_stands_in(make, text, width):
    import io

    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (1200, 300), "#123456").save(data, "PNG")
    files = {"a.md": f"# T\n\nText.\n\n{text}\n", "a.png": data.getvalue()}
    (mail,) = built(make(files), "a.md").folder.glob("01-*/email.html")
    assert re.findall(r'<img[^>]* width="(\d+)"', mail.read_text()) == [str(width)]
