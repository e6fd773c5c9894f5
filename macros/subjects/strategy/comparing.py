"""Changed promises as people say them: which measure, how far a term moved, and whether the ledger says why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.compare.changes import Cells, Change, broken
from macros.compare.comparing import Asked, Comparing
from macros.subjects.strategy import comparing_words as words
from macros.subjects.strategy.ledger import WATCHED

_PACKAGE = "strategy"
_TABLES = {(_PACKAGE, name): columns for name, columns in WATCHED.items()}


def _unexplained(change: Change, look: Asked) -> bool:
    """Whether a promise differs and the ledger has no reason for exactly that."""
    watched = [one for one in change.cells if one.column in _TABLES.get(change.table, ())]
    if not watched:
        return False
    node = change.now.get("id", "") or change.now.get("node", "")
    indicator = change.now.get("indicator", "")
    ledger = look.pair.after.get((_PACKAGE, "changes"))
    if ledger is None or broken(ledger):
        return True
    names = ("node", "column", "indicator", "before", "after", "reason")
    told = {row[:5] for row in zip(*(ledger.cells(name) for name in names), strict=True) if row[5]}
    return any((node, one.column, indicator, one.before, one.after) not in told for one in watched)


def _beside(change: Change, look: Asked) -> Iterator[str]:
    if _unexplained(change, look):
        yield words.NO_REASON


def _alarms(change: Change, look: Asked) -> Iterator[str]:
    if _unexplained(change, look):
        yield words.PROMISE
    elif change.table in _TABLES and change.after is None:
        yield words.PROMISE_GONE


def _label(column: str, cells: Cells) -> str:
    return words.LABELS[column]


COMPARING = Comparing(
    groups={
        (_PACKAGE, name): words.STRATEGIES for name in ("nodes", "node_indicators", "statuses", "changes")
    },
    labels={
        (*table, column): partial(_label, column)
        for table, columns in _TABLES.items()
        for column in columns
        if column in words.LABELS
    },
    terms=((_PACKAGE, "nodes", "deadline"),),
    beside=_beside,
    alarms=_alarms,
)
