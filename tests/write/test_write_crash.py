"""Promise 1: whatever kills a build, each tree is the old or the new one, whole."""

import sys
import tempfile
from pathlib import Path

import pytest
from write_children import run
from write_trees import tree

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks and filters system calls")


@pytest.fixture
def quick_disk():
    """A folder in memory where there is one: these tests are of order, not of durability."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield folder


def test_200_kills_at_random_moments_leave_the_old_tree_or_the_new(tmp_path):
    ends = run("random", tmp_path, 200)

    assert ends["old"] + ends["new"] == 200
    assert ends["old, killed"] > 20
    assert ends["new, killed"] > 2
    assert ends["left"] == ["s"]
    assert ends["last"] == "last"


def test_a_kill_at_each_line_leaves_the_old_tree_or_the_new(quick_disk):
    ends = run("lines", quick_disk, "kill", "yes")

    assert ends["old"] > 100
    assert ends["new"] > 10
    assert "gone" not in ends


def test_without_exchange_the_next_build_puts_back_what_a_kill_left_aside(quick_disk):
    ends = run("lines", quick_disk, "kill", "no")

    assert ends["old"] > 100
    assert ends["new"] > 10
    assert ends["gone"] > 0


@pytest.mark.parametrize(
    ("fault", "exchange"),
    [("FULL", "yes"), ("BROKEN", "yes"), ("BROKEN", "no"), ("READ_ONLY", "no")],
)
def test_a_disk_that_fails_from_any_line_on_leaves_the_old_tree_or_the_new(
    quick_disk, fault, exchange
):
    ends = run("lines", quick_disk, fault, exchange)

    assert ends["old"] > 50
    assert ends["new"] > 10
    assert ends.get("gone", 0) == (1 if fault == "READ_ONLY" else 0)
    assert set(ends["named"]) >= {f"s/{path}" for path in tree("any", parts=1)}
    if fault == "BROKEN":
        assert set(ends["named"]) >= {"s", "s/01-part", "s/01-part/images"}


def test_builds_at_the_same_time_wait_for_each_other(tmp_path):
    ends = run("together", tmp_path)

    assert ends["ends"] == [[0, ""]] * 6
    assert ends["whole"]["s"] in ("0.14", "2.14", "4.14")
    assert ends["whole"]["t"] in ("1.14", "3.14", "5.14")
    assert ends["left"] == ["s", "t"]
