"""What an author wrote arrives once and in order, and no false alarm stops a build."""

import re
from dataclasses import replace

import pytest
from check_mails import CASES, REAL, dedented, lost, mails, real_mails
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import built

from pipeline.check.conservation.proof import conservation, delivered
from pipeline.errors import SourceError


@pytest.mark.parametrize("source", [*REAL, *CASES], ids=lambda path: path.name)
def test_articles_arrive(source):
    assert lost(*real_mails(source)) == []


QUIET = {
    "code below HTML whose item has ended": """
        - <div>a</div>
        - ```py
          b
          ```

        - text
          <div>
        - ~~~css
          [c](d)
          ~~~
        """,
    "code below HTML whose quotation has ended": """
        > - <div>a</div>
        > - ```py
        >   b
        >   ```

        > <div>
        ```css
        <i>c</i>
        ```
        """,
    "code in quotations in items": """
        - > ```py
          > b
          > ```

        1. > - ~~~css
           >   [c](d)
           >   ~~~
        2. > ```py
        > [e](https://f.example)
        """,
    "a sort that is a heading's text": """
        1. > [!WARNING]
           > harbour
           > ---
        """,
    "what looks like code in HTML": """
        <div>
        - ```py
          <i>b</i>
          ```
        </div>
        """,
    "emphasis inside words": "un*believ*able, __very__, 2*3*4 and snake_case_word",
    "entities": "&amp; &copy; &#x41; &#66; &nosuch; &copy 2020 AT&T ?a=1&copy=2 \\&amp; &notit; "
    "&#0;",
    "autolinks": "<https://a.example/%C3%A4?b=1&amp;c=2> <me@example.org> <http://xn--mnchen-3ya.de>",
    "not linked": "www.example.org and https://bare.example/with_underscores_in",
    "reference links": """
        [a] [b][] [text][c] [d]

        [a]: https://a.example
          "Title here"
        [b]:
          <https://b.example/x y>
        [c]: z 'T'

        "A quoted paragraph"

        > [d]: https://d.example (T)
        > quoted [d]

        - [e]: https://e.example
        - [e] listed
        """,
    "code": "``a `tick` and <b> &amp; *x* [y](z)`` and `{{ field }}` and ` `` `",
    "ticks that open nothing": """
        it`s fine

        other [a](https://b.example) `it

        - don`t [a](https://b.example)
        - won`t

        \\`[a](b)\\` \\[a](b) [a]\\(b)

        | a ` b | c ` <b>d</b> |
        |-------|--------------|
        | [x](y) | `z \\| w` |
        """,
    "indented code": """
        Text:

            <b>tag</b> &amp; `tick` {{ field }}
            [a](b) <!-- c -->

        - item

              <i> in an item &copy;
        """,
    "fences": """
        > ```
        > code <b> &amp; x

        rest [a](https://x.example)

        - ```
          [a](b) {{ field }}
          ```

        ```inline``` code [a](b)

        ````md
        ```
        [a](b) &amp;
        ```
        ````

        1. item

           ~~~
           <!-- kept -->
           ~~~

        ~~~
        never closed [a](b) &amp; <b>
        """,
    "quotes in quotes": """
        > a
        > > b
        > > > ```py
        > > > x = "<b>"
        > > > ```
        > c **b**old `x`
        """,
    "inline html": 'a <span title="x > y">b</span><br>c <kbd>d</kbd> <!-- e --> <b>&copy</b>',
    "html": """
        <div class="x">
        `code <b>x</b>` &copy 2020 \\&amp; [a](b)
        <p title='a > b'>p</p>
        <script>dropped()</script>
        </div>

        <p>a<p>b

        <!-- a --><!-- b --> after

        <pre>
        ```
        <b>x</b>

        ```
        </pre>

        End [a](https://x.example).
        """,
    "comments": """
        <!-- a `tick
        ```
        and [a](b)
        -->

        Text <!-- unclosed and `code` <b>b</b>

        <!-- part -->

        More `x`.
        """,
    "images": """
        ![a *b* &amp; [c](d) `e`](gone.png) ![d][r] ![r] ![nope] ![x](<a b.png> "T")

        [![linked](c.png "t")](https://example.org/(a)_b)

        ![remote](https://example.org/a.png)

        [r]: q.png
        """,
    "brackets like footnotes": "a[1] [^1] [^note]: b [ ] [x] [not a link] [a] (b) [c]: d",
    "links with parentheses": "[1](a(b)c) [2](<x>) [3](x \"t)\") [4]( x ) [5](a\\)b) [6](x 'y')",
    "links that are none": "[a](javascript:alert) [b](data:x) [c](a b) <javascript:x>",
    "numbers of lists": """
        1. 2. 3. nested

        * 4) x

        - 5. y
          - 6. z

        In the year
        1986. It was

        2. two
        7. seven

        3)

        1984\\. A year.
        """,
    "escapes": "\\*a\\* \\_b\\_ \\# c \\[d\\](e) \\<f\\> \\\\ \\`g\\` 1\\. h \\| i",
    "angles": "5 < 6 > 4, a<b, c>d, <y, z> x, 1<2<3 <a@b> <not a tag!> </ x>",
    "breaks": "a  \nb\\\nc<br>d\n***\n***\n\n- - -",
    "headings": "# a # b #\n\nSetext\nover two\n===\n\n## c ##\n\nd\n---\n",
    "tables": """
        | a | b |
        |--:|:-:|
        | 1 &amp; 2 | <b>x</b> [l](https://x.example/a_(b)) |
        | {{ first_name | default("x") }} | `{{ first_name }}` |
        | only one |
        """,
    "fields": """
        # Hi {{ first_name }}

        [{{ first_name }}]({{ web_url }}) and <https://x.example/{{ email }}> `{{ a }}`

            {{ a }} in code

        \\{{ literal }} {{ first_name | default("a `b` <c>") }}
        """,
    "alike": "[a](http://x)[a](http://x) <http://a><http://a> ![a](b)![a](b) a a a",
    "tasks": "- [ ] todo\n- [x] done\n",
    "signs beyond ascii": "“a” – b — c… ﷽ 🚀 é é ﬁ ʼ \u200d \u00ad \ufeff \u2028 x",
}


