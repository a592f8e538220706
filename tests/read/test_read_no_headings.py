"""Short lines of plain text that stand above others and yet are no headings, and some that are."""

import pytest
from listings import read

BEFORE = "The title\n\nThe text begins here, and it is long enough to be one.\n\n"


def headings(text):
    return [block.text for block in read(BEFORE + text, "a.txt").blocks if block.kind == "heading"]


NONE = [
    "Last night I went out. It was fun\n\nThen we came home.\n",
    "Monday. Rain and wind\nTuesday. Sun all day.\n",
    "> When does it start\n\nAt nine. See you there.\n",
    "Sent: Monday, 4 March 2024 10:12\nSubject: RE: the fair\n\nThank you for the note.\n",
    "Small\t£5\nLarge\t£9\n\nAsk us for more. We will help.\n",
    "| Name | Age |\n| Ann | 30 |\nThat was it. Bye.\n",
    "Year    Value   Change\n\nThe table shows the change.\n",
    "[Photo: the fair]\n\nMore of it stands here.\n",
    "Photo: the fair by night\n\nMore of it stands here.\n",
    "“Never give up”\n\nSo they say, and they mean it.\n",
    "Dear Anna\n\nThank you for the card. It is nice.\n",
    "4 March 2024\n\nThank you for the card. It is nice.\n",
    "Rates by phone\nare lower in the evening.\n",
    "# Not of this kind\n\nThe text goes on below it.\n",
    "Chair: the mayor\nPresent: the board\n\nThe chair opened the meeting, and all was well.\n",
    "All is well.\n\nThanks,\nThe desk\n--\nThe Desk | Harbour House\nCall us. We are there.\n",
    "All is well.\n\nYours sincerely,\n\nThe board\n\nP.S. Do not forget the fair.\n",
    "Date: 5 July\n\nBring a hat. It is hot there.\n",
]
SOME = {
    "What to bring\n\nA hat, and water.\n": ["What to bring"],
    "Dr. Miller explains\n\nIt is simple, she says.\n": ["Dr. Miller explains"],
    "Why rest? A short guide\n\nBecause you need it.\n": ["Why rest? A short guide"],
    "Part one: the way there\n\nWe went early.\n": ["Part one: the way there"],
}


@pytest.mark.parametrize("text", NONE)
def test_it_is_no_heading(text):
    assert headings(text) == []


@pytest.mark.parametrize(("text", "expected"), SOME.items(), ids=SOME)
def test_it_is_a_heading(text, expected):
    assert headings(text) == expected


def test_a_mails_header_is_no_title():
    found = read(
        "From: Jane <jane@example.org>\nSubject: The fair\n\nHi Bob, thank you.\n", "a.txt"
    )
    assert found.title == "A"


@pytest.mark.parametrize(
    "title",
    [
        "Hello to a new garden",
        "“Never give up”: a year in the mountains",
        "I tried it. It worked",
        "Photo: how light writes",
        "5 May 2026",
    ],
)
def test_a_title_may_be_what_no_heading_is(title):
    found = read(f"{title}\n\nThe text begins here, and it goes on.\n", "a.txt")
    assert found.title == title


def test_a_sum_keeps_its_line_and_heads_nothing():
    rows = ["Income            345.00", "Expenditure       210.10", "                ---------"]
    assert headings("\n".join([*rows, "All is well."]) + "\n") == []


NARROW = """The Long Walk

We set out early in the morning,
before the sun had come up over
the hills. Nobody spoke. The dogs
ran ahead of us on the path and
barked at the birds in the fields.

At noon we rested by a river. It
was cold and clear. John said he
had never seen such a place. Mary
laughed at him.

The Way Back

We came home late at night. Our
feet hurt. It had been a good day
for all of us.
"""


def test_narrow_columns_are_joined():
    blocks = read(NARROW, "a.txt").blocks
    assert [(block.kind, block.lines.first, block.lines.last) for block in blocks] == [
        ("paragraph", 3, 7),
        ("paragraph", 9, 12),
        ("heading", 14, 14),
        ("paragraph", 16, 18),
    ]


@pytest.mark.parametrize(
    "title", ["Share this", "More from the garden", "Comments", "Advertisement", "About the author"]
)
def test_a_title_may_be_a_phrase_that_cleaning_knows(title):
    text = "The text begins here, and it goes on for a while, since it is a text."
    found = read(f"{title}\n\n{text}\n\nMore of it stands below.\n", "a.txt")
    assert (found.title, found.removals) == (title, ())


@pytest.mark.parametrize("above", ["Skip to content", "Home > Birds > Heron", "Page 1 of 3"])
def test_a_title_below_what_goes(above):
    text = f"{above}\n\nThe heron\n\nThe text begins here, and it goes on.\n\nPage 2 of 3\n"
    found = read(text, "a.txt")
    assert (found.title, found.title_lines) == ("The heron", (3, 3))
    assert [block.text for block in found.blocks] == ["The text begins here, and it goes on."]


def test_a_title_below_what_stays_is_shown_once():
    text = "PRESS RELEASE\n\nThe heron\n\nThe text begins here, and it goes on.\n"
    found = read(text, "a.txt")
    assert (found.title, found.title_lines) == ("The heron", None)
    assert [block.text for block in found.blocks] == [
        "PRESS RELEASE",
        "The text begins here, and it goes on.",
    ]
    assert [gone.rule for gone in found.removals] == ["repeated-title"]
