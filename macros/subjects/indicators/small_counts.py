"""Which numbers must not be shown: small counts of people, and all that would tell them.

A count may be told by another number: by its share, by the same number under another period, by the rest
of the categories into which a whole is divided. Each is looked at here; `suppress` does the sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from macros.subjects.indicators.hierarchy import Hierarchy
from macros.subjects.indicators.over_time import hidden_over_time, nest, sums
from macros.subjects.indicators.periods import ends, lies_in
from macros.subjects.indicators.suppress import PER, SAID, Group, Key, Share, hidden, is_small, least_people

Slot = tuple[str, str, str, str]
"""Where a number stands: indicator, level, code, period."""
SMALL_COUNT = 5
"""The threshold where the package does not soundly say another one: closed by default."""
MOST = 1000
"""The largest threshold that makes sense."""
NO_SHARE = "-"
"""In `share_of`: no count can be worked out from this share."""


def sound_small_count(value: object) -> bool:
    """Whether a setting is a sound threshold: a whole number from 0 (nothing is hidden) to `MOST`."""
    return type(value) is int and 0 <= value <= MOST


def small_count(descriptor: Mapping[str, Any]) -> int:
    """The threshold of a package from its datapackage.json: `rozcestnik.small_count`, 0 = none.

    Where it is missing, misspelt or of another type the default holds.
    """
    mine = descriptor.get("rozcestnik")
    value = mine.get("small_count") if isinstance(mine, dict) else None
    return value if isinstance(value, int) and sound_small_count(value) else SMALL_COUNT


class Counted(NamedTuple):
    """What tells about people: indicators that count them, and shares of them."""

    people: frozenset[str]
    shares: Mapping[str, Share]
    """Shares of which the least base is known."""
    tells: Mapping[str, frozenset[str]] = {}
    """Counts that can be worked out from a share."""
    parts: Mapping[str, tuple[str, str]] = {}
    """The whole of a category, and by what the whole is divided."""


class Told(NamedTuple):
    """What an indicator says about people (columns of the table indicators)."""

    id: str
    unit: str
    people: bool
    base_least: float | None
    family: str = ""
    share_of: str = ""
    part_of: str = ""
    part_by: str = ""


def counted(indicators: Iterable[tuple[Any, ...]]) -> Counted:
    """What tells about people, from the members of `Told` of each indicator.

    A share that does not say of which count it is may be one of any count of its family.
    """
    rows = [Told(*one) for one in indicators]
    people = frozenset(row.id for row in rows if row.people)
    families: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.people and row.family:
            families[row.family].add(row.id)
    shares, tells = {}, {}
    for row in rows:
        if row.people or row.unit not in PER:
            continue
        if row.base_least is not None:
            shares[row.id] = Share(PER[row.unit], row.base_least)
        named = set((row.share_of or "").split(";")) & people
        if found := named or (families[row.family] if row.family and not row.share_of else set()):
            tells[row.id] = frozenset(found)
    parts = {row.id: (row.part_of, row.part_by or "") for row in rows if row.people and row.part_of in people}
    return Counted(people, shares, tells, parts)


def sizes(towns: Iterable[tuple[str, int | None]]) -> dict[Key, int]:
    """Known numbers of inhabitants by municipality, from their codes and numbers."""
    return {("municipality", code): people for code, people in towns if people is not None}


def small_share(row: Any, what: Counted, threshold: int, size: Mapping[Key, int]) -> bool:
    """Whether a share or what is left of the whole may stand for fewer people than the threshold.

    99 % tells the one percent that is left. Of unknown size nothing is known.
    """
    share, inhabitants = what.shares.get(row.indicator), size.get((row.level, row.territory_code))
    if share is None or inhabitants is None or row.value is None:
        return False
    sides = (row.value, float(share.per - Decimal(str(row.value))))
    return any(least_people(side, share, inhabitants) < threshold for side in sides)


def hidden_slots(
    observations: Iterable[Any],
    what: Counted,
    hierarchy: Hierarchy,
    threshold: int,
    kind: Callable[[Key], str],
    size: Mapping[Key, int],
) -> frozenset[Slot]:
    """Where a number must be hidden: small counts of people, shares that tell one, what the source left out."""
    book = _Book(what, hierarchy, threshold, kind, size)
    for row in observations:
        slot = row.indicator, row.level, row.territory_code, row.period
        left_out = row.status == "suppressed"
        book.put(slot, None if left_out else row.value)
        people = row.indicator in what.people
        if (
            left_out
            or (not people and small_share(row, what, threshold, size))
            or (people and is_small(row.value, threshold))
        ):
            book.gone.add(slot)
    return book.closed()


@dataclass(slots=True)
class _Book:
    """All numbers by series, and which are hidden; `closed` hides what would tell a hidden one."""

    what: Counted
    hierarchy: Hierarchy
    threshold: int
    kind: Callable[[Key], str]
    size: Mapping[Key, int]
    values: dict[Slot, float | None] = field(default_factory=dict)
    series: defaultdict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    gone: set[Slot] = field(default_factory=set)

    def put(self, slot: Slot, value: float | None) -> None:
        """Enter a number."""
        self.values[slot] = value
        self.series[slot[:3]].append(slot[3])

    def closed(self) -> frozenset[Slot]:
        """Return all that must be hidden."""
        tables = self._tables() if self.gone else []
        years = self._years() if self.gone else []
        count = -1
        while count < len(self.gone):
            count = len(self.gone)
            self._spread()
            for period, cells in tables:
                self._in_table(period, cells)
            for cells in years if count == len(self.gone) else ():
                self._over_time(cells)
        return frozenset(self.gone)

    def _spread(self) -> None:
        """Hide the same number under other periods, and shares of hidden counts."""
        waiting = list(self.gone)
        while waiting:
            for other in self._tellers(waiting.pop()):
                if other not in self.gone:
                    self.gone.add(other)
                    waiting.append(other)

    def _tellers(self, slot: Slot) -> Iterator[Slot]:
        """Other slots that tell a hidden number: a year tells its last month, a share its count."""
        indicator, level, code, period = slot
        mine = self.what.tells.get(indicator, frozenset((indicator,)))
        related = (name for name, told in self.what.tells.items() if not told.isdisjoint(mine))
        for name in (indicator, *related):
            for other in self.series.get((name, level, code), ()):
                if ends(other) == ends(period) or lies_in(period, other):
                    yield name, level, code, other

    def _root(self, indicator: str) -> str:
        seen = {indicator}
        while (above := self.what.parts.get(indicator, ("", ""))[0]) and above not in seen:
            indicator = above
            seen.add(above)
        return indicator

    def _tables(self) -> list[tuple[str, dict[Key, list[Slot]]]]:
        """The cells of each table (a count with its categories) of a period and the slots that say them.

        Readers may look at a period alone, or take what is said of other periods and by shares with it.
        """
        alone: defaultdict[tuple[str, str], dict[Key, list[Slot]]] = defaultdict(dict)
        for slot in self.values:
            if slot[0] in self.what.people:
                cell = slot[1], slot[2], slot[0]
                alone[self._root(slot[0]), slot[3]][cell] = [slot]
        by_end: defaultdict[tuple[str, tuple[int, int]], list[str]] = defaultdict(list)
        for root, period in alone:
            by_end[root, ends(period)].append(period)
        tables: dict[tuple[str, str], dict[Key, list[Slot]]] = {key: {} for key in alone}
        for slot in self.values:
            for count in (slot[0],) if slot[0] in self.what.people else self.what.tells.get(slot[0], ()):
                root, cell = self._root(count), (slot[1], slot[2], count)
                for period in by_end[root, ends(slot[3])]:
                    tables[root, period].setdefault(cell, []).append(slot)
        fewer = [(period, cells) for (root, period), cells in alone.items() if cells != tables[root, period]]
        return [*((period, cells) for (_, period), cells in tables.items()), *fewer]

    def _years(self) -> list[dict[Key, list[Slot]]]:
        """The cells of each count with its categories in a year in which periods lie in each other."""
        found: defaultdict[tuple[str, str], dict[Key, list[Slot]]] = defaultdict(dict)
        for slot in self.values:
            for count in (slot[0],) if slot[0] in self.what.people else self.what.tells.get(slot[0], ()):
                cell = slot[1], slot[2], count, slot[3]
                found[self._root(count), slot[3][:4]].setdefault(cell, []).append(slot)
        return [cells for cells in found.values() if nest(cell[3] for cell in cells)]

    def _over_time(self, cells: Mapping[Key, list[Slot]]) -> None:
        start = {cell for cell, slots in cells.items() if any(self._counts(one, cell) for one in slots)}
        if not start:
            return
        values = {cell: self._value(slots, cell[3]) for cell, slots in cells.items()}
        counts = {cell: value for cell, value in values.items() if value is not None or cell in start}
        groups = sums(cells, self._groups({cell[:3] for cell in cells}))
        for cell in hidden_over_time(counts, groups, self.threshold, self.size, start):
            self.gone.update(cells[cell])

    def _in_table(self, period: str, cells: Mapping[Key, list[Slot]]) -> None:
        start = [cell for cell, slots in cells.items() if any(self._counts(one, cell) for one in slots)]
        if not start:
            return
        counts = {
            cell: value
            for cell, slots in cells.items()
            if (value := self._value(slots, period)) is not None or cell in start
        }
        for cell in hidden(counts, self._groups(counts), self.threshold, self.size, start):
            self.gone.update(cells[cell])

    def _counts(self, slot: Slot, cell: Key) -> bool:
        return slot in self.gone and slot[0] == cell[2]

    def _value(self, slots: Iterable[Slot], period: str) -> float | None:
        """The number of a cell: of this period, else the same one of another; `SAID` if only a share says it."""
        own = sorted((one for one in slots if one[0] in self.what.people), key=lambda slot: slot[3] != period)
        if own:
            return self.values[own[0]]
        return SAID if any(one not in self.gone for one in slots) else None

    def _groups(self, counts: Iterable[Key]) -> list[Group]:
        """What adds up to what: places in places, and categories in each place."""
        places: defaultdict[str, list[Key]] = defaultdict(list)
        wholes: defaultdict[tuple[Key, str], list[Key]] = defaultdict(list)
        known = set(counts)
        for cell in sorted(known):
            places[cell[2]].append(cell[:2])
            whole, by = self.what.parts.get(cell[2], ("", ""))
            if (*cell[:2], whole) in known:
                wholes[(*cell[:2], whole), by].append(cell)
        found = [Group(total, tuple(parts)) for (total, _), parts in wholes.items()]
        for name, keys in places.items():
            for total, parts in self.hierarchy.groups(keys, self.kind):
                found.append(Group((*total, name), tuple((*part, name) for part in parts)))
        return found
