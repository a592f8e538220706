import quopri
import re

from hypothesis import given
from hypothesis import strategies as st
from mails import wild

from pipeline.message import quoted

texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=400)
lines = texts.map(lambda text: text.replace("\n", " "))
PARTED = re.compile(rb"=[C-F][0-9A-F](?:=[89AB][0-9A-F])*=\r\n=[89AB]")


def decoded(encoded: bytes) -> str:
    return quopri.decodestring(encoded).decode().replace("\r\n", "\n")


def well_formed(encoded: bytes) -> bool:
    assert b"\n" not in encoded.replace(b"\r\n", b"")
    for line in encoded.split(b"\r\n"):
        assert len(line) <= 76
        assert not line.startswith((b"From ", b"."))
        assert not line.endswith((b" ", b"\t"))
        assert re.fullmatch(rb"(?:[\t -<>-~]|=[0-9A-F]{2})*=?", line)
    return not PARTED.search(encoded)


@given(texts)
def test_a_whole_text_comes_back(text):
    encoded = quoted.body_piece(text + "\n")
    assert well_formed(encoded)
    assert decoded(encoded) == text + "\n"


@given(st.lists(st.tuples(texts, lines), max_size=5), texts)
def test_pieces_are_joined_without_a_seam(pairs, last):
    encoded = b"".join(quoted.body_piece(a) + quoted.value_piece(b) for a, b in pairs)
    encoded += quoted.body_piece(last + "\n")
    assert well_formed(encoded)
    assert decoded(encoded) == "".join(a + b for a, b in pairs) + last + "\n"


@given(st.lists(st.sampled_from(["=", ".", "From ", "a", " ", "é", "€", "👍", "\u0301"])))
def test_lines_of_awkward_lengths(tokens):
    text = "".join(tokens * 9)
    encoded = quoted.value_piece(text)
    assert well_formed(encoded)
    assert decoded(encoded) == text


@given(wild)
def test_lone_surrogates_do_no_harm(text):
    assert well_formed(quoted.body_piece(text + "\n"))


def test_what_is_written():
    assert quoted.value_piece("") == b""
    assert quoted.value_piece("Ana") == b"Ana=\r\n"
    assert quoted.value_piece("From me") == b"=46rom me=\r\n"
    assert quoted.value_piece(".") == b"=2E=\r\n"
    assert quoted.value_piece("a=b") == b"a=3Db=\r\n"
    assert quoted.value_piece("é" * 13) == b"=C3=A9" * 12 + b"=\r\n=C3=A9=\r\n"
    assert quoted.body_piece("a \n.\nb\r\nc\rd") == b"a=20\r\n=2E\r\nb\r\nc\r\nd=\r\n"
