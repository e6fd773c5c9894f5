"""Small counts of people: which numbers must not leave the loader, so that none can be worked out from others.

A count below the threshold is hidden. A total then gives it away when all other parts are known, so more
is hidden until no group tells anything: in every group that has a total (a territory and its parts) either
nothing is hidden, or at least two things, and what is hidden adds up to the threshold or more. Then all
groups are taken together: no hidden number may follow from them, and none may be known to be small. What is
hidden in addition is chosen by the size of the territory, never by the number itself: a choice by the number
would tell something about it.

Parts are taken for the whole even where some have no number: that hides rather more than less. Where all
that hangs together is hidden, nothing is told and nothing more can be hidden: there it ends.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

Key = tuple[str, ...]
"""A territory: level and code; a third member says what is counted where several indicators add up."""
Counts = Mapping[Key, float | None]
"""Numbers by key; None where the source itself leaves the number out, `SAID` where only a share says it."""

SAID = math.nan
"""A number that readers can work out (its share is published), but that stands in no table."""
PRIME = (1 << 61) - 1
ROUNDS = 40
"""How often limits are narrowed at most; numbers that do not fit together would narrow them for ever."""


Mixed = tuple[frozenset[Key], tuple[str, ...]]
"""What parts have in common that could be mixed up: the shown totals in which they lie, and their axis."""


class Group(NamedTuple):
    """A total and the parts of which it consists."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def members(self) -> tuple[Key, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def is_small(value: float | None, threshold: int) -> bool:
    """Whether a number may not be shown: too few people, or left out by the source."""
    return value is None or abs(value) < threshold


PER = {"percent": 100, "per_mille": 1000, "per_1000": 1000}
"""Units of shares, and the whole that each is a part of."""


class Share(NamedTuple):
    """A share of people: of how many it is (100, 1000), and the least part of inhabitants that its base is."""

    per: int
    base: float


def least_people(value: float, share: Share, inhabitants: int) -> Decimal:
    """The least number of people that a share may stand for in a place with so many inhabitants.

    Anybody who knows the base works the number out of a share as the sources write it (0.613 % = 1 of 163).
    The base itself (people of an age) the portal need not know: it is never below this part of inhabitants.
    """
    return abs(Decimal(str(value))) * Decimal(str(share.base)) * inhabitants / share.per


def hidden(
    counts: Counts,
    groups: Sequence[Group],
    threshold: int,
    size: Mapping[Key, int] | None = None,
    start: Iterable[Key] = (),
) -> set[Key]:
    """Return the keys whose number must be hidden; `start` are those that something else hides already.

    `size` is a public number (inhabitants of a level and code) by which those that are hidden in addition
    are chosen, the smallest first; unknown sizes come last, in the order of codes.
    """
    gone = {key for key, value in counts.items() if is_small(value, threshold)}
    gone.update(key for key in start if key in counts)
    if gone:
        _Hiding(counts, groups, threshold, size or {}, gone).run()
    return gone


