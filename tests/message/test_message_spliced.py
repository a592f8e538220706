"""Promise 23: the spliced message says what the slow way's message says."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from mails import ENVELOPE, FIELDS, HARMLESS, compiled, email, wild, wild_links
from three_parsers import standard

from pipeline.errors import MessageError
from pipeline.message.headers import one_line
from pipeline.model import FieldKind, Slot, Slotted, Where
from pipeline.slots import fill, tidy

HTML_PLACES = (Where.TEXT, Where.TITLE, Where.ATTRIBUTE)
NAMES = ("email", "first_name", "city", "code", "note")
LINKS = ("web_url", "preferences_url")

static = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="{}#\r"), max_size=120),
    st.sampled_from(["", "\n", "\nFrom ", "\n.", " ", "<p>", "=", "a b " * 40, "é" * 60, "— \n"]),
)
html_slots = st.one_of(
    st.builds(
        lambda name, where: Slot(FIELDS[name], where),
        st.sampled_from(NAMES),
        st.sampled_from(HTML_PLACES),
    ),
    st.builds(lambda name: Slot(FIELDS[name], Where.URL), st.sampled_from(LINKS)),
    st.builds(lambda name: Slot(FIELDS[name], Where.COMPONENT), st.sampled_from(NAMES)),
)
text_slots = st.sampled_from(NAMES + LINKS).map(lambda name: Slot(FIELDS[name], Where.PLAIN))
subject_slots = st.sampled_from(NAMES).map(lambda name: Slot(FIELDS[name], Where.HEADER))


@st.composite
def slotted(draw, slots, segment=static, size=6):
    chosen = draw(st.lists(slots, max_size=size))
    segments = [draw(segment) for _ in range(len(chosen) + 1)]
    return Slotted(tuple(segments), tuple(chosen))


people = st.fixed_dictionaries(
    {"email": st.just("ana@example.org")},
    optional={
        "first_name": wild,
        "city": wild,
        "code": wild,
        "web_url": wild.map("https://example.org/".__add__),
        "preferences_url": wild.map("mailto:a".__add__),
    },
)


def link(value: str) -> str:
    return quote(tidy(value).strip(), safe=":/?#[]@!$&'()*+,;=-._~%")


FILTERS = {
    Where.URL: "link",
    Where.COMPONENT: "component",
    Where.HEADER: "tidy",
    Where.PLAIN: "tidy",
}


def rendered(text: Slotted, person: dict[str, str], *, autoescape: bool) -> str:
    environment = Environment(autoescape=autoescape, keep_trailing_newline=True)
    environment.filters |= {
        "link": link,
        "component": lambda value: quote(tidy(value), safe="", errors="replace"),
        "tidy": tidy,
    }
    source = text.segments[0]
    for slot, segment in zip(text.slots, text.segments[1:], strict=True):
        name = FILTERS.get(slot.where, "tidy")
        if slot.where is Where.PLAIN and slot.field.kind is FieldKind.URL:
            name = "link"
        source += f"{{{{ {slot.field.name} | {name} }}}}{segment}"
    return environment.from_string(source).render(person)


def slow_way(html: str, text: str, subject: str) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "The Clinic <care@clinic.example>"
    message["To"] = "ana@example.org"
    message["Subject"] = subject
    message["Date"] = "Mon, 05 Jan 2026 09:30:00 +0000"
    message["List-Id"] = "Gentle notes <gentle-notes.clinic.example>"
    message["List-Unsubscribe"] = "<https://example.invalid/unsubscribe>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = "en"
    return message.as_bytes()


def as_read(text: bytes) -> str:
    """Text as a reader gets it: ends of lines alike, entities spelled in one way."""
    read = text.decode().replace("\r\n", "\n").rstrip("\n")
    return read.replace("&#34;", "&quot;").replace("&#39;", "&#x27;")


@settings(max_examples=150)
@given(
    slotted(html_slots),
    slotted(text_slots),
    slotted(subject_slots, st.text("abc ÉЖ家é-", max_size=40), 2),
    people,
)
def test_the_spliced_message_is_the_slow_message(html, text, subject, person):
    filled = {name: person.get(name) or field.default for name, field in FIELDS.items()}
    line = rendered(subject, filled, autoescape=False)
    # The standard library decodes what looks like an encoded word, and loses spaces between two.
    plain = one_line(line) if "=?" not in line and line.isascii() else "Rest"
    slow = standard(
        slow_way(
            rendered(html, filled, autoescape=True), rendered(text, filled, autoescape=False), plain
        )
    )
    ours = compiled(email(html, text, subject)).fill(person)
    spliced = standard(ours)
    assert spliced.subject == one_line(line)
    if plain != "Rest":
        assert spliced.subject == slow.subject
    for kind in ("text/html", "text/plain"):
        assert as_read(spliced.leaves[kind]) == as_read(slow.leaves[kind])
    assert (spliced.sender, spliced.to) == (slow.sender, slow.to)
    fast_fields, slow_fields = message_from_bytes(ours), message_from_bytes(slow_way("", "", ""))
    for name in ("Date", "List-Id", "List-Unsubscribe-Post", "Content-Language", "MIME-Version"):
        assert fast_fields.get_all(name) == slow_fields.get_all(name)


links = st.text("abc/=?&.'F ", max_size=120).map("https://example.org/".__add__)


@settings(max_examples=150)
@given(slotted(html_slots), slotted(text_slots), people, links)
def test_the_parts_are_what_slots_give(html, text, person, web_url):
    person = person | {"web_url": web_url}
    seen = standard(compiled(email(html, text)).fill(person)).leaves
    assert seen["text/html"].decode().rstrip("\n") == fill(html, person).rstrip("\n")
    assert seen["text/plain"].decode().rstrip("\n") == fill(text, person).rstrip("\n")


# A column at a time -------------------------------------------------------------------------

rows = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "email": st.one_of(wild, st.just("ana@example.org"), st.just("a@bücher.example")),
            "first_name": st.one_of(wild, st.sampled_from(["Ana", "From me", "José", "", "a\0b"])),
            "city": st.text("ab -_,", max_size=90),
            "code": wild,
            "web_url": wild_links,
            "unsubscribe_url": st.one_of(
                wild_links,
                st.text("abc/=&.F'", max_size=120).map("https://example.org/".__add__),
            ),
        },
    ),
    max_size=8,
)
TEMPLATE = compiled()


def one_by_one(template, row, **options):
    try:
        return template.fill(row, **options)
    except MessageError as error:
        return error.format_message()


def as_text(message):
    return message.format_message() if isinstance(message, MessageError) else message


@settings(max_examples=300)
@given(rows)
def test_many_are_filled_as_one_is(people):
    date = ENVELOPE.date.replace(year=2027)
    for options in ({}, {"date": date}):
        many = [as_text(message) for message in TEMPLATE.fill_many(people, **options)]
        assert many == [one_by_one(TEMPLATE, row, **options) for row in people]


@settings(max_examples=150)
@given(slotted(html_slots), slotted(text_slots), slotted(text_slots, size=2), rows)
def test_many_of_any_mail_are_filled_as_one_is(html, text, subject, people):
    header = tuple(Slot(slot.field, Where.HEADER) for slot in subject.slots)
    template = compiled(email(html, text, Slotted(subject.segments, header)))
    many = [as_text(message) for message in template.fill_many(people)]
    assert many == [one_by_one(template, row) for row in people]


def test_one_bad_row_stops_nobody_else_in_a_long_list():
    people = [HARMLESS | {"email": f"r{index}@example.org"} for index in range(700)]
    people[3] = {"email": "nobody"}
    people[600] = HARMLESS | {"web_url": "javascript:x"}
    many = list(TEMPLATE.fill_many(iter(people)))
    assert [i for i, message in enumerate(many) if isinstance(message, MessageError)] == [3, 600]
    good = [index for index in range(700) if index not in (3, 600)]
    assert [many[index] for index in good] == [TEMPLATE.fill(people[index]) for index in good]
    assert len({many[index] for index in good}) == 698


def test_a_value_may_be_empty_where_its_default_is():
    note = (Slot(FIELDS["note"], Where.PLAIN),)
    template = compiled(email(text=Slotted(("a", "b\n"), note)))
    people = [{"note": note} for note in ("x", "", "y")]
    many = list(template.fill_many(people))
    assert many == [template.fill(person) for person in people]
    assert b"\r\n\r\na=\r\nb\r\n\r\n--" in many[1]


def test_nobody_gets_nothing():
    assert list(TEMPLATE.fill_many([])) == []
