"""A theme from its files: the built-in templates, a project's own laid over them file by file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from pipeline.errors import Place, ThemeError, unreadable
from pipeline.files import is_inside
from pipeline.model import ImageRef, Project, Theme
from pipeline.settings.colours import COLOUR
from pipeline.settings.keys import COLOURS

REQUIRED = ("email.mjml.j2", "email.txt.j2", "head.css.j2", "inline.css.j2")
SECTIONS = ("tokens", "light", "dark")
FALLBACK_LANG = "en"


class Form(NamedTuple):
    """What a token of a theme looks like."""

    pattern: re.Pattern[str]
    what: str
    example: str


SHADE = Form(COLOUR, "a colour of six digits", '"#2B615D"')
PIXELS = Form(re.compile(r"\d{1,4}px"), "a whole number of px", '"600px"')
FONT = Form(re.compile(r"[^<>{};\"\\]+"), "a list of fonts", '"Georgia, serif"')
SIZES = {"width": PIXELS, "radius": PIXELS}
FONTS = {"font": FONT, "heading_font": FONT}

SUFFIXES = (".j2", ".toml")


def built_in() -> Path:
    """The folder of the templates that come with Letterloom: in the wheel, or in a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "templates"
    return installed if installed.is_dir() else here.parent / "templates"


def roots(project: Project) -> list[Path]:
    """The folders that templates are looked for in, the last one winning."""
    own = Path(project.root) / "templates"
    found = [built_in()]
    if own.is_dir() and own.resolve() != found[0].resolve():
        found.append(own)
    return found


def names(project: Project) -> list[str]:
    """The themes there are, built in and of the project."""
    found = {
        path.name
        for root in roots(project)
        for path in (root / "themes").glob("*")
        if path.is_dir()
    }
    return sorted(found)


def load(
    project: Project, name: str, lang: str, image: Callable[[str, str], ImageRef | None]
) -> Theme:
    """The theme of that name with the project's tokens, its words in `lang` or in English.

    `image` gives the project's logos by path and name. Raises ThemeError for an unknown theme, a
    file that it lacks, and files that are not UTF-8 or not TOML.
    """
    if name not in names(project):
        near = get_close_matches(name, names(project), n=1, cutoff=0.3)
        raise ThemeError(
            f"no theme called {name!r}",
            place=project.theme.places.get("name"),
            hint=f"there are: {', '.join(names(project))}"
            + (f"; did you mean {near[0]!r}?" if near else ""),
        )
    files, paths = _files(project, name)
    for required in ("theme.toml", *REQUIRED):
        if required not in files:
            raise ThemeError(
                f"the theme {name!r} has no {required}",
                place=Place(str(Path(project.root) / "templates" / "themes" / name / required)),
                hint="a theme has theme.toml, " + ", ".join(REQUIRED) + "; docs/themes.md tells "
                "what each is for",
            )
    own = _toml(files["theme.toml"], paths["theme.toml"])
    tokens, light, dark = (_values(own, section, paths["theme.toml"]) for section in SECTIONS)
    strings, strings_lang = _strings(project, lang)
    settings = project.theme
    return Theme(
        name=name,
        files=files,
        paths=paths | {"strings": str(built_in() / "strings" / f"{FALLBACK_LANG}.toml")},
        tokens=tokens | dict(settings.tokens),
        light=light | dict(settings.light),
        dark=dark | dict(settings.dark),
        strings=strings,
        strings_lang=strings_lang,
        logo=image(settings.tokens.get("logo", ""), "logo"),
        logo_dark=image(settings.tokens.get("logo_dark", ""), "logo-dark"),
    )


def everything(project: Project) -> Iterator[tuple[str, bytes]]:
    """Every template of every root by its name, the built-in ones first: what a mail may need."""
    for root in roots(project):
        for path in _templates(root, project):
            yield path.relative_to(root).as_posix(), _bytes(path)


def _templates(root: Path, project: Project) -> list[Path]:
    """The template files below a folder, in order; one that leads elsewhere is an error."""
    found = []
    for path in sorted(root.rglob("*")):
        if path.suffix not in SUFFIXES or path.is_dir():
            continue
        if not is_inside(path, built_in(), Path(project.root)):
            raise ThemeError(
                "this template leads out of the project",
                place=Place(str(path)),
                hint="put the file itself there",
            )
        found.append(path)
    return found


def _files(project: Project, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Templates by name, and the file of each: a theme's own win over those all themes share."""
    files: dict[str, str] = {}
    paths: dict[str, str] = {}
    for base in ("", f"themes/{name}"):
        for root in roots(project):
            for path in _templates(root / base, project):
                inside = path.relative_to(root / base).as_posix()
                if base or not inside.startswith(("themes/", "strings/")):
                    files[inside] = _read(path)
                    paths[inside] = str(path)
    return files, paths


def _values(own: Mapping[str, object], section: str, file: str) -> dict[str, str]:
    """A table of `theme.toml`. Raises ThemeError for a value that is missing or not of its form."""
    given = _strings_only(own.get(section))
    needed = SIZES | FONTS if section == "tokens" else dict.fromkeys(COLOURS, SHADE)
    for name, form in needed.items():
        if name not in given:
            raise ThemeError(
                f"[{section}] has no {name}", place=Place(file), hint=f"{name} = {form.example}"
            )
        if not form.pattern.fullmatch(given[name]):
            raise ThemeError(
                f"[{section}] {name} is not {form.what}: {given[name]!r}",
                place=Place(file),
                hint=f"{name} = {form.example}",
            )
    return given


def _strings(project: Project, lang: str) -> tuple[dict[str, str], str]:
    """The frame's words: English, with those of the language over them where there are any."""
    strings: dict[str, str] = {}
    found = FALLBACK_LANG
    for wanted in (FALLBACK_LANG, lang.split("-", maxsplit=1)[0].lower(), lang):
        for root in roots(project):
            path = root / "strings" / f"{wanted}.toml"
            if path.is_file():
                told = _strings_only(_toml(_read(path), str(path)))
                _check_strings(told, strings or told, str(path))
                strings |= told
                found = wanted
    return strings, found


def _check_strings(told: Mapping[str, str], known: Mapping[str, str], file: str) -> None:
    """Raise ThemeError for words whose blanks are not those of the English ones."""
    for name, text in told.items():
        allowed = _blanks(known.get(name, ""))
        try:
            wrong = _blanks(text) - allowed
        except ValueError as error:
            raise ThemeError(
                f"{name}: {error}", place=Place(file), hint="write {{ and }} for braces"
            ) from None
        if wrong:
            blanks = ", ".join(f"{{{blank}}}" for blank in sorted(allowed)) or "none"
            raise ThemeError(
                f"{name} has a blank that nothing fills: {{{min(wrong)}}}",
                place=Place(file),
                hint=f"the blanks of {name} are: {blanks}",
            )


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _strings_only(table: object) -> dict[str, str]:
    entries = table.items() if isinstance(table, Mapping) else ()
    return {str(key): str(value) for key, value in entries}


def _read(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        raise ThemeError(
            "this template is not UTF-8", place=Place(str(path)), hint="save it as UTF-8"
        ) from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(ThemeError, path, error) from None


def _toml(text: str, file: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(
            f"this is not TOML: {error}", place=Place(file), hint="mend the line that it names"
        ) from None
