"""A project to try, certificates of our own, the environment clean of the tester's own server."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from machine import lacking
from mail_servers import Handler, certificates, server_context
from tried import ARTICLE, SETTINGS, read

from pipeline.making import Made


@pytest.fixture(autouse=True)
def _nobodys_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for end in ["HOST", "PORT", "USER", "PASSWORD", "TOKEN", "FROM", "SECURITY", "CA_FILE"]:
        monkeypatch.delenv(f"LETTERLOOM_SMTP_{end}", raising=False)
    monkeypatch.delenv("LETTERLOOM_SENDMAIL", raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "content" / "walk.md").write_text(ARTICLE, encoding="utf-8")
    (root / "letterloom.toml").write_text(SETTINGS, encoding="utf-8")
    return root


@pytest.fixture
def made(root: Path) -> Made:
    return read(root)


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture(scope="session")
def pems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    if not shutil.which("openssl"):
        lacking("openssl")
    return certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def context(pems):
    return server_context(pems[1], pems[2])
