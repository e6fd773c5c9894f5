"""Rows as they stand in the files, typed: cases. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class CaseRow(NamedTuple):
    """One row of cases/cases."""

    id: str
    position: int
    title: str
    child: str
    about: str
    need: str
    prepared: str
    place: str
    situations: str
    story: str
    open: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class CaseActorRow(NamedTuple):
    """One row of cases/case_actors."""

    id: str
    case: str
    position: int
    title: str
    asks: str
    told: str
    kinds: str
    source_section: str
    row_number: int
    line: str


class StopRow(NamedTuple):
    """One row of cases/stops."""

    id: str
    case: str
    position: int
    age: str
    happens: str
    notes: str
    minutes: int | None
    open: str
    source_section: str
    row_number: int
    line: str


class StopActorRow(NamedTuple):
    """One row of cases/stop_actors."""

    id: str
    stop: str
    position: int
    actor: str
    can: str
    source_section: str
    row_number: int
    line: str


class StopFlowRow(NamedTuple):
    """One row of cases/stop_flows."""

    id: str
    stop: str
    position: int
    direction: str
    actor: str
    other: str
    what: str
    how: str
    purpose: str
    source_section: str
    row_number: int
    line: str


class ProjectRow(NamedTuple):
    """One row of cases/projects."""

    id: str
    position: int
    title: str
    about: str
    why: str
    aim: str
    origin: str
    region_nuts3: str
    copied_from: str
    situations: str
    open: str
    source_document: str
    source_section: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class ProjectRoleRow(NamedTuple):
    """One row of cases/project_roles."""

    id: str
    project: str
    position: int
    department: str
    title: str
    brings: str
    who: str
    kinds: str
    open: str
    source_section: str
    row_number: int
    line: str


class ProjectStepRow(NamedTuple):
    """One row of cases/project_steps."""

    id: str
    project: str
    position: int
    title: str
    what: str
    roles: str
    who: str
    open: str
    source_section: str
    row_number: int
    line: str


class ProjectTextRow(NamedTuple):
    """One row of cases/project_texts."""

    id: str
    project: str
    position: int
    question: str
    answer: str
    open: str
    source_section: str
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("cases", "cases"): CaseRow,
    ("cases", "case_actors"): CaseActorRow,
    ("cases", "stops"): StopRow,
    ("cases", "stop_actors"): StopActorRow,
    ("cases", "stop_flows"): StopFlowRow,
    ("cases", "projects"): ProjectRow,
    ("cases", "project_roles"): ProjectRoleRow,
    ("cases", "project_steps"): ProjectStepRow,
    ("cases", "project_texts"): ProjectTextRow,
}
"""The class of each table."""
