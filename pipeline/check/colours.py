"""Colours after the inversions of mail clients in dark mode, which read no rules of the mail's."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.colour import ENOUGH, Faint, faint_inverted, proposed
from pipeline.model import Finding, Severity, Theme


def inverted(theme: Theme) -> Iterator[Finding]:
    """A warning for each pair of colours for the day that some client makes too faint to read."""
    for found in faint_inverted(theme.light, theme.pairs):
        yield _finding(theme, found)


def _finding(theme: Theme, found: Faint) -> Finding:
    changed = theme.to_change("light", found.ink, found.ground)
    other = found.ground if changed == found.ink else found.ink
    shade = proposed(theme.light, theme.pairs, changed, other, inverted=True)
    *clients, last = found.clients
    named = f"{', '.join(clients)} and {last}" if clients else last
    return Finding(
        "dark/contrast-inverted",
        Severity.WARNING,
        f"the dark mode of {named} changes the colours by day: {found.ink} "
        f"{theme.light[found.ink]} on {found.ground} {theme.light[found.ground]} comes out with a "
        f"contrast of {found.told}; people need {ENOUGH}:1 to read it",
        hint=f'{changed} = "{shade}" under [theme.light]',
        place=theme.places.get(f"light.{changed}"),
    )
