"""The picture of who works with whom: names one below the other, and an arc between those who do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from macros.subjects.cooperation.model import Shared
from macros.subjects.cooperation.rows import CooperationActorRow

WIDTH, LINE, AXIS = 312, 28, 168
"""Of the drawing, of a name, and where names end: it fits a phone of 360 px without shrinking a letter."""
THICK = (1.5, 3.0, 4.5)
"""Of an arc by how often; more often is as the last."""
SECTORS = ("protection", "social", "education", "health", "police", "office", "community")
"""Names of one sector stand together."""


class Name(NamedTuple):
    """A name in the picture, and where its line is."""

    said: str
    y: float


class Arc(NamedTuple):
    """Two who work together: the path, and how thick it is."""

    path: str
    width: float


class Picture(NamedTuple):
    """The drawing: its size, where names end, names and arcs."""

    width: int
    height: int
    edge: int
    axis: int
    names: tuple[Name, ...]
    arcs: tuple[Arc, ...]


def pairs(shared: Sequence[Shared]) -> dict[tuple[str, str], list[Shared]]:
    """Cooperations by pairs of ids of those who take part in them, the smaller id first."""
    found: dict[tuple[str, str], list[Shared]] = {}
    for one in shared:
        for first, second in combinations(sorted({actor.id for actor in one.actors}), 2):
            found.setdefault((first, second), []).append(one)
    return found


def picture(actors: Sequence[CooperationActorRow], shared: Sequence[Shared]) -> Picture | None:
    """Draw all who work with somebody; None where nobody is known to."""
    found = pairs(shared)
    busy = {one for pair in found for one in pair}
    shown = sorted(
        (one for one in actors if one.id in busy), key=lambda row: (SECTORS.index(row.sector), row.position)
    )
    place = {one.id: LINE / 2 + at * LINE for at, one in enumerate(shown)}
    arcs = []
    for pair, where in sorted(found.items()):
        top, bottom = sorted(place[one] for one in pair)
        tall = (bottom - top) / 2
        # The farthest arc ends just before the edge of the picture.
        wide = 14 + (WIDTH - AXIS - 30) * (bottom - top) / (LINE * len(shown))
        arcs.append(
            Arc(
                f"M{AXIS} {top:g}A{wide:.1f} {tall:g} 0 0 1 {AXIS} {bottom:g}",
                THICK[min(len(where), len(THICK)) - 1],
            )
        )
    if not shown:
        return None
    names = tuple(Name(one.short, place[one.id]) for one in shown)
    return Picture(WIDTH, LINE * len(shown), AXIS - 10, AXIS, names, tuple(arcs))
