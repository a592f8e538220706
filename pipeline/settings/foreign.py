"""Keys that other site generators put into front matter; in Markdown they are passed over.

None of them may be what somebody writes for a setting of ours: `language` is missing, so that
it is an error which names `lang`; so are `private` and `hidden`, which would keep no promise.
"""

from __future__ import annotations

_NAMES = """
abbrlink abstract alias aliases authors avatar background banner bibliography breadcrumbs build
canonical canonical_url canonicalurl cascade categories category classes collection color comments
content_type contributors cover cover_image coverimage created created_at csl css cssclass
cssclasses custom_edit_url custom_excerpt date_created date_modified date_published
displayed_sidebar documentclass draft editlink editor eleventycomputed
eleventyexcludefromcollections eleventynavigation email enclosure excerpt excerpt_separator
execute expirydate external_url extra feature_image featured featured_image featuredimage feed
filename fontsize format generate_feeds geometry guid header-includes headless hero hero_image
herocaption heroimage hide hide_table_of_contents hide_title highlight icon id identifier
image_alt image_caption images in_search_index index insert_anchor_links iscjklanguage isdraft js
keywords knit last_modified last_modified_at last_update lastmod lastupdated layout link-citations
linktitle listed markup math mathjax menu mermaid meta meta_description meta_title moddatetime
modified nav nav_order navigation next og_description og_image og_title ogimage output outputs
page_template paginate_by pagination pagination_next pagination_prev params parent permalink pin
pinned post_id postslug prev promoted pubdate pubdatetime publish publishdate published
published_at readtime redirect_from redirect_to related render_with_liquid resources robots search
search_exclude section share sidebar sidebar_class_name sidebar_label sidebar_position
sidebardepth sitemap social sort_by status sticky style styles subtitle summary tag tagline tags
taxonomies teaser template thumbnail time timezone toc toc_max_heading_level toc_min_heading_level
toc_sticky topics translationkey tweet twitter twitter_description twitter_title type uid updated
updated_at url uuid version videos weight wordcount
"""

FOREIGN = frozenset(_NAMES.split())
