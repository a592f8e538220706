"""The foot of a newsletter that was pasted whole: why one gets it, how to stop it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Block
from pipeline.read.clean.forms import either, is_linked, lines, tail

MOST = 60  # words of a block of a foot
PIECES = 2  # that make a foot where none says why one gets the mail, and none is a link

_BECAUSE = either(
    r"you(['’]re| are)? (receive|receiving|received|getting|got) this (e-?mail|newsletter|message)"
    r" (because|as|since) .{1,200}",
    r"(sie erhalten|sie bekommen|du erhältst|du bekommst) (diese|diesen) "
    r"(e-?mail|nachricht|newsletter),? (weil|da) .{1,200}",
    r"vous recevez (cet e-?mail|ce (message|mail|courriel)|cette newsletter) (car|parce que)"
    r" .{1,200}",
    r"(has recibido|ha recibido|recibes|recibe) este (correo|mensaje|boletín)( electrónico)? porque"
    r" .{1,200}",
    r"(تصلك|وصلتك|تتلقى) هذه (الرسالة|النشرة) (لأنك|لأن) .{1,200}",
)
_STOP = either(
    r"(click here to )?unsubscribe( here| instantly| from (this|these|our) .{1,30})?",
    r"if you (no longer|don['’]t|do not) (want|wish) .{1,60}, (please )?(unsubscribe|click here)"
    r"( here| now)?",
    r"(vom )?(newsletter )?(abmelden|abbestellen)|se désabonner|se désinscrire|me désabonner",
    r"darse de baja|cancelar (la |mi )?suscripción|إلغاء الاشتراك",
)
_BESIDE = either(
    r"view (this (e-?mail|newsletter) )?(in (your |a )?browser|online)|im browser (ansehen|öffnen)",
    r"(update|manage|change)( your| my)? (e-?mail |subscription )?preferences|e-?mail preferences",
    r"forward (this )?to a friend|privacy( policy)?|datenschutz|impressum",
    r"terms( of (use|service))?|terms (and|&) conditions",
    r"(voir|afficher) (ce message )?dans (le|votre) navigateur|ver en el navegador",
    r"(was this (e-?mail )?)?forwarded to you\?|no longer (want|wish) to receive these e-?mails\?",
    r"(copyright|©|\(c\))[ ©]*(19|20)\d\d\b.{0,60}|all rights reserved",
)
_PARTED = re.compile(r"\s*[|·•]\s*|(?<=[.?!])\s+")


def mail_foot(blocks: Sequence[Block]) -> range:
    """The paragraphs at the very end that are a mail's foot and nothing else."""
    run = tail(blocks, _fits)
    told = [piece for at in run for piece in _pieces(blocks[at])]
    because = any(_BECAUSE.fullmatch(piece) for piece in told)
    stops = any(_STOP.fullmatch(piece) for piece in told)
    linked = any(is_linked(blocks[at]) for at in run)
    sure = because or (stops and (linked or len(told) >= PIECES))
    return run if sure else range(0)


def _fits(block: Block) -> bool:
    if block.kind != "paragraph" or not 0 < block.words <= MOST:
        return False
    forms = (_BECAUSE, _STOP, _BESIDE)
    return all(any(form.fullmatch(piece) for form in forms) for piece in _pieces(block))


def _pieces(block: Block) -> Iterator[str]:
    """What a foot says, piece by piece."""
    for line in lines(block):
        yield from (one for piece in _PARTED.split(line) if (one := piece.strip(" .")))
