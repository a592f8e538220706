"""Images from an author's file to what a mail carries: files of out/, parts of the message."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from pathlib import Path

from drawn import drawing, gif, photograph, saved, seen
from trees import built, manifest, tree
from watched import watched

Make = Callable[..., Path]
WORDS = "Some words stand here, as many as a text has."


def images(files: dict[str, bytes], part: str = "01-title") -> dict[str, tuple[int, int]]:
    """The images of a part by name, with their sizes."""
    start = f"{part}/images/"
    return {
        path.removeprefix(start): seen(data).size
        for path, data in files.items()
        if path.startswith(start)
    }


def tags(files: dict[str, bytes], part: str = "01-title") -> list[dict[str, str]]:
    """The attributes of a mail's images."""
    found = re.findall(r"<img\b[^>]*>", files[f"{part}/email.html"].decode())
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', one)) for one in found]


def test_images_are_as_large_as_they_are_shown(make: Make) -> None:
    root = make(
        {
            "content/a.md": f"# Title\n\n{WORDS}\n\n![A wood](wood.jpg)\n\n![A hill](hill.png)"
            f"{{width=100}}\n\n{WORDS}\n\n![One](one.jpg) ![Two](two.jpg)\n",
            "content/wood.jpg": saved(photograph(2000, 1000), "JPEG", quality=95),
            "content/hill.png": saved(photograph(1000, 800), "PNG"),
            "content/one.jpg": saved(photograph(1000, 800), "JPEG", quality=95),
            "content/two.jpg": saved(photograph(90, 60), "JPEG", quality=95),
        }
    )
    files = tree(built(root, "content/a.md").folder)
    sizes = images(files)
    assert sizes == {
        "wood.jpg": (1072, 536),
        "hill.jpg": (200, 160),
        "one.jpg": (520, 416),
        "two.jpg": (90, 60),
    }
    shown = [(one["src"], one["width"], one["height"], one["alt"]) for one in tags(files)]
    assert shown == [
        ("images/wood.jpg", "536", "268", "A wood"),
        ("images/hill.jpg", "100", "80", "A hill"),
        ("images/one.jpg", "260", "208", "One"),
        ("images/two.jpg", "90", "60", "Two"),
    ]
    assert all("height:auto" in one["style"] for one in tags(files))
    assert "../images/hill.jpg" in files["01-title/source/email.mjml"].decode()
    assert "images/hill.jpg" in files["01-title/web.html"].decode()


def test_what_the_message_carries_is_what_the_files_are(make: Make) -> None:
    root = make(
        {
            "content/a.md": f"# Title\n\n{WORDS}\n\n![A wood](wood.webp)\n",
            "content/wood.webp": saved(photograph(300, 200), "WEBP"),
        }
    )
    files = tree(built(root, "content/a.md").folder)
    message = email.message_from_bytes(files["01-title/email.eml"], policy=email.policy.default)
    carried = [part for part in message.walk() if part.get_content_maintype() == "image"]
    assert [(one.get_content_type(), one.get_filename()) for one in carried] == [
        ("image/jpeg", "wood.jpg")
    ]
    assert carried[0].get_content() == files["01-title/images/wood.jpg"]
    assert b"data:image/jpeg;base64," in files["index.html"]


def test_the_largest_of_several_places_counts(make: Make) -> None:
    part = f"{WORDS}\n\n"
    root = make(
        {
            "content/a.md": f"# Title\n\n## One\n\n{part}![A wood](wood.jpg){{width=50}}\n\n"
            f"<!-- part -->\n\n## Two\n\n{part}![A wood](wood.jpg){{width=150}}\n",
            "content/wood.jpg": saved(photograph(900, 600), "JPEG", quality=95),
        }
    )
    files = tree(built(root, "content/a.md").folder)
    found = {path: seen(data).size for path, data in files.items() if "/images/" in path}
    assert found == {
        "01-title/images/wood.jpg": (300, 200),
        "02-two/images/wood.jpg": (300, 200),
    }


def test_two_images_of_one_stem_stay_apart_when_their_formats_meet(make: Make) -> None:
    root = make(
        {
            "content/a.md": f"# Title\n\n{WORDS}\n\n![A](a.png)\n\n{WORDS}\n\n![B](a.jpg)\n",
            "content/a.png": saved(photograph(200, 100), "PNG"),
            "content/a.jpg": saved(photograph(300, 100), "JPEG"),
        }
    )
    files = tree(built(root, "content/a.md").folder)
    assert images(files) == {"a.jpg": (200, 100), "a-2.jpg": (300, 100)}


