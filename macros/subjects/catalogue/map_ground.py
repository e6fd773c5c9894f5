"""What lies under the services on the map: outlines of regions and ORP, and their names.

The outlines are those of the drawn maps (`territory.shapes`): imported boundaries, or cells around the centres,
which the map says to be only near the truth. All is GeoJSON; names stay data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.model.site import Site
from macros.subjects.catalogue import words
from macros.subjects.territory.model import Region, Territories
from macros.subjects.territory.shapes import Land, Shapes, rings

FEWEST = 4
"""Centres of which cells can be made."""

Feature = dict[str, Any]


class Ground:
    """The background of one portal; shapes are made when somebody asks for them."""

    def __init__(self, site: Site, shapes: Shapes) -> None:
        self.site, self._shapes = site, shapes

    def features(self) -> dict[str, Any]:
        """GeoJSON: outlines, names of regions and of the seats of ORP."""
        regions = self.site[Territories].covered_regions()
        outlines = [one for region in regions for one in self._outlines(region)]
        # Lines of regions lie on those of their ORP.
        outlines.sort(key=lambda shape: shape["properties"]["outline"] != "orp")
        names = [*self._regions(), *self._seats()]
        return {"type": "FeatureCollection", "features": [*outlines, *names]}

    def centres(self) -> list[list[float]]:
        """Centres of the covered municipalities, [length, width] in degrees."""
        towns = self.site[Territories].covered_municipalities()
        return [_place(one.row) for one in towns if one.row.lat is not None]

    def note(self) -> str:
        """What is to be said of the outlines; "" where none is drawn."""
        lands = [land for region in self.site[Territories].covered_regions() if (land := self._land(region))]
        if any(land.schematic for land in lands):
            return words.OUTLINES_SCHEMATIC
        sources = dict.fromkeys(land.source for land in lands if land.source)
        return words.OUTLINES_OF.format(", ".join(sources)) if sources else ""

    def _land(self, region: Region) -> Land | None:
        centres = {(one.row.lat, one.row.lon) for orp in region.orps for one in orp.municipalities}
        return (
            self._shapes.land(region) if len({one for one in centres if None not in one}) >= FEWEST else None
        )

    def _outlines(self, region: Region) -> Iterator[Feature]:
        land = self._land(region)
        if land is None:
            return
        codes = [("region", region.row.code_nuts3), *(("orp", orp.row.code_csu) for orp in region.orps)]
        for level, code in codes:
            if found := rings(land, level, code):
                shape = {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]] for ring in found]}
                yield {"type": "Feature", "properties": {"outline": level}, "geometry": shape}

    def _seats(self) -> Iterator[Feature]:
        seats = {orp.row.seat_code_csu for orp in self.site[Territories].covered_orps()}
        for one in self.site[Territories].covered_municipalities():
            if one.row.code_csu in seats and one.row.lat is not None:
                yield _named({"name": one.row.name}, _place(one.row))

    def _regions(self) -> Iterator[Feature]:
        """Names of regions in the middle of their municipalities, for a look from afar."""
        for region in self.site[Territories].covered_regions():
            towns = [one.row for orp in region.orps for one in orp.municipalities]
            lats = [one.lat for one in towns if one.lat is not None]
            lons = [one.lon for one in towns if one.lon is not None]
            if lats and lons:
                middle = [round(sum(lons) / len(lons), 4), round(sum(lats) / len(lats), 4)]
                yield _named({"name": region.row.name, "region": True}, middle)


def _named(properties: dict[str, Any], place: list[float]) -> Feature:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": place}}


def _place(row: Any) -> list[float]:
    return [round(row.lon, 4), round(row.lat, 4)]
