"""The bundle: a folder that a person, or a program, takes to the service."""

from pipeline.export.bundle.files import bundle

__all__ = ["bundle"]
