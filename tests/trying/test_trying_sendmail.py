"""Test mails through a program that speaks as sendmail does: a stand-in that keeps what it got."""

from __future__ import annotations

import sys

import pytest

from pipeline.errors import CampaignError
from pipeline.trying import account, send, sendmail

STAND_IN = """\
import json, os, sys
data = sys.stdin.buffer.read()
with open({log!r}, "a") as log:
    told = {{"arguments": sys.argv[1:], "environ": dict(os.environ), "mail": data.decode()}}
    log.write(json.dumps(told) + "\\n")
if "refused" in sys.argv[-1]:
    print("no such user", file=sys.stderr)
    sys.exit(67)
if "slow" in sys.argv[-1]:
    import time
    time.sleep(30)
"""
SECRETS = {"LETTERLOOM_SMTP_PASSWORD": "hunter2", "LETTERLOOM_SMTP_TOKEN": "ya29.x"}


@pytest.fixture
def program(tmp_path):
    script, log = tmp_path / "stand in.py", tmp_path / "log"
    script.write_text(STAND_IN.format(log=str(log)), encoding="utf-8")
    command = f"{sys.executable} '{script}' -i '$HOME; touch {tmp_path}/ran'"
    return {"LETTERLOOM_SENDMAIL": command, **SECRETS}, log


def kept(log):
    import json

    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_a_program_gets_each_mail_and_no_shell_runs_it(made, program, tmp_path):
    environ, log = program
    outcomes = send(made, [], ["me@example.net"], environ=environ)
    assert [one.error for one in outcomes] == [None, None]
    for outcome, found in zip(outcomes, kept(log), strict=True):
        rest = ["-i", f"$HOME; touch {tmp_path}/ran"]
        assert found["arguments"] == [*rest, "-f", "hello@example.org", "--", "me@example.net"]
        assert found["mail"] == outcome.trial.data.decode().replace("\r\n", "\n")
        assert not {*SECRETS} & {*found["environ"]}
    assert not (tmp_path / "ran").exists()


def test_a_recipient_whom_it_refuses(made, program):
    environ, _ = program
    first, second = send(made, [1], ["refused@example.net", "me@example.net"], environ=environ)
    assert "did not take the mail for refused@example.net (exit code 67): no such user" in (
        first.error.message
    )
    assert second.error is None


def test_a_program_that_is_not_there(made):
    environ = {"LETTERLOOM_SENDMAIL": "/nowhere/sendmail -i"}
    first, second = send(made, [], ["me@example.net"], environ=environ)
    assert first.error.message.startswith("the program /nowhere/sendmail cannot be run: No such")
    assert second.error.message == "not tried, since the one before it failed"


def test_a_program_that_does_not_end(made, program):
    from pipeline.trying import trials

    environ, _ = program
    way = account(made.project, environ)
    (mail,) = trials(made, [1], ["slow@example.net"], way.address)
    late = pytest.raises(CampaignError, match="did not end within")
    with sendmail.opened(way, environ, patience=0.5) as hand_over, late:
        hand_over(mail)
