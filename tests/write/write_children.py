"""Children that write trees and die or are refused: run as a script, it forks them by hundreds.

    write_children.py random FOLDER COUNT           killed after random times
    write_children.py lines FOLDER FAULT EXCHANGE   killed or refused at each line in turn
    write_children.py together FOLDER               many at once
    write_children.py full|read-only FOLDER         on a small disk of its own
    write_children.py swap FOLDER ERRNO             where the kernel will not
    write_children.py forbidden|limited FOLDER      as one without rights, or with small files only

A script of its own, since a process with threads (pytest's workers) must not fork.
"""

import collections
import errno
import functools
import json
import mmap
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import write_faults
from write_trees import names, tree, whole

import pipeline.write
from pipeline.errors import OutputError
from pipeline.write import write_tree
from pipeline.write.exchange import swap

CODE = Path(pipeline.write.__file__).parent
PURE = CODE / "names.py"  # asks nothing of the system
DISK_BYTES = 256 * 1024
NOBODY = 65534


def run(*arguments, under=()):
    """Run this script's task in a process of its own; gives what it printed, as data."""
    roots = (str(CODE.parents[1]), str(Path(__file__).parent), *filter(None, sys.path))
    done = subprocess.run(
        [*under, sys.executable, __file__, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(roots)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def child(task):
    """Fork; the child runs the task. Gives its process id and the page where its error stands."""
    page = mmap.mmap(-1, 4096)
    if pid := os.fork():
        return pid, page
    code = 1
    try:
        task()
        code = 0
    except OutputError as error:
        page.write(str(error).encode()[:4000])
        code = error.exit_code
    except BaseException as error:  # noqa: BLE001 - a child must not return into the parent's loop
        page.write(repr(error).encode()[:4000])
    finally:
        os._exit(code)


def ended(pid, page):
    """How a child ended: its exit code, or minus the signal; and its error's text."""
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return code, page[:].rstrip(b"\0").decode()


def at_line(number, happen):
    """Let something happen before the given line, counted as they run, of the code under test."""
    left = number

    def trace(frame, event, argument):
        nonlocal left
        file = frame.f_code.co_filename
        if not file.startswith(str(CODE)) or file == str(PURE):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                happen()
        return trace

    sys.settrace(trace)


def kill_at_random(folder, count):
    """Kill a build after a random time, again and again; count what is there afterwards."""
    out, chance = Path(folder, "out"), random.Random(20)
    sizes = {"parts": 12, "largest": 40_000}
    started = time.perf_counter()
    for number in range(5):
        write_tree(out, "s", tree(number, **sizes))
    typical = (time.perf_counter() - started) / 5
    counts, before = collections.Counter(), whole(out / "s")
    for number in range(5, 5 + int(count)):
        files = tree(number, **sizes)
        pid, page = child(lambda files=files: write_tree(out, "s", files))
        time.sleep(chance.uniform(0, 1.3 * typical))
        os.kill(pid, signal.SIGKILL)
        killed = ended(pid, page)[0] == -signal.SIGKILL
        found = whole(out / "s")
        kind = {before: "old", str(number): "new"}[found]
        counts[kind] += 1
        counts[f"{kind}, killed"] += killed
        typical *= 1.03 if killed else 0.97  # the machine may be busier now, or less so
        before = found
    write_tree(out, "s", tree("last"))
    return counts | {"left": names(out), "last": whole(out / "s")}


def each_line(folder, fault, exchange):
    """Kill, or refuse calls from there on, at each line in turn; check each time, count the ends.

    "gone" counts the trees that stood aside, between two renames, until the next start.
    """
    out, counts, named, number = Path(folder, "out"), collections.Counter(), set(), 0
    write_tree(out, "s", tree("first", parts=1))
    came = [1]
    while came[0]:
        number += 1
        before, files, came = whole(out / "s"), tree(number, parts=1), mmap.mmap(-1, 1)
        prepare = functools.partial(_prepare, number, fault, exchange, came)
        code, text = ended(*child(lambda p=prepare, f=files: p() or write_tree(out, "s", f)))
        found = whole(out / "s") if (out / "s").exists() else "gone"
        kind = {before: "old", str(number): "new", "gone": "gone"}[found]
        assert code in {"kill": (0, -signal.SIGKILL)}.get(fault, (0, 7)), (number, code, text)
        assert code or kind == "new", (number, kind)
        if code == 7:
            assert kind != "new", (number, text)
            assert text.startswith(str(out)), (number, text)
            assert "\n  try: " in text, (number, text)
            named.add(Path(text.split(": cannot be written")[0]).relative_to(out).as_posix())
        write_tree(out, "other", tree("other"))
        assert names(out) == ["other", "s"], number
        assert whole(out / "s") == (before if kind == "gone" else found), number
        counts[kind] += came[0]
    return counts | {"named": sorted(named)}


def _prepare(number, fault, exchange, came):
    if exchange == "no":
        write_faults.refuse(write_faults.NO_EXCHANGE)

    def happen():
        came[0] = 1
        if fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        write_faults.refuse(getattr(write_faults, fault))

    at_line(number, happen)


def together(folder):
    """Six builds at once, each of many trees: three write one article, three another."""
    out, slugs = Path(folder, "out"), ("s", "t") * 3

    def many(slug, writer):
        for number in range(15):
            write_tree(out, slug, tree(f"{writer}.{number}"))

    running = [child(lambda s=slug, w=writer: many(s, w)) for writer, slug in enumerate(slugs)]
    ends = [ended(*each) for each in running]
    return {"ends": ends, "whole": {slug: whole(out / slug) for slug in slugs}, "left": names(out)}


def full(folder):
    """Replace a tree on a disk that gets fuller page by page, until it does not fit at all."""
    _mount(folder)
    out, ballast = Path(folder, "out"), Path(folder, "ballast")
    old, files = tree("old"), tree("new", parts=3, largest=40_000)
    write_tree(out, "s", old)
    counts, places = collections.Counter(), set()
    while True:
        code, text = ended(*child(lambda: write_tree(out, "s", files)))
        counts[f"{whole(out / 's')} {code}"] += 1
        places |= (
            {text.split(": cannot be written: No space left on device\n")[0]} if code else set()
        )
        assert names(out) == ["s"], "something was left over"
        if not code:
            write_tree(out, "s", old)
        try:
            with ballast.open("ab") as file:
                file.write(bytes(mmap.PAGESIZE))
        except OSError:
            break
    named = sorted(Path(place).relative_to(out).as_posix() for place in places)
    return {"counts": counts, "named": named, "files": sorted(files)}


def read_only(folder):
    """Replace a tree on a disk that can only be read."""
    _mount(folder)
    out = Path(folder, "out")
    write_tree(out, "s", tree("old"))
    subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
    end = ended(*child(lambda: write_tree(out, "s", tree("new"))))
    return {"end": end, "found": whole(out / "s"), "left": names(out)}


def forbidden(folder):
    """Replace a tree where one folder may not be written to: out/, the tree, a leftover."""
    out, found = Path(folder, "out"), {}
    write_tree(out, "s", tree("old"))
    Path(folder).chmod(0o755)
    for name in ("out", "out/s", "out/.letterloom-new/s"):
        closed = Path(folder, name)
        closed.mkdir(parents=True, exist_ok=True)
        if closed.parent.name == ".letterloom-new":
            (closed / "email.html").write_bytes(b"half a")
        _give_to_nobody(out)
        closed.chmod(0o555)
        end = ended(*child(lambda: _as_nobody() or write_tree(out, "s", tree("new"))))
        closed.chmod(0o755)
        found[name] = {"end": end, "found": whole(out / "s"), "left": names(out)}
    return found


def limited(folder):
    """Replace a tree where no file may be larger than 20,000 bytes."""
    out = Path(folder, "out")
    write_tree(out, "s", tree("old"))
    files = tree("new") | {"02-part/images/b.png": bytes(30_000)}

    def limit():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    end = ended(*child(lambda: limit() or write_tree(out, "s", files)))
    return {"end": end, "found": whole(out / "s"), "left": names(out)}


def swap_refused(folder, code):
    """What swapping gives where the kernel answers with an error."""
    for name in "ab":
        Path(folder, name).mkdir()
    write_faults.refuse({"renameat2": getattr(errno, code)})
    try:
        return str(swap(Path(folder, "a"), Path(folder, "b")))
    except OSError as error:
        return type(error).__name__


def _mount(folder):
    options = f"size={DISK_BYTES}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "small", folder], check=True)


def _give_to_nobody(folder):
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def _as_nobody():
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


TASKS = {
    "random": kill_at_random,
    "lines": each_line,
    "together": together,
    "full": full,
    "read-only": read_only,
    "forbidden": forbidden,
    "limited": limited,
    "swap": swap_refused,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
