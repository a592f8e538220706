"""The shapes of plain text: what becomes a list, a quotation, verse, a heading, a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listings import read

from pipeline.read.plain.text import to_markdown

BEFORE = "A title\n\nThe text begins here, and it is long enough to be a paragraph of its own.\n\n"


def markdown(text):
    """The Markdown of what stands below a title and a paragraph."""
    return to_markdown(BEFORE + text).markdown.partition("\n\n")[2]


FORMS = {
    "verse": (
        "The day is done,\nThe birds are still,\nThe sun goes down\nBehind the hill.\n",
        "The day is done,\\\nThe birds are still,\\\nThe sun goes down\\\nBehind the hill.",
    ),
    "two stanzas": (
        "One and two\nand three and four\n\nfive and six\nand seven more\n",
        "One and two\\\nand three and four\n\nfive and six\\\nand seven more",
    ),
    "an address": (
        "The Garden Trust\n12 High Street\nUpton\n",
        "The Garden Trust\\\n12 High Street\\\nUpton",
    ),
    "a letter's end": ("Kind regards,\nTom\n", "Kind regards,\\\nTom"),
    "ingredients": (
        "Ingredients\n2 eggs\n100 g flour\n",
        "## Ingredients\n\n2 eggs\\\n100 g flour",
    ),
    "rows": (
        "Planks\t40\nOil\t5\n",
        "Planks \u00a0 40\\\nOil \u00a0 5",
    ),
    "a mail's head": (
        "From: the desk\nSubject: the fair\n",
        "From: the desk\\\nSubject: the fair",
    ),
    "sentences in short lines": (
        "It rained.\nIt stopped.\nIt rained.\n",
        "It rained.\n\nIt stopped.\n\nIt rained.",
    ),
    "a heading above a sentence": ("What it is\nIt is a bird.\n", "## What it is\n\nIt is a bird."),
    "a quotation": ("> One.\n> Two.\n>\n> three\n", "> One.\n>\n> Two.\n>\n> three"),
    "quotations within": ("> one\n>> two\n> three\n", "> one\n>\n> > two\n>\n> three"),
    "a list that is quoted": ("> - one\n> - two\n", "> - one\n> - two"),
    "figures that are greater": ("> 40: high\n> 20: low\n", "\\> 40: high\n\n\\> 20: low"),
    "prompts": (">>> print(1)\n", "\\>\\>\\> print(1)"),
    "a saying": (
        "“Never give up.”\n— Anna Weber\n",
        "> “Never give up.”\n>\n> — Anna Weber",
    ),
    "a saying that goes on": (
        "“Never give up.”\n— and so they did, for years and years.\n",
        "“Never give up.”\n\n— and so they did, for years and years.",
    ),
    "dashes led in": ("Bring:\n– a hat\n– water\n", "Bring:\n\n- a hat\n- water"),
    "dashes without ends": ("– a hat\n– water\n", "- a hat\n- water"),
    "speech": ("– Are you there?\n– Yes.\n", "– Are you there?\n\n– Yes."),
    "one who speaks": ("– I am here, he said.\n", "– I am here, he said."),
    "what hangs below an item": (
        "1. Heat the oven\n   to 180 degrees.\n2. Wait.\n",
        "1. Heat the oven to 180 degrees.\n2. Wait.",
    ),
    "what follows an item with a gap": (
        "1. One.\n\n   More of it.\n\n2. Two.\n",
        "1. One.\n\n   More of it.\n2. Two.",
    ),
    "letters": ("a) one\nb) two\n", "a) one\\\nb) two"),
    "letters in brackets": ("(a) one\n(b) two.\n", "(a) one\\\n(b) two."),
    "numbers in brackets": (
        "(1) One is here.\n(2) Two is there.\n",
        "(1) One is here.\\\n(2) Two is there.",
    ),
    "roman numbers": (
        "i. One is here.\nii. Two is there.\n",
        "i. One is here.\\\nii. Two is there.",
    ),
    "letters that do not count": (
        "a) One is here.\nx) Two is there.\n",
        "a) One is here.\n\nx) Two is there.",
    ),
    "letters in an item": (
        "1. One\n   a) this\n   b) that\n2. Two\n",
        "1. One\\\n   a) this\\\n   b) that\n2. Two",
    ),
    "stars between lines": (
        "Some heading\n************\nThe text of it.\n",
        "## Some heading\n\nThe text of it.",
    ),
    "a line above and below": (
        "============\nSome heading\n============\nThe text of it.\n",
        "# Some heading\n\nThe text of it.",
    ),
    "separators": (
        "One.\n\n* * *\n\nTwo.\n\n#\n\nThree.\n\n⁂\n\nFour.\n",
        "One.\n\n***\n\nTwo.\n\n***\n\nThree.\n\n***\n\nFour.",
    ),
    "deep numbers": (
        "1.1 The path\n\nIt is long.\n\n1.1.2 The gate\n\nIt is shut.\n",
        "### 1.1 The path\n\nIt is long.\n\n#### 1.1.2 The gate\n\nIt is shut.",
    ),
    "a lead": ("What to bring:\n- a hat\n", "What to bring:\n\n- a hat"),
    "chapters": (
        "CHAPTER I.\n\nIt rained.\n\nThe Gate\n\nShut.\n\nCHAPTER II.\n\nIt ended.\n",
        "## CHAPTER I.\n\nIt rained.\n\n### The Gate\n\nShut.\n\n## CHAPTER II.\n\nIt ended.",
    ),
    "a heading over a list": (
        "What to bring\n- a hat\n- water\n",
        "## What to bring\n\n- a hat\n- water",
    ),
    "steps behind a numbered heading": (
        "1. Before\n\nDo it.\n\n2. Steps\n\n  1. one\n  2. two\n\n3. After\n\nRest.\n",
        "## 1\\. Before\n\nDo it.\n\n## 2\\. Steps\n\n1. one\n2. two\n\n## 3\\. After\n\nRest.",
    ),
}


@pytest.mark.parametrize("case", FORMS)
def test_a_form_and_its_markdown(case):
    text, expected = FORMS[case]
    assert markdown(text) == expected


LINKS = {
    "See www.example.org.": "See [www.example.org](https://www.example.org).",
    "(www.example.org/a_b)": "([www.example.org/a\\_b](https://www.example.org/a%5Fb))",
    "Write to a.b@example.org!": "Write to <a.b@example.org>!",
    "(https://example.org/a_(b))": "(<https://example.org/a_(b)>)",
    "https://example.org/a, or": "<https://example.org/a>, or",
    "“https://example.org”": "“<https://example.org>”",
    "a@b": "a@b",
    "x@example.org@y": "x@example.org@y",
    "mywww.example.org": "mywww.example.org",
    "ftp://www.example.org": "ftp://www.example.org",
}


@pytest.mark.parametrize("line", LINKS)
def test_addresses_are_links(line):
    assert markdown(f"{line}\n") == LINKS[line]


@pytest.mark.parametrize(
    "line",
    [
        "A note[^1] and [ ] a box and [x] another.",
        "[^1]: The note.",
        ": a definition",
        "~ a definition",
        "::: callout",
        "![a](b.png){width=50} {decorative}",
        "{{ first_name }} and {% tag %} and {:.class}",
        "[!NOTE] Take care.",
        "**Read on**",
        "+++",
        "<!-- part -->",
        "Term\\",
        "$x$ ==y== ^z^ H~2~O",
        "&amp; &#42; \\*",
        "Total | 3 | 4",
    ],
)
def test_what_is_markup_elsewhere_is_literal(line):
    found = read(f"{BEFORE}{line} and more.\n\nThe end of it.\n", "a.txt")
    assert [block.text for block in found.blocks][1] == f"{line} and more."
    assert found.blocks[1].kind == "paragraph"


def test_a_quoted_note_is_no_callout():
    found = read(f"{BEFORE}> [!NOTE]\n> Take care.\n\nThe end.\n", "a.txt")
    assert [(block.kind, block.text) for block in found.blocks[1:]] == [
        ("quote", "[!NOTE] Take care."),
        ("paragraph", "The end."),
    ]


def test_verse_is_one_block_with_the_lines_of_its_file():
    found = read(
        f"{BEFORE}Down and down\nthe bucket goes\nand nobody\nwhere to it knows\n", "a.txt"
    )
    verse = found.blocks[1]
    assert (verse.kind, tuple(verse.lines), verse.words) == ("paragraph", (5, 8), 12)
    breaks = [child.type for child in verse.tokens[1].children]
    assert breaks.count("hardbreak") == 3


WRAPPED = (
    "This text is wrapped by hand at a width of some sixty signs, and so it\n"
    "goes on from line to line until its paragraphs end. The lines are full\n"
    "but for the last one, and so there is no doubt about it at all here.\n\n"
)


def test_verse_within_wrapped_text():
    verse = "Who builds upon the river's side\nMust learn to love the river's tide;\n"
    found = to_markdown(f"A title\n\n{WRAPPED}{verse}And so must he\n\n{WRAPPED}").markdown
    assert found.split("\n\n")[1] == (
        "Who builds upon the river's side\\\nMust learn to love the river's tide;\\\nAnd so must he"
    )


def test_wide_lines_are_joined_too():
    words = ("the heron stands where the brook goes under the road and waits for it " * 12).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) >= 150:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    found = to_markdown("A title\n\n" + "\n".join([*lines, f"{line}."]) + "\n").markdown
    assert found == " ".join(words) + "."


BROKEN = (
    "The harbour silts up a little every year, and every year we dredge it, with-\n"
    "out any pleasure in it but for no other end than that of keeping it. The har-\n"
    "bour master keeps a diary of all this, and at certain times of the day every-\n"
    "body may read it who has patience, and whoever reads it will soon know some-\n"
    "thing of the sea that he did not know before, be it ever so little. A well-\n"
    "known pilot reads it at breakfast, and he says that it is as good as a long-\n"
    "term forecast.\n"
)


def test_words_that_a_text_breaks_often_are_made_whole():
    text = f"A title\n\n{WRAPPED}{BROKEN}\nHe is well-known for it, in the long run.\n"
    words = set(to_markdown(text).markdown.replace(".", "").split())
    assert {"without", "harbour", "everybody", "something"} <= words
    assert {"well-known", "long-term"} <= words


@given(
    st.lists(st.sampled_from(["> a", ">> b", ">>> c", "> - d", "", "e", "> 5", ">f"]), max_size=9)
)
def test_quotations_of_all_depths_keep_their_words(lines):
    text = "\n".join(lines)
    found = to_markdown(f"A title\n\nText stands here.\n\n{text}").markdown
    tail = found.partition("here.")[2]
    assert "".join(one for one in tail if one in "abcdef5") == "".join(
        one for one in text if one in "abcdef5"
    )


OUTLINE = """\
1. Welcome

