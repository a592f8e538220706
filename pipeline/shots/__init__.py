"""Pictures of a series' mails: each part at some widths, by day and in the dark, on one sheet."""

from pipeline.shots.asked import MODES, WIDTHS, Asked, Wanted
from pipeline.shots.taking import FOLDER, Taken, take

__all__ = ["FOLDER", "MODES", "WIDTHS", "Asked", "Taken", "Wanted", "take"]
