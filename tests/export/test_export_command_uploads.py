"""`letterloom export --upload` as a person uses it, against a service on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from loopback import Came, Service, said, serving
from machine import ROOT
from watched import watched

from pipeline.cli import letterloom
from pipeline.write.lock import alone

KEY = "Sekrit5ecretToken"
PROJECT = """
[sender]
from = "Lantern Clinic <hello@example.org>"
postal_address = "12 Elm Street, Springfield"

[links]
web = "https://letters.example.org"
preferences = "https://example.org/preferences"
unsubscribe = "https://example.org/unsubscribe"

[export.listmonk]
list_id = 3
template_id = 5

[export.customerio]
region = "eu"
campaign_id = 7
action_ids = "12, 14"
"""
WORDS = "Rest well and sleep long, for many nights, and walk a little further each day. " * 12
ARTICLE = f"# Rest\n\n{WORDS}\n\n## Walk\n\n{WORDS}\n\n## Sleep\n\n{WORDS}\n"
Run = Callable[..., Result]


def listmonk(came: Came, service: Service) -> Any:
    """Campaigns made, read and changed, as listmonk answers."""
    if came.method == "POST":
        number = 100 + len(service.drafts)
        service.drafts[f"/api/campaigns/{number}"] = came.said
        return said(200, {"data": {"id": number, "status": "draft"}})
    if came.path not in service.drafts:
        return said(404, {"message": "not found"})
    return said(200, {"data": {"id": int(came.path.rpartition("/")[2]), "status": "draft"}})


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serving(listmonk) as one:
        monkeypatch.setenv("LISTMONK_URL", one.url)
        monkeypatch.setenv("LISTMONK_API_USER", "me")
        monkeypatch.setenv("LISTMONK_API_TOKEN", KEY)
        yield one


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `letterloom export rest.md` in a folder with a project. Nothing shows the key."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.sleep", lambda _: None)
    Path("letterloom.toml").write_text(PROJECT, encoding="utf-8")
    Path("rest.md").write_text(ARTICLE, encoding="utf-8")

    def exporting(*arguments: str) -> Result:
        command = ("export", "rest.md", *arguments)
        done = CliRunner().invoke(letterloom, command, catch_exceptions=False)
        assert "Traceback" not in done.output
        files = [one for one in tmp_path.rglob("*") if one.is_file()]
        for text in (done.output, *(one.read_text("utf-8", "replace") for one in files)):
            assert KEY not in text
            assert "5ecret" not in text
        return done

    return exporting


UPLOAD = ("--to", "listmonk", "--parts", "2", "--upload")
MEMORY = Path("rest.exported.json")


def test_each_draft_is_told_as_it_is_made(run: Run, service: Service):
    done = run(*UPLOAD)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-4:] == [
        "listmonk: 2 letters are in out/_export/rest/listmonk/README.md",
        "  letter-1: made (campaign_1 100)",
        "  letter-2: made (campaign_2 101)",
        "  Drafts only: nothing was sent. rest.exported.json remembers them; keep it.",
    ]
    again = run(*UPLOAD)
    assert [one.split(":")[1] for one in again.stdout.splitlines() if "letter-" in one] == [
        " read",
        " updated (campaign_1 100)",
        " read",
        " updated (campaign_2 101)",
    ]
    assert len(service.drafts) == 2
    assert not list(Path().glob(".*lock"))


def test_letters_that_are_no_longer_there_are_told(run: Run, service: Service):
    assert run(*UPLOAD).exit_code == 0
    fewer = ("--to", "listmonk", "--parts", "1", "--upload")
    told = "letter-2 (campaign_2 101) is no longer in the series: delete it in listmonk if you like"
    assert told in run(*fewer, "--dry-run").stdout
    assert told in run(*fewer).stdout
    data = json.loads(run(*fewer, "--json").stdout)
    assert data["bundles"][0]["left_over"] == [{"name": "letter-2", "ids": {"campaign_2": 101}}]
    assert len(service.drafts) == 2


def test_a_dry_run_is_read_by_an_editor(run: Run, service: Service):
    done = run(*UPLOAD, "--dry-run")
    assert done.exit_code == 0
    assert "  letter-1: would be made\n" in done.stdout
    assert f"    POST {service.url}/api/campaigns\n" in done.stdout
    assert "body (" in done.stdout
    assert "<p" not in done.stdout
    assert "Authorization: Token ***" in done.stdout
    assert (service.came, MEMORY.exists(), Path("out").exists()) == ([], False, False)
    assert "<p" in run(*UPLOAD, "--dry-run", "-v").stdout


def test_programs_get_one_document(run: Run, service: Service):
    done = run(*UPLOAD, "--json")
    data = json.loads(done.stdout)
    assert (done.exit_code, data["written"]) == (0, True)
    (bundle,) = data["bundles"]
    assert bundle["calls"][0] == {
        "name": "letter-1",
        "outcome": "made",
        "ids": {"campaign_1": 100},
    }
    assert bundle["remembered_in"] == "rest.exported.json"
    service.faults = ["", "", "", "422"]
    done = run(*UPLOAD, "--json")
    data = json.loads(done.stdout)
    assert done.exit_code == 8
    assert [one["name"] for one in data["bundles"][0]["calls"]] == [
        "letter-1-now",
        "letter-1",
        "letter-2-now",
    ]
    assert "letter-2 (422)" in data["errors"][0]["message"]


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        (["401"], "see that LISTMONK_API_USER and LISTMONK_API_TOKEN hold a key"),
        (["403"], "LISTMONK_API_TOKEN"),
        (["429 7200"], "in 7200 seconds"),
        (["500"], "--again letter-1"),
        (["drop"], "--again letter-1"),
        (["302"], "302: it points to another address"),
        (["307"], "keys are not sent after it"),
        (["404"], "--forget"),
    ],
)
def test_what_goes_wrong_is_told(run: Run, service: Service, faults: list[str], says: str):
    service.faults = list(faults)
    done = run(*UPLOAD)
    assert done.exit_code == 8
    assert says in done.stderr
    unknown = "--again letter-1" in done.stderr
    assert run(*UPLOAD, "-q").exit_code == (8 if unknown else 0)
    if unknown:
        assert run(*UPLOAD, "--again", "letter-1").exit_code == 0


@pytest.mark.parametrize(
    "body", [b"{not json", b"[]", b"null", b'{"data": []}', b"<html>", b"\xff", b"x" * 5_000_000]
)
def test_a_strange_answer_is_no_traceback(run: Run, service: Service, body: bytes):
    service.answer = lambda *_: (200, {}, body)
    done = run(*UPLOAD)
    assert done.exit_code == 8
    assert "its answer holds no campaign_1" in done.stderr


def test_a_busy_service_is_waited_for_and_that_is_said(run: Run, service: Service):
    service.faults = ["429 30", "503 4"]
    done = run(*UPLOAD)
    assert done.exit_code == 0
    assert done.stderr.splitlines()[:2] == [
        "  Waiting for listmonk: asking again in 30 seconds",
        "  Waiting for listmonk: asking again in 4 seconds",
    ]


def test_a_service_that_is_down(run: Run, service: Service, monkeypatch: pytest.MonkeyPatch):
    with serving(listmonk) as other:
        monkeypatch.setenv("LISTMONK_URL", other.url)
    done = run(*UPLOAD)
    assert done.exit_code == 8
    assert "listmonk cannot be reached" in done.stderr
    assert service.came == []


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("LISTMONK_API_TOKEN", "", "LISTMONK_API_TOKEN is not set"),
        ("LISTMONK_API_TOKEN", "a\nb", "LISTMONK_API_TOKEN holds signs"),
        ("LISTMONK_URL", "", "nothing says where your listmonk is"),
        ("LISTMONK_URL", "http://lists.example.org", "is not encrypted"),
        ("LISTMONK_URL", "https://me:pass5ecret@example.org", "holds a name or a password"),
        ("LISTMONK_URL", "lists.example.org", "is no address"),
    ],
)
def test_nothing_is_written_if_an_upload_cannot_begin(
    run: Run,
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    says: str,
):
    monkeypatch.setenv(variable, value)
    done = run(*UPLOAD)
    assert done.exit_code == 4
    assert says in done.stderr
    assert (service.came, MEMORY.exists(), Path("out").exists()) == ([], False, False)


def test_ctrl_c_says_what_is_remembered(run: Run, service: Service):
    def answer(came: Came, one: Service) -> Any:
        if len(one.came) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return listmonk(came, one)

    service.answer = answer
    done = run(*UPLOAD)
    assert done.exit_code == 130
    assert "rest.exported.json remembers what was made so far" in done.stderr
    assert "campaign_1" in MEMORY.read_text(encoding="utf-8")
    assert not list(Path().glob(".*lock"))
    service.answer = listmonk
    assert "nobody knows whether listmonk made letter-2" in run(*UPLOAD).stderr


def test_two_at_once(run: Run, service: Service):
    with alone(Path(".rest.exported.json.lock")):
        done = run(*UPLOAD)
    assert done.exit_code == 8
    assert "another upload of this article is going on" in done.stderr
    assert service.came == []


def test_a_campaign_that_goes_out_is_left_alone(run: Run, service: Service):
    run(*UPLOAD)
    service.answer = lambda *_: said(200, {"data": {"id": 1, "status": "scheduled"}})
    done = run(*UPLOAD)
    assert done.exit_code == 8
    assert "is no draft any more (scheduled)" in done.stderr
    assert run(*UPLOAD, "--running").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--running"], "are about uploads"),
        (["--upload", "--again", "letter-9"], "has no such draft of this series"),
        (["--upload", "--to", "generic"], ""),
    ],
)
def test_wrong_input(run: Run, service: Service, arguments: list[str], says: str):
    done = run("--to", "listmonk", *arguments)
    assert done.exit_code == (2 if says else 0)
    assert says in done.stderr
    assert says == "" or service.came == []


def test_a_service_without_an_api_takes_nothing(run: Run):
    done = run("--to", "generic", "--upload")
    assert done.exit_code == 2
    assert "has no API that takes drafts" in done.stderr


def test_one_services_wrong_setting_does_not_stop_the_others(run: Run):
    done = run("--to", "all", "--parts", "3")
    assert done.exit_code == 4
    place = "letterloom.toml:18:1: export.customerio.action_ids and the letters differ in number"
    assert f"{place}: 2 and 3" in done.stderr
    assert 'action_ids = "14, 16, 18"' in done.stderr
    written = {one.name for one in Path("out/_export/rest").iterdir() if one.is_dir()}
    assert "kit" in written
    assert "customerio" not in written
    data = json.loads(run("--to", "all", "--parts", "3", "--json").stdout)
    assert len(data["bundles"]) == len(written)
    assert data["errors"][0]["line"] == 18


def test_an_upload_to_several_begins_only_if_all_can(run: Run, service: Service):
    done = run(*UPLOAD, "--to", "kit")
    assert done.exit_code == 4
    assert "KIT_API_KEY is not set" in done.stderr
    assert (service.came, Path("out").exists()) == ([], False)


def test_without_upload_no_socket_is_opened_and_no_key_is_read(run: Run, tmp_path: Path):
    """Promise 6: an audit hook sees every socket and file; with --dry-run nobody is asked."""
    assert run("--to", "generic", "--dry-run").exit_code == 0
    for more in ((), ("--upload", "--dry-run")):
        done = watched(tmp_path, "export", "rest.md", "--to", "kit", "--to", "listmonk", *more)
        assert (done.returncode, done.stderr) == (0, "")
    everything = watched(tmp_path, "export", "rest.md", "--parts", "2", "--to", "all")
    assert (everything.returncode, everything.stderr) == (0, "")


def test_an_upload_leaves_no_key_in_the_process_list(run: Run, service: Service, tmp_path: Path):
    """Promise 19: keys are no arguments, and a key that is given as one is refused."""
    done = run("--to", "listmonk", "--upload", "--set", "api_token=abc")
    assert done.exit_code == 2
    assert "looks like a secret" in done.stderr
    code = subprocess.run(
        [sys.executable, "-m", "pipeline", "export", "rest.md", *UPLOAD],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (code.returncode, code.stderr) == (0, "")
    assert KEY not in code.stdout
    assert service.drafts


def test_what_is_wrong_for_all_services_is_told_once(run: Run):
    done = run("--to", "all", "--set", "list_id=4")
    assert done.exit_code == 2
    assert done.stderr.count("has no such setting") == 1
    text = Path("letterloom.toml").read_text(encoding="utf-8")
    Path("letterloom.toml").write_text(f"{text}\n[export.mailchmp]\na = 1\n", encoding="utf-8")
    done = run("--to", "all")
    assert done.exit_code == 4
    assert done.stderr.count("there is no service mailchmp") == 1
