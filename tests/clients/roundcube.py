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
PLACES = (ROOT / ".venv/roundcube/usr/share/roundcube", Path("/usr/share/roundcube"))
PHP = "require 'Masterminds/HTML5/autoload.php'; mb_strlen(''); new DOMDocument(); new IntlChar();"


def place() -> Path:
    """Where Roundcube lies; `ROUNDCUBE` names another folder. Skips a test that lacks it."""
    places = (Path(os.environ["ROUNDCUBE"]),) if "ROUNDCUBE" in os.environ else PLACES
    for found in places:
        if (found / "program/actions/mail/index.php").is_file():
            return found
    lacking("Roundcube (python3 tasks.py test unpacks Debian's roundcube-core into .venv)")


def washed(mails: Sequence[tuple[str, Mapping[str, str]]]) -> list[str]:
    """Each mail's HTML, with the addresses of its images, as Roundcube shows it within a page."""
    if not shutil.which("php"):
        lacking("PHP (apt-get install php-cli php-xml php-mbstring php-intl php-masterminds-html5)")
    asked = [{"html": html, "images": dict(images)} for html, images in mails]
    done = subprocess.run(
        ["php", DRIVER, place()], input=json.dumps(asked).encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()[:2000]
    found: list[str] = json.loads(done.stdout)
    return [page(html) for html in found]


def page(body: str) -> str:
    """What was washed, within what surrounds it on Roundcube's page."""
    skin = (place() / "skins/elastic/styles/styles.min.css").as_uri()
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'<link rel="stylesheet" href="{skin}"></head><body class="task-mail action-show">'
        '<div id="messagebody"><div class="message-htmlpart" id="message-htmlpart1">'
        f"{body}</div></div></body></html>"
    )
