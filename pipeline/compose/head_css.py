"""CSS that stays in a mail's head: nothing in it may be fetched from elsewhere."""

from __future__ import annotations

import re

from pipeline.errors import Place, ThemeError

_ELSEWHERE = re.compile(r"""(?i)@import\b|url\(\s*["']?\s*(?!data:|#)[^)"'\s]""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def check_head_css(css: str, *, file: str) -> None:
    """Raise ThemeError for an `@import` or an address: opening the mail would be seen there.

    The place is the template's; its line is that of the rendered CSS, shown as it stands there.
    """
    bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), css)
    found = _ELSEWHERE.search(bare)
    if not found:
        return
    line = bare.count("\n", 0, found.start()) + 1
    column = found.start() - bare.rfind("\n", 0, found.start())
    raise ThemeError(
        f"{found[0].rstrip('(') if found[0].startswith('@') else 'url(…)'} in head.css: "
        "every reader's mail program would ask another server",
        place=Place(file, line, column, css.split("\n")[line - 1]),
        hint="write the rules into head.css itself; name fonts that readers have",
    )
