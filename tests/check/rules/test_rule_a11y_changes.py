"""What can be mended by itself is mended, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check.mail import Mail
from pipeline.check.rules import a11y
from pipeline.check.run import check_mail
from pipeline.model import Finding

CASES = Path(__file__).parents[1] / "cases/a11y"


def found(html: str) -> list[Finding]:
    return list(check_mail(Mail("a", html, file="a.html"), a11y.RULES))


def mended(html: str) -> str:
    changes = [change for one in found(html) for change in one.changes]
    assert {one.file for one in changes} == {"a.html"}
    for one in sorted(changes, key=lambda one: -one.start):
        html = html[: one.start] + one.text + html[one.end :]
    return html


@pytest.mark.parametrize(
    ("case", "rule", "added"),
    [
        ("tables.html", "a11y/layout-table", ' role="presentation"'),
        ("lang.html", "a11y/lang", ' lang="de"'),
        ("lang-body.html", "a11y/lang-body", ' lang="en"'),
        ("dir.html", "a11y/dir", ' dir="ltr"'),
    ],
)
def test_what_is_sure_is_mended(case: str, rule: str, added: str) -> None:
    html = (CASES / case).read_text(encoding="utf-8")
    (before,) = (one for one in found(html) if one.rule == rule)
    after = mended(html)
    assert [one for one in found(after) if one.rule == rule] == []
    assert after.count(added) == html.count(added) + before.count
    assert after.replace(added, "") == html.replace(added, "")


def test_only_a_picture_that_takes_space_gets_an_empty_alt() -> None:
    html = (CASES / "images.html").read_text(encoding="utf-8")
    after = mended(html)
    assert after == html.replace(
        '<img src="https://example.org/spacer.gif"',
        '<img alt="" src="https://example.org/spacer.gif"',
    )
