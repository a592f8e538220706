"""A theme from its files: the built-in templates, a project's own laid over them file by file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path

from pipeline.errors import Place, ThemeError
from pipeline.model import ImageRef, Project, Theme

REQUIRED = ("email.mjml.j2", "email.txt.j2", "head.css.j2", "inline.css.j2")
SECTIONS = ("tokens", "light", "dark")
FALLBACK_LANG = "en"


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
    strings, strings_lang = _strings(project, lang)
    settings = project.theme
    tokens, light, dark = (_strings_only(own.get(section)) for section in SECTIONS)
    return Theme(
        name=name,
        files=files,
        paths=paths,
        tokens=tokens | dict(settings.tokens),
        light=light | dict(settings.light),
        dark=dark | dict(settings.dark),
        strings=strings,
        strings_lang=strings_lang,
        logo=image(settings.tokens.get("logo", ""), "logo"),
        logo_dark=image(settings.tokens.get("logo_dark", ""), "logo-dark"),
    )


def _files(project: Project, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Templates by name, and the file of each: a theme's own win over those all themes share."""
    files: dict[str, str] = {}
    paths: dict[str, str] = {}
    for base in ("", f"themes/{name}"):
        for root in roots(project):
            for path in sorted((root / base).rglob("*")):
                inside = path.relative_to(root / base).as_posix()
                shared = not base and inside.startswith(("themes/", "strings/"))
                if path.is_file() and not shared and path.suffix in (".j2", ".toml"):
                    files[inside] = _read(path)
                    paths[inside] = str(path)
    return files, paths


def _strings(project: Project, lang: str) -> tuple[dict[str, str], str]:
    """The frame's words: English, with those of the language over them where there are any."""
    strings: dict[str, str] = {}
    found = FALLBACK_LANG
    for wanted in (FALLBACK_LANG, lang.split("-", maxsplit=1)[0].lower(), lang):
        for root in roots(project):
            path = root / "strings" / f"{wanted}.toml"
            if path.is_file():
                strings |= _strings_only(_toml(_read(path), str(path)))
                found = wanted
    return strings, found


def _strings_only(table: object) -> dict[str, str]:
    entries = table.items() if isinstance(table, Mapping) else ()
    return {str(key): str(value) for key, value in entries}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ThemeError(
            "this template is not UTF-8", place=Place(str(path)), hint="save it as UTF-8"
        ) from None
    except OSError as error:
        raise ThemeError(
            f"cannot be read: {error.strerror}",
            place=Place(str(path)),
            hint="see who may read it",
        ) from None


def _toml(text: str, file: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(
            f"this is not TOML: {error}", place=Place(file), hint="mend the line that it names"
        ) from None