class _Hiding:
    """One table of numbers, in which `gone` grows until nothing tells a hidden number."""

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
        self._below: dict[Key, Group] = {}
        self._mine: dict[Key, list[Group]] = {}
        for group in groups:
            self._below.setdefault(group.total, group)
            for key in group.members:
                self._mine.setdefault(key, []).append(group)
        leaves = sorted(key for key in self._mine if key not in self._below)
        self._wholes = {key: self._above(key) for key in leaves}
        self._axis = {key: self._axis_of(key) for key in leaves}
        self._room = Counter(whole for wholes in self._wholes.values() for whole in wholes)

    def _above(self, key: Key) -> frozenset[Key]:
        """All totals in which a part lies, those of its totals, too."""
        seen, edge = set[Key](), {key}
        while edge:
            edge = {group.total for one in edge for group in self._mine[one] if one != group.total} - seen
            seen |= edge
        return frozenset(seen - {key})

    def _axis_of(self, key: Key) -> tuple[str, ...]:
        """By what a part is told from others: men from women, people of an age from others, or by place."""
        for group in self._mine[key]:
            if group.total[2:] != key[2:]:
                return (key[0], *(part[2] for part in group.parts))
        return (key[0], *key[2:])

    def run(self) -> None:
        """Hide one number after another; each round hides at least one, so it ends."""
        while True:
            while self._sweep():
                pass
            left = self._unmixed()
            if left is None:
                told = determined(self.gone, self.groups) or self._known_small()
                left = next((one for key in sorted(told) if (one := self._beside(key))), None)
            if left is None:
                return
            self.gone.add(left)

    def _sweep(self) -> bool:
        """Hide what single groups ask for; whether that was anything."""
        before = len(self.gone)
        for group in self.groups:
            while (more := self._asked(group)) is not None:
                self.gone.add(more)
        return len(self.gone) > before

    def _asked(self, group: Group) -> Key | None:
        """What else has to be hidden, as this group alone would tell a hidden number."""
        if self.gone.isdisjoint(group.parts):
            return self._smallest(group.parts) if group.total in self.gone and group.parts else None
        parts = self._leaves(group, set())
        unknown = [key for key in parts if key in self.gone]
        alone = bool(unknown) if group.total in self.gone else not unknown
        enough = alone or (group.total not in self.gone and len(unknown) > 1 and self._many(group, unknown))
        return None if enough else self._choose(group, parts)

    def _many(self, group: Group, unknown: Iterable[Key]) -> bool:
        """Whether hidden parts are enough people, in truth and as readers see it where sums do not fit."""
        left = self._read(group.total) - sum(self._read(key) for key in group.parts if key not in self.gone)
        return self._together(unknown) >= self.threshold and not abs(left) < self.threshold

    def _read(self, key: Key) -> float:
        value = self.counts.get(key)
        return 0 if value is None else value

    def _unmixed(self) -> Key | None:
        """What has to be hidden so that every hidden part has others with which it could be mixed up.

        Parts that lie in the same shown totals are told apart by nothing that is shown: people could be
        moved from one to another and no number would change. Together they must be enough. Several shown
        totals less others (a state less a region less a district) tell nothing then.
        """
        alike: dict[Mixed, list[Key]] = {}
        for key, wholes in self._wholes.items():
            shown = frozenset(one for one in wholes if one not in self.gone)
            if shown:
                alike.setdefault((shown, self._axis[key]), []).append(key)
        for (shown, _), keys in alike.items():
            unknown = [key for key in keys if key in self.gone]
            if unknown and (len(unknown) < 2 or self._together(unknown) < self.threshold):
                left = [key for key in keys if key not in self.gone]
                return self._smallest(left) if left else min(shown, key=lambda key: (self._room[key], key))
        return None

    def _together(self, keys: Iterable[Key]) -> float:
        return sum(abs(_number(self.counts[key])) for key in keys)

    def _leaves(self, group: Group, seen: set[Key]) -> list[Key]:
        """The parts of a group; one that is hidden is replaced by its own parts, which tell it."""
        seen.add(group.total)
        found: list[Key] = []
        for key in group.parts:
            inner = self._below.get(key)
            if key in self.gone and inner is not None and key not in seen:
                found += self._leaves(inner, seen)
            else:
                found.append(key)
        return found

    def _choose(self, group: Group, parts: Sequence[Key]) -> Key:
        left = [key for key in parts if key not in self.gone]
        return self._smallest(left or [key for key in group.members if key not in self.gone])

    def _smallest(self, keys: Iterable[Key]) -> Key:
        return min(keys, key=lambda key: (self._size.get(key[:2], PRIME), key))

    def _beside(self, key: Key) -> Key | None:
        """What is shown nearest to a hidden number and may tell it; None where all around is hidden."""
        seen, edge = {key}, {key}
        while edge:
            edge = {
                one for near in edge for group in self._mine.get(near, ()) for one in group.members
            } - seen
            if left := edge - self.gone:
                return self._smallest(left)
            seen |= edge
        return None

    def _known_small(self) -> set[Key]:
        """Hidden numbers of which readers know that they are small, or which: nobody is negative.

        Where a negative number is shown the table is one of changes, and nobody knows such a thing.
        """
        if any(_number(value) < 0 for key, value in self.counts.items() if key not in self.gone):
            return set()
        mine = [group for group in self.groups if not self.gone.isdisjoint(group.members)]
        limits = {key: self._limits(key) for group in mine for key in group.members}
        for _ in range(ROUNDS):
            before = dict(limits)
            for group in mine:
                narrow(group, limits)
            if limits == before:
                break
        known = {key: limit for key, limit in limits.items() if key in self.gone}
        return {key for key, (low, high) in known.items() if high < self.threshold or high - low < 1}

    def _limits(self, key: Key) -> tuple[float, float]:
        value = self.counts.get(key)
        if key in self.gone or value is None or math.isnan(value):
            return 0, math.inf
        return value, value


