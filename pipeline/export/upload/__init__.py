"""A series put into a sending service as drafts, by its API: never sent, never made twice."""

from pipeline.export.upload.calls import Call, Outcome
from pipeline.export.upload.planning import plan
from pipeline.export.upload.refusals import UploadError
from pipeline.export.upload.remembered import (
    SUFFIX,
    Remembered,
    forget,
    left_over,
    parse,
    serialise,
)
from pipeline.export.upload.uploading import Done, upload

__all__ = [
    "SUFFIX",
    "Call",
    "Done",
    "Outcome",
    "Remembered",
    "UploadError",
    "forget",
    "left_over",
    "parse",
    "plan",
    "serialise",
    "upload",
]
