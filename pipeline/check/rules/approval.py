"""Whether the words that go out are those that somebody approved."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.checked import Checked
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.words.approved import Approvable, Row, approvable, parsed
from pipeline.check.words.changes import WordChange, word_changes
from pipeline.errors import Place, shown_path
from pipeline.model import Approval, Severity
from pipeline.words import cut

TOLD = 12  # changes that are told one by one
QUOTED = 90  # characters of a change that are shown
AGAIN = "read the change and run letterloom approve again, or take it back"


@rule("approval/void", Severity.WARNING)
def void(checked: Checked) -> Iterator[Found]:
    """The words are not those that were approved.

    Somebody read these letters and put their name to them; since then a subject, a preheader, a
    word, the order of the letters or a line that stands in every letter has changed, so their name
    stands under words that they never saw. The findings show each change, as it was and as it is
    now. Let that person read it and run `letterloom approve` again, or take the change back. What
    a theme looks like, dates and waits do not count. For a release it is an error.

    Source: docs/approval.md.
    """
    approved = checked.article.settings.approved
    if not approved or not approved.words:
        return
    now = approvable(checked)
    if now.digest == approved.words:
        return
    for found in _changed(checked, approved, now):
        yield found._replace(severity=Severity.ERROR if checked.release else None)


def _changed(checked: Checked, approved: Approval, now: Approvable) -> Iterator[Found]:
    kept = parsed(checked.approved)
    where = Place(checked.article.source)
    since = f"since {approved.by} approved it on {approved.date}"
    if kept.digest != approved.words:
        yield Found(f"the words have changed {since}; what changed cannot be told", where, AGAIN)
        return
    changes = word_changes(kept.rows, now.rows)
    if not changes:
        yield Found(f"lines have moved {since}", where, AGAIN)
    for change in changes[:TOLD]:
        row = change.row
        text = f"changed {since}{_in(row)}: {_told(change)}"
        yield Found(text, row.at or where, AGAIN, needle=_needle(change), part=row.part)
    if len(changes) > TOLD:
        yield Found(f"{len(changes) - TOLD} more places have changed {since}", where, AGAIN)


def _in(row: Row) -> str:
    """Where a change is, unless it is in the article's own text, whose line is told."""
    if not row.label:
        return ""
    label = row.label if row.label[-1].isdecimal() else f"the {row.label}"
    return f", in {label} of letter {row.part}" if row.part else f", in {row.label}"


def _told(change: WordChange) -> str:
    was, now = (f"“{cut(text, QUOTED)}”" for text in (change.was, change.now))
    if not change.was:
        return f"{now} is new"
    return f"was {was}, now {now}" if change.now else f"{was} is gone"


def _needle(change: WordChange) -> str:
    """What to look for in the article's line: the first word that is new there."""
    return next(iter(change.now.split()), "")


@rule("approval/missing", Severity.NOTE)
def missing(checked: Checked) -> Iterator[Found]:
    """Nobody has approved the words of a sensitive series.

    A mail about somebody's body or grief cannot be taken back. `letterloom approve` shows every
    word to the person who answers for it and keeps their name, the day and what they read, so that
    a later change shows. A line `approved = { by = …, date = … }` alone names a reviewer in the
    mails, but says nothing of which words they read. For a release it is an error.

    Source: docs/approval.md.
    """
    settings = checked.article.settings
    approved = settings.approved
    if not settings.sensitive or (approved and approved.words):
        return
    file = shown_path(checked.article.source)
    stated = f"{approved.by} is named as reviewer, but " if approved else ""
    yield Found(
        f"{stated}nobody has approved the words of this sensitive series",
        Place(checked.article.source),
        f"letterloom approve {file} --by NAME, once they have read it",
        severity=Severity.ERROR if checked.release else None,
    )


@rule("approval/words-file-missing", Severity.WARNING)
def words_file_missing(checked: Checked) -> Iterator[Found]:
    """The file with the approved words is not there, or is not as it was written.

    Beside the article stands a file that ends in `.approved`, with the words as they were approved.
    Without it a later change still voids the approval, but nobody can see what changed. Bring it
    back, from your version control for one, or approve again.

    Source: docs/approval.md.
    """
    approved = checked.article.settings.approved
    if not approved or not approved.words or parsed(checked.approved).digest == approved.words:
        return
    there = "is not as it was written" if checked.approved else "is not there"
    yield Found(
        f"the file with the words that {approved.by} approved {there}",
        Place(checked.article.source),
        "bring it back, or approve again: without it nobody can see what changes",
    )


RULES: tuple[Rule[Checked], ...] = (void, missing, words_file_missing)
