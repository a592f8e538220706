"""Make docs/themes/NAME.jpg: each theme's specimen, light, dark and mirrored, desktop and phone.

.venv/bin/python docs/picture/themes.py [NAME...]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from pipeline import project, themes
from pipeline.asked import Asked
from pipeline.build import build

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; width: max-content; padding: 40px; background: #8A8D90; display: flex;
  gap: 28px; align-items: flex-start; }}
img {{ display: block; border-radius: 8px; }}
</style>{pictures}"""


class View(NamedTuple):
    """A mail as somebody sees it: language, part, px of the window, light or dark."""

    lang: str
    part: int
    width: int
    scheme: str


VIEWS = (
    View("en", 1, 700, "light"),
    View("en", 2, 700, "dark"),
    View("en", 2, 375, "light"),
    View("en", 1, 375, "dark"),
    View("ar", 1, 375, "light"),
    View("ar", 2, 700, "dark"),
)


def main() -> None:
    """Build the specimens in each theme and take their pictures."""
    wanted = sys.argv[1:] or ["quiet", "journal", "brief"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "specimen"
        shutil.copytree(themes.built_in() / "specimen", root)
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name in wanted:
            pictures = "".join(
                _picture(browser, mail, view, root / f"{name}-{number}.png")
                for number, (view, mail) in enumerate(_mails(root, name))
            )
            page = root / f"{name}.html"
            page.write_text(PAGE.format(pictures=pictures), encoding="utf-8")
            shown = browser.new_page(viewport={"width": 2400, "height": 900})
            shown.goto(page.as_uri())
            there = ROOT / "docs" / "themes" / f"{name}.jpg"
            there.parent.mkdir(exist_ok=True)
            shown.locator("body").screenshot(path=there, type="jpeg", quality=80)
        browser.close()


def _mails(root: Path, name: str) -> list[tuple[View, Path]]:
    """Each view with the mail that it shows."""
    settings = project.load_project(root)
    settings = replace(settings, theme=replace(settings.theme, name=name))
    trees = {
        lang: build(root / f"content/{lang}.md", settings, Asked(root / f"out-{name}-{lang}"))
        for lang in {view.lang for view in VIEWS}
    }
    return [
        (view, next(trees[view.lang].folder.glob(f"0{view.part}-*")) / "email.html")
        for view in VIEWS
    ]


def _picture(browser: Browser, mail: Path, view: View, picture: Path) -> str:
    context = browser.new_context(
        viewport={"width": view.width, "height": 900}, color_scheme=view.scheme
    )
    page = context.new_page()
    page.goto(mail.as_uri())
    page.screenshot(path=picture, full_page=True)
    context.close()
    shown = view.width // 2 if view.width > 600 else round(view.width * 0.62)
    return f'<img src="{picture.as_uri()}" width="{shown}">'


if __name__ == "__main__":
    main()
