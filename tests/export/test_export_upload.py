"""Drafts put into a service on this machine: made once, changed later, whatever breaks."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import Came, Service, drafts, said, serving
from plain_dialect import dialect as plain

from pipeline.errors import CampaignError, SettingsError, UsageError
from pipeline.export import SERVICES, dialect
from pipeline.export.dialect import Again, Api, Exported, Letter, Request, Setting
from pipeline.export.upload import (
    Done,
    Outcome,
    Remembered,
    UploadError,
    forget,
    left_over,
    parse,
    plan,
    serialise,
    upload,
)
from pipeline.export.upload.address import base

KEY = "sk-Very5ecretKey/with+signs"
ENVIRON = {"SERVICE_KEY": KEY}


def letter(number: int, of: int = 2, **changes: Any) -> Letter:
    wait = timedelta(days=number - 1)
    text = f"Words of letter {number}"
    made = Letter(
        number, of, f"letter-{number}", text, text, "", f"<p>{text}</p>", text, wait, wait
    )
    return made._replace(**changes)


def campaigns(exported: Exported) -> Iterator[Request]:
    """A campaign a letter, then its content, as many services have it."""
    for one in exported.letters:
        kept = f"campaign_{one.number}"
        body = {"name": one.name, "list": "{list_id}", "subject": one.subject, "tracking": False}
        yield Request(
            f"{one.key}-campaign",
            "POST",
            "/v1/campaigns",
            body,
            {kept: "id"},
            Again("PATCH", f"/v1/campaigns/{{{kept}}}"),
        )
        yield Request(
            f"{one.key}-content", "PUT", f"/v1/campaigns/{{{kept}}}/content", {"html": one.html}
        )


def series(url: str, requests: Any = campaigns, of: int = 2, **changes: Any) -> Exported:
    api = changes.pop("api", Api("{url}", ("SERVICE_KEY",), "bearer", address="SERVICE_URL"))
    made = plain(
        name="plain",
        requests=lambda exported: tuple(requests(exported)),
        api=api,
        settings=(
            Setting("url", "where it is", "https://example.org", needed=True),
            Setting("list_id", "the list", "1", needed=True),
        ),
    )
    exported = Exported(
        dialect=made,
        slug="tea",
        name="Tea",
        lang="en",
        sensitive=False,
        letters=tuple(letter(number, of) for number in range(1, of + 1)),
        settings={"url": url, "list_id": "L1"},
        given=frozenset({"url"}),
    )
    return replace(exported, **changes)


class Memory:
    """The file, as the last write left it."""

    def __init__(self) -> None:
        self.data = b""
        self.waits: list[float] = []

    def run(self, exported: Exported, environ: dict[str, str] = ENVIRON) -> list[Done]:
        return list(
            upload(
                exported,
                environ,
                parse(self.data),
                write=self.write,
                sleep=self.waits.append,
            )
        )

    def write(self, data: bytes) -> None:
        self.data = data

    def stopped(self, exported: Exported, environ: dict[str, str] = ENVIRON) -> UploadError:
        with pytest.raises(UploadError) as caught:
            self.run(exported, environ)
        assert serialise(caught.value.remembered) == (self.data or serialise(Remembered()))
        assert caught.value.exit_code == 8
        hidden(self, caught.value)
        return caught.value


def hidden(memory: Memory, error: BaseException) -> None:
    """Nothing that anybody sees holds the key: message, traceback, memory (promise 19)."""
    shown = "".join(traceback.TracebackException.from_exception(error).format())
    for text in (shown, str(error), repr(error), memory.data.decode()):
        assert KEY not in text
        assert "5ecret" not in text


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(drafts) as one:
        yield one


@pytest.fixture
def memory() -> Memory:
    return Memory()


FIRST = [
    "POST /v1/campaigns",
    "PUT /v1/campaigns/100/content",
    "POST /v1/campaigns",
    "PUT /v1/campaigns/101/content",
]


def test_a_first_upload_makes_drafts(service: Service, memory: Memory) -> None:
    done = memory.run(series(service.url))
    assert service.asked() == FIRST
    assert [one.outcome for one in done] == [Outcome.MADE] * 4
    assert [dict(one.ids) for one in done] == [{"campaign_1": "100"}, {}, {"campaign_2": "101"}, {}]
    first = service.came[0]
    assert first.headers["authorization"] == f"Bearer {KEY}"
    assert first.headers["content-type"] == "application/json"
    assert first.said == {
        "name": "Words of letter 1",
        "list": "L1",
        "subject": "Words of letter 1",
        "tracking": False,
    }
    assert serialise(done[-1].remembered) == memory.data


def test_a_second_upload_changes_them(service: Service, memory: Memory) -> None:
    memory.run(series(service.url))
    before = memory.data
    service.came.clear()
    done = memory.run(series(service.url))
    assert [one.outcome for one in done] == [Outcome.UPDATED] * 4
    assert service.asked()[0] == "PATCH /v1/campaigns/100"
    assert len(service.drafts) == 2
    assert memory.data == before


def test_another_account_gets_drafts_of_its_own(service: Service, memory: Memory) -> None:
    first = series(service.url)
    memory.run(first)
    other = replace(first, settings={**first.settings, "list_id": "L2"})
    assert [one.outcome for one in memory.run(other)] == [Outcome.MADE] * 4
    assert [one.outcome for one in memory.run(first)] == [Outcome.UPDATED] * 4
    assert len(service.drafts) == 4


def test_a_draft_that_was_deleted_is_made_again(service: Service, memory: Memory) -> None:
    memory.run(series(service.url))
    del service.drafts["/v1/campaigns/100"]
    service.drafts["/v1/others/1"] = service.drafts["/v1/others/2"] = {}
    done = memory.run(series(service.url))
    assert [one.outcome for one in done] == [Outcome.AGAIN, *[Outcome.UPDATED] * 3]
    assert dict(done[0].ids) == {"campaign_1": "103"}
    assert service.asked()[4:7] == [
        "PATCH /v1/campaigns/100",
        "POST /v1/campaigns",
        "PUT /v1/campaigns/103/content",
    ]


def test_parts_of_a_deleted_draft_are_made_again(service: Service, memory: Memory) -> None:
    def requests(_: Exported) -> Iterator[Request]:
        yield Request("s", "POST", "/s", {}, {"s": "id"}, Again("PUT", "/s/{s}"))
        yield Request("m", "POST", "/s/{s}/m", {}, {"m": "id"}, Again("PUT", "/s/{s}/m/{m}"))

    memory.run(series(service.url, requests))
    service.drafts.clear()
    done = memory.run(series(service.url, requests))
    assert [one.outcome for one in done] == [Outcome.AGAIN, Outcome.AGAIN]
    assert set(service.drafts) == {"/s/100", "/s/100/m/101"}
    assert service.asked()[2:] == ["PUT /s/100", "POST /s", "POST /s/100/m"]


def test_what_cannot_be_changed_is_kept(service: Service, memory: Memory) -> None:
    def requests(_: Exported) -> Iterator[Request]:
        yield Request("a", "POST", "/a", {}, {"a": "id"})
        yield Request("flow", "POST", "/f", {"a": "{a}"}, {"f": "id"}, Again("GET", "/f/{f}"))

    memory.run(series(service.url, requests))
    done = memory.run(series(service.url, requests))
    assert [one.outcome for one in done] == [Outcome.KEPT, Outcome.KEPT]
    assert service.asked() == ["POST /a", "POST /f", "GET /f/101"]
    assert service.came[2].body == b""


def test_a_part_without_an_answer_is_set_each_time(service: Service, memory: Memory) -> None:
    def requests(_: Exported) -> Iterator[Request]:
        yield Request("t", "POST", "/t/{list_id}", {}, {}, None)
        yield Request("u", "POST", "/u", {}, {"u": "id"})
        yield Request("part", "POST", "/u/{u}/detail", {})

    memory.run(series(service.url, requests))
    service.faults = ["503"]
    done = memory.run(series(service.url, requests))
    assert [one.outcome for one in done] == [Outcome.KEPT, Outcome.KEPT, Outcome.UPDATED]
    assert service.asked()[3:] == ["POST /u/101/detail"] * 2
    service.faults = ["drop"]
    assert "run the same command again" in memory.stopped(series(service.url, requests)).hint
    memory.run(series(service.url, requests))


def test_calls_before_a_change_fill_it(service: Service, memory: Memory) -> None:
    def requests(_: Exported) -> Iterator[Request]:
        look = Request("now", "GET", "/p/{p}", keeps={"at": "updated_at"})
        change = Again("PUT", "/p/{p}", {"x": [{"at": "{at}"}]}, (look,))
        yield Request("p", "POST", "/p", {"x": []}, {"p": "id"}, change)

    memory.run(series(service.url, requests))
    done = memory.run(series(service.url, requests))
    assert [one.outcome for one in done] == [Outcome.READ, Outcome.UPDATED]
    assert service.came[-1].said == {"x": [{"at": "t2"}]}
    service.drafts.clear()
    assert [one.outcome for one in memory.run(series(service.url, requests))] == [Outcome.AGAIN]


def test_texts_with_braces_are_not_filled(service: Service, memory: Memory) -> None:
    first = letter(1, subject="{list_id}", html="<p>{list_id} {campaign_1}</p>")
    memory.run(replace(series(service.url), letters=(first,)))
    assert service.came[0].said["subject"] == "{list_id}"
    assert service.came[1].said["html"] == "<p>{list_id} {campaign_1}</p>"


def test_ids_are_one_segment_of_a_path(service: Service, memory: Memory) -> None:
    service.answer = lambda *_: said(200, {"id": "a?b#ü %2"})
    memory.run(series(service.url, of=1))
    assert service.asked()[1] == "PUT /v1/campaigns/a%3Fb%23%C3%BC%20%252/content"


@pytest.mark.parametrize("id_", ["..", ".", "../../send", "a/b"])
def test_ids_lead_nowhere_else(service: Service, memory: Memory, id_: str) -> None:
    service.answer = lambda *_: said(200, {"id": id_})
    with pytest.raises(CampaignError):
        memory.run(series(service.url, of=1))
    assert len(service.came) == 1


@pytest.mark.parametrize("fault", ["429", "503", "429 1", "503 7"])
def test_busy_services_are_asked_again(service: Service, memory: Memory, fault: str) -> None:
    service.faults = [fault, fault]
    assert len(memory.run(series(service.url))) == 4
    assert len(service.drafts) == 2
    assert len(memory.waits) == 2
    assert min(memory.waits) >= max(0.5, float(fault.partition(" ")[2] or 0))


def test_waits_grow_and_end(service: Service, memory: Memory) -> None:
    service.faults = ["503"] * 5
    error = memory.stopped(series(service.url))
    assert "(503)" in str(error)
    assert len(memory.waits) == 4
    assert all(2**turn / 2 <= wait <= 2**turn * 1.5 for turn, wait in enumerate(memory.waits))
    assert len(memory.run(series(service.url))) == 4
    assert len(service.drafts) == 2


def test_a_service_that_asks_for_hours_is_left_alone(service: Service, memory: Memory) -> None:
    service.faults = ["429 7200"]
    assert "7200 seconds" in str(memory.stopped(series(service.url)))
    assert memory.waits == []


@pytest.mark.parametrize("fault", ["500", "502", "504", "drop", "lose", "303"])
def test_an_unknown_outcome_is_never_asked_for_again(
    service: Service, memory: Memory, fault: str
) -> None:
    service.faults = [fault]
    first = memory.stopped(series(service.url))
    assert "nobody knows whether Plain made letter-1-campaign" in str(first)
    assert "--again letter-1-campaign" in first.hint
    assert memory.waits == []
    second = memory.stopped(series(service.url))
    assert "letter-1-campaign" in str(second)
    assert len(service.came) == 1
    assert plan(series(service.url), {}, parse(memory.data))[0].unknown
    again, gone = forget(parse(memory.data), series(service.url), ["letter-1-campaign"])
    assert gone == ("letter-1-campaign",)
    memory.data = serialise(again)
    assert len(memory.run(series(service.url))) == 4


@pytest.mark.parametrize("fault", ["500", "502", "drop", "lose", "429", "503"])
def test_changes_are_asked_again_after_any_fault(
    service: Service, memory: Memory, fault: str
) -> None:
    memory.run(series(service.url))
    service.faults = [fault, fault]
    assert [one.outcome for one in memory.run(series(service.url))] == [Outcome.UPDATED] * 4
    assert len(memory.waits) == 2


def test_a_change_that_is_never_answered_leaves_no_doubt(service: Service, memory: Memory) -> None:
    memory.run(series(service.url))
    before = memory.data
    service.faults = ["drop"] * 5
    assert "run the same command again" in memory.stopped(series(service.url)).hint
    assert memory.data == before


def test_a_crash_in_the_middle_makes_nothing_twice(service: Service, memory: Memory) -> None:
    running = upload(series(service.url), ENVIRON, Remembered(), write=memory.write)
    next(running)
    next(running)
    running.close()
    done = memory.run(series(service.url))
    assert [one.outcome for one in done] == [*[Outcome.UPDATED] * 2, *[Outcome.MADE] * 2]
    assert len(service.drafts) == 2


def test_a_draft_is_noted_before_it_is_asked_for(service: Service, memory: Memory) -> None:
    seen: list[bytes] = []

    def answer(came: Came, service: Service) -> Any:
        seen.append(memory.data)
        return drafts(came, service)

    service.answer = answer
    memory.run(series(service.url, of=1))
    assert b'"unknown": true' in seen[0]
    assert b"unknown" not in seen[1]


def test_a_crash_before_an_answer_is_noted_leaves_it_unknown(
    service: Service, memory: Memory
) -> None:
    def write(data: bytes) -> None:
        if b"unknown" not in data:
            raise KeyboardInterrupt
        memory.write(data)

    with pytest.raises(KeyboardInterrupt):
        list(upload(series(service.url), ENVIRON, Remembered(), write=write))
    memory.stopped(series(service.url))
    assert len(service.drafts) == 1


def test_a_service_that_hangs(service: Service, memory: Memory) -> None:
    service.faults = ["hang"]
    with httpx.Client(timeout=0.2, trust_env=False) as client, pytest.raises(UploadError) as caught:
        list(upload(series(service.url), ENVIRON, Remembered(), write=memory.write, client=client))
    assert "nobody knows" in str(caught.value)
    assert len(service.came) == 1


def test_without_httpx_the_error_says_what_to_install(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(UsageError) as caught:
        memory.run(series("http://127.0.0.1:9"))
    assert "letterloom[upload]" in caught.value.hint


def test_nothing_is_asked_if_it_cannot_be_noted(service: Service) -> None:
    def write(_: bytes) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="space"):
        list(upload(series(service.url), ENVIRON, Remembered(), write=write))
    assert service.came == []


def test_no_service_there(memory: Memory) -> None:
    with serving(drafts) as service:
        url = service.url
    error = memory.stopped(series(url))
    assert "cannot be reached" in str(error)
    assert len(memory.waits) == 4
    assert parse(memory.data) == Remembered()


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_names_its_variable(service: Service, memory: Memory, status: int) -> None:
    service.answer = lambda *_: said(status, {"message": f"bad key {KEY}"})
    error = memory.stopped(series(service.url))
    assert "bad key ***" in str(error)
    assert "SERVICE_KEY" in error.hint
    assert parse(memory.data) == Remembered()


def test_the_services_own_words_are_shown_safely(service: Service, memory: Memory) -> None:
    words = f"\x1b[2Jlist \u202e{KEY.lower()} is gone\r\n" + "x" * 900
    service.answer = lambda *_: said(422, {"errors": [{"detail": words}, {"field": "f"}]})
    error = str(memory.stopped(series(service.url)))
    assert "␛[2Jlist" in error
    assert "***" in error
    assert KEY.lower() not in error
    assert len(error) < 700


@pytest.mark.parametrize("body", [b"<html>No</html>", b"\xff\xfe", b"", b"[" * 9000, b'"plain"'])
def test_an_answer_may_be_anything(service: Service, memory: Memory, body: bytes) -> None:
    service.answer = lambda *_: (400, {}, body)
    assert "(400)" in str(memory.stopped(series(service.url)))
    service.answer = lambda *_: (200, {}, body)
    assert "holds no campaign_1" in str(memory.stopped(series(service.url)))


@pytest.mark.parametrize("id_", [None, True, 1.5, "", "a\nb", {"a": 1}, KEY, "x" * 600])
def test_an_id_that_is_none_is_not_kept(service: Service, memory: Memory, id_: Any) -> None:
    service.answer = lambda *_: said(200, {"id": id_})
    assert "nobody knows" in str(memory.stopped(series(service.url)))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_keys_do_not_follow_a_redirect(memory: Memory, status: int) -> None:
    with serving(drafts) as other, serving(drafts) as service:
        service.answer = lambda *_: (status, {"Location": other.url}, b"")
        memory.stopped(series(service.url))
        assert other.came == []


def test_a_proxy_never_sees_what_is_on_this_machine(
    service: Service, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(drafts) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        memory.run(series(service.url))
        assert proxy.came == []


def test_a_form_goes_as_one(service: Service, memory: Memory) -> None:
    def answer(came: Came, _: Service) -> Any:
        seen.append(came)
        return said(200, {"id": 7})

    seen: list[Came] = []
    service.answer = answer
    api = Api("{url}", ("SERVICE_KEY",), "basic", form=True, address="SERVICE_URL")
    memory.run(series(service.url, api=api, of=1))
    assert seen[0].headers["content-type"].startswith("multipart/form-data")
    assert b'name="subject"\r\n\r\nWords of letter 1' in seen[0].body
    assert b'name="tracking"\r\n\r\nfalse' in seen[0].body


def test_letters_that_went_are_told(service: Service, memory: Memory) -> None:
    memory.run(series(service.url, of=3))
    assert left_over(parse(memory.data), series(service.url, of=2)) == (
        "letter-3-campaign",
        "letter-3-content",
    )


def test_a_plan_asks_nothing_and_needs_no_key(service: Service) -> None:
    calls = plan(series(service.url), {}, Remembered())
    assert service.came == []
    assert [f"{one.method} {one.url}" for one in calls[:2]] == [
        f"POST {service.url}/v1/campaigns",
        f"PUT {service.url}/v1/campaigns/{{campaign_1}}/content",
    ]
    assert calls[0].headers == {"Authorization": "Bearer (SERVICE_KEY not set)"}
    told = plan(series(service.url), ENVIRON, Remembered())
    assert told[0].headers == {"Authorization": "Bearer ***"}
    assert KEY not in repr(told)


def test_a_plan_is_what_a_second_upload_does(service: Service, memory: Memory) -> None:
    memory.run(series(service.url))
    planned = plan(series(service.url), ENVIRON, parse(memory.data))
    done = memory.run(series(service.url))
    assert list(planned) == [one.call for one in done]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://me:pass@example.org",
        "ftp://127.0.0.1",
        "https://",
        "https://[::1",
        "https://example.org:99999",
        "https://example.org?x=1",
        "https://exa mple.org",
        "file:///etc/passwd",
        "http://127.0.0.1.example.org",
        "http://127.1",
        "http://0",
        "http://[::ffff:127.0.0.1]",
        "https://a..example.org",
        "https://[v1.a]",
        "https://a^b",
        "https://a/../b",
        "https://a/%2e%2e/b",
        "https://xn--",
    ],
)
def test_keys_go_over_no_open_line(memory: Memory, url: str) -> None:
    with pytest.raises(SettingsError):
        memory.run(series(url))
    with pytest.raises(SettingsError):
        plan(series(url), {}, Remembered())


@pytest.mark.parametrize("value", ["evil.org/", "a@b", "x#", "x?y", "a:1", "a\\b", ".", "-a", "ü"])
def test_a_setting_leads_to_no_other_host(memory: Memory, value: str) -> None:
    api = Api("https://{list_id}.example.org", ("SERVICE_KEY",), "bearer")
    exported = replace(series("", api=api), settings={"url": "x", "list_id": value})
    with pytest.raises(SettingsError):
        memory.run(exported)


def test_missing_things_are_named(service: Service, memory: Memory) -> None:
    with pytest.raises(SettingsError, match="SERVICE_KEY is not set"):
        memory.run(series(service.url), {})
    with pytest.raises(SettingsError, match="SERVICE_KEY holds signs"):
        memory.run(series(service.url), {"SERVICE_KEY": "a\nb"})
    with pytest.raises(SettingsError, match="list_id"):
        memory.run(replace(series(service.url), settings={"url": service.url}))
    with pytest.raises(UsageError, match="no API"):
        plan(series(service.url, api=None), {}, Remembered())
    assert service.came == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/campaigns/{list_id}/actions/send", None),
        ("POST", "/v3/example.org/messages", {"html": "x"}),
        ("PUT", "/v1/campaigns/7/status", {"status": "x"}),
        ("POST", "/v1/campaigns", {"a": [{"status": "Scheduled"}]}),
        ("POST", "/v1/campaigns", {"send_at": "2030-01-01"}),
        ("POST", "/v1/campaigns", {"scheduledAt": "2030-01-01"}),
        ("PATCH", "/v1/campaigns/7", {"sequence": {"active": True}}),
        ("POST", "/v1/emails", {"published": "true"}),
        ("DELETE", "/v1/campaigns/7", None),
        ("POST", "/v1/../send/x", None),
        ("POST", "/posts/?newsletter=weekly", {}),
    ],
)
def test_what_sends_does_not_leave(
    service: Service, memory: Memory, method: str, path: str, body: Any
) -> None:
    def requests(_: Exported) -> Iterator[Request]:
        yield Request("x", method, path, body, {"x": "id"})

    with pytest.raises(CampaignError, match="only makes drafts"):
        memory.run(series(service.url, requests))
    assert service.came == []


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "", "", "429", "503", "500", "drop", "lose", "404", "400"]),
            max_size=8,
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=60)
def test_no_draft_is_made_twice(runs: list[list[str]]) -> None:
    """Whatever breaks, in whatever order: never more drafts than letters."""
    memory = Memory()
    made: list[str] = []

    def answer(came: Came, service: Service) -> Any:
        if came.method == "POST":
            made.append(came.said["name"])
        return drafts(came, service)

    with serving(answer) as service:
        for faults in [*runs, []]:
            service.faults = list(faults)
            try:
                memory.run(series(service.url))
            except UploadError as error:
                hidden(memory, error)
        gone = sum(run.count("404") for run in runs)
        assert len(made) <= 2 + gone
        if not gone:
            assert len(made) == len(set(made))


def accounts(name: str) -> Exported:
    """A series for a service, with every setting as its example has it."""
    one = dialect(name)
    said_ = {setting.name: setting.example for setting in one.settings}
    return replace(
        series("", of=3), dialect=one, settings=said_, address="a@example.org", sender="Ann"
    )


@pytest.mark.parametrize("name", SERVICES)
def test_no_dialect_sends(name: str) -> None:
    exported = accounts(name)
    if exported.dialect.api is None:
        return
    calls = plan(exported, {}, Remembered())
    assert calls
    assert all(one.url.startswith("https://") for one in calls)
    names = [one.name for one in exported.dialect.requests(exported)]
    assert len(set(names)) == len(names)


def _put(document: Any, steps: list[str], value: str) -> Any:
    """A document with a value at a path."""
    if not steps:
        return value
    if steps[0].isdecimal():
        inner = document[0] if document else None
        return [_put(inner, steps[1:], value)] * (int(steps[0]) + 1)
    inner = (document or {}).get(steps[0])
    return {**(document or {}), steps[0]: _put(inner, steps[1:], value)}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_twice(service: Service, memory: Memory, name: str) -> None:
    """Two uploads of each service's calls: keys shown, names filled, nothing made twice or sent."""
    exported = accounts(name)
    api = exported.dialect.api
    if api is None:
        return
    requests = exported.dialect.requests(exported)
    before = [one for each in requests if each.again for one in each.again.before]
    looks = exported.dialect.looks(exported)

    def answer(came: Came, service: Service) -> Any:
        document: Any = {}
        for one in (*requests, *before):
            for path in one.keeps.values():
                document = _put(document, path.split("."), f"id-{len(service.came)}")
        return said(200, document)

    service.answer = answer
    here = replace(exported.dialect, api=api._replace(base="{url}", address="SERVICE_URL"))
    account = {"region": "eu-west-1", **exported.settings, "url": service.url}
    exported = replace(exported, dialect=here, settings=account, given=frozenset({"url"}))
    key = "7:" + "5ecre7" * 10 if name == "ghost" else "5ecret-us21"
    environ = {one: key.replace("5ecre7", "abcdef") for one in api.variables}
    first = memory.run(exported, environ)
    made = service.asked()
    assert len(made) in (len(requests), len(requests) + len(looks))
    assert {one.outcome for one in first} - {Outcome.READ} == {Outcome.MADE}
    service.came.clear()
    second = memory.run(exported, environ)
    assert not {one.outcome for one in second} & {Outcome.MADE, Outcome.AGAIN}
    for came in service.came:
        assert "{" not in came.path
        shown_to = came.headers.keys() & {name.lower() for name in first[0].call.headers}
        assert shown_to
    assert "5ecret" not in memory.data.decode() + repr(first) + repr(second)


