"""Links territories: states, regions, ORP, municipalities."""

from __future__ import annotations

from macros.model.keys import digest, grouped, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.territory.model import Municipality, Orp, Region, State, Territories
from macros.subjects.territory.names import Town, labels
from macros.words.czech import sort_key


def link_territory(site: Site, read: Read) -> None:
    """Fill `site[Territories]`."""
    land = site[Territories]
    land.covered = tuple(site.settings.regions)
    land.states = {row.code_iso: State(row) for row in read("territory", "states")}
    for row in read("territory", "regions"):
        land.regions[row.code_nuts3] = Region(
            row, land.states[row.state_iso], row.code_nuts3 in site.settings.regions
        )
    for row in read("territory", "orp"):
        land.orps[row.code_csu] = Orp(row, land.regions[row.region_nuts3])
    offices = {row.municipality_code_csu: row for row in read("territory", "offices")}
    for row in read("territory", "municipalities"):
        office = offices.get(row.code_csu)
        key = row_key(row, office) if office else row_key(row)
        land.municipalities[row.code_csu] = Municipality(row, land.orps[row.orp_code_csu], office, key)
    _labels(site)
    for code, members in grouped(land.municipalities.values(), lambda town: town.row.orp_code_csu).items():
        # What is not covered is on no list, and sorting the whole state would cost more than all the rest here.
        if members[0].covered:
            members.sort(key=lambda town: sort_key(town.row.name))
        land.orps[code].municipalities = tuple(members)
    for code, orps in grouped(land.orps.values(), lambda orp: orp.row.region_nuts3).items():
        land.regions[code].orps = tuple(sorted(orps, key=lambda orp: sort_key(orp.row.name)))
    _territory_keys(site)


def _labels(site: Site) -> None:
    """Tell covered municipalities of the same name apart."""
    land = site[Territories]
    covered = [one for one in land.municipalities.values() if one.covered]
    orps = {code: orp.row.name for code, orp in land.orps.items()}
    shown = labels(map(town_of, covered), orps, {one.row.code_csu: one.row.postcode for one in covered})
    for one in land.municipalities.values():
        one.label = shown.get(one.row.code_csu, one.row.name)
        if one.label != one.row.name:
            one.key = digest([one.key, one.label.encode()])


def town_of(town: Municipality) -> Town:
    """A municipality as plain codes."""
    return Town(town.code, town.name, *(above.code for above in town.above))


def _territory_keys(site: Site) -> None:
    land = site[Territories]
    for orp in land.orps.values():
        orp.key = digest([row_key(orp.row), *(one.key for one in orp.municipalities)])
    for region in land.regions.values():
        region.key = digest([row_key(region.row), *(one.key for one in region.orps)])
