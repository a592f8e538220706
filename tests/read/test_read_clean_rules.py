"""Every rule of cleaning: what it takes out where it is sure, and what it leaves."""

import pytest
from listings import read

from pipeline.model import ArticleSettings
from pipeline.read.clean import RULES
from pipeline.rules import CLEANING

TEXT = (
    "The heron stands where the brook goes under the road, and it stands there for as long as it "
    "takes. Nobody has ever seen it come, and everybody has seen it go, always at the very "
    "moment when they meant to show it to somebody else, and always without any haste at all."
)
MORE = (
    "In the evening it is gone. The children say that it sleeps on the roof of the mill, but the "
    "miller says that nothing sleeps there, and he should know, since he does not sleep either. "
    "So it goes on, and the brook goes under the road as it did before there was a road."
)


def removed(*blocks, title="The heron", file="a.md"):
    """Each removal of an article whose text stands around `blocks`: its rule, its text."""
    head = f"# {title}" if file.endswith("md") else title
    settings = ArticleSettings(accept_removals=True)
    found = read("\n\n".join([head, *blocks]), file, settings=settings)
    return [(gone.rule, gone.text) for gone in found.removals]


def test_every_rule_has_its_name_in_the_one_list():
    assert tuple(sorted(rule.name for rule in RULES)) == tuple(sorted(CLEANING))


