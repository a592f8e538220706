"""What a rule is, and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from inspect import cleandoc
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from pipeline.errors import Place
from pipeline.markup import Element
from pipeline.model import Change, CheckSettings, Finding, Lines, Severity

if TYPE_CHECKING:
    from pipeline.check.checked import Checked
    from pipeline.check.mail import Mail

At: TypeAlias = Element | int | Lines | Place | None
"""Where: an element, an offset of the mail's HTML, lines of the article, a place, or nowhere."""


OFF = "off"


class Found(NamedTuple):
    """What a rule tells: what is wrong, where, what to do.

    `needle` is what the caret is put under, where the place's line holds it. `severity` replaces
    the rule's own. `key` tells which of a mail's findings are the same and told once, with their
    count: else those with equal messages. `clients` and `tested` are as a Finding's. `changes`
    mend it; their offsets are those of the mail's HTML where their file is "".
    """

    message: str
    at: At = None
    hint: str = ""
    needle: str = ""
    severity: Severity | None = None
    key: str = ""
    clients: tuple[str, ...] = ()
    tested: str = ""
    part: int = 0
    changes: tuple[Change, ...] = ()


Asked = TypeVar("Asked", "Mail", "Checked")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Asked]):
    """A rule: its name (`family/what`), its severity, and the function that finds.

    The function's docstring is its page in `docs/checks/`: a first line that says what is wrong,
    then why it matters and what to do, then a line `Source: …`. One that is not `on` is run only
    where it is selected, or given a severity, by its own name.
    """

    name: str
    severity: Severity
    find: Callable[[Asked], Iterator[Found]]
    on: bool = True

    @property
    def family(self) -> str:
        """What stands before the slash."""
        return self.name.partition("/")[0]

    @property
    def doc(self) -> str:
        """What it is about, why it matters, its source."""
        return cleandoc(self.find.__doc__ or "")

    @property
    def title(self) -> str:
        """What it is about, in one line."""
        return self.doc.partition("\n")[0].rstrip(".")

    def __call__(self, asked: Asked) -> Iterator[Found]:
        """What it finds."""
        return self.find(asked)


def named(wanted: str, rule: str) -> bool:
    """Whether a rule is meant by a name: its own, or that of its family."""
    return wanted in (rule, rule.partition("/")[0])


def told_severity(settings: CheckSettings, rule: str) -> str:
    """What the settings say of a rule, or of its family: a severity, "off", or "" for nothing."""
    told = settings.severities
    return told.get(rule) or told.get(rule.partition("/")[0], "")


def is_wanted(settings: CheckSettings, rule: str) -> bool:
    """Whether a rule is selected and not turned off."""
    selected = not settings.select or any(named(name, rule) for name in settings.select)
    return selected and told_severity(settings, rule) != OFF


def wanted(findings: Iterable[Finding], settings: CheckSettings) -> Iterator[Finding]:
    """The findings of rules that are wanted, with the severity that the settings give."""
    for one in findings:
        if is_wanted(settings, one.rule):
            severity = told_severity(settings, one.rule)
            yield replace(one, severity=Severity(severity)) if severity else one


def rule(
    name: str, severity: Severity, *, on: bool = True
) -> Callable[[Callable[[Asked], Iterator[Found]]], Rule[Asked]]:
    """Makes a function a rule."""

    def made(find: Callable[[Asked], Iterator[Found]]) -> Rule[Asked]:
        return Rule(name, severity, find, on)

    return made
