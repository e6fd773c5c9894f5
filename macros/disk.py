"""What the system says when it cannot write, as one sentence for people."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.load import BadData
from macros.problems import Problem, problem

_REASONS = {
    errno.ENOSPC: ("na disku není místo", "uvolněte místo na disku a spusťte příkaz znovu."),
    errno.EDQUOT: ("vyčerpali jste svůj díl disku", "smažte, co nepotřebujete, a spusťte příkaz znovu."),
    errno.EROFS: ("disk je jen pro čtení", "pracujte ve složce, do které se smí zapisovat."),
    errno.EACCES: ("chybí k tomu oprávnění", "povolte svému účtu do té složky zapisovat."),
    errno.EPERM: ("chybí k tomu oprávnění", "povolte svému účtu do té složky zapisovat."),
    errno.ENAMETOOLONG: ("název je příliš dlouhý", "zkraťte název nebo stavte do složky s kratší cestou."),
    errno.ENOENT: ("soubor nebo složka mezitím zmizely", "spusťte příkaz znovu."),
    errno.EBUSY: ("složku právě používá systém", "zvolte jinou složku."),
    errno.ENOTDIR: ("na místě složky leží soubor", "přejmenujte ten soubor, nebo ho smažte."),
    errno.EEXIST: ("na místě složky leží soubor", "přejmenujte ten soubor, nebo ho smažte."),
    errno.EISDIR: ("na místě souboru leží složka", "přejmenujte tu složku, nebo ji smažte."),
}
_OTHER = "zkontrolujte disk a složku a spusťte příkaz znovu."


def disk_problem(error: OSError, where: Path) -> Problem:
    """The problem that an error of the system is; `where` is said when the error names no file."""
    reason, mend = _REASONS.get(error.errno or 0, (error.strerror or str(error), _OTHER))
    file = error.filename2 or error.filename
    said = file.decode(errors="replace") if isinstance(file, bytes) else str(file or where)
    return problem(said, 0, "", "disk-write", reason=reason, mend=mend)


@contextmanager
def writing_to(where: Path) -> Iterator[None]:
    """Raise `BadData` with a sentence for an error of the system while something is written into `where`."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise  # not of the system: a child process that ended, for example
        raise BadData([disk_problem(error, where)]) from error
