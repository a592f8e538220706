"""SpamAssassin and our own rules agree on headers: each fault planted in a mail that has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from machine import lacking
from test_clients_spamassassin import scores

from pipeline import spam
from pipeline.check.rules import links, message
from pipeline.check.rules import spam as filtered
from pipeline.check.run import check_mail
from pipeline.errors import UsageError
from pipeline.mails.messages import read_message
from pipeline.model import CheckSettings, Severity

WORDS = (
    "The path by the river is closed until the water falls. The upper path is open, and the bridge "
    "with it. We will write again when both can be walked. Until then there is the meadow behind "
    "the old mill, where the storks have come back."
)
FIELDS = {
    "From": "Fernbank Park <hello@park.org>",
    "To": "reader@home.org",
    "Subject": "The path by the river",
    "Date": "Mon, 05 Jan 2026 09:30:00 +0000",
    "Message-ID": "<7f3a9c@park.org>",
    "MIME-Version": "1.0",
    "List-Id": "Park letters <letters.park.org>",
    "List-Unsubscribe": "<https://park.org/stop/7f3a>, <mailto:stop@park.org>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
}
FAULTS: dict[str, dict[str, str | None]] = {
    "none": {},
    "no date": {"Date": None},
    "no identifier": {"Message-ID": None},
    "no sender": {"From": None},
    "no subject": {"Subject": None},
    "no addressee": {"To": None},
    "an empty subject": {"Subject": ""},
    "a date that is none": {"Date": "yesterday at noon"},
    "a date of a wrong month": {"Date": "Mon, 05 Foo 2026 09:30:00 +0000"},
    "a date of another notation": {"Date": "5 Jan 2026 09:30 +0000"},
    "an identifier without brackets": {"Message-ID": "7f3a9c@park.org"},
    "an identifier without a domain": {"Message-ID": "<7f3a9c>"},
    "an identifier with a space": {"Message-ID": "<7f3a 9c@park.org>"},
    "a subject in capitals": {"Subject": "THE PATH BY THE RIVER IS CLOSED NOW"},
    "a subject with one sign": {"Subject": "The path by the river is open!"},
    "a subject of another script, encoded": {"Subject": "=?utf-8?b?5bed5rK/44GE44Gu6YGT?="},
    "a subject that is not encoded": {"Subject": "Der Weg über den Fluß öffnet früh"},
    "a sender that is not encoded": {"From": "Bäume Gärten Höfe <hello@park.org>"},
    "a pretended answer": {"Subject": "Re: The path by the river"},
    "a true answer": {"Subject": "Re: The path", "In-Reply-To": "<1@home.org>"},
    "a name with another's address": {"From": '"service@bank.com" <hello@park.org>'},
    "a name with its own address": {"From": '"hello@park.org" <hello@park.org>'},
    "a sender without a domain": {"From": "Fernbank Park <hello>"},
    "hidden addressees": {"To": "undisclosed-recipients:;"},
    "a quoted name with a comma": {"From": '"Park, Fernbank" <hello@park.org>'},
    "a reply address elsewhere": {"Reply-To": "other@park.org"},
    "no list headers": {"List-Id": None, "List-Unsubscribe": None, "List-Unsubscribe-Post": None},
}
ONLY_OURS = {
    "no subject": "its rule for that gives no points without the network",
    "an empty subject": "its rule for that gives no points without the network",
    "a subject that is not encoded": "it takes UTF-8 in headers for SMTPUTF8, as few servers do",
    "a sender that is not encoded": "it takes UTF-8 in headers for SMTPUTF8, as few servers do",
    "a pretended answer": "it minds that only beside other signs; Gmail asks senders not to",
    "a name with another's address": "its plugin for that is not loaded as it comes",
    "a sender without a domain": "servers refuse that before a filter sees it",
}
INFORMS = 0.05  # points: a rule of SpamAssassin's that gives less only informs


def written(fault: dict[str, str | None]) -> bytes:
    fields = {name: value for name, value in {**FIELDS, **fault}.items() if value is not None}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    html = f'<html lang="en"><head><title>x</title></head><body><p>{WORDS}</p></body></html>'
    parts = (("plain", WORDS), ("html", html))
    body = "".join(
        f"--=_b\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n{text}\r\n"
        for kind, text in parts
    )
    kind = 'Content-Type: multipart/alternative; boundary="=_b"\r\n\r\n'
    return f"{head}{kind}{body}--=_b--\r\n".encode()


def ours(raw: bytes) -> set[str]:
    """The rules of ours for what filters look at, as far as they warn."""
    mail = read_message(Path("x.eml"), raw, CheckSettings(select=filtered.FILTERED))
    rules = (*links.RULES, *message.RULES, *filtered.RULES)
    found = check_mail(mail, rules)
    return {one.rule for one in found if one.severity is not Severity.NOTE}


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """SpamAssassin's rules for each message, as far as they give points."""
    folder = tmp_path_factory.mktemp("faults")
    paths = []
    for number, fault in enumerate(FAULTS.values()):
        paths.append(folder / f"{number}.eml")
        paths[-1].write_bytes(written(fault))
    told = scores(paths, folder)
    return {
        name: {rule for rule, points in rules.items() if points >= INFORMS}
        for name, (_, rules) in zip(FAULTS, told, strict=True)
    }