@pytest.mark.parametrize("case", QUIET)
def test_no_false_alarm(case, tmp_path):
    assert lost(*mails(dedented(QUIET[case]) + "\n\nLast.\n", tmp_path)) == []


def test_very_many_images_alike_end_soon(tmp_path):
    found, emails = mails("Text.\n\nMore.\n", tmp_path)
    text = "Text.\n\n" + "![same](a.png)\n\n" * 20_000 + "More.\n"
    for words in ("", "same" * 20_000):
        bodies = [
            replace(one, body_html=f"Text{words}More", body_text="TextMore") for one in emails
        ]
        assert lost(replace(found, text=text), bodies) == []


def test_what_is_delivered_is_counted_in_all_scripts(tmp_path):
    found, emails = mails("花园里的冬天\n\n花园在冬天休息。\n", tmp_path, "article.txt")
    parts = [email.part for email in emails]
    assert delivered(found, parts) == found.words == 3 + 4


# Words that are lost, doubled, moved or changed ----------------------------------------------

STRONG = [source for source in REAL if source.suffix == ".txt"] + [REAL[2]]
BODIES = st.sampled_from(["body_html", "body_text"])


def changed(emails, number, body, text):
    return [replace(one, **{body: text}) if at == number else one for at, one in enumerate(emails)]


def words_of(text):
    return [found.span() for found in re.finditer(r"[^\W_]+", text)]


