"""Promise 16: the preview answers only loopback and its own Host and Origin, and its own paths."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Answer, Preview, preview, raw

ARTICLE = "# A letter\n\nDear reader, this is a letter of some words.\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("guard")
    (root / "content").mkdir()
    (root / "content/letter.md").write_text(ARTICLE)
    (root / "secret.txt").write_text("a secret")
    with preview(root) as running:
        assert running.series("letter")["failure"] is None
        yield running


def asked(
    served: Preview,
    target: str | bytes = "/",
    *headers: str,
    method: str = "GET",
    host: str | None = None,
    body: bytes = b"",
) -> Answer:
    """What is answered to these very bytes; its own Host, unless another is given."""
    written = target if isinstance(target, bytes) else target.encode("latin-1")
    lines = [f"Host: {f'127.0.0.1:{served.port}' if host is None else host}"] if host != "" else []
    lines += headers
    if body:
        lines.append(f"Content-Length: {len(body)}")
    head = f"{method} ".encode() + written + b" HTTP/1.1\r\n"
    return raw(
        served.port, head + "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body
    )


@pytest.mark.parametrize(
    "target",
    ["/", "/static/page.js", "/api/articles", "/api/articles/letter/series"],
)
def test_its_own_page_is_answered(served: Preview, target: str):
    assert asked(served, target).status == 200
    own = f"http://127.0.0.1:{served.port}"
    assert asked(served, target, f"Origin: {own}", "Sec-Fetch-Site: same-origin").status == 200


def test_localhost_is_itself(served: Preview):
    assert asked(served, host=f"localhost:{served.port}").status == 200
    assert asked(served, host=f"LocalHost:{served.port}").status == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}0",
        "127.0.0.1.evil.example:{port}",
        "localhost.evil.example:{port}",
        "localhost.:{port}",
        "127.1:{port}",
        "2130706433:{port}",
        "0.0.0.0:{port}",
        "[::ffff:127.0.0.1]:{port}",
        "me@127.0.0.1:{port}",
        "127.0.0.1:{port}, evil.example",
        "127.0.0.1:{port}/",
        "%31%32%37.0.0.1:{port}",
        "loc%61lhost:{port}",
    ],
)
@pytest.mark.parametrize("target", ["/", "/api/events", "/static/page.js"])
def test_a_foreign_host_is_refused(served: Preview, host: str, target: str):
    refused = asked(served, target, host=host.format(port=served.port))
    assert refused.status in (400, 421)
    assert b"letterloom-preview" not in refused.body


def test_two_hosts_are_refused(served: Preview):
    answer = asked(served, "/", f"Host: 127.0.0.1:{served.port}")
    assert answer.status in (400, 421)


def test_no_host_in_an_old_request_is_refused(served: Preview):
    assert raw(served.port, b"GET / HTTP/1.0\r\n\r\n").status == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}",
                                    "http://localhost:{port}", "http://127.0.0.1", "file://", "",
                                    "http://127.0.0.1:{port}.evil.example"])  # fmt: skip
@pytest.mark.parametrize("target", ["/", "/api/events", "/api/articles/letter/series"])
def test_a_foreign_origin_is_refused(served: Preview, origin: str, target: str):
    said = f"Origin: {origin.format(port=served.port)}"
    assert asked(served, target, said).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "unknown"])
def test_what_another_site_made_a_browser_ask_is_refused(served: Preview, site: str):
    assert asked(served, "/", f"Sec-Fetch-Site: {site}").status == 403
    assert asked(served, "/api/events", f"Sec-Fetch-Site: {site}").status == 403


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/static/../../secret.txt",
        "/static/../page.html",
        "/static/%2e%2e/%2e%2e/secret.txt",
        "/static/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/static/..%5c..%5csecret.txt",
        "/static/..\\..\\secret.txt",
        "/static/%252e%252e/secret.txt",
        "/static/%c0%ae%c0%ae/secret.txt",
        "/static/\xc0\xae\xc0\xae/secret.txt",
        "/static/page.js%00.css",
        "/static/page.js/",
        "/static/page.js/.",
        "/static/./page.js",
        "/static//page.js",
        "//static/page.js",
        "/%2f/static/page.js",
        "/%61pi/articles",
        "/%73tatic/page.js",
        "//evil.example/",
        "/static/",
        "/static",
        "/static/page.html",
        "/static/dom.js;x",
        "/static/secret.txt",
        "/static//etc/passwd",
        "/etc/passwd",
        "/content/letter.md",
        "/letterloom.toml",
        "/.git/config",
        "/api/articles/..%2fsecret/series",
        "/api/articles/../../secret.txt",
        "/api/articles/nobody/series",
        "/openapi.json",
        "http://127.0.0.1/",
        "http://evil.example/",
        "*",
        "evil.example:80",
        "/?" + "q" * 3000,
    ],
)
def test_no_path_but_its_own_is_answered(served: Preview, target: str):
    answer = asked(served, target)
    assert answer.status in (400, 404)
    assert b"a secret" not in answer.body
    assert b"letterloom-preview" not in answer.body


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_no_other_method_is_answered(served: Preview, method: str):
    answer = asked(served, "/api/articles/letter/edit", method=method)
    assert answer.status in (400, 405)
    assert "access-control-allow-origin" not in answer.headers


JSON = "Content-Type: application/json"
EDIT = b'{"edits":[{"kind":"article","key":"title","value":"Changed"}]}'


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ((JSON,), 403),
        ((JSON, "X-Letterloom-Token: "), 403),
        ((JSON, "X-Letterloom-Token: wrong"), 403),
        ((JSON, "X-Letterloom-Token: {token}x"), 403),
        ((JSON, "X-Letterloom-Token: {token}", "X-Letterloom-Token: {token}"), 403),
        ((JSON, "Cookie: X-Letterloom-Token={token}"), 403),
        (("Content-Type: text/plain", "X-Letterloom-Token: {token}"), 415),
        (("Content-Type: application/x-www-form-urlencoded", "X-Letterloom-Token: {token}"), 415),
        (("X-Letterloom-Token: {token}",), 415),
        ((JSON, "X-Letterloom-Token: {token}", "Origin: http://evil.example"), 403),
        ((JSON, "X-Letterloom-Token: {token}", "Origin: null"), 403),
        ((JSON, "X-Letterloom-Token: {token}", "Sec-Fetch-Site: cross-site"), 403),
    ],
    ids=str,
)
def test_what_writes_needs_the_token_of_the_page(
    served: Preview, headers: tuple[str, ...], status: int
):
    told = [one.format(token=served.token) for one in headers]
    for path in ("edit", "undo", "approve", "test", "shots"):
        answer = asked(served, f"/api/articles/letter/{path}", *told, method="POST", body=EDIT)
        assert answer.status == status
    assert not (served.root / "content/letter.toml").exists()


def test_a_body_larger_than_any_edit_is_refused(served: Preview):
    told = (JSON, f"X-Letterloom-Token: {served.token}")
    huge = b'{"edits":[' + b" " * 300_000 + b"]}"
    assert asked(served, "/api/articles/letter/edit", *told, method="POST", body=huge).status == 413


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"[" * 9999, b"\xff\xfe", b'"edits"'])
def test_a_body_that_is_no_object_is_refused(served: Preview, body: bytes):
    told = (JSON, f"X-Letterloom-Token: {served.token}")
    answer = asked(served, "/api/articles/letter/edit", *told, method="POST", body=body)
    assert answer.status == 404


@pytest.mark.parametrize(
    ("target", "status"),
    [("/", 200), ("/static/page.js", 200), ("/api/articles", 200), ("/nothing", 404),
     ("/static/%2e%2e", 404), ("/api/articles/letter/message", 200)],
)  # fmt: skip
def test_every_answer_says_how_it_may_be_used(served: Preview, target: str, status: int):
    answer = asked(served, target)
    policy = answer.headers["content-security-policy"]
    assert answer.status == status
    assert policy.startswith("default-src 'none'; script-src 'self'; ")
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy
    expected = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
    }
    assert expected.items() <= answer.headers.items()
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert "server" not in answer.headers


def test_the_token_stands_in_the_page_alone(served: Preview):
    for path in ("api/articles", "api/articles/letter/series", "static/page.js", "static/live.js"):
        assert served.token not in served.get(path).text
    assert served.token not in served.address


def test_it_listens_on_loopback_alone(served: Preview):
    with socket.socket() as other:  # every address but its own is free
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.2", served.port))


@pytest.mark.parametrize(
    "given",
    [
        {"article": "letter", "file": "/etc/passwd", "line": 1},
        {"article": "letter", "file": "../secret.txt", "line": 1},
        {"article": "letter", "file": "secret.txt", "line": 1},
        {"article": "letter", "file": ["content/letter.md"], "line": 1},
    ],
    ids=str,
)
def test_no_file_but_the_page_s_own_is_opened(served: Preview, given: dict[str, object]):
    answer = served.post("api/open", given)
    assert answer.status_code == 422
    assert answer.json()["message"] == "this is no file of the article's"


def test_a_file_of_the_page_is_opened_by_the_person_s_editor(tmp_path: Path):
    root = tmp_path / "my project; touch x"
    (root / "content").mkdir(parents=True)
    (root / "content/a letter.md").write_text(ARTICLE)
    editor, told = tmp_path / "my editor", tmp_path / "told"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}.new\nmv {told}.new {told}\n')
    editor.chmod(0o755)
    with preview(root, env={"VISUAL": f"'{editor}' --wait", "EDITOR": "vi"}) as served:
        file = served.series("a-letter")["series"]["article"]["source"]
        answer = served.post("api/open", {"article": "a-letter", "file": file, "line": 3})
        assert answer.json() == {"said": "Opened in my editor"}
        for _ in range(500):
            if told.exists():
                break
            time.sleep(0.02)
    assert told.read_text().splitlines() == ["--wait", str(root / "content/a letter.md")]
    assert [path.name for path in root.iterdir()] == ["content"]


def test_an_editor_of_the_terminal_is_not_started(tmp_path: Path):
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "content/letter.md").write_text(ARTICLE)
    (tmp_path / "bin").mkdir()
    with preview(
        root, env={"VISUAL": "", "EDITOR": "vim", "PATH": str(tmp_path / "bin")}
    ) as served:
        file = served.series("letter")["series"]["article"]["source"]
        answer = served.post("api/open", {"article": "letter", "file": file, "line": 3})
    assert answer.status_code == 422
    assert answer.json()["message"] == "vim runs in a terminal, which the page has none of"
    assert (answer.json()["file"], answer.json()["line"]) == (str(root / "content/letter.md"), 3)
