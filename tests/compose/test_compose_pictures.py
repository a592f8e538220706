"""Pictures as mails carry them: how many pixels, which format, nothing told of their making."""

import io

import pytest
from drawn import drawing, gif, moving, photograph, saved, seen
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from pipeline import pixels
from pipeline.compose import pictures
from pipeline.compose.metadata import without_metadata
from pipeline.model import ImageRef


def image(data, name="a.img", **more):
    found = pixels.measured(data)
    assert not found.problem
    return ImageRef(name, name, data, found.width, found.height, form=found.form, **more)


def made(data, name, width, **more):
    found = pictures.fitted(image(data, name, **more), width)
    shown = seen(found.data)
    assert shown.size == (found.width, found.height)
    assert (shown.format.lower(), found.form) == (found.form, found.form)
    return found


def with_exif(picture, orientation=1):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "SECRET"
    return saved(picture, "JPEG", quality=90, exif=exif, comment=b"SECRET")


def test_a_picture_is_twice_as_wide_as_it_is_shown_and_never_wider_than_it_was():
    data = saved(photograph(800, 600), "JPEG", quality=95)
    sizes = [(made(data, "a.jpg", width).width) for width in (100, 300, 400, 900)]
    assert sizes == [200, 600, 800, 800]
    assert made(data, "a.jpg", 100).height == 150


def test_a_photograph_is_progressive_and_tells_nothing_of_its_making():
    data = with_exif(photograph(800, 600))
    found = made(data, "a.jpg", 300)
    shown = seen(found.data)
    assert shown.info.get("progressive") == 1
    assert b"SECRET" in data
    assert b"SECRET" not in found.data
    assert len(found.data) < len(data) / 2


def test_a_picture_stands_as_its_camera_was_held():
    picture = Image.new("RGB", (80, 60), "white")
    picture.paste("red", (0, 0, 40, 60))
    found = made(with_exif(picture, orientation=6), "a.jpg", 300)
    assert (found.width, found.height) == (60, 80)
    red, green, _ = seen(found.data).convert("RGB").getpixel((30, 10))
    assert (red > 200, green < 60) == (True, True)


def test_what_would_not_get_smaller_keeps_its_pixels_without_its_metadata():
    picture = photograph(200, 150)
    data = saved(picture, "JPEG", quality=30, comment=b"SECRET")
    found = made(data, "a.jpg", 300)
    assert b"SECRET" not in found.data
    assert seen(found.data).tobytes() == seen(data).tobytes()
    about = PngInfo()
    about.add_text("Comment", "SECRET")
    data = saved(drawing(20, 20), "PNG", optimize=True, pnginfo=about)
    found = made(data, "a.png", 300)
    assert b"SECRET" not in found.data
    assert seen(found.data).convert("RGB").tobytes() == seen(data).convert("RGB").tobytes()


@pytest.mark.parametrize("form", ["PNG", "BMP", "TIFF", "WEBP", "AVIF"])
def test_a_photograph_of_another_format_becomes_a_jpeg(form):
    found = made(saved(photograph(400, 300), form), f"a.{form.lower()}", 100)
    assert (found.name, found.form) == ("a.jpg", "jpeg")


@pytest.mark.parametrize("form", ["PNG", "BMP", "TIFF", "WEBP"])
def test_a_drawing_becomes_a_png(form):
    how = {"lossless": True} if form == "WEBP" else {}
    data = saved(drawing(400, 300), form, **how)
    found = made(data, f"a.{form.lower()}", 400)
    assert (found.name, found.form) == ("a.png", "png")
    assert seen(found.data).convert("RGB").tobytes() == seen(data).convert("RGB").tobytes()
    assert len(found.data) < 2000


def test_a_drawing_keeps_its_clear_ground_and_gets_no_heavier_when_smaller():
    data = saved(drawing(1200, 400, mode="RGBA"), "PNG", optimize=True)
    found = made(data, "a.png", 536)
    shown = seen(found.data).convert("RGBA")
    assert (shown.width, shown.getpixel((0, 0))[3]) == (1072, 0)
    red, green, blue, alpha = shown.getpixel((536, 178))
    assert (red // 4, green // 4, blue // 4, alpha // 4) == (0xB0 // 4, 8, 0x40 // 4, 63)
    assert len(found.data) < 2 * len(data)


def test_a_photograph_with_a_clear_ground_stays_a_png():
    picture = photograph(200, 150).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((200, 150)))
    assert made(saved(picture, "PNG"), "a.png", 50).form == "png"
    picture.putalpha(255)
    assert made(saved(picture, "PNG"), "a.png", 50).form == "jpeg"


