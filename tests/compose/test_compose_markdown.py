"""What Markdown has beyond CommonMark, as mails show it: HTML, text, the web version."""

from __future__ import annotations

import re

import lxml.html
import pytest
from machine import ROOT
from trees import built, manifest, tree

EVERYTHING = (ROOT / "tests/read/cases/everything.md").read_text(encoding="utf-8")


@pytest.fixture
def mail(make):
    """Builds a text and gives a file of its first mail."""

    def shown(text: str, name: str = "email.txt", lang: str = "en") -> str:
        root = make({"a.md": text, "a.toml": f'lang = "{lang}"\n'})
        folder = built(root, "a.md", parts=1).folder
        (path,) = folder.glob(f"01-*/{name}")
        return path.read_text(encoding="utf-8")

    return shown


def body(text: str) -> str:
    return text.partition("=\n\n")[2].partition(f"\n\n{'-' * 40}\n\nYou get")[0]


def test_the_plain_text(mail):
    text = """# T[^t]

Read[^1] this.

- [ ] to do
- [x] done
  more

Term
: Meaning

::: warning
Careful[^1].
:::

::: note Its title
One.
:::

> [!TIP]
> Two.

**[Book](https://a.example/b)**

![A wood](gone.png "In May")

[^1]: First

    second
[^t]: Title's
"""
    assert (
        body(mail(text))
        == """Read² this.

- [ ] to do
- [x] done more

Term
  Meaning

--- Important --------------------------

Careful².

----------------------------------------

--- Its title --------------------------

One.

----------------------------------------

----------------------------------------

Two.

----------------------------------------

Book:
https://a.example/b

[Image: A wood]
In May


¹ Title's

² First

  second"""
    )


def page(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def test_numbers_are_links_on_the_web_and_plain_in_mails(mail):
    text = "# T[^t]\n\nOne[^1] [two[^1]](https://a.example) three[^1].\n\n[^1]: n\n[^t]: t\n"
    html = page(mail(text, "email.html"))
    assert html.xpath("//sup/text()") == ["1", "2", "2", "2"]
    assert html.xpath("//sup//a") == []
    web = page(mail(text, "web.html"))
    targets = web.xpath("//main//a[starts-with(@href, '#')]/@href")
    assert targets == ["#note-1", "#note-2", "#note-2", "#to-note-1", "#to-note-2"]
    ids = web.xpath("//@id")
    assert [ids.count(target[1:]) for target in targets] == [1] * 5


def test_a_task_says_what_it_is(mail):
    html = page(mail("# T\n\n- [ ] a\n- [x] b\n", "email.html"))
    assert html.xpath("//*[@role='img']/@aria-label") == ["To do", "Done"]


def test_a_button_is_a_link_that_a_finger_finds(mail):
    html = mail("# T\n\nText.\n\n**[Book *it* & go](https://a.example/?a=1&b=2)**\n", "email.html")
    (link,) = page(html).xpath("//a[contains(@href, 'a.example')]")
    assert link.get("href") == "https://a.example/?a=1&b=2"
    assert link.text_content().strip() == "Book it & go"
    assert "padding:12px 28px" in link.get("style").replace(": ", ":")


@pytest.mark.parametrize(("lang", "side"), [("en", "left"), ("ar", "right")])
def test_a_warning_has_its_line_where_text_begins(mail, lang, side):
    html = mail("# T\n\n::: warning\nText.\n:::\n", "email.html", lang)
    assert re.search(rf'class="callout box warning" style="[^"]*border-{side}:\s*3px', html)


def test_what_is_embedded_is_a_link_unless_nobody_would_see_it(mail):
    text = (
        '# T\n\nText.\n\n<iframe src="https://a.example/embed"></iframe>\n\n'
        '<iframe src="https://b.example/pixel" width="0" height="0"></iframe>\n\n'
        '<video src="https://c.example/v.mp4">See <a href="https://c.example">it</a></video>\n'
    )
    assert body(mail(text)) == (
        "Text.\n\nWatch or listen on the web: https://a.example/embed\n\n"
        "Watch or listen on the web: https://c.example/v.mp4 See it [1]\n\n\n[1] https://c.example"
    )


def test_figures_and_details_are_elements_that_mail_programs_know(mail):
    text = (
        "# T\n\n<figure><img src='gone.png' alt='A wood'><figcaption>In H<sub>2</sub>O"
        "</figcaption></figure>\n\n<details><summary>More</summary>\n<p>Text.</p></details>\n"
    )
    html = mail(text, "email.html")
    assert not re.search(r"<(figure|figcaption|details|summary)\b", html)
    assert body(mail(text)) == "[Image: A wood]\nIn H2O\n\nMore\nText."


def test_the_manifest_lists_notes_and_its_sums_are_right(make):
    folder = built(make({"a.md": EVERYTHING}), "a.md", parts=3).folder
    data = manifest(folder)
    notes = []
    for part in data["parts"]:
        assert part["words"] == sum(block["words"] for block in part["blocks"])
        notes += [
            (part["number"], block["lines"], block["words"])
            for block in part["blocks"]
            if block["kind"] == "footnote"
        ]
    assert notes == [
        (1, [67, 67], 5),
        (1, [58, 59], 8),
        (1, [60, 65], 17),
        (1, [66, 66], 6),
        (3, [58, 59], 0),
    ]
    assert sum(part["words"] for part in data["parts"]) + 3 == data["article"]["words"]
    assert all(
        b"footnote-number" in tree(folder)[part["files"]["html"]]
        for part in data["parts"]
        if part["number"] != 2
    )
