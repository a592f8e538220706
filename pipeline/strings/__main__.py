"""Writes catalogues for translators.

    python -m pipeline.strings > templates/locale/letterloom.pot
    python -m pipeline.strings it > templates/locale/it.po
    python -m pipeline.strings it old.po > templates/locale/it.po

The first is the template of all; the second a language's, empty; the third takes over what was
translated before.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.strings.template import catalogue, template


def written(arguments: Sequence[str]) -> str:
    """What the command writes."""
    if not arguments:
        return template()
    tag, *before = arguments
    old = Path(before[0]).read_text(encoding="utf-8") if before else ""
    return catalogue(tag, old, before[0] if before else "")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(written(sys.argv[1:]))
