"""Make docs/preview-*.png: the preview of the first article, as an editor sees it.

.venv/bin/python docs/picture/preview.py
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SETTINGS = """[sender]
name = "Lantern Clinic"
from = "letters@example.org"
postal_address = "12 Elm Street, Springfield"
"""


class Picture(NamedTuple):
    """A picture: its name, the state that the page's address holds, its size in px, the light."""

    name: str
    state: str
    width: int = 1360
    height: int = 850
    scheme: str = "light"


PICTURES = (
    Picture("edit", "part=2&panel=edit"),
    Picture("split", "view=split"),
    Picture("clients", "view=clients&panel=checks&mode=dark", scheme="dark"),
    Picture("phone", "device=phone", 390, 844),
)


def main() -> None:
    """Start the preview of a copy of this project, and take its pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "letters"
        shutil.copytree(ROOT / "content", root / "content")
        (root / "letterloom.toml").write_text(SETTINGS, encoding="utf-8")
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with _previewed(root) as address:
            for picture in PICTURES:
                _take(browser, address, picture)
        browser.close()


@contextmanager
def _previewed(root: Path) -> Iterator[str]:
    """The address of a running preview."""
    command = [sys.executable, "-u", "-m", "pipeline", "preview", "--no-open"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as running:
        try:
            said = running.stdout.readline() if running.stdout else ""
            yield re.findall(r"http://\S+", said)[0]
        finally:
            running.terminate()


def _take(browser: Browser, address: str, picture: Picture) -> None:
    size = {"width": picture.width, "height": picture.height}
    context = browser.new_context(
        viewport=size, color_scheme=picture.scheme, device_scale_factor=1.5
    )
    page = context.new_page()
    page.goto(f"{address}#{picture.state}")
    page.get_by_text("Up to date").wait_for(state="attached")
    page.wait_for_timeout(2000)
    page.screenshot(path=ROOT / "docs" / f"preview-{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main()
