"""Whole pages of many shapes: all that is read of each, beside what was marked by hand."""

import difflib
import io
import shutil

import pytest
from listings import listing, read
from PIL import Image
from trees import built, manifest

from benchmarks.reading import PAGES, delivered, marked, measured, texts
from pipeline.check.conservation.interleaved import parted
from pipeline.model import ArticleSettings
from pipeline.words import essence

NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def picture():
    data = io.BytesIO()
    Image.new("RGB", (16, 9)).save(data, "PNG")
    return data.getvalue()


def page(name):
    return read((PAGES / f"{name}.html").read_bytes(), f"{name}.html")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_as_expected(name):
    expected = (PAGES / f"{name}.expected").read_text(encoding="utf-8")
    assert listing(page(name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_word_that_was_marked_is_kept_and_no_other(name):
    kept, wanted = delivered(page(name)), marked(name)
    assert list(difflib.unified_diff(wanted, kept, n=2, lineterm="")) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_what_is_kept_and_what_is_removed(name):
    found = page(name)
    body = "\n".join([found.title if found.title_lines else "", *texts(found)])
    gone = [one for one in found.removals if not one.within]
    own = [one.text if one.own is None else one.own for one in gone]
    assert parted(found.text, own, body) is None


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_built(name, tmp_path):
    shutil.copytree(PAGES, tmp_path / "content")
    for image in _images(name):
        path = tmp_path / "content" / image
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture())
    made = built(tmp_path, f"content/{name}.html")
    told = manifest(made.folder)
    assert sum(part["words"] for part in told["parts"]) > 15
    assert {gone["rule"] for gone in told["removed"]} == {gone.rule for gone in page(name).removals}


def _images(name):
    return [image.source for image in page(name).images if image.data is None]


def test_there_are_pages_of_many_shapes():
    assert len(NAMES) >= 14
    assert {path.stem for path in PAGES.glob("*.expected")} == set(NAMES)
    assert {path.stem for path in PAGES.glob("*.txt")} == set(NAMES)


def test_letterloom_reads_better_than_trafilatura_alone():
    found = measured()
    ours = found.pop("letterloom")
    assert ours.recall == 1.0
    assert ours.precision >= 0.99
    assert all(other.recall < 0.97 or other.precision < 0.97 for other in found.values())


def test_a_rule_that_is_kept_leaves_its_pieces_in_their_place():
    data = (PAGES / "news.html").read_bytes()
    found = read(data, "news.html", settings=ArticleSettings(keep=("read-more", "advert")))
    texts = [block.text for block in found.blocks]
    at = next(n for n, text in enumerate(texts) if text.startswith("Opponents say"))
    assert texts[at + 1 : at + 3] == [
        "Read more",
        "How the old ferry was lost The bridge that was never built",
    ]
    assert not {"read-more", "advert"} & {gone.rule for gone in found.removals}


def test_all_of_a_page_can_be_kept():
    rules = tuple(
        {gone.rule for name in NAMES for gone in page(name).removals} - {"html-code", "hidden"}
    )
    data = (PAGES / "comments.html").read_bytes()
    found = read(data, "comments.html", settings=ArticleSettings(keep=rules))
    assert found.removals == ()
    kept = essence("".join(texts(found)) + (found.title if found.title_lines else ""))
    assert sorted(kept) == sorted(essence(found.text))


def test_the_folder_of_a_saved_page_gives_its_pictures():
    asked: list[str] = []

    def load(path: str) -> bytes | None:
        asked.append(path)
        return picture()

    found = read((PAGES / "saved.html").read_bytes(), "saved.html", load=load)
    assert asked == ["./Night walks_files/owl.jpg"]
    assert [(image.name, image.width) for image in found.images] == [("owl.jpg", 16)]
