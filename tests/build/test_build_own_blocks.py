"""A project's own blocks, leads, pull quotes and images side by side, from article to mail."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from machine import ROOT
from trees import built, manifest

from pipeline.errors import SourceError, ThemeError

DOT = (ROOT / "tests/cli/dot.png").read_bytes()
EVENT = (
    '<mj-text css-class="{{ block.mark }} side ink" padding="{{ block.space }}px 32px 0">'
    '<table role="presentation"><tr><td class="event">'
    '{% if block.title %}<div class="when">{{ block.title }}</div>{% endif %}{{ block.html }}'
    "</td></tr></table></mj-text>"
)
OWN = "templates/blocks/event.mjml.j2"


def mail(folder: Path, name: str = "email.html") -> str:
    (path,) = folder.glob(f"01-*/{name}")
    return path.read_text(encoding="utf-8")


def kinds(folder: Path) -> list[str]:
    return [block["kind"] for part in manifest(folder)["parts"] for block in part["blocks"]]


def test_a_template_makes_a_block(make):
    text = "# T\n\nBefore.\n\n::: event Saturday, *noon*\nBring a {{ thing }}.\n\n- one\n:::\n"
    settings = '[fields.thing]\ndefault = "coat"\n'
    root = make({"content/a.md": text, "letterloom.toml": settings, OWN: EVENT})
    folder = built(root, "content/a.md").folder
    assert kinds(folder) == ["paragraph", "event"]
    html = mail(folder)
    assert re.search(r'class="when"[^>]*>\s*<p[^>]*><strong>Saturday, <em>noon</em></strong>', html)
    assert "Bring a coat." in html
    assert "Saturday, noon" in mail(folder, "email.txt")


def test_the_example_of_the_docs_is_a_block(make):
    page = (ROOT / "docs/themes.md").read_text(encoding="utf-8")
    shown = re.search(r"(?m)^    <mj-text css-class(?:.*\n)*?    </mj-text>\n", page)
    text = "# T\n\nBefore.\n\n::: tip A **cup**\nDrink *water*.\n:::\n"
    own = {"templates/blocks/tip.mjml.j2": shown[0] if shown else ""}
    folder = built(make({"content/a.md": text} | own), "content/a.md").folder
    assert "Drink <em>water</em>." in mail(folder)
    assert '<div class="own tip">' in mail(folder, "web.html")
    assert re.search(r"--- A cup -+\n\nDrink water\.\n\n-+\n", mail(folder, "email.txt"))


def test_an_image_within_html_may_stand_in_its_address(make):
    coded = f"data:image/png;base64,{base64.b64encode(DOT).decode()}"
    text = f'# T\n\nText <img src="{coded}" alt="A dot"> here.\n\n![Too]({coded})\n'
    folder = built(make({"content/a.md": text}), "content/a.md").folder
    for name in ("email.html", "web.html"):
        assert mail(folder, name).count('src="images/image-1.png"') == 2
    assert [one.name for one in folder.glob("01-*/images/*")] == ["image-1.png"]


def test_a_block_of_one_theme_is_refused_by_another(make):
    text = "# T\n\n::: event\nCome.\n:::\n"
    own = OWN.replace("blocks/", "themes/other/blocks/")
    root = make({"content/a.md": text, own: EVENT})
    with pytest.raises(ThemeError) as caught:
        built(root, "content/a.md")
    assert "no blocks/event.mjml.j2" in caught.value.message


def test_a_template_that_loses_words_is_told(make):
    from pipeline.errors import LetterloomError

    root = make(
        {
            "content/a.md": "# T\n\n::: event When\nCome.\n:::\n",
            OWN: EVENT.replace("{{ block.title }}", ""),
        }
    )
    with pytest.raises(LetterloomError) as caught:
        built(root, "content/a.md")
    assert caught.value.place.line == 3


def test_an_unknown_name_is_told_with_the_nearest(make):
    root = make({"content/a.md": "# T\n\n::: evnt\nCome.\n:::\n", OWN: EVENT})
    with pytest.raises(SourceError) as caught:
        built(root, "content/a.md")
    assert caught.value.place.line == 3
    assert "did you mean ::: event?" in caught.value.hint


def test_a_file_from_elsewhere_keeps_own_blocks(make):
    text = "---\nlayout: post\ntitle: T\n---\n\n:::event[Noon]\nCome.\n:::\n\n:::tabs\nStay.\n:::\n"
    folder = built(make({"content/a.md": text, OWN: EVENT}), "content/a.md").folder
    assert kinds(folder) == ["event", "paragraph"]


def test_leads_and_pull_quotes(make):
    text = "# T\n\n::: lead\nFirst.\n:::\n\n::: pullquote\nSaid.\n:::\n\n> ::: lead\n> In.\n> :::\n"
    folder = built(make({"content/a.md": text}), "content/a.md").folder
    assert kinds(folder) == ["lead", "pullquote", "quote"]
    assert re.search(r'class="pullquote"[^>]*>\s*<p[^>]*>Said\.</p>', mail(folder))


def test_two_images_share_a_line(make):
    text = '# T\n\nText.\n\n![One](a.png "First") ![Two](b.png)\n\n![a](a.png) ![b](b.png) more\n'
    files = {"content/a.md": text, "content/a.png": DOT, "content/b.png": DOT}
    folder = built(make(files), "content/a.md").folder
    assert kinds(folder) == ["paragraph", "images", "paragraph"]
    html = mail(folder)
    assert len(re.findall(r'<td class="half', html)) == 2
    assert re.search(r'class="caption below"[^>]*><p[^>]*>First</p>', html)
    assert "First" in mail(folder, "email.txt")


def test_the_opening_is_told_to_templates(make):
    block = "templates/blocks/paragraph.mjml.j2"
    shown = (ROOT / block).read_text().replace("side ink", "side ink{{ ' open' if block.opening }}")
    text = "# T\n\nOne.\n\nTwo.\n\n<!-- part -->\n\n## H\n\nThree.\n"
    folder = built(make({"content/a.md": text, block: shown}), "content/a.md").folder
    htmls = [path.read_text() for path in sorted(folder.glob("0*/email.html"))]
    assert [html.count('side ink open"') for html in htmls] == [1, 0]


def test_a_sort_of_callout_may_have_a_template_of_its_own(make):
    text = "# T\n\n::: note\nOne.\n:::\n\n::: warning\nTwo.\n:::\n"
    own = EVENT.replace("event", "tip")
    web = '<aside class="mine">{{ block.html }}</aside>'
    files = {"templates/blocks/note.mjml.j2": own, "templates/blocks/note.html.j2": web}
    folder = built(make({"content/a.md": text} | files), "content/a.md").folder
    html = mail(folder)
    assert re.search(r'<td class="tip"[^>]*><p[^>]*>One\.</p></td>', html)
    assert re.search(r'class="callout box warning"[^>]*>.*Two\.', html)
    assert re.search(r'<aside class="mine"><p[^>]*>One\.</p></aside>', mail(folder, "web.html"))
