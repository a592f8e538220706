"""Promises 4, 6, 7 and 10 for web pages and Word files: nothing fetched, nothing read beyond."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from machine import ROOT, lacking
from trees import built, manifest, tree
from watched import watched

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99"
    b"=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)
FAR = "http://127.0.0.1:9"
CODE = "{{ 7 * 7 }} {% for x in y %} {# note #} ${x} {{{x}}} *|FNAME|* %recipient.x%"
WORDS = "It is a long way up to the hut, and most of us walk it in an hour and a half. "
MORE = "The path leads through a wood of beech and fir, and then along the river. " * 2
LAST = "At the top there is soup, and a bench in the sun from which you see three lakes. " * 2

PAGE = f"""<!DOCTYPE html PUBLIC "-//X//DTD Y//EN" "{FAR}/x.dtd">
<html lang="en" manifest="{FAR}/m"><head>
<meta http-equiv="refresh" content="0; url={FAR}/next">
<base href="{{base}}"><title>The way to the hut</title>
<link rel="stylesheet" href="{FAR}/x.css"><link rel="canonical" href="{FAR}/page">
<link rel="preload" href="{FAR}/x.js"><link rel="icon" href="{FAR}/favicon.ico">
<meta property="og:image" content="{FAR}/o.png"><meta property="article:author" content="{FAR}/a">
<style>@import url({FAR}/y.css); p {{{{ background: url({FAR}/b.png) }}}}</style>
<script src="{FAR}/x.js"></script>
<script type="application/ld+json">{{{{"@context": "{FAR}/c", "@type": "Article"}}}}</script>
</head><body background="{FAR}/back.png"><article><h1>The way to the hut</h1>
<p>{WORDS}</p>
<p><a href="{FAR}/a" ping="{FAR}/p">A link</a> and <a href="{{secret}}">another</a>.</p>
<p>{MORE}<img src="{FAR}/x.png" srcset="{FAR}/y.png 2x" alt="far"></p>
<p><img src="{{secret}}" alt="a picture that is none"></p>
<iframe src="{FAR}/f"></iframe><object data="{{secret}}"></object><embed src="{{secret}}">
<video poster="{{secret}}" src="{FAR}/v.mp4"></video>
<svg><image href="{{secret}}"/><use xlink:href="{{secret}}#a"/></svg>
<p>{LAST}</p></article></body></html>
"""


def page(secret: str, base: str = f"{FAR}/blog/") -> str:
    """A page that asks for much from elsewhere."""
    return PAGE.format(secret=secret, base=base)


def word(secret: str, more: str = "") -> bytes:
    """A Word file that asks for much from elsewhere."""
    office = "http://schemas.openxmlformats.org/"
    kinds = f"{office}officeDocument/2006/relationships"
    related = "".join(
        f'<Relationship Id="r{number}" Type="{kinds}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target, mode) in enumerate(
            [
                ("image", f"{FAR}/x.png", ' TargetMode="External"'),
                ("image", secret, ' TargetMode="External"'),
                ("image", secret, ""),
                ("attachedTemplate", f"{FAR}/t.dotm", ' TargetMode="External"'),
                ("hyperlink", f"{FAR}/a", ' TargetMode="External"'),
                ("styles", secret, ""),
                ("footnotes", f"../../../../../..{secret}", ""),
                ("numbering", f"{FAR}/n.xml", ' TargetMode="External"'),
            ]
        )
    )

    def picture(name: str, how: str) -> str:
        blip = f'<a:blip r:{how}="{name}"/>'
        return (
            '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="a picture"/>'
            "<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
            f"{blip}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
            "</w:r></w:p>"
        )

    def line(text: str) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

    pictures = picture("r0", "link") + picture("r1", "link") + picture("r2", "embed")
    clicked = f'<w:p><w:hyperlink r:id="r4"><w:r><w:t>{WORDS}</w:t></w:r></w:hyperlink></w:p>'
    body = line("The way to the hut") + line(MORE) + pictures + clicked + line(LAST + more)
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{office}package/2006/relationships">'
        f'<Relationship Id="d" Type="{kinds}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{office}package/2006/'
        f'relationships">{related}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{office}wordprocessingml/2006/main" '
        f'xmlns:r="{kinds}" xmlns:a="{office}drawingml/2006/main" xmlns:pic="{office}drawingml/'
        f'2006/picture" xmlns:wp="{office}drawingml/2006/wordprocessingDrawing"><w:body>{body}'
        "</w:body></w:document>",
    }
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


XHTML = """<?xml version="1.0"?><?xml-stylesheet href="{far}/x.xsl"?>
<!DOCTYPE html SYSTEM "{far}/x.dtd" [<!ENTITY secret SYSTEM "file://{secret}">
<!ENTITY % more SYSTEM "{far}/more.dtd"> %more;]>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xi="http://www.w3.org/2001/XInclude" lang="en">
<head><title>The way to the hut</title></head><body><p>{words}</p>
<p>See &secret; and <xi:include href="file://{secret}" parse="text"/> on the way, please.</p>
</body></html>
"""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that no build may read."""
    path = tmp_path / "secret.png"
    path.write_bytes(PIXEL + b"SECRET")
    return path


