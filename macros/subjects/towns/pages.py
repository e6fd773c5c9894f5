"""What the pages of municipalities, ORP and regions show: who serves them, by situation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from macros.model.roles import FREE_TIME, IN_CHARGE
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.catalogue.serving import beyond, help_key, offices, serving
from macros.subjects.coverage.lacking import free_time, lack_key
from macros.subjects.coverage.model import Coverage
from macros.subjects.coverage.near import WITHIN, near_services
from macros.subjects.coverage.pages import gaps_of, gaps_url
from macros.subjects.evaluation.pages.evaluation import evaluated, evaluated_reads
from macros.subjects.indicators.figures import counts_people, figures, figures_key, missing
from macros.subjects.strategy.of_territory import strategies, strategies_inside
from macros.subjects.territory import rows
from macros.subjects.territory.model import Municipality, Orp, Region, Territories
from macros.words import czech


class InCharge(NamedTuple):
    """What an office is called and who it is for a municipality; nobody where the catalogue does not know."""

    label: str
    services: tuple[Service, ...]


def in_charge(site: Site, services: Iterable[Service]) -> list[InCharge]:
    """Who is in charge among services of a place; a nationwide office where there is no nearer one."""
    local, found = offices(services), []
    for kind in site[Catalogue].kinds_with(IN_CHARGE):
        mine = tuple(one for one in local if one.kind is kind)
        name = kind.row.everyday_name
        found.append(
            InCharge(
                name[:1].upper() + name[1:], mine or site[Catalogue].offices_for_all.get(kind.row.id, ())
            )
        )
    return found


def municipality_reads(site: Site, town: Municipality) -> Iterable[bytes]:
    """Keys of everything that a municipality's page shows."""
    return (
        town.key,
        help_key(site, town),
        lack_key(site, town),
        *(
            office.key
            for kind in site[Catalogue].kinds_with(IN_CHARGE)
            for office in site[Catalogue].offices_for_all.get(kind.row.id, ())
        ),
        _orp_name_key(town.orp),
        figures_key(site, town),
        *(strategy.key for strategy in strategies(site, town)),
        *evaluated_reads(site, town),
    )


def _orp_name_key(orp: Orp) -> bytes:
    return f"{orp.row.name}\x01{orp.row.slug}\x01{orp.region.row.name}\x01{orp.region.row.locative}".encode()


def municipality_view(site: Site, town: Municipality) -> View:
    """The page of a municipality: who helps here, offices in charge, free time, figures."""
    row, orp = town.row, town.orp
    services, near = serving(site, town), near_services(site, town)
    charged = in_charge(site, services)
    facts = figures(site, town)
    shown = {service.row.id for office in charged for service in office.services}
    return View(
        title=f"{town.label}: kdo tu pomáhá",
        description=f"Kdo pomáhá lidem v obci {town.label} ({orp.region.row.name}): služby, úřady a kontakty podle situace.",
        crumbs=(
            Crumb("Obce", "obce/"),
            Crumb(orp.region.row.name, orp.region.url),
            Crumb(orp.name, orp.url),
        ),
        data={
            "row": row,
            "url": town.url,
            "label": town.label,
            "orp": orp,
            "office": town.office,
            "around": bounds((town,)),
            "lead": lead(near, services),
            "services": services,
            "far": beyond(near, services),
            "in_charge": charged,
            "offices": tuple(service for service in offices(services) if service.row.id not in shown),
            "lack": site[Coverage].lacks[row.code_csu],
            "gaps_url": gaps_url(site, orp),
            "within": WITHIN,
            "free_time": free_time(near),
            "holidays": site[Catalogue].situations_with(FREE_TIME),
            "strategies": strategies(site, town),
            "figures": facts,
            "people": row.population is not None and not counts_people(facts),
            "missing": missing(site, town),
            "evaluation": evaluated(site, town),
        },
        origin=Origin(site.files[rows.MunicipalityRow], row.row_number),
        jsonld=_place(town),
    )


def _place(town: Municipality) -> dict[str, Any]:
    thing: dict[str, Any] = {
        "@type": "AdministrativeArea",
        "name": town.row.name,
        "identifier": town.row.code_csu,
    }
    if town.row.lat is not None:
        thing["geo"] = {"@type": "GeoCoordinates", "latitude": town.row.lat, "longitude": town.row.lon}
    return thing


def bounds(municipalities: Iterable[Municipality]) -> str:
    """What a map of municipalities shows: "lat,lon" of one, else "south,west,north,east"; "" if unknown."""
    known = [(one.row.lat, one.row.lon) for one in municipalities if one.row.lat and one.row.lon]
    if not known:
        return ""
    lats, lons = zip(*known, strict=True)
    ends = known[0] if len(known) == 1 else (min(lats), min(lons), max(lats), max(lons))
    return ",".join(f"{degrees:.4f}" for degrees in ends)


def lead(near: Sequence[Service], services: Sequence[Service]) -> str:
    """How many services help people of a place: from near, and from elsewhere in the region."""
    far = len(beyond(near, services))
    if not services:
        return "Místní službu tu neznáme. Pomohou linky a služby pro celé Česko."
    if not near:
        first = f"Místní službu tu neznáme. Pro celý kraj {_helping(far, 'služba')}."
    else:
        first = f"V obci a okolí vám {_helping(len(near), 'služba')}"
        first += f", z celého kraje {_helping(far, 'další')}." if far else "."
    return f"{first} K tomu linky a služby pro celé Česko."


