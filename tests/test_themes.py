"""The themes there are: their colours can be read everywhere; what they say, and what they lack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from machine import ROOT

from pipeline import project, themes
from pipeline.colour import contrast, faint, faint_inverted
from pipeline.errors import LetterloomError, Place, SettingsError, ThemeError
from pipeline.files import logo_loader
from pipeline.model import ImageRef, Theme

NAMES = themes.built_in_names()
DOT = (ROOT / "tests/cli/dot.png").read_bytes()


def loaded(root: Path, name: str) -> Theme:
    settings = project.load_project(root)
    return themes.load(settings, name, "en", logo_loader(settings))


def mistake(root: Path, name: str = "mine") -> str:
    with pytest.raises(ThemeError) as caught:
        loaded(root, name)
    return caught.value.format_message()


def source(image: ImageRef | None) -> str | None:
    return image.source if image else None


def own(text: str) -> dict[str, str | bytes]:
    return {"templates/themes/mine/theme.toml": text}


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_theme_can_be_read_by_day_in_the_dark_and_inverted(
    name: str, tmp_path: Path
) -> None:
    theme = loaded(tmp_path, name)
    assert [*faint(theme.light, theme.pairs)] == []
    assert [*faint(theme.dark, theme.pairs)] == []
    assert [*faint_inverted(theme.light, theme.pairs)] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_button_can_be_told_from_what_it_stands_on(name: str, mode: str, tmp_path: Path) -> None:
    colours = loaded(tmp_path, name).colours(mode)
    assert contrast(colours["button"], colours["sheet"]) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_theme_says_what_it_is(name: str, tmp_path: Path) -> None:
    settings = project.load_project(tmp_path)
    assert themes.description(settings, name).endswith(".")
    text = (themes.built_in() / "themes" / name / "theme.toml").read_text(encoding="utf-8")
    assert f'name = "{name}"\n' in text


def test_what_a_theme_does_not_say_is_quiets(make: Callable[..., Path]) -> None:
    root = make(own('[tokens]\ntext_size = 17\nrhythm = "8px"\n[light]\naccent = "#003366"\n'))
    quiet, mine = loaded(root, "quiet"), loaded(root, "mine")
    assert mine.tokens == {**quiet.tokens, "text_size": "17px", "rhythm": "8px"}
    assert mine.light == {**quiet.light, "accent": "#003366"}
    assert (mine.dark, mine.spaces, mine.pairs) == (quiet.dark, quiet.spaces, quiet.pairs)
    assert mine.files["head.css.j2"] == quiet.files["head.css.j2"]


def test_a_project_wins_over_its_theme_and_is_known_to(make: Callable[..., Path]) -> None:
    root = make(
        own('[tokens]\nwidth = 560\n[light]\ntext = "#111111"\nsheet = "#EEEEEE"\n')
        | {"letterloom.toml": '[theme]\nwidth = 640\n[theme.light]\ntext = "#222222"\n'}
    )
    mine = loaded(root, "mine")
    assert (mine.tokens["width"], mine.light["text"]) == ("640px", "#222222")
    assert mine.own == {"width", "light.text"}
    told = {name: (Path(mine.places[name].file).name, mine.places[name].line) for name in mine.own}
    assert told == {"width": ("letterloom.toml", 2), "light.text": ("letterloom.toml", 4)}
    assert (Path(mine.places["light.sheet"].file).name, mine.places["light.sheet"].line) == (
        "theme.toml",
        5,
    )
    assert mine.to_change("light", "text", "sheet") == "text"
    assert mine.to_change("light", "secondary", "text") == "text"
    assert mine.to_change("light", "secondary", "sheet") == "secondary"


def test_logos_are_files_beside_what_names_them_and_never_one_of_each(
    make: Callable[..., Path],
) -> None:
    folder = "templates/themes/mine"
    both = own('[tokens]\nlogo = "a.png"\nlogo_dark = "night/a.png"\n')
    both |= {f"{folder}/a.png": DOT, f"{folder}/night/a.png": DOT, "b.png": DOT}
    theirs = loaded(make(both), "mine")
    assert source(theirs.logo) == f"logo:{folder}/a.png"
    assert source(theirs.logo_dark) == f"logo-dark:{folder}/night/a.png"
    ours = loaded(make({"letterloom.toml": '[theme]\nlogo = "b.png"\n'}), "mine")
    assert (source(ours.logo), ours.logo_dark) == ("logo:b.png", None)


@pytest.mark.parametrize(
    ("toml", "error", "told"),
    [
        ('logo = "a.png"', ThemeError, "there is no image templates/themes/mine/a.png"),
        ('logo_dark = "a.png"', ThemeError, "there is a logo for the dark and none for the day"),
    ],
)
def test_a_logo_that_a_theme_lacks_is_the_themes_mistake(
    make: Callable[..., Path], toml: str, error: type[LetterloomError], told: str
) -> None:
    root = make(own(f"[tokens]\n{toml}\n"))
    with pytest.raises(error) as caught:
        loaded(root, "mine")
    assert caught.value.message == told
    assert caught.value.place is not None
    assert (Path(caught.value.place.file).name, caught.value.place.line) == ("theme.toml", 2)


def test_a_project_with_a_logo_for_the_dark_alone_is_told(make: Callable[..., Path]) -> None:
    root = make({"letterloom.toml": '[theme]\nlogo_dark = "b.png"\n', "b.png": DOT})
    with pytest.raises(SettingsError, match="none for the day"):
        loaded(root, "quiet")


MISTAKES = {
    "no TOML": ("[tokens\n", "1:8: this is not TOML: Expected ']' at the end"),
    "unknown": ('[colors]\ntext = "#000000"\n', "1:1: there is no setting colors"),
    "unknown space": ("[space]\nblocks = 3\n", "2:1: there is no setting space.blocks"),
    "size": ("[tokens]\ntext_size = 12\n", "2:1: tokens.text_size must be a whole number of"),
    "unit": (
        '[tokens]\nwidth = "40em"\n',
        "2:1: tokens.width must be a whole number of pixels, 320",
    ),
    "leading": ("[tokens]\nleading = 9\n", "2:1: tokens.leading must be a number from 1 to 2.5"),
    "breaking out": (
        '[light]\npage = "red; } * { color: red"\n',
        "2:1: light.page must be a colour of six digits",
    ),
    "token": ('[tokens]\nrhythm = "8px; }"\n', "2:1: tokens.rhythm must be text that CSS can hold"),
    "font": ('[tokens]\nfont = "Georgia"\n', "2:1: tokens.font does not end with a generic font"),
    "one mode": ('[light]\nnote = "#FFFFFF"\n', "2:1: light has a colour note and dark has none"),
    "pair": ('pairs = ["text on note"]\n', "1:10: there is no colour note"),
    "no pair": ('pairs = ["text/page"]\n', '1:10: pairs must be two colours, not "text/page"'),
    "no image": ('[tokens]\nlogo = "a.svg"\n', "2:1: tokens.logo must be a PNG, JPEG or GIF file"),
}


@pytest.mark.parametrize(("text", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_theme_toml_has_its_line(
    make: Callable[..., Path], text: str, told: str
) -> None:
    assert f"templates/themes/mine/theme.toml:{told}" in mistake(make(own(text)))


def test_pairs_of_a_themes_own_colours_are_checked(make: Callable[..., Path]) -> None:
    root = make(
        own('pairs = ["text on note"]\n[light]\nnote = "#444444"\n[dark]\nnote = "#222222"\n')
    )
    mine = loaded(root, "mine")
    assert mine.pairs[-1] == ("text", "note")
    assert [(one.ink, one.ground) for one in faint(mine.light, mine.pairs)] == [("text", "note")]


def test_an_unknown_theme_is_told_with_the_nearest(make: Callable[..., Path]) -> None:
    settings = project.load_project(make({"a.md": "A"}))
    with pytest.raises(ThemeError) as caught:
        themes.check_name(settings, "quite", Place("letterloom.toml", 2))
    assert caught.value.place == Place("letterloom.toml", 2)
    assert caught.value.hint == f"there are: {', '.join(NAMES)}; did you mean 'quiet'?"


def test_what_a_mail_may_need_has_frames_and_logos_but_no_specimen(
    make: Callable[..., Path],
) -> None:
    files = {"frame.html": "<html>", "a.png": DOT, "b.txt.j2": "b", "notes.txt": "none"}
    root = make({f"templates/themes/mine/{name}": data for name, data in files.items()})
    found = dict(themes.everything(project.load_project(root)))
    assert {name: data for name, data in found.items() if name.startswith("themes/mine/")} == {
        "themes/mine/frame.html": b"<html>",
        "themes/mine/a.png": DOT,
        "themes/mine/b.txt.j2": b"b",
    }
    assert [name for name in found if name.startswith(("specimen/", "starter/"))] == []
    assert "themes/quiet/theme.toml" in found


def test_a_folder_of_templates_that_leads_out_of_the_project_is_refused(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/theme.toml").write_text("", encoding="utf-8")
    root = make(own(""))
    (root / "templates/themes/linked").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ThemeError, match="leads out of the project"):
        loaded(root, "linked")


def test_what_a_theme_says_is_not_read_from_beyond_the_project(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    beyond = tmp_path / "beyond.toml"
    beyond.write_text('description = "A secret."', encoding="utf-8")
    root = make(own(""))
    (root / "templates/themes/mine/theme.toml").unlink()
    (root / "templates/themes/mine/theme.toml").symlink_to(beyond)
    with pytest.raises(ThemeError, match="leads out of the project"):
        themes.description(project.load_project(root), "mine")
