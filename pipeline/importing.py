"""An article of any format as normalised Markdown: what `letterloom import` writes.

What is written is read again before anything is kept: it must give the same blocks, word for
word, and the same images.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pipeline import making, project, slots, themes, words, write
from pipeline.asked import ReadAs
from pipeline.errors import LetterloomError, OutputError, Place, shown_path
from pipeline.model import Article, Block, Project, notes_of
from pipeline.read import article as read_article
from pipeline.read import definitions, literal, manuscript
from pipeline.rules import KEEPABLE
from pipeline.settings.foreign import FOREIGN

_ADDRESS = re.compile(
    r"""(?P<before>\]\(\s*|^[ \t>]*\[[^\]\n]+\]:[ \t]*|\bsrc\s*=\s*(?P<quote>["'])?)"""
    r"""(?:<(?P<angled>[^<>\n]*)>|(?(quote)(?P<quoted>[^"'<>]*)(?=(?P=quote))"""
    r"""|(?P<bare>[^\s<>"']+?(?=\)|[\s>]|$))))""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Imported:
    """An article as Markdown, and the files that go beside it, by name."""

    article: Article
    markdown: str
    beside: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """The Markdown's file name."""
        return f"{self.article.slug}.md"


def imported(
    source: Path, data: bytes, settings: Project, read_as: ReadAs, slug: str = ""
) -> Imported:
    """A source as Markdown, under a slug of its own if one is given.

    Raises what reading the source raises, and LetterloomError if the Markdown would not read so.
    """
    article = making.read(source, data, settings, read_as)
    article = replace(article, slug=words.slug(slug)) if slug else article
    paper = manuscript(data, str(source), encoding=read_as.encoding, form=read_as.format)
    settings_file = project.beside_article(source, Path(settings.root))
    beside_it = settings_file.read_bytes() if settings_file else b""
    front = _front(article, paper.front.values if paper.front else {}, beside_it.decode())
    names = _names(article)
    body = "\n\n".join(_pieces(article))
    markdown = f"{front}{_addressed(body, names)}\n"
    beside = {names[one.source]: one.data for one in article.images if one.data is not None}
    if settings_file:
        beside[f"{article.slug}.toml"] = beside_it
    made = Imported(article, markdown, beside)
    _prove(made, settings)
    return made


def _names(article: Article) -> dict[str, str]:
    """What each image is called beside the article, by its address; the same image but once."""
    first: dict[bytes, str] = {}
    for one in article.images:
        if one.data is not None:
            first.setdefault(one.data, f"{article.slug}-{one.name}")
    return {one.source: first[one.data] for one in article.images if one.data is not None}


def written(made: Imported, settings: Project) -> Path:
    """Write an import into the project's `content/`; nothing there is ever replaced.

    Raises OutputError where an article or a file of the same name is there already.
    """
    folder = Path(settings.root) / project.CONTENT
    target = folder / made.name
    _refuse_taken(made, settings, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder cannot be made: {error.strerror}",
            place=Place(str(folder)),
            hint="ask for the right to write there, or name another project with --project DIR",
        ) from None
    done: list[Path] = []
    try:
        for name, data in (*made.beside.items(), (made.name, made.markdown.encode())):
            done.append(folder / name)
            write.replace_file(folder / name, data)
    except BaseException:
        for path in done:
            path.unlink(missing_ok=True)
        raise
    return target


def _refuse_taken(made: Imported, settings: Project, folder: Path) -> None:
    slug = made.article.slug
    for there in project.sources(Path(settings.root)):
        if there.stem.casefold() == slug.casefold():
            raise OutputError(
                f"there is an article of this name already: {shown_path(there)}",
                place=Place(made.article.source),
                hint="give the new one another name with --slug, or remove the old one",
            )
    taken = [folder / name for name in (*made.beside, made.name) if (folder / name).exists()]
    if taken:
        raise OutputError(
            "this is there already, and is not replaced",
            place=Place(str(taken[0])),
            hint="give the new article another name with --slug, or remove that file",
        )


def _front(article: Article, given: Mapping[str, Any], beside: str) -> str:
    """What is known of the article, as front matter.

    Other generators' keys are left out, and what the settings beside it say.
    """
    import tomllib

    known: dict[str, Any] = {}
    if not _titled(article):
        known["title"] = article.title
    known["author"] = article.author
    known["date"] = article.date
    known["lang"] = article.lang
    known |= {key: value for key, value in given.items() if key.casefold() not in FOREIGN}
    told = tomllib.loads(beside)
    known = {name: one for name, one in known.items() if one not in ("", None) and name not in told}
    return f"---\n{_yaml(known)}---\n\n" if known else ""


def _yaml(values: Mapping[str, Any]) -> str:
    from ruamel.yaml import YAML

    yaml: Any = YAML(typ="safe", pure=True)
    yaml.allow_unicode, yaml.default_flow_style, yaml.width = True, False, 10_000
    yaml.sort_base_mapping_type_on_output = False
    out = io.StringIO()
    yaml.dump(_plain(values), out)
    return out.getvalue()


def _plain(value: Any) -> Any:
    """The value without the parsers' own types."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, str):
        return str(value)
    return value


def _titled(article: Article) -> bool:
    """Whether the title stands in the text, as its only heading of the first level."""
    highest = min((one.level for one in article.blocks if one.kind == "heading"), default=7)
    return article.title_lines is not None and highest > 1


def _pieces(article: Article) -> Iterator[str]:
    """The Markdown of the title, of each block, and of what stands outside of them."""
    raw = {mark.text: mark.raw for mark in article.marks.used}
    marks = re.compile("|".join(map(re.escape, raw))) if raw else None

    def own(text: str) -> str:
        return marks.sub(lambda found: raw[found[0]], text) if marks else text

    if _titled(article):
        yield f"# {literal(article.title)}"
    before: Block | None = None
    for block in article.blocks:
        if block.forced:
            yield "<!-- part -->"
        elif before and before.kind == "list" and block.kind in ("list", "code"):
            yield "<!-- -->"  # without it, this would be read as more of the list
        yield own(block.written)
        before = block
    yield from (own(note.written) for note in notes_of(article.blocks))
    if article.format == "markdown":
        yield from map(own, definitions(article.text))


def _addressed(markdown: str, names: Mapping[str, str]) -> str:
    """The Markdown with the images' addresses as they are named beside it."""

    def named(found: re.Match[str]) -> str:
        written = next(one for one in found.group("angled", "quoted", "bare") if one is not None)
        name = names.get(_normal(written)) or names.get(written)
        return f"{found['before']}{name}" if name else found[0]

    return _ADDRESS.sub(named, markdown) if names else markdown


def _normal(address: str) -> str:
    from markdown_it.common.normalize_url import normalizeLink
    from markdown_it.common.utils import unescapeAll

    return normalizeLink(unescapeAll(address))


def _prove(made: Imported, settings: Project) -> None:
    """Raise if the Markdown, read again, is not the article."""
    before, after = _told(made.article), _told(_read_again(made, settings))
    if before == after:
        return
    pairs = enumerate(zip_longest(before, after))
    at = next(index for index, (one, other) in pairs if one != other)
    block = made.article.blocks[max(0, min(at, len(made.article.blocks)) - 1)]
    shown = slots.shown(block.text, made.article.marks)[:80]
    raise LetterloomError(
        "this would not read the same as Markdown",
        place=Place(made.article.source, block.lines.first, 0, shown),
        hint="build the file as it is; this is a fault of Letterloom. Nothing was written",
    )


def _read_again(made: Imported, settings: Project) -> Article:
    paper = manuscript(made.markdown.encode(), made.name)
    front = paper.front
    own = project.article_settings(
        settings,
        Path(made.article.source),
        front.values if front else None,
        front.place if front else None,
    )
    return read_article(
        paper,
        replace(own, keep=KEEPABLE),
        settings.fields,
        made.beside.get,
        own_blocks=themes.own_blocks(settings),
    )


def _told(article: Article) -> list[tuple[str, int, str]]:
    """What must be the same: the title, each block and each image."""
    blocks = [(one.kind, one.level, slots.shown(one.text, article.marks)) for one in article.blocks]
    images = sorted({("file", len(one.data or b""), "") for one in article.images})
    return [("title", 0, slots.shown(article.title, article.marks)), *blocks, *images]
