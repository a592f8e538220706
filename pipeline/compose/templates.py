"""Jinja2 over a theme's files, with errors that name the template's line.

Escaping is on for every template but plain text and CSS, whose tokens are validated; a name that
does not exist is an error. The article's text and the recipients' values are never template
source: they come in as values, the latter as marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pipeline.errors import LetterloomError, Place, ThemeError
from pipeline.model import Marks, Theme
from pipeline.scripts import script_of

if TYPE_CHECKING:
    from jinja2 import Environment, Undefined
    from markupsafe import Markup

UNESCAPED = (".txt.j2", ".css.j2")


class Fields:
    """What a template writes a field with: `{{ field.first_name }}` gives the field's mark."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks.fields

    def __getattr__(self, name: str) -> Markup:
        from markupsafe import Markup

        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._marks:
            near = get_close_matches(name, self._marks, n=1, cutoff=0.5)
            meant = f"write field.{near[0]}, or " if near else ""
            raise ThemeError(
                f"no field called {name}",
                hint=f"{meant}declare it: [fields.{name}] in letterloom.toml",
            )
        return Markup(self._marks[name].text)  # noqa: S704 - a mark is one alphanumeric word


class Templates:
    """A theme's templates, compiled as they are asked for."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._environment = _environment(theme)

    def has(self, name: str) -> bool:
        """Whether the theme has a template of that name."""
        return name in self._theme.files

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """A template with its context. Any failure is a ThemeError with the template's line."""
        import jinja2

        try:
            return self._environment.get_template(name).render(context)
        except jinja2.TemplateNotFound as error:
            raise ThemeError(
                f"the theme {self._theme.name!r} has no {error.name}",
                place=self._raised_at(error) or Place(self._theme.paths.get(name, name)),
                hint="add the file to templates/, or take out what includes it",
            ) from None
        except jinja2.TemplateSyntaxError as error:
            raise self._misspelled(error.name or name, error.lineno, error.message) from None
        except LetterloomError as error:
            error.place = error.place or self._raised_at(error)
            raise
        except Exception as error:  # noqa: BLE001 - a template may raise anything
            raise ThemeError(
                f"Jinja2: {error}",
                place=self._raised_at(error) or Place(self._theme.paths.get(name, name)),
                hint="mend the template; docs/themes.md lists what it is given",
            ) from None

    def asked(self, name: str) -> Counter[str]:
        """What a template asks to be given, and how often: `title`, and also `title.text`."""
        import jinja2
        from jinja2 import meta, nodes

        try:
            tree = self._environment.parse(self._theme.files[name], name)
        except jinja2.TemplateSyntaxError as error:
            raise self._misspelled(name, error.lineno, error.message) from None
        loose = meta.find_undeclared_variables(tree) - set(self._environment.globals)
        return Counter(
            [
                *(one.name for one in tree.find_all(nodes.Name) if one.name in loose),
                *(
                    f"{one.node.name}.{one.attr}"
                    for one in tree.find_all(nodes.Getattr)
                    if isinstance(one.node, nodes.Name)
                ),
            ]
        )

    def _misspelled(self, name: str, line: int, message: str | None) -> ThemeError:
        return ThemeError(
            f"Jinja2: {message}",
            place=self._place(name, line),
            hint="mend the template; docs/themes.md shows what it may use",
        )

    def _raised_at(self, error: BaseException) -> Place | None:
        """The innermost template line that an error came through."""
        names = {path: name for name, path in self._theme.paths.items()}
        found: Place | None = None
        frame = error.__traceback__
        while frame:
            file = frame.tb_frame.f_code.co_filename
            if file in names:
                found = self._place(names[file], frame.tb_lineno)
            frame = frame.tb_next
        return found

    def _place(self, name: str, line: int) -> Place:
        lines = self._theme.files.get(name, "").split("\n")
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        return Place(self._theme.paths.get(name, name), line, 0, text)


def _environment(theme: Theme) -> Environment:
    from jinja2 import Environment, FunctionLoader

    from pipeline.compose.source_lines import SourceLines

    environment = Environment(
        loader=FunctionLoader(_source(theme)),
        autoescape=_escapes,  # noqa: S701 - on but for text and CSS
        undefined=_unknown(),
        extensions=[SourceLines],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        optimized=False,  # most are rendered once: it costs more than it saves
    )
    script = script_of(theme.strings.tag)
    environment.globals["script"] = script
    environment.filters["times"] = _times
    environment.filters["leading"] = lambda size, factor: _times(size, factor * script.leading)
    return environment


def _unknown() -> type[Undefined]:
    """What a name without a value is: an error, which proposes the name that was meant."""
    from jinja2 import StrictUndefined
    from jinja2.utils import missing

    class Unknown(StrictUndefined):
        @property
        def _undefined_message(self) -> str:
            owner, name = self._undefined_obj, str(self._undefined_name)
            if owner is missing:
                return super()._undefined_message
            table = isinstance(owner, Mapping)
            known = [str(one) for one in (owner if table else dir(owner))]
            near = get_close_matches(name, [one for one in known if one[:1] != "_"], n=1)
            meant = f"; did you mean {near[0]!r}?" if near else ""
            whose = "this" if table else "nothing" if owner is None else type(owner).__name__
            return f"{whose} has no attribute {name!r}{meant}"

    return Unknown


def _times(size: str, factor: float) -> str:
    """A size in px times a factor, in whole px; the filter `leading` minds the script too."""
    return f"{round(int(size.removesuffix('px')) * factor)}px"


def _source(theme: Theme) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name not in theme.files:
            return None
        return theme.files[name], theme.paths[name], lambda: True

    return load


def _escapes(name: str | None) -> bool:
    return not (name or "").endswith(UNESCAPED)
