"""The ledger of changed promises: what the history of git says that strategy/changes.csv does not say yet.

The site is made from the table, never from git, so that a shallow clone builds the same pages. The
command `rozcestnik ledger` reads the history once and writes rows for an editor to explain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from macros.check.history import columns_of, git
from macros.data import edit
from macros.data.edit import Edit
from macros.data.packages import read_all, readable_packages
from macros.data.schema import Schema

WATCHED = {
    "nodes": ("title", "plain", "deadline", "deadline_text", "weight"),
    "node_indicators": ("target",),
}
"""Tables of the strategy package and their columns that are promises."""
SOURCED = ("content", "form")
"""Changes that a source reports while its titles stay: no column of ours holds them, so git knows nothing."""
FOLDER = "data_packages/strategy/data"
CHANGES = f"{FOLDER}/changes.csv"


class Subject(NamedTuple):
    """What may change: a column of a node, or the target of one of its indicators."""

    node: str
    column: str
    indicator: str = ""


class Found(NamedTuple):
    """A change in the history: when, in which commit, and what the commit said of itself."""

    subject: Subject
    date: str
    before: str
    after: str
    commit: str
    message: str


def subjects(table: str, columns: Mapping[str, Sequence[str]]) -> dict[Subject, str]:
    """Values of all promises of a table; {} where it lacks its key. Missing columns count as empty."""
    key = "node" if table == "node_indicators" else "id"
    if key not in columns:
        return {}
    found = {}
    for at, node in enumerate(columns[key]):
        indicator = columns["indicator"][at] if table == "node_indicators" else ""
        for column in WATCHED[table]:
            if column in columns:
                found[Subject(node, column, indicator)] = columns[column][at]
    return found


def history(root: Path) -> list[Found]:
    """All changes of promises in the history of the portal, the oldest first; [] outside of git."""
    found: list[Found] = []
    schemas = _schemas(root)
    for table in WATCHED:
        file = f"{FOLDER}/{table}.csv"
        before: dict[Subject, str] = {}
        for commit, date, message in _commits(root, file):
            raw = git(root, "show", f"{commit}:./{file}")
            after = subjects(table, columns_of(raw, file, schemas.get(table)))
            for subject, value in after.items():
                old = before.get(subject, value)
                if old != value:
                    found.append(Found(subject, date, old, value, commit[:7], message))
            before = after
    return sorted(_joined(found), key=lambda change: (change.date, change.subject))


def _joined(found: list[Found]) -> Iterator[Found]:
    """Changes of one promise on one day as one; what came back to where it was is no change."""
    days: dict[tuple[Subject, str], Found] = {}
    for one in found:
        key = one.subject, one.date
        days[key] = one._replace(before=days[key].before) if key in days else one
    return (one for one in days.values() if one.before != one.after)


def missing(root: Path) -> list[Found]:
    """Changes of the history that the table does not tell yet."""
    told = _told(root)
    return [one for one in history(root) if (*one.subject, one.before, one.after) not in told]


def _told(root: Path) -> set[tuple[str, ...]]:
    path = root / CHANGES
    if not path.is_file():
        return set()
    columns = columns_of(path.read_bytes(), CHANGES, _schemas(root).get("changes"))
    names = ("node", "column", "indicator", "before", "after")
    return set(zip(*(columns.get(name, ()) for name in names), strict=True)) if columns else set()


def write(root: Path, found: Sequence[Found]) -> None:
    """Add rows to the table. The subject of the commit stands as the reason. `edit.Unfit`, OSError: nothing is."""
    tables = Edit(read_all(root)[1])
    rows = tables.rows("strategy", "changes")
    for one in found:
        rows.add(
            one.subject._asdict()
            | {
                "date": one.date,
                "before": one.before,
                "after": one.after,
                "kind": "decision",
                "reason": one.message[:300],
                "commit": one.commit,
            }
        )
    edit.write(root, tables.files())


def _commits(root: Path, file: str) -> Iterator[tuple[str, str, str]]:
    """Commits that touched a file, the oldest first: name, day, subject."""
    listed = git(root, "log", "--reverse", "--format=%H%x00%cs%x00%s", "--", file).decode("utf-8", "replace")
    # A subject may hold other signs at which `splitlines` would break the line.
    for line in filter(None, listed.split("\n")):
        commit, date, message = line.split("\0", 2)
        yield commit, date, message


def _schemas(root: Path) -> dict[str, Schema]:
    """Schemas of the strategy package: the history may know columns by former names."""
    return next((one.schemas for one in readable_packages(root) if one.name == "strategy"), {})
