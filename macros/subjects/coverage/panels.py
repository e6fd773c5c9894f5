"""Sections about near and far on the pages of territories: who helps, what is missing, free time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct

from macros.model.roles import FREE_TIME as FREE_TIME_ROLES
from macros.model.site import Site, once
from macros.page.panel import Panel
from macros.subjects.catalogue.model import Catalogue, Service, Situation
from macros.subjects.catalogue.serving import help_key, serving
from macros.subjects.coverage.lacking import free_time, lack_key
from macros.subjects.coverage.model import Coverage, Farther, Missing, Nearest
from macros.subjects.coverage.near import WITHIN, far_services, near_services
from macros.subjects.coverage.pages import Gaps, gaps_of, gaps_url
from macros.subjects.coverage.words import IN_ANY_ORP, IN_ORP
from macros.subjects.territory.model import Municipality, Orp, Region

T = TypeVar("T")

FIRST, UNFOLDED = 3, 2
"""So many places for free time stand unfolded, and so many situations in which nobody near helps."""


class Helps(Struct, frozen=True, kw_only=True):
    """Who helps in a municipality."""

    services: tuple[Service, ...]
    far: tuple[Service, ...]
    """Those of them that are from elsewhere in the region."""
    orp: Orp
    known: bool
    """Whether the page of the ORP lists anybody."""


def _helps(site: Site, town: Municipality) -> Helps:
    known = bool(serving(site, town.orp, inside=True))
    return Helps(services=serving(site, town), far=far_services(site, town), orp=town.orp, known=known)


class Listed(NamedTuple, Generic[T]):
    """Situations one by one, and whether the list is folded because it is long."""

    lines: tuple[T, ...]
    folded: bool


class Lacks(Struct, frozen=True, kw_only=True):
    """What a municipality lacks."""

    farther: Listed[Farther]
    """Situations in which only somebody from elsewhere in the region helps."""
    missing: Listed[Missing]
    """Situations in which nobody of the region does."""
    complete: bool
    """Whether somebody near is known in every situation."""
    silent: bool
    """Whether the portal describes no situation, so that nobody knows what is missing."""
    orp: Orp
    gaps_url: str
    """Where more is said about its ORP."""


def _lacks(site: Site, town: Municipality) -> Lacks:
    orp, lack = town.orp, site[Coverage].lacks[town.code]
    return Lacks(
        farther=Listed(lack.farther, len(lack.farther) > UNFOLDED),
        missing=Listed(lack.situations, len(lack.situations) > UNFOLDED),
        complete=bool(site[Catalogue].situations) and not (lack.farther or lack.situations),
        silent=not site[Catalogue].situations,
        orp=orp,
        gaps_url=gaps_url(site, orp),
    )


class FreeTime(Struct, frozen=True, kw_only=True):
    """Where children spend their free time near a municipality."""

    first: tuple[Service, ...]
    others: tuple[Service, ...]
    """Those that are folded."""
    nearest_place: Nearest | None
    """Where to go if nothing is near; None if nothing is within `within` km."""
    within: int
    holidays: tuple[Situation, ...]
    """Situations that tell more."""


@once
def _holidays(site: Site) -> tuple[Situation, ...]:
    return site[Catalogue].situations_with(FREE_TIME_ROLES)


def _free_time(site: Site, town: Municipality) -> FreeTime:
    near = free_time(near_services(site, town))
    return FreeTime(
        first=near[:FIRST],
        others=near[FIRST:],
        nearest_place=site[Coverage].lacks[town.code].free_time,
        within=WITHIN,
        holidays=_holidays(site),
    )


SHOWN = 6
"""So many places of free time in an ORP are shown before the reader asks for more."""


class FreeTimeInside(Struct, frozen=True, kw_only=True):
    """Where children spend their free time in an ORP."""

    first: tuple[Service, ...]
    others: tuple[Service, ...]
    """Those that wait in a fold."""


def _free_time_inside(site: Site, orp: Orp) -> FreeTimeInside | None:
    found = free_time(serving(site, orp, inside=True))
    return FreeTimeInside(first=found[:SHOWN], others=found[SHOWN:]) if found else None


class GapsInside(Struct, frozen=True, kw_only=True):
    """How many kinds of help are missing in an ORP, or in any ORP of a region."""

    gaps: Gaps
    place: str
    """Where something is missing, in words."""


def _gaps(site: Site, territory: Orp | Region) -> GapsInside:
    place = IN_ORP if territory.level == "orp" else IN_ANY_ORP
    return GapsInside(gaps=gaps_of(site, territory), place=place)


def _gaps_reads(site: Site, territory: Orp | Region) -> Iterable[bytes]:
    return (repr(gaps_of(site, territory)).encode(),)


HELPS = Panel(
    name="helps",
    view=_helps,
    reads=lambda site, town: (help_key(site, town), b"%d" % bool(serving(site, town.orp, inside=True))),
    shows=Helps,
)
LACKS = Panel(
    name="lacks",
    view=_lacks,
    reads=lambda site, town: (lack_key(site, town), site[Catalogue].situations_key),
    shows=Lacks,
)
FREE_TIME = Panel(
    name="free_time",
    view=_free_time,
    reads=lambda site, town: (help_key(site, town), lack_key(site, town)),
    shows=FreeTime,
)
FREE_TIME_INSIDE = Panel(
    name="free_time_inside",
    view=_free_time_inside,
    reads=lambda site, orp: (help_key(site, orp, inside=True),),
    shows=FreeTimeInside,
)
GAPS = Panel(name="gaps_inside", view=_gaps, reads=_gaps_reads, shows=GapsInside)
