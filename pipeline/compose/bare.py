"""Part → HTML without a design: what services take that put mails into a frame of their own."""

from __future__ import annotations

from pipeline.compose.series import made_with, numbered
from pipeline.compose.templates import Templates
from pipeline.compose.tokenizer import finish
from pipeline.compose.views import context
from pipeline.model import Email, Project, Series, Slotted, Theme

BARE, HERE = "bare.html.j2", "<!-- content -->"


def bare(email: Email, series: Series, theme: Theme, project: Project) -> Slotted:
    """A mail's title, its part of the article, and what the author adds below; fields are slots.

    It has no preheader, no postal address and no link to stop: the service's frame has them.
    """
    from markupsafe import Markup

    made, shown = made_with(series, theme, project, Templates(theme))
    made = numbered(made, email.part)
    given = {**context(made, email.part), "content": Markup(HERE)}  # noqa: S704 - made here
    written = made.templates.render(BARE, given)
    marks = series.article.marks
    names = {mark: image.name for mark, image in shown.items()}
    above, below = (finish(one, marks, images=names).slotted for one in written.split(HERE))
    return _joined(_joined(above, email.web_content), below)


def _joined(one: Slotted, other: Slotted) -> Slotted:
    middle = one.segments[-1] + other.segments[0]
    return Slotted((*one.segments[:-1], middle, *other.segments[1:]), (*one.slots, *other.slots))
