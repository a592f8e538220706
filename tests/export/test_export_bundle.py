"""A bundle's files: the same each time, and nothing of a sensitive topic in a name."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from exported import SERVICES, exported, needed, project
from machine import ROOT

from pipeline.export.bundle import bundle, calendar, schedule
from pipeline.export.pages import pages


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_a_bundle_that_a_person_can_use(service: str, tmp_path: Path):
    made = exported(project(tmp_path), service, **needed(service))
    assert made.errors == ()
    files = {name: data.decode("utf-8", "replace") for name, data in made.files.items()}
    assert {"README.md", "manifest.json", "schedule.json", "schedule.csv"} <= set(files)
    number = len(made.exported.letters)
    assert number == 2
    assert "friend" in files["01-letter-1/email.html"]
    assert "friend" in files["01-letter-1/email.txt"]
    listed = {one["path"] for one in json.loads(files["manifest.json"])["files"]}
    assert listed == set(files) - {"manifest.json"}
    calls = made.exported.dialect.requests(made.exported)
    assert len([name for name in files if name.endswith(".body.json")]) == len(
        [one for one in calls if one.body is not None]
    )
    assert "{count}" not in files["README.md"]
    assert (
        made.files == exported(tmp_path / "content/recovery.md", service, **needed(service)).files
    )


def test_a_calendar_is_there_once_somebody_says_when(tmp_path: Path):
    made = exported(project(tmp_path), "generic").exported
    assert calendar.files(made) == {}
    begun = replace(made, begins=datetime(2027, 1, 11, 9, 0, tzinfo=UTC))
    told = calendar.files(begun)["schedule.ics"].decode()
    assert told.count("BEGIN:VEVENT") == len(made.letters)
    assert "DTSTART:20270111T090000Z\r\n" in told
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    said = json.loads(schedule.files(begun)["schedule.json"])
    assert said["letters"][0]["at"] == "2027-01-11T09:00+00:00"
    assert said["letters"][1]["wait"] == "P3D"


def test_a_series_sends_at_its_own_hour(tmp_path: Path):
    made = exported(project(tmp_path), "generic").exported
    begun = replace(made, begins=datetime(2027, 1, 11), send_at="08:30")  # noqa: DTZ001
    assert schedule.moment(begun, made.letters[0]) == "2027-01-11T08:30"
    assert "DTSTART:20270111T083000\r\n" in calendar.files(begun)["schedule.ics"].decode()


def test_mailchimp_takes_a_zip_a_letter(tmp_path: Path):
    files = exported(project(tmp_path), "mailchimp", **needed("mailchimp")).files
    with zipfile.ZipFile(io.BytesIO(files["01-letter-1/letter-1.zip"])) as archive:
        assert archive.read("index.html") == files["01-letter-1/email.html"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_sensitive_series_names_its_topic_only_in_its_letters(service: str, tmp_path: Path):
    made = exported(project(tmp_path, sensitive=True), service, **needed(service))
    allowed = ("email.html", "email.txt", ".zip", ".json")
    for name, data in bundle(made.exported).items():
        assert "recovery" not in name
        if not name.endswith(allowed) or name in ("manifest.json", "schedule.json"):
            told = data.decode().lower()
            assert not [word for word in ("miscarriage", "insemination") if word in told], name
    for request in made.exported.dialect.requests(made.exported):
        named = [v for k, v in (request.body or {}).items() if "name" in k.lower()]
        assert "miscarriage" not in str(named).lower()


def test_the_services_pages_are_what_the_program_says():
    folder = ROOT / "docs/services"
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert there == pages(), "python -m pipeline.export.pages docs/services"
