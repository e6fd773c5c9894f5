"""What the system says no to (rights, full disks, names that are folders), said as one Czech sentence.

`told` stands around every command, so that no such error ends in a traceback. The sentences are in
`wording.RULES`, like all others.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from macros.data.problems import Problem, problem, report

_RULES = {
    errno.ENOENT: "fault-missing",
    errno.ENOTDIR: "fault-not-folder",
    errno.EACCES: "fault-rights",
    errno.EPERM: "fault-rights",
    errno.EROFS: "fault-read-only",
    errno.ENOSPC: "fault-full",
    errno.EDQUOT: "fault-full",
    errno.EISDIR: "fault-folder",
    errno.EEXIST: "fault-exists",
    errno.ENOTEMPTY: "fault-exists",
    errno.EBUSY: "fault-busy",
    errno.ETXTBSY: "fault-busy",
    errno.ENAMETOOLONG: "fault-name",
    errno.ELOOP: "fault-loop",
    errno.EMFILE: "fault-many",
    errno.ENFILE: "fault-many",
    errno.EXDEV: "fault-other-disk",
    errno.ENOMEM: "fault-memory",
}

FAULT_RULES = (*sorted({*_RULES.values()}), "fault-other")
"""All that the system may refuse."""


def fault(error: OSError, file: str = "") -> Problem:
    """Return what the system refused as a problem of the path it names; `file` where it names none.

    A rename names two paths: the second is the one that could not be made.
    """
    named = error.filename2 or error.filename or file
    path = os.fsdecode(named) if isinstance(named, str | bytes | os.PathLike) else file
    rule = _RULES.get(error.errno or 0, "fault-other")
    return problem(path or "rozcestnik", 0, "", rule, reason=error.strerror or str(error))


@contextmanager
def told() -> Iterator[None]:
    """Say an `OSError` of what stands inside as one sentence and end the program with code 1.

    A reader that closed the pipe is none: the library of commands ends quietly then.
    """
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE or isinstance(error, ChildProcessError):
            raise
        print(report([fault(error)]), file=sys.stderr)
        sys.exit(1)
