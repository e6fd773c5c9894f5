"""Rows as they stand in the files, typed: capacity. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class SmallAreaRow(NamedTuple):
    """One row of capacity/small_areas."""

    id: str
    plan: str
    name: str
    drawn_by: str
    note: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class SmallAreaMunicipalityRow(NamedTuple):
    """One row of capacity/small_area_municipalities."""

    area: str
    municipality_code_csu: str
    row_number: int
    line: str


class KindSideRow(NamedTuple):
    """One row of capacity/kind_sides."""

    kind: str
    side: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class CapacityRow(NamedTuple):
    """One row of capacity/capacities."""

    service: str
    unit: str
    year: int
    capacity: int
    registration: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class NeedRow(NamedTuple):
    """One row of capacity/needs."""

    id: str
    area: str
    kind: str
    unit: str
    minimum: int | None
    ideal: int | None
    who: str
    said_on: str
    note: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class MoneyRow(NamedTuple):
    """One row of capacity/money."""

    area: str
    side: str
    year: int
    payer: str
    amount_czk: int
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class ReportRow(NamedTuple):
    """One row of capacity/reports."""

    service: str
    year: int
    clients: int | None
    contacts: int | None
    grants_total_czk: int | None
    note: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class ReportClientRow(NamedTuple):
    """One row of capacity/report_clients."""

    service: str
    year: int
    municipality_code_csu: str
    clients: int | None
    row_number: int
    line: str


class ReportGrantRow(NamedTuple):
    """One row of capacity/report_grants."""

    service: str
    year: int
    payer: str
    amount_czk: int
    row_number: int
    line: str


class OutcomeRow(NamedTuple):
    """One row of capacity/outcomes."""

    id: str
    service: str
    expected: str
    known_by: str
    unit: str
    people: bool
    baseline: float | None
    baseline_year: int | None
    target: float | None
    target_year: int | None
    agreed_with: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class OutcomeResultRow(NamedTuple):
    """One row of capacity/outcome_results."""

    outcome: str
    year: int
    result: float | None
    note: str
    row_number: int
    line: str


class DonorRow(NamedTuple):
    """One row of capacity/donors."""

    id: str
    name: str
    plain: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class DonorFieldRow(NamedTuple):
    """One row of capacity/donor_fields."""

    donor: str
    field: str
    asked: bool
    called: str
    note: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("capacity", "small_areas"): SmallAreaRow,
    ("capacity", "small_area_municipalities"): SmallAreaMunicipalityRow,
    ("capacity", "kind_sides"): KindSideRow,
    ("capacity", "capacities"): CapacityRow,
    ("capacity", "needs"): NeedRow,
    ("capacity", "money"): MoneyRow,
    ("capacity", "reports"): ReportRow,
    ("capacity", "report_clients"): ReportClientRow,
    ("capacity", "report_grants"): ReportGrantRow,
    ("capacity", "outcomes"): OutcomeRow,
    ("capacity", "outcome_results"): OutcomeResultRow,
    ("capacity", "donors"): DonorRow,
    ("capacity", "donor_fields"): DonorFieldRow,
}
"""The class of each table."""