def sequence(_: Exported) -> Iterator[Request]:
    yield Request("s", "POST", "/s", {"active": False}, {"s": "id"}, Again("PUT", "/s/{s}", {}))


def looked(url: str, **changes: Any) -> Exported:
    look = Request("s-now", "GET", "/s/{s}", idle={"state.active": ("false", "0")})
    exported = series(url, sequence, **changes)
    return replace(exported, dialect=replace(exported.dialect, looks=lambda _: (look,)))


def state(value: Any) -> Any:
    """A service that tells its sequence's state."""

    def answer(came: Came, service: Service) -> Any:
        if came.method == "GET":
            return said(200, {"id": "100", "state": {"active": value}})
        return drafts(came, service)

    return answer


def test_what_nobody_made_is_not_looked_at(service: Service, memory: Memory) -> None:
    assert [one.outcome for one in memory.run(looked(service.url))] == [Outcome.MADE]
    assert service.asked() == ["POST /s"]


@pytest.mark.parametrize("value", [True, "true", 1, "running", "active"])
def test_what_runs_is_not_changed(service: Service, memory: Memory, value: Any) -> None:
    memory.run(looked(service.url))
    before = memory.data
    service.answer = state(value)
    error = memory.stopped(looked(service.url))
    assert "is no draft any more" in str(error)
    assert "--running" in error.hint
    assert service.asked()[1:] == ["GET /s/100"]
    assert memory.data == before


