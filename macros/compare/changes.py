"""Rows that differ between two tables, paired by the keys of their schemas; the order of rows and columns is none.

What a secret place must not tell is closed here: rows about it keep their file and number, and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from macros.data.confidential import PLACES, Secrets, secrets_of, spoken_of, telling_cells
from macros.data.form import UNREAD
from macros.data.tables import Table, Tables

Key = tuple[str, str]
"""Package and table."""
Cells = Mapping[str, str]
_FORM = UNREAD | {"row-length", "cell-encoding"}
_MOST = 300
"""So many rows that came and went are looked at for pairs; of more nobody could say which became which."""


class Cell(NamedTuple):
    """A cell that differs."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A row that came (`before` is None), went (`after` is None) or differs; cells by names of columns.

    `row` counts as a spreadsheet does, in the file as it is, of a row that went as it was. A `secret` one has no
    cells that may be said.
    """

    table: Key
    file: str
    row: int
    before: Cells | None
    after: Cells | None
    cells: tuple[Cell, ...] = ()
    renamed: bool = False
    """Whether the first column of its key differs."""
    secret: bool = False

    @property
    def now(self) -> Cells:
        """The row as it is, of one that went as it was."""
        return self.after if self.after is not None else self.before or {}

    def cell(self, column: str) -> Cell | None:
        """The cell of a column where it differs."""
        return next((one for one in self.cells if one.column == column), None)


class Pair(NamedTuple):
    """Tables of both states."""

    before: Tables
    after: Tables


def broken(table: Table) -> bool:
    """Whether nobody can say which cell of a table belongs where."""
    return any(one.rule in _FORM or one.rule.startswith("header-") for one in table.problems)


def changes(pair: Pair) -> list[Change]:
    """Every row that differs, table by table; tables that one side lacks or that are broken are left out."""
    found: list[Change] = []
    hush = _Hush(pair)
    for key, new in pair.after.items():
        old = pair.before.get(key)
        if old is not None and old is not new and not broken(old) and not broken(new):
            found += (hush(one) for one in _of_table(key, old, new))
    return found


class _Row(NamedTuple):
    number: int
    cells: dict[str, str]


def _of_table(key: Key, old: Table, new: Table) -> Iterator[Change]:
    shared = [name for name in new.schema.names if name in old.schema.names]
    gone, came = _differing(old, new, shared)
    # Rows of a key that only one side has whole are not each other's: a part of it stands for many.
    whole = all(name in shared for name in new.schema.key_columns)
    columns = new.schema.key_columns if whole else ()
    pairs = [
        *_paired(gone, came, columns),
        *_alike(gone, came, columns, shared),
    ]
    for before, after in pairs:
        cells = tuple(
            Cell(name, before.cells[name], after.cells[name])
            for name in shared
            if before.cells[name] != after.cells[name]
        )
        moved = bool(new.schema.primary_key) and before.cells[columns[0]] != after.cells[columns[0]]
        yield Change(
            table=key,
            file=new.file,
            row=after.number,
            before=before.cells,
            after=after.cells,
            cells=cells,
            renamed=moved,
        )
    for one in came:
        yield Change(table=key, file=new.file, row=one.number, before=None, after=one.cells)
    for one in gone:
        yield Change(table=key, file=new.file, row=one.number, before=one.cells, after=None)


def _differing(old: Table, new: Table, shared: Sequence[str]) -> tuple[list[_Row], list[_Row]]:
    """Rows of each side that the other lacks, by the columns of both."""
    was = list(zip(*(old.cells(name) for name in shared), strict=True))
    now = list(zip(*(new.cells(name) for name in shared), strict=True))
    same = Counter(was) & Counter(now)
    return _rest(old, was, same), _rest(new, now, same)


def _rest(table: Table, rows: Sequence[tuple[str, ...]], same: Counter[tuple[str, ...]]) -> list[_Row]:
    left, found, names = Counter(same), [], table.schema.names
    for at, row in enumerate(rows):
        if left[row] > 0:
            left[row] -= 1
        else:
            found.append(_Row(table.row_numbers[at], dict(zip(names, table.rows[at], strict=True))))
    return found


def _paired(gone: list[_Row], came: list[_Row], columns: Sequence[str]) -> Iterator[tuple[_Row, _Row]]:
    """Take out rows with one key, in their order where a key stands twice."""
    if not columns:
        return
    known: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for at, one in enumerate(gone):
        known[tuple(one.cells[name] for name in columns)].append(at)
    pairs: dict[int, int] = {}
    for to, one in enumerate(came):
        if mine := known[tuple(one.cells[name] for name in columns)]:
            pairs[to] = mine.popleft()
    found = [(gone[at], came[to]) for to, at in pairs.items()]
    used = set(pairs.values())
    gone[:] = [one for at, one in enumerate(gone) if at not in used]
    came[:] = [one for to, one in enumerate(came) if to not in pairs]
    yield from found


def _alike(
    gone: list[_Row], came: list[_Row], columns: Sequence[str], shared: Sequence[str]
) -> Iterator[tuple[_Row, _Row]]:
    """Take out rows whose key differs and most of whose other cells do not: a new id, a new phone of a service."""
    if not columns or not gone or not came or len(gone) > _MOST or len(came) > _MOST:
        return
    single = len(columns) == 1
    scored = []
    for at, before in enumerate(gone):
        for to, after in enumerate(came):
            if not single and before.cells[columns[0]] != after.cells[columns[0]]:
                continue
            filled = [name for name in shared if before.cells[name] or after.cells[name]]
            equal = sum(before.cells[name] == after.cells[name] for name in filled)
            if equal >= 2 and 2 * equal >= len(filled):
                scored.append((-equal, at, to))
    used: set[tuple[str, int]] = set()
    pairs = []
    for _, at, to in sorted(scored):
        if ("gone", at) not in used and ("came", to) not in used:
            used |= {("gone", at), ("came", to)}
            pairs.append((gone[at], came[to]))
    for before, after in pairs:
        gone.remove(before)
        came.remove(after)
    yield from pairs


class _Hush:
    """Closes rows about what is secret on either side, and all that repeat what such a row tells."""

    def __init__(self, pair: Pair) -> None:
        sides = [secrets_of(tables) for tables in pair]
        self._any = any(sides)
        if not self._any:
            return
        old, new = sides
        joined = Secrets(
            old.places | new.places,
            old.services | new.services,
            old.providers | new.providers,
            old.known | new.known,
            old.lost or new.lost,
        )
        self._was, self._is = (set[tuple[str, int]]().union(*spoken_of(tables, joined)) for tables in pair)
        self._told = telling_cells(pair.before) | telling_cells(pair.after) | _left(pair, joined)
        # A place that was renamed when it became secret: which one it was must not be told by what went.
        self._places = sides[0].places != sides[1].places
        self._joined = joined

    def __call__(self, found: Change) -> Change:
        if not self._any or not self._closed(found):
            return found
        # Alarms still ask whether the flag itself came or went, and nothing else.
        flag = tuple(cell for cell in found.cells if found.table == PLACES and cell.column == "confidential")
        return Change(
            table=found.table,
            file=found.file,
            row=found.row,
            before=None if found.before is None else {},
            after=None if found.after is None else {},
            cells=flag,
            secret=True,
        )

    def _closed(self, found: Change) -> bool:
        if (
            found.table == PLACES
            and self._places
            and (found.before is None or found.after is None or found.renamed)
        ):
            return True
        rows = [(self._is if found.after is not None else self._was, found.row)]
        if any((found.file, number) in closed for closed, number in rows):
            return True
        sides = [cells for cells in (found.before, found.after) if cells is not None]
        owners = self._joined.services | self._joined.places
        if found.table == ("services", "providers") and any(
            cells["id"].strip() in self._joined.providers for cells in sides
        ):
            return True
        if any(
            part.strip() in owners for cells in sides for cell in cells.values() for part in cell.split(";")
        ):
            return True
        return any(told in cell for cells in sides for cell in cells.values() for told in self._told)


def _left(pair: Pair, secrets: Secrets) -> frozenset[str]:
    """What places told that were public and went, or became secret: one of them may be secret by now."""
    old, new = pair.before.get(PLACES), pair.after.get(PLACES)
    if old is None:
        return frozenset()
    still = set(new.cells("id")) if new else set()
    names = [one for one in ("id", "name", "street", "lat", "lon", "note") if one in old.schema.names]
    found = set()
    for at, code in enumerate(old.cells("id")):
        if code in secrets.places or code not in still:
            found |= {old.cells(name)[at].strip() for name in names}
    return frozenset(one for one in found if len(one) >= 4)
