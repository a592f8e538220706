"""A series on its way to the page: its marks, its people, the names of files that it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import assembly
from pipeline.files import NAMELESS, within
from pipeline.making import Made
from pipeline.model import Email
from pipeline.page.people import people
from pipeline.page.recipients import NOBODY, Recipients
from pipeline.page.shown import Marked, Offsets
from pipeline.template_files import built_in

if TYPE_CHECKING:
    from pipeline.check.checked import Checked

BUILT_IN = "letterloom"
"""What stands before the names of templates that come with Letterloom."""


class Page:
    """A series on its way to the page.

    `recipients` are people to choose from beside the samples. `sources` are the paths of files by
    their names on the page: they never leave this machine.
    """

    def __init__(
        self,
        made: Made,
        seen: Checked,
        recipients: Recipients | Sequence[Mapping[str, str]] = NOBODY,
    ) -> None:
        self.made = made
        self.seen = seen
        self.recipients = (
            recipients if isinstance(recipients, Recipients) else Recipients(tuple(recipients))
        )
        self.marks = Marked(made.article.marks.prefix)
        self.people = people(made, self.recipients.rows)
        self.sources: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._offsets: dict[str, Offsets] = {}

    def file(self, path: str) -> str:
        """A file as the page names it, the same wherever it was built; `sources` keeps its path."""
        if path not in self._names:
            name = self._names[path] = self._named(path)
            self.sources[name] = path
        return self._names[path]

    def _named(self, path: str) -> str:
        """Within the project, else within Letterloom's own templates, else its folder and name."""
        if path == NAMELESS:
            return path
        real = Path(path).resolve()
        if not real.is_relative_to(Path(self.made.project.root).resolve()):
            templates = built_in().resolve()
            if real.is_relative_to(templates):
                return f"{BUILT_IN}/{real.relative_to(templates).as_posix()}"
        return within(real, self.made.project)

    def offsets(self, email: Email) -> Offsets:
        """From offsets in a sample's HTML, as the checks read it, to those in the page's."""
        if email.part.id not in self._offsets:
            made = self.made
            values = assembly.sample_values(made.article, email, made.project)
            html = assembly.with_sample_note(email.html)
            images = assembly.image_paths(email)
            self._offsets[email.part.id] = Offsets(html, self.marks, values, images)
        return self._offsets[email.part.id]
