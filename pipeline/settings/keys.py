"""Every key of the settings: its type, its default, its meaning.

A path is written as in TOML: `sender.from`; `*` stands for any name (`fields.*.kind`), `[]` for
each table of a list (`series.parts[].title`). Adding a key here makes it valid, documents it and
writes it into the annotated `letterloom.toml`; `value_types` says how a type is read.
"""

from __future__ import annotations

from pipeline.rules import KEEPABLE
from pipeline.settings import check_keys, export_keys, send_keys, theme_keys
from pipeline.settings.key import Key
from pipeline.slots import BUILT_IN

INLINERS = ("premailer", "css-inline")
TEXT_LINKS = ("notes", "inline")

TABLES = {
    "": "What is said of one article.",
    "sender": "Who sends, and to whom a reader can write.",
    "links": "Where things are on the web.",
    "fields.*": (
        "A personal field: a table for each, named in lower-case letters, digits and _. "
        f"{', '.join(BUILT_IN)} are there already; their default may be changed."
    ),
    "samples[]": "People who fill the fields in previews: one table a person.",
    "series": "How an article becomes a series. An article's own settings win.",
    "series.parts[]": "What is said of each part: one table a part, in order.",
    "author": "Who wrote the article, where more is said than a name.",
    "approved": "Who reviewed the article, and when.",
    "support[]": "Lines of help that stand before the footer: one table a line.",
    "theme": "How the mails look.",
    "theme.light": "Colours by day. What is not set is the theme's own.",
    "theme.dark": "Colours in dark mode. What is not set is the theme's own.",
    "build": "How the mails are made.",
    "check": "What is checked before sending, and how hard.",
    "check.ignore[]": "What you decide to leave: a table for each.",
    "check.severity": "How hard single checks are, or families of them.",
    "check.shares": "The shares of your readers who use a mail program: else those of the table.",
    "send": "How mails leave: through a mail server, or a program. docs/test-mails.md tells how.",
    **export_keys.TABLES,
}

_SERIES = (
    Key(
        "series.every",
        "duration",
        "The time between two parts.",
        '"3 days"',
    ),
    Key(
        "series.send_at",
        "time",
        "When on its day a part goes (UTC in samples).",
        "any time",
        '"09:00"',
    ),
    Key(
        "series.words",
        "two numbers",
        "The fewest and the most words that a part has.",
        "[150, 450]",
    ),
)

PROJECT: tuple[Key, ...] = (
    Key(
        "sender.name",
        "line",
        "The name that readers see in their inbox; it wins over a name in `from`.",
        example='"Lantern Clinic"',
    ),
    Key(
        "sender.from",
        "sender",
        "The address that the mails come from.",
        example='"hello@example.org"',
    ),
    Key(
        "sender.reply_to",
        "address",
        "Where answers go, if not to `from`.",
        example='"nurses@example.org"',
    ),
    Key(
        "sender.postal_address",
        "postal address",
        "Your address on paper: the law asks for it in every mail.",
        example='"12 Elm Street, Springfield"',
    ),
    Key(
        "sender.list_id",
        "list id",
        "A name for the list, unchanging, under your domain (RFC 2919). Name no health topic.",
        example='"letters.example.org"',
    ),
    Key(
        "sender.reason",
        "text",
        "Why the reader gets this mail; it stands in the footer.",
        example='"You asked for this series at the clinic."',
    ),
    Key(
        "links.web",
        "https link",
        "Where the web versions of the mails will be.",
        example='"https://example.org/letters"',
    ),
    Key(
        "links.unsubscribe",
        "https link",
        "The page on which a reader stops the mails; each reader's own link begins with it.",
        example='"https://example.org/unsubscribe"',
    ),
    Key(
        "links.unsubscribe_mailto",
        "address or mailto link",
        "Where a mail asks to stop: Outlook.com's button uses only this.",
        example='"stop@example.org"',
    ),
    Key(
        "links.preferences",
        "https link",
        "The page on which a reader chooses what to get.",
        example='"https://example.org/preferences"',
    ),
    Key(
        "links.images",
        "https link",
        "Where the images will be, if not within the mail.",
        example='"https://example.org/images"',
    ),
    Key("fields.*.kind", "field kind", "What the values are.", '"text"'),
    Key(
        "fields.*.default",
        "field value",
        "What stands in for an empty value.",
        '""',
        '"your town"',
    ),
    Key("samples[].*", "field value", "This person's value of the field.", example='"Maya"'),
    *_SERIES,
    *theme_keys.PROJECTS,
    Key(
        "build.inliner",
        "inliner",
        "What writes the styles into the elements. css-inline is faster.",
        '"premailer"',
    ),
    Key(
        "build.minify",
        "true or false",
        "Smaller mails that look the same: HTML without the spaces that nobody sees.",
        "false",
    ),
    Key(
        "build.text_links",
        "links in text",
        "How the plain text shows where links lead: as numbered notes at its end, or inline, "
        "in brackets behind the words.",
        '"notes"',
    ),
    *check_keys.PROJECTS,
    *send_keys.PROJECTS,
    *export_keys.PROJECTS,
)

