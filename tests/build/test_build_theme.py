"""A project's own templates, tokens and words; and that docs/themes.md tells all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from machine import ROOT
from trees import built, tree
from watched import watched

from pipeline import project, themes
from pipeline.compose.block_views import Made
from pipeline.compose.fragments import Fragments
from pipeline.compose.templates import Templates
from pipeline.compose.views import context
from pipeline.errors import LetterloomError
from pipeline.making import load_theme, plan, read

TEXT = "# Title\n\nSome words.\n\n> A quote.\n"
OWN = {
    "theme.toml": (ROOT / "templates/themes/quiet/theme.toml").read_text(encoding="utf-8"),
    "email.mjml.j2": '<mjml lang="{{ lang }}"><mj-head><mj-title>{{ subject }}</mj-title></mj-head>'
    "<mj-body><mj-section><mj-column><mj-text><h1{{ title.source }}>{{ title.html }}</h1></mj-text>"
    "{% for block in blocks %}{% include block.template %}{% endfor %}"
    "</mj-column></mj-section></mj-body></mjml>",
    "email.txt.j2": "{{ title.text }}\n\n{{ body }}\n",
    "inline.css.j2": "p { color: {{ light.text }} }\n",
    "head.css.j2": "",
}


def own_theme(**changed: str) -> dict[str, str]:
    files = OWN | {name.replace("__", "."): text for name, text in changed.items()}
    return {f"templates/themes/own/{name}": text for name, text in files.items()} | {
        "letterloom.toml": '[theme]\nname = "own"\n',
        "a.md": TEXT,
    }


def test_a_projects_files_win_one_by_one(make: Callable[..., Path]) -> None:
    root = make(
        {
            "a.md": TEXT,
            "templates/themes/quiet/frame/next.mjml.j2": "<mj-text>Until then.</mj-text>",
            "templates/blocks/quote.mjml.j2": '<mj-text css-class="{{ block.mark }} mine">'
            "{{ block.html }}</mj-text>",
            "templates/locale/en.po": 'msgctxt "stop"\nmsgid "Stop these letters"\n'
            'msgstr "No more, please"\n',
        }
    )
    html = tree(built(root, "a.md").folder)["01-title/email.html"].decode()
    assert "Until then." in html
    assert 'class="mine"' in html
    assert "No more, please" in html
    assert "Read on the web" in html


def test_a_theme_of_ones_own_needs_no_more_than_the_docs_say(make: Callable[..., Path]) -> None:
    files = tree(built(make(own_theme()), "a.md").folder)
    assert files["01-title/email.txt"].decode() == "Title\n\nSome words.\n\n> A quote.\n"


def test_a_theme_that_loses_a_block_is_found_out(make: Callable[..., Path]) -> None:
    losing = OWN["email.mjml.j2"].replace("in blocks %}", "in blocks[1:] %}")
    root = make(own_theme(email__mjml__j2=losing))
    with pytest.raises(LetterloomError, match="the HTML of the mails is not what") as caught:
        built(root, "a.md")
    assert (caught.value.place and caught.value.place.line) == 3
    assert not (root / "out").exists()


MISTAKES = {
    "a width that is none": (
        {"theme__toml": OWN["theme.toml"].replace("600px", "40em")},
        'tokens.width must be a whole number of pixels, 320 to 800, not "40em"',
    ),
    "a colour of which there is no dark one": (
        {"theme__toml": OWN["theme.toml"].replace("[dark]", 'note = "#FFFFFF"\n[dark]')},
        "light has a colour note and dark has none",
    ),
    "words that cannot be read": (
        {"theme__toml": OWN["theme.toml"].replace("#635E57", "#BBBBBB")},
        "theme.light: secondary #BBBBBB on sheet #FFFDFA has a contrast of 1.89:1",
    ),
    "a style sheet from elsewhere": (
        {"head__css__j2": 'p { margin: 0 }\n@import url("https://example.org/x.css");\n'},
        "@import in head.css",
    ),
    "a picture from elsewhere": (
        {"head__css__j2": "p { background: url( 'https://example.org/x.png') }\n"},
        "url(…) in head.css",
    ),
}


@pytest.mark.parametrize(("changed", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_themes_mistakes(
    make: Callable[..., Path], changed: dict[str, str], message: str
) -> None:
    with pytest.raises(LetterloomError) as caught:
        built(make(own_theme(**changed)), "a.md")
    assert message in str(caught.value)
    assert caught.value.exit_code == 5


def test_the_docs_tell_of_everything_that_a_template_is_given(make: Callable[..., Path]) -> None:
    root = make({"a.md": TEXT})
    settings = project.load_project(root)
    article = read(root / "a.md", TEXT.encode(), settings)
    theme = load_theme(article, settings)
    series = plan(article, theme)
    fragments = Fragments(article.marks.prefix, {}, {}, 2, 536)
    made = Made(series, theme, settings, Templates(theme), fragments)
    given = context(made, series.parts[0])
    page = (ROOT / "docs/themes.md").read_text(encoding="utf-8")
    table = page.partition("## What it is given")[2].partition("## How it writes a field")[0]
    told = set(re.findall(r"`(\w+)`", table))
    assert set(given) - told == set()
    assert set(themes.REQUIRED) <= set(re.findall(r"`([\w.]+)`", page))


def test_a_logo_and_an_articles_picture_of_one_name_stay_apart(make: Callable[..., Path]) -> None:
    from test_build_promises import PIXEL

    other = (ROOT / "tests" / "cli" / "dot.png").read_bytes()
    root = make(
        {
            "letterloom.toml": '[theme]\nlogo = "logo.png"\n',
            "logo.png": PIXEL,
            "content/logo.png": other,
            "content/a.md": "# Title\n\nSome words.\n\n![ours](logo.png)\n",
        }
    )
    files = tree(built(root, "content/a.md").folder)
    assert files["01-title/images/_logo.png"] == PIXEL
    assert files["01-title/images/logo.png"] == other
    html = files["01-title/email.html"].decode()
    assert (html.count('src="images/_logo.png"'), html.count('src="images/logo.png"')) == (1, 1)


def test_hosted_images_of_two_articles_stay_apart(make: Callable[..., Path]) -> None:
    from test_build_promises import PIXEL

    article = "# Title\n\nSome words.\n\n![ours](p.png)\n"
    root = make(
        {
            "letterloom.toml": '[links]\nimages = "https://example.org/i/"\n',
            **{f"{name}/x-{name}.md": article for name in "ab"},
            **{f"{name}/p.png": PIXEL for name in "ab"},
        }
    )
    for name in "ab":
        eml = tree(built(root, f"{name}/x-{name}.md").folder)["01-title/email.eml"]
        assert f"https://example.org/i/x-{name}/p.png" in eml.decode().replace("=\r\n", "")


def test_a_link_out_of_the_project_is_refused(make: Callable[..., Path], tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret line of another place.\n", encoding="utf-8")
    root = make({"content/a.md": TEXT})
    (root / "templates").mkdir()
    (root / "templates/leak.txt.j2").symlink_to(secret)
    with pytest.raises(LetterloomError, match="leads out of the project"):
        built(root, "content/a.md")
    (root / "templates/leak.txt.j2").unlink()
    (root / "content/a.toml").symlink_to(secret)
    with pytest.raises(LetterloomError, match="lead out of the project"):
        built(root, "content/a.md")
    # The hook of `watched` fails on the very opening of the file.
    done = watched(root, "build", "content/a.md")
    assert (done.returncode, "lead out of the project" in done.stderr) == (4, True)


def test_the_next_letter_is_named_by_its_day(make: Callable[..., Path]) -> None:
    waits = {
        timedelta(minutes=5): "The next letter follows today.",
        timedelta(hours=6): "Next letter in 6 hours.",
        timedelta(days=1): "Next letter tomorrow.",
        timedelta(days=9): "Next letter in 9 days.",
    }
    for wait, words in waits.items():
        minutes = int(wait.total_seconds() // 60)
        settings = f'[series]\nparts = 2\nevery = "{minutes} minutes"\n'
        root = make({"a.md": TEXT, "a.toml": settings})
        text = tree(built(root, "a.md").folder)["01-title/email.txt"].decode()
        assert words in text
        index = (root / "out/a/index.html").read_text(encoding="utf-8")
        assert re.findall(r'"day":(\d+)', index) == ["1", str(wait.days + 1)]
