"""The recipe: read, plan, compose, check, write; what is unchanged is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from pipeline import making, message, unchanged, write
from pipeline.asked import Asked
from pipeline.errors import LetterloomError, OutputError, Place, shown_path
from pipeline.files import NAMELESS, Images, named, read_source
from pipeline.model import Finding, Project, Severity
from pipeline.unchanged import MANIFEST

if TYPE_CHECKING:
    from pipeline.check.checked import Checked
    from pipeline.check.ignores import Sifted


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

    from pipeline import assembly, page

    images = Images(source, settings)
    made = making.make(source, data, settings, asked.read_as, parts=asked.parts, images=images)
    inputs = unchanged.with_images(inputs, source, data, settings, images)
    seen = made.checked(release=asked.release)
    found = check(seen)
    shown = page.whole(made, seen, found)
    files, manifest = assembly.tree(
        made.series,
        made.emails,
        made.samples,
        made.theme,
        settings,
        found.findings,
        inputs,
        index=shown,
    )

    findings, slug = found.findings, made.article.slug
    folder = asked.out / slug
    refused = (asked.strict or asked.release) and _has_errors(findings)
    if not (asked.dry or refused):
        write.check_out(asked.out, project=Path(settings.root))
        _refuse_another(folder, manifest)
        write.write_tree(asked.out, slug, files)
    older = _older(asked.out, folder, manifest)
    return Built(folder, manifest, (*findings, *older), refused=refused)


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(one.severity is Severity.ERROR for one in findings)


def stand_out(settings: Project) -> Iterator[Finding]:
    """What is missing before anything can be sent, whatever the article."""
    if settings.before_sending:
        yield Finding("settings/before-sending", Severity.NOTE, settings.before_sending)


def check(asked: Checked, before_each: Callable[[], None] | None = None) -> Sifted:
    """What is to be known of a series. Raises an error if a word of the article was lost.

    `before_each` is called before each rule: it may raise, where nobody waits for the answer.
    """
    from pipeline.check.conservation.proof import conservation
    from pipeline.check.run import sifted_findings

    lost = conservation(asked.article, asked.emails)
    if lost:
        raise LetterloomError(lost[0].message, place=lost[0].place, hint=lost[0].hint)
    return sifted_findings(asked, before_each=before_each)


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