GONE = {
    "skip": (["Skip to main content", TEXT, MORE], "navigation", ["Skip to main content"]),
    "skip and menu": (
        ["Skip to content", "Menu", "Search", TEXT],
        "navigation",
        ["Skip to content", "Menu", "Search"],
    ),
    "a menu": (
        ["Home", "About us", "Contact", TEXT],
        "navigation",
        ["Home", "About us", "Contact"],
    ),
    "a date, a name, a count": (
        ["May 4, 2023 by Ada Moss Leave a Comment", TEXT],
        "byline",
        ["May 4, 2023 by Ada Moss Leave a Comment"],
    ),
    "top": ([TEXT, "Back to top ↑", MORE], "navigation", ["Back to top ↑"]),
    "pager": (
        [TEXT, MORE, "← Previous post: The otter", "Next post: The kingfisher →"],
        "navigation",
        ["← Previous post: The otter", "Next post: The kingfisher →"],
    ),
    "path": (["Home > Birds > The heron", TEXT], "breadcrumbs", ["Home > Birds > The heron"]),
    "path with slashes": (
        ["Home / Birds / Waders", TEXT],
        "breadcrumbs",
        ["Home / Birds / Waders"],
    ),
    "path to the title": (["Home » The heron", TEXT], "breadcrumbs", ["Home » The heron"]),
    "path as a list": (
        ["1. [Home](/)\n2. [Birds](/b)\n3. The heron", TEXT],
        "breadcrumbs",
        ["Home Birds The heron"],
    ),
    "byline": (["By Ada Moss | March 3, 2024", TEXT], "byline", ["By Ada Moss | March 3, 2024"]),
    "byline with a time": (
        ["Written by Ada Moss, MD · 6 min read", TEXT],
        "byline",
        ["Written by Ada Moss, MD · 6 min read"],
    ),
    "published": (
        ["Published on 3 March 2024 at 10:15 by Ada Moss", TEXT],
        "byline",
        ["Published on 3 March 2024 at 10:15 by Ada Moss"],
    ),
    "updated": (["Last updated: 2024-03-03", TEXT], "byline", ["Last updated: 2024-03-03"]),
    "byline in lines": (
        ["Ada Moss\\\nMarch 3, 2024", TEXT],
        "byline",
        ["Ada Moss March 3, 2024"],
    ),
    "french byline": (
        ["Par Claire Fontaine, le 3 mars 2024", TEXT],
        "byline",
        ["Par Claire Fontaine, le 3 mars 2024"],
    ),
    "share and names": (
        [TEXT, "Share this post:", "Facebook", "Twitter", "Print", "12 shares", MORE],
        "share-line",
        ["Share this post:", "Facebook", "Twitter", "Print", "12 shares"],
    ),
    "share heading over a list": (
        [TEXT, "## Share this", "- Facebook\n- X\n- Email", MORE],
        "share-line",
        ["Share this", "Facebook X Email"],
    ),
    "names at the end": (
        [TEXT, MORE, "Facebook", "WhatsApp", "LinkedIn"],
        "share-line",
        ["Facebook", "WhatsApp", "LinkedIn"],
    ),
    "cookies": (
        [
            "We use cookies to improve your experience. By continuing, you agree to our policy.",
            "Accept all",
            "Cookie settings",
            TEXT,
        ],
        "cookie-notice",
        [
            "We use cookies to improve your experience. By continuing, you agree to our policy.",
            "Accept all",
            "Cookie settings",
        ],
    ),
    "cookies in german": (
        [TEXT, MORE, "Diese Website verwendet Cookies. Mit der Nutzung stimmen Sie zu.", "OK"],
        "cookie-notice",
        ["Diese Website verwendet Cookies. Mit der Nutzung stimmen Sie zu.", "OK"],
    ),
    "advert": ([TEXT, "Advertisement", MORE], "advert", ["Advertisement"]),
    "advert that goes on": (
        [TEXT, "Article continues below advertisement", MORE],
        "advert",
        ["Article continues below advertisement"],
    ),
    "advert as headings": (
        [TEXT, "## Advertisement", MORE, "## Advertisement", "It ends here."],
        "advert",
        ["Advertisement", "Advertisement"],
    ),
    "contents": (
        [
            "Contents",
            "- [The brook](#a)\n- [The road](#b)",
            "## The brook",
            TEXT,
            "## The road",
            MORE,
        ],
        "table-of-contents",
        ["Contents", "The brook The road"],
    ),
    "contents with pages": (
        [
            "Table of contents",
            "1. The brook .... 2\n2. The road .... 5",
            "## The brook",
            TEXT,
            "## The road",
            MORE,
        ],
        "table-of-contents",
        ["Table of contents", "The brook .... 2 The road .... 5"],
    ),
    "author": (
        [TEXT, MORE, "## About the author", "Ada Moss lives by the brook and writes about birds."],
        "author-box",
        ["About the author", "Ada Moss lives by the brook and writes about birds."],
    ),
    "newsletter form": (
        [TEXT, "Never miss a post!", "Enter your email address", "Subscribe", MORE],
        "newsletter-box",
        ["Never miss a post!", "Enter your email address", "Subscribe"],
    ),
    "newsletter call": (
        [TEXT, MORE, "Subscribe to our free newsletter!"],
        "newsletter-box",
        ["Subscribe to our free newsletter!"],
    ),
    "related list": (
        [TEXT, MORE, "## Related articles", "- The otter\n- The kingfisher in winter"],
        "read-more",
        ["Related articles", "The otter The kingfisher in winter"],
    ),
    "related links in the middle": (
        [TEXT, "You may also like", "- [the otter](/o)\n- [the vole](/v)", MORE],
        "read-more",
        ["You may also like", "the otter the vole"],
    ),
    "related titles": (
        [TEXT, MORE, "Read next", "The otter", "Why does the vole swim?"],
        "read-more",
        ["Read next", "The otter", "Why does the vole swim?"],
    ),
    "also read": ([TEXT, "Also read: The otter", MORE], "read-more", ["Also read: The otter"]),
    "read more with a title": (
        [TEXT, "Read more: What the Otter Knows", MORE],
        "read-more",
        ["Read more: What the Otter Knows"],
    ),
    "read more with a link": (
        [TEXT, "**Related:** [what the otter knows](/o)", MORE],
        "read-more",
        ["Related: what the otter knows"],
    ),
    "read more alone": ([TEXT, "Read more »", MORE], "read-more", ["Read more »"]),
    "comments": (
        [
            TEXT,
            MORE,
            "## 2 Comments",
            "Ben says:",
            "I saw it too.",
            "Reply",
            "Cy says:",
            "So did I. It flew.",
            "Reply",
        ],
        "comment-form",
        [
            "2 Comments",
            "Ben says:",
            "I saw it too.",
            "Reply",
            "Cy says:",
            "So did I. It flew.",
            "Reply",
        ],
    ),
    "comment fields": (
        [TEXT, MORE, "Leave a Reply", "Name *", "Email *", "Website", "Post Comment"],
        "comment-form",
        ["Leave a Reply", "Name *", "Email *", "Website", "Post Comment"],
    ),
    "duplicate": ([TEXT, MORE, TEXT], "duplicate-paragraph", [TEXT]),
    "pull quote": ([f"> {TEXT}", MORE, TEXT], "duplicate-paragraph", [TEXT]),
    "empty": ([TEXT, "##", MORE], "empty-block", [""]),
}


@pytest.mark.parametrize("case", GONE)
def test_what_is_no_part_of_the_text_goes(case):
    blocks, rule, gone = GONE[case]
    assert removed(*blocks) == [(rule, text) for text in gone]


