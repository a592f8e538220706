"""A series put into a sending service as drafts, by its API: never sent, never made twice."""

from pipeline.export.upload.address import owned
from pipeline.export.upload.calls import Call, Outcome
from pipeline.export.upload.planning import plan
from pipeline.export.upload.refusals import UploadError
from pipeline.export.upload.remembered import (
    SUFFIX,
    Remembered,
    account,
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
    "account",
    "forget",
    "left_over",
    "owned",
    "parse",
    "plan",
    "serialise",
    "upload",
]
