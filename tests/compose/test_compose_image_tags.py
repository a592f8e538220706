"""Every image that we write has a width, a height and a way to shrink on phones."""

from pipeline.compose.image_tags import widths, with_sizes
from pipeline.model import Field, ImageRef, Slot, Slotted, Where

WOOD = ImageRef("wood.jpg", "wood.jpg", b"x", 800, 600, form="jpeg")
FACE = ImageRef("face.jpg", "_author.jpg", b"x", 800, 600, form="jpeg", square=True)
IMAGES = {"m1z": WOOD, "m2z": FACE}


def sized(html):
    return with_sizes(html, IMAGES, 536)


def test_an_image_gets_its_height_by_its_ratio():
    assert sized('<p>a <img src="m1z" alt="w" width="400" /> b</p>') == (
        '<p>a <img src="m1z" alt="w" width="400" height="300" style="height:auto" /> b</p>'
    )
    assert sized('<img alt="" src="m2z" width="64">') == (
        '<img alt="" src="m2z" width="64" height="64" style="height:auto">'
    )


def test_an_image_without_a_width_in_px_is_as_wide_as_it_is_or_as_there_is_room():
    assert sized('<img src="m1z" width="100%" style="border:0;">') == (
        '<img src="m1z" width="536" style="border:0;height:auto" height="402">'
    )
    small = {"m1z": ImageRef("a", "a.png", b"x", 90, 45, form="png")}
    assert with_sizes("<img src='m1z'>", small, 536) == (
        '<img src=\'m1z\' width="90" height="45" style="height:auto">'
    )


def test_a_height_that_is_given_stays_auto_does_not():
    given = '<img src="m1z" width="64" height="64" style="height:64px" />'
    assert sized(given) == given
    assert sized('<IMG SRC="m1z" HEIGHT=auto WIDTH=400 style="height:auto">') == (
        '<IMG SRC="m1z" height="300" width="400" style="height:auto">'
    )


def test_what_outlook_alone_reads_is_sized_too_and_others_images_are_not():
    assert sized('<!--[if mso]><img src="m1z" width="40"><![endif]-->') == (
        '<!--[if mso]><img src="m1z" width="40" height="30" style="height:auto"><![endif]-->'
    )
    far = '<img src="https://example.org/a.png" width="40"><!-- <img src="m1z"> --> m1z'
    assert sized(far) == far


def test_how_wide_each_image_is_shown():
    slots = [Slot(Field(name), Where.IMAGE) for name in ("a.png", "a.png", "b.png", "c.png")]
    words = Slot(Field("first_name"), Where.ATTRIBUTE)
    text = Slotted(
        (
            '<img src="',
            '" alt="for ',
            '" width="90"><img width=40px src="',
            '"><td background="',
            '"></td><img width="100%" src="',
            '">',
        ),
        (slots[0], words, *slots[1:]),
    )
    found = [("a.png", 90), ("a.png", 40), ("b.png", 600), ("c.png", 600)]
    assert list(widths(text, 600)) == found
    assert list(widths(Slotted(("none",)), 600)) == []