@st.composite
def mutations(draw):
    """A real article, its mails with one word changed, the word, and the body that it is in."""
    found, emails = real_mails(draw(st.sampled_from(STRONG)))
    number = draw(st.integers(0, len(emails) - 1))
    body = draw(BODIES)
    text = getattr(emails[number], body)
    spans = words_of(text)
    start, end = spans[draw(st.integers(0, len(spans) - 2))]
    word = text[start:end]
    later = text[end:]
    following = re.search(r"[^\W_]+", later)
    new = {
        "dropped": text[:start] + later,
        "doubled": f"{text[:end]} {word}{later}",
        "changed": f"{text[:start]}{word[::-1] if word[::-1] != word else word + 'x'}{later}",
        "swapped": text[:start]
        + following[0]
        + later[: following.start()]
        + word
        + later[following.end() :],
        "added": f"{text[:end]} nevertheless{later}",
    }[draw(st.sampled_from(["dropped", "doubled", "changed", "swapped", "added"]))]
    return found, emails, number, body, new, (word, following[0])


@settings(max_examples=300)
@given(mutations())
def test_a_word_lost_doubled_moved_changed_or_added_is_found(drawn):
    found, emails, number, body, new, (word, following) = drawn
    if word == following and "nevertheless" not in new:
        return  # Two words alike may change places.
    findings = conservation(found, changed(emails, number, body, new))
    assert len(findings) == 1
    assert findings[0].rule == "series/sentence-lost"
    assert ("HTML" if body == "body_html" else "text") in findings[0].message


@given(st.integers(0, 2), BODIES, st.data())
def test_it_is_found_on_its_line(number, body, data):
    """The first article has a paragraph a line, so that each word's line is known."""
    found, emails = real_mails(REAL[0])
    text = getattr(emails[number], body)
    paragraphs = [line for line in text.split("\n") if len(line.split()) > 3]
    paragraph = data.draw(st.sampled_from(paragraphs))
    spans = words_of(paragraph)
    start, end = spans[data.draw(st.integers(0, len(spans) - 2))]
    broken = text.replace(paragraph, paragraph[:start] + "Nevertheless" + paragraph[end:], 1)
    (finding,) = conservation(found, changed(emails, number, body, broken))
    stripped = " ".join(paragraph.split())
    lines = found.text.split("\n")
    wanted = {n for n, line in enumerate(lines, start=1) if " ".join(line.split()) == stripped}
    assert finding.place.line in wanted
    assert finding.place.text == lines[finding.place.line - 1]


@pytest.mark.parametrize(
    "text",
    [
        "Before `List<int>` after.",
        "Before `a[0](x)` after.",
        "Before\n\n```\n<b>int</b> [a](b)\n```\n\nafter.",
        "Before <https://int.example> after.",
        "Before [int](https://x.example) after.",
        "Before &euro; after.",
        "Before {{ first_name }} after.",
        "| Before |\n|---|\n| int |\n\nafter.",
        "> Before\n> > int\n\nafter.",
    ],
)
def test_what_stands_between_is_not_forgotten(text, tmp_path):
    found, emails = mails(text, tmp_path)
    assert lost(found, emails) == []
    for body in ("body_html", "body_text"):
        shown = getattr(emails[0], body)
        for word in re.findall(r"[^\W_]+|€", shown):
            gone = shown.replace(word, "", 1)
            assert lost(found, changed(emails, 0, body, gone)), (body, word)


def test_a_part_that_is_lost_or_moved_is_found():
    found, emails = real_mails(REAL[0])
    assert lost(found, emails[:-1])
    assert lost(found, emails[1:])
    assert lost(found, (emails[1], emails[0], emails[2]))
    assert lost(found, (*emails, emails[2]))
    assert lost(found, ())


def test_the_message_shows_both_texts():
    found, emails = real_mails(REAL[0])
    broken = emails[0].body_text.replace("heartbreaking reality", "sad reality", 1)
    (finding,) = conservation(found, changed(emails, 0, "body_text", broken))
    assert (finding.place.line, finding.place.file) == (2, found.source)
    assert "“heartbreakingreality" in finding.message
    assert "“sadreality" in finding.message
    (finding,) = conservation(found, emails[:-1])[:1]
    assert "the mails end" in finding.message
    assert finding.place.line == 14