@pytest.mark.parametrize("command", ["build", "import"])
@pytest.mark.parametrize("form", ["html", "docx", "xhtml"])
def test_pages_and_word_files_open_no_socket_and_no_file_beyond(
    make: Callable[..., Path], secret: Path, form: str, command: str
) -> None:
    articles = {
        "html": page(secret.as_uri()).encode(),
        "docx": word(str(secret)),
        "xhtml": XHTML.format(far=FAR, secret=secret, words=MORE + LAST).encode(),
    }
    root = make({"letterloom.toml": "", f"saved/a.{form}": articles[form]})
    options = ["--fail-on", "never"] if command == "build" else []
    done = watched(root, command, f"saved/a.{form}", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    made = tree(root / ("out" if command == "build" else "content"))
    assert made
    assert not any(b"SECRET" in data for data in made.values())


@pytest.mark.parametrize("form", ["html", "docx"])
def test_they_are_built_without_a_network(make: Callable[..., Path], form: str) -> None:
    if not shutil.which("unshare"):
        lacking("unshare (util-linux)")
    data = page("https://far.example/x.png").encode() if form == "html" else word("/x.png")
    root = make({f"a.{form}": data})
    command = ["unshare", "--map-root-user", "--net", sys.executable, "-m", "pipeline", "build"]
    done = subprocess.run(
        [*command, f"a.{form}", "--fail-on", "never"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare failed" in done.stderr or "Operation not permitted" in done.stderr:
        lacking("the right to make a network namespace")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "out/a/index.html").is_file()


@pytest.mark.parametrize("base", ["", "file:///", "../../", "{outside}/"])
@pytest.mark.parametrize(
    "written",
    [
        "../../secret.png",
        "..%2f..%2fsecret.png",
        "%2e%2e/%2e%2e/secret.png",
        "{outside}/secret.png",
        "file://{outside}/secret.png",
        "FILE:{outside}/secret.png",
        "file:../../secret.png",
        "link.png",
        "folder/secret.png",
        "link.png?x",
        "a.png&#0;.png",
        "a.png%00.png",
        "..&#92;..&#92;secret.png",
        "&#46;&#46;/../secret.png",
    ],
)
def test_no_image_of_a_page_is_read_from_beyond(
    make: Callable[..., Path], secret: Path, written: str, base: str
) -> None:
    address = written.format(outside=secret.parent)
    root = make({"content/a.html": page(address, base.format(outside=secret.parent))})
    (root / "content" / "link.png").symlink_to(secret)
    (root / "content" / "folder").symlink_to(secret.parent)
    folder = built(root, "content/a.html").folder
    assert not any(b"SECRET" in data for data in tree(folder).values())


@pytest.mark.parametrize("name", ["my dog.png", "dög.png", "a#1.png", "a?1.png", "100%.png"])
@pytest.mark.parametrize("form", ["html", "md"])
def test_an_image_in_the_articles_folder_is_carried_whatever_its_name(
    make: Callable[..., Path], name: str, form: str
) -> None:
    address = f"a_files/{quote(name)}"
    article = {
        "html": f"<h1>A title</h1><p>{WORDS}</p><p><img src='{address}' alt='A dog'></p>",
        "md": f"# A title\n\n{WORDS}\n\n![A dog]({address})\n",
    }
    root = make({f"content/a.{form}": article[form], f"content/a_files/{name}": PIXEL})
    folder = built(root, f"content/a.{form}").folder
    images = [data for path, data in tree(folder).items() if "/images/" in path]
    assert images == [PIXEL]


MARKDOWN = f"""---
title: The way to the hut
---

{WORDS}[^b] {WORDS}[^a]

::: note
Go *slowly*.
:::

- [ ] boots
- [x] water

[^a]: The first.
[^b]: The second, with [a link](https://far.example/).
"""


@pytest.mark.parametrize("form", ["html", "docx", "md"])
def test_the_same_bytes_wherever_a_page_or_a_word_file_is_built(
    make: Callable[..., Path], tmp_path: Path, form: str
) -> None:
    articles = {
        "html": page("https://far.example/x.png").encode(),
        "docx": word("/x.png"),
        "md": MARKDOWN.encode(),
    }
    root = make({f"content/a.{form}": articles[form]})
    here = tree(built(root, f"content/a.{form}").folder)
    elsewhere = tmp_path / "elsewhere and deeper" / "ünïcode"
    shutil.copytree(root / "content", elsewhere / "content")
    changed = {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "de_DE"}
    source = elsewhere / "content" / f"a.{form}"
    subprocess.run(
        [sys.executable, "-m", "pipeline", "build", source, "--project", elsewhere, "-q"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | changed,
        check=False,
    )
    assert tree(elsewhere / "out" / "a") == here


@pytest.mark.parametrize("imported", [False, True], ids=["built", "imported first"])
@pytest.mark.parametrize("form", ["html", "docx", "txt"])
def test_template_code_in_any_format_comes_out_literally(
    make: Callable[..., Path], form: str, imported: bool
) -> None:
    text = f"<p>{WORDS}{MORE}</p><p>{LAST}</p><p>Some text with {CODE} in it.</p>"
    articles = {
        "html": f"<h1>A title</h1>{text}".encode(),
        "docx": word("/x.png", more=f"Some text with {CODE} in it."),
        "txt": f"A title\n\n{WORDS}\n\nSome text with {CODE} in it.\n".encode(),
    }
    root = make({"letterloom.toml": "", f"saved/a.{form}": articles[form]})
    source = f"saved/a.{form}"
    if imported:
        done = watched(root, "import", source)
        assert done.returncode == 0, done.stdout + done.stderr
        (path,) = (root / "content").glob("*.md")
        source = str(path.relative_to(root))
    told = built(root, source)
    (part,) = manifest(told.folder)["parts"]
    assert CODE in (told.folder / part["files"]["text"]).read_text(encoding="utf-8")
    assert CODE in (told.folder / part["files"]["html"]).read_text(encoding="utf-8")
