"""Article → Series: where to break, titles, subjects and preheaders, when each part goes."""

from pipeline.plan.series import plan, written

__all__ = ["plan", "written"]
