"""No mail is too wild: the rules on looks and on access never fail, and end in time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.mail import Mail
from pipeline.check.rules import a11y, dark
from pipeline.check.run import check_mail

RULES = (*a11y.RULES, *dark.RULES)
PIECES = [
    *("<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<a href=#x>", "</a>", "<h1>", "<h7>"),
    *(
        "<img alt=IMG_1.png>",
        "<img>",
        "<b style='color:",
        "red'>",
        "<style>",
        "</style>",
        "•",
        "1. ",
    ),
    *(
        "@media (",
        "prefers-color-scheme: dark)",
        "{",
        "}",
        ".a > ",
        ":not(",
        ")",
        "color: #",
        "fff",
    ),
    *(
        "<!--[if mso]>",
        "<![endif]-->",
        "<v:image>",
        "<body text=",
        "<html lang>",
        "🎉🎉🎉",
        "WORDS ",
    ),
    *(
        "id=a ",
        " class=a",
        "rgb(1,2",
        "var(--x)",
        "font: 1px",
        "/",
        "\0",
        "\ud800",
        "<marquee>",
        "&nbsp;",
    ),
    *(
        "<font size=+",
        "9>",
        "aria-hidden=true>",
        "<li>",
        "<br>",
        "u + #body",
        "[data-ogsc]",
        "!important",
    ),
]
WILD = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(html=WILD)
def test_no_html_makes_a_rule_fail(html: str) -> None:
    for one in check_mail(Mail("a", html, subject="A"), RULES):
        assert one.message
        assert one.hint
        assert not one.message.endswith(".")


@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=200), head=st.sampled_from([b"", b"GIF89a", b"\x89PNG\r\n\x1a\n"]))
def test_no_picture_makes_a_rule_fail(data: bytes, head: bytes) -> None:
    html = "<!DOCTYPE html><html lang=en><body><img src=a.png alt=A>"
    assert list(check_mail(Mail("a", html, files={"a.png": head + data}), dark.RULES)) == []


LARGE: dict[str, Callable[[], str]] = {
    "deep": lambda: "<div class=a>" * 3000 + "words " + "<b>deeper</b>",
    "broad": lambda: "<p>words <a href=#a>more</a></p>" * 6000,
    "one row": lambda: "<p>words " + "<a href=#a>more</a> and " * 8000,
    "many cells": lambda: "<table>" + "<tr><td>1</td><td>2</td></tr>" * 5000 + "</table>",
    "unclosed": lambda: "<table><tr><td>" * 1500,
    "steep selectors": lambda: (
        f"<style>{'div ' * 60} p {{ color: red }} {'div ~ ' * 60} p {{ color: red }}</style>"
        + "<div>" * 300
        + "words"
    ),
    "nested selectors": lambda: f"<style>{':not(' * 700}p{')' * 700} {{ color: red }}</style><p>A",
    "nested values": lambda: f"<p style='color: {'a(' * 900}1{')' * 900}'>A",
    "long selectors": lambda: f"<style>{'.a>' * 5000}p {{ color: red }}</style><p class=a>A",
}


@pytest.mark.parametrize("kind", LARGE)
def test_a_large_or_hostile_mail_ends_in_time(kind: str) -> None:
    mail = Mail("a", "<!DOCTYPE html><html><body>" + LARGE[kind]())
    assert mail.document.others is not None
    assert mail.sheets is not None
    started = time.perf_counter()
    list(check_mail(mail, RULES))
    assert time.perf_counter() - started < 8
