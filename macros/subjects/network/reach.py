"""How far people get by public transport, and never "nobody" where only nobody measured.

Rows tell of one journey: from a town to a town, on a kind of day, arriving by a time. A day and a time are a *slot*;
in each slot a town has one of five answers:

    goal        people of others go there; it is told as such, whatever leads from it
    within      a known connection of at most `WITHIN` minutes leads to a goal
    longer      all known connections to goals are longer
    none        somebody looked, and to no goal that was asked for there is any
    unknown     nobody looked
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from macros.model.site import Site, once
from macros.subjects.network.model import Network, Way
from macros.subjects.territory.model import Municipality

WITHIN = 60
"""Minutes."""
ANSWERS = ("goal", "within", "longer", "none", "unknown")
DAYS = ("workday", "saturday", "sunday")
"""As the schema has them, in their order."""


class Slot(NamedTuple):
    """A kind of day and the time by which one has to be there."""

    day_kind: str
    arrive_by: str


class Reach(NamedTuple):
    """The answer for a town in a slot; `best` is the shortest way, None where none is known."""

    town: Municipality
    answer: str
    best: Way | None
    ways: tuple[Way, ...]
    """All that were looked for, the shortest first and those that are not there last."""


def slot_of(way: Way) -> Slot:
    """The slot of a row."""
    return Slot(way.row.day_kind, way.row.arrive_by)


@once
def slots(site: Site) -> tuple[Slot, ...]:
    """All slots, the one of which most is known first."""
    counts = Counter(map(slot_of, site[Network].ways))
    return tuple(sorted(counts, key=lambda slot: (-counts[slot], DAYS.index(slot.day_kind), slot.arrive_by)))


def in_order(ways: Iterable[Way]) -> tuple[Way, ...]:
    """The shortest first, of equal ones that with the fewest changes; those that are not there last."""
    return tuple(
        sorted(
            ways,
            key=lambda way: (
                way.row.minutes is None,
                way.row.minutes or 0,
                way.row.changes or 0,
                way.goal.code,
            ),
        )
    )


@once
def _from(site: Site) -> Mapping[tuple[Slot, str], tuple[Way, ...]]:
    found: defaultdict[tuple[Slot, str], list[Way]] = defaultdict(list)
    for way in site[Network].ways:
        found[slot_of(way), way.start.code].append(way)
    return {key: in_order(ways) for key, ways in found.items()}


@once
def goals(site: Site, slot: Slot) -> frozenset[str]:
    """Codes of the towns to which a slot was measured."""
    return frozenset(way.goal.code for way in site[Network].ways if slot_of(way) == slot)


def reach(site: Site, slot: Slot, town: Municipality) -> Reach:
    """How people of a town get to the goals of a slot."""
    ways = _from(site).get((slot, town.code), ())
    best = ways[0] if ways and ways[0].row.minutes is not None else None
    if town.code in goals(site, slot):
        answer = "goal"
    elif best and best.row.minutes:
        answer = "within" if best.row.minutes <= WITHIN else "longer"
    else:
        answer = "none" if ways else "unknown"
    return Reach(town, answer, best, ways)


@once
def ways_from(site: Site, town: Municipality) -> tuple[Way, ...]:
    """To each goal the way of the slot of which most is known, the shortest first."""
    found: dict[str, Way] = {}
    for slot in slots(site):
        for way in _from(site).get((slot, town.code), ()):
            found.setdefault(way.goal.code, way)
    return in_order(found.values())


def way_between(site: Site, start: Municipality, goal: Municipality) -> Way | None:
    """The way between two towns in the slot of which most is known; None where nobody looked."""
    return next((way for way in ways_from(site, start) if way.goal is goal), None)
