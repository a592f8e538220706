"""What tests of several stages share: a checkout's folders, a project made for one test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import browser
from hypothesis import settings
from machine import FIRST

__all__ = ["browser"]

# How long an example takes depends on what else the machine does; benchmarks measure speed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Makes a project: file names and their texts or bytes. Gives its folder."""

    def project(files: dict[str, str | bytes]) -> Path:
        root = tmp_path / "project"
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else content.encode()
            path.write_bytes(data)
        return root

    return project


@pytest.fixture
def first_project(tmp_path: Path) -> Path:
    """A project that holds the first article and its settings, as the repository does."""
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    for path in FIRST, FIRST.with_suffix(".toml"):
        shutil.copy(path, root / "content")
    return root
