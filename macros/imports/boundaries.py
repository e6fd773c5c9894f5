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
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.imports import words
from macros.imports.road import Ground, Import, Option, Plan, Refused
from macros.model.site import Site
from macros.subjects.territory.model import Territories
from macros.subjects.territory.outlines import (
    LARGEST,
    Atlas,
    BoundaryError,
    Feature,
    Polygons,
    atlas_of,
    of_level,
    plain,
    read,
)
from macros.subjects.territory.polygons import Mender
from macros.words.czech import fold, plural, some

TOLERANCE = 0.003
"""Degrees by which a simplified outline may differ: about 200 m, as wide as a line of a map."""
MOST = 0.05
"""The largest tolerance: with more, municipalities become triangles."""
PLACES = 5
"""Decimal places of degrees that are kept: about a metre."""
SHOWN = 10
"""So many names stand in a line of the report."""


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
    path: str = ""
    """The file of the level in the portal."""
    raw: bytes = b""
    """Its bytes as they will be."""

    def lines(self) -> list[str]:
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
                lines.append(f"{what}: {len(found)} – {some(found, SHOWN)}.")
        lines += [
            f"{region}: chybí {len(names)} – {some(names, SHOWN)}. Zůstává schematická mapa."
            for region, names in self.missing.items()
        ]
        lines += [f"{region}: žádné hranice. Zůstává schematická mapa." for region in self.absent]
        lines += [f"{region}: hranice jsou úplné." for region in self.whole]
        lines.append(f"Zjednodušeno: {self.before} bodů → {self.after} bodů, {len(self.raw) // 1024} kB.")
        return lines


def taken(
    root: Path, site: Site, features: list[Feature], source: str, tolerance: float = TOLERANCE
) -> Report:
    """Recognise the territories of a file, simplify them, and make the file of their level; nothing is written.

    Raises `BoundaryError` with a Czech sentence where the file is of no use.
    """
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
    lines, sources = _before(path, report.level, atlas_of(site))
    report.kept = len(set(lines) - set(shapes))
    lines |= {code: _feature(code, report.matched[code], shape) for code, shape in shapes.items()}
    _coverage(site, report, lines)
    said = "; ".join(dict.fromkeys([*sources, plain(source, 200)]))
    report.path = path.relative_to(root).as_posix()
    report.raw = _sound(_geojson(lines, said), report.level, atlas_of(site)).encode()
    return report


# Reading ----------------------------------------------------------------------------------------------


def read_features(file: Path) -> list[Feature]:
    """Features of a GeoJSON or TopoJSON file."""
    with file.open("rb") as source:
        return read(source.read(LARGEST + 1))[0]


# Recognising ------------------------------------------------------------------------------------------


def _recognised(site: Site, features: list[Feature], report: Report) -> dict[str, Any]:
    """Shapes by code. The level and the property that recognise most features are used."""
    best = (0, 0)
    known: dict[str, str] = {}
    for level, codes in _known(site).items():
        for name in sorted({name for one in features for name in one.properties}):
            found = [one.properties.get(name) for one in features]
            hits = {code for one in found if (code := _code(one, codes))}
            # Where a name and a code say the same, the code is surer.
            score = len(hits), sum(1 for one in found if isinstance(one, str | int) and str(one)[:9] in hits)
            if score > best:
                best, known, report.level, report.by = score, codes, level, name
    if not known:
        return {}
    names, atlas, mender = _names(site, report.level), atlas_of(site), Mender()
    mine: dict[str, Feature] = {}
    shapes: dict[str, Any] = {}
    for one in features:
        value = one.properties.get(report.by)
        code = _code(value, known)
        if not code:
            report.unknown.append(plain(value if value is not None else one.properties))
        elif code in mine:
            report.repeated.append(names[code])
        else:
            atlas.judge(report.level, code, one)
            if (shape := mender.polygon(one)) is None:
                report.empty.append(names[code])
            else:
                shapes[code], report.matched[code], mine[code] = shape, names[code], one
    _agree(mine, names, known)
    report.by = plain(report.by)
    return shapes


