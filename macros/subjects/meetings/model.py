"""Meetings with their agenda, votes, resolutions and tasks: linked objects, and their links."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from macros.model.keys import digest, grouped, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.meetings import rows
from macros.subjects.meetings.addresses import MEETINGS
from macros.subjects.strategy.model import Node, Strategies
from macros.subjects.strategy.rows import InputRow
from macros.subjects.territory.model import Region, Territories

ENDED = ("done", "dropped")
"""States of a task that has ended."""


class Resolution(NamedTuple):
    """What a meeting agreed on: by which vote, and which part of a strategy it concerns, as far as the source says."""

    row: rows.ResolutionRow
    vote: rows.VoteRow | None
    node: Node | None


class Task(NamedTuple):
    """What somebody has to do."""

    row: rows.TaskRow
    node: Node | None

    @property
    def ended(self) -> bool:
        """Whether it was done or given up."""
        return self.row.state in ENDED

    def late(self, day: dt.date | None) -> bool:
        """Whether its term has passed on that day and nobody said that it ended."""
        return bool(self.row.deadline and day and self.row.deadline < day and not self.ended)


@dataclass(slots=True, eq=False, repr=False)
class Meeting:
    """One meeting; each list in the order of its minutes."""

    row: rows.MeetingRow
    region: Region | None
    items: tuple[rows.ItemRow, ...]
    attendance: tuple[rows.AttendanceRow, ...]
    votes: tuple[rows.VoteRow, ...]
    resolutions: tuple[Resolution, ...]
    tasks: tuple[Task, ...]
    inputs: tuple[InputRow, ...]
    """What was said of problems and ideas, as far as the table of inputs names the meeting."""
    earlier: Meeting | None = None
    later: Meeting | None = None
    """The meetings of the same body before it and after it."""

    @property
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{MEETINGS}{self.row.id}/"


@dataclass(slots=True, eq=False, repr=False)
class Meetings:
    """All meetings of the portal."""

    meetings: tuple[Meeting, ...] = ()
    """The newest first."""
    key: bytes = field(default=b"")
    """Digest of all of them and of the parts of strategies that they name."""

    @property
    def tasks(self) -> list[tuple[Meeting, Task]]:
        """Tasks of all meetings, those of the newest first."""
        return [(meeting, task) for meeting in self.meetings for task in meeting.tasks]


def link_meetings(site: Site, read: Read) -> None:
    """Put meetings into the site."""
    nodes, land = site[Strategies].nodes, site[Territories]
    tables = [read("meetings", name) for name in ("items", "attendance", "votes", "resolutions", "tasks")]
    items, attendance, votes, resolutions, tasks = (
        grouped(sorted(table, key=lambda row: row.position), lambda row: str(row.meeting)) for table in tables
    )
    inputs: list[InputRow] = read("strategy", "inputs")
    heard = grouped((row for row in inputs if row.meeting), lambda row: row.meeting)
    found: list[rows.MeetingRow] = read("meetings", "meetings")
    meetings = []
    for row in sorted(found, key=lambda row: (row.held_on, row.id), reverse=True):
        voted = {vote.position: vote for vote in votes[row.id]}
        meetings.append(
            Meeting(
                row,
                land.regions[row.region_nuts3] if row.region_nuts3 else None,
                tuple(items[row.id]),
                tuple(attendance[row.id]),
                tuple(votes[row.id]),
                tuple(
                    Resolution(one, voted.get(one.vote), nodes[one.node] if one.node else None)
                    for one in resolutions[row.id]
                ),
                tuple(Task(one, nodes[one.node] if one.node else None) for one in tasks[row.id]),
                tuple(sorted(heard[row.id], key=lambda row: row.row_number)),
            )
        )
    _in_series(meetings)
    part = site[Meetings]
    part.meetings = tuple(meetings)
    named = sorted({one.node for table in tables[3:] for one in table if one.node})
    part.key = digest(
        [
            row_key(*found),
            *(row_key(*table) for table in tables),
            *(row_key(*meeting.inputs) for meeting in meetings),
            *(nodes[one].key for one in named),
            # Whether a part has a page is a matter of its strategy.
            *(b"%d" % nodes[one].strategy.published for one in named),
        ]
    )


def _in_series(meetings: list[Meeting]) -> None:
    """Let the meetings of one body know each other; the newest comes first."""
    for series in grouped(meetings, lambda meeting: meeting.row.body).values():
        for later, earlier in pairwise(series):
            later.earlier, earlier.later = earlier, later
