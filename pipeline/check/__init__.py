"""Email or Series → Findings: an ordered table of rules, a file a family."""

from pipeline.check.before_sending import before_sending, settings_missing
from pipeline.check.checked import Checked, in_article
from pipeline.check.conservation import conservation
from pipeline.check.mail import Mail
from pipeline.check.run import check_mail, check_series, findings
from pipeline.check.table import MAIL_RULES, SERIES_RULES

__all__ = [
    "MAIL_RULES",
    "SERIES_RULES",
    "Checked",
    "Mail",
    "before_sending",
    "check_mail",
    "check_series",
    "conservation",
    "findings",
    "in_article",
    "settings_missing",
]
