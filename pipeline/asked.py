"""What a person asks for on the command line: how to read an article, how to build it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a source is read; "" and nothing leave it to the file and the settings.

    `format` is a suffix without its dot; `keep` names rules of cleaning that are turned off;
    `accept` says that what cleaning takes out was looked at.
    """

    encoding: str = ""
    format: str = ""
    keep: tuple[str, ...] = ()
    accept: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build was asked for beside its source; `parts`, `read_as` and `minify` are input.

    `minify` is None where the project's settings are to say. `strict` writes nothing where the
    checks find an error; so does `release`, which checks as before sending.
    """

    out: Path
    parts: int | None = None
    read_as: ReadAs = field(default_factory=ReadAs)
    dry: bool = False
    minify: bool | None = None
    strict: bool = False
    release: bool = False
