"""Notices of cookies and boxes that ask for a newsletter's readers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Block
from pipeline.read.clean.forms import PROSE, all_match, either, head, heads_text
from pipeline.read.clean.mail_foot import mail_foot

EDGE = 8  # blocks at the end within which a notice may stand
NOTICE_WORDS = 90

_COOKIES = re.compile(
    r"(?i)^(we value your privacy[.!:]? )?(this (web)?site|our (web)?site|the site"
    r"|we( and our .{0,30}partners)?"
    r"|\w+(\.\w+)+) (uses?|stores?|places?|sets?) ([\w ]{0,30})?cookies\b"
    r"|^by (continuing|using|browsing|clicking).{0,80}\bcookies\b"
    r"|^(wir|diese (web)?(seite|site)|unsere (web)?(seite|site)) ((ver|be)?nutz(en|t)"
    r"|(ver)?wende[nt]+|setz(en|t)) "
    r".{0,40}cookies\b"
    r"|^(nous|ce site( web)?|notre site) (utilis(ons|e)|dépos(ons|e)) (des |les )?cookies\b"
    r"|^(este sitio( web)?|esta (página|web)( web)?|utilizamos|usamos"
    r"|nuestro sitio)\b.{0,40}cookies\b"
    r"|^((نحن )?نستخدم|يستخدم (هذا )?الموقع|هذا الموقع يستخدم).{0,30}(ملفات تعريف الارتباط|الكوكيز)"
)

_CONSENT = re.compile(
    r"(?i)\b(accept|consent|agree|opt[- ]out|preferences|settings|policy|experience"
    r"|analy[sz]e|traffic"
    r"|zustimm\w*|einwillig\w*|akzeptier\w*|einverstanden|einstellungen|datenschutz\w*|erlebnis"
    r"|accept\w*|consent\w*|politique|expérience|paramètres|acept\w*|política|experiencia"
    r"|consentimiento|configuración)\b|توافق|موافق|سياسة|تجربة"
)
_CONSENT_BUTTON = re.compile(
    r"(?i)(accept|allow|reject|decline|refuse|deny)( all)?( (optional|non-essential))?( cookies)?"
    r"|got it!?|i (agree|understand|accept)|ok(ay)?|(cookie|privacy|manage)"
    r" ?(settings|preferences|policy|options|notice)|manage (my )?cookies|customi[sz]e"
    r"|(only )?(strictly )?necessary( only| cookies)*|learn more|more info(rmation)?"
    r"|(alle )?(cookies )?(akzeptieren|ablehnen|zulassen)|(alles|alle) (akzeptieren|ablehnen)"
    r"|(nur )?notwendige( cookies)?|cookie-einstellungen|einstellungen|mehr erfahren"
    r"|(tout )?(accepter|refuser)( tout| les cookies)*|paramétrer|en savoir plus|personnaliser"
    r"|(aceptar|rechazar)( todas?| todo)?( las cookies)?|configurar( cookies)?|más información"
    r"|قبول( الكل)?|رفض( الكل)?|موافق|الإعدادات"
)
_SURE_BUTTON = re.compile(
    r"(?i)(accept|allow|reject|decline)( all)?( cookies)|(accept|reject) all|cookie settings"
    r"|manage (cookies|preferences)|alle cookies akzeptieren|alle akzeptieren|cookie-einstellungen"
    r"|tout accepter|accepter les cookies|aceptar (todas )?(las )?cookies|aceptar todas|قبول الكل"
)

_FIELD = either(
    r"(enter|type) your (e-?mail|email address|name)( address)?( here)?[.…:*]*",
    r"(your )?e-?mail( address)?[ :*]*|(your )?(first |last )?name[ :*]*|first name|last name",
    r"subscribe( now)?!?|sign (me )?up( now)?!?|join( now| us)?!?|submit|yes,? sign me up!?",
    r"(deine|ihre|meine)? ?e-mail[- ]adresse[ :*]*|abonnieren|(jetzt )?anmelden!?|eintragen",
    r"(votre )?(adresse )?e-?mail[ :*]*|s['’]abonner|s['’]inscrire|je m['’]abonne"
    r"|votre adresse e-?mail",
    r"(tu |su )?correo( electrónico)?[ :*]*|suscribirse|suscríbete!?|suscribirme",
    r"البريد الإلكتروني[ :*]*|بريدك الإلكتروني[ :*]*|اشترك( الآن)?!?|الاشتراك",
)
_SURE_FIELD = either(
    r"(enter|type) your e-?mail( address)?( here)?[.…:*]*|your e-?mail address[ :*]*",
    r"e-?mail address[ :]*\*?|(deine|ihre) e-mail[- ]adresse( eingeben)?[ :*]*",
    r"(entrez )?votre (adresse )?e-?mail[ :*]*|(introduce )?(tu|su) correo( electrónico)?[ :*]*",
    r"(أدخل )?بريدك الإلكتروني[ :*]*",
)
_LIST = r"(e-?mail )?(newsletter|mailing list|email list|email updates|updates|weekly digest|blog)"
_CALL = either(
    rf"(subscribe|sign up|join)( now| today)?( (to|for))?( (our|my|the|this))?( (free"
    rf"|weekly|monthly|daily|e-?mail))* {_LIST}[.!:]?",
    r"(get|receive) .{3,80}(in|to|straight to|delivered to|directly in) your inbox\b.{0,40}",
    r"subscribe .{0,60}newsletter.{0,80}|sign up .{0,60}newsletter.{0,80}",
    r"(never|don['’]t) miss (a|an|another) (post|update|story|article|thing|issue).{0,60}",
    r"join .{0,20}\d[\d,.]*\+? .{0,20}(readers|subscribers|people).{0,60}"
    r"|stay (up to date|in the loop|informed)[.!]?",
    r"(we respect your privacy\W*|no spam\W*|unsubscribe (at )?any ?time\W*"
    r"|you can unsubscribe .{0,40})+.{0,40}",
    r"newsletter[ :!]*|.{0,30}newsletter (abonnieren|bestellen|anmelden)[.!:]?",
    r"(abonnieren sie|abonniere|melden sie sich|melde dich).{0,60}newsletter.{0,60}",
    r"(abonnez-vous|inscrivez-vous|recevez).{0,60}(newsletter|lettre d['’]information"
    r"|infolettre).{0,60}",
    r"(suscríbete|suscríbase|apúntate).{0,60}(newsletter|boletín|lista de correo).{0,60}",
    r"(اشترك|اشتركي|سجل) (في|ب).{0,40}(النشرة|نشرتنا|القائمة).{0,60}",
)
_PLAIN_CALL = either(
    rf"(subscribe|sign up|join)( now| today)? (to|for)( (our|my|the))?( (free|weekly"
    rf"|monthly|daily|e-?mail))* {_LIST}[.!:]?",
    r"(unseren |den )?newsletter (abonnieren|bestellen)[.!:]?",
    r"abonnez-vous à (notre|la) (newsletter|lettre d['’]information|infolettre)[ .!:]*",
    r"(suscríbete|suscríbase) a (nuestro|nuestra) (boletín|newsletter)[.!:]?",
    r"اشترك في نشرتنا( البريدية| الإخبارية)?[.!:]?",
)
FORMS = (_SURE_BUTTON, _SURE_FIELD, _PLAIN_CALL)
_CALL_WORDS = 40
_NEWSLETTER = re.compile(r"(?i)newsletter|infolettre|boletín|نشرة")
_PRIVACY = re.compile(r"(?i)cookie|privacy|datenschutz|vie privée|privacidad|خصوصية|الارتباط")


def cookie_notice(blocks: Sequence[Block], title: str) -> set[int]:
    """A notice of cookies at the text's edge, with the buttons beside it.

    Where the article itself speaks of cookies or privacy, only a button beside it makes it one.
    """
    edges = {*head(blocks), *range(max(0, len(blocks) - EDGE), len(blocks))}
    notices = {at for at in edges if _is_notice(blocks[at])}
    if not notices:
        return set()
    own = bool(_PRIVACY.search(title)) or any(
        _PRIVACY.search(block.text)
        for at, block in enumerate(blocks)
        if at not in notices and not _is_button(block)
    )
    gone: set[int] = set()
    for at in notices:
        buttons = _beside(blocks, at)
        sure = any(all_match(blocks[one], _SURE_BUTTON) for one in buttons)
        if sure or (not own and (buttons or _CONSENT.search(blocks[at].text))):
            gone |= {at, *buttons}
    return gone


def _is_notice(block: Block) -> bool:
    return (
        block.kind in PROSE
        and block.words <= NOTICE_WORDS
        and bool(_COOKIES.search(" ".join(block.text.split())))
    )


def _is_button(block: Block) -> bool:
    return block.words <= NOTICE_WORDS and all_match(block, _CONSENT_BUTTON)


def _beside(blocks: Sequence[Block], notice: int) -> list[int]:
    """The buttons below a notice."""
    found: list[int] = []
    at = notice + 1
    while at < len(blocks) and _is_button(blocks[at]):
        found.append(at)
        at += 1
    return found


def newsletter_box(blocks: Sequence[Block], title: str) -> set[int]:
    """A form that asks for a reader's address, with the call above it; a bare call; a mail's foot.

    In an article about newsletters a call alone and a foot may be examples, and stay.
    """
    gone: set[int] = set()
    for at, block in enumerate(blocks):
        if at not in gone and all_match(block, _SURE_FIELD):
            gone |= _box(blocks, at)
    about = bool(_NEWSLETTER.search(title)) or any(
        block.kind == "heading" and _NEWSLETTER.search(block.text) and not _is_call(block)
        for block in blocks
    )
    if not about:
        gone |= set(mail_foot(blocks))
        gone |= {
            at
            for at, block in enumerate(blocks)
            if block.kind in PROSE and not heads_text(blocks, at) and all_match(block, _PLAIN_CALL)
        }
    return gone


def _box(blocks: Sequence[Block], field: int) -> set[int]:
    """A form's fields around one that is sure, and the call above; none where there is no more."""
    found = {field}
    for step in (1, -1):
        at = field + step
        while 0 <= at < len(blocks) and (_is_field(blocks[at]) or _is_call(blocks[at])):
            found.add(at)
            at += step
    return found if len(found) > 1 else set()


def _is_field(block: Block) -> bool:
    return all_match(block, _FIELD)


def _is_call(block: Block) -> bool:
    return block.kind in PROSE and block.words <= _CALL_WORDS and all_match(block, _CALL)
