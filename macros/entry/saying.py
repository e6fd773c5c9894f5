"""What commands print: texts that may hold words of others, so no control characters."""

from __future__ import annotations

import sys


def say(text: str, *, err: bool = False) -> None:
    """Print a text that may hold words of others."""
    from macros.data.characters import printable

    print(printable(text), file=sys.stderr if err else sys.stdout, flush=True)
