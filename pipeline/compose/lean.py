"""A finished page without what would only weigh, its images with their sizes."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.compose.block_views import Made
from pipeline.compose.image_tags import with_sizes
from pipeline.compose.minified import minified
from pipeline.compose.unused_css import without_unused_css
from pipeline.model import ImageRef


def lean(made: Made, html: str, images: Mapping[str, ImageRef]) -> str:
    """A mail's or a web version's HTML; `images` gives the image of each mark of an address."""
    slim = without_unused_css(with_sizes(html, images, made.fragments.width))
    return minified(slim) if made.project.minify else slim