def _number(value: float | None) -> float:
    return 0 if value is None or math.isnan(value) else value


def narrow(group: Group, limits: dict[Key, tuple[float, float]]) -> None:
    """Narrow the limits of a total and its parts to what they say about each other."""
    low = sum(limits[key][0] for key in group.parts)
    tops = [limits[key][1] for key in group.parts]
    endless, finite = tops.count(math.inf), sum(top for top in tops if top != math.inf)
    least, most = limits[group.total]
    least, most = max(least, low), min(most, math.inf if endless else finite)
    limits[group.total] = least, most
    for key, top in zip(group.parts, tops, strict=True):
        mine = limits[key]
        alone = top == math.inf
        others = math.inf if endless > alone else finite - (0 if alone else top)
        limits[key] = max(mine[0], least - others), min(mine[1], most - (low - mine[0]))


def determined(gone: Iterable[Key], groups: Iterable[Group]) -> set[Key]:
    """Return the hidden numbers that shown ones give away: the unknowns that linear equations fix.

    Each group is an equation (total = sum of parts). They are solved modulo a large prime: whole numbers,
    exact, and always the same. What is shown stands for itself in the last member, each key by a power of
    its own: a number that follows from no shown one (a part that must be 0 since a whole has the same parts
    without it) is told by nobody and not counted.
    """
    unknown, shown = set(gone), dict[Key, int]()
    solved: dict[Key, dict[Key, int]] = {}
    for group in groups:
        row = _without(_equation(group, unknown, shown), solved)
        pivot = min((key for key in row if key), default=None)
        if pivot is None:
            continue
        inverse = pow(row[pivot], PRIME - 2, PRIME)
        row = {key: value * inverse % PRIME for key, value in row.items()}
        for other, old in list(solved.items()):
            if pivot in old:
                solved[other] = _minus(old, row, old[pivot])
        solved[pivot] = row
    return {pivot for pivot, row in solved.items() if len(row) == 2 and () in row}


def _equation(group: Group, unknown: set[Key], shown: dict[Key, int]) -> dict[Key, int]:
    """A group as numbers by unknown key; all that is shown together under the empty key."""
    row: dict[Key, int] = {}
    for key, sign in [(group.total, -1), *((part, 1) for part in group.parts)]:
        if key not in unknown:
            sign *= shown.setdefault(key, pow(37, len(shown) + 1, PRIME))
        name = key if key in unknown else ()
        row[name] = (row.get(name, 0) + sign) % PRIME
    return {key: value for key, value in row.items() if value}


def _without(row: dict[Key, int], solved: Mapping[Key, dict[Key, int]]) -> dict[Key, int]:
    for pivot in [key for key in row if key in solved]:
        if pivot in row:
            row = _minus(row, solved[pivot], row[pivot])
    return row


def _minus(row: dict[Key, int], other: Mapping[Key, int], times: int) -> dict[Key, int]:
    left = dict(row)
    for key, value in other.items():
        left[key] = (left.get(key, 0) - times * value) % PRIME
    return {key: value for key, value in left.items() if value}
