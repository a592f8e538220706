"""Promise 1 for the whole build: `kill -9` at any moment leaves the old tree or the new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from machine import ROOT


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_200_kills_leave_the_old_tree_or_the_new(first_project: Path) -> None:
    script = Path(__file__).parent / "build_children.py"
    done = subprocess.run(
        [sys.executable, str(script), str(first_project), "200"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    ends = json.loads(done.stdout)
    assert ends["old"] + ends["new"] == 200
    assert ends["old"] > 20
    assert ends["new"] > 10
    assert (ends["last"], ends.get("left over", 0)) == (1, 0)
