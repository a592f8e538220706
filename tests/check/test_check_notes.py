"""The notes on partial support: every one is ours, and hits what it should and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.features.css import css_uses
from pipeline.check.features.html import html_uses
from pipeline.check.features.note import (
    GMAIL_ACCOUNTS,
    SAMSUNG_ACCOUNTS,
    SCOPES,
    always,
    never,
)
from pipeline.check.features.notes import FAMILIES, NOTES, note
from pipeline.check.features.use import Use
from pipeline.check.features.verdict import Verdict, verdict
from pipeline.check.mail import Mail
from pipeline.clients import FEATURES, USUAL, support

CASES = Path(__file__).parent / "cases" / "client_notes.txt"
DISPLAY = ("css-display-flex", "css-display-grid", "css-display-none")
"""Values of display that are told as features of their own."""
NAMES = ("Gmail's", "Internet", "Outlook", "Outlook's", "PDF")
HEAVY = ("html-style", 6)


def cases() -> Iterator[tuple[str, int, str, str]]:
    for line in CASES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, hit, spared = line.split(" || ")
            feature, number = name.split()
            yield feature, int(number), hit, spared


def uses(snippet: str, feature: str) -> list[Use]:
    if "<" not in snippet:
        block = f"<style>{snippet}</style>"
        snippet = block if "{" in snippet else f'<td style="{snippet}">'
    mail = Mail("a mail", snippet)
    wanted = {feature, *DISPLAY} if feature == "css-display" else {feature}
    return [one for one in chain(css_uses(mail), html_uses(mail)) if one.feature in wanted]


def one_use(snippet: str, feature: str) -> Use:
    return uses(snippet, feature)[0]


@pytest.mark.parametrize(("feature", "number", "hit", "spared"), [*cases()])
def test_a_note_hits_what_it_should(feature: str, number: int, hit: str, spared: str) -> None:
    applies = NOTES[feature, number].applies
    told = [any(map(applies, uses(one, feature))) for one in (hit, spared)]
    assert uses(spared, feature)
    assert told == [True, False]


def test_every_note_that_is_judged_has_a_case() -> None:
    judged = {key for key, one in NOTES.items() if one.applies not in (always, never)}
    assert judged - {(feature, number) for feature, number, *_ in cases()} == {HEAVY}


def test_every_current_note_of_a_usual_client_is_ours_and_no_other() -> None:
    assert set(NOTES) == {
        (feature, number)
        for feature in FEATURES
        for client in USUAL
        for number in getattr(support(feature, client), "notes", ())
    }


def test_no_note_stands_in_two_families() -> None:
    assert len(NOTES) == sum(len(family.NOTES) for family in FAMILIES)


@pytest.mark.parametrize("key", NOTES)
def test_a_note_is_a_short_clause(key: tuple[str, int]) -> None:
    text = NOTES[key].text
    assert 0 < len(text) < 90
    assert not text.endswith(".")
    assert text[0].islower() or text.split()[0] in NAMES


def test_a_style_block_over_16_kb_is_dropped_by_gmail() -> None:
    small, big = (one_use(f"<style>{'a' * many}</style>", "html-style") for many in (16384, 16385))
    applies = NOTES[HEAVY].applies
    assert (applies(small), applies(big)) == (False, True)


def test_a_partial_support_without_note_is_told_as_such() -> None:
    use = one_use("background-origin: border-box", "css-background-origin")
    assert verdict(use, "gmail.ios") == Verdict("partly")


def test_a_partial_support_whose_notes_hit_nothing_is_a_yes() -> None:
    assert verdict(one_use("border: 1px solid red", "css-border"), "outlook.windows") == (
        Verdict("yes")
    )


def test_a_partial_support_says_what_happens() -> None:
    use = one_use('<p style="border: 9px solid red">', "css-border")
    assert verdict(use, "outlook.windows") == Verdict(
        "partly",
        "a border wider than 8 px is drawn 8 px wide",
    )
    assert verdict(use, "gmail.ios") == Verdict("yes")


def test_two_notes_that_hit_are_both_told() -> None:
    use = one_use("color: rgb(0 128 0)", "css-rgb")
    assert verdict(use, "gmail.ios") == Verdict(
        "partly",
        "colours need commas between their numbers; "
        "else the whole style attribute or style block is dropped",
    )


def test_what_no_machine_can_tell_is_unsure() -> None:
    use = one_use("line-height: 24px", "css-line-height")
    assert verdict(use, "outlook.windows") == Verdict(
        "partly", "lines come out higher without mso-line-height-rule: exactly", sure=False
    )


def test_a_no_is_a_no_and_says_what_helps() -> None:
    use = one_use("border-radius: 4px", "css-border-radius")
    assert verdict(use, "outlook.windows") == Verdict(
        "no", "corners are square; only VML rounds them"
    )


def test_other_accounts_are_a_scope_of_a_yes() -> None:
    use = one_use("p > b { top: 0 }", "css-selector-child")
    assert verdict(use, "gmail.android") == Verdict("yes", scope=GMAIL_ACCOUNTS)
    use = one_use("background: linear-gradient(red, blue)", "css-linear-gradient")
    assert verdict(use, "samsung-email.android") == Verdict("yes", scope=SAMSUNG_ACCOUNTS)
    assert set(SCOPES) >= {GMAIL_ACCOUNTS, SAMSUNG_ACCOUNTS}


def test_a_note_beside_a_scope_is_told_too() -> None:
    use = one_use("@media (min-height: 1px) { p { top: 0 } }", "css-at-media")
    assert verdict(use, "gmail.ios") == Verdict(
        "partly", "heights may not be asked for", scope=GMAIL_ACCOUNTS
    )


def test_what_only_outlook_reads_concerns_no_other() -> None:
    use = one_use('<!--[if mso]><p style="display: flex"><![endif]-->', "css-display-flex")
    assert (use.others, use.outlook) == (False, True)
    assert verdict(use, "gmail.mobile-webmail") == Verdict("yes")
    assert verdict(use, "outlook.windows").answer == "no"


def test_what_outlook_does_not_read_does_not_concern_it() -> None:
    use = one_use(
        '<!--[if !mso]><!--><p style="display: flex"><!--<![endif]-->', "css-display-flex"
    )
    assert verdict(use, "outlook.windows") == Verdict("yes")


def test_what_stands_in_a_dropped_media_query_is_not_lost_by_itself() -> None:
    use = one_use("@media (max-width: 480px) { p { display: flex } }", "css-display-flex")
    assert verdict(use, "outlook.windows") == Verdict("yes")
    alone = one_use("p { display: flex }", "css-display-flex")
    assert verdict(alone, "outlook.windows").answer == "no"


def test_what_nobody_tried_is_unknown() -> None:
    use = one_use('<p style="border: 1px solid red">', "css-border")
    assert verdict(use, "rainloop.desktop-webmail") == Verdict("unknown")
    assert note("css-border", 99) is None


SOUP = (
    "top border-width margin:-1px !important url( rgb(0 0 0) calc( ) { } ; : , / [ ] < > = \" ' "
    "@media @supports (min-width:1px) .b #b a:hover::before & * + ~ 9px 1e9em -1% none 1e999px "
    "<p <img <a <td <style> </style> style=' style=\" href='#b' > <!--[if mso]> <![endif]--> "
    "<svg> <ol reversed> <base> </ /* */ \\ \0 é var(--a) --a:{} data:image/gif display:none"
)
WORDS = st.sampled_from(SOUP.split(" "))
WILD = st.lists(WORDS | st.text(max_size=4), max_size=30).map(" ".join)


@given(WILD, st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_note_ever_fails(text: str, styled: bool) -> None:
    mail = Mail("a mail", f"<style>{text}</style><p style='{text}'>{text}" if styled else text)
    for use in chain(css_uses(mail), html_uses(mail)):
        for one in NOTES.values():
            assert one.applies(use) in (True, False)
        for client in USUAL:
            assert verdict(use, client).answer in ("yes", "no", "partly", "unknown")
