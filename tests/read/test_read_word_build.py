"""Whole builds of Word files: the mails, the receipt, and nothing read or fetched beyond."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_read_word_proof import BLOCKS, PICTURE, TEXTS
from trees import built, manifest, tree
from word_files import (
    box,
    core,
    deleted,
    docx,
    field,
    note,
    p,
    picture,
    png,
    r,
    ref,
    tbl,
    tc,
)

from pipeline.errors import LetterloomError, SourceError

ROOT = Path(__file__).parents[2]
LOREM = "This is a sentence of the text, and it is as long as the others are in here. "
RELATED = [("r1", "image", "media/image1.png")]
PARTS = {"word/media/image1.png": png(300, 200)}
BODY = (
    p("Walking after winter", style="title"),
    p(LOREM * 12, ref(5), deleted("Out."), r(" hidden", "vanish")),
    p("What to pack", style="h1"),
    p("water", num=(1, 0)),
    p("cheese & <wine> {{ first_name }}", num=(2, 1)),
    p(LOREM * 11, box(p("In a box."))),
    p(picture("r1", "A path")),
    p("The path", style="caption"),
    p("On the way", style="h1"),
    p(LOREM * 10),
    p("Go slowly.", style="quote"),
    p("go --far {{ x }}", style="code"),
    tbl(["Day", "Miles"], ["One", "a|b"], head=True),
    p(LOREM * 5, ref(2, "endnote"), ref(5)),
)


def article(*more):
    return docx(
        *BODY,
        *more,
        footnotes=note(5, "The source.", "And where."),
        endnotes=note(2, "The end.", kind="endnote"),
        related=RELATED,
        parts=PARTS,
        core=core(creator="Anna Berg", modified="2024-05-06T00:00:00Z"),
    )


def test_a_word_file_becomes_letters(make):
    root = make({"content/walk.docx": article()})
    found = built(root, "content/walk.docx")
    told = manifest(found.folder)
    assert told["article"]["title"] == "Walking after winter"
    assert told["article"]["lines_unit"] == "paragraph"
    assert [(one["rule"], one["lines"]) for one in told["removed"]] == [
        ("tracked-deletion", [2, 2]),
        ("hidden", [2, 2]),
    ]
    texts = [(found.folder / part["files"]["text"]).read_text() for part in told["parts"]]
    whole = "\n".join(texts)
    for words in (
        "Walking after winter",
        "cheese & <wine> {{ first_name }}",
        "In a box.",
        "The path",
        "> Go slowly.",
        "go --far {{ x }}",
        "The source.",
        "And where.",
        "The end.",
    ):
        assert words in whole
    assert "hidden" not in whole
    assert "Out." not in whole
    assert [name for name in tree(found.folder) if name.endswith(".png")]


def test_the_same_file_gives_the_same_bytes(make, tmp_path):
    root = make({"content/walk.docx": article()})
    first = tree(built(root, "content/walk.docx").folder)
    assert tree(built(root, "content/walk.docx", out=tmp_path / "out").folder) == first


@pytest.mark.parametrize("name", ["a.docx", "A.DOCX"])
def test_the_suffix_may_be_in_capitals(make, name):
    root = make({f"content/{name}": article()})
    assert built(root, f"content/{name}").manifest["article"]["source"].endswith(name)


def test_an_error_names_the_paragraph(make):
    nested = p("x")
    for _ in range(9):
        nested = tbl([tc(nested)])
    root = make({"content/walk.docx": article(nested)})
    with pytest.raises(SourceError) as raised:
        built(root, "content/walk.docx")
    assert raised.value.place.unit == "paragraph"
    assert raised.value.place.line == 18


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(BLOCKS, min_size=1, max_size=5), TEXTS)
def test_every_build_proves_that_all_words_are_there(tmp_path_factory, blocks, said):
    root = tmp_path_factory.mktemp("project")
    (root / "content").mkdir()
    data = docx(
        p("Some words to begin with."),
        *blocks,
        footnotes=note(1, said, said) + note(2, "Two."),
        endnotes=note(1, said, kind="endnote"),
        **PICTURE,
    )
    (root / "content" / "a.docx").write_bytes(data)
    built(root, "content/a.docx")


WATCHED = """
import os, sys, sysconfig
seen = []
allowed = [os.path.realpath(path) for path in (
    sys.prefix, sys.base_prefix, sysconfig.get_paths()["stdlib"], {package!r}, {project!r},
    "/dev/null", "/usr/share", "/etc/localtime", "/usr/lib", "/proc", "/etc/ld.so.cache")]
def watch(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        seen.append((event, repr(args)))
    if event in ("subprocess.Popen", "os.system", "os.exec"):
        seen.append((event, repr(args)))
    if event == "open" and isinstance(args[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(args[0]))
        if not any(path == one or path.startswith(one + os.sep) for one in allowed):
            seen.append((event, path))
sys.addaudithook(watch)
from pipeline.cli import letterloom
try:
    letterloom(["build", "content/walk.docx", "-q"], standalone_mode=False)
except SystemExit:
    pass
assert not seen, seen
"""


def test_a_build_opens_no_socket_and_no_file_beyond(make, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    related = [
        ("r1", "image", secret.as_uri()),
        ("r2", "image", "http://127.0.0.1:9/x.png"),
        ("r3", "attachedTemplate", "http://127.0.0.1:9/x.dotm"),
        ("r4", "aFChunk", secret.as_uri()),
        ("r5", "oleObject", "../../../../../../../etc/passwd"),
    ]
    data = docx(
        p(LOREM),
        p(picture("r1", "one", how="link"), picture("r2", "two", how="link")),
        p(field(f'INCLUDEPICTURE "{secret}"', r("three"))),
        '<w:altChunk r:id="r4"/>',
        p('<w:r><w:object><o:OLEObject ProgID="Package" r:id="r5"/></w:object></w:r>'),
        related=related,
        parts={"word/vbaProject.bin": b"Sub AutoOpen()"},
    )
    root = make({"content/walk.docx": data})
    script = WATCHED.format(package=str(ROOT), project=str(root))
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rules = [one["rule"] for one in manifest(root / "out" / "walk")["removed"]]
    assert sorted(rules) == [
        *("embedded-document", "embedded-object", "linked-picture", "macros"),
    ]


def test_a_file_that_is_all_hidden_is_an_error(make):
    root = make({"content/walk.docx": docx(p(r("hidden", "vanish")))})
    with pytest.raises(LetterloomError):
        built(root, "content/walk.docx")
