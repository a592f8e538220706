"""Pictures as bytes: measured as they are looked at, told apart from what is none, bounded."""

import struct
import zlib

import pytest
from drawn import drawing, gif, moving, photograph, saved
from PIL import Image

from pipeline.pixels import Measured, measured


def png_header(width, height):
    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


def sideways():
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(photograph(30, 20), "JPEG", exif=exif)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (saved(drawing(30, 20), "PNG"), Measured("png", 30, 20, problem="")),
        (saved(photograph(30, 20), "JPEG"), Measured("jpeg", 30, 20, problem="")),
        (sideways(), Measured("jpeg", 20, 30, problem="")),
        (saved(drawing(30, 20), "WEBP"), Measured("webp", 30, 20, problem="")),
        (saved(drawing(30, 20), "BMP"), Measured("bmp", 30, 20, problem="")),
        (saved(drawing(30, 20), "TIFF"), Measured("tiff", 30, 20, problem="")),
        (gif(30, 20), Measured("gif", 30, 20, moves=True, problem="")),
        (gif(30, 20, frames=1), Measured("gif", 30, 20, problem="")),
        (b'\n<?xml version="1.0"?><!-- a --><svg xmlns="x"/>', Measured("svg", problem="unread")),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Measured("heic", problem="unread")),
        (b"", Measured()),
        (b"no picture at all", Measured()),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", Measured()),
        (saved(photograph(300, 200), "JPEG")[:-2000], Measured("jpeg", 300, 200)),
        (saved(photograph(300, 200), "PNG")[:-2000], Measured("png", 300, 200)),
        (png_header(9_000, 9_000), Measured("png", 9_000, 9_000, problem="huge")),
        (png_header(60_000, 60_000), Measured(problem="huge")),
    ],
    ids=[
        *("png", "jpeg", "sideways", "webp", "bmp", "tiff", "moving gif", "still gif", "svg"),
        *("heic", "nothing", "text", "eps", "part of a jpeg", "part of a png", "huge", "a bomb"),
    ],
)
def test_what_the_bytes_of_a_picture_are(data, found):
    assert measured(data) == found


def test_a_jpeg_with_another_picture_behind_it_does_not_move():
    first, *others = moving(30, 20)
    data = saved(first, "MPO", save_all=True, append_images=others)
    assert measured(data) == Measured("jpeg", 30, 20, problem="")
