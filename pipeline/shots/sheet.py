"""The contact sheet: all pictures on one page, side by side, each with what it shows."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from pipeline.page.whole import STATIC
from pipeline.shots.asked import MODES
from pipeline.shots.picture import Shot

SMALLER = 0.4  # of a picture on the sheet
_FINENESS = 2  # pixels of a small picture for each px, so that words in it can be read
_STYLES = Path(__file__).with_name("sheet.css")
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'"


def sheet(
    shots: Sequence[Shot], subjects: Mapping[int, str], title: str, lang: str, *, scale: int
) -> str:
    """The page, with small pictures in it that lead to the files beside it.

    `title` and `subjects`, by the parts' numbers, are what everybody may see.
    """
    styles = (STATIC / "base.css").read_text("utf-8") + _STYLES.read_text("utf-8")
    parts = "\n".join(
        _part(number, [*some], subjects, lang, scale)
        for number, some in groupby(shots, key=lambda one: one.wanted.part)
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}: pictures</title>
<style>
{styles}</style>
</head>
<body>
<header>
<h1 lang="{escape(lang)}" dir="auto">{escape(title)}</h1>
<p>{_told(shots)}</p>
</header>
<main>
{parts}
</main>
</body>
</html>
"""


def _told(shots: Sequence[Shot]) -> str:
    """What is on the sheet, in a sentence, and what is only our guess."""
    widths = sorted({one.wanted.width for one in shots})
    modes = [mode for mode in MODES if any(one.wanted.mode == mode for one in shots)]
    told = f"{_many(len(shots), 'picture')} at {_listed([f'{width} px' for width in widths])}: "
    told += _listed([MODES[mode] for mode in modes]) + "."
    if set(modes) - {"light", "dark"}:
        told += " What mail programs make of colours is an approximation."
    return told


def _part(
    number: int, shots: Sequence[Shot], subjects: Mapping[int, str], lang: str, scale: int
) -> str:
    figures = "\n".join(_figure(one, scale) for one in shots)
    subject = escape(subjects[number])
    return (
        f'<section aria-labelledby="part-{number}">\n'
        f'<h2 id="part-{number}"><span>Part {number}</span> '
        f'<bdi lang="{escape(lang)}">{subject}</bdi></h2>\n'
        f'<div class="pictures">\n{figures}\n</div>\n</section>'
    )


def _figure(shot: Shot, scale: int) -> str:
    wanted = shot.wanted
    width, height = round(wanted.width * SMALLER), round(shot.height * SMALLER)
    words = f"Part {wanted.part}, {wanted.width} px, {MODES[wanted.mode]}"
    notes = "".join(f" <em>{one}</em>" for one in _notes(shot))
    return (
        f'<figure style="width: {width}px"><figcaption><b>{wanted.width} px</b> '
        f"{MODES[wanted.mode]}{notes}</figcaption>"
        f'<a href="{wanted.name}"><img src="{_small(shot, scale)}" width="{width}" '
        f'height="{height}" alt="{escape(words)}"></a></figure>'
    )


def _notes(shot: Shot) -> Iterator[str]:
    if shot.wide:
        yield f"The mail is {shot.wide} px wide: it does not fit."
    if shot.cut:
        yield "The mail goes on: it is too tall for one picture."


def _small(shot: Shot, scale: int) -> str:
    """A small picture as an address that holds it."""
    from PIL import Image

    with Image.open(io.BytesIO(shot.data)) as whole:
        factor = min(1.0, SMALLER * _FINENESS / scale)
        size = [max(1, round(side * factor)) for side in whole.size]
        small = whole.convert("RGB").resize((size[0], size[1]), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    small.quantize(64, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return f"data:image/png;base64,{b64encode(written.getvalue()).decode('ascii')}"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"


def _listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
