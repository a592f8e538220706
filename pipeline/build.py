"""The recipe: read, plan, compose, check, write; what is unchanged is not done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from pipeline import message, project, themes, unchanged, write
from pipeline.asked import Asked, ReadAs
from pipeline.errors import LetterloomError, OutputError, Place, shown_path
from pipeline.files import NAMELESS, Images, logo_loader, named, read_source
from pipeline.model import Article, Email, Finding, Project, Series, Severity, Theme
from pipeline.unchanged import MANIFEST

if TYPE_CHECKING:
    from pipeline.assembly import Sample
    from pipeline.check.checked import Checked


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave: the tree's folder and manifest, its findings, whether it was there.

    Where it was there, the findings are only those that no article is needed for. `refused` says
    that nothing was written, since the checks found an error.
    """

    folder: Path
    manifest: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    unchanged: bool = False
    refused: bool = False

    @property
    def index(self) -> Path:
        """The page to open."""
        return self.folder / "index.html"

    def clip_bytes(self) -> list[int]:
        """Bytes of each part's HTML as encoded in its message: what Gmail's clipping counts.

        Of a dry build there is no message; the decoded HTML stands in for it.
        """
        parts = self.manifest["parts"]
        emls = [self.folder / part["files"]["eml"] for part in parts]
        if not all(eml.is_file() for eml in emls):
            return [part["bytes"]["html"] for part in parts]
        return [message.html_bytes(eml.read_bytes()) for eml in emls]


def build(source: Path, settings: Project, asked: Asked) -> Built:
    """Build one article's tree, or find that it is there already."""
    data = read_source(source)
    source = named(source)
    if asked.minify is not None:
        settings = replace(settings, minify=asked.minify)
    inputs = unchanged.inputs(source, data, settings, asked)
    there = None if asked.release else unchanged.there(asked.out, inputs)
    if there:
        return Built(*there, findings=tuple(stand_out(settings)), unchanged=True)

    from pipeline import assembly

    images = Images(source, settings)
    article = read(source, data, settings, asked.read_as, images)
    inputs = unchanged.with_images(inputs, source, data, settings, images)
    theme = load_theme(article, settings)
    series = plan(article, theme, asked.parts)
    emails = compose(series, theme, settings)
    samples = assembly.samples(series, emails, theme, settings)
    text = data.decode("utf-8", "replace")
    seen = checked(series, emails, samples, theme, settings, release=asked.release, text=text)
    findings = check(seen)
    files, manifest = assembly.tree(series, emails, samples, theme, settings, findings, inputs)

    folder = asked.out / article.slug
    refused = (asked.strict or asked.release) and _has_errors(findings)
    if not (asked.dry or refused):
        write.check_out(asked.out, project=Path(settings.root))
        _refuse_another(folder, manifest)
        write.write_tree(asked.out, article.slug, files)
    older = _older(asked.out, folder, manifest)
    return Built(folder, manifest, (*findings, *older), refused=refused)


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(one.severity is Severity.ERROR for one in findings)


def stand_out(settings: Project) -> Iterator[Finding]:
    """What is missing before anything can be sent, whatever the article."""
    if settings.before_sending:
        yield Finding("settings/before-sending", Severity.NOTE, settings.before_sending)


def read(
    source: Path,
    data: bytes,
    settings: Project,
    read_as: ReadAs | None = None,
    images: Images | None = None,
) -> Article:
    """The article of a file, with the settings that its author gave it."""
    from pipeline import read as stage

    read_as = read_as or ReadAs()
    paper = stage.manuscript(data, str(source), encoding=read_as.encoding, form=read_as.format)
    paper = replace(paper, nameless=str(source) == NAMELESS)
    front = paper.front
    own = project.article_settings(
        settings, source, front.values if front else None, front.place if front else None
    )
    own = replace(
        own,
        keep=(*own.keep, *read_as.keep),
        accept_removals=own.accept_removals or read_as.accept,
    )
    return stage.article(
        paper,
        own,
        settings.fields,
        images or Images(source, settings),
        from_elsewhere=front is not None and project.is_from_elsewhere(front.values),
        own_blocks=themes.own_blocks(settings),
    )


def load_theme(article: Article, settings: Project) -> Theme:
    """The article's theme, or the project's, with contrasts that people can read."""
    from pipeline.settings.colours import check_contrast

    name, place = _theme_asked(article, settings)
    theme = themes.load(settings, name, article.lang, logo_loader(settings), place)
    check_contrast(theme)
    return theme


def _theme_asked(article: Article, settings: Project) -> tuple[str, Place | None]:
    """The name of the article's theme, or of the project's, and where it stands."""
    name = article.settings.theme
    if not name:
        return settings.theme.name, settings.theme.places.get("name")
    return name, project.place_of_key(Path(article.source), Path(settings.root), "theme")


def plan(article: Article, theme: Theme, parts: int | None = None) -> Series:
    """The article's series."""
    from pipeline import plan as stage

    return stage.plan(article, theme.strings, parts=parts)


def compose(series: Series, theme: Theme, settings: Project) -> tuple[Email, ...]:
    """The series' mails."""
    from pipeline import compose as stage

    return stage.compose(series, theme, settings)


def check(asked: Checked) -> tuple[Finding, ...]:
    """What is to be known of a series. Raises an error if a word of the article was lost."""
    from pipeline.check.conservation.proof import conservation
    from pipeline.check.run import sifted_findings

    lost = conservation(asked.article, asked.emails)
    if lost:
        raise LetterloomError(lost[0].message, place=lost[0].place, hint=lost[0].hint)
    return sifted_findings(asked).findings


def checked(
    series: Series,
    emails: tuple[Email, ...],
    samples: Sequence[Sample],
    theme: Theme,
    settings: Project,
    *,
    release: bool = False,
    text: str = "",
) -> Checked:
    """What the rules are given of a series. `text` is the article's file's, if that is at hand."""
    from pipeline.mails import series as series_mails

    return series_mails.checked(
        series, emails, samples, theme, settings, release=release, text=text
    )


def _older(out: Path, folder: Path, manifest: Mapping[str, Any]) -> Iterator[Finding]:
    """Trees of the same article under a name that it had before: somebody might send them."""
    mine = manifest["article"]["source"]
    if PurePath(mine).name == NAMELESS:
        return
    for path in sorted(out.glob(f"*/{MANIFEST}")):
        if path.parent != folder and _made_from(path.parent, mine) == mine:
            yield Finding(
                "out/older",
                Severity.WARNING,
                f"{shown_path(path.parent)} was made from the same article under another name",
                hint="remove that folder",
            )


def _made_from(folder: Path, asked: str = "") -> str:
    """The source of the tree in a folder, "" if there is none, or none that is `asked` for.

    Where many trees are looked through, what does not hold the name asked for is not parsed.
    """
    import json

    try:
        data = (folder / MANIFEST).read_bytes()
        if json.dumps(asked, ensure_ascii=False).strip('"').encode() not in data:
            return ""
        return str(json.loads(data)["article"]["source"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _refuse_another(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Two articles must not take turns in one folder."""
    there, mine = _made_from(folder), manifest["article"]["source"]
    if there and there != mine:
        raise OutputError(
            f"this folder holds the series made from {there}, not from {mine}",
            place=Place(str(folder)),
            hint="give one of the articles a slug of its own (slug = …), "
            f"or, if {there} is gone, remove the folder",
        )
