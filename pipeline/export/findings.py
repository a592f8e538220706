"""What is to be known of a series before it goes to a service: its limits, its syntax, its ways.

The pages of these rules are in `pipeline/check/beside_export.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from pipeline.errors import Place
from pipeline.export import finding_privacy, finding_syntax
from pipeline.export.account import missing
from pipeline.export.dialect import Exported, Images, Shape
from pipeline.export.finding_case import Case, Named, nothing
from pipeline.export.finding_places import of_name, of_part
from pipeline.export.letters import Pen
from pipeline.model import Finding, Series, Severity


def findings(
    exported: Exported,
    series: Series,
    pens: Sequence[Pen],
    *,
    named: Named = nothing,
    upload: bool = False,
    places: Mapping[str, Place] | None = None,
) -> Iterator[Finding]:
    """What is found; the same of several letters is told once, with its count.

    `pens` are those that wrote the letters. `named` gives the words of a text that tell what the
    series is about; with `upload` the letters leave this machine now; `places` are those of the
    project's `[export]`.
    """
    case = Case(exported, series, pens, named, upload, places or {})
    found = (one for rule in RULES for one in rule(case))
    yield from _merged(found)


def too_large(case: Case) -> Iterator[Finding]:
    """Letters of more bytes than the service takes."""
    limits = case.exported.dialect.limits
    for letter, part in case.letters():
        html, text = len(letter.html.encode()), len(letter.text.encode())
        counted = html + text if limits.together else html
        what = "HTML and text together are" if limits.together else "the HTML is"
        for size, most, told in ((counted, limits.html, what), (text, limits.text, "the text is")):
            if most and size > most:
                yield Finding(
                    "export/too-large",
                    Severity.ERROR,
                    f"{told} {size:,} bytes; {case.title} takes {most:,}",
                    "make the letter shorter (series.parts), or set build.minify = true",
                    part.number,
                    of_part(case.series.article, part),
                )


def subject_too_long(case: Case) -> Iterator[Finding]:
    """Subjects of more characters than the service takes."""
    most = case.exported.dialect.limits.subject
    for letter, part in case.letters():
        if most and len(letter.subject) > most:
            yield Finding(
                "export/subject-too-long",
                Severity.ERROR,
                f"the subject has {len(letter.subject):,} characters as {case.title} takes it; "
                f"it takes {most:,}",
                "choose a shorter subject for this part, or a shorter default for its field",
                part.number,
                of_name(case.series.article, part),
            )


def too_many_letters(case: Case) -> Iterator[Finding]:
    """More letters than a sequence there holds."""
    most, count = case.exported.dialect.limits.letters, len(case.exported.letters)
    if most and count > most:
        yield Finding(
            "export/too-many-letters",
            Severity.ERROR,
            f"the series has {count} letters; a sequence at {case.title} holds {most}",
            f"make fewer of them: series.parts = {most}, or --parts {most}",
            place=case.source,
        )


def first_wait(case: Case) -> Iterator[Finding]:
    """Waits that the service cannot keep."""
    unit = case.exported.dialect.limits.wait
    for letter, part in case.letters() if unit else ():
        early = letter.number > 1 and letter.wait < unit
        if early or letter.wait % unit:
            told = _told(unit)
            least = f"only the first letter may go at once, the others after {told} or more"
            whole = f"the times between letters are whole numbers of {told}"
            yield Finding(
                "export/first-wait",
                Severity.ERROR,
                f"at {case.title} {least if early else whole}",
                f'set the wait of part {part.number}: wait = "1 day"',
                part.number,
                of_name(case.series.article, part),
            )


def no_unsubscribe(case: Case) -> Iterator[Finding]:
    """Letters without the service's own link to stop them; its own frame has one."""
    dialect = case.exported.dialect
    link = dialect.links.get("unsubscribe_url", "")
    for letter, part in case.letters() if dialect.shape is Shape.DOCUMENT else ():
        lacks = [
            name
            for name, text in (("HTML", letter.html), ("plain text", letter.text))
            if not link or link not in text
        ]
        if lacks:
            yield Finding(
                "export/no-unsubscribe",
                Severity.ERROR,
                f"the letter's {' and '.join(lacks)} has no link of {case.title}'s own to stop "
                "the mails",
                "let the theme's footer have {{ unsubscribe_url }}"
                + (f": it becomes {link}" if link else ", and choose a service that has one"),
                part.number,
            )


def images_hosted(case: Case) -> Iterator[Finding]:
    """Pictures that are nowhere on the web, for a service that takes none."""
    if case.exported.dialect.images is not Images.HOSTED:
        return
    there = {pen.part: pen.images for pen in case.pens}
    for letter in case.exported.letters:
        images = there.get(letter.number, {})
        lost = [
            one.name for one in letter.images if not images.get(one.name, "").startswith("https://")
        ]
        if lost:
            yield Finding(
                "export/images-hosted",
                Severity.ERROR,
                f"{case.title} takes no pictures with a letter, and these are nowhere on the web: "
                + ", ".join(lost),
                "put the folder images/ of the series on the web, and set links.images to where",
                letter.number,
                case.source,
            )


def setting_missing(case: Case) -> Iterator[Finding]:
    """What nobody said of the account; an upload cannot go without it."""
    dialect = case.exported.dialect
    for one in missing(dialect, case.exported.settings):
        yield Finding(
            "export/setting-missing",
            Severity.ERROR if case.upload else Severity.NOTE,
            f"{case.title} needs {one.name}: {one.doc}",
            f'[export.{dialect.name}] {one.name} = "{one.example}", or --set {one.name}=…',
            place=case.places.get(dialect.name),
        )


def unconfirmed(case: Case) -> Iterator[Finding]:
    """What no primary source confirmed of the service."""
    for one in case.exported.dialect.unconfirmed:
        yield Finding(
            "export/unconfirmed",
            Severity.NOTE,
            f"not confirmed by {case.title}: {one}",
            "send yourself a test mail there before anybody else gets one",
        )


def leave_series(case: Case) -> Iterator[Finding]:
    """How a reader leaves this series and stays in others."""
    how = case.exported.dialect.leave_series
    told = (
        f"at {case.title} a reader leaves only this series so: {how}"
        if how
        else f"at {case.title} nobody can leave this series alone: whoever stops it, stops all"
    )
    hint = "" if how else "say so where people sign up, or choose another service"
    yield Finding("export/leave-series", Severity.NOTE, told, hint)


def _told(time: timedelta) -> str:
    """A length of time in words: an hour, 30 minutes, a day."""
    for unit, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        count, rest = divmod(int(time.total_seconds()), unit)
        if count and not rest:
            return f"{count} {name}{'s' if count > 1 else ''}"
    return str(time)


def _merged(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings, those that say the same of one place made one, with their count."""
    same: dict[tuple[object, ...], list[Finding]] = {}
    for one in found:
        same.setdefault((one.rule, one.message, one.place), []).append(one)
    for first, *others in same.values():
        parts = {first.part, *(one.part for one in others)}
        yield replace(first, part=first.part if len(parts) == 1 else 0, count=1 + len(others))


RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    finding_syntax.fields,
    no_unsubscribe,
    finding_privacy.tracking,
    finding_privacy.archive,
    finding_privacy.topic_shown,
    images_hosted,
    too_large,
    subject_too_long,
    too_many_letters,
    first_wait,
    setting_missing,
    finding_syntax.values_unescaped,
    finding_syntax.literals,
    unconfirmed,
    leave_series,
)
"""What is looked for, in the order in which people mend things."""
