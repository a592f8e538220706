"""Where the tests run: the checkout's folders, and what to do where the machine lacks something."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
FIRST = ROOT / "content" / "road-to-recovery.txt"


def in_ci() -> bool:
    """Whether a test that lacks something of the machine must fail rather than be skipped."""
    return bool(os.environ.get("CI"))


def lacking(what: str) -> NoReturn:
    """Skip a test that this machine cannot run; in CI, fail it."""
    if in_ci():
        pytest.fail(f"CI needs {what}")
    pytest.skip(f"needs {what}")
