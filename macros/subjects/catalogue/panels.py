"""Sections about services on the pages of territories: offices, who helps inside, the map, leaflets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from macros.model.roles import IN_CHARGE
from macros.model.site import Site, once
from macros.page.panel import Panel
from macros.subjects.catalogue.model import Catalogue, Kind, Service, Situation
from macros.subjects.catalogue.serving import beyond, help_key, offices, serving
from macros.subjects.territory.model import Municipality, Orp, Region
from macros.subjects.territory.rows import OfficeRow
from macros.words import czech

FEW, LONG, MOST = 3, 200, 300
"""Services of a territory: so few need no list by name, so many are not printed, more than that not listed."""


class InCharge(NamedTuple):
    """What an office is called and who it is for a municipality; nobody where the catalogue does not know."""

    label: str
    services: tuple[Service, ...]


@once
def _charged(site: Site) -> tuple[Kind, ...]:
    """Kinds of offices that a municipality is told of by name."""
    return site[Catalogue].kinds_with(IN_CHARGE)


def in_charge(site: Site, services: Iterable[Service]) -> list[InCharge]:
    """Who is in charge among services of a place; a nationwide office where there is no nearer one."""
    local, found = offices(services), []
    for kind in _charged(site):
        mine = tuple(one for one in local if one.kind is kind)
        name = kind.row.everyday_name
        found.append(
            InCharge(czech.capital(name), mine or site[Catalogue].offices_for_all.get(kind.row.id, ()))
        )
    return found


class Offices(Struct, frozen=True, kw_only=True):
    """The offices of a municipality."""

    office: OfficeRow | None
    """Its own; None where nothing is known about it."""
    in_charge: list[InCharge]
    offices: tuple[Service, ...]
    """Those that are not in charge."""


def _offices(site: Site, town: Municipality) -> Offices:
    services = serving(site, town)
    charged = in_charge(site, services)
    shown = {service.row.id for office in charged for service in office.services}
    return Offices(
        office=town.office,
        in_charge=charged,
        offices=tuple(service for service in offices(services) if service.row.id not in shown),
    )


def _offices_reads(site: Site, town: Municipality) -> Iterable[bytes]:
    yield town.key
    yield help_key(site, town)
    for kind in _charged(site):
        for office in site[Catalogue].offices_for_all.get(kind.row.id, ()):
            yield office.key


class HelpsInOrp(Struct, frozen=True, kw_only=True):
    """Who helps in an ORP."""

    services: tuple[Service, ...]
    far: tuple[Service, ...]
    """Those of them that serve the whole region from elsewhere in it."""
    shown: tuple[Service, ...]
    """Those of them that are listed once more, by name."""
    long: bool
    """Whether the list is folded and not printed."""
    url: str
    """Address of the page."""


def _helps_in_orp(site: Site, orp: Orp) -> HelpsInOrp:
    services = serving(site, orp, inside=True)
    return HelpsInOrp(
        services=services,
        far=_from_elsewhere(site, orp),
        shown=services[:MOST],
        long=len(services) >= LONG,
        url=orp.url,
    )


def _from_elsewhere(site: Site, orp: Orp) -> tuple[Service, ...]:
    """Services for the whole region without a place in an ORP, nor one of them that serves a part of it."""
    near = [
        *site[Catalogue].at_home.get(orp.code, ()),
        *(one for place in (orp, *orp.below) for one in site[Catalogue].served.get(place.id, ())),
    ]
    return beyond(near, serving(site, orp))


def _inside_reads(site: Site, territory: Orp | Region) -> Iterable[bytes]:
    return territory.key, help_key(site, territory, inside=True)


class OfficesInside(Struct, frozen=True, kw_only=True):
    """The offices in a territory."""

    offices: tuple[Service, ...]


def _offices_inside(site: Site, orp: Orp) -> OfficesInside | None:
    found = offices(serving(site, orp, inside=True))
    return OfficesInside(offices=found) if found else None


class HelpsInRegion(Struct, frozen=True, kw_only=True):
    """Who helps in a region."""

    services: tuple[Service, ...]
    shown: tuple[Service, ...]
    """Those of them that are listed once more, by name; none where there are only a few."""
    long: bool
    """Whether the list is not printed."""
    url: str
    """Address of the page."""


def _helps_in_region(site: Site, region: Region) -> HelpsInRegion:
    services = serving(site, region, inside=True)
    return HelpsInRegion(
        services=services,
        shown=services[:MOST] if len(services) > FEW else (),
        long=len(services) >= LONG,
        url=region.url,
    )


class ForRegion(Struct, frozen=True, kw_only=True):
    """Services for a whole region."""

    regional: tuple[Service, ...]


def _for_region(site: Site, region: Region) -> ForRegion | None:
    found = serving(site, region)
    return ForRegion(regional=found) if found else None


class Around(Struct, frozen=True, kw_only=True):
    """A map of a place and its surroundings."""

    around: str
    """What it shows, as `bounds` gives it."""


def bounds(municipalities: Iterable[Municipality]) -> str:
    """What a map of municipalities shows: "lat,lon" of one, else "south,west,north,east"; "" if unknown."""
    known = [(one.row.lat, one.row.lon) for one in municipalities if one.row.lat and one.row.lon]
    if not known:
        return ""
    lats, lons = zip(*known, strict=True)
    ends = known[0] if len(known) == 1 else (min(lats), min(lons), max(lats), max(lons))
    return ",".join(f"{degrees:.4f}" for degrees in ends)


def _towns(territory: Municipality | Orp | Region) -> Iterable[Municipality]:
    if isinstance(territory, Municipality):
        return (territory,)
    return (one for orp in territory.orps for one in orp.municipalities)


def _around(site: Site, territory: Municipality | Orp | Region) -> Around | None:
    around = bounds(_towns(territory)) if site.settings.maps and site[Catalogue].works else ""
    return Around(around=around) if around else None


class Leaflets(Struct, frozen=True, kw_only=True):
    """Leaflets for an ORP, one a situation."""

    name: str
    """The town of the ORP."""
    slug: str
    situations: tuple[Situation, ...]


def _leaflets(site: Site, orp: Orp) -> Leaflets | None:
    if not site.settings.leaflets:
        return None
    situations = tuple(site[Catalogue].situations.values())
    if not situations:
        return None
    return Leaflets(name=orp.row.name, slug=orp.row.slug, situations=situations)


OFFICES = Panel(name="offices", view=_offices, reads=_offices_reads, shows=Offices)
OFFICES_INSIDE = Panel(name="offices_inside", view=_offices_inside, reads=_inside_reads, shows=OfficesInside)
HELPS_IN_ORP = Panel(name="helps_in_orp", view=_helps_in_orp, reads=_inside_reads, shows=HelpsInOrp)
HELPS_IN_REGION = Panel(
    name="helps_in_region", view=_helps_in_region, reads=_inside_reads, shows=HelpsInRegion
)
FOR_REGION = Panel(name="for_region", view=_for_region, reads=_inside_reads, shows=ForRegion)
MAP = Panel(
    name="map",
    view=_around,
    reads=lambda site, territory: (territory.key, b"%d" % site[Catalogue].works),
    shows=Around,
)
LEAFLETS = Panel(
    name="leaflets",
    view=_leaflets,
    reads=lambda site, orp: (orp.key, site[Catalogue].situations_key),
    shows=Leaflets,
)
