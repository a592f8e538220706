"""`build --minify`: smaller mails with the same words, fields and conditional comments."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from machine import ROOT

from pipeline import build, making, project
from pipeline.asked import Asked
from pipeline.compose.minified import BLOCKS
from pipeline.model import Email, Project

SAMPLES = sorted((ROOT / "content").glob("*.txt")) + sorted((ROOT / "tests/articles").glob("*.md"))


def mails(source: Path, settings: Project) -> tuple[Email, ...]:
    made = making.make(source, source.read_bytes(), settings)
    build.check(made.checked())
    return made.emails


def shape(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes but for its style, which loses its spaces."""
    page = lxml.html.document_fromstring(html)
    found = [one for one in page.iter() if isinstance(one.tag, str)]
    return [(one.tag, {k: v for k, v in one.attrib.items() if k != "style"}) for one in found]


def words(html: str) -> list[str]:
    """The words of a mail; the ends of a block part words, whatever stands between the tags."""
    body = lxml.html.document_fromstring(html).body
    for element in body.iter():
        if element.tag in BLOCKS:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return body.text_content().split()


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_a_smaller_mail_says_the_same(source: Path) -> None:
    from dataclasses import replace

    settings = project.load_project(ROOT)
    plain = mails(source, settings)
    small = mails(source, replace(settings, minify=True))
    for one, other in zip(plain, small, strict=True):
        for before, after in ((one.html, other.html), (one.web, other.web)):
            whole, shrunk = "{}".join(before.segments), "{}".join(after.segments)
            assert len(shrunk) < len(whole)
            assert after.slots == before.slots
            assert words(shrunk) == words(whole)
            assert shape(shrunk) == shape(whole)
            found = [re.findall(r"(?s)<!--\[if.*?-->", html) for html in (whole, shrunk)]
            assert found[0] == found[1]
        assert other.sources == one.sources
        assert (other.text, other.mjml) == (one.text, one.mjml)


def test_it_is_asked_for_on_the_command_line_or_in_the_settings(make: Callable[..., Path]) -> None:
    article = "# Title\n\nSome words stand here.\n"
    root = make({"content/a.md": article, "letterloom.toml": "[build]\nminify = true\n"})
    settings = project.load_project(root)
    sizes = []
    for minify in (None, True, False):
        made = build.build(root / "content/a.md", settings, Asked(root / "out", minify=minify))
        sizes.append((made.manifest["parts"][0]["bytes"]["html"], made.unchanged))
    assert sizes[0][0] < sizes[2][0]
    # What the settings say already is nothing new.
    assert sizes[1] == (sizes[0][0], True)
    assert sizes[2][1] is False


def test_the_samples_stay_small() -> None:
    settings = project.load_project(ROOT)
    sizes = [
        len("".join(one.html.segments).encode())
        for path in SAMPLES
        for one in mails(path, settings)
    ]
    assert max(sizes) < 60_000
