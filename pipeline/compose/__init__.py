"""Part → Email: theme, MJML, inlining, plain text, slots, images, web version, feed."""

from pipeline.compose.bare import bare
from pipeline.compose.feed import FEED_FILE, feed
from pipeline.compose.foreign import Compiled, compile_foreign
from pipeline.compose.kept import Composed
from pipeline.compose.series import compose, compose_again
from pipeline.compose.series_pages import folder, page_address

__all__ = [
    "FEED_FILE",
    "Compiled",
    "Composed",
    "bare",
    "compile_foreign",
    "compose",
    "compose_again",
    "feed",
    "folder",
    "page_address",
]
