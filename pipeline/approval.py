"""An approval: the words of an article as somebody read them, kept beside it, and their name.

Two files tell it. The article's `.toml` says who approved, when, and the hash of the words; a
file that ends in `.approved` keeps the words themselves, so that a later check can show what has
changed since (`kept_words`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import write
from pipeline.errors import LetterloomError, Place, SettingsError
from pipeline.kept_words import file_of, text_of
from pipeline.model import Approval, Finding, Project, Severity
from pipeline.project import exists, settings_file
from pipeline.settings import document
from pipeline.settings.write_approved import with_approval

if TYPE_CHECKING:
    from pipeline.check.checked import Checked
    from pipeline.check.words.approved import Approvable
    from pipeline.check.words.changes import WordChange

CLAIMS = ("words/claim", "words/claim-unsourced")
"""Findings that tell what a text claims."""

_REMARK = """\
# The words of {name} as {by} approved them on {date}.
# letterloom approve wrote this file, and letterloom check compares the letters with it, so leave
# it as it is. docs/approval.md tells more.

"""


@dataclass(frozen=True, slots=True)
class ToApprove:
    """An article before somebody approves it.

    `words` are those that would be approved, `changes` what changed since they last were, None if
    they never were or nobody can tell. `findings` are what the checks find.
    """

    source: Path
    checked: Checked
    words: Approvable
    changes: tuple[WordChange, ...] | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended first."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    @property
    def claims(self) -> tuple[Finding, ...]:
        """What the text claims, for the person who answers for it."""
        return tuple(one for one in self.findings if one.rule in CLAIMS)


def to_approve(source: Path, project: Project) -> ToApprove:
    """What somebody would approve of an article, as it is now."""
    from pipeline.check.run import sifted_findings
    from pipeline.check.words.approved import approvable, parsed
    from pipeline.check.words.changes import word_changes
    from pipeline.checking import checked_article

    checked = checked_article(source, project)
    words = approvable(checked)
    before = parsed(checked.approved)
    changes = tuple(word_changes(before.rows, words.rows)) if before.rows else None
    findings = sifted_findings(checked, file=str(source)).findings
    return ToApprove(source, checked, words, changes, findings)


def refuse_errors(asked: ToApprove) -> None:
    """Raise where the checks find an error: mending it would void the approval at once."""
    many = len(asked.errors)
    if many:
        named = ", ".join(dict.fromkeys(one.rule for one in asked.errors))
        raise LetterloomError(
            f"{many} error{'s' if many > 1 else ''} must be mended before anybody approves: "
            f"{named}",
            hint="mending one changes the words; what is meant as it is can be ignored, with a "
            "reason",
        )


def approve(asked: ToApprove, by: str, date: str) -> tuple[Path, Path]:
    """Write an approval down: its settings and its words. Gives the two files.

    Raises SettingsError where the front matter already names a reviewer.
    """
    _refuse_front(asked.source, asked.checked)
    settings, kept_in = settings_file(asked.source), file_of(asked.source)
    told = Approval(by, date, asked.words.digest)
    text = with_approval(text_of(settings), told, str(settings))
    remark = _REMARK.format(name=asked.source.name, by=by, date=date)
    _write_both(settings, text, kept_in, remark + asked.words.text)
    return settings, kept_in


def withdraw(source: Path) -> tuple[Path, Path]:
    """Take an approval back: its settings and its words go. Gives the two files."""
    settings, kept_in = settings_file(source), file_of(source)
    before = text_of(settings)
    text = with_approval(before, None, str(settings))
    if text == before and not exists(kept_in):
        raise SettingsError(
            "there is no approval to take back",
            place=Place(str(settings if exists(settings) else source)),
            hint="letterloom approve writes one; what stands in front matter is yours to change",
        )
    _write_both(settings, text, kept_in, None)
    return settings, kept_in


def _refuse_front(source: Path, checked: Checked) -> None:
    """Raise where an approval stands in the front matter: no key may stand in two places."""
    if not checked.article.settings.approved:
        return
    file = settings_file(source)
    told = document.read(file).data if exists(file) else {}
    if "approved" not in told:
        raise SettingsError(
            "the front matter names a reviewer already",
            place=Place(str(source)),
            hint=f"take approved out of it: the approval is written into {file.name}",
        )


def _write_both(settings: Path, text: str, kept_in: Path, words: str | None) -> None:
    """Write both files or neither, as far as a disk allows: the words are put back if need be."""
    before = kept_in.read_bytes() if exists(kept_in) else None
    _put(kept_in, None if words is None else words.encode())
    try:
        write.replace_file(settings, text.encode())
    except BaseException:
        _put(kept_in, before)
        raise


def _put(file: Path, data: bytes | None) -> None:
    """A file with these bytes, or none at all."""
    if data is not None:
        write.replace_file(file, data)
        return
    with write.told(file):
        file.unlink(missing_ok=True)
