"""Mails, recipients and wild values for the tests of messages."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from pipeline.message import Envelope, MessageTemplate, template
from pipeline.model import Email, Field, FieldKind, Links, Part, Sender, Slot, Slotted, Where
from pipeline.slots import BUILT_IN

FIELDS = {
    **BUILT_IN,
    "city": Field("city", FieldKind.TEXT, "your town"),
    "code": Field("code", FieldKind.TEXT, "none"),
    "note": Field("note"),
}
HARMLESS = {
    "email": "ana@example.org",
    "first_name": "Ana",
    "city": "Porto",
    "code": "x1",
    "unsubscribe_url": "https://example.org/leave/1",
    "web_url": "https://example.org/1",
    "preferences_url": "https://example.org/choices",
}
ENVELOPE = Envelope(
    sender=Sender(name="The Clinic", address="care@clinic.example"),
    links=Links(),
    date=datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
    message_id_seed="seed",
    part_id="p1",
    series_slug="gentle-notes",
    public_name="Gentle notes",
    lang="en",
)
PART = Part(1, 3, "p1", "part-1", "Rest", (), "Rest", "", timedelta(), 0, 1)


def slot(name: str, where: Where) -> Slot:
    return Slot(FIELDS[name], where)


def image(name: str) -> Slot:
    return Slot(Field(name), Where.IMAGE)


HTML = Slotted(
    (
        '<!doctype html><html lang="en"><head><title>For ',
        '</title></head><body><p title="To ',
        ' &amp; co">Dear ',
        ",</p>\n<p>From here, ",
        ' is near.</p>\n<p><a href="',
        '">web</a> <a href="https://example.org/?c=',
        '&amp;d=1">code</a> <a href="',
        '">leave</a></p></body></html>\n',
    ),
    (
        slot("first_name", Where.TITLE),
        slot("first_name", Where.ATTRIBUTE),
        slot("first_name", Where.TEXT),
        slot("city", Where.TEXT),
        slot("web_url", Where.URL),
        slot("code", Where.COMPONENT),
        slot("unsubscribe_url", Where.URL),
    ),
)
TEXT = Slotted(
    ("Dear ", ",\n\nFrom here, ", " is near.\n.\n", "\n", "\n"),
    (
        slot("first_name", Where.PLAIN),
        slot("city", Where.PLAIN),
        slot("web_url", Where.PLAIN),
        slot("unsubscribe_url", Where.PLAIN),
    ),
)
SUBJECT = Slotted(("For ", ": rest"), (slot("first_name", Where.HEADER),))


def email(
    html: Slotted = HTML, text: Slotted = TEXT, subject: Slotted = SUBJECT, images: tuple = ()
) -> Email:
    return Email(PART, subject, html, text, Slotted(("",)), "", {}, images=images)


def compiled(mail: Email | None = None, envelope: Envelope = ENVELOPE) -> MessageTemplate:
    return template(mail or email(), envelope, FIELDS)


HOSTILE = (
    "\r\nBcc: evil@example.net",
    "\nBcc: evil@example.net\n\nbody",
    "\r\n\r\n--=_",
    "=?utf-8?q?=0D=0ABcc:_evil@example.net?=",
    "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5uZXQ=?=",
    "=?",
    "?=",
    "\x85Bcc: evil@example.net",
    "\u2028Bcc: evil@example.net",
    "\u2029",
    "\0",
    "\x1b[2J",
    "\ud800",
    "\r\n.\r\n",
    ".",
    "From ",
    "=",
    "=\r\n",
    " ",
    "\t",
    '"><script>alert(1)</script>',
    "' onload='x",
    "</title><b>",
    "-->",
    "<!--[if mso]>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "&amp;",
    ", evil@example.net",
    "<evil@example.net>",
    "e\u0301\u0301",
    "👩‍👩‍👧‍👦",
    "🇵🇹",
    "שלום",
    "नमस्ते",
    "ﷺ",
    "\ufeff",
    "\u202e",
)
wild = st.lists(
    st.one_of(st.text(st.characters(), max_size=12), st.sampled_from(HOSTILE)), max_size=6
).map("".join)
wild_links = st.one_of(wild.map("https://example.org/".__add__), wild.map("mailto:".__add__), wild)