@pytest.mark.parametrize("value", [False, "False", 0, "0", None, {}, []])
def test_what_does_not_run_or_does_not_say_so_is_changed(
    service: Service, memory: Memory, value: Any
) -> None:
    memory.run(looked(service.url))
    service.answer = state(value)
    done = memory.run(looked(service.url))
    assert [one.outcome for one in done] == [Outcome.READ, Outcome.UPDATED]
    assert service.asked()[1:] == ["GET /s/100", "PUT /s/100"]
    assert service.came[-1].said == {}


def test_what_runs_is_changed_if_a_person_says_so(service: Service, memory: Memory) -> None:
    memory.run(looked(service.url))
    service.answer = state("running")
    remembered = parse(memory.data)
    ways: Any = {"write": memory.write, "running": True}
    done = list(upload(looked(service.url), ENVIRON, remembered, **ways))
    assert [one.outcome for one in done] == [Outcome.READ, Outcome.UPDATED]


@pytest.mark.parametrize("status", [404, 405, 410])
def test_a_look_at_what_is_gone_makes_it_again(
    service: Service, memory: Memory, status: int
) -> None:
    memory.run(looked(service.url))
    service.drafts.clear()
    service.answer = lambda came, one: (
        said(status, {}) if came.method == "GET" else drafts(came, one)
    )
    assert [one.outcome for one in memory.run(looked(service.url))] == [Outcome.AGAIN]


