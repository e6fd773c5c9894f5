"""Rows as they stand in the files, typed: activities. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class ActivityRow(NamedTuple):
    """One row of activities/activities."""

    id: str
    position: int
    topic: str
    title: str
    what: str
    for_whom: str
    stages: str
    needs: str
    if_nobody: str
    evidence: str
    situations: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class ActivityActorRow(NamedTuple):
    """One row of activities/activity_actors."""

    activity: str
    position: int
    kind: str
    role: str
    basis: str
    row_number: int
    line: str


class ActivityChoiceRow(NamedTuple):
    """One row of activities/activity_choices."""

    id: str
    activity: str
    level: str
    territory_code: str
    service: str
    who: str
    since: str
    note: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    checked_on: dt.date | None
    row_number: int
    line: str


class FeatureRow(NamedTuple):
    """One row of activities/features."""

    id: str
    position: int
    title: str
    plain: str
    practices: str
    stories: str
    source_document: str
    source_section: str
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("activities", "activities"): ActivityRow,
    ("activities", "activity_actors"): ActivityActorRow,
    ("activities", "activity_choices"): ActivityChoiceRow,
    ("activities", "features"): FeatureRow,
}
"""The class of each table."""
