"""What stands under a post: its form for comments, and the comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Block
from pipeline.read.clean.forms import PROSE, all_match, either, lines, tail

_SURE = either(
    r"leave a (reply|comment)( cancel reply)?|(post|add|write|submit) (a|your) comment"
    r"|cancel reply",
    r"post comment|submit comment|comments are closed\.?|no comments( yet)?|(\d+ )?comments?",
    r"\d+ (responses?|replies|thoughts? on .*)|(join the (discussion|conversation))",
    r"your email address will not be published\.?.*|required fields are marked \*?.*",
    r"save my name, email,? (and|&) website in this browser.*|notify me of (new|follow-up) .{0,60}",
    r"be the first to (comment|reply).?",
    r"(schreibe?n?( sie)? einen kommentar|hinterlasse?n?( sie)? einen kommentar"
    r"|kommentieren|kommentar verfassen"
    r"|laisser un commentaire|laissez un commentaire|deja un comentario"
    r"|deja una respuesta|اترك (تعليقا|تعليقًا|رد[اً]*))"
    r"( antworten abbrechen| annuler la réponse| cancelar la respuesta)?",
    r"(deine|ihre) e-mail-adresse wird nicht veröffentlicht\.?.*|(\d+ )?kommentare?",
    r"(votre|l['’]) ?adresse e-?mail ne sera pas publiée\.?.*|(\d+ )?commentaires?",
    r"(tu|su) (dirección de )?correo( electrónico)? no será publicad[ao]\.?.*|(\d+ )?comentarios?",
    r"لن يتم نشر عنوان بريدك الإلكتروني\.?.*|التعليقات|تعليقات",
)
# A form's fields, and what ends a page: only beside what is sure.
_FIELDS = either(
    r"(your )?(name|e-?mail( address)?|website|url|comment|message)[ :*]*( \(?(required"
    r"|optional)\)?)?",
    r"(copyright|©|\(c\))[ ©]*(19|20)\d\d\b.{0,80}",
    r"submit|send|reply|cancel|log in to (leave a )?(reply|comment)\.?"
    r"|you must be logged in .{0,60}",
    r"(name|e-mail(-adresse)?|webseite?|kommentar|nom|e-mail|site web|nombre|correo electrónico|web"
    r"|absenden|kommentar abschicken|envoyer|enviar|publicar comentario|الاسم|البريد الإلكتروني"
    r"|الموقع الإلكتروني|تعليق|إرسال( التعليق)?)[ :*]*",
)
_COUNTED = either(
    r"\d+ (comments?|responses?|replies|thoughts? on .*|kommentare?|commentaires?"
    r"|comentarios?|تعليقات)"
)
_REPLY = either("reply", "antworten", "répondre", "responder", "رد")
FORMS = (_SURE, _COUNTED)
_LAST = 8  # blocks from the end within which the last "Reply" of real comments stands


def comment_form(blocks: Sequence[Block], _title: str) -> set[int]:
    """What stands under a post, at its very end only: "Leave a Reply", its fields, comments."""
    run = tail(blocks, lambda block: all_match(block, _SURE) or all_match(block, _FIELDS))
    sure = [at for at in run if all_match(blocks[at], _SURE)]
    gone = set(range(sure[0], len(blocks))) if sure else set()
    return gone | set(_comments(blocks))


def _comments(blocks: Sequence[Block]) -> range:
    """Comments to the end, below their number, each with its "Reply"."""
    replies = [at for at, block in enumerate(blocks) if _has_reply(block)]
    if not replies or replies[-1] < len(blocks) - _LAST:
        return range(0)
    for at in range(replies[0]):
        if blocks[at].kind in PROSE and all_match(blocks[at], _COUNTED):
            number = re.match(r"\d+", blocks[at].text)
            if number and len(replies) >= max(1, int(number[0]) // 2):
                return range(at, len(blocks))
    return range(0)


def _has_reply(block: Block) -> bool:
    return block.kind in PROSE and any(_REPLY.fullmatch(line) for line in lines(block)[-1:])
