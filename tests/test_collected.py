"""Every folder of tests is looked into: pytest passes over some names, such as `build`."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in TESTS.rglob("test_*.py")} - {TESTS}
    names = {part for path in folders for part in path.relative_to(TESTS).parts}
    assert "build" in names
    assert [name for name in names if any(fnmatch(name, one) for one in passed_over)] == []
