"""Every rule, in the order in which people mend things: a mail's, then a series'."""

from __future__ import annotations

from pipeline.check.checked import Checked
from pipeline.check.mail import Mail
from pipeline.check.rule import Rule

MAIL_RULES: tuple[Rule[Mail], ...] = ()
"""Rules on one mail, ours or anybody's: `rules/`, a file a family."""

SERIES_RULES: tuple[Rule[Checked], ...] = ()
"""Rules on a series."""
