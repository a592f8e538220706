"""What MJML's own compiler does with anybody's file and MRML does not: includes, inlining."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from pipeline.compose.inline_css import check_inline_css
from pipeline.compose.inlining import inline
from pipeline.compose.source_lines import with_lines
from pipeline.errors import Place, ThemeError

Load: TypeAlias = Callable[[str], bytes | None]

DEEPEST = 10  # files that include one another
MOST = 200  # files that are included in all
_INCLUDE = re.compile(
    r"<mj-include\b(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*'){0,2000}?(?:/>|>\s*</mj-include\s*>)"
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PART = r"<{0}(?:\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*)?>(.*?)</{0}\s*>"
_HEAD = re.compile(_PART.format("mj-head"), re.DOTALL)
_BODY = re.compile(_PART.format("mj-body"), re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(
    r"<mj-style\b(?=(?:[^>\"']|\"[^\"]*\"|'[^']*')*\binline\s*=\s*[\"']inline[\"'])"
    r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*>(?P<css>.*?)</mj-style\s*>",
    re.DOTALL,
)


def including(mjml: str, file: str, load: Load) -> tuple[str, tuple[ThemeError, ...]]:
    """MJML with the files that it includes, and those that are not there.

    Its tags and those of the files have `ll-src`. Of a whole MJML document that is included the
    body stands in the place, and its head goes to the end of the head.
    """
    parts = _Parts(posixpath.dirname(file), load)
    whole = parts.whole(mjml, "", file, 0)
    head = "".join(parts.heads)
    if not head:
        return whole, tuple(parts.missing)
    at = whole.find("</mj-head>")
    if at >= 0:
        return whole[:at] + head + whole[at:], tuple(parts.missing)
    start = re.compile(r"<mjml\b[^>]*>").search(whole)
    at = start.end() if start else 0
    return f"{whole[:at]}<mj-head>{head}</mj-head>{whole[at:]}", tuple(parts.missing)


class _Parts:
    """The files that one includes, as they are met: their heads, and those that are missing."""

    def __init__(self, root: str, load: Load) -> None:
        self.root = root
        self.load = load
        self.left = MOST
        self.heads: list[str] = []
        self.missing: list[ThemeError] = []

    def whole(self, mjml: str, folder: str, file: str, depth: int) -> str:
        """A file's MJML with what it includes; `folder` is its own, below the first file's."""
        commented = [one.span() for one in _COMMENT.finditer(mjml)]

        def included(tag: re.Match[str]) -> str:
            if any(start < tag.start() < end for start, end in commented):
                return tag[0]
            given = {one[1]: one[2] or one[3] or "" for one in _ATTRIBUTE.finditer(tag[0])}
            path = posixpath.normpath(posixpath.join(folder, given.get("path", "")))
            self.left -= 1
            data = self.load(path) if depth < DEEPEST and self.left >= 0 else None
            if data is None:
                line = given.get("ll-src", "").rpartition(":")[2]
                self.missing.append(_gone(given.get("path", ""), file, int(line or 0)))
                return ""
            return self._part(data.decode("utf-8", "replace"), path, given, depth)

        return _INCLUDE.sub(included, mjml)

    def _part(self, text: str, path: str, given: Mapping[str, str], depth: int) -> str:
        kind = given.get("type", "mjml")
        if kind == "html":
            return f"<mj-raw>{text}</mj-raw>"
        if kind == "css":
            how = ' inline="inline"' if given.get("css-inline") == "inline" else ""
            return f"<mj-style{how}>{text}</mj-style>"
        name = posixpath.join(self.root, path)
        whole = self.whole(with_lines(text, name), posixpath.dirname(path), name, depth + 1)
        if "<mjml" not in whole:
            return whole
        self.heads += [one[1] for one in _HEAD.finditer(whole)]
        return "".join(one[1] for one in _BODY.finditer(whole))


def _gone(path: str, file: str, line: int) -> ThemeError:
    return ThemeError(
        f"the file {path}, which <mj-include> names, is not there",
        place=Place(file, line),
        hint="put it where it is named, in the folder of this file or below it",
    )


def without_inline(mjml: str) -> tuple[str, str]:
    """MJML without the rules that are to be inlined, and these.

    Those that no style attribute can hold, or that are `!important`, stay in a style block.
    """
    import tinycss2

    rules: list[str] = []

    def taken(found: re.Match[str]) -> str:
        left: list[str] = []
        for one in tinycss2.parse_stylesheet(found["css"], skip_comments=True):
            text = one.serialize()
            plain = one.type == "qualified-rule" and _can_be_inlined(text)
            (rules if plain else left).append(text)
        kept = "".join(left).strip()
        return f"<mj-style>{kept}</mj-style>" if kept else ""

    return _INLINE.sub(taken, mjml), "\n".join(rules)


def _can_be_inlined(rule: str) -> bool:
    try:
        check_inline_css(rule, file="")
    except ThemeError:
        return False
    return True


def inlined(html: str, css: str) -> str:
    """HTML with rules as style attributes; as it was, where no inliner can read them."""
    if not css.strip():
        return html
    try:
        return inline(html, css)
    except ThemeError:
        return html


def without_added_attributes(mjml: str) -> str:
    """MJML without `mj-html-attributes`, which MRML refuses; they add no more than attributes."""
    parts, end = [], 0
    while (start := mjml.find("<mj-html-attributes", end)) >= 0:
        close = mjml.find(_ADDED_END, start)
        if close < 0:
            break
        parts.append(mjml[end:start])
        end = close + len(_ADDED_END)
    return "".join((*parts, mjml[end:]))


_ADDED_END = "</mj-html-attributes>"
