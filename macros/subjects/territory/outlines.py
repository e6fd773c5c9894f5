"""Outlines of territories from a GeoJSON or TopoJSON file, believed only as far as they can be proved.

Plain Python, no geometry library: `check` and every build look at imported boundaries here, `imports.boundaries`
at files of others. Whatever stands in a file, the answer is features or one `BoundaryError` in Czech that names
the feature; limits keep the work in seconds.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.subjects.territory.model import Territories

if TYPE_CHECKING:
    from macros.model.site import Site

LARGEST = 200_000_000
"""Bytes of a file."""
FEATURES = 20_000
"""Features of a file; the country has 6,258 municipalities."""
NAMES = 200
"""Different properties of all features."""
POINTS = 2_000_000
"""Points of all outlines, those of shared arcs counted each time they are used."""
SLACK = 1.0
"""Degrees around the known centres of municipalities in which all outlines must lie."""
FAR = 10.0
"""Kilometres that the centre of a territory may lie outside of the box around its outline."""
AREA = {"municipality": (0.001, 1_000.0), "orp": (0.01, 3_000.0)}
"""Square kilometres that a territory of a level may have: the least and the largest are 0.4 and 496, 46 and 1,243."""
SPAN = {"municipality": 60.0, "orp": 120.0}
"""Kilometres between the farthest parts of a territory, from west to east or from south to north, at most."""
DEGREE = 111.2
"""Kilometres of a degree of latitude."""

Point = tuple[float, float]
Ring = list[Point]
Polygons = list[list[Ring]]
"""Each polygon is its outer ring and its holes; points are longitude and latitude in degrees."""


class BoundaryError(Exception):
    """A file of boundaries cannot be used; the text says why and what to do."""


class Feature(NamedTuple):
    """One feature of a file: what it is called for people, what it says of itself, its outlines."""

    label: str
    properties: dict[str, Any]
    polygons: Polygons


def read(raw: bytes) -> tuple[list[Feature], str]:
    """Features of a file, and whose boundaries it says they are. `BoundaryError` where it cannot be used."""
    if len(raw) > LARGEST:
        raise BoundaryError(
            f"Soubor má víc než {LARGEST // 1_000_000} MB. Nechte v něm jen svůj kraj, nebo hranice zjednodušte."
        )
    try:
        found = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BoundaryError("Soubor není text v UTF-8. Uložte ho jako GeoJSON v UTF-8.") from error
    except RecursionError as error:
        raise BoundaryError("Soubor není GeoJSON ani TopoJSON: je příliš zanořený.") from error
    except ValueError as error:
        line = (
            f", přestává jím být na řádku {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        )
        raise BoundaryError(
            f"Soubor není GeoJSON ani TopoJSON{line}. Uložte nebo stáhněte ho znovu."
        ) from error
    kind = found.get("type") if isinstance(found, dict) else None
    if kind == "FeatureCollection":
        features = list(_Reader().features(found.get("features")))
    elif kind == "Topology":
        features = list(_Topology(found).objects())
    else:
        raise BoundaryError("Soubor není FeatureCollection (GeoJSON) ani Topology (TopoJSON).")
    if len({name for one in features for name in one.properties}) > NAMES:
        raise BoundaryError(f"Prvky mají víc než {NAMES} různých vlastností. Nechte jim jen kód a název.")
    source = found.get("source")
    return features, plain(source, 300) if isinstance(source, str) else ""


def _no_number(name: str) -> None:
    raise BoundaryError(f"V souboru je {name} místo čísla. Opravte souřadnice, nebo prvek smažte.")


def plain(value: object, length: int = 60) -> str:
    """A value of a foreign file as text of one line for people: nothing that steers a terminal."""
    return "".join(char if char.isprintable() else " " for char in str(value)[: length + 1])[:length].strip()


def _label(number: int, properties: Mapping[str, Any]) -> str:
    """How a feature is called: its number, and its code or name where it has one."""
    told = [one for one in properties.values() if isinstance(one, str | int) and not isinstance(one, bool)]
    said = next((plain(one, 40) for one in told if re.search(r"[0-9]{4,6}", str(one)[:40])), "")
    named = next((plain(one, 40) for one in told if isinstance(one, str) and one.strip() != said), "")
    return f"Prvek {number}" + (f" ({', '.join(filter(None, (said, named)))})" if said or named else "")


class _Reader:
    """Reads features and counts their points."""

    def __init__(self) -> None:
        self._points = 0

    def features(self, found: Any) -> Iterator[Feature]:
        if not isinstance(found, list):
            raise BoundaryError("Soubor nemá seznam prvků (features). Uložte ho znovu jako GeoJSON.")
        _not_too_many(found)
        for number, one in enumerate(found, start=1):
            if not isinstance(one, dict):
                raise BoundaryError(f"Prvek {number} není objekt. Smažte ho, nebo soubor uložte znovu.")
            yield self.feature(number, one.get("properties"), one.get("geometry"))

    def feature(self, number: int, properties: Any, geometry: Any) -> Feature:
        if properties is not None and not isinstance(properties, dict):
            raise BoundaryError(f"Prvek {number} nemá vlastnosti jako objekt. Doplňte mu kód nebo název.")
        label = _label(number, properties or {})
        if geometry is not None and not isinstance(geometry, dict):
            raise BoundaryError(f"{label}: tvar (geometry) není objekt. Opravte ho, nebo prvek smažte.")
        return Feature(label, properties or {}, list(self.polygons(label, geometry or {}, 0)))

    def polygons(self, label: str, geometry: Mapping[str, Any], depth: int) -> Iterator[list[Ring]]:
        kind = geometry.get("type")
        if kind == "GeometryCollection":
            if depth > 3:
                raise BoundaryError(f"{label}: tvar je příliš zanořený. Uložte ho jako MultiPolygon.")
            for one in _list(label, geometry.get("geometries") or []):
                if not isinstance(one, dict):
                    raise BoundaryError(f"{label}: část tvaru není objekt. Opravte ji, nebo smažte.")
                yield from self.polygons(label, one, depth + 1)
        elif kind in ("Polygon", "MultiPolygon"):
            coordinates = _list(label, geometry.get("coordinates") or [])
            for one in [coordinates] if kind == "Polygon" and coordinates else coordinates:
                rings = [self.ring(label, ring) for ring in _list(label, one)]
                if rings:
                    yield rings

    def ring(self, label: str, found: Any) -> Ring:
        points = _list(label, found)
        self.count(len(points))
        ring = [_point(label, one) for one in points]
        if len(ring) < 4:
            raise BoundaryError(f"{label}: obrys má méně než čtyři body. Opravte ho, nebo prvek smažte.")
        if ring[0] != ring[-1]:
            ring.append(ring[0])
        return ring

    def count(self, points: int) -> None:
        self._points += points
        if self._points > POINTS:
            raise BoundaryError(
                f"Obrysy mají víc než {POINTS} bodů. Nechte v souboru jen svůj kraj, nebo hranice zjednodušte."
            )


def _list(label: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BoundaryError(f"{label}: souřadnice nejsou seznamy čísel. Opravte je, nebo prvek smažte.")
    return value


def _not_too_many(found: Sequence[Any]) -> None:
    if len(found) > FEATURES:
        raise BoundaryError(f"Soubor má víc než {FEATURES} prvků. Nechte v něm jen obce, nebo ORP.")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -1e12 < value < 1e12


def _point(label: str, found: Any) -> Point:
    if not (isinstance(found, list) and len(found) >= 2 and _is_number(found[0]) and _is_number(found[1])):
        raise BoundaryError(
            f"{label}: bod nemá dvě číselné souřadnice ({plain(found, 40)}). Opravte ho, nebo prvek smažte."
        )
    x, y = float(found[0]), float(found[1])
    if abs(x) > 180 or abs(y) > 90:
        raise BoundaryError(
            f"{label}: souřadnice nejsou ve stupních (WGS 84), asi jsou v S-JTSK. Převeďte soubor, například: "
            "ogr2ogr -t_srs EPSG:4326 hranice-wgs84.geojson hranice.geojson"
        )
    return x, y


class _Topology(_Reader):
    """A TopoJSON file: arcs are joined to rings, steps become coordinates."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        super().__init__()
        self._raw = raw
        transform = raw.get("transform")
        if transform is not None and not isinstance(transform, dict):
            raise BoundaryError("Převod souřadnic (transform) není objekt. Uložte soubor znovu.")
        self._steps = bool(transform)
        self._scale = _pair("scale", (transform or {}).get("scale", [1, 1]))
        self._shift = _pair("translate", (transform or {}).get("translate", [0, 0]))
        arcs = _list("Topologie", raw.get("arcs") or [])
        if sum(len(one) for one in arcs if isinstance(one, list)) > POINTS:
            self.count(POINTS + 1)
        self._arcs = [list(self._arc(number, one)) for number, one in enumerate(arcs)]

    def _arc(self, number: int, arc: Any) -> Iterator[list[float]]:
        x = y = 0.0
        for one in _list(f"Oblouk {number}", arc):
            if not (isinstance(one, list) and len(one) >= 2 and _is_number(one[0]) and _is_number(one[1])):
                raise BoundaryError(
                    f"Oblouk {number}: bod nemá dvě číselné souřadnice ({plain(one, 40)}). Uložte soubor znovu."
                )
            x, y = (x + one[0], y + one[1]) if self._steps else (one[0], one[1])
            yield [x * self._scale[0] + self._shift[0], y * self._scale[1] + self._shift[1]]

    def objects(self) -> Iterator[Feature]:
        objects = self._raw.get("objects")
        if not isinstance(objects, dict):
            raise BoundaryError("Soubor nemá objekty (objects). Uložte ho znovu jako TopoJSON.")
        found = []
        for one in objects.values():
            inner = one.get("geometries", [one]) if isinstance(one, dict) else None
            found += _list("Topologie", inner)
            _not_too_many(found)
        for number, one in enumerate(found, start=1):
            if not isinstance(one, dict):
                raise BoundaryError(f"Prvek {number} není objekt. Smažte ho, nebo soubor uložte znovu.")
            geometry = {"type": one.get("type"), "coordinates": one.get("arcs")}
            yield self.feature(number, one.get("properties"), geometry)

    def ring(self, label: str, found: Any) -> Ring:
        """One ring from its arcs; ~n is arc n backwards, and each arc starts where the last one ended."""
        ring: list[Any] = []
        for number in _list(label, found):
            if not isinstance(number, int) or isinstance(number, bool):
                raise BoundaryError(f"{label}: číslo oblouku není celé číslo. Uložte soubor znovu.")
            at = number if number >= 0 else ~number
            if at >= len(self._arcs):
                raise BoundaryError(f"{label}: oblouk {number} v souboru není. Uložte soubor znovu.")
            self.count(len(self._arcs[at]) + 1)
            arc = self._arcs[at] if number >= 0 else self._arcs[at][::-1]
            ring += arc[1:] if ring else arc
        # They were counted arc by arc.
        self._points -= len(ring)
        return super().ring(label, ring)


