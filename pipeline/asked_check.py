"""What a person asks to be checked, and what a check of one file gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.errors import LetterloomError
from pipeline.model import CheckSettings, Finding, Ignored

ARTICLE, MAIL = "article", "mail"


@dataclass(frozen=True, slots=True)
class AskedCheck:
    """How files are to be checked.

    `settings` are the project's with the command line's laid over. `release` says that the mails
    are about to be sent; `spam` and `online` ask for SpamAssassin and for links on the network.
    `kind` is "article" or "mail" for all files, "" to go by each file. `name` is what standard
    input is called: its suffix says what it is.
    """

    settings: CheckSettings = field(default_factory=CheckSettings)
    release: bool = False
    spam: bool = False
    online: bool = False
    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was checked: what it was taken for, what was found, or why it cannot be read.

    `findings` are those that nobody ignores, `ignored` the others. `parts` is the number of mails
    that an article became.
    """

    name: str
    kind: str = MAIL
    findings: tuple[Finding, ...] = ()
    error: LetterloomError | None = None
    parts: int = 0
    ignored: tuple[Ignored, ...] = ()
