"""Promise 14: names stay inside the tree and never collide."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from write_trees import on_disk, tree

from pipeline.errors import OutputError
from pipeline.write import write_tree
from pipeline.write.names import check_paths, check_slug

SAFE = [
    "manifest.json",
    "01-a/email.html",
    "01-a/images/رحلة-الشفاء.png",
    "01-a/images/می‌خواهم.png",
    "01-a/images/写真.png",
    "01-a/images/console.png",
    "01-a/images/com10.png",
    "01-a/images/.hidden",
    "01-a/images/a..b.png",
    "01-a/images/two words.png",
    "n" * 255,
    "é" * 127,
]
UNSAFE = [
    ("", "it would lead out of its folder"),
    ("..", "it would lead out of its folder"),
    ("a/../b", "it would lead out of its folder"),
    ("./a", "it would lead out of its folder"),
    ("/etc/passwd", "it would lead out of its folder"),
    ("a//b", "it would lead out of its folder"),
    ("a/", "it would lead out of its folder"),
    ("C:/a", "it holds the character U+003A"),
    ("a\\b", "it holds the character U+005C"),
    ("a\0b", "it holds the character U+0000"),
    ("a\nb", "it holds the character U+000A"),
    ("a\x85b", "it holds the character U+0085"),
    ("a?", "it holds the character U+003F"),
    ("photo\u202egnp.exe", "it holds the character U+202E"),
    ("a\udcff", "it holds the character U+DCFF"),
    ("a.", "a name cannot end in a full stop or a space on Windows"),
    ("a /b", "a name cannot end in a full stop or a space on Windows"),
    ("CON", "Windows keeps that name for a device"),
    ("a/nul.tar.gz", "Windows keeps that name for a device"),
    ("com¹.txt/b", "Windows keeps that name for a device"),
    ("Lpt9 .txt", "Windows keeps that name for a device"),
    ("a/" + "n" * 300, "it is longer than 255 bytes"),
    ("é" * 128, "it is longer than 255 bytes"),
]
COLLIDING = [
    ({"a.png", "A.png"}, "a.png", "A.png"),
    ({"straße.png", "STRASSE.png"}, "straße.png", "STRASSE.png"),
    ({"caf\u00e9.png", "cafe\u0301.png"}, "caf\u00e9.png", "cafe\u0301.png"),
    ({"Images/a.png", "images/b.png"}, "images/b.png", "Images"),
    ({"a", "a/b"}, "a/b", "a"),
]


def test_safe_names():
    check_paths(SAFE)


@pytest.mark.parametrize(("path", "reason"), UNSAFE)
def test_an_unsafe_name(path, reason):
    with pytest.raises(OutputError) as caught:
        check_paths(["ok.txt", path])

    assert caught.value.message.endswith(f" is not safe: {reason}")
    str(caught.value).encode()


@pytest.mark.parametrize(("paths", "path", "other"), COLLIDING)
def test_names_that_collide(paths, path, other):
    with pytest.raises(OutputError) as caught:
        check_paths(paths)

    assert caught.value.message == f"the file name {path!r} is not safe: it collides with {other}"


@pytest.mark.parametrize("slug", ["a", "con-text", "رحلة", "写真", "n" * 255])
def test_a_safe_slug(slug):
    check_slug(slug)


pieces = st.sampled_from(["..", ".", "", "CON", "a", "A", "é", "e\u0301", "ß", "\u202e", "/", "C:"])
paths = st.lists(pieces | st.text(max_size=8), min_size=1, max_size=4).map("/".join)


@given(st.dictionaries(paths, st.binary(max_size=4), max_size=4))
def test_any_names_are_refused_or_stand_in_the_tree_as_given(files):
    files |= {"manifest.json": tree("x")["manifest.json"]}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        try:
            write_tree(out, "s", files)
        except OutputError:
            files = {}
        found = {path: data for path, data in on_disk(folder).items() if "lock" not in path}
    assert found == {f"out/s/{path}": data for path, data in files.items()}
