"""What parts of pages are called by those who make them, and the words that stand in them.

The first are patterns for names (see `names`), the others for what an element says.
"""

from __future__ import annotations

import re

from pipeline.read.web.names import naming

TITLE = naming(
    "entry-title post-title article-title story-title page-title headline blog-title titel titre"
)
UNSEEN = naming(
    "sr-only screen-reader-text screen-reader-only visually-hidden visuallyhidden "
    "assistive-text print-only only-print visible-print screenreader offscreen u-hidden "
    "noprint-hidden"
)
SKIP = re.compile(
    r"(?i)(?:skip|jump) (?:to|over|past)\b.{0,40}|skip (?:navigation|content|ads?)"
    r"|(?:back )?to (?:the )?top|(?:direkt )?zum (?:haupt)?inhalt.{0,20}"
    r"|(?:nach oben|zum seitenanfang)"
    r"|(?:saltar|ir) al contenido.{0,20}|(?:aller|passer) au contenu.{0,20}|top|↑|▲"
)
COOKIE = naming(
    "cookies? cookie-\\w+ gdpr consent onetrust cmp ccpa privacy-banner cookiebot didomi "
    "cc-window cookie\\w*"
)
COOKIE_WORDS = re.compile(
    r"(?i)cookie|consent|privacy|datenschutz|privacidad|confidentialité|الارتباط|クッキー"
)
CONSENT = re.compile(
    r"(?i)\b(?:accept|agree|allow|reject|decline|consent|settings|preferences|got it|privacy"
    r"|ok(?:ay)?|zustimm\w*|akzeptier\w*|einverstanden|ablehnen|accepter|refuser|aceptar|rechazar"
    r"|datenschutz\w*)\b|قبول|موافق|同意"
)
COMMENTS = naming(
    "comments commentlist comment-list comments-area comments-section comment-section "
    "disqus disqus-thread comment-thread comment-stream fb-comments comment-wrap "
    "comment-wrapper kommentare comentarios commentaires coral livefyre comments-\\w+ "
    "commentary-list comment-container user-comments discussion-comments"
)
RESPOND = naming(
    "respond comment-respond comment-form commentform reply-form leave-reply comment-reply"
)
COMMENT_LINKS = naming("comment-count comments-count comments-link comment-link")
SHARE = naming(
    "partage partager share shares sharing social socials sharedaddy addtoany a2a addthis "
    "follow-us follow social-\\w+ share-\\w+ sharethis shariff teilen compartir partager "
    "jp-sharing sd-sharing socialmedia tweet kudos likes? claps? reactions?"
)
MORE = naming(
    "related related-\\w+ recommended recommendations? recirc\\w* more-from more-stories "
    "more-articles more-posts you-may-also you-might-also also-like jp-relatedposts "
    "relatedposts outbrain taboola zergnet trending most-read most-popular popular-posts "
    "popular read-next next-up up-next read-more readmore readnext latest-news latest-posts "
    "recent-posts similar yarpp\\w* crp-related onward teaser-list weitere-artikel "
    "mehr-zum-thema relacionad[oa]s see-also-posts suggested suggestions discover-more "
    "keep-reading teasers promo-list further-stories"
)
MORE_WORDS = re.compile(
    r"(?i)\b(?:related|read (?:more|next|also)|more (?:from|on|like|stories)|you (?:may|might)"
    r"|see also|recommended|popular|trending|most read|up next|mehr zum|lesen sie|auch interessant"
    r"|te puede|relacionad|à lire|lire aussi)|関連|مقالات"
)
LETTER = naming(
    "newsletter\\w* subscribe subscription signup sign-up mailchimp mc4wp mc-embed optin "
    "opt-in email-capture mailing-list emailsignup subscribe-\\w+ convertkit lead-form"
)
AUTHOR = naming(
    "author-box author-bio authorbox about-author about-the-author author-info author-card "
    "author-profile author-description post-author article-author author-block authors? "
    "author-details bio biography contributor saboxplugin-wrap abh-box autor autor-\\w+"
)
BYLINE = naming(
    "byline bylines? by-line entry-meta post-meta article-meta postmeta posted-on posted-by "
    "dateline date-line meta metadata reading-time read-time timestamp article-info "
    "author-line published publish-date pubdate post-date date entry-date updated post-info "
    "story-meta last-updated last-reviewed last-modified kicker eyebrow category categories "
    "cat-links section-label author-name topline article-date credits-line post-details "
    "article-details blog-meta meta-\\w+ \\w+-meta author overline writer subline "
    "post-signature user-info dachzeile"
)
EVENT = naming("events? recipe ingredients?")
POSTED = re.compile(
    r"(?i)\b(?:posted|published|updated|reviewed|min(?:ute)?s? read|written by|veröffentlicht)\b"
)
DATED = re.compile(
    r"(?i)\b(?:posted|published|updated|reviewed|min(?:ute)?s? read|written by|veröffentlicht"
    r"|stand:)"
    r"|^\W*(?:by|von|por|par|door)\b|\b\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}\b|\b(?:19|20)\d\d\b"
)
PERSON = naming("author-name byline author byline-name writer posted-by")
CRUMBS = naming(
    "breadcrumbs? crumbs? breadcrumb-\\w+ breadcrumbs-\\w+ brotkrumen migas pathway "
    "\\w+-breadcrumbs?"
)
ADVERT = naming(
    "ad ads advert adverts advertisement advertising adsbygoogle dfp sponsor sponsored "
    "sponsored-\\w+ google-ads? ad-\\w+ \\w+-ad \\w+-ads adslot banner-ad gpt-ad promo "
    "promotion promo-\\w+ anzeige werbung publicidad commercial adbox adunit affiliate-box"
)
SURE_ADVERT = naming(
    "ad ads advert adverts advertisement advertising dfp adsbygoogle sponsored google-ads? "
    "ad-\\w+ adslot gpt-ad banner-ad anzeige werbung publicidad adbox adunit"
)
OWN_ADVERT = re.compile("^" + SURE_ADVERT.pattern)
ADVERT_WORDS = re.compile(
    r"(?i)(?:advertisements?|advertising|sponsored(?: content| links?)?|anzeige|werbung"
    r"|publicidad|publicité|ad"
    r"|story continues below advertisement|إعلان|広告|スポンサーリンク)[.:]?"
)
NAVIGATION = naming(
    "nav navbar navi navigation menu mainmenu submenu pagination pager nav-\\w+ \\w+-nav "
    "\\w+-navigation nav-links post-navigation prev-next next-prev prevnext skip-links? "
    "site-menu dropdown-menu \\w+-menu languages? lang-switcher language-switcher "
    "back-to-top to-top scroll-top hamburger page-links menubar topnav search search-\\w+ "
    "searchform login user-links portlet mw-jump-link interlanguage\\w* post-nav nextprev "
    "paging catlinks"
)
TOOLS = naming(
    "tags tag-list taglist post-tags tags-links entry-tags topics tag-cloud entry-footer "
    "entry-utility post-footer article-tags article-footer toolbar tools article-tools "
    "page-tools page-actions print print-\\w+ print-link font-size text-size audio-player "
    "listen player copy copy-\\w+ clipboard mw-editsection headerlink anchor anchor-link "
    "anchorjs-link heading-anchor hash-link permalink heading-link header-anchor edit-link "
    "edit-page\\w* edit-this-page theme-edit-this-page rating ratings feedback helpful "
    "was-this-helpful was-helpful vote\\w* post-taglist bookmark save-\\w+ gh-badge "
    "badge-list line-numbers? linenos gutter lineno linenodiv code-header schlagworte "
    "themen etiquetas page-meta expand lightbox article-actions actions action-bar stats "
    "filetree repo-\\w+ file-navigation"
)
TECHNICAL = naming(
    "mw-editsection headerlink anchor anchor-link anchorjs-link heading-anchor hash-link "
    "permalink heading-link header-anchor edit-link line-numbers? linenos lineno linenodiv "
    "gutter clipboard\\w* copy-\\w+ copybtn copy octicon-link direct-link"
)
TOOL_WORDS = re.compile(
    r"(?i)[#¶§🔗⚓\s]*|\W*(?:edit|bearbeiten|editar|modifier|編集|تعديل)(?: source|"
    r" \| edit source)?\W*|(?:direct |perma)?link(?: to (?:this )?.{0,60})?|copy(?: link| code)?"
    r"|copied!?"
)
CONTENTS = naming(
    "toc table-of-contents ez-toc\\w* toc-\\w+ \\w+-toc toctree\\w* contents-list "
    "on-this-page in-this-article page-contents lwptoc\\w* inhaltsverzeichnis jump-links "
    "jumplinks in-page-nav\\w*"
)
HEADER = naming(
    "entete en-tete intestazione site-header masthead page-header topbar top-bar header "
    "banner site-branding site-title site-logo logo globalheader header-\\w+ "
    "site-info-header alert-bar announcement\\w* kopf cabecera ticker breaking-news\\w* "
    "navbar-brand top"
)
HEADLINE = naming(
    "entry-title post-title article-title story-title headline entry-header post-header "
    "article-header article-head story-header content-header heading dek deck lede standfirst "
    "article post story entry hentry news-single"
)
FOOTER = naming(
    "pied pied-de-page site-footer footer colophon copyright page-footer site-info "
    "footer-\\w+ globalfooter bottom-bar legal imprint fuss fuß disclosure-footer "
    "site-bottom \\w+-footer foot pie"
)
RIGHTS = re.compile(r"(?i)©|\bcopyright\b|all rights reserved|unsubscribe|impressum")
SIDE = naming(
    "sidebar side-bar widget widgets widget-area rail right-rail left-rail secondary "
    "sidebar-\\w+ \\w+-sidebar aside side-column barra-lateral seitenleiste marginalspalte "
    "rightcol leftcol right-column left-column sidecol side"
)
SURE_SIDE = naming(
    "sidebar side-bar widget-area side-column rightcol leftcol right-rail sidecol "
    "seitenleiste side sidebar-\\w+"
)
MODAL = naming(
    "modal popup pop-up overlay lightbox drawer offcanvas exit-intent snackbar toast interstitial"
)
END_OF_SENTENCE = re.compile(r"[.!?。！？؟][\"'”’»)]*$")
OPENER = naming(
    "accordion\\w* collapse\\w* collapsible\\w* faq\\w* question toggle disclosure\\w* expander"
)
