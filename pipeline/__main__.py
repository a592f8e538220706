"""`python -m pipeline` and the command `letterloom`."""

from __future__ import annotations

import atexit
import gc

OBJECTS = 500_000  # made between two looks for cycles: a build makes many, and few cycles


def main() -> None:
    """Run the command line."""
    gc.set_threshold(OBJECTS, 20, 20)
    atexit.register(gc.freeze)  # at the end Python would look through all of them once more
    from pipeline.cli import letterloom

    letterloom()


if __name__ == "__main__":
    main()
