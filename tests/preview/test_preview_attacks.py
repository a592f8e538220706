"""Promises 16, 19 and 25: requests, file names and links made to do harm."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Listener, Preview, preview, raw

ARTICLE = "# A letter\n\nDear reader, this is a letter of some words.\n"
SECRET = "correct-horse-battery"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("attacked")
    (root / "content").mkdir()
    (root / "content/letter.md").write_text(ARTICLE)
    (root / "letterloom.toml").write_text('[sender]\nfrom = "me@example.org"\n')
    env = {
        "LETTERLOOM_SMTP_HOST": "host.invalid",
        "LETTERLOOM_SMTP_USER": "me@example.org",
        "LETTERLOOM_SMTP_PASSWORD": SECRET,
    }
    with preview(root, "-v", env=env) as running:
        assert running.series("letter")["failure"] is None
        yield running


@pytest.mark.parametrize(
    "query",
    [
        "part=1&person=00000000000000000099",
        "part=1&person=" + "0" * 1900,
        "part=00000000000000000001",
        "part=1&person=-0",
        "part=%D9%A1",
        "part=1&person=%00",
        "part=1e0",
    ],
)
def test_a_number_that_is_none_is_told(served: Preview, query: str):
    assert served.get(f"api/articles/letter/message?{query}").status_code == 422


@pytest.mark.parametrize("zeros", [20, 9000])
def test_a_long_number_in_a_body_is_told(served: Preview, zeros: int):
    told = {"to": "me@example.org", "parts": [1], "person": "0" * zeros}
    assert served.post("api/articles/letter/test", told).status_code == 422
    asked = {"article": "letter", "file": "content/letter.md", "line": "0" * zeros + "1"}
    assert served.post("api/open", asked).status_code == 422


@pytest.mark.parametrize("by", [{"a": 1}, ["Me"], 7, True, None, " ", "\u202eMe"], ids=repr)
def test_nobody_approves(served: Preview, by: object):
    answer = served.post("api/articles/letter/approve", {"by": by})
    assert answer.status_code == 422
    assert answer.json()["message"] == "who approves?"
    assert not (served.root / "content/letter.approved").exists()


def test_a_password_is_in_no_answer(served: Preview):
    told = {"to": "me@example.org", "parts": [1]}
    answers = [
        served.get("api/articles/letter/test"),
        served.get("api/articles/letter/settings"),
        served.get("api/articles/letter/series"),
        served.post("api/articles/letter/test", told),
    ]
    assert [one.status_code for one in answers] == [200, 200, 200, 422]
    assert "LETTERLOOM_SMTP_PASSWORD" in answers[0].text
    assert not [one.url for one in answers if SECRET in one.text]


@pytest.mark.parametrize("wanted", ["image", "style", "script", "iframe", "object", "video"])
def test_nothing_that_a_mail_could_load_is_answered(served: Preview, wanted: str):
    """Promise 17: a style sheet that never ends would keep a letter from being shown."""
    told = {"Sec-Fetch-Dest": wanted, "Sec-Fetch-Site": "same-origin"}
    for path in ("api/events", "api/articles", "api/articles/letter/message"):
        assert served.get(path, headers=told).status_code == 403
    assert served.get("api/articles", headers={"Sec-Fetch-Dest": "empty"}).status_code == 200


def test_the_policy_lets_a_mail_ask_nothing_of_the_preview_but_its_styles(served: Preview):
    policy = served.get("").headers["content-security-policy"]
    own = [part.split()[0] for part in policy.split("; ") if "'self'" in part]
    assert own == ["script-src", "style-src", "connect-src"]


@pytest.mark.parametrize(
    "request_of",
    [
        "GET http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: evil.example",
        "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:{port}",
        "GET / HTTP/1.1\r\nHost: [::1]:{port}",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:0{port}",
        "GET / HTTP/1.1\r\nHost : 127.0.0.1:{port}",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nOrigin: http://evil",
    ],
)
def test_a_request_in_another_s_name_is_refused(served: Preview, request_of: str):
    text = request_of.format(port=served.port) + "\r\nConnection: close\r\n\r\n"
    answer = raw(served.port, text.encode())
    assert answer.status in (400, 403, 404, 421)
    assert b"letterloom-preview" not in answer.body


def test_names_that_are_no_text_stop_nothing(tmp_path: Path):
    """A file name of other bytes than UTF-8 reaches no page as it is, and ends no stream."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "letter.md").write_text(ARTICLE)
    try:
        for name, text in ((b"odd\xff.md", "# An odd letter\n\nDear {{ reader\n"), (b"\xfe", "")):
            with open(os.path.join(os.fsencode(folder), name), "w") as file:  # noqa: PTH123, PTH118
                file.write(text)
    except OSError:
        pytest.skip("this disk has names of UTF-8 alone")
    with preview(tmp_path) as served:
        assert served.series("odd")["failure"]["line"] == 3
        stream = Listener(served.address)
        assert stream.wait("failure", article="odd")["line"] == 3
        served.series("letter")
        seen = len(stream.events)
        for number in range(2):  # the second after whatever watches has met the first
            (folder / "letter.md").write_text(ARTICLE + f"\nChange {number}.\n")
            with open(os.path.join(os.fsencode(folder), b"odd\xff.txt"), "w") as file:  # noqa: PTH123, PTH118
                file.write(str(number))
            stream.wait("series", seen, article="letter", version=2 + number)
            time.sleep(0.2)
        assert not stream.ended.is_set()


