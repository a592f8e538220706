"""Somebody else's project never leads a key to a place of its choosing (promise 19)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from exported import exported as bundle_of
from exported import needed, project
from hypothesis import given
from hypothesis import strategies as st
from loopback import Service, drafts, serving
from three_letters import letters

from pipeline import drafting
from pipeline.errors import LetterloomError, SettingsError, UsageError
from pipeline.export import SERVICES, Exported, dialect
from pipeline.export.dialect import Api, Setting
from pipeline.export.upload import Remembered, account, owned, plan
from pipeline.export.upload.address import base
from pipeline.export.upload.remembered import Made

KEY = "Very5ecretToken123"
OWN = {"listmonk": "LISTMONK_URL", "mautic": "MAUTIC_URL", "ghost": "GHOST_URL"}
KEYS = {
    "LISTMONK_API_USER": "me",
    "LISTMONK_API_TOKEN": KEY,
    "MAUTIC_USER": "me",
    "MAUTIC_PASSWORD": KEY,
    "GHOST_ADMIN_API_KEY": f"id:{'5ec0' * 16}",
}
NASTY = (
    "evil.example",
    "https://evil.example",
    "http://127.0.0.1:9",
    "@evil.example",
    "us@evil.example",
    "us.evil.example/",
    "evil.example#",
    "evil.example?",
    "evil.example:443/",
    "..",
    "../../../v3/mail/send",
    "%2e%2e/%2e%2e",
    "..%2f",
    "a/b",
    "a\\b",
    "//evil.example",
    "us\r\nHost: evil.example",
    "us\nX-A: b",
    "{url}",
    "{dc}",
    "us\u2028",
    "ｕｓ",
    "٣",
    "\x00",
    " ",
)
TEXT = st.sampled_from(NASTY) | st.text(max_size=12) | st.text("./:@?#%\\{}us1", max_size=8)


@pytest.fixture
def hostile() -> Iterator[Service]:
    with serving(drafts) as service:
        yield service


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    for name in OWN.values():
        monkeypatch.delenv(name, raising=False)
    return project(tmp_path / "project")


def says(article: Path, service: str, url: str) -> None:
    """The project's own settings name a server."""
    file = article.parent.parent / "letterloom.toml"
    others = "".join(f'{name} = "{value}"\n' for name, value in needed(service).items())
    text = f'{file.read_text(encoding="utf-8")}\n[export.{service}]\nurl = "{url}"\n{others}'
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("service", OWN)
def test_a_server_that_only_the_project_names_gets_no_key(
    service: str, article: Path, hostile: Service
) -> None:
    says(article, service, hostile.url)
    made = bundle_of(article, service)
    assert made.files["README.md"]
    for ask in (drafting.check, lambda *all_: list(drafting.upload(*all_))):
        with pytest.raises(SettingsError, match="only the project says") as caught:
            ask(made, article)
        assert OWN[service] in caught.value.hint
        assert KEY not in str(caught.value)
    assert hostile.came == []
    assert not drafting.remembered_in(article).exists()
    shown = drafting.calls(made, article)[0].headers["Authorization"]
    assert f"{OWN[service]} not set" in shown


