"""What other site generators leave in Markdown, and what only looks like it."""

import pytest
from trees import built, manifest, tree

from pipeline.read.markdown.shortcodes import without_shortcodes
from pipeline.slots import BUILT_IN

LEFT_OUT = {
    '{% image "a.png" "An image" %}': "",
    "Text {% if a < b %}kept{% endif %}.": "Text kept.",
    '{{< figure src="a.png" >}} after': " after",
    "{{% notice tip %}} inside {{% /notice %}}": " inside ",
    "Text {{ site.title }} goes on": "Text goes on",
    "A line {.font-small}": "A line ",
    "[x](y){:target=_blank}": "[x](y)",
    '[x]({{ "/2015/a/" | url }})': "[x](/2015/a/)",
    "[x]({{ '/2015/a/' | relative_url }}#b)": "[x](/2015/a/#b)",
    '[x]({{< ref "about.md" >}})': "[x](about.md)",
    "[x]({% link _posts/a.md %})": "[x](_posts/a.md)",
    "a {# no reader's #} b": "a b",
    "{% raw %}A {{ b }}{% endraw %}": "A \\{{ b }}",
    "`{% raw %}{{ b }}{% endraw %}`": "`{{ b }}`",
    "{% highlight js %}\n*x*\n{% endhighlight %}": "```js\n*x*\n```",
    '{{< highlight go "x=1" >}}\na\n{{< /highlight >}}': "```go\na\n```",
    "[[toc]]": "",
    "* Contents\n{:toc}": "\n",
    "import Tabs from '@theme/Tabs';": "",
    "export const a = {b: 1};": "",
    '<Tabs a={{b: ">"}}>\n\ntext\n\n</Tabs>': "\n\ntext\n\n",
    "a {/* no reader's */} b": "a b",
    '[caption id="a" width="3"]<img src="b"> A wood[/caption]': '<img src="b"> A wood',
    '[gallery ids="1,2"]': "",
    '![a](b){: width="300" .left}': "![a](b){width=300}",
    "![a](b){.left #x}": "![a](b)",
    ":::tip[A title]\nx\n:::": "::: note A title\nx\n:::",
    '{% image\n  "a.png"\n  "b" %}\nText': "\n\n\nText",
}
KEPT = [
    "Dear {{ first_name }}, {{ first_name | default('there') }}.",
    "`{% raw %}` and ``{{ x.y }}``",
    "```\n{% for a in b %}\n{{ a.b }}\n```",
    "~~~ text\n{% for a in b %}\n~~~\n",
    "Sets are written {1, 2} or { x | x > 0 }, and \\{{ first_name }} is literal.",
    "import taxes from the “EU”",
    'import goods from "China" and others',
    "export const is a word",
    "[caption](a) [gallery][b] [TOC] in a line",
    "<John@example.org> and <Https://a.example>",
    "![a](b){width=20} ![](c){decorative}",
    "[text](b){not, these}",
    "`<Tabs a={b}>` and\n\n```\n[[toc]]\n:::tip\n```",
    "50 %} of it {% is not closed\n\nhere",
]


@pytest.mark.parametrize(("text", "left"), LEFT_OUT.items(), ids=LEFT_OUT)
def test_a_shortcode_is_left_out(text, left):
    found, removals = without_shortcodes(text, 1, BUILT_IN)
    assert found == left
    assert found.count("\n") == text.count("\n")
    assert bool(removals) is not any(sign in text for sign in ("| ", "ref ", "link ", ":::tip"))


@pytest.mark.parametrize("text", KEPT)
def test_what_is_none_stays(text):
    assert without_shortcodes(text, 1, BUILT_IN) == (text, [])


def test_each_is_reported_with_its_line():
    _, removals = without_shortcodes("a\n{% b %} c\n\n{{< d\n  e >}}\n", 10, BUILT_IN)
    assert [(tuple(one.lines), one.text) for one in removals] == [
        ((11, 11), "{% b %}"),
        ((13, 14), "{{< d e >}}"),
    ]


TEXT = "Some words {.small} stay.\n\n{% image 'x.png' %}\n\nMore [words]({{ '/a' | url }}).\n"


def test_an_article_from_elsewhere_is_built_without_them(make):
    root = make({"a.md": f"---\ntitle: A title\nlayout: post\n---\n{TEXT}"})
    folder = built(root, "a.md").folder
    text = tree(folder)["01-a-title/email.txt"].decode()
    assert text.startswith("A title\n=======\n\nSome words stay.\n\nMore words [1].\n\n\n[1] /a\n")
    assert [(one["lines"], one["rule"], one["words"]) for one in manifest(folder)["removed"]] == [
        ([5, 5], "shortcode", 0),
        ([7, 7], "shortcode", 0),
    ]


def test_in_an_article_of_our_own_they_are_text(make):
    own = TEXT.replace("{{ '/a' | url }}", "/a")
    root = make({"a.md": f"---\ntitle: A title\n---\n{own}"})
    text = tree(built(root, "a.md").folder)["01-a-title/email.txt"].decode()
    assert "{.small}" in text
    assert "{% image 'x.png' %}" in text
