"""Article → Series: where to break, titles, subjects and preheaders, when each part goes."""

from pipeline.plan.breaks import TEXT
from pipeline.plan.reasons import Reason, Reasons, Runner
from pipeline.plan.series import plan, reasons, written

__all__ = ["TEXT", "Reason", "Reasons", "Runner", "plan", "reasons", "written"]
