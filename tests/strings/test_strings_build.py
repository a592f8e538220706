"""The frame's words in whole builds: what is shown, what is told, what is imported."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from machine import ROOT
from trees import built, tree

from pipeline.errors import ThemeError

Make = Callable[..., Path]
SPECIMEN = ROOT / "templates/specimen"
TEXT = """---
lang: {}
slug: a
date: 2026-02-01
---

# Title

Some words.
"""


def article(make: Make, lang: str, **files: str) -> Path:
    return make({"a.md": TEXT.format(lang)} | files)


def findings(root: Path) -> dict[str, str]:
    found = built(root, "a.md").findings
    return {one.rule: one.message for one in found if one.rule.startswith("theme/")}


def text(root: Path) -> str:
    made = tree(built(root, "a.md").folder)
    return next(data.decode() for name, data in made.items() if name.endswith("email.txt"))


def po(key: str, said: str) -> str:
    return f'msgctxt "{key}"\nmsgid "In English"\nmsgstr "{said}"\n'


def test_a_language_is_told_of(make: Make) -> None:
    assert findings(article(make, "en-GB")) == {}
    assert findings(article(make, "de-AT")) == {
        "theme/words-unreviewed": "the frame's German words have not been read by a native "
        "speaker yet"
    }
    assert findings(article(make, "it")) == {
        "theme/no-words": "the frame of the mails is in English: there are no words for it"
    }


def test_a_language_that_is_half_translated_is_told_of(make: Make) -> None:
    root = article(make, "it", **{"templates/locale/it.po": po("stop", "Basta")})
    (message,) = findings(root).values()
    assert message.startswith("some words of the frame are in English: progress, next_today, ")
    assert "stop" not in message
    assert "Basta:" in text(root)
    assert "Read on the web:" in text(root)


def test_the_reviewers_date_is_in_words(make: Make) -> None:
    said = {}
    for lang in ("en", "en-US", "de", "ar"):
        root = article(make, lang, **{"a.toml": 'approved = { by = "Moss", date = 2026-03-02 }'})
        said[lang] = next(line for line in text(root).split("\n") if "Moss" in line)
    assert said == {
        "en": "Reviewed by Moss, 2 March 2026. Information, not advice about your own care.",
        "en-US": "Reviewed by Moss, March 2, 2026. Information, not advice about your own care.",
        "de": "Geprüft von Moss, 2. März 2026. Allgemeine Informationen, keine Beratung zu Ihrer "
        "eigenen Behandlung.",
        "ar": "مراجعة: Moss، 2 مارس 2026. معلومات عامة، وليست مشورة بشأن رعايتك الصحية الخاصة.",
    }


def test_a_word_that_there_is_not_is_told_with_the_templates_line(make: Make) -> None:
    template = "{% if true %}\n<mj-text>{{ strings.goodbye }}</mj-text>\n{% endif %}"
    root = article(make, "en", **{"templates/blocks/paragraph.mjml.j2": template})
    with pytest.raises(ThemeError, match="goodbye") as caught:
        built(root, "a.md")
    place = caught.value.place
    assert place
    assert (Path(place.file).name, place.line) == ("paragraph.mjml.j2", 2)


def test_a_catalogue_that_leads_out_of_the_project_is_refused(make: Make, tmp_path: Path) -> None:
    secret = tmp_path / "secret.po"
    secret.write_text(po("stop", "A secret"), encoding="utf-8")
    root = article(make, "en")
    (root / "templates/locale").mkdir(parents=True)
    (root / "templates/locale/en.po").symlink_to(secret)
    with pytest.raises(ThemeError, match="leads out of the project"):
        built(root, "a.md")


def test_a_telephone_number_keeps_its_order_in_right_to_left_text(make: Make) -> None:
    support = 'support = [{ name = "Moss", phone = "+20 2 5550 100" }]\n'
    assert "Moss: \u200e+20 2 5550 100\u200e\n" in text(article(make, "ar", **{"a.toml": support}))
    root = article(make, "ar", **{"a.toml": support})
    html = next((root / "out/a").glob("*/email.html")).read_text(encoding="utf-8")
    assert '<a href="tel:+2025550100" dir="ltr"' in html
    assert "Moss: +20 2 5550 100\n" in text(article(make, "en", **{"a.toml": support}))


@pytest.mark.parametrize("lang", ["ar", "en", "ja"])
def test_the_specimens_build_with_no_word_missing(lang: str, tmp_path: Path) -> None:
    root = tmp_path / "specimen"
    shutil.copytree(SPECIMEN, root)
    found = {one.rule for one in built(root, f"content/{lang}.md").findings}
    assert found - {"series/length"} == ({"theme/words-unreviewed"} if lang != "en" else set())


def imports_babel(root: Path) -> bool:
    command = [sys.executable, "-X", "importtime", "-m", "pipeline", "build", str(root / "a.md")]
    done = subprocess.run(
        [*command, "--project", str(root), "--out", str(root / "out")],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return any("| babel" in line.replace("|   ", "| ") for line in done.stderr.splitlines())


def test_an_english_build_imports_no_babel(make: Make) -> None:
    assert not imports_babel(article(make, "en"))
    assert imports_babel(article(make, "de"))
