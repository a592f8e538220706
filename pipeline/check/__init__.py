"""Email or Series → Findings: an ordered table of rules (`table`), a file a family."""

from pipeline.check.checked import Checked, in_article
from pipeline.check.conservation import conservation
from pipeline.check.ignore_comments import in_html, of_article
from pipeline.check.ignores import heeding, sifted
from pipeline.check.mail import Mail
from pipeline.check.run import check_mail, check_series, findings, sifted_findings

__all__ = [
    "Checked",
    "Mail",
    "check_mail",
    "check_series",
    "conservation",
    "findings",
    "heeding",
    "in_article",
    "in_html",
    "of_article",
    "sifted",
    "sifted_findings",
]
