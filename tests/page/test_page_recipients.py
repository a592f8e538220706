"""Rows of a recipients file for the preview: what people's programs write, and what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import LetterloomError
from pipeline.model import Field, FieldKind
from pipeline.page.recipients import recipients

FIELDS = {
    one.name: one for one in (Field("first_name"), Field("email"), Field("plan", FieldKind.URL))
}
ADA = {"first_name": "Ada", "email": "ada@example.org"}
LEA = {"first_name": "Léa, “Lea”", "email": "lea@example.org"}

Put = Callable[[str | bytes], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a recipients file."""

    def written(content: str | bytes) -> Path:
        path = tmp_path / "people.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


CSV = 'First Name,Shoe size,E-mail\nAda,38,ada@example.org\n"Léa, “Lea”",,lea@example.org\n'
WRITTEN = {
    "as UTF-8": CSV.encode(),
    "with a mark": b"\xef\xbb\xbf" + CSV.encode(),
    "as UTF-16": CSV.encode("utf-16"),
    "as UTF-16 without a mark": CSV.encode("utf-16-le")
    .replace(b"\x1c\x20", b"'\0")
    .replace(b"\x1d\x20", b"'\0"),
    "as Windows wrote it": CSV.encode("windows-1252"),
    "with semicolons": CSV.replace("Léa, “Lea”", "X")
    .replace(",", ";")
    .replace("X", "Léa, “Lea”")
    .encode(),
    "with tabs": CSV.replace("Léa, “Lea”", "X")
    .replace(",", "\t")
    .replace("X", "Léa, “Lea”")
    .encode(),
    "with Windows' line ends": CSV.replace("\n", "\r\n").encode(),
    "with old line ends": CSV.replace("\n", "\r").encode(),
    "after blank lines": b"\n\n" + CSV.encode() + b"\n,,\n\n",
    "as JSON": json.dumps(
        [{"FIRST_NAME": "Ada", "email": "ada@example.org", "x": [1]}, LEA]
    ).encode(),
    "as JSON lines": f"{json.dumps(ADA)}\n\n{json.dumps(LEA)}\n".encode(),
}


@pytest.mark.parametrize("data", WRITTEN.values(), ids=WRITTEN)
def test_rows_by_the_names_of_fields(put: Put, data: bytes) -> None:
    found = recipients(put(data), FIELDS)
    assert [one["email"] for one in found.rows] == ["ada@example.org", "lea@example.org"]
    assert found.rows[0] == ADA
    assert found.rows[1]["first_name"].startswith("Léa, ")
    assert found.notes == ()


def test_one_object_over_several_lines(put: Put) -> None:
    assert recipients(put(json.dumps(ADA, indent=2)), FIELDS).rows == (ADA,)


def test_bad_rows_are_left_out_and_told_with_their_line(put: Put) -> None:
    text = (
        'first_name,email\nAda,ada@example.org\nBob\n"two\nlines",x@example.org\n,,\n'
        f"C,c@example.org,more\nN\0l,n@example.org\n{'x' * 1_000_000},y@example.org\nEve,\n"
    )
    found = recipients(put(text), FIELDS)
    assert [one["first_name"] for one in found.rows] == ["Ada", "two lines", "Eve"]
    assert found.notes == (
        "Row 3 is left out: it has 1 cells, the first row has 2.",
        "Row 7 is left out: it has 3 cells, the first row has 2.",
        "Row 8 is left out: there is a NUL character in first_name.",
        "Row 9 is left out: first_name has 1,000,000 characters.",
    )


def test_bad_objects_are_left_out_and_told(put: Put) -> None:
    text = (
        '{"email": "a@example.org"}\n{"email": ["b"]}\nnonsense\n[1]\n'
        '{"shoes": 3}\n{"email": true}\n'
    )
    found = recipients(put(text), FIELDS)
    assert [one["email"] for one in found.rows] == ["a@example.org"]
    assert found.notes == (
        "Row 2 is left out: email is neither text nor a number.",
        "Row 3 is left out: it is no JSON.",
        "Row 4 is left out: it is no object with fields.",
        "Row 5 is left out: it has a value for no field.",
        "Row 6 is left out: email is neither text nor a number.",
    )


def test_the_first_two_hundred_are_enough(put: Put) -> None:
    lines = "".join(f"n{number}\n" for number in range(5_000))
    found = recipients(put(f"first_name\n{lines}"), FIELDS)
    assert len(found.rows) == 200
    assert found.rows[199] == {"first_name": "n199"}
    assert found.notes == ("Only the first 200 are here.",)


def test_of_many_notes_a_few_are_told(put: Put) -> None:
    found = recipients(put("first_name\n" + "a,b\n" * 50), FIELDS)
    assert found.rows == ()
    assert len(found.notes) == 21
    assert found.notes[-1] == "30 more rows are left out."


def test_a_value_is_one_line_of_whole_characters(put: Put) -> None:
    found = recipients(put('[{"first_name": " a\\r\\nSubject: b\\ud800 ", "email": 7}]'), FIELDS)
    assert found.rows == ({"first_name": "a Subject: b\ufffd", "email": "7"},)


WRONG = {
    "nothing": (b"", 3, "the file is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x81", 3, "this is no text"),
    "no field": (b"Shoes,Hats\n1,2\n", 2, "no column of people.csv is a field's"),
    "two of one": (b"First Name,first_name\na,b\n", 2, "two columns of people.csv are the field"),
    "the same twice": (b"email,email\na,b\n", 2, "two columns of people.csv are the field email"),
    "half of JSON": (b'[{"email": 1},\n', 3, "this is no JSON"),
    "deep JSON": (b"[" * 100_000, 3, "this JSON cannot be read"),
    "a long number": (b'[{"email": ' + b"1" * 5_000 + b"}]", 3, "this JSON cannot be read"),
}


@pytest.mark.parametrize(("data", "code", "message"), WRONG.values(), ids=WRONG)
def test_a_file_that_is_none(put: Put, data: bytes, code: int, message: str) -> None:
    with pytest.raises(LetterloomError) as caught:
        recipients(put(data), FIELDS)
    assert message in str(caught.value)
    assert (caught.value.exit_code, bool(caught.value.hint)) == (code, True)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LetterloomError, match="cannot be read: No such file") as caught:
        recipients(tmp_path / "none.csv", FIELDS)
    assert str(caught.value.place).endswith("none.csv")
