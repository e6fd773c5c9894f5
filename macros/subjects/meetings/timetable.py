"""Speed dating of organisations: who wishes what, and the timetable that comes of it. Plain values, no Czech.

Organisations are known by their place in `Event.organisations`; rounds and islands count from 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Pair = tuple[int, int]
"""Two organisations, the one that stands first in the table first."""


def pair(who: int, whom: int) -> Pair:
    """Two organisations in the order of the table."""
    return (who, whom) if who < whom else (whom, who)


@dataclass(frozen=True)
class Organisation:
    """One row of the table of wishes."""

    name: str
    people: int
    wants: tuple[int, ...] = ()
    """Whom it wishes to meet, in its order."""
    met: tuple[int, ...] = ()
    """Whom it has met already, as it says itself."""
    away: frozenset[int] = frozenset()
    """Rounds in which nobody of it is there."""


@dataclass(frozen=True)
class Event:
    """What a timetable is made of."""

    organisations: tuple[Organisation, ...]
    rounds: int = 12
    islands: int = 0
    """0: as many as the wishes need."""
    minutes: int = 15
    start: dt.time = dt.time(9)
    day: dt.date | None = None

    @cached_property
    def met(self) -> frozenset[Pair]:
        """Who has met before; it is enough that one of them says so."""
        return frozenset(pair(a, b) for a, one in enumerate(self.organisations) for b in one.met)

    @cached_property
    def wishes(self) -> dict[Pair, int]:
        """Pairs that are to meet and how many of the two wish it, in the order of the table."""
        found: dict[Pair, int] = {}
        for who, one in enumerate(self.organisations):
            for whom in one.wants:
                both = pair(who, whom)
                if both not in self.met:
                    found[both] = found.get(both, 0) + 1
        return dict(sorted(found.items()))

    def begins(self, number: int) -> dt.datetime:
        """When a round begins; where no day is given, the date means nothing."""
        first = dt.datetime.combine(self.day or dt.date(2000, 1, 1), self.start)
        return first + dt.timedelta(minutes=self.minutes * (number - 1))

    def clock(self, number: int) -> str:
        """When a round begins and ends: 9:00–9:15."""
        begin, end = self.begins(number), self.begins(number + 1)
        return f"{begin.hour}:{begin:%M}–{end.hour}:{end:%M}"


class Meeting(NamedTuple):
    """Two organisations at one island in one round."""

    round: int
    island: int
    a: int
    b: int
    mutual: bool


class Kept(NamedTuple):
    """A former timetable: rounds before `from_round` are over and stay, the others are planned anew."""

    meetings: tuple[Meeting, ...]
    from_round: int

    def past(self) -> Iterator[Meeting]:
        """Meetings that took place."""
        return (one for one in self.meetings if one.round < self.from_round)

    def ahead(self) -> dict[Pair, tuple[int, int]]:
        """Round and island of each pair that was to meet later."""
        return {
            (one.a, one.b): (one.round, one.island) for one in self.meetings if one.round >= self.from_round
        }


class Stage(NamedTuple):
    """How far one aim got: what was found, and what nobody can get beyond as far as is known."""

    name: str
    found: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether nothing better exists, given the stages before."""
        return self.found == self.bound


class Need(NamedTuple):
    """How many islands serve all wishes that the rounds permit."""

    islands: int
    proved: bool
    """Else at least so many."""
    wishes: int
    """So many wishes can be met however many islands there are, at most."""


@dataclass(frozen=True)
class Timetable:
    """What came of it."""

    event: Event
    meetings: tuple[Meeting, ...]
    stages: tuple[Stage, ...]
    served: tuple[int, ...]
    """How many of its own wishes are met, by organisation."""
    need: Need
    kept: Kept | None = None

    def stage(self, name: str) -> Stage:
        """An aim by its name."""
        return next(one for one in self.stages if one.name == name)

    def of(self, who: int) -> list[Meeting]:
        """Meetings of one organisation in their order."""
        return [one for one in self.meetings if who in (one.a, one.b)]


class Unmet(NamedTuple):
    """A wish that is not met, and why: `code` is one of `REASONS`, `rounds` those that it speaks of."""

    who: int
    whom: int
    code: str
    rounds: tuple[int, ...] = ()


REASONS = ("met", "apart", "who-full", "whom-full", "no-common", "islands")
"""Met before; never there together; no round is left to who wishes, to the other; none to both; no island."""


def unmet(event: Event, islands: int, meetings: Iterable[Meeting], first: int = 1) -> list[Unmet]:
    """Wishes that a timetable does not meet, each with the reason. A wish that could still be met has none."""
    done = {(one.a, one.b) for one in meetings}
    busy: list[set[int]] = [set() for _ in event.organisations]
    taken = dict.fromkeys(range(1, event.rounds + 1), 0)
    for one in meetings:
        taken[one.round] += 1
        busy[one.a].add(one.round)
        busy[one.b].add(one.round)
    there = [set(range(first, event.rounds + 1)) - one.away for one in event.organisations]
    found = []
    for who, row in enumerate(event.organisations):
        for whom in row.wants:
            if pair(who, whom) in done:
                continue
            code, rounds = "met", set[int]()
            if pair(who, whom) not in event.met:
                code, rounds = _reason(who, whom, there, busy)
            if code == "islands" and any(taken[number] < islands for number in rounds):
                raise ValueError(f"{row.name} could still meet {event.organisations[whom].name}")
            found.append(Unmet(who, whom, code, tuple(sorted(rounds))))
    return found


def _reason(who: int, whom: int, there: list[set[int]], busy: list[set[int]]) -> tuple[str, set[int]]:
    if not (there[who] & there[whom]):
        return "apart", set()
    mine, others = there[who] - busy[who], there[whom] - busy[whom]
    if not mine:
        return "who-full", there[who]
    if not others:
        return "whom-full", there[whom]
    return ("islands", mine & others) if mine & others else ("no-common", set())
