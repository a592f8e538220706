"""What an article or the project does not say yet, and should before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.checked import Checked
from pipeline.check.rule import Found, Rule, rule
from pipeline.errors import Place
from pipeline.model import Severity


@rule("settings/before-sending", Severity.NOTE)
def before_sending(checked: Checked) -> Iterator[Found]:
    """Settings are missing without which nothing should be sent.

    Who sends, where that is on paper, and how to stop the mails: readers expect it, and the law of
    most countries asks for it. `letterloom.toml` has a key for each.

    Source: RFC 8058; 15 U.S.C. 7704 asks for the postal address in the United States.
    """
    project = checked.project
    if project.before_sending:
        yield Found(
            project.before_sending,
            Place(project.file) if project.file else None,
            "in letterloom.toml: " + "; ".join(project.unset.values()),
        )


@rule("article/no-date", Severity.NOTE)
def article_no_date(checked: Checked) -> Iterator[Found]:
    """The article has no date, so its sample mails carry a made-up one.

    The same input is to give the same bytes, so a build never looks at the clock. Write
    `date = 2026-01-31` in the article's settings. A mail that is sent gets the true date.

    Source: RFC 5322, section 3.6.1: every mail has a Date.
    """
    if checked.article.date is None and not checked.article.settings.atom_feed:
        yield Found(
            "the article has no date, so its sample mails carry one that is made up",
            None,
            "write date = 2026-01-31 in its settings; a mail that is sent gets the true date",
        )


@rule("feed/no-date", Severity.WARNING)
def feed_no_date(checked: Checked) -> Iterator[Found]:
    """The article has no date, so the dates in its feed are made up.

    Programs that read feeds sort by date. Write `date = 2026-01-31` in the article's settings.

    Source: RFC 4287, section 4.2.15.
    """
    if checked.article.date is None and checked.article.settings.atom_feed:
        yield Found(
            "the article has no date, so the dates in its feed begin at 1 January 2000",
            Place(checked.article.source),
            "write date = 2026-01-31 in its settings: programs that read the feed sort by it",
        )


RULES: tuple[Rule[Checked], ...] = (feed_no_date, article_no_date, before_sending)
