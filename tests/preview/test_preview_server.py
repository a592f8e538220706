"""`letterloom preview`: how it starts and ends, and what it answers."""

from __future__ import annotations

import email
import email.policy
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from machine import ROOT
from served import PATIENCE, Listener, Preview, preview

from pipeline.page import STATIC

ARTICLE = """# A letter

Dear {{ first_name | default("reader") }}, this is a letter of some words.

## Another

And here is another part of it, with [a link](https://www.iana.org/).
"""


def project(root: Path) -> Path:
    (root / "content").mkdir(parents=True)
    (root / "content/letter.md").write_text(ARTICLE)
    (root / "content/letter.toml").write_text("series = {parts = 2}\n")
    (root / "letterloom.toml").write_text(
        '[sender]\nname = "The <editors>"\n\n[[samples]]\nfirst_name = "Anna"\n'
    )
    return root


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Preview]:
    with preview(project(tmp_path / "project")) as running:
        yield running


def said(root: Path, *arguments: str) -> tuple[int, str]:
    """What the command says where it does not start."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "preview", "--no-open", *arguments],
        cwd=root,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, done.stderr


def test_it_says_where_it_is_and_serves_its_page(served: Preview):
    assert served.address.startswith("http://127.0.0.1:")
    page = served.get("").text
    for name in ("base.css", "mail.css", "known.css"):
        if (STATIC / name).exists():
            assert f'href="static/{name}"' in page
    assert 'src="static/page.js"' in page
    for path in STATIC.iterdir():
        if path.suffix in (".js", ".css"):
            answer = served.get(f"static/{path.name}")
            assert answer.content == path.read_bytes()
            kind = {".js": "text/javascript", ".css": "text/css"}[path.suffix]
            assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert served.get("static/page.html").status_code == 404


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org", "localhost.", ""])
def test_no_host_but_loopback_is_served(tmp_path: Path, host: str):
    code, error = said(project(tmp_path / "project"), "--host", host)
    assert code == 2
    assert "the preview is for this machine alone" in error
    assert "127.0.0.1, localhost or ::1" in error


def test_under_the_name_localhost_it_answers_on_all_of_loopback(tmp_path: Path):
    with preview(project(tmp_path / "project"), "--host", "localhost") as served:
        assert served.address == f"http://localhost:{served.port}/"
        assert served.get("api/articles").status_code == 200
        with socket.create_connection(("127.0.0.1", served.port)) as opened:
            assert opened.getpeername()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_said_with_one_that_is_free(tmp_path: Path):
    root = project(tmp_path / "project")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, error = said(root, "--port", str(port))
    assert code == 2
    assert f"--port {port} cannot be had: it is taken" in error
    free = int(error.rsplit("; ", 1)[1].split()[0])
    with preview(root, "--port", str(free)) as served:
        assert served.port == free


def test_two_previews_at_once_have_a_port_each(served: Preview, tmp_path: Path):
    with preview(project(tmp_path / "other")) as other:
        assert other.port != served.port
        assert other.token != served.token


def test_an_article_that_is_not_there_is_told_before_anything_is_served(tmp_path: Path):
    code, error = said(project(tmp_path / "project"), "content/lettre.md")
    assert code == 3
    assert "there is no such file" in error
    assert "content/letter.md" in error


def test_an_empty_project_is_told(tmp_path: Path):
    code, error = said(tmp_path)
    assert code == 3
    assert "there are no articles" in error


def test_an_article_outside_of_any_project(tmp_path: Path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/Über uns.md").write_text(ARTICLE)
    (tmp_path / "notes/uber-uns.txt").write_text("Other words.\n\nAnd more of them.\n")
    (tmp_path / "elsewhere").mkdir()
    with preview(tmp_path / "elsewhere", "../notes/Über uns.md", "../notes/uber-uns.txt") as served:
        listed = served.get("api/articles").json()
        assert [one["key"] for one in listed] == ["uber-uns", "uber-uns-2"]
        for one in listed:
            assert served.series(one["key"])["failure"] is None


def test_a_broken_article_is_served_with_its_error(tmp_path: Path):
    root = project(tmp_path / "project")
    (root / "content/letter.toml").write_text("series = 1\n")
    with preview(root) as served:
        told = served.series("letter")
        assert told["series"] is None
        assert told["failure"]["line"] == 1
        assert served.get("api/articles/letter/message").status_code == 422


def test_the_message_is_filled_for_the_person(served: Preview):
    people = served.series("letter")["series"]["people"]
    for number, name in ((0, "Anna"), (1, "reader")):
        answer = served.get(f"api/articles/letter/message?part=1&person={number}")
        assert answer.headers["content-type"] == "message/rfc822"
        assert answer.headers["content-disposition"] == 'attachment; filename="letter-1.eml"'
        found = email.message_from_bytes(answer.content, policy=email.policy.default)
        body = found.get_body(("plain",))
        assert body
        assert f"Dear {name}, this is" in body.get_content()
    assert [one["name"] for one in people][:2] == ["Anna", "Nothing known"]


@pytest.mark.parametrize(
    "query",
    ["part=0", "part=3", "part=x", "part=-1", "part=1e0", "part=%D9%A1", "part=1&person=99",
     "part=99999999999999999999"],
)  # fmt: skip
def test_a_message_that_there_is_not(served: Preview, query: str):
    answer = served.get(f"api/articles/letter/message?{query}")
    assert answer.status_code == 422
    assert answer.json()["exit_code"] == 2


def test_a_simulation(served: Preview):
    answer = served.get("api/articles/letter/simulation?part=1&client=gmail.ios").json()
    assert (answer["client"], answer["family"]) == ("gmail.ios", "gmail")
    assert answer["edits"]
    wrong = served.get("api/articles/letter/simulation?part=1&client=mutt")
    assert wrong.status_code == 422


def test_what_a_check_means(served: Preview):
    assert "## " not in served.get("api/rules/NAME?name=link/relative").json()["name"]
    assert "host" in served.get("api/rules/NAME?name=link/relative").json()["text"]
    assert served.get("api/rules/NAME?name=../../etc").status_code == 422


def test_an_edit_is_written_and_shown(served: Preview):
    listener = Listener(served.address)
    served.series("letter")
    edit = {"kind": "part", "part": 2, "key": "subject", "value": "Changed"}
    answer = served.post("api/articles/letter/edit", {"edits": [edit]})
    assert answer.status_code == 200
    assert answer.json()["undo"] == 1
    assert listener.wait("series", version=2)["parts"] == [2]
    parts = served.series("letter")["series"]["parts"]
    assert parts[1]["subject"] == "Changed"
    assert 'subject = "Changed"' in (served.root / "content/letter.toml").read_text()
    served.post("api/articles/letter/undo", {})
    listener.wait("series", version=3)
    assert (served.root / "content/letter.toml").read_text() == "series = {parts = 2}\n"


def test_an_edit_that_cannot_be_is_refused(served: Preview):
    answer = served.post("api/articles/letter/edit", {"edits": [{"kind": "none"}]})
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert answer.json()["text"]


def test_approving_and_taking_it_back(served: Preview):
    listener = Listener(served.address)
    served.series("letter")
    answer = served.post("api/articles/letter/approve", {"by": "A Reader"})
    assert answer.status_code == 200, answer.text
    found = listener.wait("findings", version=2)
    assert found["approval"]["by"] == "A Reader"
    assert found["approval"]["approved"] is True
    assert served.post("api/articles/letter/withdraw", {}).status_code == 200
    assert not (served.root / "content/letter.approved").exists()


def test_a_test_mail_that_nothing_is_set_up_for(served: Preview):
    ready = served.get("api/articles/letter/test").json()
    assert ready["ready"] is False
    answer = served.post("api/articles/letter/test", {"to": "me@example.org", "parts": [1]})
    assert answer.status_code == 422
    assert "letterloom.toml" in answer.json()["text"]


def test_rows_of_people_are_followed(tmp_path: Path):
    root = project(tmp_path / "project")
    rows = tmp_path / "people.csv"
    rows.write_text("first_name,email\nBela,bela@example.org\n")
    with preview(root, "--recipients", str(rows)) as served:
        names = [one["name"] for one in served.series("letter")["series"]["people"]]
        assert names == ["Anna", "Bela", "Nothing known", "Very long"]
        listener = Listener(served.address)
        rows.write_text("first_name,email\nCora,cora@example.org\n")
        listener.wait("series", version=2)
        names = [one["name"] for one in served.series("letter")["series"]["people"]]
        assert names == ["Anna", "Cora", "Nothing known", "Very long"]


def test_the_help_imports_no_server():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline", "preview", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    heavy = ("starlette", "uvicorn", "watchfiles", "jinja2", "lxml", "asyncio", "playwright", "ssl")
    assert [name for name in heavy if f"| {name}\n" in done.stderr] == []
    assert "Ctrl+C ends it" in done.stdout
