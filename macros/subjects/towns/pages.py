"""What the pages of municipalities, ORP and regions show: who serves them, by situation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.page.panel import Panel
from macros.subjects.activities.panels import DONE_HERE
from macros.subjects.catalogue import panels as catalogue
from macros.subjects.catalogue.facts import services_count
from macros.subjects.catalogue.model import Service
from macros.subjects.catalogue.serving import help_key, nationwide, serving
from macros.subjects.coverage import panels as coverage
from macros.subjects.coverage.near import far_services, near_services
from macros.subjects.evaluation.panels import EVALUATED
from macros.subjects.indicators.figures import counts_people, figures, figures_key
from macros.subjects.indicators.panels import FIGURES
from macros.subjects.network.reach_pages import WAYS
from macros.subjects.strategy.panels import STRATEGIES
from macros.subjects.territory import rows
from macros.subjects.territory.model import MUNICIPALITIES, Municipality, Orp, Region, Territories
from macros.subjects.towns import words
from macros.subjects.towns.notices import notice_url
from macros.words import czech


class MunicipalityPage(Struct, frozen=True, kw_only=True):
    """Head and foot of the page of a municipality."""

    row: rows.MunicipalityRow
    url: str
    label: str
    orp: Orp
    lead: str
    people: bool
    """Whether the foot says how many people live here: no figure does."""
    notice: str
    """Address of its sheet for the notice board; "" where the portal prints none."""


def municipality_reads(site: Site, town: Municipality) -> Iterable[bytes]:
    """Keys of everything that head and foot of a municipality's page show."""
    return town.key, help_key(site, town), figures_key(site, town), b"%d" % bool(nationwide(site))