def test_no_article_that_leads_out_of_the_project_is_shown(tmp_path: Path):
    """Promise 7, as a build has it: what is not named on the command line is the project's."""
    root, outside = tmp_path / "project", tmp_path / "outside.md"
    (root / "content").mkdir(parents=True)
    (root / "content/letter.md").write_text(ARTICLE)
    outside.write_text("# Elsewhere\n\nWords that are not the project's.\n")
    with preview(root) as served:
        (root / "content/link.md").symlink_to(outside)
        assert [one["key"] for one in served.get("api/articles").json()] == ["letter"]
        assert served.get("api/articles/link/series").status_code == 404
    for named in ([], ["content"]):
        with pytest.raises(AssertionError, match="leads out of the project"), preview(root, *named):
            pass
    with preview(root, "content/link.md") as served:
        assert served.series("link")["series"]["article"]["title"] == "Elsewhere"


def test_a_file_that_is_kept_names_no_sensitive_topic(tmp_path: Path):
    """Promise 25."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a-grave-illness.md").write_text(ARTICLE)
    settings = 'sensitive = true\npublic_name = "Letters für you"\n'
    (tmp_path / "content/a-grave-illness.toml").write_text(settings)
    with preview(tmp_path) as served:
        headers = served.get("api/articles/a-grave-illness/message").headers
        assert headers["content-disposition"] == (
            "attachment; filename*=UTF-8''letters-f%C3%BCr-you-1.eml"
        )


def test_no_script_of_an_article_s_is_opened_in_a_browser(tmp_path: Path):
    """What a desktop opens a web page with runs its scripts."""
    root, folder, told = tmp_path / "project", tmp_path / "bin", tmp_path / "told"
    (root / "content").mkdir(parents=True)
    (root / "content/page.html").write_text("<h1>A page</h1><p>Dear reader, words.</p>")
    (root / "content/-letter $(x).md").write_text(ARTICLE)
    folder.mkdir()
    for opener in ("xdg-open", "open"):
        script = f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}.new\n/bin/mv {told}.new {told}\n'
        (folder / opener).write_text(script)
        (folder / opener).chmod(0o755)
    with preview(root, env={"VISUAL": "", "EDITOR": "", "PATH": str(folder)}) as served:
        for key in ("page", "letter-x"):
            assert served.series(key)["series"] is not None
        asked = {"article": "page", "file": "content/page.html", "line": 1}
        refused = served.post("api/open", asked)
        assert refused.status_code == 422
        assert "would open in a browser" in refused.json()["message"]
        assert not told.exists()
        asked = {"article": "letter-x", "file": "content/-letter $(x).md", "line": 1}
        assert served.post("api/open", asked).status_code == 200
        until = time.monotonic() + 20
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.01)
    assert told.read_text() == f"{root}/content/-letter $(x).md\n"