def test_a_look_at_what_a_setting_names_must_find_it(service: Service, memory: Memory) -> None:
    look = Request("campaign-now", "GET", "/c/{list_id}", idle={"state": ("draft",)})
    exported = series(service.url, sequence)
    exported = replace(exported, dialect=replace(exported.dialect, looks=lambda _: (look,)))
    assert "(404)" in str(memory.stopped(exported))
    assert service.asked() == ["GET /c/L1"]


def test_a_put_is_changed_by_what_again_says(service: Service, memory: Memory) -> None:
    def requests(_: Exported) -> Iterator[Request]:
        again = Again("PUT", "/c/{list_id}", {"a": 1})
        yield Request("c", "PUT", "/c/{list_id}", {"a": 1, "state": "draft"}, {}, again)

    service.drafts["/c/L1"] = {}
    exported = series(service.url, requests)
    assert [one.outcome for one in memory.run(exported)] == [Outcome.MADE]
    assert plan(exported, ENVIRON, parse(memory.data))[0].body == {"a": 1}
    service.faults = ["500"]
    assert [one.outcome for one in memory.run(exported)] == [Outcome.UPDATED]
    assert [one.said for one in service.came] == [{"a": 1, "state": "draft"}, {"a": 1}, {"a": 1}]


def test_an_answer_that_drips_is_left(
    service: Service, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.export.upload.asking.LONGEST_ANSWER", -1.0)
    service.answer = lambda *_: said(200, {"id": "7", "long": "x" * 3_000_000})
    assert "holds no campaign_1" in str(memory.stopped(series(service.url, of=1)))


@given(st.text("ab.-:/@[]?#%\\\\_ *~!^|01", max_size=12).map("https://a{}".format))
def test_an_address_is_refused_or_leads_where_it_says(url: str) -> None:
    try:
        address = base(series("").dialect, {"url": url})
    except SettingsError:
        return
    asked = httpx.Request("POST", f"{address}/v1/x").url
    assert asked.host == (urlsplit(url.strip()).hostname or "")
    assert asked.path.endswith("/v1/x")
    assert asked.path.startswith(urlsplit(url).path.rstrip("/"))
