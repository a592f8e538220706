"""What paper left in a text: page numbers, and the running heads that carry them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = r"(?:page|seite|página|pagina|blz\.|pagina's?)"
_NUMBER = rf"{_WORD}\s+\d{{1,4}}(?:\s*(?:of|von|de|di|van|/)\s*\d{{1,4}})?"
_ALONE = re.compile(rf"{_NUMBER}|[-–—]\s*\d{{1,4}}\s*[-–—]", re.IGNORECASE)
_WITHIN = re.compile(rf"(?:.{{1,80}}\W)?{_NUMBER}(?:\W.{{1,80}})?", re.IGNORECASE)


def page_marks(texts: Sequence[str]) -> set[int]:
    """The indices of the texts that only say which page it is.

    That is a page's number alone ("Page 3 of 9", "- 3 -"), or a line that comes at least twice
    and is the same but for the number of its page.
    """
    lines = [" ".join(text.split()) for text in texts]
    heads = {at: re.sub(r"\d+", "0", line) for at, line in enumerate(lines) if _names_page(line)}
    counts = Counter(heads.values())
    return {
        at
        for at, line in enumerate(lines)
        if _ALONE.fullmatch(line) or (at in heads and counts[heads[at]] > 1)
    }


def _names_page(line: str) -> bool:
    return len(line) <= 160 and bool(_WITHIN.fullmatch(line)) and not line.endswith((".", ","))