def test_a_logo_is_at_most_32_px_high_and_an_author_square(make: Make) -> None:
    root = make(
        {
            "letterloom.toml": '[sender]\nname = "Lantern"\n[theme]\nlogo = "logo.png"\n',
            "logo.png": saved(drawing(900, 300), "PNG"),
            "content/face.jpg": saved(photograph(400, 300), "JPEG"),
            "content/a.md": f"# Title\n\n{WORDS}\n",
            "content/a.toml": 'author = { name = "Ann", photo = "face.jpg" }\n',
        }
    )
    files = tree(built(root, "content/a.md").folder)
    assert images(files) == {"_logo.png": (192, 64), "_author.jpg": (128, 128)}
    logo, face = tags(files)
    assert (logo["alt"], logo["width"], logo["height"]) == ("Lantern", "96", "32")
    assert (face["width"], face["height"]) == ("64", "64")


def test_the_articles_picture_goes_beside_its_web_version(make: Make) -> None:
    root = make(
        {
            "content/wood.png": saved(photograph(3000, 600), "PNG", compress_level=1),
            "content/a.md": f"# Title\n\n{WORDS}\n",
            "content/a.toml": 'image = "wood.png"\n',
        }
    )
    made = built(root, "content/a.md")
    files = tree(made.folder)
    assert images(files) == {"_picture.jpg": (1200, 240)}
    assert b"_picture" not in files["01-title/email.eml"]
    assert built(root, "content/a.md").unchanged


def test_an_image_whose_name_has_spaces_is_made_once_and_seen_to_change(make: Make) -> None:
    root = make(
        {
            "content/my wood.png": saved(drawing(200, 100), "PNG"),
            "content/the hill.png": saved(drawing(100, 100), "PNG"),
            "content/a.md": f'# Title\n\n{WORDS}\n\n<img src="the hill.png" alt="A hill">\n',
            "content/a.toml": 'image = "my wood.png"\n',
        }
    )
    assert not built(root, "content/a.md").unchanged
    for name in ("my wood", "the hill"):
        assert built(root, "content/a.md").unchanged
        (root / f"content/{name}.png").write_bytes(saved(drawing(40, 40), "PNG"))
        assert not built(root, "content/a.md").unchanged


def test_a_themes_logo_is_seen_to_change_however_its_suffix_is_written(make: Make) -> None:
    logo = "templates/themes/mine/LOGO.PNG"
    root = make(
        {
            "letterloom.toml": '[theme]\nname = "mine"\n',
            "templates/themes/mine/theme.toml": '[tokens]\nlogo = "LOGO.PNG"\n',
            logo: saved(drawing(200, 64), "PNG"),
            "content/a.md": f"# Title\n\n{WORDS}\n",
        }
    )
    assert [built(root, "content/a.md").unchanged for _ in range(2)] == [False, True]
    (root / logo).write_bytes(saved(drawing(100, 64), "PNG"))
    assert not built(root, "content/a.md").unchanged


def test_an_image_that_is_none_leaves_its_words(make: Make) -> None:
    root = make(
        {
            "content/a.md": f"# Title\n\n{WORDS}\n\n![A wood](wood.jpg)\n",
            "content/wood.jpg": saved(photograph(300, 200), "JPEG")[:3000],
        }
    )
    made = built(root, "content/a.md")
    assert manifest(made.folder)["findings"]["error"] == 1
    files = tree(made.folder)
    assert images(files) == {}
    assert tags(files) == []
    assert "A wood" in files["01-title/email.html"].decode()


def test_an_image_that_is_shown_larger_than_it_is_is_told(make: Make) -> None:
    root = make(
        {
            "content/a.md": f"# Title\n\n{WORDS}\n\n![A wood](wood.jpg){{width=400}}\n",
            "content/wood.jpg": saved(photograph(120, 90), "JPEG"),
        }
    )
    found = [one for one in built(root, "content/a.md").findings if one.rule.startswith("image/")]
    assert [(one.rule, one.place.line, one.part) for one in found if one.place] == [
        ("image/low-resolution", 5, 1)
    ]


def test_all_of_it_reads_nothing_else_and_asks_nobody(make: Make) -> None:
    root = make(
        {
            "content/a.md": f"# Title\n\n{WORDS}\n\n![A](a.avif) ![B](b.gif) ![C](c.jpg) and\n",
            "content/a.avif": saved(photograph(200, 100), "AVIF"),
            "content/b.gif": gif(40, 30),
            "content/c.jpg": saved(photograph(200, 100).convert("CMYK"), "JPEG"),
        }
    )
    done = watched(root, "build", "content/a.md", "--fail-on", "never")
    assert done.returncode == 0, done.stdout
    assert images(tree(root / "out" / "a")) == {
        "a.jpg": (200, 100),
        "b.gif": (40, 30),
        "c.jpg": (200, 100),
    }
