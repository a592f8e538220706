"""What a person asks to be checked; what a check of one file gives is a `CheckedFile`."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model import CheckedFile, CheckSettings

__all__ = ["ARTICLE", "MAIL", "AskedCheck", "CheckedFile"]

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
