"""Shapes of municipalities and ORP for drawn maps: schematic cells, or boundaries that a portal imported.

The project ships no boundaries. A cell is the part of the land that is nearer to the centre of its
municipality than to any other centre (Voronoi), cut at the border of the state by a hull around the centres.
It says where a municipality lies and who its neighbours are; it is not its territory, and every map says so.

Shapely (a fifth of a second of import) is asked only when the centres or the boundaries change: what it made
is kept in .cache/rozcestnik. Nothing here knows what a map will show.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from macros.data.problems import BadData, problem
from macros.files import kept
from macros.model.site import Site
from macros.subjects.territory.model import Municipality, Region, Territories
from macros.subjects.territory.outlines import BoundaryError, atlas_of, of_level
from macros.subjects.territory.polygons import Mender

LEVELS = ("municipality", "orp")
WIDTH = 1000
MARGIN = 8
AROUND = 0.35
"""Degrees around a region in which neighbours shape its cells."""
HULL = 0.045
"""Degrees by which the hull lies outside of the outermost centres."""
VERSION = b"shapes 2"
"""Changes when the same centres would give other shapes."""


class Land(NamedTuple):
    """A drawn region: height of the drawing (its width is `WIDTH`), outlines by level (`LEVELS`, region) and code."""

    height: int
    paths: dict[str, dict[str, str]]
    middles: dict[str, list[int]]
    """Where the seat of each ORP lies in the drawing."""
    schematic: bool
    source: str
    """Whose boundaries these are; "" for cells."""
    frame: list[float]
    """West and north of the drawing in degrees, and how many units a degree of length and of width has."""


def folder_of(site: Site) -> Path | None:
    """Where imported boundaries lie; None for a portal without territory."""
    package = site.packages.get("territory")
    return package.folder / "boundaries" if package else None


def boundary_files(site: Site) -> list[Path]:
    """Files with imported boundaries, by level."""
    folder = folder_of(site)
    paths = [folder / f"{level}.geojson" for level in LEVELS] if folder else []
    return [path for path in paths if path.is_file()]


def unusable(path: Path, error: BoundaryError) -> BadData:
    """A file of boundaries that cannot be drawn, as the mistake of a build."""
    from macros.data.problems import BadData

    file = f"data_packages/{path.parent.parent.name}/{path.parent.name}/{path.name}"
    return BadData([problem(file, 0, "", "boundaries-file", reason=str(error))])


class Shapes:
    """Shapes of the covered regions. `key` says whether anything changed; `land` gives one region's shapes."""

    def __init__(self, site: Site, cache: Path | None = None) -> None:
        self.site, self._cache = site, cache
        self._lands: dict[str, Land] = {}

    @cached_property
    def key(self) -> bytes:
        """Digest of the centres around the covered regions and of the imported boundaries."""
        digest = blake2b(VERSION, digest_size=16)
        for one in self._near(self.site[Territories].covered_municipalities()):
            row = one.row
            digest.update(
                f"{row.code_csu},{row.lat},{row.lon},{row.orp_code_csu},{row.region_nuts3};".encode()
            )
        for region in self.site[Territories].covered_regions():
            digest.update(region.row.code_nuts3.encode())
        for orp in self.site[Territories].covered_orps():
            digest.update(orp.row.seat_code_csu.encode())
        for path in boundary_files(self.site):
            digest.update(path.read_bytes())
        return digest.digest()

    def land(self, region: Region) -> Land:
        """Shapes of one covered region, made or read back."""
        if not self._lands:
            self._lands = self._kept() or self._made()
        return self._lands[region.row.code_nuts3]

    def _file(self) -> Path | None:
        return self._cache / f"shapes-{self.key.hex()}.json" if self._cache else None

    def _kept(self) -> dict[str, Land]:
        path = self._file()
        raw = kept.load(path) if path else {}
        lands = raw["lands"] if raw.get("key") == self.key.hex() else {}
        return {code: Land(**land) for code, land in lands.items()}

    def _made(self) -> dict[str, Land]:
        found = {one.row.code_nuts3: self._region(one) for one in self.site[Territories].covered_regions()}
        if path := self._file():
            for old in path.parent.glob("shapes-*.json"):
                kept.discard(old)
            lands = {code: land._asdict() for code, land in found.items()}
            kept.save(path, {"key": self.key.hex(), "lands": lands})
        return found

    def _near(self, towns: Iterable[Municipality]) -> list[Municipality]:
        """Municipalities with a known centre in or around the given ones, in the order of codes."""
        known = [one.row for one in towns if one.row.lat is not None and one.row.lon is not None]
        if not known:
            return []
        lats, lons = [one.lat or 0.0 for one in known], [one.lon or 0.0 for one in known]
        south, north = min(lats) - AROUND, max(lats) + AROUND
        west, east = min(lons) - 1.5 * AROUND, max(lons) + 1.5 * AROUND
        found = [
            one
            for one in self.site[Territories].municipalities.values()
            if one.row.lat is not None
            and one.row.lon is not None
            and south <= one.row.lat <= north
            and west <= one.row.lon <= east
        ]
        return sorted(found, key=lambda town: town.row.code_csu)

    def _region(self, region: Region) -> Land:
        towns = [one for orp in region.orps for one in orp.municipalities]
        shapes, source = self._imported(region, towns)
        schematic = "municipality" not in shapes
        if schematic:
            shapes = self._cells(region, towns) | ({"orp": shapes["orp"]} if "orp" in shapes else {})
        if "orp" not in shapes:
            shapes["orp"] = _joined(
                shapes["municipality"], {one.row.code_csu: one.orp.row.code_csu for one in towns}
            )
        shapes["region"] = _joined(shapes["orp"], dict.fromkeys(shapes["orp"], region.row.code_nuts3))
        drawing = _Drawing([shape for found in shapes.values() for shape in found.values()])
        paths = {
            level: {code: path for code, shape in sorted(found.items()) if (path := drawing.path(shape))}
            for level, found in shapes.items()
        }
        middles = {}
        for orp in region.orps:
            seat = self.site[Territories].municipalities.get(orp.row.seat_code_csu)
            if seat is not None and seat.row.lat is not None and seat.row.lon is not None:
                middles[orp.row.code_csu] = list(drawing.point(seat.row.lon, seat.row.lat))
        return Land(drawing.height, paths, middles, schematic, source, drawing.frame)

    def _imported(
        self, region: Region, towns: Sequence[Municipality]
    ) -> tuple[dict[str, dict[str, Any]], str]:
        """Imported boundaries of a region by level, where they hold all its territories."""
        wanted = {
            "municipality": {one.row.code_csu for one in towns},
            "orp": {one.row.code_csu for one in region.orps},
        }
        found: dict[str, dict[str, Any]] = {}
        source = ""
        for path in boundary_files(self.site):
            level, mender = path.stem, Mender()
            try:
                features, said = of_level(path.read_bytes(), level, atlas_of(self.site))
                here = {
                    code: mender.polygon(features[code]) for code in sorted(wanted[level] & set(features))
                }
            except BoundaryError as error:
                raise unusable(path, error) from error
            if wanted[level] <= {code for code, shape in here.items() if shape is not None}:
                found[level], source = here, said
        return found, source

    def _cells(self, region: Region, towns: Sequence[Municipality]) -> dict[str, dict[str, Any]]:
        """Voronoi cells of the municipalities of a region; two with one centre share the cell of the first."""
        import shapely

        near = self._near(towns)
        centres: dict[tuple[float, float], str] = {}
        for one in near:
            centres.setdefault((one.row.lon or 0.0, one.row.lat or 0.0), one.row.code_csu)
        mine = {one.row.code_csu for one in towns}
        points = shapely.MultiPoint(list(centres))
        hull = shapely.concave_hull(points, ratio=0.12).buffer(HULL, quad_segs=3)
        cells = shapely.voronoi_polygons(points, extend_to=hull, ordered=True)
        found = {}
        for code, cell in zip(centres.values(), cells.geoms, strict=True):
            if code in mine:
                found[code] = cell.intersection(hull)
        return {"municipality": found}


