"""What the checks found, and who approved the words, for the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import shown_path
from pipeline.project import SETTINGS_FILE

if TYPE_CHECKING:
    from pipeline.check.ignores import Sifted
    from pipeline.page.page import Page

LINE = 600
"""Characters of a finding's line that are shown: a paragraph's, not a whole book's."""


def findings(page: Page, found: Sifted | None) -> dict[str, Any]:
    """The findings, those that are ignored, and the approval; None while they are not known."""
    if found is None:
        return {"findings": None, "ignored": None, "approval": None}
    from pipeline.check.report.as_json import finding_data, ignored_data
    from pipeline.check.report.telling import told

    every = [_windowed(finding_data(one)) for one in told(found.findings)]
    ignored = [ignored_data(one) for one in found.ignored]
    source, root = Path(page.made.article.source), Path(page.made.project.root)
    paths = [str(one) for one in (source, source.with_suffix(".toml"), root / SETTINGS_FILE)]
    for one in (*every, *ignored):
        _name_files(page, one, paths)
    return {"findings": every, "ignored": ignored, "approval": _approval(page)}


def _windowed(one: dict[str, Any]) -> dict[str, Any]:
    """A finding with that much of its line that is shown, and where in the line this begins.

    Whether it can be mended is enough for the page: changes are for programs that make them.
    """
    begins = max(0, (one["column"] or 1) - 1 - LINE // 2) if len(one["text"]) > LINE else 0
    text, fixable = one["text"][begins : begins + LINE], bool(one.pop("changes"))
    return {**one, "text": text, "begins": begins, "fixable": fixable}


def _name_files(page: Page, one: dict[str, Any], paths: Iterable[str]) -> None:
    """Call files as the page does, wherever it was built: the place of a finding, its words."""
    own = [one["file"]] if one["file"] else []
    one["file"] = page.file(one["file"]) if one["file"] else None
    for path in dict.fromkeys((*own, *paths)):
        shown, name = shown_path(path), page.file(path)
        for key in ("message", "hint"):
            if shown != name and shown in one.get(key, ""):
                one[key] = _renamed(one[key], shown, name)


def _renamed(text: str, shown: str, name: str) -> str:
    return re.sub(rf"(?<![\w/.-]){re.escape(shown)}(?![\w/-])", lambda _: name, text)


def _approval(page: Page) -> dict[str, Any]:
    """Who approved, when, the hash of the words as they are, and whether it is those."""
    from pipeline.check.words.approved import approvable

    told = page.made.article.settings.approved
    digest = approvable(page.seen).digest
    return {
        "by": told.by if told else "",
        "date": told.date if told else "",
        "approved": bool(told and told.words == digest),
        "digest": digest,
    }
