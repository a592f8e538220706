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


LONG = 20_000  # characters; pytest's own account of a difference takes hours on a whole page


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """What differs in long texts: where it begins, instead of a diff of all of it."""
    if op != "==" or type(left) is not type(right):
        return None
    if isinstance(left, dict) and isinstance(right, dict):
        apart = [key for key in left.keys() | right.keys() if left.get(key) != right.get(key)]
        if not any(_long(one.get(key)) for one in (left, right) for key in apart):
            return None
        told = (_first_difference(key, left.get(key), right.get(key)) for key in apart)
        return [f"{len(apart)} values differ", *told]
    return [_first_difference("texts", left, right)] if _long(left) or _long(right) else None


def _long(value: object) -> bool:
    return isinstance(value, str | bytes) and len(value) > LONG


def _first_difference(name: object, left: object, right: object) -> str:
    if not (isinstance(left, str | bytes) and isinstance(right, type(left))):
        return f"{name}: {str(left)[:200]} == {str(right)[:200]}"
    pairs = enumerate(zip(left, right, strict=False))
    at = next((index for index, (a, b) in pairs if a != b), min(len(left), len(right)))
    seen = slice(max(at - 60, 0), at + 60)
    return f"{name}: {left[seen]!r} == {right[seen]!r} at {at}"
