"""Sections about near and far on the pages of territories: who helps, what is missing, free time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.model.roles import FREE_TIME as FREE_TIME_ROLES
from macros.model.site import Site, once
from macros.page.panel import Panel
from macros.subjects.catalogue.model import Catalogue, Service, Situation
from macros.subjects.catalogue.serving import help_key, serving
from macros.subjects.coverage.lacking import free_time, lack_key
from macros.subjects.coverage.model import Coverage, Lack, Nearest
from macros.subjects.coverage.near import WITHIN, far_services, near_services
from macros.subjects.coverage.pages import Gaps, gaps_of, gaps_url
from macros.subjects.territory.model import Municipality, Orp, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Helps:
    """Who helps in a municipality."""

    services: tuple[Service, ...]
    far: tuple[Service, ...]
    """Those of them that are from elsewhere in the region."""
    orp: Orp


def _helps(site: Site, town: Municipality) -> Helps:
    return Helps(services=serving(site, town), far=far_services(site, town), orp=town.orp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacks:
    """What a municipality lacks."""

    lack: Lack
    orp: Orp
    gaps_url: str
    """Where more is said about its ORP."""


def _lacks(site: Site, town: Municipality) -> Lacks:
    orp = town.orp
    return Lacks(lack=site[Coverage].lacks[town.code], orp=orp, gaps_url=gaps_url(site, orp))


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """Where children spend their free time near a municipality."""

    free_time: tuple[Service, ...]
    nearest_place: Nearest | None
    """Where to go if nothing is near; None if nothing is within `within` km."""
    within: int
    holidays: tuple[Situation, ...]
    """Situations that tell more."""


@once
def _holidays(site: Site) -> tuple[Situation, ...]:
    return site[Catalogue].situations_with(FREE_TIME_ROLES)


def _free_time(site: Site, town: Municipality) -> FreeTime:
    return FreeTime(
        free_time=free_time(near_services(site, town)),
        nearest_place=site[Coverage].lacks[town.code].free_time,
        within=WITHIN,
        holidays=_holidays(site),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTimeInside:
    """Where children spend their free time in an ORP."""

    free_time: tuple[Service, ...]


def _free_time_inside(site: Site, orp: Orp) -> FreeTimeInside | None:
    found = free_time(serving(site, orp, inside=True))
    return FreeTimeInside(free_time=found) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsInside:
    """How many kinds of help are missing in an ORP, or in any ORP of a region."""

    gaps: Gaps
    in_orp: bool


def _gaps(site: Site, territory: Orp | Region) -> GapsInside:
    return GapsInside(gaps=gaps_of(site, territory), in_orp=territory.level == "orp")


def _gaps_reads(site: Site, territory: Orp | Region) -> Iterable[bytes]:
    return (repr(gaps_of(site, territory)).encode(),)


HELPS = Panel(
    name="helps",
    view=_helps,
    reads=lambda site, town: (help_key(site, town),),
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