def _pair(name: str, found: Any) -> Point:
    if not (isinstance(found, list) and len(found) == 2 and all(map(_is_number, found))):
        raise BoundaryError(f"Převod souřadnic ({name}) nemá dvě čísla. Uložte soubor znovu jako TopoJSON.")
    return float(found[0]), float(found[1])


# Where they lie ---------------------------------------------------------------------------------------


class Atlas(NamedTuple):
    """What is known of territories before any boundary: centres (longitude, latitude) by level and code."""

    centres: Mapping[str, Mapping[str, Point]]

    @classmethod
    def of(cls, towns: Iterable[tuple[str, Any, Any]], seats: Iterable[tuple[str, str]]) -> Atlas:
        """From (code, latitude, longitude) of municipalities and (code, code of the seat) of ORP."""
        known = {code: (lon, lat) for code, lat, lon in towns if lat is not None and lon is not None}
        return cls(
            {"municipality": known, "orp": {code: known[seat] for code, seat in seats if seat in known}}
        )

    def judge(self, level: str, code: str, feature: Feature) -> None:
        """`BoundaryError` where a territory cannot lie there or be that large."""
        points = [point for rings in feature.polygons for ring in rings for point in ring]
        towns = self.centres["municipality"].values()
        if not points or not towns:
            return
        land = _grown(_box(towns), SLACK, SLACK)
        here = _box(points)
        if not _within(here, land):
            west, south, east, north = here
            if _within((south, west, north, east), land):
                raise BoundaryError(
                    f"{feature.label}: zeměpisná šířka a délka jsou přehozené. GeoJSON má nejdřív délku, potom šířku."
                )
            raise BoundaryError(
                f"{feature.label} leží mimo území portálu ({_said(here)}). Zkontrolujte souřadnice a soubor."
            )
        self._judge_place(level, code, feature, here)

    def _judge_place(self, level: str, code: str, feature: Feature, here: Box) -> None:
        centre = self.centres[level].get(code)
        shrink = math.cos(math.radians((here[1] + here[3]) / 2))
        if centre and not _within((*centre, *centre), _grown(here, FAR / DEGREE / shrink, FAR / DEGREE)):
            raise BoundaryError(
                f"{feature.label} neleží tam, kde území s kódem {code} ({_said(here)}). Zkontrolujte kódy a názvy."
            )
        size = sum(_area(rings[0]) for rings in feature.polygons) * DEGREE * DEGREE * shrink
        least, most = AREA[level]
        if not least <= size <= most:
            raise BoundaryError(
                f"{feature.label} má {size:.3g} km², území této úrovně má {least:g} až {most:g} km². "
                "Zkontrolujte obrys."
            )
        span = max((here[2] - here[0]) * shrink, here[3] - here[1]) * DEGREE
        if span > SPAN[level]:
            raise BoundaryError(
                f"{feature.label} má části od sebe {span:.0f} km, území této úrovně nejvýš {SPAN[level]:.0f} km. "
                "Zkontrolujte obrys."
            )