ARTICLE: tuple[Key, ...] = (
    Key("title", "text", "The article's title.", "the first heading, else the file's name"),
    Key(
        "public_name",
        "line",
        "What the series is called where others may see it.",
        "the title, unless `sensitive`",
    ),
    Key("slug", "slug", "The name of its folder in out/ and in links.", "from the file's name"),
    Key("lang", "language", "The language it is written in.", "recognised from the text"),
    Key("dir", "direction", "Which way it is read.", "from the language"),
    Key("author", "line", "Who wrote it: a name, or a table, `[author]`."),
    Key("date", "date", "When it was written: it also dates the mails of a build."),
    Key(
        "description",
        "text",
        "What it is about, in a sentence, for its web version and feed.",
    ),
    Key("theme", "name", "Its own theme.", "`theme.name` of letterloom.toml"),
    Key("image", "line", "Its picture, for pages that show a link to its web version."),
    Key(
        "sensitive",
        "true or false",
        "Keep the topic out of subjects, names and links.",
        "false",
    ),
    Key(
        "atom_feed",
        "true or false",
        "Write an Atom feed of the web versions, `feed.xml`; it needs `links.web`, and is never "
        "for a sensitive article.",
        "false",
    ),
    Key("sources", "list of texts", "What it rests on: one text a source."),
    Key("disclaimer", "text", "What stands under every part, such as “no medical advice”."),
    Key(
        "keep",
        "list of rules",
        "Rules of cleaning that are turned off, by the names that a build shows.",
    ),
    Key(
        "accept_removals",
        "true or false",
        "What cleaning takes out was looked at, though it be over a fifth of the words.",
        "false",
    ),
    Key("approved.by", "line", "Who reviewed the article."),
    Key("approved.date", "date", "When it was reviewed."),
    Key(
        "approved.words",
        "hash",
        "Which words were approved; `letterloom approve` writes it.",
    ),
    *check_keys.IGNORES,
    Key("author.name", "line", "Their name. Must be given."),
    Key("author.role", "line", "What they are, such as “Midwife”."),
    Key("author.about", "text", "Who they are, in a sentence or two."),
    Key("author.url", "https link", "Their page."),
    Key("author.photo", "image file", "Their picture, beside the article or of the project."),
    Key("support[].name", "line", "Who helps. Must be given."),
    Key("support[].phone", "line", "Their telephone number."),
    Key("support[].url", "https link", "Their page."),
    Key("support[].note", "text", "When they can be reached, and what for."),
    *_SERIES,
    Key(
        "series.parts",
        "number of parts",
        "How many parts; or a table for each, `[[series.parts]]`.",
        "as the words ask for",
    ),
    Key("series.parts[].id", "id", "What the part is known by; never change it.", "made"),
    Key("series.parts[].starts", "text", "Its first heading, or a block's first words."),
    Key("series.parts[].title", "text", "Its title.", "its first heading"),
    Key("series.parts[].subject", "line", "The subject of its mail.", "its title"),
    Key("series.parts[].preheader", "line", "What an inbox shows after the subject.", "made"),
    Key("series.parts[].wait", "wait", "The time after the part before.", "`series.every`"),
)

