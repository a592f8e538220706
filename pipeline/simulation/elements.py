"""What a program drops of a mail's HTML: elements, attributes, pictures that it cannot show."""

from __future__ import annotations

from pipeline.check.features.html import INPUTS
from pipeline.check.features.use import Use
from pipeline.markup import Element
from pipeline.simulation.cuts import Cuts
from pipeline.simulation.programs import Program
from pipeline.simulation.reading import Reading
from pipeline.simulation.rulings import Act, Ruling, is_doubtful, ruling
from pipeline.simulation.tags import cut_attribute, cut_tags, cut_whole

WITH_CONTENT = frozenset(["style", "svg", "textarea", "link", "meta"])
"""Elements that go with all that is in them; of others the tags go."""

_INPUT_NOTES = (
    *((feature, one) for feature in sorted(set(INPUTS.values())) for one in (1, 2, 3, 5)),
    *((f"html-button-{kind}", 2) for kind in ("reset", "submit")),
)
STAYS = frozenset(
    [
        *_INPUT_NOTES,
        *(("html-aria-describedby", 1), ("html-aria-labelledby", 1), ("html-aria-labelledby", 2)),
        *(("html-audio", 4), ("html-dfn", 1), ("html-form", 6), ("html-height", 1)),
        *(("html-lists", 1), ("html-lists", 2), ("html-marquee", 3), ("html-select", 1)),
        *(("html-select", 3), ("html-textarea", 3), ("html-textarea", 5), ("html-video", 5)),
        *(("html-video", 6), ("html-video", 8), ("html-width", 1), ("html-style", 4)),
    ]
) - {("html-input-reset", 1), ("html-input-submit", 1)}
"""Notes on HTML that is done otherwise than it should be, but not dropped."""


class Elements:
    """A mail's HTML as a program takes it: what it drops goes into `cuts`.

    `gone` is where the elements start that are cut.
    """

    def __init__(self, reading: Reading, program: Program, cuts: Cuts) -> None:
        self.reading = reading
        self.program = program
        self.cuts = cuts
        self.gone: set[int] = set()

    def dropped(self, unread: frozenset[int]) -> None:
        """Elements and attributes, but those of the elements that start at some offsets."""
        name = self.program.name
        for use in self.reading.html:
            element = use.element
            if element and element.start not in unread and is_doubtful(use.feature, name):
                found = ruling(use, self.program)
                if found.act in (Act.DROPPED, Act.MAYBE):
                    self._drop(use, element, found)
        for element, feature in self.reading.images:
            if element.start not in unread and is_doubtful(feature, name):
                self._image(element, feature)

    def _drop(self, use: Use, element: Element, found: Ruling) -> None:
        html = self.reading.mail.html
        stays = found.act is Act.MAYBE or (
            bool(found.notes) and all((use.feature, one) in STAYS for one in found.notes)
        )
        if not use.shown.startswith("<"):
            name, _, value = use.shown.partition("=")
            if not stays:
                cut_attribute(html, element, name, self.cuts)
            written = (f"{name}=", value[:48]) if element.get(name) else (name, "")
            self.cuts.tell(*written, found.why, element.start)
            return
        if not stays:
            whole = element.name in WITH_CONTENT
            self.gone.add(element.start)
            (cut_whole if whole else cut_tags)(html, element, self.cuts)
        self.cuts.tell(f"<{element.name}>", "", found.why, element.start)

    def _image(self, element: Element, feature: str) -> None:
        found = ruling(Use(feature, element.start, element.get("src"), element), self.program)
        if found.act is Act.DROPPED:
            cut_attribute(self.reading.mail.html, element, "src", self.cuts)
            kind = feature.removeprefix("image-").upper()
            self.cuts.tell(f"an image ({kind})", "", found.why, element.start)
