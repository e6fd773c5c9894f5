"""What commands print: texts that may hold words of others, so no control characters; commands as they run here."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import PureWindowsPath

_COMMAND = re.compile(r"\brozcestnik (?=[a-z]+ -|[a-z]+[ .,;)])")
"""The command as sentences name it."""


def say(text: str, *, err: bool = False) -> None:
    """Print a text that may hold words of others."""
    from macros.data.characters import printable

    print(printable(text), file=sys.stderr if err else sys.stdout, flush=True)


def as_here(text: str) -> str:
    """A text in which commands stand as they were called: in most checkouts it is only in `.venv`, on no path."""
    called = sys.argv[0]
    if PureWindowsPath(called).stem != "rozcestnik" or shutil.which("rozcestnik"):
        return text
    shown = f'"{called}"' if " " in called else called
    return _COMMAND.sub(lambda match: f"{shown} ", text)
