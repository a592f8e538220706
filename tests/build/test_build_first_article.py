"""The first article: three letters, whole, the same bytes each time, none of them naming it."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import shutil
from pathlib import Path

import lxml.html
import pytest
from machine import FIRST
from trees import built, manifest, tree

SNAPSHOT = Path(__file__).parent / "first-article"
WORDS = re.compile(r"[^\s]+")


@pytest.fixture
def letters(first_project: Path) -> Path:
    return built(first_project, "content/road-to-recovery.txt").folder


def test_the_whole_tree_is_as_it_was(letters: Path) -> None:
    """Look at what changed; then, if it is right: UPDATE_SNAPSHOTS=1 and run this test again.

    The page that shows it is no part of this: it holds these very files, and tests of its own
    (tests/page) hold it.
    """
    found = tree(letters)
    assert found.pop("index.html").startswith(b"<!DOCTYPE html>")
    told = json.loads(found["manifest.json"]) | {"inputs": "any"}
    told["files"] = [one for one in told["files"] if one["path"] != "index.html"]
    found["manifest.json"] = f"{json.dumps(told, indent=2, ensure_ascii=False)}\n".encode()
    if os.environ.get("UPDATE_SNAPSHOTS"):
        shutil.rmtree(SNAPSHOT, ignore_errors=True)
        for name, data in found.items():
            (SNAPSHOT / name).parent.mkdir(parents=True, exist_ok=True)
            (SNAPSHOT / name).write_bytes(data)
    assert found.keys() == tree(SNAPSHOT).keys()
    for name, data in tree(SNAPSHOT).items():
        assert found[name].decode() == data.decode(), name


def test_every_sentence_arrives_once_and_in_order(letters: Path) -> None:
    """Read by other means than the build's own: the file's lines, lxml and the email package."""
    lines = FIRST.read_text(encoding="utf-8").split("\n")
    wanted = [line for number, line in enumerate(lines, start=1) if line and number not in (12, 23)]
    html, text = [], []
    for eml in sorted(letters.glob("*/email.eml")):
        message = email.message_from_bytes(eml.read_bytes(), policy=email.policy.default)
        page = lxml.html.document_fromstring(message.get_body(("html",)).get_content())
        html += [_words(one) for one in page.xpath("//h1|//h2|//p")]
        text += [_words(line) for line in message.get_body(("plain",)).get_content().split("\n")]
    assert [line for line in html if line in map(_line, wanted)] == [*map(_line, wanted)]
    assert [line for line in text if line in map(_line, wanted)] == [*map(_line, wanted)]


def _words(element: lxml.html.HtmlElement | str) -> str:
    return _line(element if isinstance(element, str) else element.text_content())


def _line(text: str) -> str:
    return " ".join(text.split())


def test_the_receipt(letters: Path) -> None:
    data = manifest(letters)
    assert data["article"]["words"] == 783
    assert [(one["lines"], one["rule"], one["words"]) for one in data["removed"]] == [
        ([12, 12], "repeated-title", 12),
        ([23, 23], "comment-form", 3),
    ]
    assert [
        (p["words"], p["wait"], p["blocks"][0]["lines"][0], p["blocks"][-1]["lines"][1])
        for p in data["parts"]
    ] == [
        (225, "P0D", 2, 6),
        (175, "P4D", 7, 13),
        (356, "P7D", 14, 22),
    ]


def test_each_letter_has_one_h1_and_it_is_its_title(letters: Path) -> None:
    titles = []
    for page in sorted(letters.glob("*/email.html")):
        tree_ = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
        assert len(tree_.xpath("//h1")) == 1
        titles.append(tree_.xpath("string(//h1)"))
    assert titles == [
        "The Road to Recovery: How Intra Cervical Insemination Can Help After Miscarriage",
        "The Emotional Impact of Miscarriage",
        "The Road to Recovery",
    ]


def test_the_letters_dates_rise_with_their_waits(letters: Path) -> None:
    dates = []
    for eml in sorted(letters.glob("*/email.eml")):
        message = email.message_from_bytes(eml.read_bytes(), policy=email.policy.default)
        dates.append(message["Date"].datetime.date().isoformat())
    assert dates == ["2000-01-01", "2000-01-05", "2000-01-12"]


KEY_TERMS = re.compile(
    r"miscarr|insemin|cervi|\bici\b|pregnan|fertil|recovery|emotional|physical|grie[fv]|sperm",
    re.IGNORECASE,
)


def test_nothing_outside_a_body_names_the_topic(letters: Path) -> None:
    """Promise 25: headers, names, URLs, attributes and titles."""
    outside = [letters.name, *(path.relative_to(letters).as_posix() for path in letters.rglob("*"))]
    for eml in sorted(letters.glob("*/email.eml")):
        message = email.message_from_bytes(eml.read_bytes(), policy=email.policy.default)
        for part in message.walk():
            outside += [f"{name}: {value}" for name, value in part.items()]
    for page in letters.rglob("*.html"):
        parsed = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
        outside += parsed.xpath("//title/text()")
        for element in parsed.iter():
            if isinstance(element.tag, str):
                outside += [value for name, value in element.attrib.items() if name != "srcdoc"]
            elif not str(element.text).startswith("[if"):
                outside.append(str(element.text))
    found = [text for text in outside if KEY_TERMS.search(text)]
    assert found == []
    assert len(outside) > 500


def test_a_sensitive_series_keeps_its_web_pages_to_itself(letters: Path) -> None:
    for page in letters.glob("*/web.html"):
        parsed = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
        assert parsed.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow, noarchive"]
        assert parsed.xpath("//meta[@name='referrer']/@content") == ["no-referrer"]
        assert "invalid" not in page.read_text(encoding="utf-8")


def test_personal_links_lead_nowhere_and_the_sample_says_so(letters: Path) -> None:
    for page in letters.glob("*/email.html"):
        text = page.read_text(encoding="utf-8")
        assert text.index("<!-- A sample") < text.index("<html")
        links = lxml.html.document_fromstring(text).xpath("//a/@href")
        assert [link.split("/")[2] for link in links] == ["example.invalid"] * 3


def test_without_its_settings_the_article_splits_alike(first_project: Path) -> None:
    (first_project / "content/road-to-recovery.toml").unlink()
    data = manifest(built(first_project, "content/road-to-recovery.txt").folder)
    assert [part["words"] for part in data["parts"]] == [225, 175, 356]
    assert data["article"]["slug"] == "road-to-recovery"


def test_sensitive_alone_gives_neutral_names(first_project: Path) -> None:
    settings = first_project / "content/road-to-recovery.toml"
    settings.write_text("sensitive = true\n", encoding="utf-8")
    data = manifest(built(first_project, "content/road-to-recovery.txt").folder)
    assert data["article"]["slug"] == "letters"
    assert [(part["slug"], part["subject"], part["preheader"]) for part in data["parts"]] == [
        (f"part-{n}", f"Letters: {n} of 3", f"Part {n} of 3, to read when it suits you.")
        for n in (1, 2, 3)
    ]


SENSITIVE = """---
title: Living after a miscarriage
sensitive: true
public_name: Three letters
---

