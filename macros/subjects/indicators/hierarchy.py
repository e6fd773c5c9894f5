"""Which territory lies in which, and what adds up to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from macros.subjects.indicators.suppress import Group, Key


class Lands(NamedTuple):
    """Which territory lies right in which, as the tables say it; codes by code. Read alike from rows and objects."""

    towns: Mapping[str, tuple[str, str, str]]
    """Municipalities: ORP, district, district of the authorised municipal office."""
    orps: Mapping[str, str]
    """ORP: region."""
    regions: Mapping[str, str]
    """Regions: state. The NUTS 2 area of a region is the beginning of its code."""
    areas: Mapping[str, tuple[str, str, str]]
    """Areas of the package indicators: kind, level and code of what they lie in ("" = nothing that is known)."""

    def parents(self, key: Key) -> Iterator[Key]:
        """The territories right above one; of one that no table knows, none."""
        level, code = key
        if level == "municipality" and code in self.towns:
            orp, district, pou = self.towns[code]
            yield "orp", orp
            if district in self.areas:
                yield "area", district
            if pou in self.areas:
                yield "area", pou
        elif level == "orp" and code in self.orps:
            yield "region", self.orps[code]
        elif level == "region" and code in self.regions:
            if code[:4] in self.areas:
                yield "area", code[:4]
            yield "state", self.regions[code]
        elif level == "area" and code in self.areas and self.areas[code][1]:
            yield self.areas[code][1], self.areas[code][2]

    def kind(self, key: Key) -> str:
        """The level, finer for areas: union, nuts2, district, pou, locality, other."""
        return self.areas[key[1]][0] if key[0] == "area" and key[1] in self.areas else key[0]

    def hierarchy(self) -> Hierarchy:
        """What lies in what, near and far."""
        return Hierarchy(self.parents, [("municipality", code) for code in self.towns])


class Hierarchy:
    """Which territory lies in which: for comparing, and for what totals give away.

    `parents` gives the territories right above one: a municipality lies in its ORP and in its district.
    """

    def __init__(self, parents: Callable[[Key], Iterable[Key]], towns: Iterable[Key] = ()) -> None:
        """`towns`: all municipalities; where they are not given those that have a number."""
        self._parents, self._towns = parents, tuple(towns)

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
        municipalities stand right under a region where no ORP between them has a number. Besides, where one
        of them is an area (district, POÚ, NUTS 2): all of one kind in a territory. What else has a number
        fills the rest of each.
        """
        extents, above = self._known(keys)
        nearest: defaultdict[Key, list[Key]] = defaultdict(list)
        areas: defaultdict[tuple[Key, str], list[Key]] = defaultdict(list)
        for key, wholes in above.items():
            main = [one for one in wholes if one[0] != "area"]
            if main and key[0] != "area":
                nearest[main[0]].append(key)
            for one in wholes:
                if "area" in (key[0], one[0]):
                    areas[one, kind(key)].append(key)
        below = defaultdict[Key, list[Key]](list)
        for key, wholes in above.items():
            for one in wholes:
                below[one].append(key)
        tables = [*nearest.items(), *((total, parts) for (total, _), parts in areas.items())]
        found = {
            Group(total, (*parts, *_rest(parts, below[total], extents))): None for total, parts in tables
        }
        return list(found)

    def extents(self, keys: Iterable[Key]) -> dict[Key, frozenset[Key]]:
        """What each territory consists of: its municipalities, and itself and others where no table knows any."""
        extents, above = self._known(keys)
        found = {key: set(inside) for key, inside in extents.items()}
        for key, inside in extents.items():
            for one in () if inside else (key, *above[key]):
                found[one].add(key)
        return {key: frozenset(inside) for key, inside in found.items()}

    def _known(self, keys: Iterable[Key]) -> tuple[dict[Key, frozenset[Key]], dict[Key, list[Key]]]:
        """The municipalities of each territory, and those of the keys in which it lies, the nearest first.

        It lies in another as the tables say, or because that holds all its municipalities: a district holds
        whole ORP, and no table says so.
        """
        found = dict.fromkeys(sorted(set(keys)), frozenset[Key]())
        numbered = [key for key in found if key[0] == "municipality"]
        extents = self._extents if self._towns else self._extents_of(numbered)
        found |= {key: inside for key, inside in extents.items() if key in found}
        above = {key: [one for one in self.above(key) if one in found] for key in found}
        large = [key for key, towns in found.items() if towns and key[0] != "municipality"]
        for key in large:
            mine = found[key]
            held = [
                one
                for one in large
                if one not in above[key]
                and (mine < found[one] or (mine == found[one] and _order(key) < _order(one)))
                and key not in above[one]
            ]
            above[key] += sorted(held, key=lambda place: (len(found[place]), place))
        return found, above

    @cached_property
    def _extents(self) -> dict[Key, frozenset[Key]]:
        """All municipalities of each territory, whether they have a number or not."""
        return self._extents_of(self._towns)

    def _extents_of(self, towns: Iterable[Key]) -> dict[Key, frozenset[Key]]:
        found: defaultdict[Key, set[Key]] = defaultdict(set)
        for town in towns:
            for one in (town, *self.above(town)):
                found[one].add(town)
        return {key: frozenset(towns) for key, towns in found.items()}


def _order(key: Key) -> tuple[int, Key]:
    """Which of two territories with the same municipalities lies in the other."""
    return ("orp", "area", "region", "state").index(key[0]), key


def _rest(parts: Sequence[Key], inside: Iterable[Key], extents: Mapping[Key, frozenset[Key]]) -> list[Key]:
    """What fills the rest of a territory beside some parts, the largest first: total less parts tells it."""
    covered = set[Key]().union(*(extents[one] for one in parts))
    found = []
    for key in sorted(inside, key=lambda place: (-len(extents[place]), place)):
        if extents[key] and covered.isdisjoint(extents[key]):
            covered |= extents[key]
            found.append(key)
    return found
