"""The page's data: as docs/page-data.md tells, true, the same anywhere, safe whatever is in it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from machine import ROOT
from page_made import page_of, told
from page_modules import data_of

from pipeline.page.simulations import simulation, simulations
from pipeline.page.whole import html

SPECIMEN = ROOT / "templates" / "specimen"
MAPS = {"images", "tokens", "light", "dark", "files", "bytes", "simulations"}
"""Keys whose values are maps by names that are no keys."""


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen as a project of its own."""
    root = tmp_path_factory.mktemp("specimen") / "project"
    shutil.copytree(SPECIMEN, root)
    return root


def keys(value: Any, path: str = "") -> Iterator[str]:
    """The keys of data as the docs write them."""
    name = path.rpartition(".")[2].rstrip("[]")
    if isinstance(value, dict) and name in MAPS:
        yield f"{path}{{}}"
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from keys(inside, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        nested = any(isinstance(one, list) for one in value)
        if nested or not any(isinstance(one, dict) for one in value):
            yield f"{path}[][]" if nested else f"{path}[]"
        else:
            for one in value:
                yield from keys(one, f"{path}[]")
    else:
        yield path


def documented() -> tuple[set[str], set[str]]:
    """The keys of the series, and those of a simulation, as docs/page-data.md has them."""
    text = (ROOT / "docs" / "page-data.md").read_text(encoding="utf-8")
    series, _, simulated = text.partition("A simulation, on the disk")
    return tuple(  # type: ignore[return-value]
        {
            key
            for row in re.findall(r"^\| (`.*?) \|", each, re.MULTILINE)
            for key in re.findall(r"`([^`]+)`", row)
        }
        for each in (series, simulated)
    )


EVERYTHING = """# Title

Some words that nobody left out, in this blog post, and more of them, so that there are enough.

<!-- check-ignore words/claim: it was measured -->

It cures 90% of all who read it, and that is a claim that nobody need check, since it was measured.

Share on Facebook
"""


def test_the_docs_tell_of_every_key(specimen: Path, make: Callable[..., Path]) -> None:
    page = page_of(specimen, "content/en.md")
    found = told(page)
    for part in found["parts"]:
        part["simulations"] = simulations(page, part["number"])
    other = told(page_of(make({"a.md": EVERYTHING}), "a.md")) | {"recipients": ["Row 2 …"]}
    assert other["ignored"]
    assert other["findings"]
    assert other["removals"]
    series, simulated = documented()
    empty = {"findings[]", "ignored[]", "removals[]"}
    assert {*keys(found), *keys(other)} - empty == series
    each = [one for part in found["parts"] for one in part["simulations"].values()]
    assert {key for one in each for key in keys(one)} - {
        "agreement",
        "dropped[]",
        "edits[]",
    } == simulated


def test_no_path_of_this_machine_is_in_it(make: Callable[..., Path], monkeypatch: Any) -> None:
    files = {
        "content/a.md": "# Title\n\n![](a.png)\n\nIn this blog post. {{ first_name }}\n",
        "letterloom.toml": "",
    }
    root = make(files)
    texts = []
    for folder in (root, root.parent, Path("/")):
        monkeypatch.chdir(folder)
        texts.append(json.dumps(told(page_of(root, "content/a.md"))))
    assert texts[0] == texts[1] == texts[2]
    for place in (str(root.parent), str(root.parent).lstrip(os.sep), str(ROOT), str(Path.home())):
        assert place not in texts[0]
    assert "letterloom/frame/" in texts[0]
    assert '"content/a.md"' in texts[0]


def test_a_built_in_template_is_named_alike_and_opened_where_it_is(specimen: Path) -> None:
    page = page_of(specimen, "content/en.md")
    found = told(page)
    named = {place[0] for part in found["parts"] for place in part["places"]}
    assert "content/en.md" in named
    assert all(Path(page.sources[name]).is_file() for name in named)
    built_in = [name for name in named if name.startswith("letterloom/")]
    assert built_in
    assert all(
        (ROOT / "templates" / name.removeprefix("letterloom/")).is_file() for name in built_in
    )


def assert_tags(found: dict[str, Any]) -> None:
    """Each tag is a place behind a tag's name, counted as a browser counts."""
    for part in found["parts"]:
        text = part["html"].encode("utf-16-le")
        assert len(part["tags"]) > 5
        for at, place in part["tags"]:
            before, after = (half.decode("utf-16-le") for half in (text[: 2 * at], text[2 * at :]))
            assert re.search(r"<[a-zA-Z][\w:-]*$", before)
            assert re.match(r"[\s/>]", after)
            assert 0 <= place < len(part["places"])


def test_tags_are_places_in_the_mails_html(specimen: Path) -> None:
    assert_tags(told(page_of(specimen, "content/en.md")))


def test_tags_are_right_behind_signs_of_two_units(make: Callable[..., Path]) -> None:
    text = "# 🌱 Title 🌱\n\nSome 🌱🌱 words.\n\n## 🌱 More\n\nAnd *more* 🌱 words.\n"
    assert_tags(told(page_of(make({"a.md": text}), "a.md")))


HOSTILE = """# A </script><script>alert(1)</script> title

Text with `</script>` and `<!--<script>` and `]]>`. \u2028 \u2029 \u0085 \U0001f600 \ufeff

``` html
</script><!--<script>
```

{{ first_name }} &lt;/script> %7B%7B
"""


def test_no_content_ends_the_script_that_holds_it(make: Callable[..., Path]) -> None:
    root = make(
        {
            "a.md": HOSTILE,
            "letterloom.toml": '[[samples]]\nfirst_name = "</script><!--<script>"\n',
        }
    )
    found = told(page_of(root, "a.md"))
    text = html(found, "A </title> title")
    within = text.partition('id="data">')[2].partition("</script>")[0]
    assert "<" not in within
    assert json.loads(within) == found
    assert text.count("</script>") == 2
    assert "A &lt;/title&gt; title" in text


def test_half_a_character_is_none_and_nul_is_written(make: Callable[..., Path]) -> None:
    root = make({"a.md": "# Title\n\nWords.\n"})
    found = told(page_of(root, "a.md"))
    text = html({**found, "generator": "a\ud800b\0c"}, "T")
    within = text.partition('id="data">')[2].partition("</script>")[0]
    assert json.loads(within)["generator"] == "a\ufffdb\0c"
    assert "\0" not in text
    text.encode()


def test_a_long_article_makes_a_page_in_proportion(make: Callable[..., Path]) -> None:
    block = "Some words that are said again, and a [link](https://example.org/{0}) in them.\n\n"
    article = "# Title\n\n" + "".join(block.format(number) for number in range(10_000))
    root = make({"a.md": article, "a.toml": "[series]\nparts = 20\n"})
    found = told(page_of(root, "a.md"))
    assert len(found["blocks"]) > 10_000 - 2
    assert len(html(found, "T")) < 30 * len(article)


def test_a_finding_in_one_endless_line_brings_what_is_around_it(make: Callable[..., Path]) -> None:
    article = f"# Title\n\n{'Some words. ' * 500}It cures 90% of all. {'More words. ' * 500}\n"
    root = make({"a.md": article})
    found = told(page_of(root, "a.md"))
    long = [one for one in found["findings"] if one["begins"]]
    assert long
    line = article.split("\n")[2]
    for one in long:
        assert len(one["text"]) <= 600
        assert line[one["begins"] :].startswith(one["text"])
        assert one["begins"] < one["column"] <= one["begins"] + len(one["text"])


def test_a_simulation_is_edits_on_the_marked_html(specimen: Path) -> None:
    page = page_of(specimen, "content/en.md")
    found = told(page)
    one = simulation(page, 1, "outlook.windows")
    text = found["parts"][0]["html"].encode("utf-16-le")
    cut = [text[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in one["edits"]]
    assert all(start <= end for start, end, _ in one["edits"])
    assert any(text.startswith("<!--[if") for text in cut)
    names = {one["name"] for one in found["programs"]}
    assert set(simulations(page, 2)) == names


def test_the_page_on_the_disk_holds_all_simulations(index_of: Callable[..., Path]) -> None:
    index = index_of("first")
    found = data_of(index)
    names = [one["name"] for one in found["programs"]]
    assert [list(part["simulations"]) for part in found["parts"]] == [names] * 3
    assert index.stat().st_size < 700_000


@pytest.mark.parametrize(("number", "program"), [(0, "roundcube"), (4, "roundcube"), (1, "pine")])
def test_there_is_no_other_simulation(specimen: Path, number: int, program: str) -> None:
    from pipeline.errors import UsageError

    with pytest.raises(UsageError):
        simulation(page_of(specimen, "content/en.md"), number, program)
