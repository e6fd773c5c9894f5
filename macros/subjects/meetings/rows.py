"""Rows as they stand in the files, typed: meetings. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class MeetingRow(NamedTuple):
    """One row of meetings/meetings."""

    id: str
    title: str
    body: str
    held_on: dt.date
    day_note: str
    starts: str
    place: str
    region_nuts3: str
    about: str
    voters: int | None
    attachments: str
    next_on: dt.date | None
    next_starts: str
    next_about: str
    source_document: str
    source_url: str
    row_number: int
    line: str


class ItemRow(NamedTuple):
    """One row of meetings/items."""

    meeting: str
    position: int
    number: str
    title: str
    said: str
    source_section: str
    row_number: int
    line: str


class AttendanceRow(NamedTuple):
    """One row of meetings/attendance."""

    meeting: str
    position: int
    who: str
    part: str
    people: int | None
    source_section: str
    row_number: int
    line: str


class VoteRow(NamedTuple):
    """One row of meetings/votes."""

    meeting: str
    position: int
    item: int | None
    question: str
    in_favour: int
    against: int
    abstained: int
    result: str
    source_section: str
    row_number: int
    line: str


class ResolutionRow(NamedTuple):
    """One row of meetings/resolutions."""

    meeting: str
    position: int
    item: int | None
    text: str
    vote: int | None
    node: str
    source_section: str
    row_number: int
    line: str


class TaskRow(NamedTuple):
    """One row of meetings/tasks."""

    id: str
    meeting: str
    position: int
    item: int | None
    task: str
    owner: str
    note: str
    deadline: dt.date | None
    state: str
    ended_on: dt.date | None
    outcome: str
    node: str
    source_section: str
    row_number: int
    line: str


class FairRow(NamedTuple):
    """One row of meetings/fairs."""

    id: str
    title: str
    place: str
    orps: str
    held_on: dt.date | None
    example: bool
    about: str
    audience: str
    story: str
    source_document: str
    source_url: str
    source_section: str
    row_number: int
    line: str


class FairBlockRow(NamedTuple):
    """One row of meetings/fair_blocks."""

    fair: str
    position: int
    title: str
    starts: str
    minutes: int
    pause: int | None
    talking: int | None
    capacity: int | None
    signed: int | None
    about: str
    source_section: str
    row_number: int
    line: str


class FairStandRow(NamedTuple):
    """One row of meetings/fair_stands."""

    fair: str
    position: int
    organisation: str
    offer: str
    service: str
    row_number: int
    line: str


class FairTalkRow(NamedTuple):
    """One row of meetings/fair_talks."""

    fair: str
    block: int
    position: int
    stand: int
    minutes: int
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("meetings", "meetings"): MeetingRow,
    ("meetings", "items"): ItemRow,
    ("meetings", "attendance"): AttendanceRow,
    ("meetings", "votes"): VoteRow,
    ("meetings", "resolutions"): ResolutionRow,
    ("meetings", "tasks"): TaskRow,
    ("meetings", "fairs"): FairRow,
    ("meetings", "fair_blocks"): FairBlockRow,
    ("meetings", "fair_stands"): FairStandRow,
    ("meetings", "fair_talks"): FairTalkRow,
}
"""The class of each table."""
