"""What was found, for people and for programs: functions from checked files to text."""

from pipeline.check.report.as_json import as_json
from pipeline.check.report.github import github
from pipeline.check.report.markdown import markdown
from pipeline.check.report.sarif import sarif
from pipeline.check.report.statistics import statistics
from pipeline.check.report.telling import Told, fails, once, told
from pipeline.check.report.text import text

__all__ = [
    "Told",
    "as_json",
    "fails",
    "github",
    "markdown",
    "once",
    "sarif",
    "statistics",
    "text",
    "told",
]
