"""Colours: their contrast, their nearest legible shades, what mail clients make of them."""

from pipeline.colour.contrast import COLOUR, ENOUGH, contrast, luminance
from pipeline.colour.inversion import CLIENTS, Client, Inversion, Pair, inverted, inverted_by
from pipeline.colour.lab import Lch, from_lch, to_lch
from pipeline.colour.palettes import Faint, Pairs, faint, faint_inverted, proposed
from pipeline.colour.shades import legible, nearest

__all__ = [
    "CLIENTS",
    "COLOUR",
    "ENOUGH",
    "Client",
    "Faint",
    "Inversion",
    "Lch",
    "Pair",
    "Pairs",
    "contrast",
    "faint",
    "faint_inverted",
    "from_lch",
    "inverted",
    "inverted_by",
    "legible",
    "luminance",
    "nearest",
    "proposed",
    "to_lch",
]
