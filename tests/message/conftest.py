import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import three_parsers


@pytest.fixture(scope="session")
def parsers() -> Iterator[list[Callable[[bytes], three_parsers.Parsed]]]:
    """Three parsers that share no code; without them a test is skipped, in CI it fails."""
    with ExitStack() as opened:
        try:
            found = opened.enter_context(three_parsers.three_parsers())
        except (OSError, subprocess.CalledProcessError) as error:
            reason = three_parsers.lacking(error)
            if reason is None:
                raise
            pytest.skip(reason)
        yield found
