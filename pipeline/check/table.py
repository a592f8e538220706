"""Every rule, in the order in which people mend things: what is lost first, what is finer last.

Each family has a file, or a few, in `rules/`; a new rule stands in the `RULES` of its file, and is
then run by every build and check.
"""

from __future__ import annotations

from pipeline.check.checked import Checked
from pipeline.check.mail import Mail
from pipeline.check.rule import Rule
from pipeline.check.rules import (
    a11y,
    approval,
    client_blocks,
    client_css,
    client_html,
    dark,
    dark_theme,
    images,
    links,
    markup,
    message,
    outlook,
    outlook_conditions,
    outlook_paint,
    outlook_pictures,
    release,
    sensitive,
    series_frame,
    series_links,
    series_names,
    series_references,
    series_split,
    settings,
    spam,
    theme,
    weight,
    words,
    words_care,
    words_claims,
)

MAIL_RULES: tuple[Rule[Mail], ...] = (
    *markup.RULES,
    *weight.RULES,
    *client_blocks.RULES,
    *client_css.RULES,
    *client_html.RULES,
    *outlook_conditions.RULES,
    *outlook.RULES,
    *outlook_paint.RULES,
    *outlook_pictures.RULES,
    *dark.RULES,
    *a11y.RULES,
    *links.RULES,
    *images.RULES,
    *message.RULES,
    *spam.RULES,
    *words.MAIL_RULES,
)
"""Rules on one mail, ours or anybody's."""

SERIES_RULES: tuple[Rule[Checked], ...] = (
    *release.RULES,
    *series_split.RULES,
    *series_names.RULES,
    *series_links.RULES,
    *series_references.RULES,
    *series_frame.RULES,
    *sensitive.RULES,
    *approval.RULES,
    *words.RULES,
    *words_claims.RULES,
    *words_care.RULES,
    *settings.RULES,
    *theme.RULES,
    *dark_theme.RULES,
)
"""Rules on a series."""
