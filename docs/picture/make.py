"""Make docs/letters.png, the README's picture, from a real build of the first article.

    .venv/bin/python docs/picture/make.py

The scrape and what was removed from it, the letters as Chromium shows them and the receipt are
read from the build. The zeros are what the tests hold: a build that loses a word fails, and
tests/build and tests/browser fail on any request.
"""

from __future__ import annotations

import html
import json
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pipeline import project
from pipeline.asked import Asked
from pipeline.build import build

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "content" / "road-to-recovery.txt"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

PAGE = """<!doctype html><meta charset="utf-8"><style>
* {{ box-sizing: border-box; }}
body {{ margin: 0; width: 1600px; padding: 56px; background: #F5F2ED; color: #2D2B28;
  font: 18px/29px 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }}
.row {{ display: flex; gap: 40px; align-items: flex-start; }}
.scrape {{ flex: 1; height: 700px; overflow: hidden; padding: 24px 28px; background: #fff;
  border: 1px solid #DED7CC; border-radius: 6px; font: 12px/17px ui-monospace, Consolas,
  'Liberation Mono', monospace; overflow-wrap: anywhere; position: relative; }}
.scrape p {{ margin: 0; padding-left: 36px; position: relative; }}
.scrape i {{ position: absolute; left: 0; color: #938b80; font-style: normal; }}
.scrape s {{ color: #9b3a2e; text-decoration-thickness: 2px; }}
.phone {{ width: 270px; height: 700px; border-radius: 34px; border: 9px solid #2D2B28;
  overflow: hidden; background: #2D2B28; }}
.phone img {{ display: block; width: 100%; border-radius: 24px; }}
.receipt {{ margin: 40px auto 0; display: flex; justify-content: space-between;
  border-top: 1px solid #DED7CC; padding-top: 28px; }}
.receipt div {{ color: #635E57; font-size: 17px; }}
.receipt b {{ display: block; color: #2D2B28;
  font: 400 34px/42px Georgia, 'Times New Roman', serif; }}
</style>
<div class="row"><div class="scrape">{scrape}</div>{phones}</div>
<div class="receipt">{receipt}</div>"""


def main() -> None:
    """Build, take the pictures, put them on one page, take its picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        shutil.copytree(ROOT / "content", root / "content")
        built = build(
            root / "content" / SOURCE.name, project.load_project(root), Asked(root / "out")
        )
        manifest = json.loads((built.folder / "manifest.json").read_bytes())
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        phones = "".join(
            _phone(browser, built.folder / part["files"]["html"], root / f"{n}.png", dark=n == 1)
            for n, part in enumerate(manifest["parts"])
        )
        page = root / "page.html"
        text = PAGE.format(scrape=_scrape(manifest), phones=phones, receipt=_receipt(manifest))
        page.write_text(text, encoding="utf-8")
        shown = browser.new_page(viewport={"width": 1600, "height": 900})
        shown.goto(page.as_uri())
        shown.screenshot(path=ROOT / "docs" / "letters.png", full_page=True)
        browser.close()


def _phone(browser: Browser, mail: Path, picture: Path, *, dark: bool) -> str:
    scheme = "dark" if dark else "light"
    context = browser.new_context(
        viewport={"width": 375, "height": 1016}, color_scheme=scheme, device_scale_factor=2
    )
    page = context.new_page()
    page.goto(mail.as_uri())
    page.screenshot(path=picture)
    context.close()
    return f'<div class="phone"><img src="{picture.as_uri()}"></div>'


def _scrape(manifest: dict) -> str:
    gone = {
        line for one in manifest["removed"] for line in range(one["lines"][0], one["lines"][1] + 1)
    }
    lines = SOURCE.read_text(encoding="utf-8").split("\n")
    shown = []
    for number, line in enumerate(lines, start=1):
        short = html.escape(line if len(line) < 130 else line[:112] + " …")
        text = f"<s>{short}</s>" if number in gone else short
        shown.append(f"<p><i>{number}</i>{text or '&nbsp;'}</p>")
    return "".join(shown)


def _receipt(manifest: dict) -> str:
    came = manifest["article"]["words"]
    gone = sum(one["words"] for one in manifest["removed"])
    lines = ", ".join(str(one["lines"][0]) for one in manifest["removed"])
    figures = [
        (came, "words in"),
        (came - gone, "delivered once, in order"),
        (gone, f"removed (lines {lines})"),
        (0, "lost"),
        (0, "network requests"),
        (0, "trackers"),
    ]
    return "".join(f"<div><b>{figure}</b>{what}</div>" for figure, what in figures)


if __name__ == "__main__":
    main()
