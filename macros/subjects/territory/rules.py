"""Rules about territory: municipalities, their regions, coordinates, population; names in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data, Rule
from macros.check.common import halves, known
from macros.data.problems import Problem
from macros.data.settings import check_settings


def coordinates_pair(data: Data) -> Iterator[Problem]:
    """Latitude and longitude come together, in every table that has them."""
    for table in data.tables.values():
        if {"lat", "lon"}.issubset(table.schema.names):
            for row, missing in halves(table, "lat", "lon"):
                yield table.problem(row, missing, "coordinates-pair")


def population_pair(data: Data) -> Iterator[Problem]:
    """A number of inhabitants says its day and its source."""
    table = data.table("territory", "municipalities")
    if table is None:
        return
    counts, pairs = table.cells("population"), ("population_date", "population_source")
    for name in pairs:
        for row, count, other in zip(table.row_numbers, counts, table.cells(name), strict=True):
            if count and not other:
                yield table.problem(row, name, "population-pair")


def region_of_orp(data: Data) -> Iterator[Problem]:
    """A municipality lies in the region in which its ORP lies."""
    table, orp = data.table("territory", "municipalities"), data.table("territory", "orp")
    if table is None or orp is None:
        return
    region = dict(zip(orp.columns["code_csu"], orp.columns["region_nuts3"], strict=True))
    pairs = set(zip(table.columns["orp_code_csu"], table.columns["region_nuts3"], strict=True))
    wrong = {pair for pair in pairs if pair[1] and region.get(pair[0]) and region[pair[0]] != pair[1]}
    for row, code, mine in table.records(["orp_code_csu", "region_nuts3"]) if wrong else ():
        if (code, mine) in wrong:
            yield table.problem(row, "region_nuts3", "region-orp", mine, expected=region[code])


def settings_exist(data: Data) -> Iterator[Problem]:
    """Regions and strategies that mkdocs.yml names are in the packages."""
    regions = known(data, "territory", "regions", "code_nuts3")
    strategies = known(data, "strategy", "strategies", "id")
    if strategies is None and not (data.root / "data_packages" / "strategy").is_dir():
        strategies = set()
    yield from check_settings(
        data.settings,
        set(data.settings.regions) if regions is None else regions,
        set(data.settings.strategies) if strategies is None else strategies,
    )


RULES: tuple[Rule, ...] = (coordinates_pair, population_pair, region_of_orp, settings_exist)
