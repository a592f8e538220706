"""`python -m pipeline` and the command `letterloom`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from pipeline.cli import letterloom

    letterloom()


if __name__ == "__main__":
    main()
