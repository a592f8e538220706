"""Letterloom: a long article in, a calm email series out, every word accounted for."""

__version__ = "0.1.0"
