"""Which territory lies in which, and what adds up to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from macros.suppress import Group, Key


class Hierarchy:
    """Which territory lies in which: for comparing, and for what totals give away.

    `parents` gives the territories right above one: a municipality lies in its ORP and in its district.
    """

    def __init__(self, parents: Callable[[Key], Iterable[Key]]) -> None:
        self._parents = parents

    def above(self, key: Key) -> tuple[Key, ...]:
        """All territories in which one lies, each once, the nearest first."""
        found: dict[Key, None] = {}
        waiting = list(self._parents(key))
        while waiting:
            one = waiting.pop(0)
            if one not in found:
                found[one] = None
                waiting += self._parents(one)
        return tuple(found)

    def groups(self, keys: Iterable[Key], kind: Callable[[Key], str]) -> list[Group]:
        """What adds up to what among territories that have a number.

        Along states, regions, ORP and municipalities: each territory and the nearest ones below it, so that
        municipalities stand right under a region where no ORP between them has a number. Besides, areas
        (districts, NUTS 2) of one kind under a territory together with the municipalities that lie in none of
        them, and the parts of each area.
        """
        above = {key: self.above(key) for key in sorted(set(keys))}
        nearest: defaultdict[Key, list[Key]] = defaultdict(list)
        areas: defaultdict[tuple[Key, str], list[Key]] = defaultdict(list)
        for key, wholes in above.items():
            inside = [one for one in wholes if one in above]
            main = [one for one in inside if one[0] != "area"]
            if main and key[0] != "area":
                nearest[main[0]].append(key)
            for one in inside:
                if "area" in (key[0], one[0]):
                    areas[one, kind(key)].append(key)
        for (total, _), parts in areas.items():
            if parts[0][0] == "area":
                parts += _outside(total, parts, above)
        found = {Group(total, tuple(below)): None for total, below in nearest.items()}
        found |= {Group(total, tuple(below)): None for (total, _), below in areas.items()}
        return list(found)


def _outside(total: Key, areas: Sequence[Key], above: Mapping[Key, Sequence[Key]]) -> list[Key]:
    """Municipalities of a territory that lie in none of some areas: total less areas tells them."""
    return [
        key
        for key, wholes in above.items()
        if key[0] == "municipality" and total in wholes and not any(area in wholes for area in areas)
    ]
