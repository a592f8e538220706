"""An article's settings: from its front matter and from the .toml beside it, never both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pipeline.errors import Place, SettingsError
from pipeline.model import Approval, ArticleSettings, Author, Links, SeriesSettings, Support
from pipeline.settings.checks import ignores
from pipeline.settings.reading import read
from pipeline.settings.schema import OF_ARTICLE
from pipeline.settings.series import parts, series
from pipeline.settings.setting import Setting


class Told(NamedTuple):
    """A value as read, where it was told, and where the table around it is."""

    value: Any
    place: Place
    table: Place


def article(
    sources: Iterable[Setting], under: SeriesSettings, links: Links | None = None
) -> ArticleSettings:
    """The settings that the sources tell together; the series' are laid over the project's.

    `links` are the project's. Raises SettingsError for any mistake, and for a key that two sources
    tell.
    """
    told: dict[str, Told] = {}
    for setting in sources:
        for path, found in _flat(setting).items():
            if path in told:
                raise _twice(path, told[path].place, found.place)
            told[path] = found
    _check_feed(told, links or Links())
    single = {path: found.value for path, found in told.items() if "." not in path}
    return ArticleSettings(
        **{
            **single,
            "author": _author(told),
            "approved": _approved(told),
            "sensitive_told": "sensitive" in told,
            "series": _series(told, under),
            "ignores": told["check.ignore"].value if "check.ignore" in told else (),
        }
    )


def _flat(setting: Setting) -> dict[str, Told]:
    """The values that one source tells, by dotted path."""
    flat: dict[str, Told] = {}
    for name, value in read(OF_ARTICLE, setting).items():
        here = setting.at(name)
        if isinstance(value, Mapping):
            for inner, each in value.items():
                flat[f"{name}.{inner}"] = _told(inner, each, here.at(inner), here.place)
        else:
            flat[name] = _told(name, value, here, here.place)
    return flat


def _told(name: str, value: Any, setting: Setting, table: Place) -> Told:
    return Told(_noun(name, value, setting), setting.place, table)


def _noun(name: str, value: Any, setting: Setting) -> Any:
    if name == "parts" and isinstance(value, tuple):
        return parts(value, setting)
    if name == "ignore":
        return ignores(value, setting)
    if name == "support":
        return tuple(_support(each, setting.at(index)) for index, each in enumerate(value))
    return value


def _support(told: Mapping[str, str], setting: Setting) -> Support:
    if not told.get("name"):
        raise setting.error("a line of support has no name", 'write name = "Who helps"')
    return Support(**told)


def _twice(path: str, first: Place, second: Place) -> SettingsError:
    return SettingsError(
        f"{path} is set here and in {first}", place=second, hint="keep one of the two"
    )


def _under(told: Mapping[str, Told], table: str) -> dict[str, Told]:
    start = f"{table}."
    return {
        path.removeprefix(start): found for path, found in told.items() if path.startswith(start)
    }


def _series(told: Mapping[str, Told], under: SeriesSettings) -> SeriesSettings:
    own = _under(told, "series")
    place = next((found.table for found in own.values()), Place(""))
    return series({name: found.value for name, found in own.items()}, place, under)


def _check_feed(told: Mapping[str, Told], links: Links) -> None:
    """Raise for a feed that would tell a private topic, or that nobody could find."""
    if "atom_feed" not in told or not told["atom_feed"].value:
        return
    place = told["atom_feed"].place
    if "sensitive" in told and told["sensitive"].value:
        raise SettingsError(
            "a sensitive series has no feed: anyone could read its topic there",
            place=place,
            hint="take atom_feed out",
        )
    if not links.web:
        raise SettingsError(
            "a feed needs to know where the web versions will be",
            place=place,
            hint='set links.web in letterloom.toml: web = "https://example.org/letters"',
        )


def _author(told: Mapping[str, Told]) -> Author:
    """Who wrote the article: told as a name, or as a table."""
    own = _under(told, "author")
    if "author" in told and own:
        raise _twice("author", told["author"].place, next(iter(own.values())).table)
    if "author" in told:
        return Author(told["author"].value)
    author = Author(**{name: found.value for name, found in own.items()})
    if own and not author.name:
        raise SettingsError(
            "author has no name",
            place=next(iter(own.values())).table,
            hint='write author = { name = "Ada Moss", role = "Midwife" }',
        )
    return author


def _approved(told: Mapping[str, Told]) -> Approval | None:
    own = _under(told, "approved")
    if not own:
        return None
    missing = [name for name in ("by", "date") if name not in own or not own[name].value]
    if missing:
        raise SettingsError(
            f"approved has no {missing[0]}",
            place=next(iter(own.values())).place,
            hint='write approved = { by = "Dr Ada Moss", date = 2026-03-01 }',
        )
    words = own["words"].value if "words" in own else ""
    return Approval(own["by"].value, own["date"].value.isoformat(), words)
