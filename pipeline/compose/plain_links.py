"""Where the links of a plain text lead: as numbered notes at its end, or right behind the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

NOTES, INLINE = "notes", "inline"


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one mail, counted as they come; an address that comes again keeps its number.

    `style` is one of NOTES and INLINE. `same` gives of an address what it is known by: fields in
    it are told apart by their names.
    """

    style: str = NOTES
    same: Callable[[str], str] = str
    found: dict[str, tuple[int, str]] = field(default_factory=dict)

    def behind(self, address: str, shown: str) -> str:
        """What stands behind a link's words; nothing for a place on the same page."""
        bare = address.removeprefix("mailto:").removeprefix("tel:")
        if not bare or bare.startswith("#") or shown.strip() in (address, bare):
            return ""
        if self.style == INLINE:
            return f" ({address})"
        number, _ = self.found.setdefault(self.same(address), (len(self.found) + 1, address))
        return f" [{number}]"

    def listed(self) -> list[str]:
        """The notes at the end, a line each."""
        return [f"[{number}] {address}" for number, address in self.found.values()]
