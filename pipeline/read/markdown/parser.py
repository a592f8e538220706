"""The Markdown parser: CommonMark with what Letterloom adds, without what drops text.

The rules' shared table (markdown-it calls it `env`) holds `notes`, the labels of the footnotes,
`no_notes`, the labels whose definitions are to be text, and `own_blocks`, the names of the
project's own blocks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from pipeline.read.markdown import callouts, footnotes, image_braces, images_alone, tasks
from pipeline.read.markdown.refusals import NESTING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token


def tokens(
    markdown: str, own_blocks: frozenset[str] = frozenset()
) -> tuple[list[Token], dict[str, list[Token]], dict[str, Any]]:
    """The tokens of a text, those of each footnote by its label, and the parser's table.

    A definition that nothing refers to is read again, as text.
    """
    no_notes: set[str] = set()
    while True:
        env: dict[str, Any] = {"notes": set(), "no_notes": no_notes, "own_blocks": own_blocks}
        text, notes = footnotes.parted(_parser().parse(markdown, env))
        unused = set(notes) - set(footnotes.reached(text, notes))
        if not unused:
            return text, notes, env
        no_notes |= unused


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin

    class Literal(MarkdownIt):
        """A parser that shows an address as its author wrote it, never decoded."""

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the parser's name for it
            return link

    parser = Literal("commonmark", {"html": True, "maxNesting": NESTING}).use(deflist_plugin)
    parser.enable(["table", "strikethrough"])
    block, inline, core = parser.block.ruler, parser.inline.ruler, parser.core.ruler
    block.at("reference", _reference, {"alt": []})
    terms = next(rule.fn for rule in block.__rules__ if rule.name == "deflist")
    block.at(
        "deflist",
        partial(_definition_list, terms),
        {"alt": ["paragraph", "reference", "blockquote"]},
    )
    block.before(
        "reference", "footnote", footnotes.definition, {"alt": ["paragraph", "blockquote"]}
    )
    block.before("fence", "callout", callouts.callout, {"alt": ["paragraph", "blockquote", "list"]})
    inline.after("image", "footnote", footnotes.reference)
    inline.after("image", "image_braces", image_braces.image_braces)
    core.after("inline", "captions", images_alone.captions)
    core.after("inline", "tasks", tasks.tasks)
    core.after("inline", "alerts", callouts.alerts)
    return parser


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link's definition; `[^1]: …` is none, since it would vanish."""
    from markdown_it.rules_block import reference

    if state.src.startswith("[^", state.bMarks[start] + state.tShift[start]):
        return False
    return reference(state, start, end, silent)


def _definition_list(
    rule: Callable[..., bool], state: StateBlock, start: int, end: int, silent: bool
) -> bool:
    """A list of terms, each explained by lines with a colon: a tilde is too often a "circa"."""
    line = start
    if not silent:
        line = start + 2 if start + 1 < end and state.isEmpty(start + 1) else start + 1
    if line >= end or state.src[state.bMarks[line] + state.tShift[line]] != ":":
        return False
    return rule(state, start, end, silent)
