"""Roundcube's sanitiser: what its readers see of a mail, in the colours and sizes of its skin."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from machine import ROOT, lacking

DRIVER = Path(__file__).with_name("roundcube.php")
SKIN = "skins/elastic"
STYLES = (f"{SKIN}/deps/bootstrap.min.css", f"{SKIN}/styles/styles.min.css")
NEEDED = ("program/actions/mail/index.php", *STYLES)
PLACES = (ROOT / ".venv/roundcube/usr/share/roundcube", Path("/usr/share/roundcube"))


def place() -> Path:
    """Where Roundcube lies; `ROUNDCUBE` names another folder. Skips a test that lacks it."""
    places = (Path(os.environ["ROUNDCUBE"]),) if "ROUNDCUBE" in os.environ else PLACES
    missing = {one: [name for name in NEEDED if not (one / name).is_file()] for one in places}
    there = [one for one, names in missing.items() if not names]
    if not there:
        lacks = " and ".join(missing[places[0]])
        lacking(f"Roundcube's {lacks} (python3 tasks.py test unpacks Debian's packages in .venv)")
    return there[0]


def washed(mails: Sequence[tuple[str, Mapping[str, str]]], *, safe: bool = False) -> list[str]:
    """What Roundcube makes of each mail's HTML, given the addresses of its images.

    `safe` says that the reader allowed what lies on other servers.
    """
    if not shutil.which("php"):
        lacking("PHP (apt-get install php-cli php-xml php-mbstring php-intl php-masterminds-html5)")
    asked = [{"html": html, "images": dict(images), "safe": safe} for html, images in mails]
    done = subprocess.run(
        ["php", DRIVER, place()], input=json.dumps(asked).encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()[:2000]
    found: list[str] = json.loads(done.stdout)
    return found


def page(body: str, *, dark: bool = False) -> str:
    """What was washed, within what surrounds it on Roundcube's page."""
    styles = [(place() / style).as_uri() for style in STYLES]
    links = "".join(f'<link rel="stylesheet" href="{style}">' for style in styles)
    return (
        f'<!DOCTYPE html><html lang="en" class="{"dark-mode" if dark else ""}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'{links}</head><body class="task-mail action-show"><div id="messagebody">'
        f'<div class="message-htmlpart" id="message-htmlpart1">{body}</div></div></body></html>'
    )
