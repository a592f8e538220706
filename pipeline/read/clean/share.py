"""Buttons to share or follow, as the words that are left of them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Block
from pipeline.read.clean.forms import all_match, either, head, heads_text, lines, matching

SERVICES = (
    "facebook( messenger)?|messenger|twitter( / x)?|x( \\(twitter\\))?|linked ?in|pinterest"
    "|instagram|whats ?app|telegram|reddit|threads|bluesky|mastodon|tumblr|youtube|tik ?tok"
    "|xing|pocket|flipboard|snapchat|e-?mail|sms|rss|فيسبوك|فيس بوك|تويتر|واتساب|واتس اب"
    "|تيليجرام|تلغرام|لينكد إن|انستغرام|البريد الإلكتروني"
)
_LIST = rf"({SERVICES})(([\s,|/·•،]|and|und|et|y|e|و|&)+({SERVICES}))*"
_THING = "(post|article|page|story|blog post|recipe)"
_WHERE = (
    rf"( (on|via|by|with|to) ({_LIST}|social media|(your )?(friends|family|network)( and family)?))"
)
_EN = (
    rf"(share|tweet|pin|print|e-?mail) (this|it) {_THING}{_WHERE}?:?",
    rf"(share|tweet|pin) this{_WHERE}?:?",
    rf"(share|follow us|follow|find us)( on)?:? {_LIST}\.?",
    rf"(share (on|via|by|to|with):? ({SERVICES})[\s,|/·•]*){{2,}}({_LIST})?",
    rf"share (this|the) {_THING}( now)?[.!:]?",
    rf"(sharing is caring|spread the (word|love))[!:.]?|share (this|it) {_THING}?:? ?{_LIST}",
)
_OTHERS = (
    rf"((diesen |den )?(artikel|beitrag)|seite) teilen( (auf|bei|mit|per|über):? {_LIST})?:?",
    rf"(auf|bei|per|über) {_LIST} teilen|teilen( sie)? (diesen|den) (artikel|beitrag)[:!.]?",
    rf"(folgen sie|folge?t?) uns( (auf|bei|über))?:? {_LIST}\.?",
    rf"partage[zr]?( cet article| cette page)( sur:? {_LIST})?[ :!.]*|partager sur:? {_LIST}",
    rf"suivez[- ]nous( sur)?[ :]* {_LIST}\.?",
    rf"comparte?(ir)? (este artículo|esta entrada|esto|esta página)( en:? {_LIST})?[:!.]?",
    rf"compartir en:? {_LIST}|síg(ue|ui|a)nos( en)?:? {_LIST}\.?",
    rf"شارك(ها)? (هذا )?(المقال|المقالة|الصفحة|الموضوع)( (على|عبر):? {_LIST})?:?",
    rf"(شارك|مشاركة|تابعنا|تابعونا) (على|عبر):? {_LIST}\.?",
    rf"condividi( questo articolo)? su:? {_LIST}",
    rf"deel (dit artikel|deze pagina)( (op|via) {_LIST})?",
    rf"compartilh(e|ar)( este artigo| este post)( n[oa] {_LIST})?:?",
)
_BEGINS = (
    "shar|tweet|pin|print|e-?mail|follow|find|spread|diesen|den|artikel|beitrag|seite|auf|bei|per"
    "|über|teilen|folg|partage|suivez|compart|síg|شارك|مشاركة|تابع|condividi|deel|compartilh"
)
SURE = either(*_EN, *_OTHERS, begins=_BEGINS)
# What goes only beside a line that is sure: a word alone may be a heading, or the text.
_BESIDE = either(
    _LIST,
    r"share|tweet|pin( it)?|print|copy( link| url)?|link copied!?|save|like|\+1",
    r"(share|tweet|post|send|save|pin)( (on|to|via|by|with)) .{1,20}|opens? in (a )?new window",
    rf"({SERVICES}) \(opens in (a )?new window\)|click to (share|email|print) .{{0,60}}",
    r"[\d.,]+ ?[km]?( (shares?|likes?|tweets?|pins?))?",
    r"teilen|drucken|merken|link kopieren|partager|imprimer|copier le lien",
    r"compartir|imprimir|copiar enlace|مشاركة|شارك|طباعة|نسخ الرابط",
)
_NAMES = either(_LIST)
RUN = 3  # names of services alone that are too many to be anything else at a text's edge


def share_line(blocks: Sequence[Block], _title: str) -> set[int]:
    """Lines to share or follow, no heading of a text, with the buttons' names beside them."""
    sure = [
        index
        for index in matching(blocks, SURE)
        if blocks[index].kind != "list" and (not heads_text(blocks, index) or _led(blocks, index))
    ]
    sure += [
        index
        for index, block in enumerate(blocks)
        if block.kind == "paragraph"
        and len(lines(block)) > 1
        and SURE.fullmatch(lines(block)[0])
        and all(_BESIDE.fullmatch(line) or SURE.fullmatch(line) for line in lines(block))
    ]
    return _around(blocks, {*sure, *_edge_runs(blocks)})


def _led(blocks: Sequence[Block], index: int) -> bool:
    """Whether what stands below a heading is buttons alone."""
    return all_match(blocks[index + 1], _BESIDE)


def _around(blocks: Sequence[Block], sure: set[int]) -> set[int]:
    """The buttons below and above a sure line; a figure alone is none above a text."""
    found = set(sure)
    for start in sure:
        for step in (1, -1):
            at = start + step
            while 0 <= at < len(blocks) and at not in found and _is_beside(blocks, at):
                found.add(at)
                at += step
    return found


def _is_beside(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is a button's name; a heading of a text only directly below another."""
    block = blocks[index]
    if heads_text(blocks, index):
        close = index and blocks[index - 1].lines.last + 1 == block.lines.first
        return bool(close) and all_match(block, _NAMES)
    return all_match(block, _BESIDE)


def _edge_runs(blocks: Sequence[Block]) -> set[int]:
    """Runs of services' names above the text or at its very end."""
    found: set[int] = set()
    run: list[int] = []
    first = len(head(blocks))
    for index in range(len(blocks) + 1):
        if index < len(blocks) and all_match(blocks[index], _NAMES):
            run.append(index)
            continue
        names = [line for at in run for line in lines(blocks[at])]
        led = run and run[0] and blocks[run[0] - 1].text.rstrip().endswith(":")
        if len(names) >= RUN and not led and (run[-1] < first or index == len(blocks)):
            found.update(run)
        run = []
    return found