_FORMS = {
    "služba": ("služba", "služby", "služeb"),
    "další": ("další", "další", "dalších"),
}


def _helping(count: int, what: str) -> str:
    verb = "pomáhají" if 2 <= count <= 4 else "pomáhá"
    return f"{verb} {czech.plural(count, *_FORMS[what])}"


def _count(services: Sequence[Service]) -> str:
    return czech.plural(len(services), "služba", "služby", "služeb")


def _inside_reads(site: Site, territory: Orp | Region) -> Iterable[bytes]:
    """Keys of what the pages of an ORP and of a region join beside services."""
    return (
        figures_key(site, territory),
        repr(gaps_of(site, territory)).encode(),
        *(strategy.key for strategy in strategies_inside(site, territory)),
        *evaluated_reads(site, territory),
    )


def orp_reads(site: Site, orp: Orp) -> Iterable[bytes]:
    """Keys of everything that an ORP's page shows."""
    return (
        orp.key,
        help_key(site, orp, inside=True),
        _orp_name_key(orp),
        *_inside_reads(site, orp),
    )


def orp_view(site: Site, orp: Orp) -> View:
    """The page of an ORP: its municipalities and who helps in it."""
    services = serving(site, orp, inside=True)
    return View(
        title=f"ORP {orp.row.name}: kdo tu pomáhá",
        description=f"Obce a služby ve správním obvodu {orp.row.name} ({orp.region.row.name}).",
        crumbs=(Crumb("Obce", "obce/"), Crumb(orp.region.row.name, orp.region.url)),
        data={
            "row": orp.row,
            "url": orp.url,
            "region": orp.region,
            "municipalities": orp.municipalities,
            "around": bounds(orp.municipalities),
            "services": services,
            "offices": offices(services),
            "free_time": free_time(services),
            "far": _from_elsewhere(site, orp),
            "count": _count(services),
            "gaps": gaps_of(site, orp),
            "evaluation": evaluated(site, orp),
            "strategies": strategies_inside(site, orp),
            "situations": site[Catalogue].situations.values(),
            "figures": figures(site, orp),
        },
        origin=Origin(site.files[rows.OrpRow], orp.row.row_number),
    )


def _from_elsewhere(site: Site, orp: Orp) -> tuple[Service, ...]:
    """Services for the whole region without a place in an ORP, nor one of them that serves a part of it."""
    near = [
        *site[Catalogue].at_home.get(orp.code, ()),
        *(one for place in (orp, *orp.below) for one in site[Catalogue].served.get(place.id, ())),
    ]
    return beyond(near, serving(site, orp))


def region_reads(site: Site, region: Region) -> Iterable[bytes]:
    """Keys of everything that a region's page shows."""
    return (
        region.key,
        help_key(site, region, inside=True),
        *_inside_reads(site, region),
    )


def region_view(site: Site, region: Region) -> View:
    """The page of a region: its ORP, services for the whole region, strategies."""
    services = serving(site, region)
    everyone = serving(site, region, inside=True)
    people = [one.row.population for orp in region.orps for one in orp.municipalities]
    known = [number for number in people if number is not None]
    facts = figures(site, region)
    summed = known and len(known) == len(people) and not counts_people(facts)
    return View(
        title=f"{region.row.name}: kdo tu pomáhá",
        description=f"Obce, služby a strategie {region.where}.",
        crumbs=(Crumb("Obce", "obce/"),),
        data={
            "row": region.row,
            "url": region.url,
            "region": region,
            "population": sum(known) if summed else None,
            "municipalities": sum(len(orp.municipalities) for orp in region.orps),
            "around": bounds([one for orp in region.orps for one in orp.municipalities]),
            "services": everyone,
            "regional": services,
            "count": _count(everyone),
            "gaps": gaps_of(site, region),
            "evaluation": evaluated(site, region),
            "strategies": strategies_inside(site, region),
            "figures": facts,
        },
        origin=Origin(site.files[rows.RegionRow], region.row.row_number),
    )


def places_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of all covered regions."""
    return [one.key for one in site[Territories].covered_regions()]


def places_view(site: Site, subject: Any) -> View:
    """All covered municipalities by region and ORP."""
    return View(
        title="Obce",
        description="Vyberte svou obec a podívejte se, kdo vám tam pomůže.",
        crumbs=(),
        data={"regions": site[Territories].covered_regions()},
    )


PLACES = Family(
    name="places",
    section="obce",
    source="seznam obcí",
    **single("obce/"),
    view=places_view,
    reads=places_reads,
)
REGION = Family(
    name="region",
    section="obce",
    source="territory/regions",
    of=lambda site: site[Territories].covered_regions(),
    url=attrgetter("url"),
    view=region_view,
    reads=region_reads,
)
ORP = Family(
    name="orp",
    section="obce",
    source="territory/orp",
    of=lambda site: site[Territories].covered_orps(),
    url=attrgetter("url"),
    view=orp_view,
    reads=orp_reads,
)
MUNICIPALITY = Family(
    name="municipality",
    section="obce",
    source="territory/municipalities",
    of=lambda site: site[Territories].covered_municipalities(),
    url=attrgetter("url"),
    view=municipality_view,
    reads=municipality_reads,
)
PAGES = (PLACES, REGION, ORP, MUNICIPALITY)
