"""What a page's frame leaves in a copied text: links to skip and move on, a path, labels of ads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.model import Block
from pipeline.read.clean.forms import (
    PROSE,
    all_match,
    bare,
    either,
    folded,
    head,
    heads_text,
    lines,
    matching,
    tail,
)

_SKIP = either(
    r"(skip|jump) to (the )?(main |primary )?(content|navigation|menu|footer|search)",
    r"(direkt )?zum (haupt)?inhalt( springen| wechseln)?|zur (haupt)?navigation springen",
    r"(aller|passer) (directement )?au contenu( principal)?",
    r"(saltar|ir) al contenido( principal)?|(تخط|تخطي|انتقل|تجاوز) إلى المحتوى( الرئيسي)?",
    r"vai al contenuto|ir para o conteúdo|ga naar de inhoud",
)
_BESIDE_SKIP = either(
    r"(toggle |main |open |close )*(menu|navigation)|search( for:?)?|close|log ?in|sign in|home",
    r"menü|suche|anmelden|menú|buscar|rechercher|recherche|connexion|القائمة|بحث",
)
# A menu's words: three in a row above the text, home among them, or below a link to skip it.
MENU = either(
    r"home( ?page)?|about( us| me)?|contact( us)?|blog|news|shop|store|services|resources"
    r"|archives?",
    r"(toggle |main |open |close )*(menu|navigation)|search( for:?)?|faqs?|log ?in|sign (in|up)",
    r"register|cart|donate|events|team|gallery|categories|startseite|über (uns|mich)|kontakt|menü",
    r"suche|anmelden|accueil|à propos|contact|rechercher|connexion|inicio|nosotros|contacto|buscar",
    r"tienda|noticias|الرئيسية|من نحن|اتصل بنا|المدونة|بحث|القائمة",
)
MENU_LEAST = 3
_TOP = either(
    r"[↑^ ]*(back|return) to (the )?top( of (the )?page)?[ ↑]*|↑|[↑ ]*(zurück )?nach oben[ ↑]*",
    r"[↑ ]*(retour )?en haut( de (la )?page)?|haut de page|volver arriba|العودة إلى الأعلى",
)
_PAGER = either(
    r"[←‹«< ]*(previous|older|prev) (post|article|entry|story)( *:.{0,120})?",
    r"(next|newer) (post|article|entry|story)( *:.{0,120})?[→›»> ]*|post navigation",
    r"(vorheriger|nächster) (beitrag|artikel)( *:.{0,120})?|beitragsnavigation",
    r"article (précédent|suivant)( *:.{0,120})?|(entrada|artículo) (anterior|siguiente)( *:.*)?",
    r"(المقال|المقالة) (السابق|التالي|السابقة|التالية)( *:.{0,120})?",
)
_HOME = either(
    "home( ?page)?", "you are here:? *home", "start(seite)?", "accueil", "inicio", "الرئيسية"
)
_STEP = re.compile(r"\s*[>»›→]\s*|\s+[/|\\•·]\s+")
_SENTENCE = re.compile(r"(?<!\.\.)[.,;:!]$|[.!?]\s")
_ADVERT = either(
    r"[-–—* ]*advertise?ment[-–—* ]*",
    r"(article|story|post|content) continues (below|after)( (the |this )?(ad|advertisement))?",
    r"(continue|scroll down to|scroll to|keep scrolling to) continue( reading)?( below)?",
    r"[-–—* ]*(anzeige|werbeanzeige)[-–—* ]*|la suite après (la|cette) publicité",
    r"[-–—* ]*إعلان[-–—* ]*|sigue leyendo tras la publicidad|continúa después de la publicidad",
)
_SHORT_LABEL = either("advertise?ment", "anzeige", "إعلان")
FORMS = (_SKIP, _TOP, _PAGER, _ADVERT)


def navigation(blocks: Sequence[Block], _title: str) -> set[int]:
    """Links to skip to the text with what is beside them, to its top, to the post before."""
    first = head(blocks)
    gone = {at for at in first if all_match(blocks[at], _SKIP)}
    gone |= set(range(menu([lines(blocks[at]) for at in first])))
    for start in sorted(gone):
        at = start + 1
        while at < len(blocks) and all_match(blocks[at], _BESIDE_SKIP):
            gone.add(at)
            at += 1
    gone |= {at for at in matching(blocks, _TOP) if not heads_text(blocks, at)}
    return gone | set(tail(blocks, lambda block: all_match(block, _PAGER)))


def menu(written: Sequence[Sequence[str]]) -> int:
    """How many blocks at a text's start, given as their lines, are a page's menu."""
    count, words, sure = 0, 0, False
    for some in written:
        skips = bool(some) and all(_SKIP.fullmatch(line) for line in some)
        if not skips and not (some and all(MENU.fullmatch(line) for line in some)):
            break
        count += 1
        words += 0 if skips else len(some)
        sure = sure or skips or any(_HOME.fullmatch(bare(line)) for line in some)
    return count if sure and words >= MENU_LEAST else 0


def breadcrumbs(blocks: Sequence[Block], title: str) -> list[int]:
    """The path to a page, from its home: "Home > Health > Sleep"."""
    return [at for at in head(blocks, 5) if _is_path(blocks[at], title)]


def _is_path(block: Block, title: str) -> bool:
    if block.kind == "list":
        return _are_steps(lines(block), title) and folded(title).startswith(
            folded(lines(block)[-1]).rstrip("….")
        )
    return block.kind in PROSE and len(block.text) <= 200 and is_path(block.text, title)


def is_path(text: str, title: str = "") -> bool:
    """Whether a line leads from home, in two steps at least, or in one to the title itself."""
    return _are_steps(_STEP.split(text.strip(" >»›/")), title)


def _are_steps(steps: Sequence[str], title: str) -> bool:
    first = bare(steps[0]) if steps else ""
    if len(steps) < 2 or not _HOME.fullmatch(first):
        return False
    if _SENTENCE.search(steps[-1]):
        return False
    last = folded(steps[-1]).rstrip("….")
    whole = bool(last) and folded(title).startswith(last)
    short = all(0 < len(step.split()) <= 6 and not step.endswith(".") for step in steps[1:-1])
    return short and (whole or (len(steps) > 2 and len(steps[-1].split()) <= TITLE_STEPS))


TITLE_STEPS = 14  # words of the last step, which is the page's title, often cut


def advert(blocks: Sequence[Block], _title: str) -> list[int]:
    """Labels of advertisements. A heading of one is one only where it comes again, or shouts."""
    found = list(matching(blocks, _ADVERT))
    counts = Counter(folded(blocks[at].text) for at in found)
    return [
        at
        for at in found
        if not heads_text(blocks, at)
        or not _SHORT_LABEL.fullmatch(blocks[at].text.strip())
        or blocks[at].text.isupper()
        or counts[folded(blocks[at].text)] > 1
    ]
