"""What mail clients in dark mode make of a mail's colours, and colours as LCh."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.colour import CLIENTS, Inversion, contrast, from_lch, inverted, inverted_by, to_lch

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(
    ("colour", "lch"),
    [
        # As CSS Color 4 has them, with its white D65.
        ("#FFFFFF", (100.0, 0.0)),
        ("#000000", (0.0, 0.0)),
        ("#808080", (53.6, 0.0)),
        ("#FF0000", (53.2, 104.6)),
        ("#0000FF", (32.3, 133.8)),
    ],
)
def test_a_colour_as_lightness_and_chroma(colour: str, lch: tuple[float, float]) -> None:
    found = to_lch(colour)
    assert (round(found.lightness, 1), round(found.chroma, 1)) == lch


def test_hue() -> None:
    assert [round(to_lch(one).hue) for one in ("#FF0000", "#00FF00", "#0000FF")] == [40, 136, 306]


@given(HEX)
def test_there_and_back_is_the_same_colour(colour: str) -> None:
    assert from_lch(to_lch(colour)) == colour


@given(HEX, st.floats(0, 100))
def test_a_colour_that_no_screen_has_is_paler_and_as_light(colour: str, lightness: float) -> None:
    made = to_lch(from_lch(to_lch(colour)._replace(lightness=lightness)))
    assert abs(made.lightness - lightness) < 1


PAIRS = {
    # words on ground: as they are, after a partial inversion, after a full one
    "dark on light": ("#2D2B28", "#FFFDFA", ("#CFCDCA", "#222120"), ("#CFCDCA", "#222120")),
    "light on dark": ("#FFFDFA", "#2B615D", ("#FFFDFA", "#2B615D"), ("#040200", "#6D9793")),
    "dark on middling": ("#000000", "#E2B93B", ("#FFFFFF", "#574400"), ("#FFFFFF", "#574400")),
    "white on black": ("#FFFFFF", "#000000", ("#FFFFFF", "#000000"), ("#000000", "#DBDBDB")),
}


@pytest.mark.parametrize(("ink", "ground", "partly", "fully"), PAIRS.values(), ids=PAIRS)
def test_each_inversion(
    ink: str, ground: str, partly: tuple[str, str], fully: tuple[str, str]
) -> None:
    assert inverted_by(Inversion.NONE, ink, ground) == (ink, ground)
    assert inverted_by(Inversion.PARTIAL, ink, ground) == partly
    assert inverted_by(Inversion.FULL, ink, ground) == fully


def test_what_each_client_does() -> None:
    told = {name: inverted(name, "#FFFFFF", "#000000") for name in CLIENTS}
    kept, turned = ("#FFFFFF", "#000000"), ("#000000", "#DBDBDB")
    assert told == {
        "gmail-web": kept,
        "apple-mail": kept,
        "gmail-android": kept,
        "outlook-com": kept,
        "gmail-ios": turned,
        "outlook-windows": turned,
    }
    with pytest.raises(KeyError):
        inverted("pigeon", "#FFFFFF", "#000000")


@given(HEX, HEX)
def test_words_of_full_contrast_stay_legible(ink: str, ground: str) -> None:
    if contrast(ink, ground) >= 12:
        for name in CLIENTS:
            assert contrast(*inverted(name, ink, ground)) >= 4.5