def _agree(mine: Mapping[str, Feature], names: Mapping[str, str], known: Mapping[str, str]) -> None:
    """Where a property holds the names of most features, it may not give one the name of another territory."""
    own = Counter(
        name
        for code, one in mine.items()
        for name, value in one.properties.items()
        if _code(value, {fold(names[code]): code})
    )
    for column in (name for name, hits in own.items() if 2 * hits > len(mine)):
        for code, one in mine.items():
            value = one.properties.get(column)
            other = _code(value, known)
            if other and other != code and fold(names[other]) == fold(str(value)) != fold(names[code]):
                raise BoundaryError(
                    f"{one.label}: kód {code} je {names[code]}, ale „{plain(column, 30)}“ říká {names[other]}. "
                    "Zjistěte, co z toho platí, a opravte soubor."
                )


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
        return {code: one.row.name for code, one in site[Territories].orps.items()}
    return {code: one.row.name for code, one in site[Territories].municipalities.items()}


def _code(value: Any, known: Mapping[str, str]) -> str:
    """The code that a property means: itself (also as a number), or the name of one territory."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if (isinstance(value, str) and len(value) > 100) or (isinstance(value, int) and abs(value) > 10**9):
        return ""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    return known.get(text) or known.get(fold(text)) or ""


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
    for region in site[Territories].covered_regions():
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


def _sound(text: str, level: str, atlas: Atlas) -> str:
    """The text of a file that the next build will take; what simplifying broke is not written."""
    try:
        of_level(text.encode(), level, atlas)
    except BoundaryError as error:
        raise BoundaryError(f"Po zjednodušení to nesedí, zvolte menší --tolerance. {error}") from error
    return text


def _before(path: Path, level: str, atlas: Atlas) -> tuple[dict[str, str], list[str]]:
    """What an earlier import left: lines of territories by code, and whose boundaries they are."""
    try:
        found, source = of_level(path.read_bytes(), level, atlas)
    except (OSError, BoundaryError):
        return {}, []
    lines = {
        code: _line(code, plain(one.properties.get("name", "")), one.polygons) for code, one in found.items()
    }
    return lines, source.split("; ")


def _feature(code: str, name: str, shape: Any) -> str:
    parts = getattr(shape, "geoms", [shape])
    return _line(
        code, name, [[list(ring.coords) for ring in (one.exterior, *one.interiors)] for one in parts]
    )


def _line(code: str, name: str, polygons: Polygons) -> str:
    """A feature as one line of the file."""
    parts = [
        [[[round(x, PLACES), round(y, PLACES)] for x, y in ring] for ring in rings] for rings in polygons
    ]
    geometry = (
        {"type": "Polygon", "coordinates": parts[0]}
        if len(parts) == 1
        else {"type": "MultiPolygon", "coordinates": parts}
    )
    feature = {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def _geojson(lines: Mapping[str, str], source: str) -> str:
    """The file of a level; one territory a line, so that git shows what changed."""
    said = json.dumps(source, ensure_ascii=False)
    features = ",\n".join(line for _, line in sorted(lines.items()))
    return f'{{"type":"FeatureCollection","source":{said},"features":[\n{features}\n]}}\n'


# The road ---------------------------------------------------------------------------------------------


def _read(file: Path, ground: Ground) -> list[Feature]:
    with _refused(file):
        return read_features(file)


def _plan(features: list[Feature], file: Path, ground: Ground, *, source: str, tolerance: float) -> Plan:
    with _refused(file):
        if not 0 <= tolerance <= MOST:  # also what is no number
            raise BoundaryError(f"Volba --tolerance je počet stupňů od 0 do {MOST}, třeba {TOLERANCE}.")
        report = taken(ground.root, ground.site, features, source or f"soubor {file.name}", tolerance)
    return Plan(files={report.path: report.raw}, said=report.lines(), then=words.BOUNDARIES_THEN)


@contextmanager
def _refused(file: Path) -> Iterator[None]:
    try:
        yield
    except BoundaryError as error:
        raise Refused(f"{file.name}: {error}") from error


BOUNDARIES = Import(
    name="boundaries",
    help=words.BOUNDARIES[0],
    takes=words.BOUNDARIES[1],
    read=_read,
    change=_plan,
    options=(
        Option(name="source", help=words.SOURCE, default=""),
        Option(name="tolerance", help=words.TOLERANCE, default=TOLERANCE, shown=True),
    ),
)
