"""The map of services: folium makes the Leaflet set-up, the rest lies ready in the wheels of Leaflet.

One set-up serves all pages. It is a function that overrides/assets/js/map.js calls when a reader asks for
the map, and it never depends on services: folium (1.5 s of import) is asked only when the covered territory
changes. Services come as GeoJSON of their own, made here without folium.

folium's page cannot stand under our policy, so of its three parts only `script` is used, and written to a
file. Replaced are: `header` (four foreign hosts, inline styles) by the lists of local files below; `html` by
an element that map.js makes; popups and remote data (both need jQuery, popups carry inline styles) by
map.js; random ids by a counter; `...{}` in objects, which phones of 2017 do not know, by its content.
Without tiles nothing is asked from anywhere: the background (`map_ground`) are outlines of regions and ORP
and names, drawn by folium's GeoJson.

folium and branca run what they are given through Jinja, some of it twice: a name with braces would be code
there. So they get numbers and an empty background only; ours, with its names, takes its place in what they
made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from jinja2.utils import htmlsafe_json_dumps

from macros.files.installed import version
from macros.files.kept import cache_of
from macros.files.made import Made, compact
from macros.model.keys import digest
from macros.model.site import Site, once
from macros.subjects.catalogue.facts import whose
from macros.subjects.catalogue.map_ground import Ground
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.catalogue.picker import points
from macros.subjects.catalogue.words import FAMILIES
from macros.subjects.territory.model import Territories
from macros.subjects.territory.shapes import Shapes, folder_of

FOLDER = "assets/map/"
SETUP = FOLDER + "setup.js"
POINTS = "search/map.json"
WHEELS = {"leaflet": "xstatic-leaflet", "leaflet_markercluster": "xstatic-leaflet-markercluster"}
SCRIPTS = ("leaflet.js", "leaflet.markercluster.js")
STYLES = ("leaflet.css", "MarkerCluster.css")
COPIES = {
    "leaflet.js": "leaflet",
    "leaflet.css": "leaflet",
    **{
        f"images/{name}.png": "leaflet"
        for name in ("layers", "layers-2x", "marker-icon", "marker-icon-2x", "marker-shadow")
    },
    "leaflet.markercluster.js": "leaflet_markercluster",
    "MarkerCluster.css": "leaflet_markercluster",
}
"""Files of the wheels by the wheel's package; their names below `FOLDER` are those in the wheel."""
ZOOM = (6, 13)


def map_targets(site: Site) -> Iterator[Made]:
    """All files of the map; none where `maps` is off in mkdocs.yml."""
    if not site.settings.maps:
        return
    key, make = map_files(site)
    yield Made(SETUP, key, lambda: make()[SETUP])
    active = site[Catalogue].active
    yield Made(POINTS, digest(one.key for one in active), lambda: _points(active))
    for name, package in COPIES.items():
        of_wheel = f"{package} {version(WHEELS[package])}".encode()
        yield Made(FOLDER + name, of_wheel, lambda name=name, package=package: _copy(package, name))  # type: ignore[misc]


def map_files(site: Site) -> tuple[bytes, Callable[[], dict[str, bytes]]]:
    """Key of what folium makes, and a function that asks folium to make it: files by path."""
    versions = [f"{name} {version(name)}".encode() for name in ("folium", "branca")]
    regions = [one.key for one in site[Territories].covered_regions()]
    key = digest([*versions, *regions, _shapes(site).key])
    return key, cache(lambda: {SETUP: _setup(site)})


def _copy(package: str, name: str) -> bytes:
    """A file of a wheel, without the line that would make developers' tools ask for a map of its source."""
    spec = find_spec(f"xstatic.pkg.{package}")
    assert spec is not None and spec.origin is not None, f"{WHEELS[package]} is not installed"
    raw = (Path(spec.origin).parent / "data" / name).read_bytes()
    return re.sub(rb"\n//# sourceMappingURL=\S+\s*$", b"\n", raw)


# Points ----------------------------------------------------------------------------------------------


def _points(services: Sequence[Service]) -> bytes:
    """GeoJSON of all services that have a place. Those without a point of their own share one a municipality."""
    found: dict[tuple[float, float, bool, str], list[Service]] = {}
    for service in services:
        for point in points(service):
            name = "" if point.exact else point.municipality.row.name
            found.setdefault((point.lat, point.lon, point.exact, name), []).append(service)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]},
            "properties": ({} if exact else {"centre": name}) | {"services": [_card(one) for one in here]},
        }
        for (lat, lon, exact, name), here in sorted(found.items(), key=lambda item: item[0])
    ]
    return compact({"type": "FeatureCollection", "features": features})


