"""Somebody's own HTML mail as a frame."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from machine import ROOT
from trees import built, tree

from pipeline import specimens
from pipeline.errors import LetterloomError, ThemeError
from pipeline.project import load_project

TEXT = "# Title\n\nFirst words, [linked](https://example.org/a).\n\n## Head\n\n- one\n- two\n"
SETTINGS = """
[sender]
name = "Lantern"
postal_address = "12 Elm Street, Springfield"
[theme]
name = "mine"
"""
HEAD = """\
<meta charset="utf-8">
<style type="text/css">
@media print{#top{color:red}}
p { margin: 0 0 30px; }
</style>
<!--[if mso]><style>.top { color: red }</style><![endif]-->"""
FRAME = f"""\
<!DOCTYPE html>
<html>
<head>
{HEAD}
</head>
<body bgcolor="#E0E8F0">
<table role="presentation"><tr><td id="top"><p>Acme Weekly</p></td></tr>
<tr><td>{{{{ content }}}}</td></tr>
<tr><td>One street</td></tr></table>
<!--[if mso]><p>For Outlook</p><![endif]-->
</body>
</html>
"""


def project(make: Callable[..., Path], frame: str, **more: str) -> Path:
    files = {
        f"templates/themes/mine/{name.replace('__', '.')}": text for name, text in more.items()
    }
    files |= {"templates/themes/mine/frame.html": frame, "letterloom.toml": SETTINGS, "a.md": TEXT}
    return make(files)


def mail(make: Callable[..., Path], frame: str, **more: str) -> str:
    files = tree(built(project(make, frame, **more), "a.md").folder)
    return files["01-title/email.html"].decode()


def mistake(make: Callable[..., Path], frame: str) -> tuple[str, int]:
    with pytest.raises(LetterloomError) as caught:
        built(project(make, frame), "a.md")
    place = caught.value.place
    assert isinstance(caught.value, ThemeError)
    assert place is not None
    assert Path(place.file).name == "frame.html"
    return f"{caught.value.message} / {caught.value.hint}", place.line


def in_a_line(html: str) -> str:
    return " ".join(lxml.html.document_fromstring(html).text_content().split())


def test_the_letter_stands_where_the_frame_says_and_the_frame_is_as_it_was(
    make: Callable[..., Path],
) -> None:
    html = mail(make, FRAME)
    before, after = FRAME.split("{{ content }}")
    lines = [line for line in (before + after).split("\n") if line]
    changed = [line for line in lines if line not in html.split("\n") and line[:8] != "<tr><td>"]
    assert changed == ["<html>", "@media print{#top{color:red}}", '<body bgcolor="#E0E8F0">']
    assert '<html lang="en" dir="ltr">' in html
    assert '<body bgcolor="#E0E8F0" lang="en" dir="ltr">' in html
    assert "@media print{ #top{color:red}}" in html
    words = in_a_line(html[html.index("Acme Weekly") :])
    assert words.index("Title") < words.index("First words, linked.") < words.index("One street")


def test_what_the_frame_lacks_is_added(make: Callable[..., Path]) -> None:
    html = mail(make, FRAME)
    assert "<title>Title</title>" in html
    assert (html.count("<h1"), html.count('class="preheader"')) == (1, 1)
    assert html.index('class="preheader"') < html.index("Acme Weekly")
    assert "Stop these letters" in html
    assert "12 Elm Street" in html


def test_what_the_frame_shows_itself_is_not_shown_twice(make: Callable[..., Path]) -> None:
    frame = FRAME.replace("<p>Acme Weekly</p>", "<h1>{{ title }}</h1><p>{{ preheader }}</p>")
    frame = frame.replace(
        "One street", '<a href="{{ field.unsubscribe_url }}">Leave {{ sender.name }}</a>'
    )
    html = mail(make, frame.replace("</head>", "<title>{{ title }}</title></head>"))
    assert html.count("<title>Title</title>") == 1
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", html) == ["<span>Title</span>"]
    assert 'class="preheader"' not in html
    assert "Stop these letters" not in html
    assert "12 Elm Street" not in html
    assert "Leave Lantern" in html


def test_our_styles_are_for_our_part_alone(make: Callable[..., Path]) -> None:
    html = mail(make, FRAME)
    assert "<p>Acme Weekly</p>" in html
    styles = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    ours = "\n".join(styles[2:])
    selectors = re.findall(r"(?m)^([^@}\n][^{\n]*)\{", ours)
    assert len(selectors) > 4
    assert [
        one for one in selectors if not all(".letterloom " in each for each in one.split(","))
    ] == []
    assert html.count('class="letterloom"') == 1


def test_a_frame_that_is_light_alone_stays_so_and_one_for_the_dark_takes_our_part_along(
    make: Callable[..., Path],
) -> None:
    light = mail(make, FRAME)
    assert "prefers-color-scheme" not in light
    assert "data-ogs" not in light
    rule = "@media (prefers-color-scheme: dark) { body { background: #000000 } }"
    dark = mail(make, FRAME.replace("@media print", f"{rule}\n@media print"))
    assert dark.count("prefers-color-scheme") > 1
    assert "[data-ogsc] .letterloom .ink" in dark


def test_a_frame_has_what_other_templates_have(make: Callable[..., Path]) -> None:
    frame = FRAME.replace(
        "Acme Weekly", "{{ sender.name }} {{ tokens.rhythm }} {{ part.number }} {{ strings.stop }}"
    )
    html = mail(make, frame, theme__toml='[tokens]\nrhythm = "eight"\nwidth = 520\n')
    assert "Lantern eight 1 Stop these letters" in html
    assert "max-width:520px" in html


def test_a_frame_as_other_systems_save_it(make: Callable[..., Path]) -> None:
    html = mail(make, "\ufeff" + FRAME.replace("\n", "\r\n"))
    assert html.startswith("<!DOCTYPE html>\n<!-- A sample")
    assert "\r" not in html


def test_a_right_to_left_letter_says_so(make: Callable[..., Path]) -> None:
    root = project(make, FRAME.replace("<html>", '<html lang="en">'))
    (root / "b.md").write_text(
        "---\nlang: ar\n---\n# عنوان\n\nكلمات قليلة هنا.\n", encoding="utf-8"
    )
    files = tree(built(root, "b.md").folder)
    html = next(data for name, data in files.items() if name.endswith("email.html")).decode()
    assert '<html lang="en" dir="rtl">' in html
    assert '<body bgcolor="#E0E8F0" lang="ar" dir="rtl">' in html


STREET, BRAND = "One street", "<p>Acme Weekly</p>"
MISTAKES = [
    ("{{ content }}", "", "has no {{ content }} / write it where the letter is to stand", 0),
    (STREET, "{{ content }}", "the frame has {{ content }} twice / keep one", 14),
    (STREET, "*|UNSUB|*", "*|UNSUB|* is how another program writes it", 14),
    (STREET, "*|UNSUB|*", " / write {{ field.unsubscribe_url }}", 14),
    (STREET, "%%view_in_browser%%", "another program writes it / write {{ field.web_url }}", 14),
    (STREET, "{$unsubscribe}", "{$unsubscribe} is how another", 14),
    (STREET, "%UNSUBSCRIBELINK%", "%UNSUBSCRIBELINK% is how another", 14),
    (STREET, "{{ unsubscribe }}", "the frame asks for unsubscribe, which there is not", 14),
    (STREET, "{{ titel }}", "the frame asks for titel, which there is not / write {{ title", 14),
    (STREET, "{{ field.emial }}", "no field called emial / write field.email", 14),
    (STREET, "{{ part.nummer }}", "Part has no attribute 'nummer'; did you mean 'number'?", 14),
    (STREET, "{{ tokens.witdh }}", "this has no attribute 'witdh'; did you mean 'width'?", 14),
    (STREET, "{% if %}", "Jinja2: Expected an expression", 14),
    (STREET, '<img src="logo.png">', "the picture logo.png would not be found from a mail", 14),
    (BRAND, '<p style="background: url(bg.png)">x</p>', "the picture bg.png would not be", 12),
    (BRAND, "<style>p { background: red url('a/b.png') }</style>", "the picture a/b.png would", 12),
    (STREET, "<script>x</script>", "no mail program runs a script / take it out", 14),
    ('charset="utf-8"', "charset=Windows-1252", "is in Windows-1252, and mails are in UTF-8", 4),
    (BRAND, "<h1>Acme</h1>", "the frame has an h1 beside the mail's title", 12),
    (BRAND, "<p>{{ title }}</p>", "the mail's title is in no h1 / write <h1>", 12),
    ("</head>", "", "the frame's head is never closed / write </head>", 3),
    ("<body", "<div", "the frame has no <body>", 0),
    ("<head>", "", "the frame has no <head>", 0),
]


@pytest.mark.parametrize(("old", "new", "told", "line"), MISTAKES)
def test_what_a_frame_cannot_be(
    make: Callable[..., Path], old: str, new: str, told: str, line: int
) -> None:
    message, at = mistake(make, FRAME.replace(old, new, 1))
    assert told in message
    assert at == line


@pytest.mark.parametrize("text", ["see: url(a), 100%", "a {b} [c]", "5 % %", "A|B * C"])
def test_what_no_program_means_may_stand_in_a_frame(make: Callable[..., Path], text: str) -> None:
    assert text in mail(make, FRAME.replace(STREET, text))


def example(first: str, last: str) -> str:
    """What docs/themes.md shows, from one line to another."""
    page = (ROOT / "docs/themes.md").read_text(encoding="utf-8")
    shown = page[page.index(f"    {first}\n") :]
    shown = shown[: shown.index(f"    {last}\n") + len(f"    {last}\n")]
    return textwrap.dedent(shown)


@pytest.mark.parametrize("lang", specimens.languages())
def test_the_example_of_the_docs_holds_every_kind_of_block(
    make: Callable[..., Path], lang: str
) -> None:
    first = 'description = "Our mail of 2024, the letter in its middle."'
    toml = example(first, 'button = "#123456"')
    root = project(make, example("<!DOCTYPE html>", "</html>"), theme__toml=toml)
    made = specimens.built(load_project(root), "mine", lang, root / "out")
    assert not [one for one in made.findings if one.rule.startswith("dark/")]
    html = next(made.folder.glob("01-*/email.html")).read_text(encoding="utf-8")
    assert html.count("<h1") == 1
    assert html.count("<title>") == 1
    assert "12 Elm Street, Springfield" in html
    assert len(re.findall(r'href="[^"]*\.invalid[^"]*"', html)) == 1


@pytest.mark.parametrize(
    "written", ["{{ title }}", "{{title.text}}", "{{ article.title }}", "{{- title | upper -}}"]
)
def test_a_frame_that_names_the_title_in_its_head_does_not_tell_a_private_topic(
    make: Callable[..., Path], written: str
) -> None:
    frame = FRAME.replace("</head>", f"<title>Acme: {written}</title></head>")
    root = project(make, frame)
    (root / "a.toml").write_text('sensitive = true\npublic_name = "Post"\n', encoding="utf-8")
    html = tree(built(root, "a.md").folder)["01-part-1/email.html"].decode()
    (title,) = re.findall(r"<title>(.*?)</title>", html)
    assert title.startswith("Acme:")
    assert title.lower().removeprefix("acme:").strip() == "post"
