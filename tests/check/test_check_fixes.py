"""What is mended: changes laid over a text, whole or not at all, in named files alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.fixes import Mended, mended
from pipeline.errors import OutputError
from pipeline.fixing import fixed, proposed
from pipeline.model import Change, CheckedFile, Finding, Severity

TEXT = "0123456789"


def finding(*changes: tuple[int, int, str], file: str = "a", rule: str = "link/x") -> Finding:
    made = tuple(Change(file, *one) for one in changes)
    return Finding(rule, Severity.WARNING, "wrong", changes=made)


def test_changes_are_laid_over_in_any_order():
    found = [finding((8, 9, "H")), finding((0, 0, ">"), (2, 4, "")), finding((10, 10, "<"))]
    assert mended(TEXT, found, "a") == Mended(">014567H9<", tuple(found))


@pytest.mark.parametrize(
    "other",
    [
        finding((3, 5, "x")),
        finding((2, 2, "x")),
        finding((2, 4, "")),
        finding((0, 9, "x")),
        finding((0, 1, "x"), (3, 5, "x")),
        finding((5, 6, "x"), (5, 6, "y")),
        finding((5, 7, "x"), (6, 8, "y")),
        finding((9, 11, "x")),
        finding((-1, 1, "x")),
        finding((7, 6, "x")),
        finding((5, 6, "x"), file="b"),
        finding(),
    ],
)
def test_what_touches_reaches_out_or_is_elsewhere_is_left_whole(other):
    first = finding((2, 4, "-"))
    assert mended(TEXT, [first, other], "a") == Mended("01-456789", (first,))


def test_what_only_meets_is_made():
    found = [finding((2, 4, "-")), finding((4, 4, "+")), finding((0, 2, "_"))]
    assert mended(TEXT, found, "a").text == "_-+456789"


def test_attributes_are_written_into_the_same_tag_each_once():
    lang, dir_, other = ((4, 4, text) for text in (' lang="de"', ' dir="ltr"', ' lang="en"'))
    found = [finding(lang), finding(dir_), finding(other), finding((4, 6, "-"))]
    assert mended(TEXT, found, "a") == Mended(
        '0123 lang="de" dir="ltr"456789', (found[0], found[1])
    )


def test_the_same_change_of_two_places_is_made_once():
    one = finding((2, 4, "-"), (2, 4, "-"))
    assert mended(TEXT, [one], "a") == Mended("01-456789", (one,))


spans = st.tuples(st.integers(-2, 12), st.integers(-2, 12), st.text("ab", max_size=2))


@given(st.lists(st.lists(spans, max_size=3), max_size=6))
def test_what_is_not_changed_stays(every):
    found = [finding(*changes) for changes in every]
    text, done = mended(TEXT, found, "a")
    gone = {at for one in done for each in one.changes for at in range(each.start, each.end)}
    kept = "".join(letter for at, letter in enumerate(TEXT) if at not in gone)
    assert "".join(letter for letter in text if letter.isdigit()) == kept


def http_is_https(paths: Sequence[Path]) -> Iterator[CheckedFile]:
    """Finds `http:` in files, one at a time, as a rule would."""
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        at = text.find("http:")
        change = (Change(str(path), at, at + 5, "https:"),)
        found = Finding(
            "link/insecure", Severity.WARNING, "not safe", "write https", changes=change
        )
        yield CheckedFile(str(path), findings=(found,) if at >= 0 else ())


def test_files_are_mended_until_nothing_more_can_be(tmp_path: Path):
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    one.write_bytes("<p>é</p>\r\n<a href=http://a>http://b</a>".encode())
    other.write_bytes(b"<p>nothing</p>")
    paths = [one, other]
    now = fixed(paths, http_is_https)
    assert one.read_bytes().decode() == "<p>é</p>\r\n<a href=https://a>https://b</a>"
    assert other.read_bytes() == b"<p>nothing</p>"
    assert (now.mended, now.files) == (
        {str(one): 2},
        [CheckedFile(str(one)), CheckedFile(str(other))],
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.html", "other.html"]


def test_a_rule_that_never_has_enough_is_stopped(tmp_path: Path):
    file = tmp_path / "a.html"
    file.write_text("x", encoding="utf-8")

    def endless(paths: Sequence[Path]) -> Iterator[CheckedFile]:
        for path in paths:
            yield CheckedFile(str(path), findings=(finding((0, 0, "y"), file=str(path)),))

    now = fixed([file], endless)
    assert (file.read_text("utf-8"), now.mended) == ("yyyyyx", {str(file): 5})


def test_a_diff_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.html"
    file.write_bytes(b"<p>one</p>\n<a href=http://a>a</a>")
    would = proposed([file], http_is_https)
    assert would.diff == (
        "--- a.html\n+++ a.html\n@@ -1,2 +1,2 @@\n <p>one</p>\n-<a href=http://a>a</a>\n"
        "\\ No newline at end of file\n+<a href=https://a>a</a>\n\\ No newline at end of file\n"
    )
    assert file.read_bytes() == b"<p>one</p>\n<a href=http://a>a</a>"


def test_of_an_article_only_comments_are_taken_out(tmp_path: Path):
    file = tmp_path / "a.md"
    file.write_text("http: and more", encoding="utf-8")
    words = finding((0, 5, "https:"), file=str(file))
    comment = finding((5, 14, ""), file=str(file), rule="check/ignore-unused")
    rounds = [(words, comment), (words,)]

    def once(paths: Sequence[Path]) -> Iterator[CheckedFile]:
        yield from (CheckedFile(str(path), "article", rounds.pop(0)) for path in paths)

    assert fixed([file], once).mended == {str(file): 1}
    assert file.read_text("utf-8") == "http:"


def test_another_file_is_never_touched(tmp_path: Path):
    file, theme = tmp_path / "a.html", tmp_path / "theme.html"
    for path in (file, theme):
        path.write_text("text", encoding="utf-8")
    assert fixed([file], always(finding((0, 1, "x"), file=str(theme)))).mended == {}
    assert (file.read_text("utf-8"), theme.read_text("utf-8")) == ("text", "text")


def always(found: Finding) -> Callable[[Sequence[Path]], Iterator[CheckedFile]]:
    """Finds the same in every file."""

    def check(paths: Sequence[Path]) -> Iterator[CheckedFile]:
        yield from (CheckedFile(str(path), findings=(found,)) for path in paths)

    return check


@pytest.mark.parametrize("data", [b"caf\xe9 http:", b"\xff\xfeh\0t\0"])
def test_what_is_not_plain_utf8_is_left(tmp_path: Path, data: bytes):
    file = tmp_path / "a.html"
    file.write_bytes(data)
    assert fixed([file], always(finding((0, 1, "x"), file=str(file)))).mended == {}
    assert file.read_bytes() == data


def test_what_somebody_writes_meanwhile_is_kept(tmp_path: Path):
    file = tmp_path / "a.html"
    file.write_bytes(b"<a href=http://a>")

    def slowly(paths: Sequence[Path]) -> Iterator[CheckedFile]:
        found = list(http_is_https(paths))
        file.write_bytes(b"written meanwhile")
        yield from found

    assert fixed([file], slowly).mended == {}
    assert file.read_bytes() == b"written meanwhile"


def test_a_file_that_is_gone_is_left_to_the_check(tmp_path: Path):
    file = tmp_path / "a.html"
    now = fixed([file], always(finding((0, 1, "x"), file=str(file))))
    assert (now.mended, file.exists()) == ({}, False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_file_keeps_its_rights_and_a_link_stays_one(tmp_path: Path):
    file, link = tmp_path / "a.html", tmp_path / "link.html"
    file.write_bytes(b"<a href=http://a>")
    file.chmod(0o640)
    link.symlink_to(file)
    assert fixed([link], http_is_https).mended == {str(link): 1}
    assert (link.is_symlink(), file.read_bytes()) == (True, b"<a href=https://a>")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_may_not_be_written_is_left(tmp_path: Path):
    file = tmp_path / "a.html"
    file.write_bytes(b"<a href=http://a>")
    file.chmod(0o444)
    with pytest.raises(OutputError):
        fixed([file], http_is_https)
    assert file.read_bytes() == b"<a href=http://a>"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    file = tmp_path / "a.html"
    file.write_bytes(b"<a href=http://a>")
    (tmp_path / f".a.html.{os.getpid()}.new").mkdir()
    with pytest.raises(OutputError):
        fixed([file], http_is_https)
    assert file.read_bytes() == b"<a href=http://a>"
