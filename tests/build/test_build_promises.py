"""Promises 4, 6, 7 and 10: the same bytes anywhere, no network, no file beyond, no code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from machine import ROOT, lacking
from trees import built, manifest, tree
from watched import watched

BUILD = [sys.executable, "-m", "pipeline", "build", "content/road-to-recovery.txt", "-q"]


@pytest.mark.parametrize(
    "changed",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "LANG": "de_DE"},
    ],
)
def test_the_same_bytes_wherever_it_is_built(
    first_project: Path, tmp_path: Path, changed: dict[str, str]
) -> None:
    here = tree(built(first_project, "content/road-to-recovery.txt").folder)
    elsewhere = tmp_path / "elsewhere and deeper" / "ünïcode"
    shutil.copytree(first_project / "content", elsewhere / "content")
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | changed
    source = elsewhere / "content" / "road-to-recovery.txt"
    command = [*BUILD[:4], str(source), "-q", "--project", str(elsewhere)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert tree(elsewhere / "out" / "letters-for-you") == here


def test_a_build_opens_no_socket_and_no_file_beyond_the_project(first_project: Path) -> None:
    done = watched(first_project, "build", "content/road-to-recovery.txt")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("inliner", ["premailer", "css-inline"])
def test_nor_does_one_of_markdown_with_everything(make: Callable[..., Path], inliner: str) -> None:
    root = make(
        {
            "letterloom.toml": f'[build]\ninliner = "{inliner}"\n[theme]\nlogo = "logo.png"\n',
            "logo.png": PIXEL,
            "content/dot.png": PIXEL,
            "content/a.md": "---\ntitle: A title\ntags: [a]\n---\n{% include x %}\n\nText "
            '<img src="https://t.example/p.gif"> <b>b</b> ![far](https://far.example/x.png)\n\n'
            "![near](dot.png)\n\n<style>@import url(https://far.example/x.css);</style>\n",
            "templates/blocks/quote.mjml.j2": "",
            "templates/themes/quiet/inline.css.j2": "p { color: {{ light.text }} }\n",
        }
    )
    done = watched(root, "build", "content/a.md", "--fail-on", "never")
    assert done.returncode == 0, done.stderr


def test_a_build_works_without_a_network(first_project: Path) -> None:
    if not shutil.which("unshare"):
        lacking("unshare (util-linux)")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = ["unshare", "--map-root-user", "--net", *BUILD]
    done = subprocess.run(
        command, cwd=first_project, env=environment, capture_output=True, text=True, check=False
    )
    if "unshare failed" in done.stderr or "Operation not permitted" in done.stderr:
        lacking("the right to make a network namespace")
    assert done.returncode == 0, done.stderr
    assert (first_project / "out/letters-for-you/index.html").is_file()


PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99"
    b"=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.mark.parametrize(
    "written",
    [
        "../../secret.png",
        "..%2f..%2fsecret.png",
        "{outside}/secret.png",
        "link.png",
        "folder/secret.png",
        "a.png%00.png",
        "..\\\\..\\\\secret.png",
    ],
)
def test_no_image_beyond_the_project_is_read(
    make: Callable[..., Path], tmp_path: Path, written: str
) -> None:
    (tmp_path / "secret.png").write_bytes(PIXEL + b"SECRET")
    address = written.format(outside=tmp_path)
    root = make({"content/a.md": f"# Title\n\nSome words.\n\n![a picture]({address})\n"})
    (root / "content" / "link.png").symlink_to(tmp_path / "secret.png")
    (root / "content" / "folder").symlink_to(tmp_path)
    done = watched(root, "build", "content/a.md", "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    assert not any(b"SECRET" in data for data in tree(root / "out" / "a").values())
    assert manifest(root / "out" / "a")["findings"]["error"] == 1


def test_an_image_of_the_articles_folder_is_carried(make: Callable[..., Path]) -> None:
    root = make(
        {
            "content/a.md": "# Title\n\nSome words.\n\n![a picture](pictures/my%20dog.png)\n",
            "content/pictures/my dog.png": PIXEL,
        }
    )
    folder = built(root, "content/a.md").folder
    files = tree(folder)
    assert files["01-title/images/my-dog.png"] == PIXEL
    assert b'src="images/my-dog.png"' in files["01-title/email.html"]
    assert b"cid:" in files["01-title/email.eml"]
    assert b'src="../' not in files["01-title/web.html"]


CODE = "{{ 7 * 7 }} {% for x in y %} {# note #} <%= x %> ${x} {{{x}}} *|FNAME|* %recipient.x%"


def test_template_code_in_an_article_comes_out_literally(make: Callable[..., Path]) -> None:
    root = make({"content/a.txt": f"A title\n\nSome text with {CODE} in it, and more of it.\n"})
    files = tree(built(root, "content/a.txt").folder)
    assert CODE in files["01-a-title/email.txt"].decode()
    escaped = CODE.replace("<", "&lt;").replace(">", "&gt;")
    assert escaped in files["01-a-title/email.html"].decode()


def test_template_code_in_settings_and_code_blocks_comes_out_literally(
    make: Callable[..., Path],
) -> None:
    code = "`{{ not_a_field }}` and `{% raw %}`"
    root = make(
        {
            "content/a.md": f"# A title {{% if a < b %}}\n\nText \\{{{{ x }}}} with {code}.\n",
            "letterloom.toml": '[sender]\nname = "{{ 7 * 7 }}"\nreason = "{% raw %} {{ 7*7 }}"\n',
        }
    )
    text = tree(built(root, "content/a.md").folder)["01-a-title-if-a-b/email.txt"].decode()
    for literal in ("{% if a < b %}", "{{ x }}", "{{ not_a_field }}", "{% raw %}", "{{ 7 * 7 }}"):
        assert literal in text


def test_fields_are_filled_where_they_stand(make: Callable[..., Path]) -> None:
    root = make(
        {
            "letterloom.toml": '[fields.town]\ndefault = "your <town>"\n'
            '[[samples]]\nfirst_name = "Ana & Bo"\n',
            "content/a.md": "# Dear {{ first_name }}\n\n"
            'In {{ town }}, {{ town | default("Rome") }}: [read]({{ web_url }}).\n\n'
            "| a | b |\n|---|---|\n| {{ first_name }} | {{ town }} |\n",
            "content/a.toml": '[[series.parts]]\nsubject = "For {{ first_name }}"\n',
        }
    )
    files = tree(built(root, "content/a.md").folder)
    html = files["01-dear-there/email.html"].decode()
    assert "<title>For Ana &amp; Bo</title>" in html
    assert "Dear Ana &amp; Bo</h1>" in html
    assert 'In your &lt;town&gt;, Rome: <a href="https://example.invalid/web"' in html
    assert html.count("Ana &amp; Bo") == 4  # title, its aria-label, h1, cell
    assert b"Subject: For Ana & Bo\r\n" in files["01-dear-there/email.eml"]
    assert "{{ first_name }}" in files["01-dear-there/source/email.mjml"].decode()
    web = files["01-dear-there/web.html"].decode()
    assert "Dear there</h1>" in web
    assert "Ana" not in web
