"""What the last commit says, or the base of a branch: which files differ, how tables were; what may not be in git."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from macros.check import LAST_COMMIT, Check, Data, check
from macros.data import mend
from macros.data.problems import Problem, problem
from macros.data.schema import Schema
from macros.data.tables import Table

Columns = Mapping[str, Sequence[Any]]
"""Values of a table by column."""


@check("own-in-git")
def own_in_git(data: Data) -> Iterator[Problem]:
    """What commands keep for themselves is never in git: compiled templates from somebody's branch would run."""
    if not _in_git(data.root):
        return
    listed = git(data.root, "ls-files", "-z", "--", *_OWN).decode("utf-8", "replace")
    for file in listed.split("\0")[:-1]:
        yield problem(file, 0, "", "own-in-git")


_OWN = (
    ":(icase).cache",
    *(f":(glob)**/{one}{rest}" for one in (".*.rozcestnik-*", ".rozcestnik/new") for rest in ("", "/**")),
    ":(glob)**/.rozcestnik/journal.json",
)
"""The cache, and what a stopped build leaves and the next command would bring into the site."""


def _in_git(root: Path) -> bool:
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def changed_files(data: Data) -> set[str]:
    """Files under data_packages/ that differ from the last commit; empty outside of a git work tree.

    Several rules ask; git is asked once a run.
    """
    if not data.changed:
        data.changed.append(_changed_files(data.root, data.base))
    return data.changed[0]


def _changed_files(root: Path, base: str) -> set[str]:
    if not _in_git(root):
        return set()
    names = ("--name-only", "-z", "--no-renames", "--relative")
    listed = git(root, "diff", *names, base, "--", "data_packages")
    return set(listed.decode("utf-8", "replace").split("\0"))


def committed(data: Data, table: Table) -> Columns:
    """Columns of a table as they stand in the commit to compare with, by their names of today; {} where nobody can read them."""
    return columns_of(git(data.root, "show", f"{data.base}:./{table.file}"), table.file, table.schema)


def base_of(root: Path, ref: str) -> str:
    """The commit at which the work tree left another branch, by its name or number; "" where git knows neither.

    In a shallow clone, where git cannot tell, it is the end of that branch.
    """
    named = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    commit = named.decode("ascii", "replace").strip()
    left = git(root, "merge-base", commit, LAST_COMMIT).decode("ascii", "replace").strip() if commit else ""
    return left or commit


def columns_of(raw: bytes, file: str, schema: Schema | None) -> dict[str, list[str]]:
    """Columns of a CSV as it once stood, by their names of today where `schema` tells them.

    Rows of another length are left out; {} where it cannot be read.
    """
    try:
        header, *rows = csv.reader(io.StringIO(mend.decode(raw, file)[0], newline="\n"))
    except (csv.Error, ValueError):
        return {}
    whole = [row for row in rows if len(row) == len(header)]
    names = schema.current(header) if schema else header
    return {name: [row[at] for row in whole] for at, name in enumerate(names)}


def git(root: Path, *words: str) -> bytes:
    """Ask git; nothing where it has no answer. It takes no locks: a person may be committing just now."""
    command = ["git", "-C", str(root), "--no-optional-locks", *words]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError):
        return b""


RULES: tuple[Check, ...] = (own_in_git,)
