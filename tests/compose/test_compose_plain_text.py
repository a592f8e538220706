"""The plain text, as people read it: what stands where, what is set off, where links lead."""

from __future__ import annotations

import pytest
from trees import built

from pipeline import words

ARTICLE = """# A title with 日本

Read [this](https://example.org/a), [that](https://example.org/b) and [this
again](https://example.org/a), <https://example.org/c> or [the first](#a-title).

## First

### Deeper

#### Deepest

##### Below it

Roses are red\\
violets are blue

- tight
- list
  - in it

1. loose

2. list

    of two paragraphs

10. [ ] ten

> A quotation.
>
> > Of another.

::: pullquote
Words *again*.
:::

::: warning Mind the step
It is steep.

- so hold on
:::

::: support
Somebody listens.
:::

~~Gone~~, 10<sup>6</sup> and 1<sup>st</sup>.

**[Book *it*](https://example.org/book)**

```
if so:


    it = 1
```

---

Term
: Meaning

## Last

The end.
"""
TEXT = """A title with 日本
=================

Read this [1], that [2] and this again [1], https://example.org/c or the first.


First
-----

Deeper
~~~~~~

Deepest
.......

Below it
........

Roses are red
violets are blue

- tight
- list
  - in it

1. loose

2. list

   of two paragraphs

3. [ ] ten

> A quotation.
>
> > Of another.

~ ~ ~

Words again.

~ ~ ~

--- Mind the step ----------------------

It is steep.

- so hold on

----------------------------------------

----------------------------------------

Somebody listens.

----------------------------------------

~~Gone~~, 10^6 and 1st.

Book it:
https://example.org/book

    if so:


        it = 1

* * *

Term
  Meaning


Last
----

The end.


[1] https://example.org/a
[2] https://example.org/b

----------------------------------------

"""


@pytest.fixture
def text(make):
    """Builds a text and gives its first mail's plain text."""

    def shown(article: str, settings: str = "", project: str = "") -> str:
        files = {"a.md": article, "a.toml": f'lang = "en"\n{settings}', "letterloom.toml": project}
        folder = built(make(files), "a.md", parts=1).folder
        (path,) = folder.glob("01-*/email.txt")
        return path.read_text(encoding="utf-8")

    return shown


def test_the_whole_of_it(text):
    shown = text(ARTICLE, 'series = {parts = [{preheader = "Gone"}]}\n')
    assert shown.partition("You get these")[0] == TEXT


def test_a_link_of_the_heading_that_a_part_is_named_by_is_told(make):
    source = (
        "# A\n\nOne.\n\n## The [museum](https://museum.org/)\n\nTwo [there](https://park.org/).\n"
    )
    root = make({"a.md": source})
    (second,) = built(root, "a.md", parts=2).folder.glob("02-*/email.txt")
    lines = second.read_text(encoding="utf-8").split("\n")
    assert "The museum [1]" in lines
    assert "Two there [2]." in lines
    assert "[1] https://museum.org/" in lines


def test_links_stand_in_line_where_the_project_wants_it(text):
    shown = text(ARTICLE, project='[build]\ntext_links = "inline"\n')
    assert (
        "Read this (https://example.org/a), that (https://example.org/b) and this again "
        "(https://example.org/a), https://example.org/c or the first.\n" in shown
    )
    assert "[1]" not in shown


def test_a_link_with_a_field_is_counted_once(text):
    link = "(https://example.org/?n={{ first_name }})"
    shown = text(
        f"# T\n\n[One]{link}, [two]{link}, "
        '[three](https://example.org/?n={{ first_name | default("you") }}).\n'
    )
    assert "One [1], two [1], three [2].\n\n\n[1] https://example.org/?n=there\n[2] " in shown


def test_notes_and_links_have_numbers_that_nobody_mixes_up(text):
    shown = text(
        "# T\n\nOne[^a] [two](https://example.org/2)[^b].\n\n"
        "[^a]: See [three](https://example.org/3).\n[^b]: A list\n\n    - in it\n"
    )
    assert (
        "One¹ two [1]².\n\n\n¹ See three [2].\n\n² A list\n\n  - in it\n\n\n"
        "[1] https://example.org/2\n[2] https://example.org/3\n" in shown
    )


def test_numbers_of_a_list_are_as_wide_as_the_widest(text):
    shown = text("# T\n\n" + "".join(f"{n}. item {n}\n" for n in range(8, 11)))
    assert "\n8.  item 8\n9.  item 9\n10. item 10\n" in shown


def test_long_items_stand_apart(text):
    long = "A sentence of an item. " * 8
    assert f"- short\n\n- {long.strip()}\n" in text(f"# T\n\nIn.\n\n- short\n- {long}\n")


@pytest.mark.parametrize("title", ["短い題", "e\u0301te\u0301", "T" * 90])
def test_the_line_below_a_title_is_as_wide_as_it(text, title):
    first, below, *_ = text(f"# {title}\n\nText.\n").split("\n")
    assert below == "=" * min(72, max(3, words.width(first)))


IMAGES = """# T

![A wood](wood.png "In May") ![A lake](lake.png)

![A hill](hill.png) in a line.

![](gone.png){decorative}
"""


def test_images_are_their_words(text):
    assert (
        "[Image: A wood]\nIn May\n\n[Image: A lake]\n\n[Image: A hill] in a line.\n\n---"
    ) in text(IMAGES)


OPENINGS = {
    "its own words": ("Something for a quiet hour.", "Something for a quiet hour.\n\nT\n===\n"),
    "the text's words": ("Some words here.", "T\n===\n"),
    "the title": ("T", "T\n===\n"),
}


@pytest.mark.parametrize("case", OPENINGS)
def test_it_opens_with_the_preheader_where_that_tells_something_new(text, case):
    preheader, start = OPENINGS[case]
    settings = f'series = {{parts = [{{preheader = "{preheader}"}}]}}\n'
    assert text("# T\n\nThere are. Some words here.\n", settings).startswith(start)


def test_a_proposed_preheader_that_only_counts_is_no_opening(text):
    shown = text("# T\n\nShort.\n", "sensitive = true\n")
    assert shown.startswith("T\n===\n")


def test_what_stands_around_the_article(text):
    shown = text(
        "# T\n\nShort.\n",
        'author = {name = "Ada Moss", role = "Midwife", about = "She listens."}\n'
        'support = [{name = "A helpline", phone = "+49 30 12", note = "By day",'
        ' url = "https://example.org/h"}, {name = "Another"}]\n'
        'sources = ["A book"]\ndisclaimer = "No advice."\n',
        '[sender]\nname = "Us"\npostal_address = "1 Elm Street, Springfield"\n',
    )
    assert shown.partition("Short.\n")[2] == (
        "\nAda Moss, Midwife\nShe listens.\n\n----------------------------------------\n\n"
        "If you would like to talk to someone:\n\n- A helpline: +49 30 12\n  By day\n"
        "  https://example.org/h\n- Another\n\nSources:\n\n- A book\n\nNo advice.\n\n"
        "You get these letters because you asked for them.\n\nUs\n1 Elm Street, Springfield\n\n"
        "Stop these letters:\nhttps://example.invalid/unsubscribe\n\n"
        "All mail settings:\nhttps://example.invalid/preferences\n\n"
        "Read on the web:\nhttps://example.invalid/web\n"
    )
