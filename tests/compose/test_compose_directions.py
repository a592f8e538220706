"""Direction and language in the Arabic specimen's mails: on every element that needs them."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from lxml import html as parser
from machine import ROOT
from trees import built, tree

from pipeline import project, themes

SPECIMEN = ROOT / "templates/specimen"
THEMES = themes.names(project.load_project(SPECIMEN))
MAILS = [(theme, number) for theme in THEMES for number in (1, 2)]
ADDRESS = re.compile(r"https?://\S+|\+\d[\d ]+")


@cache
def specimen(folder: Path, theme: str) -> dict[str, bytes]:
    root = folder / theme
    shutil.copytree(SPECIMEN, root)
    settings = root / "content/ar.toml"
    told = settings.read_text(encoding="utf-8")
    settings.write_text(f'theme = "{theme}"\n{told}', encoding="utf-8")
    return tree(built(root, "content/ar.md").folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("directions")


def mail(folder: Path, theme: str, number: int, kind: str = "email") -> str:
    files = specimen(folder, theme)
    return next(
        data.decode()
        for name, data in files.items()
        if name.startswith(f"0{number}-") and name.endswith(f"/{kind}.html")
    )


@pytest.mark.parametrize(("theme", "number"), MAILS)
def test_language_and_direction_stand_where_mail_programs_keep_them(folder, theme, number):
    page = parser.document_fromstring(mail(folder, theme, number).encode())
    body = page.body
    told = [page, body, *(one for one in body if isinstance(one.tag, str))]
    assert {(one.get("lang"), one.get("dir")) for one in told} == {("ar", "rtl")}


@pytest.mark.parametrize(("theme", "number"), MAILS)
def test_every_column_runs_from_right_to_left(folder, theme, number):
    html = mail(folder, theme, number)
    assert set(re.findall(r"[\s;\"]direction:\s*(\w+)", html)) == {"rtl"}
    page = parser.document_fromstring(html.encode())
    columns = page.xpath("//*[contains(@class, 'mj-column')]")
    assert columns
    assert all("direction:rtl" in column.get("style") for column in columns)


@pytest.mark.parametrize("kind", ["email", "web"])
@pytest.mark.parametrize(("theme", "number"), MAILS)
def test_what_is_not_arabic_keeps_its_own_direction(folder, theme, number, kind):
    """Code, telephone numbers and addresses, the sender's postal address."""
    page = parser.document_fromstring(mail(folder, theme, number, kind).encode())
    code = page.xpath("//pre | //code")
    assert len(code) == (number == 2)
    shown = [one for one in page.xpath("//a") if ADDRESS.fullmatch(one.text_content().strip())]
    assert len(shown) >= 2  # two telephone numbers; in the last mail a source and an address too
    assert {one.get("dir") for one in (*code, *shown)} == {"ltr"}
    (address,) = (one for one in page.iter("p") if "1 Fernbank Lane" in one.text_content())
    assert address.get("dir") == "auto"


def test_a_senders_own_reason_takes_the_direction_of_its_letters(make):
    reason = "You asked for them at the lodge."
    root = make(
        {"a.md": "---\nlang: ar\n---\n\n# Title\n\nText.\n", "letterloom.toml": "[sender]\n"}
    )
    for settings, direction in ((f'reason = "{reason}"\n', "auto"), ("", None)):
        (root / "letterloom.toml").write_text(f"[sender]\n{settings}", encoding="utf-8")
        files = tree(built(root, "a.md").folder)
        html = parser.document_fromstring(files["01-title/email.html"])
        shown = reason if settings else "تصلك هذه الرسائل لأنك طلبتها."
        (told,) = (one for one in html.iter("p") if one.text_content() == shown)
        assert told.get("dir") == direction


@pytest.mark.parametrize(("theme", "number"), MAILS)
def test_a_mail_asks_that_nothing_be_made_a_link(folder, theme, number):
    html = mail(folder, theme, number)
    asked = '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no"'
    assert html.count(asked) == 1
    assert html.count('<body id="body" ') == 1
    (rule,) = re.findall(r"u \+ #body a \{([^}]*)\}", html)
    assert "!important" not in rule  # or it would take the look of the author's own links, too
    assert html.count("a[x-apple-data-detectors] {") == 1
    # Those have theirs in the style attribute, every one.
    links = parser.document_fromstring(html.encode()).xpath("//a[@href]")
    assert [one.get("href") for one in links if "color:" not in one.get("style", "")] == []