A [link](https://example.org/a "On miscarriage") and <b title="miscarriage">raw</b> HTML.

![A garden after the miscarriage](miscarriage.png)

## After a miscarriage

More of it, and *then* some.
"""


def test_a_sensitive_article_tells_nothing_by_links_names_or_raw_html(make) -> None:
    from test_build_promises import PIXEL

    root = make({"content/miscarriage.md": SENSITIVE, "content/miscarriage.png": PIXEL})
    folder = built(root, "content/miscarriage.md", parts=2).folder
    names = [path.relative_to(root / "out").as_posix() for path in folder.rglob("*")]
    assert [name for name in names if "miscarr" in name] == []
    assert (folder / "01-part-1/images/image-1.png").is_file()
    for page in folder.rglob("*.html"):
        parsed = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
        told = [
            (name, value)
            for element in parsed.iter()
            if isinstance(element.tag, str)
            for name, value in element.attrib.items()
            if "miscarr" in value.lower() and name not in ("alt", "srcdoc")
        ]
        assert told == []
        assert "miscarr" not in "".join(parsed.xpath("//title/text()")).lower()
    for eml in folder.glob("*/email.eml"):
        message = email.message_from_bytes(eml.read_bytes(), policy=email.policy.default)
        heads = [f"{name}: {value}" for part in message.walk() for name, value in part.items()]
        assert [head for head in heads if "miscarr" in head.lower()] == []


def test_a_telling_subject_of_a_sensitive_article_is_pointed_out(make) -> None:
    telling = SENSITIVE.replace("public_name: Three letters", "public_name: Your miscarriage")
    root = make({"content/a.md": telling.replace("![A garden", "[A garden")})
    found = built(root, "content/a.md").findings
    shown = [one.message for one in found if one.rule == "sensitive/topic-shown"]
    assert len(shown) == 2  # the public name, and the subject made from it
    assert "miscarriage" in shown[0]
