"""Where a program was seen doing otherwise than its facts say: what was seen holds.

Some facts of Thunderbird are older than the engine that it has now. Thunderbird 153 was run with a
mail that uses each feature here (tests/clients/test_clients_agreement.py); its other facts proved
right: it does take every `@media`, `@supports` and `@import` out of style blocks.
"""

from __future__ import annotations

from collections.abc import Mapping

_DONE = (
    *("css-modern-color", "css-nesting", "css-pseudo-class-has", "css-hyphenate-limit-chars"),
    *("css-animation", "css-sytem-ui"),
    # As an attribute, <style media="…">, queries are asked; in style blocks they are gone anyway.
    *("css-at-media-device-pixel-ratio", "css-at-media-orientation"),
    *("css-at-media-prefers-color-scheme", "css-at-media-prefers-reduced-motion"),
    # Nothing of a mail's tags is taken out: what is not supported for screen readers stays there.
    *("html-aria-describedby", "html-aria-hidden", "html-aria-label", "html-aria-labelledby"),
    *("html-link", "html-popover"),
)

SEEN: Mapping[tuple[str, str], bool] = {("thunderbird", one): True for one in _DONE}
"""By family and feature: whether it is done."""
