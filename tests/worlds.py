"""Random countries with counts of people, for the tests of small counts: with gaps, zeros and slips."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from macros.subjects.indicators.hierarchy import Hierarchy
from macros.subjects.indicators.suppress import Group, Key


class World(NamedTuple):
    """Numbers by territory, what adds up to what, and inhabitants where they are known."""

    values: dict[Key, float | None]
    groups: list[Group]
    sizes: dict[Key, int]
    people: dict[Key, int]
    """The truth, of territories without a number, too."""
    inside: dict[Key, set[Key]]
    """The municipalities of each territory; of a municipality itself."""


def kind(key: Key) -> str:
    """The level; areas of two kinds are told by their codes."""
    return key[1][0] if key[0] == "area" else key[0]


def world(random: Random, *, slips: bool) -> World:
    """A state with regions, ORP and municipalities that lie in districts, too.

    With `slips` totals do not add up, numbers are missing, negative or left out, and some sizes are unknown.
    """
    above: dict[Key, list[Key]] = {}
    towns: dict[Key, int] = {}
    for at in range(random.randint(1, 7)):
        town = "municipality", str(at)
        orp = "orp", str(random.randint(0, 2))
        above.setdefault(orp, [("region", str(int(orp[1]) // 2))])
        above.setdefault(above[orp][0], [("state", "S")])
        above[town] = [orp]
        if random.random() < 0.5:
            # A district lies in one region, but not in one ORP.
            area = "area", random.choice("DP") + above[orp][0][1] + str(random.randint(0, 1))
            above.setdefault(area, list(above[orp]))
            above[town].append(area)
        towns[town] = random.choice((0, random.randint(0, 9), random.randint(0, 60)))
    return _counted(random, Hierarchy(lambda key: above.get(key, ()), towns), towns, slips=slips)


def _counted(random: Random, hierarchy: Hierarchy, towns: dict[Key, int], *, slips: bool) -> World:
    people: dict[Key, int] = dict(towns)
    inside: dict[Key, set[Key]] = {town: {town} for town in towns}
    for town, count in towns.items():
        for one in hierarchy.above(town):
            people[one] = people.get(one, 0) + count
            inside.setdefault(one, set()).add(town)
    values: dict[Key, float | None] = dict(people)
    for key in sorted(people):
        if random.random() < (0.1 * slips if key in towns else 0.25):
            del values[key]
        elif slips and random.random() < 0.2:
            values[key] = random.choice((None, 0, -random.randint(1, 9), random.randint(0, 99)))
    sizes = {key: random.randint(1, 5000) for key in sorted(towns) if random.random() < 0.8}
    return World(values, hierarchy.groups(values, kind), sizes, people, inside)


def others(world: World, gone: set[Key], reach: int) -> Iterator[dict[Key, int]]:
    """Every world that a reader of what is shown must hold possible: numbers by municipality.

    The reader knows the map, that nobody is a negative person, and all that is shown. Tried out for towns
    at most `reach` people away from the truth; knows nothing of groups and equations.
    """
    shown = {key: count for key, count in world.people.items() if key in world.values and key not in gone}
    towns = [key for key in world.people if key[0] == "municipality"]
    free = sorted(town for town in towns if town not in shown)
    rests = [
        (members, shown[key] - sum(shown[town] for town in world.inside[key] if town in shown))
        for key in shown
        if (members := sorted(town for town in world.inside[key] if town not in shown))
    ]
    last: dict[Key, list[tuple[list[Key], int]]] = {}
    for members, rest in rests:
        last.setdefault(members[-1], []).append((members[:-1], rest))

    def tried(at: int, found: dict[Key, int]) -> Iterator[dict[Key, int]]:
        if at == len(free):
            yield {town: found.get(town, world.people[town]) for town in towns}
            return
        town, truth = free[at], world.people[free[at]]
        forced = {rest - sum(found[key] for key in before) for before, rest in last.get(town, ())}
        near = sorted(range(max(0, truth - reach), truth + reach + 1), key=lambda count: abs(count - truth))
        for count in near if not forced else sorted(forced) if len(forced) == 1 else ():
            if count >= 0:
                yield from tried(at + 1, found | {town: count})

    return tried(0, {})


def as_seen(world: World, towns: dict[Key, int]) -> dict[Key, float | None]:
    """The numbers of another world where the same ones are known."""
    return {key: sum(towns[town] for town in world.inside[key]) for key in world.values}


class Row(NamedTuple):
    """What the rules read of an observation."""

    indicator: str
    level: str
    territory_code: str
    period: str
    value: float | None
    status: str = "final"


def years(random: Random, *, slips: bool) -> tuple[list[Row], Hierarchy, dict[Key, int]]:
    """Months, quarters and years of a region with ORP and municipalities: each level has some of them.

    With `slips` numbers are missing and totals do not add up.
    """
    above: dict[Key, list[Key]] = {}
    towns: list[Key] = []
    for at in range(random.randint(2, 5)):
        town = "municipality", str(at)
        orp = "orp", str(random.randint(0, 1))
        above[orp] = [("region", "R")]
        above[town] = [orp, ("area", f"D{random.randint(0, 1)}")] if random.random() < 0.3 else [orp]
        towns.append(town)
    hierarchy = Hierarchy(lambda key: above.get(key, ()), towns)
    people: dict[tuple[Key, str], int] = {}
    usual = random.choice((2, 9, 40))
    for town in towns:
        for month in range(1, 13):
            count = random.choice((0, random.randint(0, 9), usual, random.randint(0, 60)))
            for place in (town, *hierarchy.above(town)):
                for period in (f"2024-{month:02}", f"2024-Q{(month + 2) // 3}", "2024"):
                    people[place, period] = people.get((place, period), 0) + count
    said = {
        (level, length): random.random() < 0.5
        for level in ("municipality", "orp", "area", "region")
        for length in (4, 6, 7)
    }
    gaps = random.choice((0, 0.02, 0.2))
    rows = [
        Row(
            "lide",
            place[0],
            place[1],
            period,
            count if not slips or random.random() < 0.9 else random.randint(0, 99),
        )
        for (place, period), count in sorted(people.items())
        if said[place[0], 6 if "Q" in period else len(period)] and random.random() >= gaps
    ]
    return rows, hierarchy, {town: random.randint(1, 5000) for town in towns if random.random() < 0.8}
