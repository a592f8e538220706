"""What an export to a sending service finds: its pages. `pipeline/export/findings.py` finds it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Severity

EXPORT: Mapping[str, tuple[Severity, str]] = {
    "export/field": (
        Severity.ERROR,
        """\
A personal field stands where the service has no way to write it safely.

A value within a link, say, must be percent-encoded, and not every service can do that; not every
one makes a link for each reader. Move the field, or do what the hint says. Where the same words
are for all readers, write them in place of the field.

Source: the service's own documentation, named on its page in docs/services/.""",
    ),
    "export/no-unsubscribe": (
        Severity.ERROR,
        """\
A finished letter has no link of the service's own by which a reader stops the mails.

Without it the mails break the law of most countries, and the service may refuse them or put a
link of its own at the end. The theme's footer has it where it writes `{{ unsubscribe_url }}`, in
its HTML and in its plain text.

Source: Directive 2002/58/EC, article 13; CAN-SPAM Act, 15 U.S.C. 7704(a)(3).""",
    ),
    "export/tracking": (
        Severity.WARNING,
        """\
The service counts who opens a letter or follows a link.

Where the payloads can turn that off, they do. Where only a person can, the hint says where, click
by click. For a sensitive series it is an error where it cannot be turned off at all, a warning
where somebody must do it, and a note where only the payloads do; for other series it is a note.

Source: decisions of the FTC (GoodRx and Premom, 2023) on health data that left by tracking;
Directive 2002/58/EC, article 5(3).""",
    ),
    "export/archive": (
        Severity.ERROR,
        """\
A sensitive series would be shown on a page of the service's that everybody can read.

Some services keep a public archive of what they send, or give each mail a web version that needs
no key. Choose another service, or set `links.web` to a place of your own for the web versions.

Source: the setting `sensitive`, docs/settings.md; the service's page in docs/services/.""",
    ),
    "export/topic-shown": (
        Severity.ERROR,
        """\
A name that goes to the service tells what a sensitive series is about.

Names of campaigns, lists and pictures, subjects and settings are seen by all who use the account,
by the service's staff, and in its logs and addresses. Choose words that tell nothing: “Letter 2
of 3” says enough.

Source: the setting `sensitive`, docs/settings.md; decisions of the FTC (GoodRx and Premom,
2023).""",
    ),
    "export/images-hosted": (
        Severity.ERROR,
        """\
The letters have pictures, the service takes none with a letter, and they are nowhere on the web.

Put the series' folder `images/` where everybody can fetch it, and set `links.images` to that
place: the letters then name the pictures by their addresses there.

Source: the service's page in docs/services/; the setting `links.images`, docs/settings.md.""",
    ),
    "export/too-large": (
        Severity.ERROR,
        """\
A letter has more bytes than the service takes.

The service would refuse it, or cut it. Make more parts of the article (`series.parts`), or set
`build.minify`. The bytes are those of UTF-8, as they are uploaded.

Source: the limits in the service's own documentation, named on its page in docs/services/.""",
    ),
    "export/subject-too-long": (
        Severity.ERROR,
        """\
A subject has more characters than the service takes.

Counted is the subject as it is uploaded, a field in the service's syntax with its default. Choose
a shorter subject for the part, `series.parts[].subject`.

Source: the limits in the service's own documentation, named on its page in docs/services/.""",
    ),
    "export/too-many-letters": (
        Severity.ERROR,
        """\
The series has more letters than a sequence of the service's holds.

Make fewer and longer parts, `series.parts`, or split the article into two.

Source: the limits in the service's own documentation, named on its page in docs/services/.""",
    ),
    "export/first-wait": (
        Severity.ERROR,
        """\
The service cannot keep the time between two letters.

In some sequences only the first letter may go at once, and times are whole hours or days. Set the
part's `wait` to one that the service can keep.

Source: the API's reference of the service, named on its page in docs/services/.""",
    ),
    "export/setting-missing": (
        Severity.NOTE,
        """\
The service needs to know something of your account, such as the number of a list.

Write it into the table of the service, `[export.SERVICE]` in letterloom.toml, or give it with
`--set`. A bundle for a person is whole without it; for `--upload` it is an error.

Source: the service's page in docs/services/.""",
    ),
    "export/values-unescaped": (
        Severity.WARNING,
        """\
The service writes personal values into HTML as they are.

A name such as `Ann <Annie> Lee` or `Rock & Sons` then breaks the letter, and a bad one could put
a link into it. See that no value in your list holds `<`, `>` or `&`, or keep the values written
for HTML, as `&lt;`, `&gt;` and `&amp;`: then plain text shows them so too.

Source: the service's own documentation of its templates, named on its page in docs/services/.""",
    ),
    "export/literal": (
        Severity.NOTE,
        """\
Words of the article look like the service's own syntax, and stay words.

An article about templates may say `{{ name }}`; the service would fill it or stop. In HTML the
first character is written as a character reference, which readers see as it was; in plain text
the service's own way is taken, or a character that nobody sees stands after it.

Source: WHATWG HTML, character references; Unicode, U+2060 WORD JOINER.""",
    ),
    "export/unconfirmed": (
        Severity.NOTE,
        """\
Something that the export rests on was not found in the service's own documentation.

It was learned from elsewhere, or tried. Send yourself a test mail from the service, and look at
what the message names, before anybody else gets one.

Source: the service's page in docs/services/, under what is not confirmed.""",
    ),
    "export/leave-series": (
        Severity.NOTE,
        """\
How a reader leaves this series alone, and still gets other mails; or that nobody can.

Where the service knows groups, topics or tags, the series is one of them. Where it does not,
whoever stops this series stops all mails: say so where people sign up.

Source: the service's page in docs/services/.""",
    ),
}
"""The pages of the family `export`: name → severity and page, as a rule's docstring is."""
