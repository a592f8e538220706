"""How much of what two programs show is the same: words, links, pictures, computed styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pipeline.check.mail import Mail
from pipeline.simulation import Simulation, simulate

SEE = Path(__file__).with_name("agreement.js").read_text(encoding="utf-8")
PLACES = 0.6  # px: below that two engines only round otherwise
_PX = re.compile(r"-?[\d.]+(?=px)")
_PREFIX = re.compile(r"^#v1")


@dataclass
class Tally:
    """What was compared so far, and what was the same; `differing` are the first differences."""

    same: dict[str, float] = field(default_factory=dict)
    all: dict[str, float] = field(default_factory=dict)
    differing: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, same: float, total: float) -> None:
        self.same[kind] = self.same.get(kind, 0) + same
        self.all[kind] = self.all.get(kind, 0) + total

    def figures(self) -> dict[str, float]:
        """The part that is the same, by kind, cut to four digits."""
        return {
            kind: int(10_000 * self.same[kind] / total) / 10_000 if total else 1.0
            for kind, total in self.all.items()
        }

    def told(self) -> str:
        """The most frequent differences, for whoever looks into a lower figure."""
        most = sorted(self.differing.items(), key=lambda one: -one[1])[:40]
        return "\n".join(f"{count} × {what}" for what, count in most)


def compare(ours: Mapping[str, Any], theirs: Mapping[str, Any], tally: Tally, where: str) -> None:
    """Put what two pages show into a tally; both as agreement.js sees it."""
    for kind, mine, other in (
        ("text", ours["words"], theirs["words"]),
        ("links", [*map(_link, ours["links"])], [*map(_link, theirs["links"])]),
        ("images", ours["images"], theirs["images"]),
    ):
        same, total = in_common(mine, other)
        tally.add(kind, same, total)
        for text in _apart(mine, other):
            _count(tally, f"{where} {kind}: {text}")
    for look, beside in _pairs(ours["texts"], theirs["texts"]):
        if look is None or beside is None:
            tally.add("styles", 0, len((look or beside or {"look": {}})["look"]))
            _count(tally, f"{where} text: {(look or beside or {'text': ''})['text'][:40]}")
            continue
        differing = [one for one in look["look"] if not alike(one, look["look"], beside["look"])]
        tally.add("styles", len(look["look"]) - len(differing), len(look["look"]))
        for one in differing:
            _count(
                tally,
                f"{where} {one}: {look['look'][one]} / {beside['look'][one]} ({look['text'][:24]})",
            )


def _count(tally: Tally, what: str) -> None:
    tally.differing[what] = tally.differing.get(what, 0) + 1


def in_common(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """How many of two lists stand in both in the same order, and how many there are, both told."""
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return 2 * sum(one.size for one in blocks), len(ours) + len(theirs)


def _apart(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield f"{' '.join(ours[a:b])[:60]!r} / {' '.join(theirs[c:d])[:60]!r}"


def _pairs(
    ours: Sequence[dict[str, Any]], theirs: Sequence[dict[str, Any]]
) -> Iterable[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Texts by their words and order; None stands for one that the other does not show."""
    mine, other = [one["text"] for one in ours], [one["text"] for one in theirs]
    for tag, a, b, c, d in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(ours[a:b], theirs[c:d], strict=True)
        else:
            yield from ((one, None) for one in ours[a:b])
            yield from ((None, one) for one in theirs[c:d])


def alike(name: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    """Whether a property is the same, but for how an engine rounds."""
    mine, other = ours[name], theirs[name]
    if mine == other or (name == "line-height" and {mine, other} <= {"normal"}):
        return True
    if _PX.sub("", mine) != _PX.sub("", other):
        return _fonts(mine) == _fonts(other) if name == "font-family" else False
    pairs = zip(_PX.findall(mine), _PX.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= PLACES for a, b in pairs)


def _fonts(value: str) -> list[str]:
    """The fonts of a list, however they are quoted."""
    return [one.strip().strip("\"'") for one in value.split(",")]


def _link(address: str) -> str:
    """A link, whatever prefix an anchor in the mail has got."""
    return _PREFIX.sub("#", address)


def simulated(source: str, images: Mapping[str, str], program: str) -> str:
    """A mail as our simulation has it, its page's own styles first, its images by their files."""
    mail = Mail("a", source, files=dict.fromkeys(images, b""))
    return dressed(simulate(mail, program), source, images)


def dressed(found: Simulation, source: str, images: Mapping[str, str]) -> str:
    """A simulated mail as the preview shows it."""
    html = found.applied(source)
    head = re.search(r"<head[^>]*>", html, re.IGNORECASE)
    at = head.end() if head else 0
    html = f"{html[:at]}<style>{found.css}</style>{html[at:]}" if found.css else html
    for name, address in images.items():
        html = html.replace(name, address)
    return html
