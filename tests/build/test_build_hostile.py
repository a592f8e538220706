"""Promise 15: whole builds of hostile documents end soon, in little memory, with a clear error."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from machine import ROOT
from tiny_word import docx, paragraph

SOON = 60  # seconds on a busy machine; most of these take one or two
MEMORY = 2_000_000_000  # bytes of addresses

BUILD = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
except (ImportError, ValueError, OSError):
    pass
from pipeline.__main__ import main
sys.argv = ["letterloom", "build", *sys.argv[1:]]
main()
"""
ENTITIES = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)
WORDS = "Some words stand here, and they are read by those who come by. "


CELL = "<w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc>"
SPAN = '<w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>'


def page(body: str) -> bytes:
    """A web page."""
    return f"<html><head><title>T</title></head><body><p>{WORDS}</p>{body}</body></html>".encode()


def markdown(body: str, front: str = "") -> bytes:
    """A text in Markdown."""
    return f"{front}# A title\n\n{WORDS}\n\n{body}".encode()


def each(text: str, count: int, between: str = "") -> str:
    """A text so many times, with a number where it says N."""
    return between.join(text.replace("N", str(n)) for n in range(count))


THEIRS = "---\nlayout: post\npermalink: /a\n---\n"
ALIASES = (
    "---\na0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]\n" for n in range(1, 30))
    + "---\n"
)
REFUSED = {
    "bomb.docx": (lambda: docx(" " * 100_000_000), "unpacks to far more"),
    "deep.docx": (lambda: docx("<w:sdt>" * 4_000 + "</w:sdt>" * 4_000), "nested deeper"),
    "entities.docx": (lambda: docx(paragraph("&a9;"), ENTITIES + "]>"), "declares entities"),
    "deep.html": (lambda: page("<div>" * 50_000 + "deep"), "nested 800 deep"),
    "lists.html": (lambda: page("<ul><li>a" * 20_000), "nested 800 deep"),
    "tables.html": (lambda: page("<table><tr><td>" * 20_000), "nested 800 deep"),
    "comments.html": (lambda: page("<p>" + "<!-- " * 100_000), "<!-- is never closed"),
    "deep.xhtml": (lambda: page("<div>" * 50_000 + "</div>" * 50_000), "nested 800 deep"),
    "quotes.md": (lambda: markdown(">" * 20_000 + " deep"), "nested 60 deep"),
    "callouts.md": (lambda: markdown("::: note\n" * 4_000 + ":::\n" * 4_000), "nested 60 deep"),
    "drawings.md": (lambda: markdown("Text " + "<svg>" * 100_000), "<svg> is never closed"),
    "comments.md": (lambda: markdown("<!-- " * 200_000), "<!-- is never closed"),
    "json.md": (lambda: b'{"a": "' + b'\\"' * 1_000_000, "over 64 KB"),
    "parts.md": (lambda: markdown(each("Text.\n\n<!-- part -->\n\n", 3_000)), "3000 mails"),
    "fields.md": (lambda: markdown("{{ " * 100_000), "this field is not closed on its line"),
    "aliases.md": (lambda: markdown("Text.", ALIASES), "repeats itself without end"),
    "binary.txt": (lambda: bytes(range(256)) * 50_000, "not text"),
}
BUILT = {
    "entities.xhtml": lambda: (ENTITIES + "]>").encode() + page("<p>&a9;</p>"),
    "line.html": lambda: page(f"<p>{'word ' * 100_000}"),
    "line.md": lambda: markdown("word " * 100_000),
    "line.txt": lambda: b"word " * 100_000,
    "images.html": lambda: page(each("<p><img src=xN.png alt=a></p>", 800)),
    "images.md": lambda: markdown(each("![a](xN.png)", 800, "\n\n")),
    "far images.md": lambda: markdown(
        each("![a][rN]", 5_000, "\n") + "\n\n" + each("[rN]: xN.png\n", 5_000)
    ),
    "links.html": lambda: page(f"<p>{each('<a href=https://a.example/N>N</a> ', 5_000)}"),
    "links.md": lambda: markdown(each("[N](https://a.example/N)", 5_000, " ")),
    "notes.md": lambda: markdown(each("See [^N].\n\n[^N]: Note N.\n\n", 1_000)),
    "items.html": lambda: page(f"<ul>{each('<li>item N', 5_000)}</ul>"),
    "items.md": lambda: markdown(each("- item N\n", 5_000)),
    "cells.html": lambda: page(f"<table>{'<tr>' + '<td>c' * 10 + '</tr>'}</table>" * 300),
    "wide.html": lambda: page(f"<table><tr>{each('<td>N', 1_500)}</table>"),
    "spans.html": lambda: page("<table><tr><td colspan=1000000000 rowspan=1000000000>a</table>"),
    "numbers.html": lambda: page("<ol start=1000000000000000000><li value=99999999999999999999>a"),
    "terms.html": lambda: page(each("<dl><dt>term N<dd>what N is</dl>", 800)),
    "terms.md": lambda: markdown(each("Term N\n: what N is\n\nText.\n\n", 800)),
    "attributes.html": lambda: page(f"<p {each('aN=b ', 100_000)}>text</p>"),
    "breaks.html": lambda: page(f"<p>{each('line N<br>', 5_000)}"),
    "tags.html": lambda: page("<a " * 8_000),
    "signs.html": lambda: page("<" * 100_000),
    "data.html": lambda: page("<script type='application/ld+json'>" + "[" * 100_000 + "</script>"),
    "tags.md": lambda: markdown("{% " * 100_000, THEIRS),
    "inner.docx": lambda: docx(
        paragraph(WORDS), parts={"word/media/a.zip": docx(paragraph("x" * 1_000_000))}
    ),
    "cells.docx": lambda: docx(
        f"{paragraph(WORDS)}<w:tbl>{f'<w:tr>{CELL * 9}</w:tr>' * 300}</w:tbl>"
    ),
    "spans.docx": lambda: docx(
        f"{paragraph(WORDS)}<w:tbl><w:tr>{CELL.replace('<w:p>', SPAN + '<w:p>')}</w:tr></w:tbl>"
    ),
}


def ended(path: Path, data: bytes) -> tuple[int, str]:
    """A build's exit code and what it said; it fails if that takes long."""
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", BUILD.format(memory=MEMORY), path, "-q", "--fail-on", "never"],
        cwd=path.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=SOON,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("name", REFUSED)
def test_what_nobody_could_read_is_refused_soon(tmp_path: Path, name: str) -> None:
    make, message = REFUSED[name]
    code, said = ended(tmp_path / name, make())
    assert code in (3, 4)
    assert message in said
    assert "try: " in said


@pytest.mark.parametrize("name", BUILT)
def test_what_is_only_enormous_is_built_soon(tmp_path: Path, name: str) -> None:
    make: Callable[[], bytes] = BUILT[name]
    code, said = ended(tmp_path / name, make())
    assert (code, said) == (0, "")
