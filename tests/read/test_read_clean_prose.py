"""Ordinary prose is never taken out, whatever words it uses."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from listings import read

from pipeline.read.clean.share import SURE

# Words and phrases that the rules look for, as people use them in sentences.
PHRASES = [
    *("share this post", "follow us on Instagram", "Facebook", "leave a reply", "comments"),
    *("our newsletter", "subscribe", "enter your email address", "we use cookies", "accept all"),
    *("related articles", "you may also like", "read more", "read next", "about the author"),
    *("home", "skip to content", "advertisement", "table of contents", "page 3", "by Ada Moss"),
    *("published on 3 March 2024", "back to top", "Diese Website verwendet Cookies", "Anzeige"),
    *("lire la suite", "Partager cet article", "Síguenos en Facebook", "مقالات ذات صلة"),
]
PLAIN = [
    *("the heron", "stands", "by the brook", "and", "nobody", "knows", "why it", "flies away"),
    *("in the evening", "she said", "we walked", "for an hour", "under the road", "he thinks of"),
]
SENTENCE = st.builds(
    lambda start, phrase, rest, end: f"{start.capitalize()} {phrase} {' '.join(rest)}{end}",
    st.sampled_from(PLAIN),
    st.sampled_from(PHRASES + PLAIN),
    st.lists(st.sampled_from(PLAIN + PHRASES), min_size=2, max_size=12),
    st.sampled_from([".", ".", "!", "?", "…"]),
)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=400)
@given(st.lists(PARAGRAPH, min_size=1, max_size=8, unique=True), st.sampled_from(["a.md", "a.txt"]))
def test_no_sentence_is_ever_taken_out(paragraphs, file):
    found = read("\n\n".join(["Some title", *paragraphs]), file)
    assert [gone for gone in found.removals if gone.rule != "repeated-title"] == []


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(PHRASES), PARAGRAPH), min_size=2, max_size=5),
)
def test_what_a_heading_says_does_not_take_its_text_out(sections):
    texts = [text for _, text in sections]
    assume(len(set(texts)) == len(texts))
    source = "\n\n".join(f"## {head}\n\n{text}" for head, text in sections)
    closing = "It is evening, and the heron has gone to wherever it goes when it is evening. " * 9
    found = read(f"# Some title\n\n{source}\n\n{closing}", "a.md")
    kept = {block.text for block in found.blocks}
    assert {" ".join(text.split()) for text in texts} <= kept


@pytest.mark.parametrize("phrase", SURE.phrases)
def test_no_line_to_share_is_passed_over_for_its_beginning(phrase):
    @settings(max_examples=40)
    @given(st.from_regex(re.compile(phrase, re.IGNORECASE), fullmatch=True))
    def told(line):
        assert SURE.fullmatch(line)

    told()
