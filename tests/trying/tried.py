"""An article of two parts with fields, in a project with two samples."""

from __future__ import annotations

from pathlib import Path

from pipeline import making
from pipeline.making import Made
from pipeline.project import load_project

ARTICLE = """\
---
title: A walk
---

# A walk

Dear {{ first_name | default("there") }}, café, naïve, 日本語.

.

From here it is not far.

<!-- part -->

# The way back

Only {{ city }}.
"""
SETTINGS = """\
[sender]
name = "Fernbank"
from = "hello@example.org"

[fields.city]
default = "your town"

[[samples]]
first_name = "Maya"
city = "Porto"

[[samples]]
first_name = "Zoë"
city = "Łódź"
"""


def read(root: Path, name: str = "walk.md") -> Made:
    source = root / "content" / name
    return making.make(source, source.read_bytes(), load_project(root))
