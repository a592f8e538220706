"""An approval written into an article's settings, all else kept."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.model import Approval
from pipeline.settings.article import article
from pipeline.settings.document import parse
from pipeline.settings.write_approved import with_approval

HASH = "0a" * 32
GIVEN = Approval('Dr "Ada" Moss', "2026-03-01", HASH)
TOLD = f'by = "Dr \\"Ada\\" Moss"\ndate = 2026-03-01\nwords = "{HASH}"\n'
TABLE = f"[approved]\n{TOLD}"
INLINE = f"approved = {{ {', '.join(TOLD.rstrip().split(chr(10)))} }}\n"

WRITTEN = [
    ("", TABLE, ""),
    ("title = 'A'\n", f"title = 'A'\n\n{TABLE}", "title = 'A'\n"),
    ("# all\n[series]\nwords = [1, 2]", f"# all\n[series]\nwords = [1, 2]\n\n{TABLE}", None),
    (
        "approved = { by = 'x', date = 2026-01-01 } # who\ntitle = 'A'\n\n[author]\nname = 'B'\n",
        f"{INLINE}# who\ntitle = 'A'\n\n[author]\nname = 'B'\n",
        "# who\ntitle = 'A'\n\n[author]\nname = 'B'\n",
    ),
    (
        "approved.by = 'x'\ntitle = 'A'\napproved.date = 2026-01-01 # when\n",
        f"{INLINE}title = 'A'\n# when\n",
        "title = 'A'\n# when\n",
    ),
    (
        "# by whom\n[approved] # here\nby = 'x'\n# in between\ndate = 2026-01-01\n\n[series]\n",
        f"# by whom\n{TABLE}# here\n# in between\n\n[series]\n",
        "# by whom\n# here\n# in between\n\n[series]\n",
    ),
    (
        "note = '''\n[approved]\nby = 1\n'''\n",
        f"note = '''\n[approved]\nby = 1\n'''\n\n{TABLE}",
        None,
    ),
    ("title = 'A'\r\n", f"title = 'A'\n\n{TABLE}".replace("\n", "\r\n"), None),
]


@pytest.mark.parametrize(("before", "after", "without"), WRITTEN)
def test_it_is_written_where_it_stood_and_taken_out_again(
    before: str, after: str, without: str | None
) -> None:
    assert with_approval(before, GIVEN) == after
    if without is not None:
        assert with_approval(after, None) == without
    assert tomllib.loads(after)["approved"]["words"] == HASH


KEYS = st.sampled_from(
    [
        *("title = 'A'", "# a comment", "", "sources = [\n  'a', # b\n  'c',\n]"),
        *("approved = { by = 'x', date = 2026-01-01 }", "approved.by = 'y' # z"),
    ]
)
TABLES = st.sampled_from(
    [
        *("[series]\nevery = '3 days' # c", "[approved]\nby = 'x'\n# d\ndate = 2026-01-01"),
        *("[[series.parts]]\nid = 'a'", "[author]\nname = 'approved'", "[ approved ]"),
    ]
)


@given(st.lists(KEYS, max_size=4), st.lists(TABLES, max_size=4), st.sampled_from([GIVEN, None]))
def test_nothing_else_ever_changes(
    keys: list[str], tables: list[str], given: Approval | None
) -> None:
    text = "\n".join([*keys, *tables])
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(SettingsError, match="this is not TOML"):
            with_approval(text, given)
        return
    found = tomllib.loads(with_approval(text, given))
    told = found.pop("approved", None)
    expected.pop("approved", None)
    assert found == expected
    assert (told or {}).get("words") == (given.words if given else None)


def test_the_hash_is_read_and_nothing_else_is_one() -> None:
    from pipeline.model import SeriesSettings

    read = article([parse(with_approval("", GIVEN), "a.toml").root], SeriesSettings())
    assert read.approved == GIVEN
    wrong = parse(TABLE.replace(HASH, "0A"), "a.toml").root
    with pytest.raises(SettingsError, match=r"approved\.words must be 64 hexadecimal digits"):
        article([wrong], SeriesSettings())


@pytest.mark.parametrize(
    ("text", "told"), [("", False), ("sensitive = false", True), ("sensitive = true", True)]
)
def test_not_told_is_not_the_same_as_false(text: str, told: bool) -> None:
    from pipeline.model import SeriesSettings

    read = article([parse(text, "a.toml").root], SeriesSettings())
    assert (read.sensitive_told, read.sensitive) == (told, text.endswith("true"))