def atlas_of(site: Site) -> Atlas:
    """What a linked portal knows of its territories."""
    return Atlas.of(
        ((one.row.code_csu, one.row.lat, one.row.lon) for one in site[Territories].municipalities.values()),
        ((one.row.code_csu, one.row.seat_code_csu) for one in site[Territories].orps.values()),
    )


Box = tuple[float, float, float, float]
"""West, south, east, north."""


def _box(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _grown(box: Box, x: float, y: float) -> Box:
    return box[0] - x, box[1] - y, box[2] + x, box[3] + y


def _within(box: Box, other: Box) -> bool:
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def _said(box: Box) -> str:
    return f"délka {box[0]:.2f} až {box[2]:.2f}, šířka {box[1]:.2f} až {box[3]:.2f}"


def _area(ring: Ring) -> float:
    """Square degrees inside of a ring."""
    x0, y0 = ring[0]
    double = sum((a - x0) * (d - y0) - (c - x0) * (b - y0) for (a, b), (c, d) in pairwise(ring))
    return abs(double) / 2


def of_level(raw: bytes, level: str, atlas: Atlas) -> tuple[dict[str, Feature], str]:
    """Features by code of a file that an import wrote, and whose boundaries they are. `BoundaryError`."""
    features, source = read(raw)
    found: dict[str, Feature] = {}
    for one in features:
        code = one.properties.get("code")
        if not isinstance(code, str) or not code or not one.polygons:
            raise BoundaryError(f"{one.label} nemá kód (code) nebo tvar.")
        if code in found:
            raise BoundaryError(f"{one.label} je v souboru dvakrát.")
        atlas.judge(level, code, one)
        found[code] = one
    if not found:
        raise BoundaryError("V souboru není žádný prvek.")
    return found, source
