"""Works out once whom each kind reaches and what each covered municipality lacks."""

from __future__ import annotations

from macros.model.keys import digest
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.catalogue.homes import home
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.coverage.model import Coverage
from macros.subjects.coverage.near import lacks
from macros.subjects.coverage.reach import Atlas, Serving, helps_afar, offers, reach
from macros.subjects.territory.link import town_of
from macros.subjects.territory.model import Territories


def link_coverage(site: Site, read: Read) -> None:
    """Work out once whom each kind reaches and what each covered municipality lacks."""
    land = site[Territories]
    catalogue = site[Catalogue]
    coverage = site[Coverage]
    site.steps = tuple(one for one in site.steps if one.situation in catalogue.situations)
    coverage.atlas = Atlas(
        tuple(map(town_of, land.covered_municipalities())),
        {orp.code: orp.row.name for orp in land.covered_orps()},
        {region.code: region.name for region in land.covered_regions()},
    )
    offered = offers(map(serving_of, catalogue.services.values()))
    coverage.coverage_key = digest([repr(sorted(offered)).encode(), repr(site.steps).encode()])
    coverage.reaches = reach(
        coverage.atlas, offered, {code: kind.row.parent for code, kind in catalogue.kinds.items()}
    )
    coverage.lacks = lacks(site)


def serving_of(service: Service) -> Serving:
    """What matters of a service for whom it reaches; `coverage.rules.servings` says the same of rows."""
    kind = service.kind.row
    return Serving(
        kind.id,
        service.row.status,
        helps_afar((form.reach for form in service.forms), kind.family),
        tuple(area.territory.id for area in service.areas),
        tuple(map(home, service.places)),
        tuple(helps.situation.row.id for helps in service.situations) if service.row.narrow else None,
    )
