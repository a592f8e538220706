"""Every key of a theme's looks: in a project's `[theme]`, and in a theme's own `theme.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.settings.key import Key

# The theme quiet's, as examples: by day, in dark mode, meaning.
COLOURS: dict[str, tuple[str, str, str]] = {
    "page": ("#F5F2ED", "#141617", "Behind the mail."),
    "sheet": ("#FFFDFA", "#1C1F20", "The mail itself."),
    "text": ("#2D2B28", "#E4E0D9", "Words."),
    "secondary": ("#635E57", "#A8A39A", "Quieter words: progress, dates, the footer."),
    "rule": ("#DED7CC", "#3A3E3F", "Lines between things."),
    "accent": ("#2B615D", "#8FC7BF", "Links and small marks."),
    "button": ("#2B615D", "#8FC7BF", "A button."),
    "button_text": ("#FFFDFA", "#12201E", "The words on a button."),
    "callout": ("#EDF2F0", "#232D2C", "Behind a passage that is set apart."),
}
THEMES_OWN = "the theme's"
QUIETS = "that of `quiet`"

# Each with its type, its meaning and an example.
_FONTS = (
    ("font", "The fonts of the text, the first one first.", '"Verdana, Arial, sans-serif"'),
    ("heading_font", "The fonts of the headings.", '"Georgia, Times New Roman, serif"'),
    ("mono_font", "The fonts of code.", '"Consolas, Courier New, monospace"'),
    (
        "small_font",
        "Those of captions and the footer, where a theme tells them apart: `journal`.",
        '"Arial, sans-serif"',
    ),
)
_SIZES = (
    ("text_size", "How large the letters of the text are, 16 to 24.", "18"),
    ("title_size", "Those of a mail's title, 22 to 48.", "30"),
    ("heading_size", "Those of the headings, 18 to 36.", "22"),
    ("small_size", "Those of the footer and of captions, 14 to 18.", "14"),
    ("radius", "How round the corners are, 0 to 48.", "6"),
    ("width", "How wide a mail is, 320 to 800.", "600"),
)
_SPACES = (
    ("first", "Above the first block.", "0"),
    ("heading", "Above a heading.", "40"),
    ("subheading", "Above a heading below another's level.", "28"),
    ("after", "Above the block below a heading.", "12"),
    ("block", "Above every other block.", "20"),
)


def _looks(table: str, default: str) -> Iterator[Key]:
    for name, doc, example in _FONTS:
        yield Key(f"{table}.{name}", "fonts", doc, default, example)
    for name, doc, example in _SIZES:
        yield Key(f"{table}.{name}", "px", doc, default, example)


def _colours(table: str, mode: int, default: str) -> Iterator[Key]:
    for name, shades in COLOURS.items():
        yield Key(f"{table}.{name}", "colour", shades[2], default, f'"{shades[mode]}"')


PROJECTS: tuple[Key, ...] = (
    Key(
        "theme.name",
        "name",
        "The theme: `letterloom themes` lists those there are.",
        '"quiet"',
    ),
    *_looks("theme", THEMES_OWN),
    Key(
        "theme.logo",
        "image file",
        "Your logo, a file of the project.",
        "the theme's, if it has one",
        '"logo.png"',
    ),
    Key("theme.logo_dark", "image file", "Your logo in dark mode.", "the logo", '"logo-dark.png"'),
    Key("theme.logo_alt", "line", "What the logo says, in words.", "`sender.name`", '"Lantern"'),
    *_colours("theme.light", 0, THEMES_OWN),
    *_colours("theme.dark", 1, THEMES_OWN),
)

THEME_FILE: tuple[Key, ...] = (
    Key("name", "name", "The theme's name: that of its folder.", "the folder's"),
    Key("description", "line", "What it is like, in a sentence: `letterloom themes` shows it."),
    Key(
        "pairs",
        "list of pairs",
        "What else stands on what, so that it is checked too: "
        "the colours' names, words first. Those of every theme are checked anyway.",
        "`[]`",
    ),
    *_looks("tokens", QUIETS),
    Key("tokens.side", "px", "Between words and the sheet's edges, 0 to 64.", QUIETS),
    Key("tokens.leading", "factor", "A line's height, in heights of its letters.", QUIETS),
    Key("tokens.logo", "image file", "A logo, a file in the theme's folder."),
    Key("tokens.logo_dark", "image file", "The logo in dark mode.", "the logo"),
    Key("tokens.logo_alt", "line", "What the logo says, in words.", "`sender.name`"),
    Key("tokens.*", "token", "Whatever else the theme's own templates use."),
    *(Key(f"space.{name}", "space", doc, QUIETS, example) for name, doc, example in _SPACES),
    *_colours("light", 0, QUIETS),
    Key("light.*", "colour", "A colour of the theme's own; it must stand in both."),
    *_colours("dark", 1, QUIETS),
    Key("dark.*", "colour", "A colour of the theme's own; it must stand in both."),
)

THEME_TABLES = {
    "": "What the theme is.",
    "tokens": "Fonts and sizes. A project's `[theme]` is laid over them.",
    "space": "How much air there is above blocks, in px.",
    "light": "Colours by day. A project's `[theme.light]` is laid over them.",
    "dark": "Colours in dark mode. A project's `[theme.dark]` is laid over them.",
}
