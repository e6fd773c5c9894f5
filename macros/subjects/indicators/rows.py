"""Rows as they stand in the files, typed: indicators. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class AreaUnitRow(NamedTuple):
    """One row of indicators/areas."""

    code: str
    name: str
    locative: str
    kind: str
    level: str
    territory_code: str
    note: str
    row_number: int
    line: str


class FigureThemeRow(NamedTuple):
    """One row of indicators/themes."""

    id: str
    title: str
    plain: str
    tint: str
    position: int
    row_number: int
    line: str


class IndicatorRow(NamedTuple):
    """One row of indicators/indicators."""

    id: str
    title: str
    short: str
    plain: str
    definition: str
    unit: str
    words: str
    direction: str
    method: str
    periodicity: str
    next_update: str
    why: str
    theme: str
    family: str
    decimals: int | None
    people: bool
    position: int
    source: str
    source_url: str
    base_least: float | None
    share_of: str
    part_of: str
    part_by: str
    role: str
    row_number: int
    line: str


class BreakRow(NamedTuple):
    """One row of indicators/breaks."""

    indicator: str
    period: str
    note: str
    row_number: int
    line: str


class ObservationRow(NamedTuple):
    """One row of indicators/observations."""

    indicator: str
    level: str
    territory_code: str
    period: str
    value: float | None
    value_high: float | None
    status: str
    source_url: str
    source_document: str
    source_section: str
    source_date: dt.date | None
    note: str
    period_kind: str
    source_title: str
    row_number: int
    line: str


class TargetRow(NamedTuple):
    """One row of indicators/targets."""

    indicator: str
    level: str
    territory_code: str
    period: str
    value: float
    source_url: str
    source_document: str
    source_section: str
    source_date: dt.date | None
    note: str
    strict: bool | None
    row_number: int
    line: str


class ClassRow(NamedTuple):
    """One row of indicators/classes."""

    indicator: str
    position: int
    lower: float
    upper: float
    label: str
    description: str
    count_indicator: str
    source_url: str
    source_document: str
    source_section: str
    source_date: dt.date | None
    row_number: int
    line: str


class CostItemRow(NamedTuple):
    """One row of indicators/cost_items."""

    id: str
    title: str
    plain: str
    low: float
    high: float
    unit: str
    basis: str
    position: int
    source_url: str
    source_document: str
    source_section: str
    source_date: dt.date | None
    note: str
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("indicators", "areas"): AreaUnitRow,
    ("indicators", "themes"): FigureThemeRow,
    ("indicators", "indicators"): IndicatorRow,
    ("indicators", "breaks"): BreakRow,
    ("indicators", "observations"): ObservationRow,
    ("indicators", "targets"): TargetRow,
    ("indicators", "classes"): ClassRow,
    ("indicators", "cost_items"): CostItemRow,
}
"""The class of each table."""
