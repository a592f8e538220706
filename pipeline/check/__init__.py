"""Email or Series → Findings."""

from pipeline.check.before_sending import before_sending, settings_missing
from pipeline.check.conservation import conservation

__all__ = ["before_sending", "conservation", "settings_missing"]
