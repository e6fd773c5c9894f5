"""Rows of the package evaluation as they stand in the files: criteria, assessments, family policies."""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class CriteriaSetRow(NamedTuple):
    """One row of evaluation/criteria_sets."""

    id: str
    title: str
    summary: str
    scale_note: str
    source_document: str
    source_url: str
    source_date: dt.date | None
    source_section: str
    row_number: int
    line: str


class ScaleLevelRow(NamedTuple):
    """One row of evaluation/scale_levels."""

    set: str
    value: int
    label: str
    words: str
    derived_when: str
    row_number: int
    line: str


class CriterionRow(NamedTuple):
    """One row of evaluation/criteria."""

    id: str
    set: str
    position: int
    title: str
    plain: str
    source_section: str
    row_number: int
    line: str


class DescriptorRow(NamedTuple):
    """One row of evaluation/descriptors."""

    id: str
    criterion: str
    position: int
    title: str
    question: str
    text: str
    source_section: str
    row_number: int
    line: str


class AssessmentRow(NamedTuple):
    """One row of evaluation/assessments."""

    id: str
    set: str
    level: str
    territory_code: str
    title: str
    summary: str
    assessor: str
    values_from: str
    started: str
    ended: str
    source_document: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class PhaseRow(NamedTuple):
    """One row of evaluation/phases."""

    assessment: str
    phase: str
    title: str
    position: int
    rated: str
    source_section: str
    row_number: int
    line: str


class RatingRow(NamedTuple):
    """One row of evaluation/ratings."""

    assessment: str
    phase: str
    descriptor: str
    words: str
    change: str
    value: int | None
    derived_by: str
    derived_from: str
    evidence: str
    source_section: str
    row_number: int
    line: str


class ParticipationRow(NamedTuple):
    """One row of evaluation/participation."""

    id: str
    municipality_code_csu: str
    position: int
    state: str
    period: str
    what: str
    with_whom: str
    outcome: str
    source_document: str
    source_url: str
    source_date: dt.date | None
    source_section: str
    row_number: int
    line: str


class FamilyPolicyRow(NamedTuple):
    """One row of evaluation/family_policies."""

    municipality_code_csu: str
    state: str
    title: str
    intro: str
    concept: str
    collected_data: str
    contact_service: str
    updated_on: dt.date
    source_document: str
    source_url: str
    source_date: dt.date | None
    source_section: str
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("evaluation", "criteria_sets"): CriteriaSetRow,
    ("evaluation", "scale_levels"): ScaleLevelRow,
    ("evaluation", "criteria"): CriterionRow,
    ("evaluation", "descriptors"): DescriptorRow,
    ("evaluation", "assessments"): AssessmentRow,
    ("evaluation", "phases"): PhaseRow,
    ("evaluation", "ratings"): RatingRow,
    ("evaluation", "participation"): ParticipationRow,
    ("evaluation", "family_policies"): FamilyPolicyRow,
}
"""The class of each table of the package."""
