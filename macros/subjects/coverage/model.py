"""What is missing where: linked objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.subjects.catalogue.model import Service, Situation
from macros.subjects.coverage.reach import Atlas, Reach
from macros.subjects.territory.model import Municipality


class Nearest(NamedTuple):
    """Who helps nearest where nobody local does: a service, its town and kilometres as the crow flies."""

    service: Service
    town: Municipality
    km: int


class Missing(NamedTuple):
    """A situation in which nobody local helps, and who is nearest (None within reach)."""

    situation: Situation
    nearest: Nearest | None


class Farther(NamedTuple):
    """A situation in which only somebody from elsewhere in the region helps, and the nearest who does.

    `town` is None where the service has no place that is known, `km` where a centre is not known.
    """

    situation: Situation
    service: Service
    town: Municipality | None
    km: int | None


@dataclass(slots=True, eq=False, repr=False)
class Lack:
    """What a municipality lacks near: in its own territory and in that of its ORP. Nationwide lines do not count.

    `situations` have nobody in the whole region, `farther` somebody elsewhere in it; `free_time` is the nearest
    place for children where none is near.
    """

    situations: tuple[Missing, ...]
    farther: tuple[Farther, ...]
    free_time: Nearest | None


@dataclass(slots=True, eq=False, repr=False)
class Coverage:
    """Whom help reaches and what is missing."""

    atlas: Atlas = field(default_factory=lambda: Atlas((), {}, {}))
    """Covered municipalities for questions about territory."""
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    """Covered municipalities that each kind serves, by id of the kind."""
    coverage_key: bytes = b""
    """Digest of the steps and of who serves which territory."""
    lacks: Mapping[str, Lack] = field(default_factory=dict)
    """What each covered municipality lacks, by its code."""
