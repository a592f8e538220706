"""Setting keys: of a letter, of an article, of a project. The settings' own readers judge them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.errors import Place, SettingsError, UsageError
from pipeline.model import PartSettings
from pipeline.preview.editing.edit import ARTICLE_KEYS, PROJECT_KEYS, PartKey, SetKey
from pipeline.preview.editing.files import Files, Texts
from pipeline.preview.editing.splitting import Begin, Outcome, written_parts
from pipeline.preview.editing.trying import Trials, Tried
from pipeline.settings import document
from pipeline.settings.splicing import plain
from pipeline.settings.write_parts import Written, with_part_tables
from pipeline.settings.write_value import with_value

NEW_PROJECT = "# What all articles here share. docs/settings.md tells of every key.\n\n"
"""What a new `letterloom.toml` begins with."""


def set_part(edit: PartKey, trials: Trials, texts: Texts, file: str) -> Outcome:
    """The settings with something said of a part, or no longer said.

    Where the parts were not written down they are, each with where it starts: so the words stay
    with the text that they were written for.
    """
    tried = trials.of(texts)
    total = len(tried.series.parts)
    if not 1 <= edit.part <= total:
        raise UsageError(f"there is no letter {edit.part}", hint=f"1 to {total}")
    text = texts.article
    if not isinstance(tried.article.settings.series.parts, tuple):
        if not edit.value:
            return texts, f"Letter {edit.part}: nothing was written."
        text = with_part_tables(text, _all_parts(tried), file)
    path = ("series", "parts", edit.part - 1, edit.key)
    text = with_value(text, path, edit.value or None, file)
    text = _with_ids(text, tried, trials.of(replace(texts, article=text)), file)
    told = "is written down" if edit.value else "is the program's own again"
    return replace(texts, article=text), f"Letter {edit.part}: its {edit.key} {told}."


def _with_ids(text: str, before: Tried, after: Tried, file: str) -> str:
    """The text with the ids that parts had: the first part's title may change its first block."""
    parts = zip(before.series.parts, after.series.parts, strict=False)
    for number, (was, now) in enumerate(parts):
        if was.id != now.id:
            text = with_value(text, ("series", "parts", number, "id"), was.id, file)
    return text


def _all_parts(tried: Tried) -> list[Written]:
    starts = tried.boundaries.starts
    try:
        return written_parts(tried, [Begin(start, at) for at, start in enumerate(starts)])
    except UsageError:  # the article says the same over and over: the parts' order has to do
        return [Written(PartSettings()) for _ in starts]


def set_key(edit: SetKey, trials: Trials, texts: Texts, files: Files) -> Outcome:
    """The settings with a key of the article or of the project set, or taken out."""
    value: Any = edit.value
    told = f"{edit.key} is {'set' if value is not None else 'taken out'}."
    if edit.of == "project":
        value = _as_type(value, PROJECT_KEYS[edit.key])
        before = texts.project
        text = with_value(before, tuple(edit.key.split(".")), value, str(files.project))
        if not before and text:
            text = NEW_PROJECT + text
        return replace(texts, project=text), told
    _refuse_front(edit.key, trials)
    value = _as_type(value, ARTICLE_KEYS[edit.key])
    path = tuple(edit.key.split("."))
    path, value = _author(path, value, texts.article, str(files.article))
    return replace(texts, article=with_value(texts.article, path, value, str(files.article))), told


def _as_type(value: Any, kind: str) -> Any:
    """A day as TOML has it; all else as it came."""
    if kind == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _author(path: tuple[str, ...], value: Any, text: str, file: str) -> tuple[tuple[str, ...], Any]:
    """More said of an author who was told as a name: then it is told as a table."""
    there = document.parse(plain(text), file).data.get("author")
    if path[0] == "author" and len(path) > 1 and isinstance(there, str):
        if path[1] == "name" or value is None:
            return ("author",), value if path[1] == "name" else there
        return ("author",), {"name": there, path[1]: value}
    if path == ("author",) and isinstance(there, dict):
        return ("author", "name"), value
    return path, value


def refuse_front_parts(trials: Trials) -> None:
    """Raise where the article's front matter says how it is split."""
    _refuse_front("series.parts", trials)


def _refuse_front(key: str, trials: Trials) -> None:
    """Raise for a key that stands in front matter: no key may stand in two places."""
    place = locked_at(key, trials)
    if place:
        raise SettingsError(
            f"{key} stands in the article's own front matter, which is never written to",
            place=place,
            hint="change it there; or take it out there, and it can be set here",
        )


def locked_at(key: str, trials: Trials) -> Place | None:
    """Where the front matter tells a key, None where it does not."""
    for told, (_, place) in trials.front.items():
        either = told == "author" or key == "author"
        if told == key or (either and told.startswith("author") and key.startswith("author")):
            return place
    return None
