"""Tables in the plain text: in columns where they fit, row by row where not."""

from __future__ import annotations

import pytest
from trees import built

LONG = "words and words and words and words"
TABLES = {
    "in columns": (
        "| Fruit | Price | 名前 |\n|---|---:|:-:|\n| Apple | 12 | りんご |\n| Fig | 1200 | 実 |\n",
        "Fruit  Price   名前\n-----  -----  ------\nApple     12  りんご\nFig     1200    実\n",
    ),
    "without names": ("| | |\n|---|---|\n| a | b |\n| cc | |\n", "a   b\ncc\n"),
    "of names alone": ("| a | b |\n|---|---|\n", "a  b\n-  -\n"),
    "with a link": (
        "| a | b |\n|---|---|\n| [x](https://example.org/x) | y |\n",
        "a      b\n-----  -\nx [1]  y\n\n\n[1] https://example.org/x\n",
    ),
    "row by row": (
        f"| First | Second | Third |\n|---|---|---|\n| {LONG} | {LONG} | |\n| b | | {LONG} |\n",
        f"First: {LONG}\nSecond: {LONG}\nThird: -\n\nFirst: b\nThird: {LONG}\n",
    ),
    "row by row, without names": (
        f"| | | |\n|---|---|---|\n| {LONG} | {LONG} | a |\n| b | | c |\n",
        f"{LONG}\n{LONG}\na\n\nb\nc\n",
    ),
    "of names too long for a line": (
        f"| {LONG} | {LONG} | {LONG} |\n|---|---|---|\n",
        f"{LONG} | {LONG} | {LONG}\n",
    ),
    "with a field, whose width nobody knows": (
        "| Name | Town |\n|---|---|\n| {{ first_name }} | Rome |\n",
        "Name: there\nTown: Rome\n",
    ),
    "within a list": (
        "- item\n\n  | a | b |\n  |---|---|\n  | c | d |\n",
        "- item\n\n  a  b\n  -  -\n  c  d\n",
    ),
    "within a quotation": ("> | a |\n> |---|\n> | b |\n", "> a\n> -\n> b\n"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table(make, name):
    """A build proves that no word of it was lost, and that all are in order."""
    written, expected = TABLES[name]
    root = make({"a.md": f"# T\n\nBefore.\n\n{written}", "a.toml": 'lang = "en"\n'})
    (path,) = built(root, "a.md").folder.glob("01-*/email.txt")
    shown = path.read_text(encoding="utf-8").partition("Before.\n\n")[2]
    assert shown.partition("\n----------------------------------------")[0] == expected
