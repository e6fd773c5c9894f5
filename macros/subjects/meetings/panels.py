"""Sections that meetings show on pages of strategies: open tasks for coordinators, resolutions where they changed one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.panel import Panel
from macros.subjects.meetings.addresses import TASKS
from macros.subjects.meetings.minutes import (
    TaskLine,
    anchor,
    decided,
    meetings_reads,
    state_of,
    task_line,
)
from macros.subjects.meetings.model import Meeting, Meetings, Resolution
from macros.subjects.strategy.model import Node, Strategy
from macros.words import czech

FIRST = {"late": 0, "open": 1, "unknown": 2}


class OpenTasks(Struct, frozen=True, kw_only=True):
    """Tasks of meetings that have not ended, the late ones first."""

    lines: tuple[TaskLine, ...]
    tasks: str


def _open(site: Site, subject: object) -> OpenTasks | None:
    found = [one for one in site[Meetings].tasks if not one[1].ended]
    found.sort(key=lambda pair: FIRST[state_of(site, pair[1])])
    lines = tuple(task_line(site, *one) for one in found)
    return OpenTasks(lines=lines, tasks=TASKS) if lines else None


class Decided(NamedTuple):
    """A resolution, where it stands, and the day of its meeting."""

    resolution: Resolution
    meeting: Meeting
    url: str
    when: str


class Resolutions(Struct, frozen=True, kw_only=True):
    """Resolutions about a strategy or a part of it."""

    lines: tuple[Decided, ...]


def _decided(site: Site, subject: Strategy | Node) -> Resolutions | None:
    nodes = subject.nodes if isinstance(subject, Strategy) else (subject, *subject.activities)
    lines = tuple(
        Decided(one, meeting, f"{meeting.url}#{anchor(one)}", czech.date(meeting.row.held_on))
        for meeting, one in decided(site, nodes)
    )
    return Resolutions(lines=lines) if lines else None


def _decided_reads(site: Site, subject: Strategy | Node) -> Iterable[bytes]:
    """Only a page that shows a resolution changes with the meetings."""
    return (site[Meetings].key,) if _decided(site, subject) else ()


OPEN_TASKS: Panel[None] = Panel(name="meeting_tasks", view=_open, reads=meetings_reads, shows=OpenTasks)
RESOLUTIONS: Panel[Strategy | Node] = Panel(
    name="resolutions", view=_decided, reads=_decided_reads, shows=Resolutions
)
PANELS: dict[str, tuple[Panel[Any], ...]] = {
    "coordinator": (OPEN_TASKS,),
    "strategy_changes": (RESOLUTIONS,),
    "node": (RESOLUTIONS,),
}
"""By the name of the family of pages that shows them."""
