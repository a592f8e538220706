"""How fast a mail is made for one recipient: spliced, a column at a time, and the usual way.

The mail is about 50 KB of HTML and text with eight uses of four fields, the recipients have
names of several scripts and links of their own. `python benchmarks/splicing.py` prints a table.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.message import Envelope, MessageTemplate, template
from pipeline.model import Email, Links, Part, Sender, Slot, Slotted, Where
from pipeline.slots import BUILT_IN

Row = Mapping[str, str]

Way = Callable[[], Iterator[object]]

RECIPIENTS = 4096
SECONDS = 1.5  # of measuring, for each way
ROUNDS = 10
NAMES = ("Ana", "Ravi", "Grace", "Tom", "Mary-Jane", "José", "Łucja", "Оксана", "美咲", "D'Arcy")
PARAGRAPH = (
    "Rest is not a reward for having done enough. It is part of how a body mends, and it counts "
    "even on the days when nothing else gets done. Be as patient with yourself as with a friend."
)
MAILTO = "mailto:care@example.org?subject=unsubscribe"
FIRST, WEB = Slot(BUILT_IN["first_name"], Where.TEXT), Slot(BUILT_IN["web_url"], Where.URL)
LEAVE = Slot(BUILT_IN["unsubscribe_url"], Where.URL)


def sample_email(paragraphs: int = 128) -> Email:
    """A mail of about 50 KB as encoded: a greeting, paragraphs in tables, links for its reader."""
    block = '<table role="presentation"><tr><td style="padding:0 0 16px">{}</td></tr></table>\n'
    blocks = [block.format(f"<p>{PARAGRAPH}</p>")] * paragraphs
    half = len(blocks) // 2
    html = (
        '<!doctype html><html lang="en"><body><p>Dear ',
        ",</p>\n" + "".join(blocks[:half]) + "<p>So, ",
        ", that is all.</p>\n" + "".join(blocks[half:]) + '<a href="',
        '">Read on the web</a> <a href="',
        '">Leave</a></body></html>\n',
    )
    prose = "\n\n".join([PARAGRAPH] * (paragraphs // 2))
    text = ("Dear ", f",\n\n{prose}\n\nOn the web: ", "\nLeave: ", "\n")
    return Email(
        part=Part(1, 1, "p1", "part-1", "Rest", (), "Rest", "", timedelta(), 0, 1),
        subject=Slotted(("A gentle start, ", ""), (Slot(BUILT_IN["first_name"], Where.HEADER),)),
        html=Slotted(html, (FIRST, FIRST, WEB, LEAVE)),
        text=Slotted(text, tuple(Slot(slot.field, Where.PLAIN) for slot in (FIRST, WEB, LEAVE))),
        web=Slotted(("",)),
        mjml="",
        sources={},
    )


def sample_rows(number: int = RECIPIENTS) -> list[Row]:
    """Recipients with names of several scripts, and links that only they have."""
    return [
        {
            "email": f"reader{index}@example.org",
            "first_name": NAMES[index % len(NAMES)],
            "web_url": f"https://example.org/series/1?reader={index:08x}",
            "unsubscribe_url": f"https://example.org/leave/{index:064x}?list=gentle&part=1",
        }
        for index in range(number)
    ]


def sample_template() -> MessageTemplate:
    """The sample mail, compiled."""
    envelope = Envelope(
        sender=Sender(name="The Clinic", address="care@example.org"),
        links=Links(),
        date=datetime(2026, 1, 5, 9, tzinfo=UTC),
        message_id_seed="benchmark",
        part_id="p1",
        public_name="Gentle notes",
    )
    return template(sample_email(), envelope, BUILT_IN)


def usual_way(email: Email) -> Callable[[Row], bytes]:
    """Jinja2 and the standard library's EmailMessage, templates parsed once."""
    from jinja2 import Environment

    environment = Environment(autoescape=True)

    def source(text: Slotted) -> str:
        names = [f"{{{{ {slot.field.name} }}}}" for slot in text.slots]
        return "".join(a + b for a, b in zip(text.segments, [*names, ""], strict=True))

    html = environment.from_string(source(email.html))
    text = Environment(autoescape=False).from_string(source(email.text))  # plain text
    subject = Environment(autoescape=False).from_string(source(email.subject))

    def make(row: Row) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["From"] = "The Clinic <care@example.org>"
        message["To"] = row["email"]
        message["Subject"] = subject.render(row)
        message["Date"] = "Mon, 05 Jan 2026 09:00:00 +0000"
        message["Message-ID"] = f"<{sha256(row['email'].encode()).hexdigest()[:32]}@example.org>"
        message["List-Id"] = "Gentle notes <newsletter.example.org>"
        message["List-Unsubscribe"] = f"<{row['unsubscribe_url']}>, <{MAILTO}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(text.render(row), cte="quoted-printable")
        message.add_alternative(html.render(row), subtype="html", cte="quoted-printable")
        return message.as_bytes()

    return make


def run(seconds: float = SECONDS) -> list[tuple[str, float]]:
    """Messages per second of each way, then the ratios of splicing to the others.

    Names that begin with "ratio" are ratios; "bytes a message" is its size.
    """
    rows, compiled = sample_rows(), sample_template()
    one = compiled.fill(rows[0])
    slow = usual_way(sample_email())
    copies = [bytearray(one)] * RECIPIENTS
    rate = _rates(
        {
            "fill": lambda: map(compiled.fill, rows),
            "fill_many": lambda: compiled.fill_many(rows),
            "Jinja2 + EmailMessage": lambda: map(slow, rows),
            "memory copy": lambda: map(bytes, copies),
        },
        seconds,
    )
    usual, copy = rate["Jinja2 + EmailMessage"], rate["memory copy"]
    return [
        ("bytes a message", float(len(one))),
        *rate.items(),
        *(
            (f"ratio of {way} to Jinja2 + EmailMessage", rate[way] / usual)
            for way in ("fill", "fill_many")
        ),
        *((f"ratio of {way} to a memory copy", rate[way] / copy) for way in ("fill", "fill_many")),
    ]


def _rates(ways: Mapping[str, Way], seconds: float) -> dict[str, float]:
    """The best of each way's rounds; they take turns, so that a busy machine slows all alike."""
    rounds = [
        {name: _round(way, seconds / ROUNDS) for name, way in ways.items()} for _ in range(ROUNDS)
    ]
    return {name: max(rates[name] for rates in rounds) for name in ways}


def _round(messages: Way, seconds: float) -> float:
    done, start = 0, time.perf_counter()
    while True:
        for _ in messages():
            done += 1
            if done % 16 == 0 and time.perf_counter() - start > seconds:
                return done / (time.perf_counter() - start)


def main() -> None:
    """Print the table."""
    for name, value in run():
        each = "" if name.startswith(("ratio", "bytes")) else f"{1e6 / value:12.1f} µs each"
        print(f"{name:48}{value:14,.2f}{each}")


if __name__ == "__main__":
    main()
