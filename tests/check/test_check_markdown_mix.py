"""Footnotes, callouts, tasks, terms, captions and buttons in any mix: every word, once."""

import re
from dataclasses import replace

import pytest
from check_mails import lost, mails
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

WORD = st.sampled_from(
    [
        "harbour",
        "winter",
        "lantern",
        "quiet",
        "bread",
        "willow",
        "Straße",
        "花園",
        "été",
        "x2",
        "1986",
    ]
)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
LABELS = st.sampled_from(["1", "b", "Long-one", "ç"])
PIECE = st.one_of(
    WORDS,
    WORDS,
    WORDS.map("**{}**".format),
    WORDS.map("`{}`".format),
    WORDS.map("[{}](https://example.org/a?b=c)".format),
    LABELS.map("[^{}]".format),
    st.sampled_from(["[x]", "[^none]", "{width=3}", "{{ first_name }}", "H<sub>2</sub>O", ": y"]),
    WORDS.map('![{}](gone.png "seen"){{width=20}}'.format),
)
LINE = st.tuples(WORDS, st.lists(PIECE, max_size=4)).map(lambda one: " ".join([one[0], *one[1]]))


def indented(text, by="    "):
    return "\n".join(f"{by}{line}" if line else "" for line in text.split("\n"))


def containing(inner):
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.tuples(
            st.sampled_from(["note", "warning", "support", "callout"]), st.one_of(st.just(""), LINE)
        ).flatmap(
            lambda head: several.map(
                lambda some: f"::: {head[0]} {head[1]}\n" + "\n\n".join(some) + "\n:::"
            )
        ),
        several.map(lambda some: indented("\n\n".join(some), "> ").replace("\n\n", "\n>\n")),
        several.map(lambda some: "> [!TIP]\n" + indented(some[0], "> ").replace("\n\n", "\n>\n")),
        several.map(lambda some: "\n".join(f"- {indented(one, '  ')[2:]}" for one in some)),
    )


LEAF = st.one_of(
    LINE,
    LINE,
    LINE.map("## {}".format),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda some: "\n".join(f"- [{' x'[len(one) % 2]}] {one}" for one in some)
    ),
    st.tuples(WORDS, st.lists(LINE, min_size=1, max_size=2)).map(
        lambda one: one[0] + "".join(f"\n: {line}" for line in one[1])
    ),
    st.tuples(WORDS, WORDS).map(lambda one: f'![{one[0]}](gone.png "{one[1]}"){{width=50%}}'),
    WORDS.map("**[{}](https://example.org/visit)**".format),
    LINE.map(lambda one: f"| a | b |\n|---|---|\n| {one} | c |"),
    LINE.map("```\n{}\n```".format),
    WORDS.map("<figure><img src='gone.png' alt='gone'><figcaption>{}</figcaption></figure>".format),
)
BLOCK = st.recursive(LEAF, containing, max_leaves=4)
NOTE = st.tuples(LABELS, LINE, st.lists(LEAF, max_size=2)).map(
    lambda one: f"[^{one[0]}]: {one[1]}" + "".join(f"\n\n{indented(more)}" for more in one[2])
)
TEXTS = st.lists(st.one_of(BLOCK, BLOCK, NOTE), min_size=1, max_size=7).map("\n\n".join)


@pytest.mark.slow
@settings(max_examples=120, derandomize=True, phases=[Phase.generate])
@given(TEXTS, st.data())
def test_any_mix_arrives_and_no_word_of_it_can_be_taken_away(tmp_path_factory, text, data):
    written = f"# A start[^1]\n\nOf it.\n\n{text}\n\nLast.\n"
    found, emails = mails(written, tmp_path_factory.getbasetemp())
    assert lost(found, emails) == []
    number = data.draw(st.integers(0, len(emails) - 1))
    email = emails[number]
    name = data.draw(st.sampled_from(["body_html", "body_text", "notes_html", "notes_text"]))
    bodies = getattr(email, name)
    texts = list(bodies) if isinstance(bodies, tuple) else [bodies]
    places = [(n, m.span()) for n, one in enumerate(texts) for m in re.finditer(r"[^\W_]+", one)]
    if not places:
        return
    which, (start, end) = data.draw(st.sampled_from(places))
    if texts[which][start:end] in OPTIONAL:
        return
    texts[which] = texts[which][:start] + texts[which][end:]
    changed = tuple(texts) if isinstance(bodies, tuple) else texts[0]
    broken = [replace(one, **{name: changed}) if one is email else one for one in emails]
    assert lost(found, broken)


# What may be markup, as far as anyone can tell who reads line by line.
OPTIONAL = ("x", "none", "width", "3", "seen", "gone")