The chair welcomed the members and thanked the scouts for the room that they had lent.

2. Water

Three of the nine tanks are cracked, and new ones are dear. Two will be bought this year.

{first}

It was agreed that nobody leaves a running hose alone in the gardens along the lane.

3. Fires

The motion was put to the vote again, and it was passed after a long discussion.

{second}

4. Next meeting

The next meeting is on a Saturday in March, at two in the afternoon, in the same hut.
"""


def headings(text):
    return [line for line in markdown(text).split("\n") if line.startswith("#")]


NUMBERED = ["## 1\\. Welcome", "## 2\\. Water", "## 3\\. Fires", "## 4\\. Next meeting"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ACTION: Ada, by the end of May", "ACTION: Ada, a letter to the council"),
        ("Action: Ada, by the end of May", "Action: Ada, a letter to the council"),
        ("ACTION: Ada, by the end of May", "DECISION: fires in November only"),
    ],
)
def test_labels_within_a_numbered_outline_are_no_headings(first, second):
    assert headings(OUTLINE.format(first=first, second=second)) == NUMBERED


@pytest.mark.parametrize("line", ["The tanks: what they cost", "Appendix A: Forms", "TANKS: NOW"])
def test_a_heading_with_a_colon_in_an_outline_stays_one(line):
    text = OUTLINE.format(first=line, second="Nobody was against it, and nobody said why.")
    assert f"## {line}" in headings(text)


@pytest.mark.parametrize("line", ["ENDS", "- ends -", "Read more: 10 plants that bees love"])
def test_lines_that_end_a_text_or_lead_away_are_no_headings(line):
    assert headings(f"{line}\n\nThe trust owns the quay and eleven of the houses on it.\n") == []
