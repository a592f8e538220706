"""A mail marked as a test: three parsers read it alike, and as the mail that readers get."""

from __future__ import annotations

from pathlib import Path

from machine import FIRST

from pipeline import making
from pipeline.project import load_project
from pipeline.trying import trials


def test_three_parsers_read_a_test_as_the_mail_itself(parsers, first_project: Path) -> None:
    source = first_project / "content" / FIRST.name
    made = making.make(source, source.read_bytes(), load_project(first_project))
    sent = trials(made, [], ["me@example.net"], "hello@example.org")
    for mail, sample in zip(sent, made.samples, strict=True):
        before = parsers[0](sample.made["eml"][1])
        found = [parser(mail.data) for parser in parsers]
        assert [one == found[0] for one in found] == [True, True, True]
        read = found[0]
        assert set(read.names) - set(before.names) == {"X-Letterloom-Test", "X-Entity-Ref-ID"}
        assert len(read.names) == len(set(read.names))
        assert read.subject == f"[Test] {before.subject}"
        assert (read.sender[1], read.to) == ("hello@example.org", ("me@example.net",))
        assert read.leaves == before.leaves
        assert mail.data.count(b"\n") == mail.data.count(b"\r\n")
        assert max(map(len, mail.data.split(b"\r\n"))) <= 998
        assert mail.data.isascii()
