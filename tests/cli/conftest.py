"""The command line as a person uses it, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import letterloom

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `letterloom` with arguments, in the test's folder."""
    monkeypatch.chdir(tmp_path)

    def letterloom_with(*arguments: str, answers: str = "") -> Result:
        done = CliRunner().invoke(letterloom, arguments, input=answers, catch_exceptions=False)
        assert "Traceback" not in done.output
        return done

    return letterloom_with