def test_a_picture_that_moves_is_kept_as_it_is():
    data = gif(400, 300)
    found = made(data, "a.gif", 50)
    assert (found.data, found.name) == (data, "a.gif")
    first, *others = moving(400, 300)
    found = made(saved(first, "WEBP", save_all=True, append_images=others), "a.webp", 50)
    assert (found.form, found.width) == ("png", 100)


@pytest.mark.parametrize("form", ["gif", "png"])
@pytest.mark.parametrize("frames", [1, 3])
def test_a_gif_and_a_picture_that_moves_tell_nothing_of_their_making(form, frames):
    first, *others = moving(4, 4, frames)
    about = PngInfo()
    about.add_text("Comment", "SECRET")
    how = {"comment": b"SECRET"} if form == "gif" else {"pnginfo": about}
    more = {"save_all": True, "append_images": others, "duration": [80, 90, 100], "loop": 2}
    data = saved(first, form.upper(), **how, **(more if others else {}))
    kept = without_metadata(data + b"SECRET", form)
    assert b"SECRET" in data
    assert b"SECRET" not in kept
    assert shots(kept) == shots(data)
    assert b"SECRET" not in made(data, f"a.{form}", 50).data


def shots(data):
    """Each frame of a picture: its pixels, how long it is shown, how often all are."""
    picture = Image.open(io.BytesIO(data))
    told = []
    for at in range(picture.n_frames):
        picture.seek(at)
        how = picture.info.get("duration"), picture.info.get("loop")
        told.append((picture.convert("RGBA").tobytes(), *how))
    return told


def test_what_decoders_pass_over_loses_no_pixels():
    data = saved(photograph(64, 48), "JPEG", quality=30, comment=b"SECRET")
    tables = data.index(b"\xff\xdb")
    odd = data[:tables] + b"junk" + data[tables:]
    assert seen(without_metadata(odd, "jpeg")).tobytes() == seen(data).tobytes()
    data = gif(8, 8)
    second = data.index(b"\x21\xf9", data.index(b"\x21\xf9") + 1)
    assert shots(without_metadata(data[:second] + b"\0\0" + data[second:], "gif")) == shots(data)


def test_the_small_picture_in_a_jpegs_head_goes():
    data = saved(photograph(64, 48), "JPEG", quality=30)
    small = data[6:18] + b"\2\1" + b"SECRET"
    segment = b"\xff\xe0" + (len(small) + 2).to_bytes(2) + small
    kept = without_metadata(data[:2] + segment + data[20:], "jpeg")
    assert kept == without_metadata(data, "jpeg")
    assert seen(kept).tobytes() == seen(data).tobytes()


def test_a_still_gif_becomes_a_png_where_that_is_smaller():
    assert made(gif(400, 300, frames=1), "a.gif", 50).form == "png"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_every_mode_is_shown(mode):
    form = "JPEG" if mode == "CMYK" else "PNG"
    source = photograph(64, 48)
    deep = Image.new("I;16", (64, 48), 0x8000)
    picture = deep if mode == "I;16" else source.convert(mode)
    found = made(saved(picture, form), "a.img", 100)
    assert seen(found.data).mode in ("L", "RGB", "RGBA", "P", "1", "LA")
    if mode == "I;16":
        assert seen(found.data).convert("L").getpixel((5, 5)) == 128


def test_colours_of_another_profile_become_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (lab, srgb, b"none"):
        data = saved(photograph(64, 48), "JPEG", icc_profile=profile)
        assert "icc_profile" not in seen(made(data, "a.jpg", 100).data).info


def test_a_square_one_is_the_middle_of_it():
    picture = Image.new("RGB", (300, 100), "white")
    picture.paste("red", (100, 0, 200, 100))
    found = made(saved(picture, "PNG"), "a.png", 64, square=True)
    assert (found.width, found.height) == (100, 100)
    assert seen(found.data).convert("RGB").getcolors() == [(10_000, (255, 0, 0))]


def test_the_same_picture_gives_the_same_bytes():
    data = saved(photograph(400, 300), "PNG")
    first = made(data, "a.png", 100).data
    pictures._known.clear()
    assert made(data, "a.png", 100).data == first


def test_a_jpeg_ends_where_its_pixels_end():
    data = saved(photograph(64, 48), "JPEG", progressive=True, comment=b"SECRET")
    bare = without_metadata(data + b"a film behind it", "jpeg")
    assert bare.endswith(b"\xff\xd9")
    assert (b"SECRET" in bare, b"film" in bare) == (False, False)
    assert seen(bare).tobytes() == seen(data).tobytes()