VERSE = (
    "Down and down\\\nthe bucket goes\\\nand down and down\\\nthe water flows\\\n"
    "and down and down\\\nwhere no one knows\\\nand down and down and down it goes"
)
STAYS = {
    "an essay on sharing": ["## Share this", "Share this with the ones you love.", TEXT],
    "networks as headings": ["## Facebook", TEXT, "## Twitter", MORE],
    "networks in a list": ["We asked in three places:", "- Facebook\n- Twitter\n- Email", TEXT],
    "share in prose": [TEXT, "Share this post with your doctor before you decide to do it."],
    "cookies to bake": ["We use cookies to hang on the tree, and we settle who gets which.", TEXT],
    "an article on cookies": [
        "This site uses cookies, as you will have seen from our settings. So do all others.",
        TEXT,
        "What a cookie is, and who reads it, is soon told.",
    ],
    "cookies deep in the text": [
        *(f"{n}. {TEXT}" for n in range(9)),
        "We use cookies to improve your experience, says every page, and you accept.",
        *(f"{n}: {MORE}" for n in range(9)),
    ],
    "subscribe in prose": [TEXT, "Subscribe to our newsletter and you will hear from us again."],
    "a newsletter's own section": ["## Subscribe to our newsletter", TEXT],
    "an email address alone": [TEXT, "Email address", MORE],
    "inbox in prose": ["Get the letter in your inbox and read it there.", TEXT],
    "home and away": ["Home > away", TEXT],
    "a path in prose": ["Home / work / home again, and so the days go by.", TEXT],
    "a greater sign": ["Love > fear > money", TEXT],
    "a name alone": ["By Ada Moss", TEXT],
    "a date alone": ["3 March 2024", TEXT],
    "a date in the middle": [TEXT, TEXT.upper(), "Published in 2024 by a small press.", MORE],
    "by the river": ["By March 3, 2024 the heron was back.", TEXT],
    "an author's note": ["## Author's note", "All of this is true, but for the names.", TEXT],
    "about the author in the middle": [
        "## About the author",
        "Nothing is known of who wrote the old song.",
        "## The song",
        TEXT,
    ],
    "a long life": ["## About the author", TEXT, MORE, TEXT.lower(), MORE.lower(), TEXT.upper()],
    "a long word on the author": ["## About the author", f"{TEXT} {MORE} {TEXT}"],
    "also read as a section": ["## Also read: the otter", TEXT, MORE],
    "related work": ["## Related articles", TEXT, MORE],
    "read more as advice": [TEXT, "Read more: it helps you sleep.", MORE],
    "read more as a section": ["## Read more: a plan for the new year", TEXT, MORE],
    "further reading": [TEXT, "## Further reading", "- The otter\n- The kingfisher in winter"],
    "a list of plans": [TEXT, "More from the garden", "- peas.\n- beans, too", MORE],
    "comments as a subject": ["## Comments", TEXT],
    "a reply slip": [TEXT, "Leave a reply slip at the desk, please.", MORE],
    "advertising as a section": ["## Advertisement", TEXT],
    "contents of a box": ["Contents", "- a knife\n- a fork", "## The brook", TEXT],
    "contents half right": [
        "Contents",
        "- The brook\n- The otter\n- The vole",
        "## The brook",
        TEXT,
        "## The road",
        MORE,
    ],
    "a refrain": [TEXT, MORE, TEXT, MORE.upper(), TEXT],
    "a short sentence twice": ["Nobody came.", TEXT, "Nobody came.", MORE],
    "a verse twice": [VERSE, TEXT, VERSE],
    "an item twice": [f"- {TEXT}\n- {MORE}", f"- {TEXT}\n- {MORE}"],
    "back to the top": [TEXT, "Back to the top of the hill we went."],
    "menu": ["## Menu", "Soup, fish, and a pudding.", TEXT],
    "search": ["Search", TEXT],
    "no menu": ["## About me", TEXT, "## Contact", MORE],
    "a home": ["Home", "Sweet", "Home", TEXT],
    "a name under a letter": [TEXT, "Yours sincerely,", "The heron"],
    "print it": [TEXT, "Print", MORE],
    "a step number": ["## Page", TEXT, "12", MORE],
}


@pytest.mark.parametrize("case", STAYS)
def test_what_is_or_may_be_text_stays(case):
    assert removed(*STAYS[case]) == []


@pytest.mark.parametrize("title", ["Why nobody reads a newsletter", "How to write a newsletter"])
def test_in_an_article_about_newsletters_a_call_may_be_an_example(title):
    call = "Subscribe to our newsletter!"
    assert removed(TEXT, call, MORE, title=title) == []
    assert removed(TEXT, call, MORE) == [("newsletter-box", call)]


