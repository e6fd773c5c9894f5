"""Which services people can be sent to, and in which ORP one for a whole region is near."""

from __future__ import annotations

from collections.abc import Iterable

from macros.subjects.catalogue.model import Place, Service

OPEN = "active"
"""Status of services to which people can be sent: lists, maps, gaps and leaflets know no others."""
LIVING = frozenset({OPEN, "closed"})
"""Status of services that are there, though not always today: no step or situation is empty because of a repair."""


def homes_in_region(areas: Iterable[tuple[str, str]], homes: Iterable[tuple[str, str]]) -> set[str]:
    """Codes of the ORP in which a service for a whole region has a place: it is near there."""
    regions = {code for level, code in areas if level == "region"}
    return {orp for orp, region in homes if region in regions}


def home(place: Place) -> tuple[str, str]:
    """Codes of the ORP and of the region in which a place is."""
    orp = place.municipality.orp
    return orp.code, orp.region.code


def orps_of_region(service: Service) -> set[str]:
    """Codes of the ORP in which a service for a whole region has a place: it is near there."""
    return homes_in_region((area.territory.id for area in service.areas), map(home, service.places))
