"""Small counts of people over territories and periods at once: months of towns and the year of their region.

`suppress` looks at the places of one period. Where periods lie in each other (month, quarter, year), a total
of a longer period and of a larger territory may be the sum of numbers that stand in several tables. Here each
place in each period is a cell, and all sums of both kinds are one system: nothing that is hidden may follow
from it, and nothing hidden may be known to be small. Nobody says whether the periods of a count add up (people
who came) or not (people on a day); so they are taken for sums, whoever else is hidden by it.

A cell that no number is said of is unknown, but nothing to protect; it is worked out where it can be. One
that has no parts with a number either is taken for nobody: that hides rather more than less.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from macros.subjects.indicators.periods import lies_in
from macros.subjects.indicators.suppress import PRIME, ROUNDS, Counts, Group, Key, determined, narrow

Limits = dict[Key, tuple[float, float]]


def nest(periods: Iterable[str]) -> bool:
    """Whether one of the periods lies in another one."""
    return bool(_in_time(periods))


def _in_time(periods: Iterable[str]) -> dict[str, list[str]]:
    """The longer periods and the longest ones that lie in each."""
    found: dict[str, list[str]] = {}
    known = sorted(set(periods), key=lambda period: (len(period) != 4, "Q" not in period, period))
    for at, one in enumerate(known):
        around = [other for other in known[:at] if other != one and lies_in(one, other)]
        if around:
            found.setdefault(around[-1], []).append(one)
    return found


def sums(cells: Iterable[Key], places: Sequence[Group]) -> list[Group]:
    """All sums of cells (level, code, count, period), from the sums of places and categories of any period.

    Parts that nothing is said of are left out, and sums that have no other ones.
    """
    said = set(cells)
    periods, things = sorted({cell[3] for cell in said}), sorted({cell[:3] for cell in said})
    found = [
        Group((*group.total, period), tuple((*part, period) for part in group.parts))
        for group in places
        for period in periods
    ]
    found += [
        Group((*thing, total), tuple((*thing, part) for part in parts))
        for total, parts in _in_time(periods).items()
        for thing in things
    ]
    before = -1
    while before < len(said):
        before = len(said)
        said.update(group.total for group in found if not said.isdisjoint(group.parts))
    kept = (Group(one.total, tuple(part for part in one.parts if part in said)) for one in found)
    return [group for group in kept if group.parts]


def hidden_over_time(
    counts: Counts, groups: Sequence[Group], threshold: int, size: Mapping[Key, int], start: Iterable[Key]
) -> set[Key]:
    """Return the cells whose number must be hidden; `start` are those that are hidden already.

    `counts` has the cells that something is said of, `groups` are their `sums`. What is hidden in addition is
    chosen by `size` (inhabitants of a level and code), the smallest first, never by the number.
    """
    gone = {key for key in start if key in counts}
    if gone:
        _OverTime(counts, groups, threshold, size, gone).run()
    return gone


class _OverTime:
    """All sums of a count in a year; `gone` grows until they tell nothing."""

    def __init__(
        self,
        counts: Counts,
        groups: Sequence[Group],
        threshold: int,
        size: Mapping[Key, int],
        gone: set[Key],
    ) -> None:
        self.counts, self.groups, self.threshold, self.gone = counts, groups, threshold, gone
        self._size = size
        self._mine: defaultdict[Key, list[Group]] = defaultdict(list)
        for group in groups:
            for key in group.members:
                self._mine[key].append(group)

    def run(self) -> None:
        """Hide one number after another; each round hides one, so it ends."""
        while True:
            known = self._worked_out()
            near = self._near(known)
            unknown = {key for group in near for key in group.members if key not in known}
            told = determined(unknown, near) & self.gone or self._small(near, known)
            more = next((one for key in sorted(told) if (one := self._beside(key)) is not None), None)
            if more is None:
                return
            self.gone.add(more)

    def _worked_out(self) -> dict[Key, float]:
        """What is shown, and what follows from it one by one of cells that no number is said of."""
        known = {
            key: math.nan if value is None else value
            for key, value in self.counts.items()
            if key not in self.gone
        }
        waiting = deque(self.groups)
        while waiting:
            group = waiting.popleft()
            left = [key for key in group.members if key not in known]
            if len(left) == 1 and left[0] not in self.gone:
                known[left[0]] = _last(group, left[0], known)
                waiting += self._mine[left[0]]
        return known

    def _near(self, known: Mapping[Key, float]) -> list[Group]:
        """The sums that hang together with what is hidden, by what is not known."""
        seen, edge, found = set(self.gone), list(self.gone), dict[Group, None]()
        while edge:
            for group in self._mine[edge.pop()]:
                found[group] = None
                more = {key for key in group.members if key not in known} - seen
                seen |= more
                edge += more
        return [group for group in self.groups if group in found]

    def _small(self, groups: Sequence[Group], known: Mapping[Key, float]) -> set[Key]:
        """Hidden numbers known to be below the threshold, or exactly, as no number of people is negative."""
        if any(value < 0 for value in known.values()):
            return set()
        limits: Limits = {key: _limits(known.get(key)) for group in groups for key in group.members}
        groups = _that_fit(groups, limits)
        for _ in range(ROUNDS):
            before = dict(limits)
            for group in groups:
                narrow(group, limits)
            if limits == before:
                break
        mine = {key: limits[key] for key in self.gone if key in limits}
        return {key for key, (low, high) in mine.items() if high < self.threshold or high - low < 1}

    def _beside(self, key: Key) -> Key | None:
        """What is shown nearest to a hidden number; None where all around is hidden."""
        seen, edge = {key}, {key}
        while edge:
            edge = {one for near in edge for group in self._mine[near] for one in group.members} - seen
            if left := [one for one in edge if one in self.counts and one not in self.gone]:
                return min(left, key=lambda slot: (self._size.get(slot[:2], PRIME), slot))
            seen |= edge
        return None


def _last(group: Group, key: Key, known: Mapping[Key, float]) -> float:
    """The one number of a sum that was not known; nan where the sum is none, as less than nobody is left."""
    if key == group.total:
        return sum(known[part] for part in group.parts)
    left = known[group.total] - sum(known[part] for part in group.parts if part != key)
    return math.nan if left < 0 else left


def _limits(value: float | None) -> tuple[float, float]:
    return (0, math.inf) if value is None or math.isnan(value) else (value, value)


def _that_fit(groups: Sequence[Group], limits: Limits) -> list[Group]:
    """Sums that may be true: a year that is less than its months is a number of another kind, as all can see."""
    least = {key: low for key, (low, _) in limits.items()}
    for _ in range(ROUNDS):
        before = dict(least)
        for group in groups:
            if limits[group.total][1] == math.inf:
                least[group.total] = max(least[group.total], sum(least[part] for part in group.parts))
        if least == before:
            break
    return [group for group in groups if sum(least[part] for part in group.parts) <= limits[group.total][1]]