def municipality_view(site: Site, town: Municipality) -> View:
    """The page of a municipality: who helps here is told by its panels."""
    row, orp = town.row, town.orp
    return View(
        title=f"{town.label}: kdo tu pomáhá",
        description=f"Kdo pomáhá lidem v obci {town.label} ({orp.region.row.name}): služby, úřady a kontakty podle situace.",
        crumbs=(
            Crumb("Obce", MUNICIPALITIES),
            Crumb(orp.region.row.name, orp.region.url),
            Crumb(orp.name, orp.url),
        ),
        data=MunicipalityPage(
            row=row,
            url=town.url,
            label=town.label,
            orp=orp,
            lead=lead(
                near_services(site, town),
                serving(site, town),
                far_services(site, town),
                afar=bool(nationwide(site)),
            ),
            people=row.population is not None and not counts_people(figures(site, town)),
            notice=notice_url(town) if site.settings.leaflets else "",
        ),
        origin=Origin(site.files[rows.MunicipalityRow], row.row_number),
        jsonld=_place(town),
        way_out=True,
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


def lead(
    near: Sequence[Service], services: Sequence[Service], others: Sequence[Service], *, afar: bool
) -> str:
    """How many services help people of a place: from near, from elsewhere in the region (`others`), for everybody."""
    far = len(others)
    if not services:
        return f"{words.NOBODY_HERE} {words.ONLY_AFAR}" if afar else words.NOBODY_HERE
    if not near:
        first = f"{words.NOBODY_HERE} Pro celý kraj {_helping(far, 'služba')}."
    else:
        first = f"V obci a okolí vám {_helping(len(near), 'služba')}"
        first += f", z celého kraje {_helping(far, 'další')}." if far else "."
    return f"{first} {words.AND_AFAR}" if afar else first


_FORMS = {
    "služba": ("služba", "služby", "služeb"),
    "další": ("další", "další", "dalších"),
}


def _helping(count: int, what: str) -> str:
    verb = "pomáhají" if 2 <= count <= 4 else "pomáhá"
    return f"{verb} {czech.plural(count, *_FORMS[what])}"


class TownsInside(Struct, frozen=True, kw_only=True):
    """The municipalities of an ORP."""

    municipalities: tuple[Municipality, ...]


TOWNS_INSIDE: Panel[Orp] = Panel(
    name="towns_inside",
    view=lambda site, orp: TownsInside(municipalities=orp.municipalities),
    reads=lambda site, orp: (orp.key,),
    shows=TownsInside,
)


class OrpPage(Struct, frozen=True, kw_only=True):
    """Head of the page of an ORP."""

    row: rows.OrpRow
    region: Region
    towns: int
    count: str


def orp_reads(site: Site, orp: Orp) -> Iterable[bytes]:
    """Keys of everything that the head of an ORP's page shows."""
    return orp.key, help_key(site, orp, inside=True)


def orp_view(site: Site, orp: Orp) -> View:
    """The page of an ORP: its municipalities and who helps in it are told by its panels."""
    return View(
        title=f"ORP {orp.row.name}: kdo tu pomáhá",
        description=f"Obce a služby ve správním obvodu {orp.row.name} ({orp.region.row.name}).",
        crumbs=(Crumb("Obce", MUNICIPALITIES), Crumb(orp.region.row.name, orp.region.url)),
        data=OrpPage(
            row=orp.row,
            region=orp.region,
            towns=len(orp.municipalities),
            count=services_count(len(serving(site, orp, inside=True))),
        ),
        origin=Origin(site.files[rows.OrpRow], orp.row.row_number),
        way_out=True,
    )


class RegionPage(Struct, frozen=True, kw_only=True):
    """Head of the page of a region."""

    row: rows.RegionRow
    orps: tuple[Orp, ...]
    towns: int
    count: str
    population: int | None
    """People of all municipalities; None if not all are known, or if a figure says it."""


def region_reads(site: Site, region: Region) -> Iterable[bytes]:
    """Keys of everything that the head of a region's page shows."""
    return region.key, help_key(site, region, inside=True), figures_key(site, region)


def region_view(site: Site, region: Region) -> View:
    """The page of a region: its ORP, then its panels."""
    towns = [one for orp in region.orps for one in orp.municipalities]
    known = [one.population for one in towns if one.population is not None]
    summed = known and len(known) == len(towns) and not counts_people(figures(site, region))
    return View(
        title=f"{region.row.name}: kdo tu pomáhá",
        description=f"Obce, služby a strategie {region.where}.",
        crumbs=(Crumb("Obce", MUNICIPALITIES),),
        data=RegionPage(
            row=region.row,
            orps=region.orps,
            towns=len(towns),
            count=services_count(len(serving(site, region, inside=True))),
            population=sum(known) if summed else None,
        ),
        origin=Origin(site.files[rows.RegionRow], region.row.row_number),
        way_out=True,
    )


class PlacesPage(Struct, frozen=True, kw_only=True):
    """Regions with their ORP and municipalities."""

    regions: tuple[Region, ...]


def places_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of all covered regions."""
    return [one.key for one in site[Territories].covered_regions()]


def places_view(site: Site, subject: Any) -> View:
    """All covered municipalities by region and ORP."""
    return View(
        title="Obce",
        description="Vyberte svou obec a podívejte se, kdo vám tam pomůže.",
        crumbs=(),
        data=PlacesPage(regions=site[Territories].covered_regions()),
        way_out=True,
    )


PLACES = Family(
    name="places",
    section="obce",
    source="seznam obcí",
    **single(MUNICIPALITIES),
    view=places_view,
    reads=places_reads,
    shows=PlacesPage,
    offline=True,
)
REGION = Family(
    name="region",
    section="obce",
    source="territory/regions",
    of=lambda site: site[Territories].covered_regions(),
    url=attrgetter("url"),
    view=region_view,
    reads=region_reads,
    shows=RegionPage,
    panels=(
        catalogue.HELPS_IN_REGION,
        catalogue.FOR_REGION,
        coverage.GAPS,
        catalogue.MAP,
        FIGURES,
        STRATEGIES,
        DONE_HERE,
        EVALUATED,
    ),
)
ORP = Family(
    name="orp",
    section="obce",
    source="territory/orp",
    of=lambda site: site[Territories].covered_orps(),
    url=attrgetter("url"),
    view=orp_view,
    reads=orp_reads,
    shows=OrpPage,
    panels=(
        catalogue.HELPS_IN_ORP,
        TOWNS_INSIDE,
        catalogue.OFFICES_INSIDE,
        coverage.FREE_TIME_INSIDE,
        coverage.GAPS,
        catalogue.MAP,
        catalogue.LEAFLETS,
        FIGURES,
        STRATEGIES,
        DONE_HERE,
        EVALUATED,
    ),
)
MUNICIPALITY = Family(
    name="municipality",
    section="obce",
    source="territory/municipalities",
    of=lambda site: site[Territories].covered_municipalities(),
    url=attrgetter("url"),
    view=municipality_view,
    reads=municipality_reads,
    shows=MunicipalityPage,
    panels=(
        catalogue.OFFICES,
        coverage.HELPS,
        coverage.LACKS,
        coverage.FREE_TIME,
        WAYS,
        catalogue.MAP,
        FIGURES,
        STRATEGIES,
        DONE_HERE,
        EVALUATED,
    ),
)
PAGES = (PLACES, REGION, ORP, MUNICIPALITY)
