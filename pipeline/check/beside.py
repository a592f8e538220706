"""What is found on the way to a mail rather than by a rule of the table: its pages."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.check.beside_export import EXPORT
from pipeline.check.names import Known
from pipeline.model import Severity

_PAGES: Mapping[str, tuple[Severity, str]] = {
    "image/no-alt": (
        Severity.ERROR,
        """\
An image says nothing to those who do not see it.

Many readers have images blocked, and some listen to their mail. Write between the brackets what
the image shows, as `![a path through a wood](wood.jpg)`; if it only decorates, say so:
`![](wood.jpg){decorative}`. In imported text it is a warning.

Source: WCAG 2.2, success criterion 1.1.1.""",
    ),
    "image/alt-file-name": (
        Severity.WARNING,
        """\
The words for an image are the name of its file.

Who listens to the mail hears “I M G underscore 4 0 2 3”. Say what the image shows, in as many
words as you would on the telephone.

Source: WCAG 2.2, failure F30.""",
    ),
    "image/spaced": (
        Severity.WARNING,
        """\
The address of an image has a space in it, so it is no image but plain text.

Markdown ends an address at the first space. Put the address between `<` and `>`, or rename the
file.

Source: CommonMark 0.31, link destinations.""",
    ),
    "image/moves": (
        Severity.WARNING,
        """\
An image that moves does not move everywhere, or is heavy.

Outlook for Windows shows the first picture of an animation, telephones load it slowly, and some
readers are made ill by movement. Let the first picture say everything.

Source: WCAG 2.2, success criterion 2.2.2; Outlook for Windows from 2007 on.""",
    ),
    "out/older": (
        Severity.WARNING,
        """\
A folder in out/ was made from the same article when it had another name.

Somebody might send the old mails. Remove the folder.

Source: the `article.source` of the two manifests.""",
    ),
    "mjml/mistake": (
        Severity.ERROR,
        """\
The MJML is wrong, so the mail is not what its author meant, or none at all.

A tag that there is not, or that may not stand where it stands, is left out or stops the
compiling. Correct the line.

Source: MJML 4, the attributes and parents of each component.""",
    ),
    "check/ignore-unused": (
        Severity.NOTE,
        """\
An ignore does nothing: what it was for is mended, or was never there.

It would hide the next mistake of that kind. Take it out; `letterloom check --fix` does so for
comments in files that are named.

Source: docs/check.md, “What you decide to leave”.""",
    ),
    "check/ignore-reason": (
        Severity.WARNING,
        """\
An ignore does not say why, so it is not heeded.

Whoever reads it next year must be able to tell whether it still holds. Write the reason after a
colon: `<!-- check-ignore link/insecure: the museum has no https -->`.

Source: docs/check.md, “What you decide to leave”.""",
    ),
    "check/ignore-unknown": (
        Severity.WARNING,
        """\
An ignore names no check that there is, so it is not heeded.

The hint has the nearest name; `letterloom check --explain` lists them all.

Source: docs/check.md, “What you decide to leave”.""",
    ),
}

BESIDE: tuple[Known, ...] = tuple(
    Known(name, severity, doc) for name, (severity, doc) in (*_PAGES.items(), *EXPORT.items())
)
"""The checks that are no rules of the table; a rule of the same name wins."""
