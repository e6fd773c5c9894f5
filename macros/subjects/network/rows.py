"""Rows as they stand in the files, typed: network. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class SurveyRow(NamedTuple):
    """One row of network/surveys."""

    id: str
    situation: str
    kind: str
    level: str
    territory_code: str
    looked_on: str
    who: str
    found: str
    note: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class SubstitutionRow(NamedTuple):
    """One row of network/substitutions."""

    id: str
    kind: str
    by_kinds: str
    level: str
    territory_code: str
    reason: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class StoryRow(NamedTuple):
    """One row of network/stories."""

    id: str
    position: int
    place: str
    region_nuts3: str
    orps: str
    title: str
    form: str
    themes: str
    topic: str
    activity: str
    aim: str
    actors: int | None
    role: str
    result: str
    feedback: str
    next_step: str
    who: str
    threshold: str
    worked: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class WayRow(NamedTuple):
    """One row of network/reachability."""

    from_code: str
    to_code: str
    day_kind: str
    arrive_by: str
    found: str
    minutes: int | None
    changes: int | None
    valid_on: dt.date
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("network", "surveys"): SurveyRow,
    ("network", "substitutions"): SubstitutionRow,
    ("network", "stories"): StoryRow,
    ("network", "reachability"): WayRow,
}
"""The class of each table."""
