"""The services by name: a file each in `dialects/`, loaded when it is asked for."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

from pipeline.errors import UsageError
from pipeline.export.dialect import Dialect

SERVICES = (
    "mailchimp",
    "sendgrid",
    "postmark",
    "ses",
    "brevo",
    "mailjet",
    "mailgun",
    "klaviyo",
    "customerio",
    "listmonk",
    "mautic",
    "ghost",
    "kit",
    "buttondown",
    "generic",
)
"""Every service: the names of the files in `dialects/`, `generic` for any other."""


def dialect(name: str) -> Dialect:
    """The dialect of a service. Raises UsageError where there is none of this name."""
    if name not in SERVICES:
        near = get_close_matches(name.lower(), SERVICES, 1, 0.5)
        told = f"did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"--to {name[:40]}: there is no such service",
            hint=f"{told}there are {', '.join(SERVICES)}",
        )
    made: Dialect = import_module(f"pipeline.export.dialects.{name}").DIALECT
    return made
