"""What other site generators leave in Markdown: their code, which no reader should see.

A Markdown file comes from elsewhere if its front matter has keys of other generators. In such a
file what is surely theirs is left out, each piece reported with its line: the tags of Liquid,
Nunjucks, Jekyll and Hugo (`{% … %}`, `{{< … >}}`, `{{% … %}}`), what they print (`{{ … | … }}`),
their comments, the attribute lists of kramdown (`{:.class}`), MDX's imports and components,
WordPress's captions and galleries, tables of contents. What stands between two tags stays. An
address in quotes that such code makes a link of stays the link, and code that it sets apart
becomes code; code keeps all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.model import Field, Lines, Removal
from pipeline.read.markdown.containers import without_containers
from pipeline.read.markdown.image_braces import WIDTH

_LONG = "{0,2000}"  # characters of a tag at most, so that many that are unclosed end soon
_FENCED = r"(?m:^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*(?P=fence)|\Z))"
_TICKED = r"(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"
_CODE = rf"(?P<code>{_FENCED}|{_TICKED})"
_RAW = r"(?P<raw>\{%-?\s*raw\s*-?%\}(?P<literal>[\s\S]*?)\{%-?\s*endraw\s*-?%\})"
_HIGHLIGHTED = (
    r"(?P<highlighted>(?m:^)[ \t]*(?P<opening>\{%-?\s*highlight\s+(?P<language>[\w+#-]+)[^\n]*?%\}"
    r"|\{\{[<%]\s*highlight\s+\"?(?P<hugo>[\w+#-]*)[^\n]*?[>%]\}\})[ \t]*\n"
    r"(?P<source>[\s\S]*?)\n?(?m:^)[ \t]*(?:\{%-?\s*endhighlight\s*-?%\}"
    r"|\{\{[<%]\s*/\s*highlight\s*[>%]\}\})[ \t]*(?m:$))"
)
_FIELD = r"(?P<field>\\?\{\{\s*(?P<name>[A-Za-z_]\w*)\s*(?:\|\s*default\([^\n{}]*\)\s*)?\}\})"
_ADDRESS = (
    r"""(?P<address>\{\{-?\s*(?P<quote>["'])(?P<path>[^"'\s{}]+)(?P=quote)\s*\|[^{}\n]*\}\}"""
    r"""|(?<=\]\()\{\{[<%]\s*(?:rel)?ref\s+["']?(?P<page>[^"'\s{}<>]+)["']?\s*[>%]\}\}"""
    r"""|(?<=\]\()\{%-?\s*(?:link|post_url)\s+(?P<post>[^"'\s{}]+)\s*-?%\})"""
)
_BRACES = r"(?P<braces>(?<=[)\]])\{:?[ \t]*[\w.#:-][^{}\n]*\})"
_TOC = (
    r"(?P<toc>(?m:^)[ \t]*(?:\[\[_?(?i:toc)_?\]\]|\[(?i:toc)\]|\$\{toc\}|\{\{toc\}\})(?m:[ \t]*$)"
    r"|(?m:^)[ \t]*(?:[*+-]|1\.)[ \t][^\n]*\n[ \t]*\{:[ \t]*toc[^{}\n]*\})"
)
_NAMES = (
    r"(?:[A-Z_$][\w$]*|\*[ \t]+as[ \t]+[\w$]+|\{[^{}\n]*\}|[\w$]+(?=[ \t]+from[ \t]+[\"'][@./~]))"
)
_MODULE = (
    rf"(?P<module>(?m:^)import[ \t]+(?:{_NAMES}(?:[ \t]*,[ \t]*{_NAMES})*[ \t]+from[ \t]+)?"
    r"(?P<from>[\"'])[^\"'\s]+(?P=from)[ \t]*;?[ \t]*(?m:$)"
    r"|(?m:^)export[ \t]+(?:const|let)[ \t]+[\w$]+[ \t]*=[^\n]*;[ \t]*(?m:$)"
    rf"|\{{/\*(?:(?!\{{/\*)[\s\S]){_LONG}?\*/\}})"
)
_INSIDE = r"""(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^<>"'{}])*"""
_COMPONENT = rf"(?P<component></?[A-Z][\w.]*(?=[\s/>]){_INSIDE}>)"
_WORDPRESS = (
    r"(?P<wordpress>\[(?:caption|gallery|audio|video|playlist|contact-form-7)"
    r"[ \t]+[\w-]+=[^\[\]\n]*\](?![(\[:])|\[/(?:caption|audio|video)\]"
    r"|\[/?embed\](?![(\[:]))"
)
_TAG = (
    rf"(?P<tag>\{{%(?:(?!%\}}|\{{%|\n\s*\n)[\s\S]){_LONG}%\}}"
    rf"|\{{#(?:(?!#\}}|\n\s*\n)[^{{}}]){_LONG}#\}}"
    rf"|\{{\{{(?:<|%)(?:(?!\}}\}}|\{{\{{[<%]|\n\s*\n)[\s\S]){_LONG}\}}\}}"
    r"|\{\{[^{}\n]*\}\}"
    r"|\{:?\s*[.#:][^{}\n]*\})"
)
_REST = (_FIELD, _ADDRESS, _BRACES, _TOC, _MODULE, _COMPONENT, _WORDPRESS, _TAG)
_PAIRED = re.compile("|".join((_CODE, _RAW, _HIGHLIGHTED, *_REST)))
_SINGLE = re.compile("|".join((_CODE, *_REST)))
_PAIRS_END = re.compile(r"endraw|endhighlight|/\s*highlight")
_IN_CODE = re.compile(_CODE)
_RAW_TAGS = re.compile(_RAW)
_IMAGE_BEFORE = re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])\Z")
_OWN = re.compile(r"\{[ \t]*(?:(?:width=[\w%\"']+|decorative)[ \t]*)+\}")
_WIDTH = re.compile(r"""(?<![\w-])width[ \t]*=[ \t]*["']?(\d+(?:px|%)?)(?![\w%])""")
_NEAR = 600  # characters before braces in which the image must begin that they belong to


class _Change(NamedTuple):
    """A stretch of the text, what stands in its place, and what of it is told, if anything."""

    start: int
    end: int
    instead: str
    told: str = ""


def without_shortcodes(
    body: str,
    first: int,
    declared: Mapping[str, Field],
    own_blocks: frozenset[str] = frozenset(),
) -> tuple[str, list[Removal]]:
    """The text without shortcodes, its lines where they were, and what was left out.

    `first` is the file's line that the text begins at. Fields that are declared stay fields, and
    so do the project's own blocks.
    """
    removals: list[Removal] = []
    parts: list[str] = []
    end = 0
    line, counted = first, 0
    for start, stop, instead, told in _changes(body, declared):
        before = body[end:start]
        if not instead and before.endswith(" ") and body.startswith(" ", stop):
            before = before[:-1]  # of the spaces on its two sides, one is enough
        parts += [before, instead]
        end = stop
        line, counted = line + body.count("\n", counted, start), start
        if told:
            last = line + body.count("\n", start, stop)
            removals.append(_removal(line, last, told))
    text, more = without_containers("".join([*parts, body[end:]]), own_blocks)
    removals += [_removal(first + at, first + at, told) for at, told in more]
    return text, sorted(removals, key=lambda one: one.lines)


def _removal(first: int, last: int, text: str) -> Removal:
    return Removal(Lines(first, last), " ".join(text.split()), "shortcode", 0, within=True)


def _changes(body: str, declared: Mapping[str, Field]) -> Iterator[_Change]:
    for found in _found(body):
        match found.lastgroup:
            case "code":
                yield from _raw_in_code(found)
            case "field" if found["name"] in declared or found[0].startswith("\\"):
                continue
            case "address":
                path = found["path"] or found["page"] or found["post"]
                yield _Change(*found.span(), path)
            case "highlighted":
                yield _highlighted(found)
            case "raw":
                yield _Change(*found.span(), _literal(found["literal"]), "{% raw %}")
            case "braces":
                yield from _braces(found)
            case _:
                yield _Change(*found.span(), "\n" * found[0].count("\n"), found[0])


def _found(body: str) -> Iterator[re.Match[str]]:
    """What may be of another generator; pairs are looked for where one may still be closed."""
    last = max((end.start() for end in _PAIRS_END.finditer(body)), default=-1)
    at = 0
    while found := (_PAIRED if at <= last else _SINGLE).search(body, at):
        yield found
        at = found.end()


def _highlighted(found: re.Match[str]) -> _Change:
    """Code that was set apart by tags, as fenced code on as many lines."""
    fence = f"```{found['language'] or found['hugo'] or ''}\n{found['source']}\n```"
    short = found[0].count("\n") - fence.count("\n")
    return _Change(*found.span(), fence + "\n" * short, found["opening"])


def _raw_in_code(found: re.Match[str]) -> Iterator[_Change]:
    """Within code a pair of raw tags says only that what is between them is to be read."""
    for raw in _RAW_TAGS.finditer(found.string, *found.span()):
        yield _Change(*raw.span(), raw["literal"], "{% raw %}")


def _literal(text: str) -> str:
    """Text that is to be read as it stands: its braces are no fields."""
    parts: list[str] = []
    end = 0
    for code in _IN_CODE.finditer(text):
        parts += [text[end : code.start()].replace("{{", "\\{{"), code[0]]
        end = code.end()
    return "".join([*parts, text[end:].replace("{{", "\\{{")])


def _braces(found: re.Match[str]) -> Iterator[_Change]:
    """Braces behind a link or an image: of an image's, its width is kept."""
    before = found.string[max(0, found.start() - _NEAR) : found.start()]
    image = _IMAGE_BEFORE.search(before)
    if image and _OWN.fullmatch(found[0]):
        return
    width = _WIDTH.search(found[0]) if image else None
    if image or "=" in found[0] or found[0][1] in ":.#":
        kept = f"{{width={width[1]}}}" if width and WIDTH.fullmatch(width[1]) else ""
        yield _Change(*found.span(), kept, found[0])
