"""Outlines as valid polygons of shapely, in bounded time."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from macros.subjects.territory.outlines import BoundaryError, Feature

CROSSINGS = 100_000
"""How often the outlines of a file may cross themselves: mending that many takes some seconds."""
SAMPLE = 50


class Mender:
    """Makes the polygons of one file. `BoundaryError` once its outlines cross themselves too often."""

    def __init__(self) -> None:
        self._crossings = 0

    def polygon(self, feature: Feature) -> Any:
        """A valid polygon or multipolygon; None for a feature without an area."""
        import shapely

        shapes = [shapely.Polygon(rings[0], rings[1:]) for rings in feature.polygons]
        if not shapes:
            return None
        shape = shapes[0] if len(shapes) == 1 else shapely.MultiPolygon(shapes)
        if not shape.is_valid:
            self._crossings += sum(_crossings(ring) for rings in feature.polygons for ring in rings)
            if self._crossings > CROSSINGS:
                raise BoundaryError(
                    f"{feature.label}: obrys se sám se sebou mnohokrát kříží. Body nejsou v pořadí, v jakém jdou po hranici."
                )
            shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        return None if shape.is_empty or shape.area == 0 else shape


def _crossings(ring: list[tuple[float, float]]) -> int:
    """About how often a ring crosses itself, told from some of its segments."""
    import shapely

    segments = shapely.linestrings([[a, b] for a, b in pairwise(ring)])
    step = max(1, len(segments) // SAMPLE)
    looked = segments[::step]
    found = shapely.STRtree(segments).query(looked, predicate="crosses")
    return int(len(found[0]) * len(segments) / len(looked) / 2)
