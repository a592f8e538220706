"""The page's own script that turns colours as mail programs in dark mode do, for a picture."""

from __future__ import annotations

import re
from functools import cache

from pipeline.page.whole import STATIC

_IMPORT = re.compile(r"^import\s[^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


@cache
def inverting() -> str:
    """A function for a browser: given a mode's name, it turns the colours of its document."""
    texts = [(STATIC / name).read_text(encoding="utf-8") for name in ("lab.js", "dark.js")]
    code = "".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)
    return (
        f"name => {{\n{code}\n"
        "const mode = MODES.find(one => one.id === name);\n"
        "invertDocument(document, mode.inversion, Boolean(mode.fixes));\n}"
    )