TYPES_TOLD = {
    "text": "Text in quotes. Line breaks become spaces.",
    "line": "Text in quotes, on one line.",
    "postal address": "Text in quotes; each line break becomes a comma.",
    "sender": '`"hello@example.org"` or `"Lantern Clinic <hello@example.org>"`.',
    "address": "A mail address such as `hello@example.org`.",
    "address or mailto link": "A mail address, or a link such as `mailto:stop@example.org`.",
    "https link": "A whole link that begins with `https://`, without a password in it.",
    "list id": "`letters.example.org`, or `Our letters <letters.example.org>`.",
    "field kind": '`"text"`, `"url"`, `"number"` or `"date"`.',
    "field value": "A value that suits the field's kind.",
    "duration": 'A whole number of minutes, hours, days or weeks: `"3 days"`, `"12 hours"`.',
    "wait": 'Like a duration; `"0 days"` is at once.',
    "time": 'Hours and minutes by the 24-hour clock: `"09:00"`.',
    "two numbers": "The lower and the higher number: `[150, 450]`.",
    "number of parts": "A whole number, 1 to 100.",
    "id": "One word of at most 64 characters.",
    "name": "Small letters, digits, `-` and `_`.",
    "slug": "Small letters and digits of any script, with hyphens between, at most 60 bytes.",
    "fonts": "Names with commas between, a generic one last: serif, sans-serif or monospace.",
    "px": 'A whole number of pixels: `18` or `"18px"`.',
    "factor": "A number from 1 to 2.5.",
    "space": "A whole number of pixels, 0 to 120.",
    "token": "Text in quotes that CSS can hold: no quotes, braces, semicolons or backslashes.",
    "list of pairs": '`["text on page", "secondary on page"]`.',
    "colour": 'A colour as six hexadecimal digits: `"#2F6F6A"`.',
    "image file": "A PNG, JPEG or GIF file, its path within the project.",
    "inliner": " or ".join(f'`"{name}"`' for name in INLINERS) + ".",
    "links in text": " or ".join(f'`"{name}"`' for name in TEXT_LINKS) + ".",
    "language": "A language tag (BCP 47): `en`, `de-AT`, `zh-Hant`.",
    "direction": '`"ltr"`, `"rtl"`, or `""` to go by the language.',
    "hash": "64 hexadecimal digits, as `letterloom approve` writes them.",
    "date": "A date: `2026-03-01`, with or without quotes.",
    "true or false": "`true` or `false`, without quotes.",
    "list of texts": '`["one text", "another"]`.',
    "check": "A check's name, `link/insecure`, or a family's, `link`; docs/checks/ lists them.",
    "list of checks": '`["link", "words/grade"]`.',
    "severity": '`"error"`, `"warning"`, `"note"` or `"off"`.',
    "severity or never": '`"error"`, `"warning"`, `"note"` or `"never"`.',
    "list of mail programs": '`["gmail", "outlook.windows"]`, or `["all"]`.',
    "share": "A number from 0 to 1.",
    "grade": "A number from 1 to 20.",
    "mail server": 'A server\'s name, `"smtp.example.org"`, without `smtp://` and without a user.',
    "port": "A whole number, 1 to 65535.",
    "security": '`"tls"` from the first byte, `"starttls"`, or `"none"`, on this machine only.',
    "environment variable": '`"LETTERLOOM_SMTP_PASSWORD"`: the name of a variable, in capitals.',
    "command": 'A program and its options: `"/usr/sbin/sendmail -i"`. No shell runs it.',
    "file": "A file's path within the project.",
    **export_keys.TYPES_TOLD,
    "list of rules": f'`["share-line", "byline"]`; one of {", ".join(KEEPABLE)}.',
}
