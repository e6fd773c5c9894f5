"""Official boundaries from GeoJSON or TopoJSON, brought to what drawn maps need.

Territories are recognised by their codes, and where a file has no code we know, by names that only one
territory has. Outlines are simplified together, so that neighbours still share their border. The result
lies in data_packages/territory/boundaries/, one file a level, and replaces the schematic cells of a region
as soon as it holds all its territories.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.czech import fold, plural
from macros.model.site import Site

TOLERANCE = 0.003
"""Degrees by which a simplified outline may differ: about 200 m, as wide as a line of a map."""
PLACES = 5
"""Decimal places of degrees that are kept: about a metre."""


class BoundaryError(Exception):
    """A file of boundaries cannot be used; the text says why and what to do."""


@dataclass(slots=True)
class Report:
    """What an import found, for people."""

    level: str = ""
    by: str = ""
    """Name of the property by which territories were recognised."""
    matched: dict[str, str] = field(default_factory=dict)
    """Name by code of each territory that was found."""
    unknown: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    missing: dict[str, list[str]] = field(default_factory=dict)
    """Names of territories without a boundary by the name of their covered region."""
    absent: list[str] = field(default_factory=list)
    """Covered regions of which no boundary is known."""
    kept: int = 0
    """Territories whose boundaries came by an earlier import."""
    whole: list[str] = field(default_factory=list)
    """Covered regions that have all their boundaries."""
    before: int = 0
    after: int = 0
    """Points of the outlines before and after simplifying."""
    path: Path = Path()
    size: int = 0

    def text(self) -> str:
        """The report as Czech lines."""
        noun = {"municipality": ("obec", "obce", "obcí"), "orp": ("ORP", "ORP", "ORP")}[self.level]
        lines = [f"Poznáno: {plural(len(self.matched), *noun)} podle vlastnosti „{self.by}“."]
        if self.kept:
            lines.append(f"Dřívější hranice, které zůstaly: {self.kept}.")
        for what, found in (
            ("Neznámé (vynecháno)", self.unknown),
            ("Dvakrát (platí první)", self.repeated),
            ("Bez tvaru (vynecháno)", self.empty),
        ):
            if found:
                lines.append(f"{what}: {len(found)} – {_some(found)}.")
        lines += [
            f"{region}: chybí {len(names)} – {_some(names)}. Zůstává schematická mapa."
            for region, names in self.missing.items()
        ]
        lines += [f"{region}: žádné hranice. Zůstává schematická mapa." for region in self.absent]
        lines += [f"{region}: hranice jsou úplné." for region in self.whole]
        lines.append(f"Zjednodušeno: {self.before} bodů → {self.after} bodů, {self.size // 1024} kB.")
        lines.append(f"Uloženo: {self.path}")
        return "\n".join(lines)


def _some(names: list[str]) -> str:
    return ", ".join(names[:10]) + (" a další" if len(names) > 10 else "")


def import_boundaries(
    root: Path, site: Site, file: Path, source: str = "", tolerance: float = TOLERANCE
) -> Report:
    """Read a file, recognise its territories, simplify, and write the file of its level.

    Raises `BoundaryError` with a Czech sentence where the file is of no use.
    """
    features = read_features(file)
    report = Report()
    shapes = _recognised(site, features, report)
    if not shapes:
        raise BoundaryError(
            "V souboru jsme nepoznali žádnou obec ani ORP. Vlastnosti prvků musí obsahovat kód obce "
            "(šest číslic), kód ORP podle ČSÚ (čtyři číslice), nebo název."
        )
    report.before = sum(map(_points, shapes.values()))
    shapes = _simplified(shapes, tolerance)
    report.after = sum(map(_points, shapes.values()))
    path = site.packages["territory"].folder / "boundaries" / f"{report.level}.geojson"
    lines, sources = _before(path)
    report.kept = len(set(lines) - set(shapes))
    lines |= {code: _feature(code, report.matched[code], shape) for code, shape in shapes.items()}
    _coverage(site, report, lines)
    path.parent.mkdir(exist_ok=True)
    said = "; ".join(dict.fromkeys([*sources, source or f"soubor {file.name}"]))
    path.write_text(_geojson(lines, said), encoding="utf-8")
    report.path, report.size = path.relative_to(root), path.stat().st_size
    return report


# Reading ----------------------------------------------------------------------------------------------


def read_features(file: Path) -> list[tuple[dict[str, Any], Any]]:
    """Return properties and geometry (as GeoJSON) of every feature of a GeoJSON or TopoJSON file."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BoundaryError("Soubor není text v UTF-8. Uložte ho jako GeoJSON v UTF-8.") from error
    except ValueError as error:
        raise BoundaryError(f"Soubor není GeoJSON ani TopoJSON: {error}.") from error
    kind = raw.get("type") if isinstance(raw, dict) else None
    if kind == "FeatureCollection":
        found = [(one.get("properties") or {}, one.get("geometry")) for one in raw.get("features") or []]
    elif kind == "Topology":
        found = list(_topology(raw))
    else:
        raise BoundaryError("Soubor není FeatureCollection (GeoJSON) ani Topology (TopoJSON).")
    _degrees(found)
    return found


