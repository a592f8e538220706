"""Lists whose bullets and numbers were typed by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.word.numbering import Item
from pipeline.read.word.roles import Role
from pipeline.read.word.texts import Sheet

_BULLET = re.compile(r"\s*[•◦▪‣●○■➢➤·*-]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")
_LIST = "typed"


def typed_lists(sheet: Sheet, found: Sequence[Role]) -> list[Role]:
    """The roles with the items of such lists; two that follow each other make one."""
    settled = list(found)
    run: list[tuple[int, Item, int]] = []
    for number in range(1, len(found) + 2):
        if number <= len(found) and found[number - 1].kind == "text":
            text = sheet.text(number)
            if not text.strip():
                continue
            item = _item(text)
            if item and _goes_on(run, number, item[0], sheet):
                run.append((number, *item))
                continue
        else:
            item = None
        _settle(run, settled)
        run = [(number, *item)] if item else []
    return settled


def _item(text: str) -> tuple[Item, int] | None:
    """The item that a text begins like, and the characters of its sign."""
    bullet, counted = _BULLET.match(text), _NUMBER.match(text)
    if bullet:
        return Item(_LIST, 0, ordered=False, number=0, label=""), bullet.end()
    if counted:
        return Item(_LIST, 0, ordered=True, number=int(counted[1]), label=""), counted.end()
    return None


def _goes_on(run: Sequence[tuple[int, Item, int]], number: int, item: Item, sheet: Sheet) -> bool:
    if not run:
        return True
    before, last, _ = run[-1]
    beside = sheet.elements[before - 1].getparent() is sheet.elements[number - 1].getparent()
    counts_on = not item.ordered or item.number == last.number + 1
    return beside and item.ordered == last.ordered and counts_on


def _settle(run: Sequence[tuple[int, Item, int]], settled: list[Role]) -> None:
    if len(run) < 2:
        return
    for number, item, size in run:
        settled[number - 1] = replace(settled[number - 1], kind="item", item=item, typed=size)