@pytest.mark.parametrize("service", OWN)
def test_a_project_that_says_another_server_than_the_keys_owner_is_refused(
    service: str, article: Path, hostile: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(article, service, hostile.url)
    monkeypatch.setenv(OWN[service], "https://mine.example.org")
    made = bundle_of(article, service)
    for ask in (drafting.check, drafting.calls):
        with pytest.raises(SettingsError, match="another address") as caught:
            ask(made, article)
        assert OWN[service] in str(caught.value)
    assert hostile.came == []


@pytest.mark.parametrize("told", ["", "the same"])
def test_the_owners_server_gets_the_key(
    told: str, article: Path, hostile: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    if told:
        says(article, "listmonk", f"{hostile.url}/")
    monkeypatch.setenv("LISTMONK_URL", hostile.url)
    settings = {} if told else needed("listmonk")
    hostile.answer = lambda *_: (200, {}, b'{"data": {"id": 7}}')
    done = list(drafting.upload(bundle_of(article, "listmonk", **settings), article))
    assert {one.headers["authorization"] for one in hostile.came} == {f"token me:{KEY}"}
    assert len(done) == len(hostile.came) > 1


def test_who_types_the_address_owns_the_key(article: Path, hostile: Service) -> None:
    says(article, "listmonk", "https://elsewhere.example")
    made = bundle_of(article, "listmonk", url=hostile.url)
    hostile.answer = lambda *_: (200, {}, b'{"data": {"id": 7}}')
    assert list(drafting.upload(made, article))
    assert hostile.came[0].path == "/api/campaigns"


def test_nobody_says_where_the_server_is(article: Path) -> None:
    made = bundle_of(article, "listmonk", **needed("listmonk"))
    with pytest.raises(SettingsError, match="nothing says where your listmonk is") as caught:
        drafting.check(made, article)
    assert "LISTMONK_URL" in caught.value.hint
    assert drafting.calls(made, article)[0].url == "{url}/api/campaigns"


@pytest.mark.parametrize(
    ("project_", "own", "same"),
    [
        ("https://a.example", "https://a.example/", True),
        ("https://A.example:443", "https://a.example", True),
        ("https://a.example/lists/", "https://a.example/lists", True),
        ("https://a.example", "http://a.example", False),
        ("https://a.example:8443", "https://a.example", False),
        ("https://a.example/x", "https://a.example", False),
        ("https://a.example@evil.example", "https://a.example", False),
        ("https://a.example.evil.example", "https://a.example", False),
        ("https://a.example\\@evil.example", "https://a.example", False),
        ("https://a.example#", "https://a.example", True),
        ("https://a.exаmple", "https://a.example", False),
    ],
)
def test_two_addresses_are_one_or_not(project_: str, own: str, same: bool) -> None:
    exported = told("listmonk", {"url": project_})
    if same:
        assert owned(exported, {"LISTMONK_URL": own}).settings["url"] == own
        return
    with pytest.raises(SettingsError):
        owned(exported, {"LISTMONK_URL": own})


def told(service: str, settings: dict[str, str]) -> Exported:
    """A series whose project says these settings."""
    one = dialect(service)
    return Exported(one, "tea", "Tea", "en", sensitive=False, letters=letters(), settings=settings)


WITH_API = tuple(name for name in SERVICES if dialect(name).api)


@pytest.mark.parametrize("service", WITH_API)
@given(data=st.data())
def test_no_setting_leads_elsewhere(service: str, data: st.DataObject) -> None:
    """Whatever a project says: the calls stay at the service's host, on the service's paths."""
    own = needed(service, 3)
    names = [one.name for one in dialect(service).settings]
    changed = data.draw(st.dictionaries(st.sampled_from([*names, "dc", "region", "url"]), TEXT))
    environ = {OWN[service]: "https://mine.example.org/own"} if service in OWN else {}
    harmless = [urlsplit(one.url) for one in plan(told(service, own), environ, Remembered())]
    try:
        calls = plan(told(service, {**own, **changed}), environ, Remembered())
    except LetterloomError:
        return
    hosts = {*HOSTS.get(service, ()), *(one.netloc for one in harmless)}
    depths = {one.path.count("/") for one in harmless}
    for call in calls:
        parts = urlsplit(call.url)
        unsaid = "{" in parts.netloc  # an upload refuses to begin without it
        assert (parts.scheme, unsaid or parts.netloc in hosts) == ("https", True), call.url
        assert parts.path.count("/") in depths, call.url
        assert not {"..", "."} & set(parts.path.split("/"))
        assert parts.query in {one.query for one in harmless}
        assert call.url.isascii()
        assert call.url.isprintable()
        assert all(value.isprintable() for value in call.headers.values())


HOSTS = {
    name: [
        urlsplit(base(dialect(name), {setting.name: choice})).netloc
        for setting in dialect(name).settings
        for choice in setting.choices
    ]
    for name in WITH_API
    if any(f"{{{setting.name}}}" in dialect(name).api.base for setting in dialect(name).settings)  # type: ignore[union-attr]
    and name not in OWN
}


@pytest.mark.parametrize("service", WITH_API)
@given(data=st.data())
def test_no_remembered_id_leads_elsewhere(service: str, data: st.DataObject) -> None:
    """What uploads remember lies in the project too: its ids are one segment of a path, no more."""
    environ = {OWN[service]: "https://mine.example.org"} if service in OWN else {}
    exported = owned(told(service, needed(service, 3)), environ, asks=False)
    requests = exported.dialect.requests(exported)

    def memory(text: st.SearchStrategy[str]) -> Remembered:
        drafts_ = {
            one.name: Made({kept: data.draw(text) for kept in one.keeps}) for one in requests
        }
        return Remembered({account(exported): drafts_})

    harmless = [urlsplit(one.url) for one in plan(exported, environ, memory(st.just("7")))]
    try:
        calls = plan(exported, environ, memory(TEXT))
    except LetterloomError:
        return
    for call, wanted in zip(calls, harmless, strict=True):
        parts = urlsplit(call.url)
        assert (parts.scheme, parts.netloc, parts.query) == (
            wanted.scheme,
            wanted.netloc,
            wanted.query,
        )
        assert parts.path.count("/") == wanted.path.count("/")
        assert not {"..", "."} & set(parts.path.split("/"))


def test_a_setting_without_choices_is_no_part_of_an_address() -> None:
    api = Api("https://{place}.example.org", ("A_KEY",), "bearer")
    free = replace(dialect("kit"), api=api, settings=(Setting("place", "", "eu"),))
    with pytest.raises(SettingsError, match="cannot be part"):
        base(free, {"place": "evil"})
    fixed = replace(free, settings=(Setting("place", "", "eu", choices={"eu": "one"}),))
    assert base(fixed, {"place": "eu"}) == "https://one.example.org"
    with pytest.raises(SettingsError, match="has no place 'one'") as caught:
        base(fixed, {"place": "one"})
    assert "one of eu" in caught.value.hint


@pytest.mark.parametrize("name", ["key_variable", "variables", "base", "login", "address"])
def test_a_project_names_no_variable_and_no_address_of_an_api(article: Path, name: str) -> None:
    file = article.parent.parent / "letterloom.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f'{text}\n[export.kit]\n{name} = "HOME"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="no setting"):
        bundle_of(article, "kit")
    with pytest.raises(UsageError, match="no such setting"):
        bundle_of(article, "ghost", **{f"ghost.{name}": "HOME"})


def test_what_is_remembered_is_a_file_of_its_own(article: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text("{}", encoding="utf-8")
    drafting.remembered_in(article).symlink_to(outside)
    with pytest.raises(SettingsError, match="is a link"):
        drafting.calls(bundle_of(article, "kit"), article)
    assert outside.read_text(encoding="utf-8") == "{}"


def test_a_bundle_says_nothing_of_the_environment(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise 19: neither a key nor an address that only the environment has is written."""
    before = bundle_of(article, "listmonk", **needed("listmonk")).files
    monkeypatch.setenv("LISTMONK_URL", "https://mine.example.org")
    after = bundle_of(article, "listmonk", **needed("listmonk")).files
    assert before == after
    assert not [name for name, data in after.items() if KEY.encode() in data]
