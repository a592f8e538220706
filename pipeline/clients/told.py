"""Mail programs in the words of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.clients.programs import CLIENTS, FAMILIES, USUAL, Client

_APPS = {"iPhone", "Android"}
_WEB = {"web", "mobile web"}


def told(clients: Iterable[str]) -> str:
    """Mail programs for people: "Gmail, Outlook for Windows and Yahoo Mail (apps)".

    A family is told whole where all of its usual programs are meant.
    """
    return _listed([*_titles(set(clients))])


def _titles(names: set[str]) -> Iterator[str]:
    for family in FAMILIES:
        meant = [one for one in CLIENTS.values() if one.family == family and one.name in names]
        if meant:
            yield from _of_family(family, meant)
    yield from sorted(names - CLIENTS.keys())


def _of_family(family: str, meant: Sequence[Client]) -> Iterator[str]:
    whole = [one for one in CLIENTS.values() if one.family == family]
    usual = {one.name for one in whole if one.name in USUAL} or {one.name for one in whole}
    if usual <= {one.name for one in meant}:
        yield FAMILIES[family]
        return
    yield from (one.title.removesuffix(" (classic)") for one in meant if not one.short)
    shorts = [one.short for one in meant if one.short]
    if shorts:
        yield f"{FAMILIES[family]} ({_together(shorts)})"


def _together(shorts: Sequence[str]) -> str:
    """Platforms: "apps" for both phones, "web" for both kinds of it, where there are both."""
    for both, name in ((_APPS, "apps"), (_WEB, "web")):
        if both <= set(shorts):
            rest = [one for one in shorts if one not in both]
            shorts = [*rest, name] if both is _APPS else [name, *rest]
    return ", ".join(shorts)


def _listed(titles: Sequence[str]) -> str:
    *most, last = titles or [""]
    return f"{', '.join(most)} and {last}" if most else last