# Any text at all -----------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"*_`<>[]()!#&;|\\~:-+. \"'1a",
        "``",
        "word ",
        "é ",
        "花",
        "](x)",
        "<b>",
        "</b>",
        "&amp;",
        "&copy",
        "<!-- ",
        " -->",
        "![a](b)",
        "[c](d 'e')",
        "http://a.b ",
        "<http://c.d>",
        "[a]: b",
        "{{ email }}",
        "`x`",
        "[a][b]",
        "\\`",
        "| a | b |",
        "|---|---|",
        "\t",
        "<br>",
        "$x^2$",
        "f@g.h",
    ]
)
STARTS = st.sampled_from(
    [
        *([""] * 8),
        "> ",
        "> > ",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "  ",
        "    ",
        "\t",
        "# ",
        "## ",
        "```",
        "~~~",
        "> ```",
        "- ```",
        "===",
        "---",
        "<div>",
        "</div>",
        "<p>",
        "<!-- part -->",
        "[r]: https://s.t ",
    ]
)
LINES = st.builds(
    lambda start, pieces: start + "".join(pieces), STARTS, st.lists(PIECES, max_size=6)
)
ANY = st.lists(st.characters(exclude_categories=["Cs"]), max_size=20).map("".join)
TEXTS = st.lists(st.one_of(LINES, LINES, LINES, st.just(""), ANY), max_size=14).map("\n".join)


@pytest.mark.slow
@settings(max_examples=200, derandomize=True)
@given(TEXTS, st.sampled_from(["article.md", "article.txt"]))
def test_any_text_arrives_or_is_refused(tmp_path_factory, text, file):
    try:
        found, emails = mails(
            f"A start of it.\n\n{text}\n\nLast.\n", tmp_path_factory.getbasetemp(), file
        )
    except SourceError:
        return
    assert lost(found, emails) == []


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Before <https://int.example/a> after.", "https://int.example/a"),
        ("Before `List<int>` after.", "<int>"),
        ("Before\n\n```\n[a](int)\n```\n\nafter.", "(int)"),
        ("Before &euro; after.", "€"),
        ("Before `&amp;` after.", "&amp;"),
    ],
)
def test_what_only_looks_like_markup_may_not_stay_away(text, piece, tmp_path):
    found, emails = mails(text, tmp_path)
    for body in ("body_html", "body_text"):
        shown = getattr(emails[0], body)
        assert piece in shown
        assert lost(found, changed(emails, 0, body, shown.replace(piece, "", 1)))


def test_a_footnote_that_nothing_refers_to_is_text_even_where_it_looks_like_a_link(make):
    text = "# T\n\nText[^1] here.\n\n[^1]: word\n\n[^2]: https://example.org\n\n[3]: https://a.b\n"
    folder = built(make({"a.md": text}), "a.md").folder
    (page,) = folder.glob("*/email.txt")
    shown = page.read_text(encoding="utf-8")
    assert "Text¹ here.\n\n[^2]: https://example.org\n\n\n¹ word\n" in shown
    assert "https://a.b" not in shown


def test_blocks_within_a_line_and_what_xml_forbids_lose_no_word(make):
    text = "# T\n\nText <p>with a block</p> in <b>it</b>.\n\n<div>one &#1; two</div>\n\nThe end.\n"
    folder = built(make({"a.md": text}), "a.md").folder
    (page,) = folder.glob("*/email.txt")
    assert "Text with a block in it.\n\none two\n\nThe end." in page.read_text(encoding="utf-8")


def test_links_of_html_keep_their_addresses_in_text(make):
    text = (
        '# T\n\nSee <a href="https://a.example/now">give now</a> today.\n\n'
        '<div><p><a href="https://a.example/p">Donate</a> here</p><p>Two<br>lines</p></div>\n\n'
        "An [odd</a> one](https://a.example/q) ends.\n"
    )
    folder = built(make({"a.md": text}), "a.md").folder
    (page,) = folder.glob("*/email.txt")
    shown = page.read_text(encoding="utf-8")
    assert "See give now [1] today.\n" in shown
    assert "Donate [2] here\nTwo\nlines\n" in shown
    assert "An odd [3] one ends.\n" in shown
    addresses = [f"[{n}] https://a.example/{name}" for n, name in enumerate(("now", "p", "q"), 1)]
    assert "\n".join(addresses) in shown
