"""What a person edits on the page, written into the two files of settings and no other.

An edit is tried in memory first: one that would not build is refused, and nothing is written.
"""

from pipeline.preview.editing.undoable import Editing

__all__ = ["Editing"]