def rings(land: Land, level: str, code: str) -> list[list[list[float]]]:
    """Outlines of a territory in degrees, [length, width] of each corner; [] for one without a shape."""
    west, north, across, down = land.frame
    found = []
    for ring in land.paths.get(level, {}).get(code, "").split("M")[1:]:
        start, steps = ring.rstrip("z").split("l")
        x, y = map(int, start.split())
        corners = [[round(west + x / across, 3), round(north - y / down, 3)]]
        for dx, dy in _STEP.findall(steps):
            x, y = x + int(dx), y + int(dy)
            corners.append([round(west + x / across, 3), round(north - y / down, 3)])
        found.append(corners)
    return found


_STEP = re.compile(r"(-?\d+) ?(-?\d+)")


def _joined(shapes: dict[str, Any], owner: dict[str, str]) -> dict[str, Any]:
    """Join shapes by the territory in which they lie."""
    import shapely

    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for code in sorted(shapes):
        groups[owner[code]].append(shapes[code])
    return {code: shapely.union_all(found) for code, found in groups.items()}


class _Drawing:
    """Turns degrees into whole units of a drawing; a degree of length is as long as it is in the middle."""

    def __init__(self, shapes: Sequence[Any]) -> None:
        bounds = [shape.bounds for shape in shapes if not shape.is_empty]
        west, south = min(one[0] for one in bounds), min(one[1] for one in bounds)
        east, north = max(one[2] for one in bounds), max(one[3] for one in bounds)
        self._shrink = math.cos(math.radians((south + north) / 2))
        self._west, self._north = west, north
        self._scale = (WIDTH - 2 * MARGIN) / ((east - west) * self._shrink)
        self.height = round((north - south) * self._scale) + 2 * MARGIN

    @property
    def frame(self) -> list[float]:
        margin = MARGIN / self._scale
        west, north = self._west - margin / self._shrink, self._north + margin
        return [west, north, self._shrink * self._scale, self._scale]

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        x = (lon - self._west) * self._shrink * self._scale + MARGIN
        return round(x), round((self._north - lat) * self._scale) + MARGIN

    def path(self, shape: Any) -> str:
        """The outline of a shape as a path of whole units; "" for one that vanishes."""
        polygons = [one for one in getattr(shape, "geoms", [shape]) if one.geom_type == "Polygon"]
        rings = [ring for one in polygons for ring in (one.exterior, *one.interiors)]
        return "".join(filter(None, (self._ring(ring.coords) for ring in rings)))

    def _ring(self, coords: Any) -> str:
        points: list[tuple[int, int]] = []
        for lon, lat, *_ in coords:
            point = self.point(lon, lat)
            if not points or points[-1] != point:
                points.append(point)
        if points[:1] == points[-1:]:
            points = points[:-1]
        if len(points) < 3:
            return ""
        steps = [f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(points)]
        return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")