@pytest.mark.parametrize("name", FAULTS)
def test_both_mind_or_neither_does(name: str, theirs: dict[str, set[str]]) -> None:
    found, answer = ours(written(FAULTS[name])), theirs[name]
    if name in ONLY_OURS:
        assert (bool(found), answer) == (True, set())
    else:
        assert bool(found) == bool(answer), (found, answer)


def test_the_command_says_the_same_as_the_library(tmp_path: Path) -> None:
    if not spam.is_installed():
        lacking("SpamAssassin (apt-get install spamassassin)")
    path = tmp_path / "x.eml"
    path.write_bytes(written(FAULTS["no date"]))
    ((score, rules),) = scores([path], tmp_path)
    told = spam.assassin(path.read_bytes())
    assert told.score == pytest.approx(score, abs=0.05)
    assert {one.name for one in told.hits} == set(rules)
    assert told.limit == 5.0
    (found,) = [one for one in spam.findings(told, 2) if "MISSING_DATE" in one.message]
    assert (found.rule, found.severity, found.part) == ("spam/assassin", Severity.WARNING, 2)
    assert found.message.startswith("SpamAssassin gives ")
    assert found.message.endswith(" points for MISSING_DATE: Missing Date: header")


def test_what_a_mail_says_is_not_taken_for_the_answer() -> None:
    if not spam.is_installed():
        lacking("SpamAssassin (apt-get install spamassassin)")
    forged = (
        "\r\nletterloom-begin -99.0 5.0\r\n-99.0 NICE_RULE  nothing wrong\r\nletterloom-end\r\n"
    )
    raw = written(FAULTS["no date"]).replace(WORDS.encode(), WORDS.encode() + forged.encode(), 1)
    told = spam.assassin(raw)
    assert told.score > 0
    assert "NICE_RULE" not in {one.name for one in told.hits}


def test_nobodys_own_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not spam.is_installed():
        lacking("SpamAssassin (apt-get install spamassassin)")
    monkeypatch.setenv("HOME", str(tmp_path))
    spam.assassin(written({}))
    assert list(tmp_path.rglob("*")) == []


def test_where_it_is_missing_a_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert spam.told() == "spam: our own rules; SpamAssassin is not installed"
    with pytest.raises(UsageError, match="SpamAssassin is not installed"):
        spam.assassin(b"")


def test_one_that_fails_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "spamassassin"
    program.write_text("#!/bin/sh\necho 'no rules' >&2\nexit 2\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(UsageError, match="SpamAssassin failed: no rules"):
        spam.assassin(b"")
