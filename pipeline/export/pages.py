"""A page for each service in `docs/services/`, made from its dialect.

python -m pipeline.export.pages docs/services
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.export.dialect import Cannot, Dialect, Limits, Shape
from pipeline.export.services import SERVICES, dialect
from pipeline.model import Field, Where

_SAMPLE = Field("first_name", default="there")
_PLACES = {
    Where.TEXT: "in the text",
    Where.ATTRIBUTE: "in an attribute",
    Where.COMPONENT: "within a link",
    Where.PLAIN: "in plain text",
    Where.HEADER: "in the subject",
}
_OFF = {
    "payload": "by the API",
    "account": "by you, there",
    "never": "not possible",
    "none": "–",
}
_TRACKING = {
    "payload": "By the API the drafts are made with counting of opens and clicks off. By hand:",
    "account": "The service counts opens and clicks until you turn that off:",
    "never": "The service counts opens and clicks, and nobody can turn all of it off. A sensitive "
    "series is refused here.",
    "none": "Nothing of it counts opens or clicks.",
}


def pages() -> dict[str, str]:
    """Every page by its file's name, `README.md` among them."""
    known = [dialect(name) for name in SERVICES]
    made = {f"{one.name}.md": "\n".join(_page(one)).rstrip() + "\n" for one in known}
    return {**made, "README.md": "\n".join(_index(known)) + "\n"}


def _index(known: list[Dialect]) -> Iterator[str]:
    yield "# The sending services"
    yield ""
    yield "`letterloom export ARTICLE --to SERVICE` writes a series for any of these; "
    yield "[the guide](../export.md) says how. These pages are made from the program's own tables."
    yield ""
    yield "| | what it is | a series becomes | opens and clicks uncounted |"
    yield "|---|---|---|---|"
    for one in known:
        series = "a sequence" if one.sequence else "numbered drafts"
        yield f"| [{one.title}]({one.name}.md) | {one.about} | {series} | {_OFF[one.no_tracking]} |"


def _page(one: Dialect) -> Iterator[str]:
    yield f"# {one.title}"
    yield ""
    yield f"{one.about} `letterloom export ARTICLE --to {one.name}`; [the guide](../export.md)."
    yield ""
    yield from _fields(one)
    yield from _steps(one)
    yield from _settings(one)
    yield from ("## Opens and clicks", "", _TRACKING[one.no_tracking])
    yield from (("", one.tracking_off, "") if one.tracking_off else ("",))
    yield from ("## Leave only this series", "", one.leave_series or "It is not possible here.", "")
    yield from _limits(one.limits)
    yield from _list("What it cannot do, and what is done instead", one.cannot)
    yield from _list("Not confirmed: look at it in a test mail", one.unconfirmed)
    yield f"The service's own documentation: <{one.docs}>"


def _fields(one: Dialect) -> Iterator[str]:
    name = one.names.get("first_name") or one.named("first_name")
    yield "## How a first name is written"
    yield ""
    yield "| where | as |"
    yield "|---|---|"
    for where, told in _PLACES.items():
        try:
            written = f"`{one.write(name, _SAMPLE, where)}`".replace("|", "\\|")
        except Cannot as reason:
            written = f"not possible: {reason.message}"
        yield f"| {told} | {written} |"
    for field, link in one.links.items():
        yield f"| {field.replace('_', ' ')} | `{link}` |".replace("*|", "*\\|").replace(
            "|*", "\\|*"
        )
    shape = "the whole mail" if one.shape is Shape.DOCUMENT else "the article alone, in its frame"
    yield from ("", f"The service is given {shape}.", "")


def _steps(one: Dialect) -> Iterator[str]:
    yield from ("## By hand", "")
    for number, step in enumerate(one.steps, 1):
        yield f"{number}. {step.replace('{count} ', '')}"
    yield ""


def _settings(one: Dialect) -> Iterator[str]:
    if one.api is None:
        return
    keys = " and ".join(f"`{name}`" for name in one.api.variables)
    yield from ("## By `--upload`", "", f"The environment holds the key: {keys}.", "")
    if one.api.address:
        yield f"Your key goes nowhere but to your own server: `{one.api.address}` in the "
        yield "environment, or `--set url=…`, says where it is. What a project says alone is not"
        yield from ("followed.", "")
    if one.settings:
        yield from (f"| `[export.{one.name}]` | what it is | example |", "|---|---|---|")
        for each in one.settings:
            needed = " (needed)" if each.needed else ""
            yield f"| `{each.name}`{needed} | {each.doc} | `{each.example}` |"
        yield ""


def _limits(limits: Limits) -> Iterator[str]:
    told = {
        "bytes of HTML and text together" if limits.together else "bytes of HTML": limits.html,
        "bytes of plain text": limits.text,
        "characters of a subject": limits.subject,
        "letters in a sequence": limits.letters,
    }
    yield from _list("Limits", tuple(f"{most:,} {what}" for what, most in told.items() if most))


def _list(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield from (f"## {title}", "", *(f"- {one}" for one in lines), "")


def main() -> None:
    """Write the pages into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
