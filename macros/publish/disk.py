"""Errors of the disk while something is written: the report says them, and what was there stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.data.faults import fault
from macros.data.problems import BadData


@contextmanager
def writing_to(where: Path) -> Iterator[None]:
    """Raise `BadData` with a sentence for an error of the system; `where` is said when it names no file."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise  # not of the system: a child process that ended, for example
        raise BadData([fault(error, str(where))]) from error
