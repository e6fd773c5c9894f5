"""Rows as they stand in the files, typed: territory. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class StateRow(NamedTuple):
    """One row of territory/states."""

    code_iso: str
    name: str
    slug: str
    locative: str
    whole: str
    row_number: int
    line: str


class RegionRow(NamedTuple):
    """One row of territory/regions."""

    code_nuts3: str
    name: str
    locative: str
    slug: str
    state_iso: str
    office_phone: str
    office_source_url: str
    office_source_date: dt.date | None
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class OrpRow(NamedTuple):
    """One row of territory/orp."""

    code_csu: str
    name: str
    slug: str
    region_nuts3: str
    seat_code_csu: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class MunicipalityRow(NamedTuple):
    """One row of territory/municipalities."""

    code_csu: str
    name: str
    slug: str
    orp_code_csu: str
    pou_code_csu: str
    district_lau1: str
    region_nuts3: str
    postcode: str
    lat: float | None
    lon: float | None
    population: int | None
    population_date: dt.date | None
    population_source: str
    row_number: int
    line: str


class OfficeRow(NamedTuple):
    """One row of territory/offices."""

    municipality_code_csu: str
    address: str
    phone: str
    email: str
    web: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("territory", "states"): StateRow,
    ("territory", "regions"): RegionRow,
    ("territory", "orp"): OrpRow,
    ("territory", "municipalities"): MunicipalityRow,
    ("territory", "offices"): OfficeRow,
}
"""The class of each table."""