def _card(service: Service) -> list[str]:
    phone = service.phone.value if service.phone else ""
    kind = service.kind.row
    shown = [service.row.id, service.row.name, kind.everyday_name, phone, kind.family]
    return [*shown, words] if (words := whose(service.phone)) else shown


# What folium makes -----------------------------------------------------------------------------------


_SETUP = """\
/* Made by folium {version}: the map, its background and its groups of points. */
Rozcestnik.mapSetup = {{
  scripts: {scripts},
  styles: {styles},
  make: function (L, tools) {{
{script}
    return {{ map: {map}, points: {points}, bounds: {bounds} }};
  }},
  families: {families},
  note: {note}
}};
"""


def _setup(site: Site) -> bytes:
    folium, elements = import_module("folium"), import_module("branca.element")
    ground = Ground(site, _shapes(site))
    import_module("folium.plugins")
    numbers, chance = count(1), elements.urandom
    # Names in the script come from chance; a counter makes them the same at every build.
    elements.urandom = lambda size: next(numbers).to_bytes(2, "big")  # type: ignore[attr-defined]
    try:
        around, cluster, bounds = _objects(ground.centres(), folium)
        page = around.get_root()
        page.render()
        script = page.script.render()
    finally:
        elements.urandom = chance  # type: ignore[attr-defined]
    return _SETUP.format(
        version=folium.__version__,
        scripts=json.dumps([address for _, address in [*around.default_js, *cluster.default_js]]),
        styles=json.dumps([address for _, address in [*around.default_css, *cluster.default_css]]),
        script=_grounded(plain(script), ground.features()),
        map=around.get_name(),
        points=cluster.get_name(),
        bounds=json.dumps(bounds),
        families=htmlsafe_json_dumps(FAMILIES, ensure_ascii=False),
        note=htmlsafe_json_dumps(ground.note(), ensure_ascii=False),
    ).encode()


@once
def _shapes(site: Site) -> Shapes:
    """Shapes of the drawn maps, kept where those are kept."""
    folder = folder_of(site)
    return Shapes(site, cache_of(folder.parent.parent.parent) if folder else None)


_NOTHING = {"type": "FeatureCollection", "features": []}


def _grounded(script: str, ground: dict[str, Any]) -> str:
    """The finished script of folium with our background in place of the empty one that folium was given."""
    before, empty, after = script.partition(str(htmlsafe_json_dumps(_NOTHING, sort_keys=True)))
    assert empty, "folium writes its data otherwise than it did"
    return f"{before}{htmlsafe_json_dumps(ground, sort_keys=True)}{after}"


def _objects(centres: list[list[float]], folium: Any) -> tuple[Any, Any, list[list[float]]]:
    """folium's map, its groups of points, and south-west and north-east of all. No text goes in."""
    lons, lats = zip(*(centres or [[15.4, 49.8]]), strict=True)
    bounds = [[min(lats), min(lons)], [max(lats), max(lons)]]
    middle = [round(sum(pair) / 2, 4) for pair in zip(*bounds, strict=True)]
    least, most = ZOOM
    around = folium.Map(
        middle,
        tiles=None,
        zoom_start=8,
        zoom_control=False,
        minZoom=least,
        maxZoom=most,
        attributionControl=False,
    )
    around._name, around._id = "rz", "map"
    around.default_js = [("leaflet", SCRIPTS[0])]
    around.default_css = [("leaflet_css", STYLES[0])]
    folium.GeoJson(
        dict(_NOTHING),
        marker=folium.CircleMarker(radius=2.5, class_name="rz-map__dot"),
        on_each_feature=folium.JsCode("tools.ground"),
    ).add_to(around)
    cluster = folium.plugins.MarkerCluster(
        icon_create_function="tools.group", options={"showCoverageOnHover": False, "maxClusterRadius": 64}
    )
    cluster.default_js = [("markerclusterjs", SCRIPTS[1])]
    cluster.default_css = [("markerclustercss", STYLES[1])]
    cluster.add_to(around)
    return around, cluster, bounds


def plain(script: str) -> str:
    """folium's script without spread objects, empty lines and deep indents."""
    script = re.sub(r"\.\.\.\{([^{}]*)\}", r"\1", script)
    lines = (re.sub(r"^\s+", "    ", line.rstrip()) for line in script.split("\n"))
    return "\n".join(line for line in lines if line.strip())
