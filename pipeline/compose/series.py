"""Part → Email: theme, MJML, inlining, plain text, slots, images, web version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline import slots
from pipeline.compose.block_views import Made, shown_blocks
from pipeline.compose.body import own_words
from pipeline.compose.fragments import Fragments
from pipeline.compose.frame import fitted, framed
from pipeline.compose.frame_source import FRAME, guarded
from pipeline.compose.head_css import check_head_css
from pipeline.compose.inlining import check_inline_css, inline
from pipeline.compose.kept import Composed, kept
from pipeline.compose.lean import lean
from pipeline.compose.mjml import compile_mjml
from pipeline.compose.picture_files import with_pictures
from pipeline.compose.template_map import marked, of_line
from pipeline.compose.templates import Templates
from pipeline.compose.text import plain_text
from pipeline.compose.tokenizer import finish
from pipeline.compose.views import context, start_of, stylesheet
from pipeline.compose.web import web
from pipeline.model import (
    Article,
    Email,
    ImageRef,
    Part,
    Project,
    Series,
    Theme,
    Where,
    notes_of,
)

MAIL_TEMPLATE, IN_FRAME = "email.mjml.j2", "frame/own.mjml.j2"


def compose(series: Series, theme: Theme, project: Project) -> tuple[Email, ...]:
    """The mails of a series.

    Raises ThemeError for a template, CSS or MJML that is not right, with its file and line.
    """
    return compose_again(series, theme, project).emails


def compose_again(
    series: Series, theme: Theme, project: Project, before: Composed | None = None
) -> Composed:
    """The mails of a series, those of `before` kept that are the same: equal to `compose`'s.

    Raises ThemeError as that does.
    """
    loaded, article = theme, series.article
    theme = guarded(theme) if FRAME in theme.files else theme
    same = before is not None and before.theme == loaded
    templates = before.templates if before and same else Templates(theme)
    made, shown = made_with(series, theme, project, templates)
    made = fitted(made) if FRAME in theme.files else made
    look = made.frame.theme if made.frame else theme
    css = {name: stylesheet(made, look, f"{name}.css.j2") for name in ("inline", "head")}
    check_inline_css(css["inline"], file=theme.paths["inline.css.j2"])
    check_head_css(css["head"], file=theme.paths["head.css.j2"])
    there = kept(before, series, loaded, project)
    bare = tuple(
        there.get(part.number) or _email(numbered(made, part), part, css, shown)
        for part in series.parts
    )
    pictures = tuple(shown.values())
    emails = with_pictures(bare, pictures, article.picture, room=_sheet(theme))
    return Composed(series, loaded, project, templates, bare, emails)


def made_with(
    series: Series, theme: Theme, project: Project, templates: Templates
) -> tuple[Made, dict[str, ImageRef]]:
    """What a series' mails are made with, and the image of each mark that stands for one."""
    article = series.article
    apart = (theme.logo, theme.logo_dark, article.photo)
    images = (*article.images, *(image for image in apart if image))
    image_marks = _image_marks(article, images)
    fragments = Fragments(
        prefix=article.marks.prefix,
        image_marks=image_marks,
        image_widths={image.source: image.width for image in images},
        top=2,
        width=_room(theme),
        start=start_of(article.dir),
        titles=not article.settings.sensitive,
        strings=theme.strings,
    )
    shown = {image_marks[image.source]: image for image in images if image_marks[image.source]}
    return Made(series, theme, project, templates, fragments), shown


def _sheet(theme: Theme) -> int:
    """How wide a mail is, in px."""
    return int(theme.tokens["width"].removesuffix("px"))


def _room(theme: Theme) -> int:
    """How wide a mail's text is, in px: its sheet without the sides."""
    width, side = (int(theme.tokens[name].removesuffix("px")) for name in ("width", "side"))
    return width - 2 * side


def numbered(made: Made, part: Part) -> Made:
    """What a mail is made with: its footnotes are counted from 1, its headings begin at h2."""
    numbers = {note.label: number for number, note in enumerate(notes_of(part.blocks), start=1)}
    return made._replace(fragments=replace(made.fragments, numbers=numbers, top=_top(part)))


def _email(
    made: Made,
    part: Part,
    css: Mapping[str, str],
    images: Mapping[str, ImageRef],
) -> Email:
    marks = made.series.article.marks
    names = {mark: image.name for mark, image in images.items()}
    frame = made.frame
    in_mail = made._replace(theme=frame.theme) if frame else made
    mail_context = context(in_mail, part, css["head"])
    if frame:
        mail_context["shows"] = frame.shows
    mjml = made.templates.render(IN_FRAME if frame else MAIL_TEMPLATE, mail_context)
    placed, lines = marked(mjml, marks.prefix)
    html = inline(_html(made, placed), css["inline"], engine=made.project.inliner)
    html = lean(made, html, images)
    html = framed(made, html, mail_context) if frame else html
    finished = finish(html, marks, images=names)
    words = own_words(html, marks.prefix)
    text = plain_text(made, part, mail_context)
    page = web(made, part, images)
    return Email(
        part=part,
        subject=slots.split(part.subject, marks, Where.HEADER),
        html=finished.slotted,
        text=text.slotted,
        web=page.page,
        web_content=page.content,
        mjml=_shown_mjml(mjml, made, names),
        sources=finished.sources,
        templates={one: of_line(lines, line) for one, line in finished.templates.items()},
        body_html=words.body,
        body_text=text.body,
        body_web=page.body,
        notes_html=words.notes,
        notes_text=text.notes,
        notes_web=page.notes,
    )


def _html(made: Made, mjml: str) -> str:
    """MJML as HTML, with lang and dir on its body: mail programs drop those of html itself."""
    article, theme = made.series.article, made.theme
    html = compile_mjml(mjml, file=theme.paths[MAIL_TEMPLATE], paths=theme.paths.get)
    return html.replace("<body ", f'<body id="body" lang="{article.lang}" dir="{article.dir}" ', 1)


def _top(part: Part) -> int:
    """The level of the highest headings that a part shows below its title, which is its only h1."""
    levels = (block.level for block in shown_blocks(part) if block.kind == "heading")
    return min(levels, default=2)


def _image_marks(article: Article, images: tuple[ImageRef, ...]) -> dict[str, str]:
    """A mark for each image that mails can show; "" for one that is missing or broken."""
    first = len(article.marks.used) + len(article.marks.fields)
    return {
        image.source: slots.mark_text(article.marks.prefix, first + index)
        if image.data is not None and image.form
        else ""
        for index, image in enumerate(images)
    }


def _shown_mjml(mjml: str, made: Made, names: Mapping[str, str]) -> str:
    """The MJML for people: fields as `{{ name }}`, without the maps to templates and source."""
    prefix = made.fragments.prefix
    text = re.sub(r' ll-src="[^"]*"', "", mjml)
    text = re.sub(rf' data-{prefix}="[^"]*"', "", text)
    text = re.sub(rf"{prefix}-\d+-\d+ ?", "", text)
    text = re.sub(r' css-class=""', "", text)
    for mark, name in names.items():
        text = text.replace(mark, f"../images/{name}")
    return slots.shown(text, made.series.article.marks)
