"""The page that shows a series: its data, its files, and the whole of it as one file.

The preview serves the same page and swaps its data while an author writes; `out/<slug>/index.html`
holds it with its data within.
"""

from pipeline.page.data import Page, data
from pipeline.page.people import Person, people
from pipeline.page.whole import STATIC, html, whole

__all__ = ["STATIC", "Page", "Person", "data", "html", "people", "whole"]
