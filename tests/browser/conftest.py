"""The browser that these tests share with those of the mail programs."""

from chromium import browser

__all__ = ["browser"]
