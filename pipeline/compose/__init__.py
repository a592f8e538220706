"""Part → Email: theme, MJML, inlining, plain text, slots, images, web version."""

from pipeline.compose.index import index
from pipeline.compose.series import compose

__all__ = ["compose", "index"]
