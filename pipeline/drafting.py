"""The drafts of an exported series in a service: put there, and remembered beside the article."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import write
from pipeline.errors import CampaignError, Place, SettingsError, UsageError, unreadable
from pipeline.export import Exported
from pipeline.project import exists
from pipeline.write.lock import Held, alone

if TYPE_CHECKING:
    from pipeline.export.upload import Call, Done, Remembered
    from pipeline.exporting import Bundle


def calls(asked: Bundle, source: Path, *, forget: Sequence[str] | None = ()) -> tuple[Call, ...]:
    """What an upload would ask of the service; nothing is asked.

    `forget` names the drafts of earlier uploads that are made anew; None means every one.
    """
    from pipeline.export import upload as stage

    return stage.plan(asked.exported, os.environ, _remembered(asked, source, forget=forget))


def check(asked: Bundle, source: Path, *, forget: Sequence[str] | None = ()) -> None:
    """See whether an upload can begin: keys, settings, address, drafts in doubt. Asks nobody.

    Raises what `upload` raises.
    """
    from pipeline.export import upload as stage

    remembered = _remembered(asked, source, forget=forget)
    stage.upload(asked.exported, os.environ, remembered, write=lambda _: None)


def upload(
    asked: Bundle,
    source: Path,
    *,
    forget: Sequence[str] | None = (),
    running: bool = False,
    sleep: Callable[[float], object] = time.sleep,
) -> Generator[Done, None, None]:
    """Put a bundle's letters into the service as drafts, one call after another.

    What was made is remembered in a file beside the article after each call. One upload of an
    article goes on at a time: raises CampaignError for a second one. With `running` what somebody
    has set going there meanwhile is changed too. `sleep` waits where the service is busy.
    """
    from pipeline.export import upload as stage

    file = remembered_in(source)
    with _alone(file):
        yield from stage.upload(
            asked.exported,
            os.environ,
            _remembered(asked, source, forget=forget),
            write=partial(write.replace_file, file),
            running=running,
            sleep=sleep,
        )


def left_over(asked: Bundle, source: Path) -> dict[str, Mapping[str, str | int]]:
    """The drafts that earlier uploads made and that the series no longer has: name → ids."""
    from pipeline.export import upload as stage

    exported = stage.owned(asked.exported, os.environ, asks=False)
    kept = _read_memory(source)
    drafts = kept.of(stage.account(exported))
    return {name: drafts[name].ids for name in stage.left_over(kept, exported) if drafts[name].ids}


def remembered_in(source: Path) -> Path:
    """The file beside an article in which uploads remember their drafts."""
    from pipeline.export.upload import SUFFIX

    return source.with_name(f"{source.stem}{SUFFIX}")


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Be the only upload that uses a file. Raises CampaignError, or OutputError."""
    lock = file.with_name(f".{file.name}.lock")
    try:
        with ExitStack() as stack:
            with write.told(file, "put the article where you may write"):
                stack.enter_context(alone(lock))
            yield
    except Held:
        raise CampaignError(
            "another upload of this article is going on",
            place=Place(str(file)),
            hint="wait until it has ended, and run the same command again",
        ) from None


def _remembered(asked: Bundle, source: Path, *, forget: Sequence[str] | None) -> Remembered:
    from pipeline.export import upload as stage

    kept = _read_memory(source)
    if forget is not None and not forget:
        return kept
    exported = stage.owned(asked.exported, os.environ, asks=False)
    left, gone = stage.forget(kept, exported, forget or ())
    if strange := sorted(set(forget or ()) - set(gone) - _names(exported)):
        raise UsageError(
            f"--again {strange[0][:60]}: {exported.dialect.title} has no such draft of this series",
            hint=f"one of {', '.join(sorted(_names(exported))[:12])}",
        )
    return left


def _names(exported: Exported) -> set[str]:
    """What the drafts of a series are called."""
    return {request.name for request in exported.dialect.requests(exported)}


def _read_memory(source: Path) -> Remembered:
    """What uploads of an article remember. Raises SettingsError if the file is no such file."""
    from pipeline.export import upload as stage

    file = remembered_in(source)
    if file.is_symlink():
        raise SettingsError(
            "this is a link: what uploads remember is a file beside the article",
            place=Place(str(file)),
            hint="put the file itself there",
        )
    try:
        data = file.read_bytes() if exists(file) else b""
    except OSError as error:
        raise unreadable(SettingsError, file, error) from None
    return stage.parse(data, str(file))
