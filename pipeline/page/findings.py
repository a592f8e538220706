"""What the checks found, and who approved the words, for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.check.ignores import Sifted
    from pipeline.page.page import Page


def findings(page: Page, found: Sifted | None) -> dict[str, Any]:
    """The findings, those that are ignored, and the approval; None while they are not known."""
    if found is None:
        return {"findings": None, "ignored": None, "approval": None}
    from pipeline.check.report.as_json import finding_data, ignored_data
    from pipeline.check.report.telling import told

    every = [finding_data(one) for one in told(found.findings)]
    ignored = [ignored_data(one) for one in found.ignored]
    for one in (*every, *ignored):
        one["file"] = page.file(one["file"]) if one["file"] else None
    return {"findings": every, "ignored": ignored, "approval": _approval(page)}


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
