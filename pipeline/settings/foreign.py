"""Keys that other site generators put into front matter; in Markdown they are passed over.

None of them may be what somebody writes for a setting of ours: `language` is missing, so that
it is an error which names `lang`; so are `private` and `hidden`, which would keep no promise.
"""

from __future__ import annotations

_NAMES = """
aliases alias authors avatar background banner bibliography breadcrumbs canonical canonical_url
canonicalurl categories category classes collection color comments content_type contributors cover
cover_image coverimage created created_at css custom_excerpt date_created date_modified
date_published draft editlink eleventycomputed eleventyexcludefromcollections eleventynavigation
email enclosure excerpt expirydate external_url feature_image featured featured_image
featuredimage feed filename format guid hero hero_image highlight icon id identifier image_alt
image_caption images index isdraft js keywords last_modified last_modified_at lastmod lastupdated
layout linktitle listed markup math menu meta modified nav nav_order navigation next og_image
outputs pagination parent permalink pin pinned post_id prev promoted publishdate published
published_at pubdate redirect_from redirect_to related robots section share sidebar sidebar_label
sidebar_position sitemap social status sticky style styles subtitle summary tag tagline tags
teaser template thumbnail time timezone toc topics translationkey tweet twitter type uid updated
updated_at url uuid version videos weight wordcount
"""

FOREIGN = frozenset(_NAMES.split())