def _degrees(features: Iterable[tuple[dict[str, Any], Any]]) -> None:
    """Boundaries must be in degrees (WGS 84); metres of the Czech grid are recognised by their size."""
    for _, geometry in features:
        for x, y in _pairs((geometry or {}).get("coordinates") or []):
            if abs(x) > 180 or abs(y) > 90:
                raise BoundaryError(
                    "Souřadnice nejsou ve stupních (WGS 84), asi jsou v S-JTSK. Převeďte soubor, například: "
                    "ogr2ogr -t_srs EPSG:4326 hranice-wgs84.geojson hranice.geojson"
                )


def _pairs(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for one in coordinates:
        yield from _pairs(one)


def _topology(raw: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Features of a TopoJSON file: arcs are joined to rings, steps become coordinates."""
    transform = raw.get("transform") or {}
    scale, shift = transform.get("scale", (1, 1)), transform.get("translate", (0, 0))
    arcs = [list(_arc(arc, scale, shift, bool(transform))) for arc in raw.get("arcs") or []]
    for one in (raw.get("objects") or {}).values():
        for geometry in one.get("geometries", [one]):
            kind = geometry.get("type")
            if kind == "Polygon":
                rings = [_ring(ring, arcs) for ring in geometry["arcs"]]
                yield geometry.get("properties") or {}, {"type": kind, "coordinates": rings}
            elif kind == "MultiPolygon":
                parts = [[_ring(ring, arcs) for ring in part] for part in geometry["arcs"]]
                yield geometry.get("properties") or {}, {"type": kind, "coordinates": parts}


def _arc(arc: Any, scale: Any, shift: Any, steps: bool) -> Iterator[list[float]]:
    x = y = 0.0
    for one in arc:
        x, y = (x + one[0], y + one[1]) if steps else (one[0], one[1])
        yield [x * scale[0] + shift[0], y * scale[1] + shift[1]]


def _ring(numbers: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    """One ring from its arcs; ~n is arc n backwards, and each arc starts where the last one ended."""
    ring: list[list[float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


# Recognising ------------------------------------------------------------------------------------------


def _recognised(site: Site, features: list[tuple[dict[str, Any], Any]], report: Report) -> dict[str, Any]:
    """Shapes by code. The level and the property that recognise most features are used."""
    best = (0, 0)
    known: dict[str, str] = {}
    for level, codes in _known(site).items():
        for name in sorted({name for properties, _ in features for name in properties}):
            found = [properties.get(name) for properties, _ in features]
            hits = {code for one in found if (code := _code(one, codes))}
            # Where a name and a code say the same, the code is surer.
            score = len(hits), sum(1 for one in found if str(one) in hits)
            if score > best:
                best, known, report.level, report.by = score, codes, level, name
    if not known:
        return {}
    names = _names(site, report.level)
    shapes: dict[str, Any] = {}
    for properties, geometry in features:
        value = properties.get(report.by)
        code = _code(value, known)
        if not code:
            report.unknown.append(str(value if value is not None else properties)[:60])
        elif code in shapes:
            report.repeated.append(names[code])
        elif (shape := _shape(geometry)) is None:
            report.empty.append(names[code])
        else:
            shapes[code] = shape
            report.matched[code] = names[code]
    return shapes


def _known(site: Site) -> dict[str, dict[str, str]]:
    """By level: every code, and every name that only one territory has, with the code."""
    levels = {}
    for level in ("municipality", "orp"):
        names = _names(site, level)
        counts = Counter(map(fold, names.values()))
        unique = {fold(name): code for code, name in names.items() if counts[fold(name)] == 1}
        levels[level] = unique | {code: code for code in names}
    return levels


def _names(site: Site, level: str) -> dict[str, str]:
    if level == "orp":
        return {code: one.row.name for code, one in site.orps.items()}
    return {code: one.row.name for code, one in site.municipalities.items()}


def _code(value: Any, known: Mapping[str, str]) -> str:
    """The code that a property means: itself (also as a number), or the name of one territory."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    return known.get(text) or known.get(fold(text)) or ""


def _shape(geometry: Any) -> Any:
    """A valid polygon, None where a geometry has none."""
    import shapely
    import shapely.geometry

    try:
        shape = shapely.geometry.shape(geometry)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, shapely.errors.ShapelyError):
        return None
    if not shape.is_valid:
        shape = shapely.make_valid(shape)
    parts = [one for one in getattr(shape, "geoms", [shape]) if one.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts and any(not one.is_empty for one in parts) else None


# Simplifying and writing ------------------------------------------------------------------------------


def _simplified(shapes: dict[str, Any], tolerance: float) -> dict[str, Any]:
    """Simplify all outlines together, so that neighbours keep one common border."""
    import shapely

    codes = sorted(shapes)
    simple = shapely.coverage_simplify([shapes[code] for code in codes], tolerance)
    found = {}
    for code, shape in zip(codes, simple, strict=True):
        found[code] = shapes[code] if shape.is_empty else shape
    return found


def _points(shape: Any) -> int:
    return sum(
        len(ring.coords)
        for part in getattr(shape, "geoms", [shape])
        for ring in (part.exterior, *part.interiors)
    )


def _coverage(site: Site, report: Report, known: Iterable[str]) -> None:
    """Say of each covered region whether all its territories have a boundary."""
    for region in site.covered_regions():
        if report.level == "orp":
            wanted = {orp.row.code_csu: orp.row.name for orp in region.orps}
        else:
            wanted = {one.row.code_csu: one.row.name for orp in region.orps for one in orp.municipalities}
        lost = [name for code, name in wanted.items() if code not in known]
        if not lost:
            report.whole.append(region.row.name)
        elif len(lost) < len(wanted):
            report.missing[region.row.name] = lost
        else:
            report.absent.append(region.row.name)


def _before(path: Path) -> tuple[dict[str, str], list[str]]:
    """What an earlier import left: lines of territories by code, and whose boundaries they are."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        lines = {
            str(one["properties"]["code"]): json.dumps(one, ensure_ascii=False, separators=(",", ":"))
            for one in raw["features"]
        }
        return lines, str(raw["source"]).split("; ")
    except (OSError, ValueError, KeyError, TypeError):
        return {}, []


def _feature(code: str, name: str, shape: Any) -> str:
    feature = {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": _rounded(shape)}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def _geojson(lines: Mapping[str, str], source: str) -> str:
    """The file of a level; one territory a line, so that git shows what changed."""
    said = json.dumps(source, ensure_ascii=False)
    features = ",\n".join(line for _, line in sorted(lines.items()))
    return f'{{"type":"FeatureCollection","source":{said},"features":[\n{features}\n]}}\n'


def _rounded(shape: Any) -> dict[str, Any]:
    import shapely.geometry

    raw = shapely.geometry.mapping(shape)

    def less(one: Any) -> Any:
        if one and isinstance(one[0], float | int):
            return [round(one[0], PLACES), round(one[1], PLACES)]
        return [less(part) for part in one]

    return {"type": raw["type"], "coordinates": less(raw["coordinates"])}
