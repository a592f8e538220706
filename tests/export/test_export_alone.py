"""One upload of an article at a time: the second one fails, a dead one blocks nobody."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from exported import exported, needed, project
from loopback import Answer, drafts, serving
from machine import ROOT

from pipeline import drafting
from pipeline.errors import CampaignError, OutputError
from pipeline.exporting import Bundle
from pipeline.write import lock as lock_module
from pipeline.write.lock import Held, alone

HOLD = """
import sys
from pathlib import Path
from pipeline.write.lock import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LISTMONK_API_USER", "me")
    monkeypatch.setenv("LISTMONK_API_TOKEN", "a-token")
    return project(tmp_path / "project")


def listmonk(article: Path, url: str) -> Bundle:
    return exported(article, "listmonk", **needed("listmonk"), url=url)


def lock_of(article: Path) -> Path:
    return article.with_name(".recovery.exported.json.lock")


def test_the_second_upload_fails_and_changes_nothing(article: Path) -> None:
    with serving(drafts) as service:
        service.answer = lambda *_: (200, {}, b'{"data": {"id": 7}}')
        made = listmonk(article, service.url)
        first = drafting.upload(made, article)
        next(first)
        before = drafting.remembered_in(article).read_bytes()
        with pytest.raises(CampaignError, match="another upload of this article") as caught:
            list(drafting.upload(made, article))
        assert caught.value.exit_code == 8
        assert "recovery.exported.json" in str(caught.value)
        assert len(service.came) == 1
        assert drafting.remembered_in(article).read_bytes() == before
        first.close()
        assert not lock_of(article).exists()
        assert list(drafting.upload(made, article))


def test_an_upload_that_was_killed_blocks_nobody(article: Path) -> None:
    lock = lock_of(article)
    command = [sys.executable, "-c", HOLD, str(lock)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Held), alone(lock):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert lock.exists()
    with alone(lock):
        pass
    assert not lock.exists()


def test_of_many_at_once_one_goes_on(tmp_path: Path) -> None:
    """Taking the file away lets no second one in beside the holder."""
    lock, inside, most, held = tmp_path / "lock", [0], [0], [0]
    counted = threading.Lock()

    def work() -> None:
        for _ in range(200):
            try:
                with alone(lock):
                    with counted:
                        inside[0] += 1
                        most[0], held[0] = max(most[0], inside[0]), held[0] + 1
                    with counted:
                        inside[0] -= 1
            except Held:
                continue

    threads = [threading.Thread(target=work) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == [1]
    assert held[0] >= 1


def test_a_lock_is_no_link_to_another_file(article: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine", encoding="utf-8")
    lock_of(article).symlink_to(outside)
    with pytest.raises(OutputError):
        list(drafting.upload(listmonk(article, "http://127.0.0.1:9"), article))
    assert outside.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_stops_it_before_anything_is_asked(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    made = listmonk(article, "http://127.0.0.1:9")
    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(OutputError, match="Permission denied"):
        list(drafting.upload(made, article))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs no folders")
def test_what_is_about_to_be_asked_is_on_the_disk_first(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise 26: file and folder are synced before a draft is asked for; unknown until told."""
    done: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")

    def answer(*_: object) -> Answer:
        done.append("asked")
        assert '"unknown": true' in drafting.remembered_in(article).read_text(encoding="utf-8")
        return 200, {}, b'{"data": {"id": 7}}'

    with serving(answer) as service:
        made = listmonk(article, service.url)
        monkeypatch.setattr("os.fsync", fsync)
        count = len(list(drafting.upload(made, article)))
    assert done == ["file", "folder", "asked", "file", "folder"] * count
    assert "unknown" not in drafting.remembered_in(article).read_text(encoding="utf-8")


def test_a_file_that_its_holder_took_away_is_held_by_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever opened it before sees that others would open another one, and does the same."""
    lock, tries = tmp_path / "lock", [0]
    real = lock_module._try

    def take_away(handle: int) -> bool:
        tries[0] += 1
        if tries[0] == 1:
            lock.unlink()
        return real(handle)

    monkeypatch.setattr(lock_module, "_try", take_away)
    with alone(lock):
        assert (tries[0], lock.exists()) == (2, True)
        with pytest.raises(Held), alone(lock):
            pass
