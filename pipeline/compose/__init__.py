"""Part → Email: theme, MJML, inlining, plain text, slots, images, web version, feed."""

from pipeline.compose.feed import FEED_FILE, feed
from pipeline.compose.foreign import Compiled, compile_foreign
from pipeline.compose.series import compose
from pipeline.compose.series_pages import folder, page_address

__all__ = [
    "FEED_FILE",
    "Compiled",
    "compile_foreign",
    "compose",
    "feed",
    "folder",
    "page_address",
]
