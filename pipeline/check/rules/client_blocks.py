"""Style blocks that mail programs drop as a whole, and style sheets that they do not load."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.features.css_broken import broken, nested
from pipeline.check.features.css_judged import lacking
from pipeline.check.features.harm_css_rules import is_font
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.clients import chosen, feature, told
from pipeline.model import Severity
from pipeline.styles import Sheet


@rule("client/style-block-broken", Severity.WARNING)
def style_block_broken(mail: Mail) -> Iterator[Found]:
    """A style block is written so that mail programs drop it, or the rules after a mistake.

    A browser forgives a mistake in CSS and goes on with the next rule; Gmail drops the whole block,
    the styles for phones and for the dark with it. It does the same with an at-rule inside another.
    Roundcube drops a block with an `@import` beside other rules. Mend the mistake; give what only
    some programs can read a style block of its own.

    Source: CSS Syntax Level 3; behaviour of Gmail and of Roundcube 1.6
    """
    for sheet in _seen(mail):
        yield from _mistakes(sheet)
        yield from _nested(mail, sheet)
        yield from _import_beside(sheet)


@rule("client/import", Severity.WARNING)
def imports(mail: Mail) -> Iterator[Found]:
    """Styles are loaded with @import, which few mail programs do.

    What is in the loaded file is missing everywhere else, and the address tells its server who
    opens the mail. Fonts that are loaded so are no matter of this: they fall back to others. Put
    the styles into the mail.

    Source: the tests of caniemail.com
    """
    clients = lacking("css-at-import", chosen(mail.settings.clients))
    known = feature("css-at-import")
    for sheet in _seen(mail) if clients else ():
        for one in sheet.at_rules:
            if one.name == "import" and not is_font(one):
                yield Found(
                    f"styles loaded with @import are missing in {told(clients)}",
                    one.start,
                    "put the styles into the mail's own style block and style attributes",
                    clients=clients,
                    tested=known.tested if known else "",
                )


def _seen(mail: Mail) -> Iterator[Sheet]:
    """The style blocks that others than Outlook for Windows read."""
    only_outlook = mail.document.only_outlook
    return (one for one in mail.sheets if one.element.start not in only_outlook)


def _mistakes(sheet: Sheet) -> Iterator[Found]:
    for at, how in broken(sheet):
        yield Found(
            f"a mistake in a style block: {how}",
            at,
            "mend it: some mail programs drop the whole style block",
        )


def _nested(mail: Mail, sheet: Sheet) -> Iterator[Found]:
    clients = tuple(one for one in chosen(mail.settings.clients) if one.startswith("gmail."))
    for at in nested(sheet) if clients else ():
        yield Found(
            "Gmail drops this style block, for an at-rule stands in another one",
            at,
            "write both conditions into one @media, or give it a style block of its own",
            clients=clients,
        )


def _import_beside(sheet: Sheet) -> Iterator[Found]:
    first = next((one for one in sheet.at_rules if one.name == "import"), None)
    if first and sheet.rules:
        yield Found(
            "Roundcube drops this style block, for there is an @import beside other rules",
            first.start,
            "give the @import a style block of its own",
            severity=Severity.NOTE,
        )


RULES: tuple[Rule[Mail], ...] = (style_block_broken, imports)
"""The rules of this file, in the order in which people mend things."""
