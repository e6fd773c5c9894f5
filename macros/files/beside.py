"""A second process for work that only reads: it goes on beside ours, and its answer comes when we ask for it."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin a work in a process of its own; return what waits for it and gives its answer.

    The answer goes through a pipe and must be picklable. Where there is no second process (one processor, no fork), or
    where it dies or fails, the work is done here when it is asked for, and raises here what it raises.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return work
    gc.freeze()  # else the first look for cycles would copy what both share
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return work
    if not child:
        _answer(work, writing)
    os.close(writing)

    def answer() -> T:
        with os.fdopen(reading, "rb") as pipe:
            raw = pipe.read()
        _, status = os.waitpid(child, 0)
        if status or not raw:
            return work()
        found: T = pickle.loads(raw)
        return found

    return answer


def _answer(work: Callable[[], object], writing: int) -> None:
    """Work, send the answer and end: nothing of the process that we were copied from may run to its end here."""
    status = 1
    with contextlib.suppress(BaseException):
        raw = pickle.dumps(work())
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(raw)
        status = 0
    os._exit(status)
