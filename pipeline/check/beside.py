"""What is found on the way to a mail rather than by a rule of the table: its pages."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.check.names import Known
from pipeline.model import Severity

_PAGES: Mapping[str, tuple[Severity, str]] = {
    "series/sentence-lost": (
        Severity.ERROR,
        """\
A sentence of the article is missing from the mails, or stands there twice.

The words of the source are read again, knowing nothing of how the mails were made, and compared
with those in the finished HTML and in the finished text. Where they differ nothing is written: a
build stops and names the line. What cleaning took out is told by itself and does not count.

Source: this program's own promise that no word of an author's is lost.""",
    ),
    "image/no-alt": (
        Severity.ERROR,
        """\
An image says nothing to those who do not see it.

Many readers have images blocked, and some listen to their mail. Write between the brackets what
the image shows, as `![a path through a wood](wood.jpg)`; if it only decorates, say so:
`![](line.png){decorative}`. In imported text it is a warning.

Source: WCAG 2.2, success criterion 1.1.1.""",
    ),
    "image/alt-file-name": (
        Severity.WARNING,
        """\
The words for an image are the name of its file.

Who listens to the mail hears “I M G underscore 4 0 2 3”. Say what the image shows, in as many
words as you would on the telephone.

Source: WCAG 2.2, failure F30.""",
    ),
    "image/missing": (
        Severity.ERROR,
        """\
An image is not where the article says it is.

It would be an empty frame in every mail. Put the file beside the article or into the project, or
correct its name.

Source: an image travels with the mail only if its file can be read when the mail is made.""",
    ),
    "image/spaced": (
        Severity.WARNING,
        """\
The address of an image has a space in it, so it is no image but plain text.

Markdown ends an address at the first space. Put the address between `<` and `>`, or rename the
file.

Source: CommonMark 0.31, link destinations.""",
    ),
    "image/remote": (
        Severity.WARNING,
        """\
An image stays on somebody else's server.

It may vanish or change there, many programs show no image from the web unasked, and its owner
learns who opens your mail. Put the file beside the article.

Source: RFC 3986 for what makes an address a remote one; remote images are fetched when a mail is
opened.""",
    ),
    "image/low-resolution": (
        Severity.NOTE,
        """\
An image is too small for sharp screens.

Most telephones show two or three dots for each pixel of a mail's width, so an image with fewer
looks blurred. Use one that is twice as wide as it is shown.

Source: device pixel ratios of telephones and of most newer laptops are 2 or more.""",
    ),
    "image/moves": (
        Severity.WARNING,
        """\
An image that moves does not move everywhere, or is heavy.

Outlook for Windows shows the first picture of an animation, telephones load it slowly, and some
readers are made ill by movement. Let the first picture say everything.

Source: WCAG 2.2, success criterion 2.2.2; Outlook for Windows from 2007 on.""",
    ),
    "link/relative": (
        Severity.WARNING,
        """\
A link has no host, so it leads nowhere from a mail.

On a web page `/contact` is a page of the same site; a mail is on no site. Write the whole
address, with https://.

Source: RFC 3986, section 4.2.""",
    ),
    "dark/contrast-inverted": (
        Severity.WARNING,
        """\
Text is hard to read once a mail program has turned the colours for the dark.

Some programs change a mail's colours by themselves in dark mode and read no dark styles. A pair
that is easy to read by day can come out too faint. The hint has the nearest shade that stands
both.

Source: WCAG 2.2, success criterion 1.4.3, on colours as Gmail's apps and Outlook change them.""",
    ),
    "sensitive/topic-shown": (
        Severity.WARNING,
        """\
A name that others can see tells what a sensitive series is about.

Subjects and preheaders show on locked telephones and over shoulders; names of lists and folders
stay in histories. Choose words that tell nothing; the body of the mail may say everything.

Source: the setting `sensitive`, docs/settings.md.""",
    ),
    "series/length": (
        Severity.NOTE,
        """\
A letter is much shorter or longer than the settings wish for.

Readers come to expect a length. Break the article elsewhere, or set `series.words`.

Source: the setting `series.words`, docs/settings.md.""",
    ),
    "article/no-date": (
        Severity.NOTE,
        """\
The article has no date, so its sample mails carry a made-up one.

The same input is to give the same bytes, so a build never looks at the clock. Write
`date = 2026-01-31` in the article's settings. A mail that is sent gets the true date.

Source: RFC 5322, section 3.6.1: every mail has a Date.""",
    ),
    "feed/no-date": (
        Severity.WARNING,
        """\
The article has no date, so the dates in its feed are made up.

Programs that read feeds sort by date. Write `date = 2026-01-31` in the article's settings.

Source: RFC 4287, section 4.2.15.""",
    ),
    "settings/before-sending": (
        Severity.NOTE,
        """\
Settings are missing without which nothing should be sent.

Who sends, where that is on paper, and how to stop the mails: readers expect it and the law of
most countries asks for it. `letterloom.toml` has a key for each.

Source: RFC 8058; the postal address: 15 U.S.C. 7704 in the United States.""",
    ),
    "theme/no-words": (
        Severity.WARNING,
        """\
The frame around the article is in another language than the article.

Lines such as “Next letter in 3 days” come from a catalogue of words, and there is none for this
language. docs/languages.md tells how to make one.

Source: WCAG 2.2, success criterion 3.1.2.""",
    ),
    "theme/words-missing": (
        Severity.WARNING,
        """\
Some words of the frame have no translation and stand there in English.

Translate them in the language's catalogue in `templates/locale/`.

Source: WCAG 2.2, success criterion 3.1.2.""",
    ),
    "theme/words-unreviewed": (
        Severity.NOTE,
        """\
The frame's words in this language have been read by no native speaker.

They were translated with care, but nobody who grew up with the language has looked at them yet.
docs/languages.md tells how to say that somebody has.

Source: the catalogue's own header.""",
    ),
    "out/older": (
        Severity.WARNING,
        """\
A folder in out/ was made from the same article when it had another name.

Somebody might send the old mails. Remove the folder.

Source: the `article.source` of the two manifests.""",
    ),
    "check/ignore-unused": (
        Severity.NOTE,
        """\
An ignore does nothing: what it was for is mended, or was never there.

It would hide the next mistake of that kind. Take it out; `letterloom check --fix` does so for
comments in files that are named.

Source: docs/check.md, “What you decide to leave”.""",
    ),
    "check/ignore-reason": (
        Severity.WARNING,
        """\
An ignore does not say why, so it is not heeded.

Whoever reads it next year must be able to tell whether it still holds. Write the reason after a
colon: `<!-- check-ignore link/insecure: the museum has no https -->`.

Source: docs/check.md, “What you decide to leave”.""",
    ),
    "check/ignore-unknown": (
        Severity.WARNING,
        """\
An ignore names no check that there is, so it is not heeded.

The hint has the nearest name; `letterloom check --explain` lists them all.

Source: docs/check.md, “What you decide to leave”.""",
    ),
}

BESIDE: tuple[Known, ...] = tuple(
    Known(name, severity, doc) for name, (severity, doc) in _PAGES.items()
)
"""The checks that are no rules of the table; a rule of the same name wins."""
