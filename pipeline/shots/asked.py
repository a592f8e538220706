"""Which pictures are asked for: parts, widths, modes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import UsageError

MODES = {
    "light": "light",
    "dark": "dark as designed",
    "gmail-ios": "dark in Gmail on iOS",
    "gmail-android": "dark in Gmail on Android",
    "outlook-windows": "dark in Outlook for Windows",
    "outlook-com": "dark in Outlook.com",
}
"""The ways to see a mail, as the page calls them; all but the first two are approximations."""

WIDTHS = (390, 600, 1000)
NARROWEST, WIDEST = 200, 2000  # px
MOST = 400  # pictures: more than anybody looks at


@dataclass(frozen=True, slots=True)
class Wanted:
    """One picture: a part's number, a width in px, a mode."""

    part: int
    width: int
    mode: str

    @property
    def name(self) -> str:
        """Its file: no word of the article stands in it."""
        return f"{self.part:02}-{self.width}-{self.mode}.png"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; no part means all. `scale` is the pixels of a picture for each px."""

    widths: Sequence[int] = WIDTHS
    modes: Sequence[str] = ("light", "dark")
    parts: Sequence[int] = ()
    scale: int = 1

    def wanted(self, there: int) -> list[Wanted]:
        """The pictures of a series with that many parts, in order, each but once.

        Raises UsageError for what cannot be.
        """
        found = list(dict.fromkeys(self._each(there)))
        if len(found) > MOST:
            raise UsageError(
                f"{len(found)} pictures are more than {MOST}",
                hint="name fewer parts, widths or modes",
            )
        return found

    def _each(self, there: int) -> Iterator[Wanted]:
        self._check(there)
        for part in sorted(self.parts) or range(1, there + 1):
            for width in sorted(self.widths):
                for mode in MODES:
                    if mode in self.modes:
                        yield Wanted(part, width, mode)

    def _check(self, there: int) -> None:
        for part in self.parts:
            if not 1 <= part <= there:
                raise UsageError(f"there is no part {part}", hint=f"the series has {there}")
        for width in self.widths:
            if not NARROWEST <= width <= WIDEST:
                raise UsageError(
                    f"a picture cannot be {width} px wide", hint=f"{NARROWEST} to {WIDEST}"
                )
        for mode in self.modes:
            if mode not in MODES:
                raise UsageError(f"there is no mode {mode!r}", hint=f"one of: {', '.join(MODES)}")
        if not (self.widths and self.modes) or self.scale not in (1, 2, 3):
            raise UsageError("a width, a mode and a scale of 1, 2 or 3 must be given")
