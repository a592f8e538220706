"""Promise 19: no secret in what is printed, in tracebacks, in the process list or in a file."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from base64 import b64encode
from pathlib import Path

import pytest
from mail_servers import PASSWORD, TOKEN, USER, Handler, saying, script, serving

WRONG = "wrong-password-4711"


def forms(secret):
    yield secret
    yield b64encode(secret.encode()).decode()
    yield b64encode(f"\0{USER}\0{secret}".encode()).decode()
    yield b64encode(f"user={USER}\x01auth=Bearer {secret}\x01\x01".encode()).decode()


class Listed(threading.Thread):
    """Reads what the process list shows of a process and its children, again and again."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: set[str] = set()
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    self.seen.add(path.read_bytes().decode("utf-8", "replace"))
                except OSError:
                    continue
            time.sleep(0.01)


def run(root, port, pems, *more, **secrets):
    """`letterloom test` as a process of its own: all that it prints, and the process list."""
    environ = {
        **os.environ,
        "LETTERLOOM_SMTP_HOST": "localhost",
        "LETTERLOOM_SMTP_PORT": str(port),
        "LETTERLOOM_SMTP_USER": USER,
        "LETTERLOOM_SMTP_CA_FILE": str(pems[0]),
        **{f"LETTERLOOM_SMTP_{name}": value for name, value in secrets.items()},
    }
    listed = Listed()
    listed.start()
    command = [
        sys.executable,
        "-X",
        "dev",
        "-W",
        "error",
        "-m",
        "pipeline",
        "test",
        "me@example.net",
    ]
    done = subprocess.run(
        [*command, "content/walk.md", *more],
        cwd=root,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    listed.ended.set()
    listed.join()
    return done, "".join(listed.seen)


def assert_hidden(root, secret, done, listed):
    everything = [done.stdout, done.stderr, listed]
    everything += [
        path.read_bytes().decode("utf-8", "replace") for path in root.rglob("*") if path.is_file()
    ]
    for form in forms(secret):
        assert not [text for text in everything if form in text]


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc")
@pytest.mark.parametrize(
    ("secret", "code"),
    [({"PASSWORD": PASSWORD}, 0), ({"TOKEN": TOKEN}, 0), ({"PASSWORD": WRONG}, 8)],
    ids=["password", "token", "refused"],
)
@pytest.mark.parametrize("more", [["-v"], ["--json"], ["--dry-run", "-v"]], ids=" ".join)
def test_no_secret_is_anywhere(root, pems, context, secret, code, more):
    handler = Handler(echo=True)
    with serving(handler, starttls=context, login=True) as server:
        done, listed = run(root, server.port, pems, *more, **secret)
    assert done.returncode == (0 if "--dry-run" in more else code), done.stderr
    assert bool(handler.logins) is ("--dry-run" not in more)
    assert "pipeline" in listed
    (only,) = secret.values()
    assert_hidden(root, only, done, listed)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc")
@pytest.mark.parametrize(
    "answers",
    [(), (b"220 hi\r\n", b"250-x\r\n250 STARTTLS\r\n", b"220 go\r\n", b"nothing like TLS\r\n")],
    ids=["nothing", "no-tls"],
)
def test_nor_where_the_server_fails(root, pems, answers):
    with saying(script(*answers)) as port:
        done, listed = run(root, port, pems, "-v", PASSWORD=PASSWORD)
    assert done.returncode == 8
    assert "Traceback" not in done.stderr
    assert_hidden(root, PASSWORD, done, listed)


def test_a_secret_that_cannot_be_sent_is_not_shown(root, pems, context):
    with serving(Handler(), starttls=context, login=True) as server:
        done, _ = run(root, server.port, pems, PASSWORD=f"{WRONG}\x1b[31m")
    assert done.returncode == 4
    assert WRONG not in done.stdout + done.stderr
    assert "is empty or holds a control character" in done.stderr
