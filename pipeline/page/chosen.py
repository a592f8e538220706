"""Who fills the fields of mails that are looked at: somebody by name or number, and own values."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import assembly, slots
from pipeline.errors import UsageError
from pipeline.making import Made
from pipeline.model import Email
from pipeline.page.people import Person, people

ADDRESS = "email"


def values_of(
    made: Made, person: str = "", values: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The values of a person, called by name or number as the preview lists them, and others' over.

    Raises UsageError for somebody who is not there and for a field that there is not.
    """
    given = values or {}
    known = {**slots.BUILT_IN, **made.project.fields}
    for name in given:
        if name not in known:
            near = ", ".join(sorted(set(known) - {ADDRESS, *slots.PERSONAL_LINKS}))
            raise UsageError(f"--set: there is no field {name!r}", hint=f"one of: {near}")
        if name == ADDRESS or name in slots.PERSONAL_LINKS:
            raise UsageError(f"--set: {name} cannot be set: personal links lead nowhere here")
    return {**_person(made, person).values, **given}


def filling(made: Made, email: Email, values: Mapping[str, str] | None) -> dict[str, str]:
    """What fills a mail: these values, or the first sample's where there are none.

    Links are as in every sample: those of the web are true, personal ones lead nowhere.
    """
    own = assembly.sample_values(made.article, email, made.project)
    if values is None:
        return own
    links = {name: own[name] for name in ("web_url", *slots.PERSONAL_LINKS) if name in own}
    return {**values, **links}


def _person(made: Made, named: str) -> Person:
    there = people(made)
    if not named:
        return there[0]
    if named.isdecimal() and 0 < int(named[:6]) <= len(there):
        return there[int(named) - 1]
    wanted = named.casefold()
    whole = [one for one in there if one.name.casefold() == wanted]
    begun = [one for one in there if one.name.casefold().startswith(wanted)]
    for found in (whole, begun):
        if len(found) == 1:
            return found[0]
    names = ", ".join(f"{number} {one.name}" for number, one in enumerate(there, 1))
    several = "more than one person is" if len(whole or begun) > 1 else "nobody is"
    raise UsageError(f"--person: {several} called {named!r}", hint=f"one of: {names}")
