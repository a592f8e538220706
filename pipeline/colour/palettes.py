"""The colours of a theme as a whole: what stands on what, and whether people can read it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.colour.contrast import ENOUGH, contrast
from pipeline.colour.inversion import CLIENTS, Inversion, inverted_by
from pipeline.colour.shades import legible, nearest

Pairs = Sequence[tuple[str, str]]
"""Names of colours: words, and the ground that they stand on."""


class Faint(NamedTuple):
    """Words that cannot be read on their ground: the colours' names, their contrast.

    `clients` are those that make it so, by inverting the colours; none where it is so as written.
    """

    ink: str
    ground: str
    ratio: float
    clients: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The ratio as people write it, never rounded up."""
        return f"{math.floor(self.ratio * 100) / 100:g}:1"


def faint(palette: Mapping[str, str], pairs: Pairs) -> Iterator[Faint]:
    """The pairs of a palette whose contrast is too low, in order; one that it lacks is none."""
    for ink, ground in _there(palette, pairs):
        ratio = contrast(palette[ink], palette[ground])
        if ratio < ENOUGH:
            yield Faint(ink, ground, ratio)


def faint_inverted(palette: Mapping[str, str], pairs: Pairs) -> Iterator[Faint]:
    """The pairs of a palette for the day that a client's inversion makes too faint, in order."""
    for ink, ground in _there(palette, pairs):
        ratios = {one: _inverted(one, palette[ink], palette[ground]) for one in Inversion}
        low = {one for one, ratio in ratios.items() if ratio < ENOUGH}
        if low:
            clients = (client.name for client in CLIENTS.values() if client.inversion in low)
            yield Faint(ink, ground, min(ratios[one] for one in low), tuple(clients))


def proposed(
    palette: Mapping[str, str], pairs: Pairs, name: str, against: str, *, inverted: bool
) -> str:
    """The nearest shade of a palette's colour that makes all pairs that it is part of legible.

    After each client's inversion too where `inverted`, if there is such a shade. If no shade does
    for all pairs, it is one that is legible with the colour `against` alone.
    """
    own = [pair for pair in _there(palette, pairs) if name in pair]

    def fits(shade: str) -> bool:
        return not any(faint({**palette, name: shade}, own))

    def fits_inverted(shade: str) -> bool:
        return fits(shade) and not any(faint_inverted({**palette, name: shade}, own))

    everywhere = nearest(palette[name], fits_inverted) if inverted else None
    return everywhere or nearest(palette[name], fits) or legible(palette[name], palette[against])


def _there(palette: Mapping[str, str], pairs: Pairs) -> Iterator[tuple[str, str]]:
    return ((ink, ground) for ink, ground in pairs if ink in palette and ground in palette)


def _inverted(inversion: Inversion, ink: str, ground: str) -> float:
    return contrast(*inverted_by(inversion, ink, ground))
