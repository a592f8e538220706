"""SpamAssassin and web servers are asked as a person wants it, and as the settings say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from machine import ROOT
from web_servers import PUBLIC, serving

from pipeline import checking, project
from pipeline.asked_check import AskedCheck
from pipeline.check.mail import Mail
from pipeline.model import CheckSettings
from pipeline.online import Manners
from pipeline.outside import outside, personal_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux answers on 127.0.0.2")


def rules(mail: Mail, **asked) -> list[tuple[str, str]]:
    manners = Manners(pause=0.0, permitted=frozenset([PUBLIC]), resolve=lambda host, port: [PUBLIC])
    found = outside([mail], AskedCheck(**asked), manners=manners).findings
    return [(str(one.severity), one.rule) for one in found]


def test_nobody_is_asked_unless_somebody_wants_it():
    with serving() as server:
        mail = Mail("x.html", f'<a href="{server.url("/404")}">x</a>', raw=b"Subject: x\r\n\r\nx")
        assert rules(mail) == []
        assert server.seen.asked == []


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (CheckSettings(), [("error", "link/broken")]),
        (CheckSettings(select=("image",)), []),
        (CheckSettings(select=("link",)), [("error", "link/broken")]),
        (CheckSettings(severities={"link/broken": "note"}), [("note", "link/broken")]),
        (CheckSettings(severities={"link": "off"}), []),
    ],
    ids=lambda one: "",
)
def test_settings_hold_for_what_servers_say(settings, expected):
    with serving() as server:
        mail = Mail("x.html", f'<a href="{server.url("/404")}">x</a>')
        assert rules(mail, settings=settings, online=True) == expected


@pytest.mark.parametrize(
    ("raw", "path", "remark"),
    [
        (b"Subject: x\r\n\r\nx", None, "spam: asked this machine's SpamAssassin, offline"),
        (None, None, "spam: rules of our own; SpamAssassin reads whole messages (.eml)"),
        (b"Subject: x", "", "spam: our own rules; SpamAssassin is not installed"),
    ],
)
def test_a_line_says_which_filter_was_asked(tmp_path: Path, monkeypatch, raw, path, remark):
    if path is not None:
        monkeypatch.setenv("PATH", str(tmp_path))
    asked = outside([Mail("x.eml", "", raw=raw)], AskedCheck(spam=True))
    assert asked.remarks == (remark,)
    assert bool(asked.findings) == (remark.endswith("offline"))


def test_the_links_of_the_frame_are_each_readers_own():
    root = project.load_project(ROOT)
    checked = checking.checked_article(ROOT / "content" / "road-to-recovery.txt", root)
    assert personal_of(checked) == {
        "https://example.invalid/unsubscribe",
        "https://example.invalid/preferences",
        "https://example.invalid/web",
    }