def test_an_article_about_cookies_keeps_a_notice_without_its_buttons():
    notice = "We use cookies to improve your experience. By continuing, you agree to our policy."
    assert removed(notice, TEXT, title="Cookies and the law") == []
    assert len(removed(notice, "Accept all cookies", TEXT, title="Cookies and the law")) == 2


@pytest.mark.parametrize("rule", CLEANING)
def test_a_rule_that_is_kept_takes_nothing_out(rule):
    for blocks, name, gone in GONE.values():
        if name == rule and gone:
            settings = ArticleSettings(keep=(rule,), accept_removals=True)
            found = read("\n\n".join(["# The heron", *blocks]), "a.md", settings=settings)
            assert rule not in {one.rule for one in found.removals}


LANGUAGES = {
    "de": ["Beitrag teilen", "Folgen Sie uns auf Instagram", "Auf WhatsApp teilen"],
    "fr": ["Partagez cet article", "Suivez-nous sur Facebook et Instagram"],
    "es": ["Compartir en Facebook", "Síguenos en Instagram", "Comparte este artículo"],
    "ar": ["شارك هذا المقال", "تابعنا على فيسبوك"],
}
FORMS = {
    "de": ["Schreibe einen Kommentar", "Deine E-Mail-Adresse wird nicht veröffentlicht."],
    "fr": ["Laisser un commentaire", "Votre adresse e-mail ne sera pas publiée."],
    "es": ["Deja un comentario", "Tu dirección de correo electrónico no será publicada."],
    "ar": ["اترك تعليقا", "لن يتم نشر عنوان بريدك الإلكتروني."],
}
AWAY = {
    "de": ["Lesen Sie auch: Der Otter", "Weiterlesen"],
    "fr": ["À lire aussi : La loutre", "Lire la suite »"],
    "es": ["Lee también: La nutria", "Leer más"],
    "ar": ["اقرأ أيضا: ثعلب الماء", "اقرأ المزيد"],
}
PATHS = {
    "de": ["Startseite » Vögel » Reiher"],
    "fr": ["Accueil > Oiseaux > Héron"],
    "es": ["Inicio / Aves / Garza"],
    "ar": ["الرئيسية > طيور > مالك الحزين"],
}
DATES = {
    "de": ["Veröffentlicht am 3. März 2024 von Lena Moor"],
    "fr": ["Publié le 3 mars 2024 par Claire Fontaine"],
    "es": ["Publicado el 3 de marzo de 2024"],
    "ar": ["نشر في 3 مارس 2024"],
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_languages(lang):
    for told, rule in ((LANGUAGES, "share-line"), (AWAY, "read-more")):
        for line in told[lang]:
            assert removed(TEXT, line, MORE) == [(rule, line)]
    assert removed(TEXT, MORE, *FORMS[lang]) == [("comment-form", line) for line in FORMS[lang]]
    for told, rule in ((PATHS, "breadcrumbs"), (DATES, "byline")):
        for line in told[lang]:
            assert removed(line, TEXT, MORE) == [(rule, line)]


FEET = {
    "why, and how to stop": [
        "You receive this email as you have one. [Unsubscribe](https://a.example/u) | [Privacy](p)"
    ],
    "two paragraphs": ["© 2026 The Mill", "Unsubscribe · Privacy policy"],
    "a sentence": [
        "You're receiving this newsletter because you did. If you don't want it, [unsubscribe](u)."
    ],
    "German": ["Sie erhalten diese E-Mail, weil Sie sich angemeldet haben. Abmelden"],
}


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET)
def test_the_foot_of_a_pasted_newsletter(foot):
    assert [rule for rule, _ in removed(TEXT, MORE, *foot)] == ["newsletter-box"] * len(foot)


@pytest.mark.parametrize(
    "blocks",
    [
        (TEXT, MORE, "Unsubscribe"),
        (TEXT, "You receive this email because you have an account. [Unsubscribe](x)", MORE),
        (TEXT, MORE, "You receive this letter because you asked the heron for it. Keep it dry."),
        (TEXT, MORE, "© 2026 The Mill"),
    ],
)
def test_what_may_be_no_foot_stays(blocks):
    assert removed(*blocks) == []


def test_a_copyright_line_goes_with_the_form_above_it():
    below = ["About the author", "She writes on birds.", "Leave a comment", "© 2026 The Mill. All."]
    told = removed(TEXT, MORE, *below, file="a.txt")
    assert [rule for rule, _ in told] == ["author-box"] * 2 + ["comment-form"] * 2


def test_services_named_one_by_one_in_a_line_are_buttons():
    line = "Share on Facebook Share on X Email"
    assert removed(line, TEXT, file="a.txt") == [("share-line", line)]
    assert removed("Share on Facebook with care", TEXT, file="a.txt") == []
