"""The series in the syntax of the sending services that people already use.

    Emails ──letters──▶ Exported ─┬─ bundle ──▶ files for a person who uploads by hand
                                  └─ upload ──▶ drafts in the service, by its API

A service is a file in `dialects/`; `services.dialect` gives it by name.
"""

from pipeline.export.dialect import Dialect, Exported, Letter
from pipeline.export.services import SERVICES, dialect

__all__ = ["SERVICES", "Dialect", "Exported", "Letter", "dialect"]
