"""What is wrong with an article's images, with its line; worse where an author could mend it."""

import pytest
from drawn import drawing, gif, photograph, saved
from listings import read

from pipeline.model import Article, ArticleSettings, Author
from pipeline.read.image_findings import is_file_name

WOOD = saved(photograph(64, 48), "JPEG")
FILES = {
    "wood.jpg": WOOD,
    "wood.png": WOOD,
    "moves.gif": gif(40, 30),
    "half.jpg": WOOD[:-600],
    "text.png": b"no picture",
    "drawn.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "phone.heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "large.gif": gif(40, 30) + bytes(2 * 1024 * 1024),
}


def told(text: str, file: str = "article.md", **settings: object) -> list[tuple[str, str, int]]:
    found = notes(text, file, **settings)
    return [(one.rule, one.severity.value, one.place.line) for one in found.notes]


def notes(text: str, file: str = "article.md", **settings: object) -> Article:
    return read(text, file, load=FILES.get, settings=ArticleSettings(**settings))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("![A wood](wood.jpg)", []),
        ("![](wood.jpg){decorative}", []),
        ("![](wood.jpg)", [("image/no-alt", "error", 3)]),
        ("![IMG_1234.jpg](wood.jpg)", [("image/alt-file-name", "warning", 3)]),
        ('<img src="wood.jpg" alt="">', []),
        ("<img src=wood.jpg alt>", []),
        ('<img src="wood.jpg">', [("image/no-alt", "error", 3)]),
        ("![A wood](gone.jpg)", [("image/missing", "error", 3)]),
        ("![A wood](half.jpg)", [("image/broken", "error", 3)]),
        ("![A wood](text.png)", [("image/broken", "error", 3)]),
        ("![A wood](drawn.svg)", [("image/unread", "error", 3)]),
        ("![A wood](phone.heic)", [("image/unread", "error", 3)]),
        ("![A wood](moves.gif)", [("image/moves", "note", 3)]),
        ("![A wood](large.gif)", [("image/moves", "warning", 3)]),
    ],
)
def test_an_author_is_told_with_the_line(written, found):
    assert told(f"Text.\n\n{written}\n") == found


def test_bytes_win_over_a_wrong_suffix():
    found = notes("Text ![A wood](wood.png)\n")
    assert [(one.name, one.form, one.width) for one in found.images] == [("wood.png", "jpeg", 64)]


def test_what_no_mail_can_show_keeps_its_bytes_and_has_no_form():
    found = notes("Text ![a](half.jpg) ![b](drawn.svg)\n")
    assert [(one.data is None, one.form) for one in found.images] == [(False, ""), (False, "")]


def test_who_saved_a_page_is_only_warned_of_missing_words():
    page = (
        "<h1>A title</h1><p>Some words stand here, as many as a text has.</p>"
        '<p><img src="wood.jpg"></p><p>More words.</p><p><img src="drawn.svg" alt=""></p>'
        '<p>The end of it.</p><p><img src="moves.gif" alt="A film"></p>'
    )
    assert [one[:2] for one in told(page, "a.html")] == [
        ("image/no-alt", "warning"),
        ("image/unread", "warning"),
        ("image/moves", "note"),
    ]


@pytest.mark.parametrize(
    "alt",
    [
        *("IMG_1234.jpg", "image1", "image1.png", "DSC00042", "my photo (2).jpeg", "a/b.png"),
        *("Screenshot 2024-01-31 at 10.12.13", "PXL_20240131_1", "photo-2", "image", "ABC_0001"),
    ],
)
def test_a_files_name_is_no_description(alt):
    assert is_file_name(alt)


@pytest.mark.parametrize(
    "alt",
    [
        *("Photo 51, by Rosalind Franklin", "A path", "An image of a dog", "Figure 1", "UN 1945"),
        *("The files a.jpg and b.jpg side by side, compared", "Picture 3 of the exhibition", "犬"),
    ],
)
def test_a_description_is_no_files_name(alt):
    assert not is_file_name(alt)


def test_the_articles_picture_and_its_authors_photo():
    found = notes("Text.\n", image="wood.jpg", author=Author("Ann", photo="wood.png"))
    assert [(one.name, one.square, one.form) for one in (found.picture, found.photo)] == [
        ("_picture.jpg", False, "jpeg"),
        ("_author.png", True, "jpeg"),
    ]
    assert found.notes == ()
    assert found.images == ()


def test_a_sensitive_article_has_no_picture():
    assert notes("Text.\n", image="wood.jpg", sensitive=True).picture is None


@pytest.mark.parametrize(
    ("image", "rule"),
    [
        ("gone.png", "image/missing"),
        ("half.jpg", "image/broken"),
        ("https://example.org/a.png", "image/remote"),
    ],
)
def test_what_the_settings_name_must_be_there(image, rule):
    found = notes("Text.\n", image=image)
    assert (found.picture, [(one.rule, one.place.file) for one in found.notes]) == (
        None,
        [(rule, "article.toml")],
    )
    assert image in found.notes[0].message
    assert "_picture" not in found.notes[0].message


def test_a_picture_named_in_the_front_matter_is_told_with_its_line():
    found = notes("---\ntitle: A\nimage: gone.png\n---\n\nText.\n", image="gone.png")
    assert [one.place.line for one in found.notes] == [3]


def test_a_drawing_is_measured():
    files = {"a.png": saved(drawing(90, 30), "PNG")}
    found = read("![a](a.png)\n\nText.\n", load=files.get)
    assert [(one.width, one.height) for one in found.images] == [(90, 30)]
