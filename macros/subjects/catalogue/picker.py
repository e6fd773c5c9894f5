"""What the place picker of the browser knows: covered municipalities, and whom each service serves and where.

    search/places.json    {"states":  ["CZ"],
                           "regions": [["CZ041", "Karlovarský kraj", "karlovarsky-kraj", state], …],
                           "orps":    [["4101", "Aš", "as", region, code of its seat, phone of its office], …],
                           "places":  [["Aš", "as", "554499", orp, "35201", 50.2239, 12.195], …]}
    search/services.json  {"id of a service": [form, "codes of the territories it serves", [lat, lon, …]], …}

`form` adds up 1 = comes to people, 2 = by phone, 4 = online. A state, region, ORP or municipality stands as
its plain code: no two levels share one. Both files are loaded when a reader first uses the picker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from macros.files.made import Made, compact
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.catalogue import words
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.territory.model import Municipality, Orp, Region, Territories
from macros.words import czech

PLACES = "search/places.json"
SERVICES = "search/services.json"
FORMS = {"to_people": 1, "phone": 2, "online": 4}
"""What `form` adds up, by `forms.reach`."""


class Point(NamedTuple):
    """Where people go to. `exact` is false for the centre of a municipality."""

    lat: float
    lon: float
    exact: bool
    municipality: Municipality


def place_files(site: Site) -> Iterator[Made]:
    """The two files of the place picker."""
    regions = site[Territories].covered_regions()
    yield Made(PLACES, digest(one.key for one in regions), lambda: compact(_places(regions)))
    everyone = site[Catalogue].active
    yield Made(SERVICES, digest(one.key for one in everyone), lambda: compact(_services(site)))


def _places(regions: tuple[Region, ...]) -> dict[str, Any]:
    orps = [orp for region in regions for orp in region.orps]
    states = sorted({region.state.row.code_iso for region in regions})
    places = [(one, at) for at, orp in enumerate(orps) for one in orp.municipalities]
    places.sort(key=lambda pair: (czech.sort_key(pair[0].row.name), pair[0].row.code_csu))
    return {
        "states": states,
        "regions": [
            [one.row.code_nuts3, one.row.name, one.row.slug, states.index(one.state.row.code_iso)]
            for one in regions
        ],
        "orps": [
            [
                one.row.code_csu,
                one.row.name,
                one.row.slug,
                regions.index(one.region),
                one.row.seat_code_csu,
                *_desk(one),
            ]
            for one in orps
        ],
        "places": [
            [
                one.row.name,
                one.row.slug,
                one.row.code_csu,
                at,
                one.row.postcode,
                _short(one.row.lat),
                _short(one.row.lon),
            ]
            for one, at in places
        ],
    }


def _desk(orp: Orp) -> tuple[str, str]:
    """The phone of the office that people of an ORP may ask, and whose it is."""
    desk = orp.desk
    return (desk.phone, words.DESKS[desk.level].format(desk.name)) if desk else ("", "")


def _short(degrees: float | None) -> float | None:
    """Three decimals are a hundred metres: enough for kilometres."""
    return None if degrees is None else round(degrees, 3)


def _services(site: Site) -> dict[str, Any]:
    return {
        one.row.id: [
            sum(FORMS.get(reach, 0) for reach in {form.reach for form in one.forms}),
            " ".join(dict.fromkeys(area.row.territory_code for area in one.areas)),
            [_short(degrees) for point in points(one) for degrees in (point.lat, point.lon)],
        ]
        for one in site[Catalogue].active
    }


def points(service: Service) -> list[Point]:
    """Where the places of a service are; a secret or unmeasured one is the centre of its municipality."""
    found: dict[tuple[float, float], Point] = {}
    for place in service.places:
        row, centre = place.row, place.municipality.row
        exact = not row.confidential and row.lat is not None and row.lon is not None
        exact = exact and row.coordinates_basis != "municipality"
        lat, lon = (row.lat, row.lon) if exact else (centre.lat, centre.lon)
        if lat is not None and lon is not None:
            found.setdefault((lat, lon), Point(lat, lon, exact, place.municipality))
    return list(found.values())
