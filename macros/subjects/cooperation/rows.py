"""Rows as they stand in the files, typed: cooperation. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class CooperationActorRow(NamedTuple):
    """One row of cooperation/cooperation_actors."""

    id: str
    position: int
    name: str
    short: str
    sector: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class RiskAreaRow(NamedTuple):
    """One row of cooperation/risk_areas."""

    id: str
    position: int
    title: str
    situation: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class AgeGroupRow(NamedTuple):
    """One row of cooperation/age_groups."""

    id: str
    age_from: int
    age_to: int | None
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class CooperationRow(NamedTuple):
    """One row of cooperation/cooperations."""

    id: str
    place: str
    region_nuts3: str
    orps: str
    theme: str
    risk_area: str
    age_groups: str
    actors: str
    state: str
    note: str
    story: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class AgreementRow(NamedTuple):
    """One row of cooperation/agreements."""

    id: str
    title: str
    place: str
    region_nuts3: str
    orps: str
    actors: str
    principles: str
    needs: str
    offers: str
    emergency_role: str
    agreed_on: str
    review_on: dt.date | None
    note: str
    story: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class AgreementRuleRow(NamedTuple):
    """One row of cooperation/agreement_rules."""

    id: str
    agreement: str
    position: int
    occasion: str
    data: str
    ground: str
    ground_detail: str
    how: str
    until: str
    row_number: int
    line: str


class RequestRow(NamedTuple):
    """One row of cooperation/requests."""

    id: str
    side: str
    title: str
    plain: str
    actor: str
    theme: str
    kind: str
    level: str
    territory_code: str
    age_from: int | None
    age_to: int | None
    since: str
    state: str
    closed_on: str
    met_by: str
    outcome: str
    story: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class TopicRow(NamedTuple):
    """One row of cooperation/topics."""

    id: str
    position: int
    level: str
    territory_code: str
    title: str
    aim: str
    needs: str
    story: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class TopicStepRow(NamedTuple):
    """One row of cooperation/topic_steps."""

    id: str
    topic: str
    position: int
    what: str
    actors: str
    due: str
    state: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("cooperation", "cooperation_actors"): CooperationActorRow,
    ("cooperation", "risk_areas"): RiskAreaRow,
    ("cooperation", "age_groups"): AgeGroupRow,
    ("cooperation", "cooperations"): CooperationRow,
    ("cooperation", "agreements"): AgreementRow,
    ("cooperation", "agreement_rules"): AgreementRuleRow,
    ("cooperation", "requests"): RequestRow,
    ("cooperation", "topics"): TopicRow,
    ("cooperation", "topic_steps"): TopicStepRow,
}
"""The class of each table."""
